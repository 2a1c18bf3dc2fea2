"""What one person's browser session holds: the workspace, files being confirmed, the rule."""

from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.ui import kept

if TYPE_CHECKING:
    from mhvalue.privacy.disclosure import Sharing
    from mhvalue.workspace import Workspace

# Spelt as in mhvalue.privacy.disclosure, whose import would cost the first page half a second.
SHARINGS: "tuple[Sharing, ...]" = ("inside my team", "to share")


def workspace() -> "Workspace | None":
    """The open files, or None while there are none."""
    found: Workspace | None = st.session_state.get("workspace")
    if found is None or not found.files:
        return None
    if found.own != kept.own_metrics():
        found = found.with_own(kept.own_metrics())
        keep(found)
    if found.register != kept.register():
        found = found.with_register(kept.register())
        keep(found)
    if found.answers != kept.answers():
        found = found.answering(kept.answers())
        keep(found)
    if found.same != kept.same_units():
        found = found.naming(kept.same_units())
        keep(found)
    return found


def keep(changed: "Workspace") -> None:
    """Make this the person's workspace."""
    st.session_state["workspace"] = changed


def sharing() -> "Sharing":
    """The rule the whole app follows now."""
    return SHARINGS[1] if st.session_state.get("sharing") == SHARINGS[1] else SHARINGS[0]


def forget(sha256: str) -> None:
    """Close one open file."""
    keep(st.session_state["workspace"].removed(sha256))
