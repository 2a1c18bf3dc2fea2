"""The workshop of this session, and how a step changes it without losing what was entered."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.errors import MhvalueError
from mhvalue.ui import session
from mhvalue.ui.text import plain

if TYPE_CHECKING:
    from mhvalue.catalogue.schema import Catalogue
    from mhvalue.shortlist.workshop import Workshop

KEY = "workshop"


def current() -> "Workshop | None":
    """The workshop that is under way, if any."""
    found: Workshop | None = st.session_state.get(KEY)
    return found


def catalogue() -> "Catalogue":
    """The catalogue, with the files' own headings where files are open."""
    open_files = session.workspace()
    if open_files is not None:
        return open_files.catalogue
    from mhvalue.catalogue.loader import load

    return load()


def take(step: "Callable[[Workshop], Workshop]", done: str = "") -> bool:
    """Make a step; where it cannot be made, say why and keep everything as it was."""
    before = current()
    assert before is not None
    try:
        keep(step(before))
    except MhvalueError as mistake:
        st.error(plain(str(mistake)))
        return False
    if done:
        st.toast(done)
    return True


def keep(workshop: "Workshop") -> None:
    """Make this the session's workshop; a frozen list becomes the working set."""
    from mhvalue.shortlist.decisions import final

    st.session_state[KEY] = workshop
    if workshop.frozen:
        st.session_state["working set"] = final(workshop)
