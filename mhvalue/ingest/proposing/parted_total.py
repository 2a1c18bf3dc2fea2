"""Rows that part a table's total among them, each followed by the rows that it adds up itself."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

FEWEST: Final = 2


def heads_of(amounts: NDArray[np.float64], total: NDArray[np.float64]) -> dict[int, int]:
    """The rows that each add up the rows right below, with how many these are; {} for none.

    `amounts` are rows by figures, `total` is the row that is named the total. However small the
    figures, they are certain where each head and the rows below it follow one another without a
    row left over, the heads make up the total, and all rows together do not.
    """
    known = ~np.isnan(total)
    if not known.any() or np.isnan(amounts).any() or _same(amounts.sum(axis=0), total, known):
        return {}
    heads = parted(amounts)
    if len(heads) < FEWEST or max(heads.values()) < FEWEST:
        return {}
    return heads if _same(amounts[list(heads)].sum(axis=0), total, known) else {}


def heads_before(amounts: NDArray[np.float64]) -> int:
    """How many rows at the top add up, one after the other, the rows that come after them all.

    Every row below belongs to one of them, at least two to each; 0 where there are no such rows.
    Two services are so given before all of their teams.
    """
    if not amounts.shape[1]:
        return 0
    for count in range(len(amounts) // (FEWEST + 1), FEWEST - 1, -1):
        ends = np.cumsum(amounts[:count], axis=0)
        below = np.cumsum(amounts[count:], axis=0)
        if not _same(ends[-1], below[-1], np.ones(len(below[-1]), dtype=bool)):
            continue
        last = -1
        for end in ends:
            same = np.isclose(below, end, rtol=1e-9, atol=1e-6).all(axis=1)
            after = np.flatnonzero(same[last + 1 + FEWEST - 1 :])
            if not len(after):
                break
            last += FEWEST + int(after[0])
        else:
            return count
    return 0


def _same(left: NDArray[np.float64], right: NDArray[np.float64], known: NDArray[np.bool_]) -> bool:
    return bool(np.isclose(left[known], right[known], rtol=1e-9, atol=1e-6).all())


def parted(amounts: NDArray[np.float64]) -> dict[int, int]:
    """The table as the fewest heads with their rows that leave no row over; {} where none do."""
    count = len(amounts)
    best: list[Sequence[tuple[int, int]] | None] = [None] * count + [()]
    for row in range(count - 2, -1, -1):
        sums = np.cumsum(amounts[row + 1 :], axis=0)
        same = np.isclose(sums, amounts[row], rtol=1e-9, atol=1e-6).all(axis=1)
        for place in np.flatnonzero(same).tolist():
            rest = best[row + place + 2]
            shortest = best[row]
            if rest is not None and (shortest is None or len(rest) + 1 < len(shortest)):
                best[row] = ((row, place + 1), *rest)
    return dict(best[0] or ())
