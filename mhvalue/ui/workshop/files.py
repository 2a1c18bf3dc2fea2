"""Score sheets out and in, and the whole workshop as a workbook that comes back next time."""

from datetime import date

import streamlit as st

from mhvalue.errors import MhvalueError
from mhvalue.ui.taking import MIME, app_version
from mhvalue.ui.text import plain
from mhvalue.ui.workshop import state


def files() -> None:
    """Everything that leaves and returns; metrics and opinions only, no figures about people."""
    workshop = state.current()
    if workshop is not None:
        from mhvalue.export.score_sheet import score_sheet
        from mhvalue.export.shortlist import workbook
        from mhvalue.export.shortlist_page import board_page

        st.subheader("Score sheets")
        scorer = st.text_input("For whom (leave empty for a blank sheet)", key="sheet for")
        st.download_button(
            "Get a score sheet",
            data=lambda: score_sheet(workshop, date.today(), scorer),
            file_name=f"score-sheet-{workshop.id}.xlsx",
            mime=MIME["xlsx"],
            on_click="ignore",
        )
        _take_sheets()
        st.subheader("The whole workshop")
        known = state.catalogue()
        st.download_button(
            "Get the workshop: scores, decisions, final list",
            data=lambda: workbook(workshop, date.today(), app_version()),
            file_name=f"shortlist-{workshop.id}.xlsx",
            mime=MIME["xlsx"],
            on_click="ignore",
        )
        st.download_button(
            "Board page (PowerPoint)",
            data=lambda: board_page(workshop, known, date.today(), app_version()),
            file_name=f"shortlist-{workshop.id}.pptx",
            mime="application/vnd.openxmlformats-officedocument.presentationml.presentation",
            on_click="ignore",
        )
    take_up()


def _take_sheets() -> None:
    from mhvalue.shortlist.sheet_in import take_score_sheet

    sent = st.file_uploader(
        "Score sheets that came back",
        accept_multiple_files=True,
        key=f"sheets {st.session_state.get('sheets taken', 0)}",
    )
    for told in st.session_state.pop("sheet errors", ()):
        st.error(plain(told))
    if not sent:
        return
    refused = []
    for sheet in sent:
        before = state.current()
        assert before is not None
        try:
            state.keep(take_score_sheet(before, sheet.getvalue(), sheet.name))
        except MhvalueError as mistake:
            refused.append(str(mistake))
    st.session_state["sheet errors"] = refused
    st.session_state["sheets taken"] = st.session_state.get("sheets taken", 0) + 1
    st.rerun()


def take_up() -> None:
    """Take up a workshop from its workbook."""
    from mhvalue.shortlist.workbook_in import read_workshop

    st.subheader("Take up an earlier workshop")
    book = st.file_uploader(
        "Its workbook (xlsx)", key=f"workshop in {st.session_state.get('workshops in', 0)}"
    )
    if book is None:
        return
    try:
        taken = read_workshop(book.getvalue(), book.name)
    except MhvalueError as mistake:
        st.error(plain(str(mistake)))
        return
    state.keep(taken)
    st.session_state["workshops in"] = st.session_state.get("workshops in", 0) + 1
    st.rerun()
