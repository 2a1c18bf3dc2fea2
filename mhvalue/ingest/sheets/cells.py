"""A sheet as a grid of values, and the names of its cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from mhvalue.cellnames import cell_name, column_name, range_name

__all__ = [
    "NO_SAVED_ANSWER",
    "CellError",
    "Sheet",
    "cell_name",
    "column_name",
    "distinct",
    "distinct_of_columns",
    "empty_cells",
    "grid",
    "range_name",
    "whole_column",
]

_Key = TypeVar("_Key")

NO_SAVED_ANSWER: Final = "formula without a saved answer"

Coded = tuple[NDArray[np.int32], NDArray[np.object_]]
"""A column as the code of each row, and the distinct values the codes point to."""


@dataclass(frozen=True)
class CellError:
    """A cell that holds no value: `code` is "#DIV/0!" and its like, or NO_SAVED_ANSWER."""

    code: str

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet of a file; `cells[0, 0]` is A1.

    `laid` are its cells, or None for a large CSV, whose millions are laid out of `coded` only
    when somebody asks for `cells`.
    A cell holds str, float, bool, date, datetime, time, timedelta, CellError, or None for a
    blank. Every number of a workbook is a float, every value of a CSV is text as written.
    `unread` tells why a sheet is listed without its cells, and is empty for one that was read.
    `merged` is first row, first column, last row, last column, zero-based and inclusive.
    `hidden_columns` are stretches: first and last column, zero-based and inclusive.
    `percents` are stretches of cells shown as percentages: column, first row, last row.
    `stray` are cells out of which characters that no text has were dropped: row, column.
    `commas` is the first cell whose decimals stood behind a comma, where points took its place.
    `beside` are texts that stand in no cell, with their places, such as what is printed above.
    `noughts` are the cells of all formulas of a sheet on which each has the saved answer 0.
    `coded` keeps what `distinct` has worked out of whole columns; a large CSV brings it along.
    """

    name: str
    laid: NDArray[np.object_] | None
    visibility: str = "visible"
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    unread: str = ""
    percents: tuple[tuple[int, int, int], ...] = ()
    date1904: bool = False
    stray: tuple[tuple[int, int], ...] = ()
    commas: tuple[int, int] | None = None
    beside: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    noughts: tuple[tuple[int, int], ...] = ()
    coded: dict[int, Coded] = field(default_factory=dict, repr=False)

    @cached_property
    def cells(self) -> NDArray[np.object_]:
        """Every cell. Ask for `shape` and `rows` where they are enough."""
        return self.rows(0, self.shape[0])

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns."""
        if self.laid is None:
            return len(self.coded[0][0]), len(self.coded)
        height, width = self.laid.shape
        return height, width

    def rows(self, first: int, end: int) -> NDArray[np.object_]:
        """The cells of the rows from `first` to before `end`."""
        if self.laid is not None:
            return self.laid[first:end]
        height, width = self.shape
        cells = np.empty((len(range(height)[first:end]), width), dtype=object, order="F")
        for column, (codes, values) in self.coded.items():
            np.take(values, codes[first:end], out=cells[:, column])
        return cells


def empty_cells() -> NDArray[np.object_]:
    """The cells of a sheet that was listed and not read."""
    return np.empty((0, 0), dtype=object)


def grid(rows: Sequence[Sequence[object]]) -> NDArray[np.object_]:
    """Rows as a rectangle; short rows are filled with blanks, empty text becomes blank."""
    width = max(map(len, rows), default=0)
    cells = np.full((len(rows), width), None, dtype=object)
    for number, row in enumerate(rows):
        if row:
            cells[number, : len(row)] = row
    cells[cells == ""] = None
    return cells


def distinct(
    sheet: Sheet, column: int, first_row: int, last_row: int
) -> tuple[NDArray[np.int32], list[object]]:
    """The rows of one column as codes, and the values they point to, each value once.

    Work that costs per value (reading a date, finding a unit) is done on the values and spread
    over the rows by the codes. Values that are equal but differ in type (1.0 and True) stay apart.
    """
    codes, values = whole_column(sheet, column)
    asked = codes[first_row : last_row + 1]
    kept, numbered = _used(asked, len(values))
    return numbered, values[kept].tolist()


def distinct_of_columns(
    sheet: Sheet, columns: Sequence[int], first_row: int, last_row: int
) -> tuple[NDArray[np.int32], list[object]]:
    """The same of several columns side by side: a value is there once for each of them."""
    if not columns:
        return np.zeros((last_row - first_row + 1, 0), dtype=np.int32), []
    coded = [whole_column(sheet, column) for column in columns]
    values = np.concatenate([values for _, values in coded])
    sizes = [len(values) for _, values in coded]
    asked = np.stack([codes[first_row : last_row + 1] for codes, _ in coded], axis=1)
    asked += np.cumsum([0, *sizes[:-1]], dtype=np.int32)
    kept, numbered = _used(asked.ravel(), len(values))
    return numbered.reshape(asked.shape), values[kept].tolist()


def whole_column(sheet: Sheet, column: int) -> Coded:
    """Every row of a column as codes, and the values they point to."""
    if column not in sheet.coded:
        sheet.coded[column] = _coded(sheet.cells[:, column].tolist())
    return sheet.coded[column]


def _used(codes: NDArray[np.int32], size: int) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
    """The codes that occur, in order, and all codes as places among these."""
    kept = np.flatnonzero(np.bincount(codes, minlength=size))
    if len(kept) and kept[-1] - kept[0] == len(kept) - 1:
        return kept, codes - np.int32(kept[0])
    places = np.zeros(size, dtype=np.int32)
    places[kept] = np.arange(len(kept), dtype=np.int32)
    return kept, places[codes]


def _coded(column: list[object]) -> Coded:
    if bool not in set(map(type, column)):
        codes, values = _numbered(column)
    else:
        # Only a truth value equals a value of another type (True is 1.0): the type sets them apart.
        codes, pairs = _numbered(list(zip(map(type, column), column, strict=True)))
        values = [value for _, value in pairs]
    held = np.empty(len(values), dtype=object)
    held[:] = values
    return codes, held


def _numbered(keys: list[_Key]) -> tuple[NDArray[np.int32], list[_Key]]:
    known = {key: code for code, key in enumerate(dict.fromkeys(keys))}
    codes = np.fromiter(map(known.__getitem__, keys), dtype=np.int32, count=len(keys))
    return codes, list(known)
