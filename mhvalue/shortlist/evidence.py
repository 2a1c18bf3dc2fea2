"""What the open data show of one metric, in a few numbers that criteria can be scored on."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from mhvalue.errors import ShortlistProblem

Readiness = Literal["ready", "nearly", "no"]

READY: Final = "ready"
NEARLY: Final = "nearly"
NOT_READY: Final = "no"

FEWEST_UNITS: Final = 5
"""Fewer units say too little about how far units differ."""

Figures = NDArray[np.float64]


@dataclass(frozen=True)
class Evidence:
    """What the open data show of a metric for the units of one level.

    `cells` are unit-periods from the first to the last period with anything in it, for units that
    have anything; of these `known` have a figure and `hidden` have one that may not be seen.
    `alike` is the number of units of the commonest kind. `count` is the typical (median) count
    behind a figure; `reliability` that of a unit's average over a year, 0 to 1. Both are None
    where they cannot be told. `lacking` names items that no open file holds.
    """

    readiness: Readiness
    lacking: tuple[str, ...] = ()
    units: int = 0
    alike: int = 0
    cells: int = 0
    known: int = 0
    hidden: int = 0
    months: int = 0
    count: float | None = None
    reliability: float | None = None

    @property
    def known_share(self) -> float:
        """The share of unit-periods with a figure that is known or hidden: somebody holds it."""
        return (self.known + self.hidden) / self.cells if self.cells else 0.0

    @property
    def hidden_share(self) -> float:
        """The share of the figures held that may not be seen."""
        held = self.known + self.hidden
        return self.hidden / held if held else 0.0


def absent(readiness: Readiness = NOT_READY, lacking: Sequence[str] = ()) -> Evidence:
    """The evidence of a metric that the open files do not allow."""
    return Evidence(readiness, tuple(lacking))


def evidence(
    values: Figures,
    hidden: NDArray[np.bool_],
    *,
    counts: Figures | None = None,
    kinds: Sequence[str] = (),
    months_each: int = 1,
) -> Evidence:
    """The evidence in figures as the team itself sees them, units by periods, NaN for none.

    `hidden` marks those that the file hides. `counts` are the numerators behind them, `kinds` the
    kind of each unit, `months_each` how many months a period covers. Raises ShortlistProblem where
    their shapes differ.
    """
    sized = (values.shape == hidden.shape) and (counts is None or counts.shape == values.shape)
    if values.ndim != 2 or not sized or (kinds and len(kinds) != len(values)):
        raise ShortlistProblem("The figures are not one for each unit and period.")
    known = np.isfinite(values)
    held = known | hidden
    rows, columns = held.any(axis=1), np.flatnonzero(held.any(axis=0))
    if not len(columns):
        return Evidence(READY)
    spanned = held[rows, columns[0] : columns[-1] + 1]
    alike = Counter(kinds[row] for row in np.flatnonzero(rows).tolist()) if kinds else Counter()
    return Evidence(
        readiness=READY,
        units=int(rows.sum()),
        alike=max(alike.values(), default=int(rows.sum())),
        cells=spanned.size,
        known=int(known.sum()),
        hidden=int((hidden & ~known).sum()),
        months=len(columns) * months_each,
        count=_typical(counts, known),
        reliability=reliability(values, 12 / months_each),
    )


def _typical(counts: Figures | None, known: NDArray[np.bool_]) -> float | None:
    if counts is None:
        return None
    behind = counts[known & np.isfinite(counts)]
    return float(np.median(behind)) if len(behind) else None


def reliability(values: Figures, periods: float) -> float | None:
    """How far units' averages over so many periods tell lasting differences from noise, 0 to 1.

    One-way analysis of variance of figures by unit: the intraclass correlation of one figure
    (ICC(1,1) of Shrout and Fleiss, Psychological Bulletin 1979, with the mean group size for
    uneven numbers by Donner, International Statistical Review 1986), stepped up to an average
    with the Spearman-Brown formula. None with fewer than five units of two figures or more.
    """
    known = np.isfinite(values)
    values, known = values[known.sum(axis=1) >= 2], known[known.sum(axis=1) >= 2]
    units, sizes = len(values), known.sum(axis=1)
    if units < FEWEST_UNITS:
        return None
    total = sizes.sum()
    filled = np.where(known, values, 0.0)
    means = filled.sum(axis=1) / sizes
    centre = filled.sum() / total
    between = float(np.sum(sizes * (means - centre) ** 2)) / (units - 1)
    within = float(np.sum(np.where(known, values - means[:, None], 0.0) ** 2)) / (total - units)
    if between <= within:
        return 0.0
    size = (total - np.sum(sizes**2) / total) / (units - 1)
    single = (between - within) / (between + (size - 1) * within)
    return float(periods * single / (1 + (periods - 1) * single))
