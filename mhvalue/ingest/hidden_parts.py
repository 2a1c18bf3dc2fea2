"""What is said of rows and columns of a table that nobody sees, and that were read all the same."""

from collections.abc import Collection, Sequence
from typing import Final

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import TableReading
from mhvalue.ingest.sheets.cells import Sheet, cell_name, column_name

SHOWN: Final = 5
_DONE: Final = "What stands there was read."
_DO: Final = "Delete it in the file if it should not count."


def of_table(sheet: Sheet, table: TableReading, file: str) -> list[Problem]:
    """Hidden or filtered rows of a table, and its hidden columns that hold something."""
    used = [column.index for column in table.columns] or [0]
    top = table.header_rows[-1] if table.header_rows else table.first_row
    rows = range(table.first_row, table.last_row + 1)
    return _told(sheet, rows, range(min(used), max(used) + 1), top, file)


def of_sheets(sheets: Sequence[Sheet], read: Collection[str], file: str) -> list[Problem]:
    """The same of whole sheets, for those whose names are among the read ones."""
    found = []
    for sheet in sheets:
        if sheet.name in read:
            height, width = sheet.shape
            found += _told(sheet, range(height), range(width), 0, file)
    return found


def _told(sheet: Sheet, rows: range, columns: range, top: int, file: str) -> list[Problem]:
    found = []
    hidden = [row for row in sheet.hidden_rows if row in rows]
    if hidden:
        names = _listed([cell_name(row, columns[0]) for row in hidden])
        what = (
            f"1 row of the table is hidden or filtered out ({names})."
            if len(hidden) == 1
            else f"{len(hidden)} rows of the table are hidden or filtered out ({names})."
        )
        found.append(_problem(what, file, sheet.name, cell_name(hidden[0], columns[0])))
    beside = [
        column
        for first, last in sheet.hidden_columns
        for column in range(first, min(last + 1, sheet.shape[1]))
        if column in columns and (sheet.cells[rows[0] : rows[-1] + 1, column] != None).any()  # noqa: E711 - asked of each cell
    ]
    if beside:
        names = _listed(_stretches(beside))
        what = f"Column {names} is hidden." if len(beside) == 1 else f"Columns {names} are hidden."
        found.append(_problem(what, file, sheet.name, cell_name(top, beside[0])))
    return found


def _problem(what: str, file: str, sheet: str, cell: str) -> Problem:
    return Problem(what, file, sheet, cell, _DONE, _DO)


def _stretches(columns: Sequence[int]) -> list[str]:
    """Columns in order as D, or D:F where they stand side by side."""
    names = [column_name(column) for column in columns]
    starts = [n for n, c in enumerate(columns) if n == 0 or columns[n - 1] != c - 1]
    ends = [*(start - 1 for start in starts[1:]), len(columns) - 1]
    return [
        names[first] if first == last else f"{names[first]}:{names[last]}"
        for first, last in zip(starts, ends, strict=True)
    ]


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
