"""Ranked dots: units side by side where no method can say which of them truly differ."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mhvalue.errors import StatisticsProblem

FEWEST_FOR_QUARTILES: Final = 4


@dataclass(frozen=True, eq=False)
class Ranking:
    """Units in order of their values, without limits and without judgement.

    `order`: the units with a known value, highest first, as places in the values given; equal
    values keep the order given. `quartiles`: a quarter of the units lies below the first and a
    quarter above the second, NaN with fewer than four units. `comparator`: the figure units are
    held against, the one given or else their median.
    """

    values: NDArray[np.float64]
    order: NDArray[np.int64]
    median: float
    quartiles: tuple[float, float]
    comparator: float
    given_comparator: bool


def rank(values: ArrayLike, comparator: float | None = None) -> Ranking:
    """Rank units by their values, (units,) with NaN where unknown.

    Quartiles by linear interpolation (type 7 of Hyndman and Fan, The American Statistician 1996).
    """
    given = np.asarray(values, dtype=np.float64)
    if given.ndim != 1:
        raise StatisticsProblem(
            "The figures are not one for each unit.", do="Give one figure for each unit."
        )
    known = np.flatnonzero(np.isfinite(given))
    order = known[np.argsort(-given[known], kind="stable")]
    low, median, high = (
        np.quantile(given[known], [0.25, 0.5, 0.75]) if len(known) else (np.nan,) * 3
    )
    quartiles = (float(low), float(high)) if len(known) >= FEWEST_FOR_QUARTILES else (np.nan,) * 2
    asked = comparator is not None and np.isfinite(comparator)
    return Ranking(
        values=given,
        order=order,
        median=float(median),
        quartiles=quartiles,
        comparator=float(comparator) if comparator is not None and asked else float(median),
        given_comparator=bool(asked),
    )
