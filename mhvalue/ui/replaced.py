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
    changes_table(open_files, found)


def changes_table(
    open_files: "Workspace", found: "Replaced", before: str = "Before", after: str = "After"
) -> None:
    """The figures that differ, with both cells."""
    if found.changed > len(found.changes):
        st.markdown(f"The first {len(found.changes):,} are listed.")
    items, changes = open_files.catalogue.items, found.changes
    columns = {
        "Figure": [items[c.item].name if c.item in items else c.item for c in changes],
        "Unit": [f"{c.level}: {c.unit}" for c in changes],
        "Group": ["" if c.breakdown == "none" else c.group for c in changes],
        "Period": [c.period.label for c in changes],
        before: [c.before for c in changes],
        after: [c.after for c in changes],
        "Older release": [c.old_release or "not named" for c in changes],
        "Newer release": [c.new_release or "not named" for c in changes],
        "Now read from": [c.source for c in changes],
        "Before read from": [c.replaced for c in changes],
    }
    if (before, after) != ("Before", "After"):
        # Of two files that are asked about neither is the newer yet.
        columns["Cell in the first"] = columns.pop("Before read from")
        columns["Cell in the second"] = columns.pop("Now read from")
        del columns["Older release"], columns["Newer release"]
    if not any(columns["Group"]):
        del columns["Group"]
    st.dataframe(columns, hide_index=True, alt="Figures that differ, before and after")


def summary(found: "Replaced") -> str:
    """How many figures a newer release states again, and how many of them differ."""
    if not found.repeated:
        return "No figure stands in two releases."
    again = "1 figure stands" if found.repeated == 1 else f"{found.repeated:,} figures stand"
    changed = {0: "none of them changed", 1: "1 of them changed"}
    differ = changed.get(found.changed, f"{found.changed:,} of them changed")
    return f"{again} in more than one release; {differ}. The newest release is used."
