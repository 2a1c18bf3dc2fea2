"""Rows of a table whose first words say that they add up others, or speak of all of them."""

from collections.abc import Iterator

import numpy as np

from mhvalue.ingest.kinds import BLANK, PERIOD, TEXT, is_figure
from mhvalue.ingest.proposing.bands import Band
from mhvalue.ingest.reading import TO_DATE
from mhvalue.ingest.sheets.cells import distinct
from mhvalue.ingest.sum_labels import is_statistic, is_subtotal, is_total
from mhvalue.ingest.wording import cover_of


def total_rows(band: Band, first: int, last: int, left: int, right: int) -> list[int]:
    """Rows whose first words say that they add up others."""
    found: set[int] = set()
    for column in range(left, min(left + 4, right + 1)):
        codes, values = distinct(band.sheet, column, first, last)
        if not any(isinstance(value, str) for value in values):
            continue
        totals = np.array([is_total(value) for value in values], dtype=bool)
        spoken = np.array([isinstance(v, str) and _speaks_of_rows(v) for v in values], dtype=bool)
        # Below months an average is as plain as a total; among measures it may be one of them.
        kinds = band.kinds[first : last + 1, column][~(totals | spoken)[codes]]
        if np.count_nonzero(kinds == PERIOD) > np.count_nonzero(kinds == TEXT):
            totals |= spoken
        for row in (first + np.flatnonzero(totals[codes])).tolist():
            found.update(_held_below(band, row, (left, column), (last, right)))
    return sorted(found)


def _held_below(
    band: Band, row: int, labels: tuple[int, int], end: tuple[int, int]
) -> Iterator[int]:
    """A total and the rows of its other measures, which hold no label but that of the measure."""
    (left, column), (last, right) = labels, end
    measures = column + 1 + np.flatnonzero(band.kinds[row, column + 1 : right + 1] == TEXT)[-1:]
    yield row
    for below in range(row + 1, last + 1 if measures.size else row):
        told = band.kinds[below, left : right + 1]
        if (band.kinds[below, measures] != TEXT).any() or np.count_nonzero(told == TEXT) > 1:
            return
        if not is_figure(told).any() or (band.kinds[below, left : column + 1] != BLANK).any():
            return
        yield below


def _speaks_of_rows(text: str) -> bool:
    """Whether a label below months speaks of all of them or of a year: Average, 2023/24 total."""
    return is_statistic(text) or is_subtotal(text) or cover_of(text) == TO_DATE
