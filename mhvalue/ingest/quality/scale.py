"""Figures that are suddenly many times those around them, once or from there on."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import Facts
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.quality.chosen import of_items
from mhvalue.ingest.quality.runs import Runs, runs
from mhvalue.ingest.quality.settings import Settings
from mhvalue.ingest.quality.telling import told

NEAR = 0.12
"""How far from a whole power of ten, in logarithms: 10 stands for 7.6 to 13."""
OUTLIER = 1.5
"""A single figure about 30 times larger or smaller, in logarithms, is wrong at any multiple."""
QUIETEST = 0.02
AROUND = 4
SQUARES = "days squared"
LEAST = 2
"""How many figures on each side of a lasting change are looked at, and needed."""


def wrong_scale(facts: Facts, catalogue: Catalogue, settings: Settings) -> tuple[Problem, ...]:
    """Single figures at another scale, and places from which on all are.

    A change counts when it is near a whole power of ten and far larger than the run's usual
    change from period to period; a single figure also when it is farther off than any slip.
    """
    laid = runs(facts)
    # A long stay makes a sum of squares many times larger, in the best of extracts.
    squares = of_items(facts, catalogue, lambda item: item.unit == SQUARES)
    laid = laid.of((laid.amount > 0) & ~squares[laid.row])
    if not len(laid.run):
        return ()
    change = _changes(laid)
    far = _far(laid, change, settings)
    jump = far & _is_power(np.abs(change))
    far = jump | (far & (np.abs(change) >= OUTLIER))
    back = np.zeros(len(jump), dtype=bool)
    back[1:] = far[1:] & far[:-1] & (np.sign(change[1:]) == -np.sign(change[:-1]))
    alone = np.zeros(len(jump), dtype=bool)
    alone[:-1] = back[1:]
    stays = np.asarray(
        [_stays(laid, int(place)) for place in np.flatnonzero(jump & ~back & ~alone)]
    )
    lasting = np.flatnonzero(jump & ~back & ~alone)[stays.astype(bool)]
    return (
        *told(
            facts,
            np.sort(laid.row[alone]),
            "10, 100, 1,000 or so many times larger or smaller than those before and after: "
            "{figures} in {headings}.",
            do="Check for a slipped decimal point or another unit (pounds, thousands).",
        ),
        *told(
            facts,
            np.sort(laid.row[lasting]),
            "About 10, 100 or 1,000 times larger or smaller than those before, from there on: "
            "{headings}.",
            do="Check whether the unit changed (pounds, thousands; 0.45, 45%).",
        ),
    )


def _stays(laid: Runs, place: int) -> bool:
    """Whether the figures before a jump and those after it lie on two levels a power apart."""
    same = laid.run[max(place - AROUND, 0) : place + AROUND] == laid.run[place]
    near = np.log10(laid.amount[max(place - AROUND, 0) : place + AROUND])
    middle = min(place, AROUND)
    before, after = near[:middle][same[:middle]], near[middle:][same[middle:]]
    if min(len(before), len(after)) < LEAST:
        return False
    apart = abs(float(np.median(after) - np.median(before)))
    spread = max(float(np.ptp(before)), float(np.ptp(after)))
    return abs(apart - round(apart)) < NEAR and round(apart) >= 1 and spread < 3 * NEAR


def _changes(laid: Runs) -> NDArray[np.float64]:
    """The logarithm of each figure over the one before it; NaN for the first of a run."""
    logs = np.log10(laid.amount)
    change = np.full(len(logs), np.nan)
    follows = laid.follows
    change[follows] = (logs - np.roll(logs, 1))[follows]
    return change


def _far(laid: Runs, change: NDArray[np.float64], settings: Settings) -> NDArray[np.bool_]:
    """Changes far larger than the usual ones of their run, in runs of enough and large figures."""
    size = np.abs(change)
    usual = pd.Series(size).groupby(laid.run).transform("median").to_numpy()
    points = pd.Series(size).groupby(laid.run).transform("count").to_numpy() + 1
    largest = pd.Series(laid.amount).groupby(laid.run).transform("max").to_numpy()
    far: NDArray[np.bool_] = (
        (size >= 1 - NEAR)
        & (size > settings.scale_calm * np.maximum(usual, QUIETEST))
        & (points >= settings.least_points)
        & (largest >= settings.scale_size)
    )
    return far


def _is_power(size: NDArray[np.float64]) -> NDArray[np.bool_]:
    powers = np.round(size)
    near: NDArray[np.bool_] = (powers >= 1) & (powers <= 3) & (np.abs(size - powers) < NEAR)
    return near
