"""Metrics that move together, so that one of them may do for both."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.errors import ShortlistProblem

CLOSE: Final = 0.9
FEWEST_POINTS: Final = 24
FEWEST_CHANGES: Final = 12

_NO_SPREAD: Final = 1e-9

Figures = NDArray[np.float64]


@dataclass(frozen=True)
class Pair:
    """Two metrics that move together, or against each other where the numbers are negative.

    `levels` correlates their figures, `changes` how these change from one period to the next;
    `points` is how many unit-periods both have.
    """

    first: str
    second: str
    levels: float
    changes: float
    points: int


def near_duplicates(series: Mapping[str, Figures]) -> tuple[Pair, ...]:
    """Pairs of metrics whose figures and changes both correlate by 0.9 or more, closest first.

    Each metric is units by periods, the same units and periods for all, NaN where unknown. Both
    are asked for because figures alone also agree where units only differ in size or two things
    only drift the same way. Rank correlation (Spearman's, each metric ranked over all it has)
    over the unit-periods that both have, at least 24 of them, with at least 12 changes. Raises
    ShortlistProblem where shapes differ.
    """
    names = tuple(series)
    if len(names) < 2:
        return ()
    if len({figures.shape for figures in series.values()}) > 1:
        raise ShortlistProblem("The metrics to compare are not for the same units and periods.")
    stack = np.stack([series[name] for name in names])
    levels, points = _correlation(stack.reshape(len(names), -1), FEWEST_POINTS)
    changes, _ = _correlation(np.diff(stack, axis=2).reshape(len(names), -1), FEWEST_CHANGES)
    same_way = levels * changes > 0
    weaker = np.minimum(np.abs(levels), np.abs(changes))
    together = np.triu((weaker >= CLOSE) & same_way, k=1)
    found = [
        Pair(names[i], names[j], float(levels[i, j]), float(changes[i, j]), int(points[i, j]))
        for i, j in np.argwhere(together)
    ]
    return tuple(sorted(found, key=lambda pair: -min(abs(pair.levels), abs(pair.changes))))


def _correlation(rows: Figures, fewest: int) -> tuple[Figures, Figures]:
    """Rank correlation of each two rows over what both know, and how many points that is.

    NaN with fewer points than asked for, or where one of the two is all the same there.
    """
    known = np.isfinite(rows)
    ranks = np.where(known, _standard_ranks(rows, known), 0.0)
    mask = known.astype(np.float64)
    points = mask @ mask.T
    with np.errstate(divide="ignore", invalid="ignore"):
        # Sums over what both know: the row's own in [i, j], the other's in [j, i].
        total, squares = ranks @ mask.T, ranks**2 @ mask.T
        spread = squares - total**2 / points
        spread[spread <= _NO_SPREAD * points] = np.nan
        together = ranks @ ranks.T - total * total.T / points
        correlation = together / np.sqrt(spread * spread.T)
    return np.where(points >= fewest, np.clip(correlation, -1.0, 1.0), np.nan), points


def _standard_ranks(rows: Figures, known: NDArray[np.bool_]) -> Figures:
    """Each row's ranks among what it knows, equal ones sharing, with mean 0 and spread 1."""
    ranks = np.zeros(rows.shape)
    for row, where in enumerate(known):
        _, place, count = np.unique(rows[row, where], return_inverse=True, return_counts=True)
        own = (np.cumsum(count) - (count - 1) / 2)[place]
        if len(count) > 1:
            ranks[row, where] = (own - own.mean()) / own.std()
    return ranks
