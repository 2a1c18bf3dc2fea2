"""The unit register on the Upload page: a table to edit, or a sheet of one's own."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from mhvalue.errors import MhvalueError
from mhvalue.ui import kept
from mhvalue.ui.register_sheet import put_away, register_sheet
from mhvalue.ui.text import plain

if TYPE_CHECKING:
    from mhvalue.ingest.result import ReadResult
    from mhvalue.units import Unit, UnitRegister
    from mhvalue.workspace import Workspace

_HELP = """The files are where this comes from; what you change here goes before it, and is kept in
your set-up. Write days as 01/04/2024, and several parents as Locality: Northfield; Trust: Example.
A closed or merged ward is then no longer missed. How many people live in an area is a figure like
any other: a file with a row for each unit (and age or sex group, where you have them) and a column
named population or adult population is opened above."""


def register_form(open_files: "Workspace") -> None:
    """Everything about units in a closed box: it is worked out only while open."""
    box = st.expander("Units: kinds, beds, parents", key="units box", on_change="rerun")
    if not box.open:
        return
    with box:
        st.markdown(_HELP)
        said = st.session_state.pop("register said", "")
        if said:
            st.success(plain(said))
        files = open_files.told_units
        if not files.units:
            st.markdown("The open files name no units.")
            return
        _editor(open_files, files)
        found = register_sheet()
        if found is not None:
            _take(found, open_files, files)


def _editor(open_files: "Workspace", files: "UnitRegister") -> None:
    from mhvalue.register import BEDS, LEVEL, UNIT, applied, from_rows, to_rows

    levels = files.levels()
    level = levels[0]
    if len(levels) > 1:
        level = st.selectbox("Units of level", levels, key="register level")
    rows = open_files.named.rows(open_files.register)
    units = [unit for unit in applied(files, rows).units if unit.level == level]
    with st.form(f"register of {level}", border=False):
        edited: list[dict[str, Any]] = st.data_editor(
            to_rows(units),
            key=f"register {level} {hash(tuple(units))}",
            hide_index=True,
            disabled=(LEVEL, UNIT),
            placeholder="",
            column_config={BEDS: st.column_config.NumberColumn(min_value=0)},
            alt=f"The units of level {level}: kind of service, beds, days and parents",
        )
        saved = st.form_submit_button("Save the units")
    if saved:
        try:
            rows = from_rows(edited, files)
        except MhvalueError as mistake:
            st.error(plain(str(mistake)))
            return
        shown = {unit.name for unit in units}
        others = [u for u in kept.register() if u.level != level or u.name not in shown]
        _keep(others, rows, files)


def _take(sheet: "ReadResult", open_files: "Workspace", files: "UnitRegister") -> None:
    """Keep the rows of a sheet, and what of people's data was left out of it."""
    from mhvalue.register import applied, from_cells, from_rows, together
    from mhvalue.words.files import left_out

    try:
        rows = from_cells(sheet.previews[0].rows) or []
        units = open_files.named.rows(from_rows(rows, applied(files, kept.register())))
    except MhvalueError as mistake:
        st.error(plain(str(mistake)))
        return
    put_away()
    gone = sheet.reading.left_out
    kept.keep_register_left_out(gone)
    _keep([], together(kept.register(), units), files, f" {left_out(gone)}" if gone else "")


def _keep(
    others: "list[Unit]", rows: "tuple[Unit, ...]", files: "UnitRegister", more: str = ""
) -> None:
    """Keep what differs from the files, and say how many units that is; `more` is said after."""
    from mhvalue.register import changed

    different = changed(rows, files)
    kept.keep_register((*others, *different))
    known = {(unit.level, unit.name) for unit in files.units}
    waiting = sum((unit.level, unit.name) not in known for unit in different)
    differ = len(different) - waiting
    said = f"Saved. {differ} {'unit is' if differ == 1 else 'units are'} not as your files tell."
    if waiting:
        rows_are = "1 row is of a unit" if waiting == 1 else f"{waiting} rows are of units"
        said += f" {rows_are} that no open file names, kept for one that does."
    st.session_state["register said"] = said + more
    st.rerun()
