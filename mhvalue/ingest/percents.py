"""Percentages by their number format: a cell that holds 0.45 and shows 45%."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.facts import STATUSES
from mhvalue.ingest.sheets.cells import Sheet
from mhvalue.ingest.values import Figures

OK: Final = STATUSES.index("ok")
FAR_ABOVE_ALL: Final = 5.0
"""Where most cells would show more than 500%, the format was put on figures already in hundreds."""


def formatted(
    sheet: Sheet, columns: Sequence[int], first_row: int, last_row: int
) -> NDArray[np.bool_]:
    """Which cells of some columns are shown as percentages, as rows by columns."""
    shown = np.zeros((last_row - first_row + 1, len(columns)), dtype=bool)
    of_column = {column: place for place, column in enumerate(columns)}
    for column, first, last in sheet.percents:
        if column in of_column and last >= first_row:
            rows = slice(max(first - first_row, 0), max(last - first_row + 1, 0))
            shown[rows, of_column[column]] = True
    return shown


def is_percent_column(sheet: Sheet, column: int, rows: NDArray[np.int64]) -> bool:
    """Whether most numbers of these rows of a column are shown as percentages."""
    if not any(place == column for place, _, _ in sheet.percents) or not rows.size:
        return False
    shown = formatted(sheet, [column], 0, int(rows[-1]))[rows, 0]
    numbers = np.array([isinstance(v, float) for v in sheet.cells[rows, column]], dtype=bool)
    return bool(np.count_nonzero(shown & numbers) > np.count_nonzero(numbers) / 2)


def as_shown(
    figures: Figures,
    shown: NDArray[np.bool_],
    codes: NDArray[np.int32],
    values: Sequence[object],
) -> Figures:
    """Numbers shown as percentages on the scale 0 to 100, marked as if a sign were written.

    All are rows by columns of figures.
    """
    if not shown.any():
        return figures
    numbers = np.array([isinstance(value, float) for value in values], dtype=bool)[codes]
    here = shown & numbers & (figures.status == OK)
    for column in np.flatnonzero(here.any(axis=0)).tolist():
        amounts = figures.amount[here[:, column], column]
        here[:, column] &= bool(np.median(np.abs(amounts)) <= FAR_ABOVE_ALL)
    factor = np.where(here, 100.0, 1.0)
    return replace(
        figures,
        amount=figures.amount * factor,
        low=figures.low * factor,
        high=figures.high * factor,
        percent=figures.percent | here,
    )
