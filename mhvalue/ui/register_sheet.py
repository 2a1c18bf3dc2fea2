"""The unit register as a sheet of one's own, read like any file in a process of its own."""

import hashlib
from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.errors import MhvalueError, PeopleFound
from mhvalue.ui import kept
from mhvalue.ui.opening import Columns, Stopped
from mhvalue.ui.stopped import stopped_form
from mhvalue.ui.text import plain

if TYPE_CHECKING:
    from mhvalue.ingest.result import ReadResult

STOPPED = "register stopped"
READ = "register read"
REFUSED = "register refused"


def register_sheet() -> "ReadResult | None":
    """A box to drop the sheet in, and what was read of one, once.

    A sheet that tells who somebody is stops as any file does, and can be gone on with.
    """
    from mhvalue.register import HEADINGS

    halted: Stopped | None = st.session_state.get(STOPPED)
    if halted is not None:
        stopped_form(halted, _open, _leave_out)
    sent = st.file_uploader(
        "Or a sheet of units (xlsx, ods, csv)",
        key=f"register in {st.session_state.get('registers', 0)}",
        help=f"Its headings are {', '.join(HEADINGS)}. Level and Unit are needed; what has no "
        "column stays as it is.",
    )
    if sent is not None:
        data = sent.getvalue()
        _open(Stopped(sent.name, hashlib.sha256(data).hexdigest(), data, "", ()))
        if STOPPED in st.session_state:
            put_away()
            st.rerun()
    refused = st.session_state.pop(REFUSED, "")
    if refused:
        st.error(plain(refused))
    found: ReadResult | None = st.session_state.pop(READ, None)
    return found


def put_away() -> None:
    """Empty the box, so that Streamlit drops its copy of the bytes."""
    st.session_state["registers"] = st.session_state.get("registers", 0) + 1


def _leave_out(_: str) -> None:
    st.session_state.pop(STOPPED, None)


def _open(file: Stopped) -> None:
    """Read the sheet without the columns agreed on; what was left out before goes unasked."""
    st.session_state.pop(STOPPED, None)
    try:
        st.session_state[READ] = _read(file.name, file.data, file.without)
    except PeopleFound as found:
        from mhvalue.recipe.opening import left_out_before

        without = tuple(dict.fromkeys((*file.without, *found.without)))
        again = Stopped(file.name, file.sha256, file.data, str(found), without)
        if left_out_before(kept.register_left_out(), found.columns):
            _open(again)
        elif found.without:
            st.session_state[STOPPED] = again
        else:
            st.session_state[REFUSED] = str(found)
    except MhvalueError as mistake:
        st.session_state[REFUSED] = str(mistake)


def _read(name: str, data: bytes, without: Columns) -> "ReadResult":
    from mhvalue.ingest.bounded.process import read_file
    from mhvalue.ingest.reading import Reading
    from mhvalue.ingest.register_sheet import FORMAT

    with st.spinner("Reading the sheet of units"):
        return read_file(data, name, Reading(format=FORMAT), without=without)
