"""A sheet of a workbook made from its XML at once, several times as fast as cell by cell.

Its columns come coded: each distinct value once, and a code for each row. What is read here is
what calamine would read, or nothing: a sheet with anything unusual is left to calamine.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from copy import copy
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.ingest.sheets import sheet_xml, xml_scan
from mhvalue.ingest.sheets.beside_cells import beside_cells
from mhvalue.ingest.sheets.cells import NO_SAVED_ANSWER, CellError, Coded, Sheet, empty_cells
from mhvalue.ingest.sheets.noughts import noughts
from mhvalue.ingest.sheets.number_formats import DAY, PLAIN, UNSURE
from mhvalue.ingest.sheets.shared_strings import is_strange, meant
from mhvalue.ingest.sheets.workbook_parts import WorkbookParts
from mhvalue.ingest.sheets.xml_scan import column_number

_MERGED: Final = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_EPOCH: Final = date(1899, 12, 30)
_FIRST_DAY: Final = 61
"""1 March 1900; before it Excel counts a day that never was."""
_LAST_DAY: Final = 2_958_465
_BLANK: Final = 0

_MEANING: Final[Mapping[int, Callable[[str], object]]] = {
    sheet_xml.TEXT: lambda text: meant(text, trimmed=False),
    sheet_xml.TRIMMED: lambda text: meant(text, trimmed=True),
    sheet_xml.ERROR: lambda text: xml_scan.error_of(text.encode()),
}
"""What a text in a cell itself stands for, by the kind of the cell."""

_Codes = NDArray[np.int64]


class Values:
    """The distinct values of a sheet and their codes; code 0 is a blank."""

    def __init__(self, shared: Sequence[str]) -> None:
        """Of the texts that the cells of the workbook share, equal ones are made one."""
        self._codes: dict[object, int] = {"": _BLANK}
        self.held: list[object] = [None]
        self.shared = np.array([self.code(text) for text in shared], dtype=np.int64)

    def of_sheet(self) -> "Values":
        """The same, to which a sheet may add its own."""
        own = copy(self)
        own._codes, own.held = self._codes.copy(), self.held.copy()
        return own

    def code(self, value: object) -> int:
        """The code of a text or an error, which is kept where it is new."""
        known = self._codes.get(value)
        if known is None:
            known = self._codes[value] = len(self.held)
            self.held.append(value)
        return known

    def added(self, values: Sequence[object]) -> int:
        """Keep values that are distinct and new; the code of the first."""
        first = len(self.held)
        self.held.extend(values)
        return first


def read_quick(
    part: bytes, shared: Values, parts: WorkbookParts, name: str, visibility: str
) -> Sheet | None:
    """The sheet, or None where it must be read cell by cell."""
    cells = sheet_xml.cells_of(part)
    merged = _merged(part)
    if cells is None or merged is None or any(map(is_strange, cells.texts)):
        return None
    if xml_scan.reaches_too_far(cells.height, cells.width):
        return None
    values = shared.of_sheet()
    codes = _codes(cells, values, parts.formats.kinds or (PLAIN,))
    if codes is None:
        return None
    grid, coded = _laid(cells, codes, values)
    return Sheet(
        name,
        grid,
        visibility,
        merged,
        xml_scan.hidden_rows(part),
        xml_scan.hidden_columns(part),
        percents=_percents(cells, parts.formats.percents),
        beside=beside_cells(part),
        noughts=noughts(part) if cells.formulas else (),
        coded=coded,
    )


def _codes(cells: sheet_xml.Cells, values: Values, kinds: Sequence[int]) -> _Codes | None:
    """The code of each cell's value; None where calamine knows better what it says."""
    codes = np.zeros(len(cells.row), dtype=np.int64)
    shared, truth = cells.kind == sheet_xml.SHARED, cells.kind == sheet_xml.TRUTH
    places = cells.number[shared].astype(np.int64)
    if (places >= len(values.shared)).any() or not np.isin(cells.number[truth], (0, 1)).all():
        return None
    codes[shared] = values.shared[places]
    codes[truth] = values.added((False, True)) + cells.number[truth].astype(np.int64)
    codes[cells.kind == sheet_xml.UNSAVED] = values.code(CellError(NO_SAVED_ANSWER))
    for kind, meaning in _MEANING.items():
        at = cells.kind == kind
        told, of_cell = np.unique(cells.number[at].astype(np.int64), return_inverse=True)
        found = [values.code(meaning(cells.texts[place])) for place in told.tolist()]
        codes[at] = np.array(found, dtype=np.int64)[of_cell]
    numeric = cells.kind == sheet_xml.NUMBER
    if cells.style[numeric].max(initial=0) >= len(kinds):
        return None
    format_of = np.array(kinds)[np.where(numeric, cells.style, 0)]
    days = numeric & (format_of == DAY)
    of_days = _days(cells.number[days], values)
    if of_days is None or (format_of[numeric] == UNSURE).any():
        return None
    codes[days] = of_days
    plain = numeric & ~days
    of_number, distinct = pd.factorize(cells.number[plain])
    codes[plain] = of_number + values.added(distinct.tolist())
    return codes


def _days(numbers: NDArray[np.float64], values: Values) -> _Codes | None:
    """The codes of numbers that are shown as days; None where one is a time or no day at all."""
    whole = (numbers == np.floor(numbers)) & (numbers >= _FIRST_DAY) & (numbers <= _LAST_DAY)
    if not whole.all():
        return None
    of_day, distinct = pd.factorize(numbers)
    days = [_EPOCH + timedelta(days=int(number)) for number in distinct.tolist()]
    codes: _Codes = of_day + values.added(days)
    return codes


def _laid(
    cells: sheet_xml.Cells, codes: _Codes, values: Values
) -> tuple[NDArray[np.object_], dict[int, Coded]]:
    """The grid from A1 to the last value either way, and each of its columns coded."""
    filled = codes != _BLANK
    if not filled.any():
        return empty_cells(), {}
    row, column = cells.row[filled], cells.column[filled]
    height, width = int(row.max()) + 1, int(column.max()) + 1
    numbered = np.zeros((height, width), dtype=np.int32, order="F")
    numbered[row, column] = codes[filled]
    held = np.empty(len(values.held), dtype=object)
    held[:] = values.held
    grid = np.empty((height, width), dtype=object, order="F")
    coded: dict[int, Coded] = {}
    for place in range(width):
        of_row, distinct = pd.factorize(numbered[:, place])
        coded[place] = of_row.astype(np.int32), held[distinct]
        np.take(held, numbered[:, place], out=grid[:, place])
    return grid, coded


def _percents(cells: sheet_xml.Cells, styles: Collection[int]) -> tuple[tuple[int, int, int], ...]:
    """Stretches of cells shown as percentages: column, first row, last row."""
    row, column, style = cells.formatted
    shown = np.isin(style, list(styles)) if styles else np.zeros(len(style), dtype=bool)
    row, column = row[shown], column[shown]
    return tuple(
        (place, first, last)
        for place in np.unique(column).tolist()
        for first, last in xml_scan.stretches(row[column == place].tolist())
    )


def _merged(part: bytes) -> tuple[tuple[int, int, int, int], ...] | None:
    """First row, first column, last row, last column of each; None where one is unusual."""
    after = part[part.rfind(b"</sheetData>") :]
    found = _MERGED.findall(after)
    if len(found) != after.count(b"<mergeCell ") or b"<!" in after:
        return None
    return tuple(
        (int(top) - 1, column_number(left), int(bottom) - 1, column_number(right))
        for left, top, right, bottom in found
    )
