"""Limits of XmR charts: mean and average moving range of each segment of each series."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

# 2.66 and 3.267 as printed in the tables for moving ranges of two (Provost and Murray, 2011).
LIMIT_FACTOR: Final = 2.66
SCREEN_FACTOR: Final = 3.267
# Two values nearer than this share of the series' size count as equal.
TOLERANCE: Final = 1e-9

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class SegmentLimits:
    """Limits of one or more segments. Arrays are (series, periods); NaN where there are none.

    `near_lower`, `near_upper` lie two thirds of the way from the mean to the limits. `tolerance`
    is the distance within which a value counts as lying on a line. `frozen_end` is True from the
    first column after a frozen baseline.
    """

    mean: Floats
    lower: Floats
    near_lower: Floats
    near_upper: Floats
    upper: Floats
    tolerance: Floats
    frozen_end: NDArray[np.bool_]


def segments(periods: int, rebase_at: tuple[int, ...]) -> NDArray[np.int64]:
    """The segment number of every column, counted from 0."""
    starts = np.zeros(periods, dtype=np.int64)
    starts[[column for column in set(rebase_at) if column > 0]] = 1
    return np.cumsum(starts)


def limits(
    values: Floats,
    segment: NDArray[np.int64],
    *,
    mode: Literal["mdc", "plotthedots"],
    screen_outliers: bool,
    fix_after: int | None,
    min_points: int,
) -> SegmentLimits:
    """Limits of every series in every segment; `values` is (series, periods) with NaN for gaps.

    Limits are mean +/- 2.66 times the average moving range. A moving range needs two neighbouring
    known values: a gap is not bridged.
    """
    shape = values.shape
    mean, spread, tolerance = (np.full(shape, np.nan) for _ in range(3))
    frozen_end = np.zeros(shape, dtype=np.bool_)
    for number in range(int(segment[-1]) + 1 if shape[1] else 0):
        columns = segment == number
        part = values[:, columns]
        # Making Data Count freezes the first baseline only; later segments use all their points.
        fixed = fix_after if mode == "plotthedots" or number == 0 else None
        baseline = _baseline(part, fixed, count_gaps=mode == "plotthedots")
        centre, moving_range, ranges = _mean_and_range(part, baseline, mode, screen_outliers)
        # With gaps everywhere there may be enough values and hardly any moving range.
        enough = (np.isfinite(part).sum(axis=1) >= min_points) & (ranges >= min_points // 2)
        mean[:, columns] = np.where(enough, centre, np.nan)[:, None]
        spread[:, columns] = np.where(enough, moving_range, np.nan)[:, None]
        size = np.max(np.abs(part), axis=1, initial=0.0, where=np.isfinite(part))
        tolerance[:, columns] = TOLERANCE * size[:, None]
        if fixed is not None:
            frozen_end[:, columns] = np.cumsum(baseline, axis=1) == baseline.sum(axis=1)[:, None]
            frozen_end[:, columns] &= ~baseline
    distance = LIMIT_FACTOR * spread
    near = LIMIT_FACTOR * 2 / 3 * spread
    return SegmentLimits(
        mean, mean - distance, mean - near, mean + near, mean + distance, tolerance, frozen_end
    )


def _baseline(part: Floats, fixed: int | None, *, count_gaps: bool) -> NDArray[np.bool_]:
    """Which known values the limits are worked out from."""
    known = np.isfinite(part)
    if fixed is None:
        return known
    counted = np.maximum.accumulate(known, axis=1) if count_gaps else known
    return known & (np.cumsum(counted, axis=1) <= fixed)


def _mean_and_range(
    part: Floats, baseline: NDArray[np.bool_], mode: str, screen_outliers: bool
) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Mean, average moving range and number of moving ranges of each series' baseline."""
    pairs = baseline[:, 1:] & baseline[:, :-1]
    moving = np.abs(np.diff(np.where(baseline, part, 0.0), axis=1))
    centre = _masked_mean(part, baseline)
    average = _masked_mean(moving, pairs)
    ranges = pairs.sum(axis=1)
    if not screen_outliers:
        return centre, average, ranges
    bound = SCREEN_FACTOR * average[:, None]
    if mode == "plotthedots":
        return centre, _masked_mean(moving, pairs & (moving < bound)), ranges
    kept = pairs & (moving <= bound)
    screened = _masked_mean(moving, kept)
    # One dip in a flat series would leave no spread at all and make every other point news.
    usable = screened > TOLERANCE * average
    outlying = np.zeros_like(baseline)
    outlying[:, 1:] = pairs & ~kept
    screened_centre = _masked_mean(part, baseline & ~outlying)
    return (
        np.where(usable, screened_centre, centre),
        np.where(usable, screened, average),
        ranges,
    )


def _masked_mean(values: Floats, mask: NDArray[np.bool_]) -> Floats:
    """Mean of the masked values of each row, NaN where there are none.

    Worked out from the first value on, so that the mean of equal values is exactly that value.
    """
    count = mask.sum(axis=1)
    if not values.shape[1]:
        return np.full(len(values), np.nan)
    first = np.take_along_axis(values, mask.argmax(axis=1)[:, None], axis=1)
    total = np.where(mask, values - first, 0.0).sum(axis=1)
    return np.where(count > 0, first[:, 0] + total / np.maximum(count, 1), np.nan)
