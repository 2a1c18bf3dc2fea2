"""What calamine does not tell of a sheet, whichever kind of workbook it stands in."""

import re
import struct
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final
from xml.parsers.expat import ExpatError

from mhvalue.errors import FileRefused
from mhvalue.ingest.sheets.beside_cells import Beside
from mhvalue.ingest.sheets.cells import NO_SAVED_ANSWER, CellError
from mhvalue.ingest.sheets.xml_scan import LAST_COLUMN, LAST_ROW, OTHER_ERROR, ROOM

ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""Source: [MS-XLSB] 2.5.97.2 and [MS-XLS] 2.5.10, BErr."""
AT_ONCE: Final = 1000
"""Records that one match passes over: bounded, since what it may go back to takes memory.

A possessive repetition would need none, but leaves Python before 3.11.5 at the wrong place.
"""
_QUOTED: Final = re.compile(r'"[^"]*"|\\.')

Stretch = tuple[int, int, int]
"""Column, first row, last row."""


@dataclass(frozen=True, eq=False)
class Unseen:
    """Of one sheet: cells without a value, hidden parts, cells shown as percentages, merged cells.

    All places are zero-based; stretches and merged ranges hold their ends. `used` is the number of
    rows and columns up to the outermost cell that holds something. `merged` is first row, first
    column, last row, last column. `beside` are texts that stand in no cell, with their places.
    `noughts` are the cells of all formulas, where each has the saved answer 0.
    """

    missing: Mapping[tuple[int, int], CellError] = field(default_factory=dict)
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    percents: tuple[Stretch, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    used: tuple[int, int] = (0, 0)
    date1904: bool = False
    beside: Beside = ()
    noughts: tuple[tuple[int, int], ...] = ()


class Answers:
    """What the formulas of one sheet of a binary workbook hold for answers, met one by one.

    Excel saves a formula without an answer now and then, but not each formula of a sheet.
    """

    def __init__(self) -> None:
        self._blank: list[tuple[int, int]] = []
        self._noughts: list[tuple[int, int]] = []
        self._told = False

    def is_blank(self, row: int, column: int) -> None:
        """The answer is an empty text, or a nought that is to be worked out anew."""
        self._blank.append((row, column))

    def is_nought(self, row: int, column: int) -> None:
        """The answer is 0."""
        self._noughts.append((row, column))

    def is_told(self) -> None:
        """The answer is anything else."""
        self._told = True

    def missing(self) -> dict[tuple[int, int], CellError]:
        """The cells without an answer, where no formula has one."""
        answered = self._told or self._noughts
        return {} if answered else dict.fromkeys(self._blank, CellError(NO_SAVED_ANSWER))

    def noughts(self) -> tuple[tuple[int, int], ...]:
        """The cells with the answer 0, where each answer is."""
        return () if self._told else tuple(self._noughts)


def error(code: int) -> CellError:
    """The error a binary workbook writes as one byte."""
    return CellError(ERRORS.get(code, OTHER_ERROR))


def stretches(rows_by_column: Mapping[int, Iterable[int]]) -> tuple[Stretch, ...]:
    """Rows of each column, in order, as the fewest stretches."""
    return tuple(
        (column, first, last)
        for column, rows in sorted(rows_by_column.items())
        for first, last in runs(rows)
    )


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of neighbouring numbers, given in order."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        held = [number for _, number in run]
        yield held[0], held[-1]


def percent_formats(written: Mapping[int, str], built_in: Collection[int] = (9, 10)) -> set[int]:
    """The numbers of those formats that show a percentage.

    Source: ECMA-376 part 1, 18.8.30: 9 and 10 are built in, the rest are spelled out.
    """
    shown = {number for number, text in written.items() if "%" in _QUOTED.sub("", text)}
    return shown | (set(built_in) - written.keys())


def refuse_if_too_far(rows: int, columns: int, sheet: str) -> None:
    """Raise FileRefused where calamine would make room for more cells than can be held."""
    if rows > LAST_ROW or columns > LAST_COLUMN or rows * columns > ROOM:
        raise FileRefused(
            "This sheet reaches too far: its outermost values are further apart than can be read.",
            where=f"sheet {sheet}",
            do="Delete stray values far below or to the right of the table, or save the sheet "
            "as CSV.",
        )


@contextmanager
def damage_refused() -> Iterator[None]:
    """Turn what a parser meets in a damaged workbook into FileRefused."""
    try:
        yield
    except (struct.error, IndexError, ValueError, ExpatError) as damage:
        raise FileRefused(
            "The workbook is damaged.", do="Open it in Excel, save it as .xlsx and upload that."
        ) from damage
