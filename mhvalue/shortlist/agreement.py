"""How far scorers agree: the middle and spread of their scores, and who has not scored yet."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.shortlist.criteria import IDS
from mhvalue.shortlist.workshop import Workshop

LOW_END: Final = 1
HIGH_END: Final = 3
THIRD: Final = 1 / 3

Figures = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Agreement:
    """Scores of all scorers, summarised; arrays are metrics by criteria in list order.

    `count` is how many scored. `median`, `low_quartile`, `high_quartile`, `lowest` and `highest`
    are NaN where nobody did. `disagree`: at least two scored, a third or more of them 0 or 1 and
    a third or more 3 or 4. After the RAND/UCLA appropriateness method (Fitch and others, 2001),
    where a panel of nine disagrees when three or more score in each end third of its scale.
    """

    metrics: tuple[str, ...]
    count: NDArray[np.int64]
    median: Figures
    low_quartile: Figures
    high_quartile: Figures
    lowest: Figures
    highest: Figures
    disagree: NDArray[np.bool_]
    scorers: tuple[str, ...]
    scored: tuple[int, ...]
    """How many scores each scorer gave."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Scorers who have given no score at all."""
        return tuple(n for n, count in zip(self.scorers, self.scored, strict=True) if not count)

    @property
    def partly(self) -> tuple[tuple[str, int], ...]:
        """Scorers who have begun, with how many scores they have left to give or leave."""
        whole = self.median.size
        pairs = zip(self.scorers, self.scored, strict=True)
        return tuple((name, whole - count) for name, count in pairs if 0 < count < whole)


def agreement(workshop: Workshop) -> Agreement:
    """The scores of everybody, summarised for each metric and criterion.

    Quartiles by linear interpolation (type 7 of Hyndman and Fan, The American Statistician 1996).
    """
    given = _given(workshop)
    ordered = np.sort(given, axis=0)
    count = np.isfinite(given).sum(axis=0)
    enough = np.maximum(count, 1)
    low_end = (given <= LOW_END).sum(axis=0) / enough >= THIRD
    high_end = (given >= HIGH_END).sum(axis=0) / enough >= THIRD
    return Agreement(
        metrics=workshop.ids,
        count=count,
        median=_quantile(ordered, count, 0.5),
        low_quartile=_quantile(ordered, count, 0.25),
        high_quartile=_quantile(ordered, count, 0.75),
        lowest=_quantile(ordered, count, 0.0),
        highest=_quantile(ordered, count, 1.0),
        disagree=low_end & high_end & (count >= 2),
        scorers=workshop.scorers,
        scored=tuple(int(n) for n in np.isfinite(given).sum(axis=(1, 2))[: len(workshop.scorers)]),
    )


def points_used(workshop: Workshop, agreed: Agreement) -> Figures:
    """Points for each metric and criterion, NaN where there are none.

    The median of people's scores, or where nobody scored what the data give.
    """
    rows = {name: row for row, name in enumerate(workshop.ids)}
    used = agreed.median.copy()
    for each in workshop.prescores:
        place = rows[each.metric], IDS.index(each.criterion)
        if not agreed.count[place] and each.points is not None:
            used[place] = each.points
    return used


def _given(workshop: Workshop) -> Figures:
    """Scores as scorers by metrics by criteria, NaN for none; one empty layer for no scorer."""
    layers = {name: place for place, name in enumerate(workshop.scorers)}
    rows = {name: row for row, name in enumerate(workshop.ids)}
    columns = {name: column for column, name in enumerate(IDS)}
    given = np.full((max(len(layers), 1), len(rows), len(columns)), np.nan)
    for each in workshop.scores:
        given[layers[each.scorer], rows[each.metric], columns[each.criterion]] = each.points
    return given


def _quantile(ordered: Figures, count: NDArray[np.int64], share: float) -> Figures:
    """A quantile along the first axis of sorted scores, whose NaN come last."""
    place = share * np.maximum(count - 1, 0)
    below = np.floor(place).astype(np.int64)
    above = np.ceil(place).astype(np.int64)
    low = np.take_along_axis(ordered, below[None], axis=0)[0]
    high = np.take_along_axis(ordered, above[None], axis=0)[0]
    between: Figures = low + (high - low) * (place - below)
    return between
