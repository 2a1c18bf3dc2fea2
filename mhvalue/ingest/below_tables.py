"""Rows with numbers below a table that ended at a line of text: no table holds them."""

from collections.abc import Sequence
from typing import Final

from mhvalue.ingest.kinds import NUMBER, PERIOD, TEXT, kinds_of
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import FIGURE_ROLES, TableReading
from mhvalue.ingest.sheets.cells import Sheet, cell_name

SHOWN: Final = 5
MOST_ROWS: Final = 5_000
"""Rows of a sheet from which on it is a table from top to bottom, and not looked at here."""


def told_below(sheets: Sequence[Sheet], tables: Sequence[TableReading], file: str) -> list[Problem]:
    """What to say of each sheet with such rows: where they are, and how to have them read."""
    found = []
    for sheet in sheets:
        own = [table for table in tables if table.sheet == sheet.name and table.columns]
        used = [table for table in own if table.use]
        if not used or sheet.shape[0] > MOST_ROWS:
            continue
        cells = _outside(sheet, own, used)
        if cells:
            found.append(_told(cells, sheet, file))
    return found


def _outside(
    sheet: Sheet, own: Sequence[TableReading], used: Sequence[TableReading]
) -> list[tuple[int, int]]:
    """The first number of each row that stands below a table, in its columns, and in no table."""
    held = {row for table in own for row in (*table.header_rows, *_rows(table), *table.skip_rows)}
    lowest = min(table.last_row for table in used)
    if all(row in held for row in range(lowest + 1, sheet.shape[0])):
        return []
    kinds = kinds_of(sheet)
    found: dict[int, tuple[int, int]] = {}
    for table in used:
        figures = [c.index for c in table.columns if c.role in FIGURE_ROLES]
        first = min(c.index for c in table.columns)
        below = [row for row in range(table.last_row + 1, len(kinds)) if row not in held]
        for row in below:
            numbers = [c for c in figures if c < kinds.shape[1] and kinds[row, c] == NUMBER]
            lead = kinds[row, first : numbers[0]] if numbers else ()
            if TEXT in lead or PERIOD in lead:
                found.setdefault(row, (row, numbers[0]))
    return [found[row] for row in sorted(found)]


def _rows(table: TableReading) -> range:
    return range(table.first_row, table.last_row + 1)


def _told(cells: Sequence[tuple[int, int]], sheet: Sheet, file: str) -> Problem:
    one = len(cells) == 1
    done = "It was left out." if one else "They were left out."
    names = ", ".join(cell_name(*cell) for cell in cells[:SHOWN])
    more = f" and {len(cells) - SHOWN} more" if len(cells) > SHOWN else ""
    return Problem(
        f"{len(cells):,} row{'s' * (not one)} with numbers stand{'s' * one} below a table, after "
        f"it ended ({names}{more}).",
        file, sheet.name, cell_name(*cells[0]), done,
        "If they belong to the table, give its last row of figures on Upload, under Correct the "
        "rows of this table, or move the text between them.",
    )  # fmt: skip
