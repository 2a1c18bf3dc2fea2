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

from mhvalue.catalogue.schema import Catalogue, Term
from mhvalue.parts import SUPPRESSED, Part, scaled
from mhvalue.privacy.hiding import (
    SMALL,
    STEP,
    Mask,
    families,
    rounded,
    small,
    stands_for,
    with_company,
)
from mhvalue.series import SeriesSet, value_of
from mhvalue.units import UnitRegister

__all__ = ["INSIDE", "SHARE", "SMALL", "STEP", "Protected", "Sharing", "protect"]

Sharing = Literal["inside my team", "to share"]
INSIDE: Final[Sharing] = "inside my team"
SHARE: Final[Sharing] = "to share"


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
        return _finished(series, catalogue, register)
    counted = _counts_people(catalogue, series.metric.numerator)
    if series.metric.kind in ("group ratio", "gap") and not counted:
        return Protected(series, sharing, unchecked=True)
    sets = families(series, register)
    if series.denominator is None:
        over = _alone(series.numerator, counted, sets)
        shown = replace(series, numerator=over, value=_value(series, over, None))
    elif counted:
        shown = _share_or_rate(series, series.numerator, series.denominator, catalogue, sets)
    else:
        shown = _amount_each(series, series.numerator, series.denominator, catalogue, sets)
    hidden_here = int((shown.value.hidden & ~series.value.hidden).sum())
    return Protected(shown, sharing, hidden_here)


def _share_or_rate(
    series: SeriesSet, over: Part, under: Part, catalogue: Catalogue, sets: list[Mask]
) -> SeriesSet:
    """Counts of people over people, or of events over anything: worked out from rounded counts."""
    counted_below = _counts_people(catalogue, series.metric.denominator)
    of_people = counted_below and series.metric.spread == "people"
    few_below = small(under.amount) & counted_below
    hide_below = with_company(few_below | under.hidden, under, sets)
    shown_below = _shown(under, hide_below, _Said(few_below), counted_below)
    few = small(over.amount)
    nearly_all = small(under.amount - over.amount) & of_people
    hide = with_company(few | nearly_all | hide_below | over.hidden, over, sets)
    said = _Said(few, shown_below if of_people else None, nearly_all)
    shown_over = _shown(over, hide, said, True)
    value = _value(series, shown_over, shown_below)
    return replace(series, numerator=shown_over, denominator=shown_below, value=value)


def _amount_each(
    series: SeriesSet, over: Part, under: Part, catalogue: Catalogue, sets: list[Mask]
) -> SeriesSet:
    """Days, money or staff for each person: the true average in whole numbers, as published.

    Rounding the people but not the days would put the average far out, so the average is kept. The
    exact average, or the amount behind it, would give the count away: the one has the range that
    its rounding leaves, and the other is not shown.
    """
    counted = _counts_people(catalogue, series.metric.denominator)
    few = small(under.amount) & counted
    hide = with_company(few | (under.hidden & counted), under, sets) if counted else few
    shown_below = _shown(under, hide, _Said(few), counted)
    if not counted:
        return series
    true = series.value
    decimals = 0 if series.metric.unit in ("days", "£") else series.metric.decimals
    status = np.where(hide, SUPPRESSED, series.value.status).astype(np.int8)
    half = 0.5 * 10.0**-decimals
    lowest = np.round(true.low, decimals) - half
    value = Part(
        np.where(hide, np.nan, np.round(true.amount, decimals)),
        np.where(hide, np.nan, np.where(true.low >= 0, np.maximum(lowest, 0.0), lowest)),
        np.where(hide, np.nan, np.round(true.high, decimals) + half),
        status,
    )
    known = value.known | (over.status == SUPPRESSED)
    nothing = np.full(over.shape, np.nan)
    unshown = np.where(known | hide, SUPPRESSED, over.status).astype(np.int8)
    shown_over = Part(nothing, nothing, nothing, unshown)
    return replace(series, numerator=shown_over, denominator=shown_below, value=value)


@dataclass(frozen=True, eq=False)
class _Said:
    """What may be said of a hidden count: few, or within its whole, or nearly all of it."""

    few: Mask
    whole: Part | None = None
    nearly_all: Mask | None = None


def _alone(part: Part, counted: bool, sets: list[Mask]) -> Part:
    """A plain count or amount; money, days and staff alone stay as they are."""
    if not counted:
        return part
    few = small(part.amount)
    return _shown(part, with_company(few | part.hidden, part, sets), _Said(few), counted)


def _shown(part: Part, hide: Mask, said: _Said, counted: bool) -> Part:
    """The part with what is hidden turned into ranges and, where it counts people, rounded.

    A count that is hidden only for another's sake lies anywhere up to its whole, if it has one;
    saying more would undo the hiding. Of hidden days or money nothing is said.
    """
    amount, low, high = part.amount.copy(), part.low.copy(), part.high.copy()
    status = part.status.copy()
    now = hide & ~part.hidden
    if counted:
        amount = rounded(amount)
        low, high = stands_for(low, high)
        low[now] = 0.0
        high[now] = np.nan if said.whole is None else said.whole.high[now]
        high[now & said.few] = SMALL
        if said.whole is not None and said.nearly_all is not None:
            nearly = now & said.nearly_all & ~said.few
            low[nearly] = np.maximum(said.whole.low[nearly] - SMALL, 0.0)
    else:
        low[hide] = high[hide] = np.nan
    amount[hide] = np.nan
    status[hide] = SUPPRESSED
    return Part(amount, low, high, status)


def _finished(series: SeriesSet, catalogue: Catalogue, register: UnitRegister) -> Protected:
    """Finished figures: counts as any count, percents and days in whole numbers."""
    item = catalogue.items.get(series.metric.value)
    if item is not None and item.counts in ("people", "events"):
        value = _alone(series.value, True, families(series, register))
        hidden_here = int((value.hidden & ~series.value.hidden).sum())
        return Protected(replace(series, value=value), SHARE, hidden_here)
    if not series.metric.unit.startswith("%") and series.metric.unit != "days":
        return Protected(series, SHARE, unchecked=True)
    amount, low, high, status = series.value.arrays()
    value = Part(np.round(amount), np.floor(low), np.ceil(high), status)
    return Protected(replace(series, value=value), SHARE, unchecked=True)


def _value(series: SeriesSet, over: Part, under: Part | None) -> Part:
    return scaled(value_of(series.metric, over, under), series.scale)


def _counts_people(catalogue: Catalogue, terms: Iterable[Term]) -> bool:
    """Whether a part is a count of people or of events about people."""
    items = [catalogue.items.get(item) for term in terms for item in term.items]
    return bool(items) and all(
        item is not None and item.counts in ("people", "events") for item in items
    )
