"""A small workbook that comes back from people: its sheets as rows of values, after the gate."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from mhvalue.errors import ShortlistProblem
from mhvalue.ingest.sheets.gate import check, shown_name

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell

LARGEST: Final = 10 * 1024**2
LARGEST_UNPACKED: Final = 100 * 1024**2
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 40
"""A workshop of 300 metrics with 40 scorers has 96,000 scores in 6 columns."""

_BROKEN: Final = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError, EOFError,
    OverflowError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What openpyxl lets through of a workbook that is not as it should be."""


@dataclass(frozen=True)
class Formula:
    """Stands for a cell that holds a formula or an error instead of a value."""


Value = str | float | bool | date | Formula | None
Row = tuple[Value, ...]


@dataclass(frozen=True)
class Book:
    """A file's shown name and its visible sheets by name; rows count from 0, blanks are None."""

    file: str
    sheets: dict[str, list[Row]]

    def rows(self, sheet: str) -> list[Row]:
        """The rows of a sheet; raises ShortlistProblem where there is none of that name."""
        if sheet not in self.sheets:
            raise ShortlistProblem(
                f"The workbook has no sheet called {sheet}.",
                where=self.file,
                do="Use the file as it was downloaded, with its sheets unchanged.",
            )
        return self.sheets[sheet]


def open_book(data: bytes, name: str) -> Book:
    """The workbook's visible sheets.

    Raises FileRefused for what the gate refuses, and ShortlistProblem for anything but an Excel
    workbook of a size such files have.
    """
    file = shown_name(name)
    if check(data, name) not in ("xlsx", "xlsm"):
        raise ShortlistProblem(
            "This is no .xlsx workbook.", where=file, do="Save it as .xlsx and upload that."
        )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if len(data) > LARGEST or unpacked > LARGEST_UNPACKED:
        raise ShortlistProblem(
            "This file is far larger than a score sheet or workshop.",
            where=file,
            do="Use the file as it was downloaded.",
        )
    try:
        return Book(file, _sheets(data))
    except _BROKEN as error:
        raise ShortlistProblem(
            "The workbook is damaged.", where=file, do="Open it in Excel, save it and try again."
        ) from error


def _sheets(data: bytes) -> dict[str, list[Row]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        found = {}
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
                found[sheet.title] = [tuple(_value(cell) for cell in row) for row in rows]
        return found
    finally:
        book.close()


def _value(cell: "Cell | MergedCell") -> Value:
    """A cell as text, number, truth or date; a formula or an error as what it is."""
    if cell.data_type in ("f", "e"):
        return Formula()
    value = cell.value
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, bool | int | float | date):
        return value
    return Formula()
