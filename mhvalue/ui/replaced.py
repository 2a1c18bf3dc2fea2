"""What newer releases changed, on the Check page: how many figures, and which."""

from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.ui import session
from mhvalue.ui.text import plain

if TYPE_CHECKING:
    from mhvalue.releases import Replaced
    from mhvalue.workspace import Workspace


def replaced_list(open_files: "Workspace") -> None:
    """The changes, where the files hold more than one release; only their number to share."""
    found = open_files.replaced
    if len(found.releases) < 2:
        return
    st.subheader("What newer releases changed")
    st.markdown(plain(summary(found)))
    if not found.changes:
        return
    if session.sharing() == session.SHARINGS[1]:
        st.markdown("Which figures they are is shown inside your team only.")
        return
    if found.changed > len(found.changes):
        st.markdown(f"The first {len(found.changes):,} are listed.")
    items = open_files.catalogue.items
    st.dataframe(
        {
            "Figure": [items[c.item].name if c.item in items else c.item for c in found.changes],
            "Unit": [f"{c.level}: {c.unit}" for c in found.changes],
            "Group": ["" if c.breakdown == "none" else c.group for c in found.changes],
            "Period": [c.period.label for c in found.changes],
            "Before": [c.before for c in found.changes],
            "After": [c.after for c in found.changes],
            "Older release": [c.old_release or "not named" for c in found.changes],
            "Newer release": [c.new_release or "not named" for c in found.changes],
            "Now read from": [c.source for c in found.changes],
            "Before read from": [c.replaced for c in found.changes],
        },
        hide_index=True,
        alt="Figures that a newer release changed, before and after",
    )


def summary(found: "Replaced") -> str:
    """How many figures a newer release states again, and how many of them differ."""
    if not found.repeated:
        return "No figure stands in two releases."
    again = "1 figure stands" if found.repeated == 1 else f"{found.repeated:,} figures stand"
    changed = {0: "none of them changed", 1: "1 of them changed"}
    differ = changed.get(found.changed, f"{found.changed:,} of them changed")
    return f"{again} in more than one release; {differ}. The newest release is used."
