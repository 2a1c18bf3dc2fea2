"""Which rows below a header are still of its table."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.ingest.headings import plain
from mhvalue.ingest.kinds import BLANK, NUMBER, PERIOD, TEXT, YEAR
from mhvalue.ingest.proposing.bands import Band
from mhvalue.ingest.vocabulary import ITEM, MEASURE, folded

FIRST_ROWS: Final = 30
FEWEST_LABELS: Final = 2


def figure_columns(
    kinds: NDArray[np.int8], figures: NDArray[np.bool_], header: tuple[int, ...]
) -> NDArray[np.bool_]:
    """The headed columns that hold figures more often than words, by the first rows."""
    bottom = header[-1]
    rows = bottom + 1 + np.flatnonzero(figures[bottom + 1 :].any(axis=1))[:FIRST_ROWS]
    words = (kinds[rows] == TEXT) | (kinds[rows] == PERIOD)
    headed = (kinds[list(header)] != BLANK).any(axis=0)
    # Marks alone may be those of footnotes: * and ** below the table.
    numbers = (kinds[rows] == NUMBER).any(axis=0)
    more = figures[rows].sum(axis=0) - words.sum(axis=0)
    chosen: NDArray[np.bool_] = headed & (more >= np.where(numbers, 0, 1))
    return chosen


def goes_on(
    band: Band,
    notes: Sequence[int],
    rows: tuple[int, int],
    columns: NDArray[np.bool_],
    headings: Sequence[str],
) -> bool:
    """Whether a row has labels wherever the last row of a table has them, in two columns or more.

    `rows` are the two. Then a sentence between them is the name of a section, and no note below the
    table. One that names a measure is the title of other figures, unless the rows name theirs.
    """
    last, row = map(band.row, rows)
    usual = ~columns & ((last == TEXT) | (last == PERIOD))
    told = (row == TEXT) | (row == PERIOD)
    if int(np.count_nonzero(usual)) < FEWEST_LABELS or not told[usual].all():
        return False
    if any(ITEM.fullmatch(folded(heading)) for heading in headings):
        return True
    titled = any(_name_measure(band, note, slice(None)) for note in notes)
    return not titled or any(_name_measure(band, one, np.flatnonzero(usual)) for one in rows)


def _name_measure(band: Band, row: int, places: slice | NDArray[np.intp]) -> bool:
    cells = band.sheet.cells[row, band.first : band.last + 1][places]
    return any(MEASURE.search(folded(plain(value))) for value in cells if isinstance(value, str))


def is_unreadable(
    kinds: NDArray[np.int8], row: int, bottom: int, columns: NDArray[np.bool_]
) -> bool:
    """Whether a row has words where figures should be, and its period where the first row has."""
    if not (kinds[row, columns] == TEXT).any():
        return False
    first = bottom + 1 + int(np.argmax((kinds[bottom + 1 :] != BLANK).any(axis=1)))
    periods = kinds[first] == PERIOD
    return bool((kinds[row, periods] == PERIOD).any())


def restarts(band: Band, figures: NDArray[np.bool_], header: tuple[int, ...], row: int) -> bool:
    """Whether the rows after a repeated header begin with the labels of the first row again."""
    kinds = band.kinds[:, band.first : band.last + 1]
    labels = ~figure_columns(kinds, figures, header)
    rows = header[-1] + 1 + np.flatnonzero(figures[header[-1] + 1 :].any(axis=1))
    labels |= (kinds[rows[:FIRST_ROWS]] == YEAR).all(axis=0)
    after = rows[rows > row]
    if after.size == 0 or not labels.any():
        return False
    cells = band.sheet.cells[:, band.first : band.last + 1]
    return bool((cells[rows[0], labels] == cells[after[0], labels]).all())
