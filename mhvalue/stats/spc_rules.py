"""The four rules that tell a signal from noise in an XmR chart, and how a point is named.

Every rule is asked for the high and the low side separately: arrays (2, series, periods) hold
high first, low second.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.stats.codes import HIGH, LOW, NONE, OUTSIDE, SHIFT, TREND, TWO_IN_THREE, met_bit
from mhvalue.stats.spc_limits import SegmentLimits

RULES: Final = (OUTSIDE, TREND, TWO_IN_THREE, SHIFT)
SIDES: Final = (HIGH, LOW)
SHIFT_POINTS: Final = 7
TREND_POINTS: Final = 7

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Codes = NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class Signals:
    """Which rules each point meets: one (2, series, periods) array a rule, high side first."""

    outside: Bools
    trend: Bools
    two_in_three: Bools
    shift: Bools

    def stacked(self) -> Bools:
        """All rules in order of precedence: (4, 2, series, periods)."""
        return np.stack([self.outside, self.trend, self.two_in_three, self.shift])

    def bits(self) -> NDArray[np.uint8]:
        """All rules met by each point as bits (`codes.met_bit`): (series, periods)."""
        bits = np.zeros(self.outside.shape[1:], dtype=np.uint8)
        for rule, both in zip(RULES, self.stacked(), strict=True):
            for side, met in zip(SIDES, both, strict=True):
                bits |= met * np.uint8(met_bit(rule, side))
        return bits


def signals(
    values: Floats,
    limits: SegmentLimits,
    segment: NDArray[np.int64],
    *,
    two_sigma_beyond: bool,
    trend_crosses: bool,
    baseline_breaks: bool,
) -> Signals:
    """The rules that every point meets. A gap breaks every run.

    `two_sigma_beyond`: points outside the limits count for two in three. `trend_crosses`: a trend
    may run across segments. `baseline_breaks`: the other runs end with a frozen baseline.
    """
    known = np.isfinite(values) & np.isfinite(limits.mean)
    tolerance = limits.tolerance
    block = np.broadcast_to(segment * 2, values.shape)
    one_block = np.zeros_like(block) if trend_crosses else block
    if baseline_breaks:
        block = block + limits.frozen_end
    with np.errstate(invalid="ignore"):
        step = np.diff(values, axis=1)
        bar = tolerance[:, 1:]
        side = np.stack([values > limits.mean + tolerance, values < limits.mean - tolerance])
        near = np.stack(
            [values > limits.near_upper + tolerance, values < limits.near_lower - tolerance]
        )
        outside = np.stack([values > limits.upper + tolerance, values < limits.lower - tolerance])
        steps = np.stack([step > bar, step < -bar])
    same_block = _unbroken(one_block, TREND_POINTS)
    trend = _spread(_windows(steps, TREND_POINTS - 1) & same_block, TREND_POINTS, values.shape[1])
    shift_starts = _windows(side, SHIFT_POINTS) & _unbroken(block, SHIFT_POINTS)
    beyond = near if two_sigma_beyond else near & ~outside
    return Signals(
        outside=outside & known,
        trend=trend & known,
        two_in_three=_two_in_three(side, beyond, block) & known,
        shift=_spread(shift_starts, SHIFT_POINTS, values.shape[1]) & known,
    )


def _two_in_three(side: Bools, beyond: Bools, block: NDArray[np.int64]) -> Bools:
    """Three neighbours on one side of the mean, at least two of them beyond the near line."""
    starts = _windows(side, 3) & _unbroken(block, 3)
    if starts.shape[-1]:
        views = np.lib.stride_tricks.sliding_window_view(beyond, 3, axis=-1)
        starts = starts & (views.sum(axis=-1) >= 2)
    return beyond & _spread(starts, 3, side.shape[-1])


def _windows(condition: Bools, length: int) -> Bools:
    """True at every start of `length` neighbouring columns that all meet the condition."""
    if condition.shape[-1] < length:
        return np.zeros((*condition.shape[:-1], 0), dtype=np.bool_)
    views = np.lib.stride_tricks.sliding_window_view(condition, length, axis=-1)
    return np.asarray(views.all(axis=-1), dtype=np.bool_)


def _unbroken(block: NDArray[np.int64], length: int) -> Bools:
    """True at every start of `length` neighbouring columns within one block."""
    if block.shape[-1] < length:
        return np.zeros((*block.shape[:-1], 0), dtype=np.bool_)
    last = block.shape[-1] - length + 1
    return np.asarray(block[..., :last] == block[..., length - 1 :], dtype=np.bool_)


def _spread(starts: Bools, length: int, periods: int) -> Bools:
    """Mark all points of every run that begins at a start."""
    marked = np.zeros((*starts.shape[:-1], periods), dtype=np.bool_)
    count = starts.shape[-1]
    for offset in range(length if count else 0):
        marked[..., offset : offset + count] |= starts
    return marked


def name_by_conflict(met: Signals, good_side: Codes) -> tuple[Codes, Codes]:
    """Rule and side of each point as Making Data Count names it: improvement wins a conflict.

    `good_side` is (series,): HIGH, LOW or 0 for neither, where a point that is both high and low
    is named high.
    """
    stacked = met.stacked()
    found: Bools = np.asarray(stacked.any(axis=0))
    first = stacked.argmax(axis=0)
    takes_high = np.where(good_side[:, None] == LOW, ~found[1], found[0])
    named = found[0] | found[1]
    rule = np.where(named, np.where(takes_high, first[0], first[1]) + 1, NONE).astype(np.int8)
    side = np.where(named, np.where(takes_high, HIGH, LOW), 0).astype(np.int8)
    return rule, side


def name_by_precedence(
    met: Signals, values: Floats, segment: NDArray[np.int64]
) -> tuple[Codes, Codes]:
    """Rule and side of each point as NHSRplotthedots names it: the highest rule alone.

    A point in a trend takes the direction of the step to the next point if that is in a trend of
    the same segment too, else of the step to it; no rise counts as a fall.
    """
    by_rule: Bools = np.asarray(met.stacked().any(axis=1))
    rule = np.where(by_rule.any(axis=0), by_rule.argmax(axis=0) + 1, NONE).astype(np.int8)
    trending = by_rule[RULES.index(TREND)]
    step = np.diff(values, axis=1)
    step_to = np.pad(step, ((0, 0), (1, 0)), constant_values=np.nan)
    step_on = np.pad(step, ((0, 0), (0, 1)), constant_values=np.nan)
    goes_on = np.zeros_like(trending)
    goes_on[:, :-1] = trending[:, 1:] & (segment[1:] == segment[:-1])
    rising = np.where(goes_on, step_on, step_to) > 0
    stacked = met.stacked()[:, 0]
    takes_high = np.choose(
        np.maximum(rule, 1) - 1,
        [stacked[0], rising, stacked[2], stacked[3]],
    )
    side = np.where(rule == NONE, 0, np.where(takes_high, HIGH, LOW)).astype(np.int8)
    return rule, side
