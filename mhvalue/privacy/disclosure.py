"""The way out: what is hidden before figures may be shared.

The rule is the one NHS England's published monthly statistics follow (counts under 5 hidden, the
rest rounded to 5), with what those leave open closed: small complements, totals that give a
hidden cell away, and percentages, which are worked out again from the rounded counts. It acts
before statistics, so that a page, a sentence, a picture and a file can never disagree.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from mhvalue.catalogue.schema import Catalogue, Term
from mhvalue.parts import SUPPRESSED, Part, scaled
from mhvalue.series import SeriesSet, value_of
from mhvalue.units import UnitRegister

Sharing = Literal["inside my team", "to share"]
INSIDE: Final[Sharing] = "inside my team"
SHARE: Final[Sharing] = "to share"

SMALL: Final = 4
"""Counts of 0 to this many are hidden."""
STEP: Final = 5
"""Other counts are rounded to the nearest multiple of this."""
PERCENT: Final = 100

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Protected:
    """A series as it may be shown under one rule; the only thing statistics and files accept.

    `hidden_here` counts the unit-periods hidden by the rule itself, beyond what the file hides.
    `unchecked` says that only finished figures are known, so the counts behind them could not
    be looked at; they are rounded to whole numbers where they are percentages or days.
    """

    series: SeriesSet
    sharing: Sharing
    hidden_here: int = 0
    unchecked: bool = False


def protect(
    series: SeriesSet, sharing: Sharing, catalogue: Catalogue, register: UnitRegister
) -> Protected:
    """The series as the rule lets it be seen.

    The set should hold every unit of its level, so that one unit's protection does not depend on
    which units a page happens to show. Figures that are already published stay as they are.
    """
    if sharing == INSIDE or series.published:
        return Protected(series, sharing)
    if series.numerator is None:
        return _finished(series)
    metric, over, under = series.metric, series.numerator, series.denominator
    counted = _counts_people(catalogue, metric.numerator)
    counted_below = _counts_people(catalogue, metric.denominator)
    share = counted and counted_below and metric.multiplier == PERCENT
    small = _small(over.amount) & counted
    families = list(_families(series, register))
    shown_under = None
    hide, nearly_all = small, np.zeros_like(small)
    if under is not None:
        small_below = _small(under.amount) & counted_below
        nearly_all = _small(under.amount - over.amount) & share
        hide_under = _one_more(small_below | under.hidden, under, families)
        shown_under = _shown(under, hide_under, _Ranges(small_below, None), counted_below)
        hide = small | nearly_all | hide_under
    hide = _one_more(hide | over.hidden, over, families)
    ranges = _Ranges(small, shown_under if share else None, nearly_all)
    shown_over = _shown(over, hide, ranges, counted)
    value = scaled(value_of(metric, shown_over, shown_under), series.scale)
    hidden_here = int((value.hidden & ~series.value.hidden).sum())
    shown = replace(series, numerator=shown_over, denominator=shown_under, value=value)
    return Protected(shown, sharing, hidden_here)


@dataclass(frozen=True, eq=False)
class _Ranges:
    """What may be said of a hidden count: small, or within its whole, or nearly all of it."""

    small: Mask
    whole: Part | None
    nearly_all: Mask | None = None


def _finished(series: SeriesSet) -> Protected:
    """Finished figures without their parts: whole percents and whole days."""
    if series.metric.unit not in ("%", "days"):
        return Protected(series, SHARE, unchecked=True)
    amount, low, high, status = series.value.arrays()
    value = Part(np.round(amount), np.floor(low), np.ceil(high), status)
    return Protected(replace(series, value=value), SHARE, unchecked=True)


def _counts_people(catalogue: Catalogue, terms: Iterable[Term]) -> bool:
    """Whether a part is a count of people or of events about people."""
    items = [catalogue.items.get(item) for term in terms for item in term.items]
    return bool(items) and all(
        item is not None and item.counts in ("people", "events") for item in items
    )


def _small(amount: NDArray[np.float64]) -> Mask:
    with np.errstate(invalid="ignore"):
        small: Mask = amount < SMALL + 0.5
    return small


def _families(series: SeriesSet, register: UnitRegister) -> Iterable[Mask]:
    """The sets of units whose total may be shown somewhere: each kind, each parent, all."""
    kinds = np.asarray(series.kinds, dtype=object)
    for kind in dict.fromkeys(series.kinds):
        yield kinds == kind
    parents = [register.get(series.question.level, name).parents for name in series.units]
    for parent in dict.fromkeys(parent for own in parents for parent in own):
        yield np.asarray([parent in own for own in parents], dtype=bool)
    yield np.ones(len(series.units), dtype=bool)


def _one_more(hidden: Mask, part: Part, families: list[Mask]) -> Mask:
    """The hidden cells and, where one stands alone in a family, the smallest other beside it."""
    hidden = hidden.copy()
    while True:
        before = hidden.sum()
        for family in families:
            alone = (hidden & family[:, None]).sum(axis=0) == 1
            others = np.where(family[:, None] & ~hidden & part.known, part.amount, np.inf)
            smallest = others.argmin(axis=0)
            columns = np.flatnonzero(alone & np.isfinite(others.min(axis=0)))
            hidden[smallest[columns], columns] = True
        if hidden.sum() == before:
            return hidden


def _shown(part: Part, hide: Mask, ranges: _Ranges, counted: bool) -> Part:
    """The part with what is hidden turned into ranges and, where it counts people, rounded.

    A count that is hidden only for another's sake lies anywhere up to its whole, if it has one;
    saying more would undo the hiding. Of hidden days or money nothing is said.
    """
    amount, low, high = part.amount.copy(), part.low.copy(), part.high.copy()
    status = part.status.copy()
    now = hide & ~part.hidden
    if counted:
        amount = _round(amount)
        low, high = _range_of(low, high)
        low[now] = 0.0
        high[now] = np.nan if ranges.whole is None else ranges.whole.high[now]
        high[now & ranges.small] = SMALL
        if ranges.whole is not None and ranges.nearly_all is not None:
            nearly = now & ranges.nearly_all & ~ranges.small
            low[nearly] = np.maximum(ranges.whole.low[nearly] - SMALL, 0.0)
    else:
        low[hide] = high[hide] = np.nan
    amount[hide] = np.nan
    status[hide] = SUPPRESSED
    return Part(amount, low, high, status)


def _round(amount: NDArray[np.float64]) -> NDArray[np.float64]:
    """To the nearest multiple of 5, halves up."""
    return np.floor(amount / STEP + 0.5) * STEP


def _range_of(
    low: NDArray[np.float64], high: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The range a rounded count stands for: 5 is 5 to 7, 70 is 68 to 72, a hidden one 0 to 4."""
    bottom = np.where(_small(low), 0.0, np.maximum(_round(low) - STEP // 2, SMALL + 1))
    top = np.where(_small(high), float(SMALL), _round(high) + STEP // 2)
    return np.where(np.isnan(low), np.nan, bottom), np.where(np.isnan(high), np.nan, top)
