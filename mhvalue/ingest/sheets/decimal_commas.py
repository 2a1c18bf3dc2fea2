"""Numbers of a CSV that have a comma before their decimals, as another country writes them."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.sheets.cells import Coded, Sheet, cell_name, whole_column

_BEFORE: Final = r"[-+(]?\s?[£€$]?\s?-?"
_AFTER: Final = r"\)?\s?%?"
_COMMA: Final = re.compile(
    rf"{_BEFORE}(?:\d+,(?:\d{{1,2}}|\d{{4,}})|\d{{1,3}}(?:\.\d{{3}})+,\d+){_AFTER}"
)
"""A comma that parts no thousands: 12,5 or 1.234,50."""
_POINT: Final = re.compile(
    rf"{_BEFORE}(?:\d*\.(?:\d{{1,2}}|\d{{4,}})|\d{{1,3}}(?:,\d{{3}})+\.\d+|\d{{1,3}}(?:,\d{{3}}){{2,}})"
    rf"{_AFTER}"
)
"""A point before decimals, or commas that can only part thousands: 12.5 or 1,234,500."""
_EITHER: Final = re.compile(rf"{_BEFORE}[1-9]\d{{0,2}},\d{{3}}{_AFTER}")
"""1,234 is one thousand here, and little more than one elsewhere."""
_NUMBER: Final = re.compile(rf"{_BEFORE}(?:\d{{1,3}}(?:\.\d{{3}})+|\d+)(?:,\d+)?{_AFTER}")
_SWAPPED: Final = str.maketrans({",": ".", ".": None})


def with_points(sheet: Sheet, *, semicolons: bool) -> Sheet:
    """The sheet with points before decimals, where commas stand there and points nowhere.

    Then a point parts thousands: 1.234 beside 12,5 is one thousand. Between `semicolons`, as such
    a country writes them, so is a comma taken that may part thousands as well; else only beside
    one in its own column that cannot: "5,6" may name two bands, and 1,234 beside it be money.
    """
    columns = [whole_column(sheet, column) for column in range(sheet.shape[1])]
    if not _any(_COMMA, columns) or _any(_POINT, columns):
        return sheet
    unsure = [one for one in columns if _any(_EITHER, [one]) and not _any(_COMMA, [one])]
    if unsure and not semicolons:
        return sheet
    swapped = [(codes, _swapped(values)) for codes, values in columns]
    first = next(
        (int(np.flatnonzero(codes == code)[0]), column)
        for column, (codes, values) in enumerate(columns)
        for code, value in enumerate(values.tolist())
        if isinstance(value, str) and _COMMA.fullmatch(value.strip())
    )
    if sheet.laid is None:
        return replace(sheet, coded=dict(enumerate(swapped)), commas=first)
    laid = np.empty_like(sheet.laid)
    for column, (codes, values) in enumerate(swapped):
        laid[:, column] = values[codes]
    return replace(sheet, laid=laid, coded={}, commas=first)


def problems(sheets: Iterable[Sheet], file: str) -> tuple[Problem, ...]:
    """What to say about the files whose numbers were written so."""
    return tuple(
        Problem(
            "The numbers have a comma before their decimals and a point in their thousands.",
            file, sheet.name, cell_name(*sheet.commas), "All of them were read so.",
        )
        for sheet in sheets
        if sheet.commas is not None
    )  # fmt: skip


def _any(pattern: re.Pattern[str], columns: Iterable[Coded]) -> bool:
    return any(
        isinstance(value, str) and pattern.fullmatch(value.strip()) is not None
        for _, values in columns
        for value in values.tolist()
    )


def _swapped(values: NDArray[np.object_]) -> NDArray[np.object_]:
    swapped = values.copy()
    for place, value in enumerate(values.tolist()):
        if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
            swapped[place] = value.translate(_SWAPPED)
    return swapped
