"""A sheet that tells what each unit belongs to: cost centres and their teams, wards and sites."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from mhvalue.ingest.headings import plain
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import Column, TableReading
from mhvalue.ingest.sheets.cells import Sheet, cell_name, distinct
from mhvalue.ingest.unit_levels import is_code_heading, level_of
from mhvalue.ingest.vocabulary import folded
from mhvalue.units import Unit, UnitRegister

MAPPING: Final = "mapping"
HEADER_WITHIN: Final = 15
WIDEST: Final = 12
MATCHING: Final = 0.5
SHOWN: Final = 5


@dataclass(frozen=True)
class Link:
    """One row of a mapping: names and codes by which a unit is known, and what it belongs to."""

    row: int
    names: tuple[str, ...]
    parents: tuple[tuple[str, str], ...]


def find_mappings(
    sheets: Sequence[Sheet], tables: Sequence[TableReading]
) -> tuple[TableReading, ...]:
    """The sheets without figures that map units of the given tables to others."""
    used = {table.sheet for table in tables}
    headed = [
        (sheet, row)
        for sheet in sheets
        if sheet.name not in used and sheet.cells.size
        for row in [_header(sheet)]
        if row is not None
    ]
    if not headed:
        return ()
    by_name = {sheet.name: sheet for sheet in sheets}
    known = [(t.level, _labels(by_name[t.sheet], t)) for t in tables if t.use]
    found = (_under(sheet, row, known) for sheet, row in headed)
    return tuple(mapping for mapping in found if mapping is not None)


def links(sheet: Sheet, table: TableReading) -> Iterator[Link]:
    """The rows of a mapping."""
    for row in range(table.first_row, min(table.last_row + 1, len(sheet.cells))):
        names = [
            plain(sheet.cells[row, c.index]) for c in table.columns if c.role.startswith("unit")
        ]
        parents = [
            (c.name, plain(sheet.cells[row, c.index])) for c in table.columns if c.role == "parent"
        ]
        yield Link(row, tuple(filter(None, names)), tuple(p for p in parents if p[1]))


def linked(
    units: UnitRegister, sheet: Sheet, table: TableReading, file: str
) -> tuple[UnitRegister, list[Problem]]:
    """The register with the parents that a mapping gives its units.

    A unit that belongs to several others of one level gets none of them: its figures are never
    split by guess.
    """
    by_name: dict[str, dict[str, dict[str, int]]] = {}
    for link in links(sheet, table):
        for name in link.names:
            for level, parent in link.parents:
                known = by_name.setdefault(_key(name), {}).setdefault(level, {})
                known.setdefault(parent, link.row)
    made, unclear = [], {}
    for unit in units.units:
        told = by_name.get(_key(unit.name)) or by_name.get(_key(unit.code)) or {}
        if unit.level != table.level or not told:
            continue
        single = [(level, next(iter(names))) for level, names in told.items() if len(names) == 1]
        for names in told.values():
            if len(names) > 1:
                unclear[unit.name] = list(names.values())
        made.append(Unit(unit.level, unit.name, parents=tuple(single)))
    problems = [_unclear(unclear, table, file)] if unclear else []
    return units.join(UnitRegister(tuple(made))), problems


def _unclear(unclear: dict[str, list[int]], table: TableReading, file: str) -> Problem:
    column = next(c.index for c in table.columns if c.role.startswith("unit"))
    cells = [cell_name(row, column) for rows in unclear.values() for row in rows]
    more = f" and {len(cells) - SHOWN} more" if len(cells) > SHOWN else ""
    return Problem(
        f"{len(unclear)} of the units belong to several others each "
        f"({', '.join(cells[:SHOWN])}{more}).",
        file, table.sheet, cells[0],
        "Their figures were not split and count for none of these.",
        "Give each of them one, or split its figures in the file.",
    )  # fmt: skip


def _key(name: str) -> str:
    """A name or code for comparing: numbers without leading zeros."""
    return folded(name).lstrip("0")


def _labels(sheet: Sheet, table: TableReading) -> set[str]:
    own = [c.index for c in table.columns if c.role in ("unit", "unit code")]
    told = (distinct(sheet, c, table.first_row, table.last_row)[1] for c in own)
    return {_key(plain(value)) for values in told for value in values if value is not None}


def _header(sheet: Sheet) -> int | None:
    """The first row with headings of two levels or more."""
    for row in range(min(HEADER_WITHIN, len(sheet.cells) - 1)):
        headings = _headings(sheet, row)
        if len(headings) <= WIDEST and len(set(_leveled(headings).values())) >= 2:
            return row
    return None


def _headings(sheet: Sheet, row: int) -> dict[int, str]:
    return {c: plain(value) for c, value in enumerate(sheet.cells[row]) if value is not None}


def _leveled(headings: dict[int, str]) -> dict[int, str]:
    told = {column: level_of(heading) for column, heading in headings.items()}
    return {column: level for column, level in told.items() if level}


def _under(sheet: Sheet, header: int, known: Sequence[tuple[str, set[str]]]) -> TableReading | None:
    """The mapping under a header row, when a column of it holds units that the tables know."""
    headings = _headings(sheet, header)
    levels = _leveled(headings)
    rows = sheet.cells[header + 1 :]
    labels = {c: {_key(plain(v)) for v in rows[:, c] if v is not None} for c in levels}
    numbers = (v for c in headings for v in rows[:, c] if isinstance(v, float))
    if any(not number.is_integer() for number in numbers):
        return None
    shared, own, level = max(
        ((len(labels[c] & units), c, level) for c in levels for level, units in known if units),
        default=(0, 0, ""),
    )
    if not shared or shared < MATCHING * min(len(labels[own]), max(len(u) for _, u in known)):
        return None
    columns = []
    for column, heading in headings.items():
        role, name = "ignore", ""
        if levels.get(column) == levels[own]:
            role = "unit" if column == own else "unit code"
        elif column in levels and not is_code_heading(heading):
            role, name = "parent", levels[column]
        columns.append(Column(column, heading, role, name=name))
    if not any(column.role == "parent" for column in columns):
        return None
    filled = np.flatnonzero([v is not None for v in rows[:, own]])
    last = header + 1 + int(filled[-1])
    return TableReading(
        sheet.name, (header,), header + 1, last, tuple(columns), layout=MAPPING, level=level
    )
