"""The project's own template workbook: figures, the unit register, and a dictionary to read.

The sheet of figures has a row a unit and month; the sheet of units says what each unit is and
what it belongs to. Figures of a unit that the second sheet does not name are read all the same.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

import numpy as np
import pandas as pd

from mhvalue.catalogue.loader import find_item
from mhvalue.catalogue.schema import Catalogue
from mhvalue.errors import ReadingProblem
from mhvalue.facts import COLUMNS, Facts, Origin, make
from mhvalue.ingest.formats.mhsds import Layout
from mhvalue.ingest.headings import plain
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import Column, TableReading
from mhvalue.ingest.sheets.cells import Sheet, cell_name, range_name
from mhvalue.ingest.tidy import tidy
from mhvalue.ingest.values import parse_cell
from mhvalue.ingest.vocabulary import folded
from mhvalue.units import Unit, UnitRegister
from mhvalue.written_periods import parse, parse_serial

NEEDED: Final = {
    "unit": ("unit",),
    "kind": ("kind of service",),
    "locality": ("locality",),
    "month": ("month",),
}
FIGURES: Final = "Figures"
UNITS: Final = "Units"
ANY_LEVEL: Final = "Unit"
"""The level of a unit that the sheet of units does not name."""
LOCALITY: Final = "Locality"

_ROLES: Final = {"unit": "unit", "kind": "kind", "locality": "parent", "month": "period"}
_UNIT_HEADINGS: Final = (
    "level", "unit", "code", "kind of service", "beds", "opened", "closed", "merged into",
    "parent level", "parent",
)  # fmt: skip


def read(
    layout: Layout, sheets: Sequence[Sheet], catalogue: Catalogue, file: str, key: str
) -> tuple[Facts, tuple[Problem, ...]]:
    """The figures under the levels that the sheet of units gives, and that sheet's units."""
    listed, problems = _listed(sheets, file)
    table = _table(layout, catalogue)
    if table is None:
        what = "The sheet holds no figures yet."
        done = Problem(what, file, layout.sheet.name, "", "", "Fill it in and open it again.")
        return _nothing(listed, key), (*problems, done)
    try:
        found = tidy(layout.sheet, table, catalogue, file)
    except ReadingProblem as error:
        told = Problem(error.what, file, layout.sheet.name, "", "The sheet was left out.", error.do)
        return _nothing(listed, key), (*problems, told)
    places = [column.index for column in table.columns]
    cells = range_name(layout.header, min(places), table.last_row, max(places))
    origin = Origin(file, layout.sheet.name, cells)
    levels = {unit.name: unit.level for unit in reversed(listed)}
    names = pd.Series(pd.Categorical(pd.Series(found.columns["unit"], dtype=object)))
    columns = {**found.columns, "level": names.map(lambda name: levels.get(name, ANY_LEVEL))}
    columns["level"] = columns["level"].astype(object).to_numpy()  # type: ignore[attr-defined]
    told_units = tuple(_levelled(unit, levels) for unit in found.units.units)
    units = UnitRegister(listed).join(UnitRegister(told_units))
    facts = make(columns, units=units, origins=(origin,), key=key)
    return facts, (*problems, *found.problems, *_unnamed(told_units, listed, file))


def _table(layout: Layout, catalogue: Catalogue) -> TableReading | None:
    """How the sheet of figures is read: its columns by heading, its rows to the last figure."""
    first, last = layout.rows
    cells = layout.sheet.cells[first : last + 1]
    taken = {column: part for part, column in layout.columns.items()}
    columns = []
    filled = np.zeros(len(cells), dtype=bool)
    for index, value in enumerate(layout.sheet.cells[layout.header]):
        heading = plain(value)
        if index in taken:
            part = taken[index]
            name = LOCALITY if part == "locality" else ""
            columns.append(Column(index, heading, _ROLES[part], name=name))
        elif heading:
            held = np.array([value is not None for value in cells[:, index]], dtype=bool)
            if held.any():
                item = find_item(catalogue, heading)
                own = item.id if item else heading
                columns.append(Column(index, heading, "amount", own))
                filled |= held
    rows = np.flatnonzero(filled)
    if not len(rows):
        return None
    skipped = tuple(int(row) + first for row in np.flatnonzero(~filled[: rows[-1] + 1]))
    return TableReading(
        layout.sheet.name, (layout.header,), first, first + int(rows[-1]), tuple(columns), "long",
        ANY_LEVEL, skip_rows=skipped,
    )  # fmt: skip


def _nothing(listed: tuple[Unit, ...], key: str) -> Facts:
    blank: dict[str, object] = {column: [] for column in COLUMNS}
    return make(blank, units=UnitRegister(listed), origins=(), key=key)


def _listed(sheets: Sequence[Sheet], file: str) -> tuple[tuple[Unit, ...], tuple[Problem, ...]]:
    """The units that the second sheet names; a unit with several parents takes several rows."""
    sheet = next((s for s in sheets if folded(s.name) == folded(UNITS)), None)
    if sheet is None or not sheet.cells.size:
        return (), ()
    header, at = _unit_header(sheet)
    units: list[Unit] = []
    problems: list[Problem] = []
    for row in range(header + 1, len(sheet.cells)):
        cells = {part: sheet.cells[row, column] for part, column in at.items()}
        name = plain(cells.get("unit"))
        if not name:
            continue
        for part in ("opened", "closed", "beds"):
            value = cells.get(part)
            read_as = parse_cell(value).status == "ok" if part == "beds" else _day(value)
            if value is not None and not read_as:
                what = f"What stands under {part} cannot be read."
                place = cell_name(row, at[part])
                problems.append(Problem(what, file, sheet.name, place, "It was left open."))
        units.append(_unit(name, cells))
    return UnitRegister().join(UnitRegister(tuple(units))).units, tuple(problems)


def _unit_header(sheet: Sheet) -> tuple[int, dict[str, int]]:
    for row, cells in enumerate(sheet.cells):
        texts = {folded(plain(v)): c for c, v in enumerate(cells) if isinstance(v, str)}
        if {"level", "unit"} <= texts.keys():
            return row, {part: texts[part] for part in _UNIT_HEADINGS if part in texts}
    return len(sheet.cells), {}


def _unit(name: str, cells: dict[str, object]) -> Unit:
    beds = parse_cell(cells.get("beds"))
    parent = (plain(cells.get("parent level")) or LOCALITY, plain(cells.get("parent")))
    return Unit(
        plain(cells.get("level")) or ANY_LEVEL,
        name,
        plain(cells.get("code")),
        plain(cells.get("kind of service")),
        beds.amount if beds.status == "ok" else None,
        _day(cells.get("opened")),
        _day(cells.get("closed")),
        plain(cells.get("merged into")),
        (parent,) if parent[1] else (),
    )


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    found = parse(value) or parse_serial(value)
    return found.start if found else None


def _levelled(unit: Unit, levels: dict[str, str]) -> Unit:
    if unit.level != ANY_LEVEL or unit.name not in levels:
        return unit
    return Unit(levels[unit.name], unit.name, unit.code, unit.kind, parents=unit.parents)


def _unnamed(told: Sequence[Unit], listed: Sequence[Unit], file: str) -> tuple[Problem, ...]:
    known = {unit.name for unit in listed}
    missing = [unit for unit in told if unit.level == ANY_LEVEL and unit.name not in known]
    if not listed or not missing:
        return ()
    what = f"Units with figures that the sheet {UNITS} does not name: {len(missing)}."
    return (Problem(what, file, UNITS, "", "They were read as units of one level.", "Add them."),)
