"""Headings that are numbers: days of a month, wards, ages, cost centres, side by side in a row."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.ingest.kinds import BLANK, MARK, NUMBER, RANGE, TEXT, is_figure
from mhvalue.ingest.sheets.cells import Sheet

FEWEST: Final = 3
SMALLEST_CODE: Final = 10_000
SPREAD: Final = 0.2
COVERED: Final = 0.5
FOLLOWED: Final = 0.6


def as_labels(sheet: Sheet, kinds: NDArray[np.int8]) -> NDArray[np.int8]:
    """The kinds of the cells, with the numbers of a row of headings as the labels they are.

    Such a row counts on from 0 or 1 in steps of one, or holds codes near each other; no words
    stand above its numbers, no figures in the row above, and figures stand below.
    """
    filled = np.flatnonzero((kinds != BLANK).any(axis=1))
    if not filled.size:
        return kinds
    several = np.count_nonzero(kinds[filled] == NUMBER, axis=1) >= FEWEST
    after_words = np.ones(len(filled), dtype=bool)
    after_words[1:] = ~np.isin(kinds[filled[:-1]], (NUMBER, MARK, RANGE)).any(axis=1)
    found = [
        int(filled[place])
        for place in np.flatnonzero(several & after_words)
        if place + 1 < len(filled) and _is_heading(sheet, kinds, filled, int(place))
    ]
    if not found:
        return kinds
    labelled = kinds.copy()
    for row in found:
        labelled[row][kinds[row] == NUMBER] = TEXT
    return labelled


def _is_heading(
    sheet: Sheet, kinds: NDArray[np.int8], filled: NDArray[np.int64], place: int
) -> bool:
    row, below = int(filled[place]), int(filled[place + 1])
    columns = np.flatnonzero(kinds[row] == NUMBER)
    told = sheet.cells[row, columns].tolist()
    numbers = [float(value) for value in told if _is_whole(value)]
    if len(numbers) < len(told) or (kinds[row] == MARK).any():
        return False
    corner = kinds[row, : columns[0]]
    if not (corner == TEXT).any() or not (_counts_on(numbers) or _are_codes(numbers)):
        return False
    above = kinds[int(filled[place - 1]), columns] if place else np.zeros(1, dtype=np.int8)
    figures = is_figure(kinds[below, columns])
    return bool((above != BLANK).mean() < COVERED and figures.mean() >= FOLLOWED)


def _is_whole(value: object) -> bool:
    if isinstance(value, str):
        return value.strip().isdigit()
    return isinstance(value, float) and value.is_integer() and value >= 0


def _counts_on(numbers: list[float]) -> bool:
    return numbers[0] in (0, 1) and bool((np.diff(numbers) == 1).all())


def _are_codes(numbers: list[float]) -> bool:
    near = max(numbers) - min(numbers) <= SPREAD * max(numbers)
    return min(numbers) >= SMALLEST_CODE and near and len(set(numbers)) == len(numbers)
