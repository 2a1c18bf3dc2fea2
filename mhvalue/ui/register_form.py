"""The unit register on the Upload page: a table to edit, or a sheet of one's own."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from mhvalue.errors import MhvalueError
from mhvalue.ui import kept
from mhvalue.ui.text import plain

if TYPE_CHECKING:
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
            st.success(said)
        files = open_files.told_units
        if not files.units:
            st.markdown("The open files name no units.")
            return
        _editor(open_files, files)
        _sheet(files)


def _editor(open_files: "Workspace", files: "UnitRegister") -> None:
    from mhvalue.register import BEDS, LEVEL, UNIT, applied, from_rows, to_rows

    levels = files.levels()
    level = levels[0]
    if len(levels) > 1:
        level = st.selectbox("Units of level", levels, key="register level")
    units = [unit for unit in applied(files, open_files.register).units if unit.level == level]
    with st.form(f"register of {level}", border=False):
        edited: list[dict[str, Any]] = st.data_editor(
            to_rows(units),
            key=f"register {level} {hash(tuple(units))}",
            hide_index=True,
            disabled=(LEVEL, UNIT),
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


def _sheet(files: "UnitRegister") -> None:
    """A register kept as a sheet, read like any file in a process of its own."""
    from mhvalue.register import HEADINGS, applied, from_rows, together

    sent = st.file_uploader(
        "Or a sheet of units (xlsx, ods, csv)",
        key=f"register in {st.session_state.get('registers', 0)}",
        help=f"Its headings are {', '.join(HEADINGS)}. Level and Unit are needed; what has no "
        "column stays as it is.",
    )
    if sent is None:
        return
    try:
        rows = _rows_of(sent.name, sent.getvalue())
        units = from_rows(rows, applied(files, kept.register()))
    except MhvalueError as mistake:
        st.error(plain(str(mistake)))
        return
    st.session_state["registers"] = st.session_state.get("registers", 0) + 1
    _keep([], together(kept.register(), units), files)


def _rows_of(name: str, data: bytes) -> list[dict[str, object]]:
    from mhvalue.ingest.process import read_file
    from mhvalue.ingest.reading import Reading
    from mhvalue.ingest.register_sheet import FORMAT
    from mhvalue.register import from_cells

    with st.spinner("Reading the sheet of units"):
        result = read_file(data, name, Reading(format=FORMAT))
    return from_cells(result.previews[0].rows) or []


def _keep(others: "list[Unit]", rows: "tuple[Unit, ...]", files: "UnitRegister") -> None:
    """Keep what differs from the files, and say how many units that is."""
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
    st.session_state["register said"] = said
    st.rerun()
