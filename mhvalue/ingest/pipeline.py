"""Bytes to facts: the gate, the sheets, a known format or the tables, and what was noticed."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from mhvalue.catalogue.loader import load
from mhvalue.catalogue.schema import Catalogue
from mhvalue.errors import ReadingProblem
from mhvalue.facts import COLUMNS, Facts, Origin, join, make
from mhvalue.ingest import gate
from mhvalue.ingest.cells import Sheet, cell_name, column_name, range_name
from mhvalue.ingest.formats import mhsds, sickness
from mhvalue.ingest.headings import plain
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.proposal import propose_reading
from mhvalue.ingest.readers import read_sheets, unread_problems
from mhvalue.ingest.reading import FIGURE_ROLES, Reading, TableReading, to_json
from mhvalue.ingest.result import Preview, ReadResult
from mhvalue.ingest.tidy import tidy
from mhvalue.units import UnitRegister

PREVIEW_ROWS: Final = 40
PREVIEW_COLUMNS: Final = 40
LONGEST_CELL: Final = 80
MOST_PREVIEWS: Final = 60


def read(
    data: bytes, name: str, reading: Reading | None, on_stage: Callable[[str], None]
) -> ReadResult:
    """The facts of one file, read as given, or as proposed when no reading is given.

    A given reading is applied exactly: what does not fit raises ReadingProblem. A proposal that
    does not work out is listed as a problem and its table left unused. Raises FileRefused.
    """
    on_stage("checking the file")
    kind = gate.check(data, name)
    on_stage("reading the cells")
    only = {table.sheet for table in reading.tables} if reading and reading.tables else None
    sheets = read_sheets(data, kind, only)
    problems = [*gate.notices(name, kind), *unread_problems(sheets, name)]
    hidden = tuple(s.name for s in sheets if s.visibility != "visible")
    on_stage("finding the tables")
    known = mhsds.find(sheets) if reading is None or reading.format == mhsds.FORMAT else None
    if known is not None:
        settled = reading or Reading(format=mhsds.FORMAT, published=True)
        on_stage("reading the figures")
        facts, told = mhsds.read(known, load(), name, _key(data, settled))
        previews: tuple[Preview, ...] = (_preview(known.sheet, 0),)
        return ReadResult(facts, settled, previews, (*problems, *told), hidden)
    if reading is not None and reading.format == mhsds.FORMAT:
        raise ReadingProblem(
            "This file does not have the columns of the published MHSDS layout.",
            where=name,
            do="Remove the saved reading and let the app propose one.",
        )
    catalogue = load()
    settled = reading or _proposed(sheets, catalogue, name)
    on_stage("reading the figures")
    facts, settled, noticed = _facts(data, sheets, settled, catalogue, name, reading is not None)
    by_name = {sheet.name: sheet for sheet in sheets}
    previews = tuple(
        _preview(by_name[table.sheet], max(table.header_rows[0] - 3, 0) if table.header_rows else 0)
        for table in settled.tables[:MOST_PREVIEWS]
    )
    return ReadResult(facts, settled, previews, (*problems, *noticed), hidden)


def _proposed(sheets: Sequence[Sheet], catalogue: Catalogue, name: str) -> Reading:
    proposal = propose_reading(sheets, catalogue, name)
    published = any(sickness.is_published(table) for table in proposal.tables)
    return replace(proposal, published=published)


def _facts(
    data: bytes,
    sheets: Sequence[Sheet],
    reading: Reading,
    catalogue: Catalogue,
    name: str,
    exactly: bool,
) -> tuple[Facts, Reading, list[Problem]]:
    """The facts of all used tables; tables of a proposal that cannot be read become unused."""
    by_name = {sheet.name: sheet for sheet in sheets if not sheet.unread}
    parts: list[Facts] = []
    tables: list[TableReading] = []
    problems: list[Problem] = []
    for table in reading.tables:
        if not table.use:
            tables.append(table)
            continue
        if table.sheet not in by_name:
            raise ReadingProblem(
                "The sheet is not in this file.",
                where=f"{name}, {table.sheet}",
                do="Choose another sheet, or let the app propose again.",
            )
        sheet = by_name[table.sheet]
        try:
            found = tidy(sheet, table, catalogue, name)
        except ReadingProblem as error:
            if exactly:
                raise
            problems.append(
                Problem(error.what, name, table.sheet, "", "The table was left out.", error.do)
            )
            tables.append(replace(table, use=False))
            continue
        tables.append(table)
        if table.period and not exactly:
            done = f"{table.period} was taken from the title or the name of the sheet or file."
            problems.append(Problem("No column holds the period.", name, table.sheet, "", done))
        origin = Origin(name, table.sheet, _cells(table), reading.published)
        parts.append(make(found.columns, units=found.units, origins=(origin,), key=""))
        problems += [*_left_out(sheet, table, name), *_renamed(sheet, table, name), *found.problems]
    settled = replace(reading, tables=tuple(tables))
    if not any(len(part.frame) for part in parts):
        problems.append(
            Problem(
                "No figures were found that could be read.", name, "", "", "",
                "Show which rows are headings and which columns hold the figures and the period.",
            )
        )  # fmt: skip
    facts = (
        join(parts)
        if parts
        else make({column: [] for column in COLUMNS}, units=UnitRegister(), origins=(), key="")
    )
    return replace(facts, key=_key(data, settled)), settled, problems


def _key(data: bytes, reading: Reading) -> str:
    return hashlib.sha256(hashlib.sha256(data).digest() + to_json(reading).encode()).hexdigest()


def _cells(table: TableReading) -> str:
    places = [column.index for column in table.columns] or [0]
    top = table.header_rows[0] if table.header_rows else table.first_row
    return range_name(top, min(places), table.last_row, max(places))


def _left_out(sheet: Sheet, table: TableReading, file: str) -> list[Problem]:
    """Rows named total that hold figures and were left out."""
    first = min((column.index for column in table.columns), default=0)
    told = (
        [
            row
            for row in table.skip_rows
            if row <= table.last_row
            and sum(value is not None for value in sheet.cells[row]) > 1
            and plain(sheet.cells[row, first]) != plain(sheet.cells[table.header_rows[-1], first])
        ]
        if table.header_rows
        else []
    )
    if not told:
        return []
    cells = ", ".join(cell_name(row, first) for row in told[:5])
    more = f" and {len(told) - 5} more" if len(told) > 5 else ""
    return [
        Problem(
            f"{len(told)} rows add up others or repeat the headings ({cells}{more}).",
            file, table.sheet, cell_name(told[0], first), "They were left out.",
        )
    ]  # fmt: skip


def _renamed(sheet: Sheet, table: TableReading, file: str) -> list[Problem]:
    """Columns whose heading was blank or the same as another's."""
    if not table.header_rows:
        return []
    changed = [
        column_name(column.index)
        for column in table.columns
        if column.role in FIGURE_ROLES
        and (column.heading.startswith("Column ") or column.heading.endswith(")"))
        and plain(sheet.cells[table.header_rows[-1], column.index])
        != column.heading.split(": ")[-1]
    ]
    if not changed:
        return []
    return [
        Problem(
            f"Headings are blank or repeated in column {', '.join(changed[:8])}.",
            file, table.sheet, "", "They were given names of their own.",
        )
    ]  # fmt: skip


def _preview(sheet: Sheet, first_row: int) -> Preview:
    cells = sheet.cells[first_row : first_row + PREVIEW_ROWS, :PREVIEW_COLUMNS]
    rows = tuple(tuple(plain(value)[:LONGEST_CELL] for value in row) for row in cells)
    return Preview(sheet.name, first_row, rows)
