"""What a page shows while no file is open, or nothing is left of the figures chosen."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.errors import MhvalueError
from mhvalue.ui import opening, session
from mhvalue.ui.text import ONWARD, plain

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from mhvalue.workspace import Workspace


def need_data(title: str, what: str) -> "Workspace":
    """The open files; without any, say what the page would show, offer a way on, and stop."""
    found = session.workspace()
    if found is not None:
        return found
    st.title(title)
    st.markdown(f"No file is open yet. {what}")
    st.page_link("pages/your_data/upload.py", label="Open your own spreadsheet", icon=ONWARD)
    offer_demo()
    for sentence in opening.refusals().values():
        st.error(plain(sentence))
    return st.stop()


@contextmanager
def titled(answer: "DeltaGenerator", title: str) -> Iterator[None]:
    """Where there is no answer that could be the page's title, the question is."""
    try:
        yield
    except MhvalueError:
        answer.title(title)
        raise


def offer_demo() -> None:
    """A button that opens the synthetic trust."""
    if st.button("Try it with the demonstration trust", key="open demo"):
        opening.open_demo()
        if not opening.refusals():
            st.rerun()
