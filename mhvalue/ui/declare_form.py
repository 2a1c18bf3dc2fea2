"""Saying by hand that each row of a sheet is one stay, referral, contact, incident or person."""

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.ingest.record_reading import FORMAT
from mhvalue.ui import opening
from mhvalue.ui.records_form import KIND

if TYPE_CHECKING:
    from mhvalue.ui.opening import Waiting

_HELP = """Rows that each stand for one of something are counted by month, for every ward, team and
group that has a column. Choose what a row is; what each column means is shown next, to correct."""


def declare_form(file: "Waiting") -> None:
    """Which sheet, what a row is, and the button that counts its rows."""
    result = file.result
    if result.reading.records:
        _as_tables(file)
    known = {one.sheet for one in result.reading.records}
    sheets = [sheet for sheet in result.sheets if sheet not in known]
    may_be = result.reading.is_by_tables or result.reading.format == FORMAT
    if not may_be or not sheets:
        return
    nothing = result.facts.frame.empty
    with st.expander("Is each row one stay, referral, contact or incident?", expanded=nothing):
        st.markdown(_HELP)
        left, right = st.columns(2)
        sheet = sheets[0]
        if len(sheets) > 1:
            sheet = left.selectbox("Sheet", sheets, key=f"declared sheet {file.sha256}")
        place = right if len(sheets) > 1 else left
        kind = place.selectbox(
            "Each row is one",
            list(KIND),
            index=None,
            format_func=lambda kind: KIND[kind].removeprefix("a ").removeprefix("an "),
            placeholder="Choose what a row is",
            key=f"declared kind {file.sha256} {sheet}",
        )
        pressed = st.button(
            "Count its rows by month", key=f"declare {file.sha256}", disabled=kind is None
        )
        if pressed and kind is not None:
            opening.read_again(file, result.reading.declaring({sheet: kind}))
            st.rerun()


def _as_tables(file: "Waiting") -> None:
    """The way back for rows that were taken for records and are figures already added up."""
    from mhvalue.ingest.reading import BY_TABLES

    if st.button(
        "The rows are figures, not records: read a table",
        key=f"figures {file.sha256}",
        help="For a sheet whose rows are already counts or amounts of a month, ward or team.",
    ):
        opening.read_again(
            file, replace(file.result.reading, format=BY_TABLES, tables=(), records=())
        )
        st.rerun()
