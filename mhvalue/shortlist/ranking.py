"""Metrics in order of their weighted scores, and how far each moves when the weights do."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.shortlist.agreement import agreement, points_used
from mhvalue.shortlist.criteria import HIGHEST
from mhvalue.shortlist.workshop import Workshop

SHIFT: Final = 0.25
"""Each weight is moved by a quarter either way."""

_EQUAL: Final = 1e-9
"""Scores closer than this, of 0 to 100, are the same: they differ by rounding alone."""

Figures = NDArray[np.float64]
Ranks = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Ranking:
    """Metrics in list order with their scores and ranks.

    `score` is 0 to 100, of the criteria scored; `at_least` and `at_most` are what it could be
    once the others are scored too. `rank` is 1 for the highest, the same for equal scores, 0
    where nothing is scored. `best` and `worst` are the ends of the range of ranks when weights
    move. `scored` counts the criteria with a weight that have points, `of` those with a weight.
    """

    metrics: tuple[str, ...]
    score: Figures
    at_least: Figures
    at_most: Figures
    rank: Ranks
    best: Ranks
    worst: Ranks
    scored: NDArray[np.int64]
    of: int

    @property
    def order(self) -> tuple[int, ...]:
        """Places of the ranked metrics, highest first; equal ones in list order."""
        placed = np.argsort(self.rank, kind="stable")
        return tuple(int(place) for place in placed if self.rank[place])

    @property
    def complete(self) -> NDArray[np.bool_]:
        """Which metrics have points on every criterion with a weight."""
        return np.equal(self.scored, self.of)

    def always_within(self, top: int) -> tuple[int, ...]:
        """Places of the metrics that stay within the top ranks however the weights move."""
        return tuple(place for place in self.order if self.worst[place] <= top)

    def sometimes_within(self, top: int) -> tuple[int, ...]:
        """Places of the metrics that are within the top ranks only for some weights."""
        inside = (place for place in self.order if self.best[place] <= top)
        return tuple(place for place in inside if self.worst[place] > top)


def ranking(workshop: Workshop) -> Ranking:
    """The workshop's metrics ranked by what people, or else the data, give them."""
    used = points_used(workshop, agreement(workshop))
    return rank(workshop.ids, used, workshop.weights)


def rank(metrics: Sequence[str], points: Figures, weights: Sequence[float]) -> Ranking:
    """Rank metrics by points, metrics by criteria from 0 to 4, NaN for none.

    The score is sum(weight x points / 4) / sum(weights) x 100 over the criteria scored.
    """
    base = np.asarray(weights, dtype=np.float64)
    points = points[:, base > 0]
    base = base[base > 0]
    known, filled = np.isfinite(points), np.nan_to_num(points, nan=0.0)
    ways = weightings(base)
    top, under = filled @ ways.T, known.astype(np.float64) @ ways.T
    scores = np.full(top.shape, np.nan)
    np.divide(top * (100 / HIGHEST), under, out=scores, where=under > 0)
    ranks = _ranks(scores)
    whole = 100 / (HIGHEST * base.sum())
    return Ranking(
        metrics=tuple(metrics),
        score=scores[:, 0],
        at_least=filled @ base * whole,
        at_most=np.where(known, filled, HIGHEST) @ base * whole,
        rank=ranks[:, 0],
        best=ranks.min(axis=1),
        worst=ranks.max(axis=1),
        scored=known.sum(axis=1),
        of=len(base),
    )


def weightings(weights: Figures) -> Figures:
    """The weights, each moved a quarter either way alone, and every combination of such moves.

    The first row is the weights as they are; 8 criteria give 1 + 16 + 256 rows.
    """
    moves = (1 - SHIFT, 1 + SHIFT)
    alone = np.ones((2 * len(weights), len(weights)))
    for place in range(len(weights)):
        alone[2 * place : 2 * place + 2, place] = moves
    corners = np.array(list(product(moves, repeat=len(weights))))
    rows: Figures = np.vstack([np.ones((1, len(weights))), alone, corners]) * weights
    return rows


def _ranks(scores: Figures) -> Ranks:
    """Ranks within each column, 1 for the highest, equal scores sharing; 0 for NaN."""
    order = np.argsort(-scores, axis=0, kind="stable")
    ordered = np.take_along_axis(scores, order, axis=0)
    place = np.arange(len(scores))[:, None]
    # A score that differs from the one before it begins a new rank; the others share the last.
    begins = np.vstack(
        [np.ones((1, scores.shape[1]), dtype=bool), np.diff(ordered, axis=0) < -_EQUAL]
    )
    shared = np.maximum.accumulate(np.where(begins, place, 0), axis=0) + 1
    ranks = np.zeros(scores.shape, dtype=np.int64)
    np.put_along_axis(ranks, order, np.where(np.isfinite(ordered), shared, 0), axis=0)
    return ranks
