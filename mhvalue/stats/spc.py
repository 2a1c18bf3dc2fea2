"""XmR charts (individual values and moving ranges) for many series at once.

`xmr` answers "is it changing, or is it noise?", `assurance` "will it meet its target?". Formulas,
sources and the choices made where sources differ are in docs/methods.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mhvalue.errors import StatisticsProblem
from mhvalue.stats.codes import (
    BETTER,
    CHANGED_HIGH,
    CHANGED_LOW,
    COMMON,
    EITHER,
    HIGH,
    LOW,
    MET,
    MISSED,
    NONE,
    NOT_JUDGED,
    OUTSIDE,
    SHIFT,
    TREND,
    TWO_IN_THREE,
    WORSE,
    met_bit,
)
from mhvalue.stats.spc_limits import TOLERANCE, limits, segments
from mhvalue.stats.spc_rules import name_by_conflict, name_by_precedence, signals

__all__ = [
    "BETTER",
    "CHANGED_HIGH",
    "CHANGED_LOW",
    "COMMON",
    "EITHER",
    "HIGH",
    "LOW",
    "MET",
    "MISSED",
    "NONE",
    "NOT_JUDGED",
    "OUTSIDE",
    "SHIFT",
    "TREND",
    "TWO_IN_THREE",
    "WORSE",
    "Xmr",
    "XmrSettings",
    "assurance",
    "met_bit",
    "xmr",
]

Better = Literal["higher", "lower", "neutral"]
Mode = Literal["mdc", "plotthedots"]

FEWEST_FIXED: Final = 12
_GOOD_SIDE: Final = {"higher": HIGH, "lower": LOW, "neutral": 0}


@dataclass(frozen=True)
class XmrSettings:
    """How XmR charts are worked out.

    `mode`: "mdc" follows NHS England's Making Data Count tools, "plotthedots" the R package
    NHSRplotthedots. `fix_after`: the limits come from the first so many points only.
    `rebase_at`: columns at which a new segment with its own limits begins. A segment with fewer
    than `min_points` known values gets no limits.
    """

    mode: Mode = "mdc"
    better: Better = "neutral"
    screen_outliers: bool = False
    fix_after: int | None = None
    rebase_at: tuple[int, ...] = ()
    min_points: int = 12


@dataclass(frozen=True, eq=False)
class Xmr:
    """XmR charts of many series. Arrays are (series, periods) unless said otherwise.

    `mean`, `lower`, `upper`: NaN where there are no limits. `rule`: NONE, OUTSIDE, TREND,
    TWO_IN_THREE or SHIFT, the rule that names the point; `side`: HIGH, LOW or 0; `meaning`:
    COMMON, BETTER, WORSE, CHANGED_HIGH, CHANGED_LOW, or NOT_JUDGED at a gap and where there are
    no limits. `met`: every rule met, as bits (`met_bit`). `segment`: (periods,), counts from 0.
    Per series: `points` known values, `last` column of the last known value (-1 for none),
    `enough` whether the last known value has limits, `last_meaning` its meaning, `better`.
    """

    values: NDArray[np.float64]
    mean: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    rule: NDArray[np.int8]
    side: NDArray[np.int8]
    meaning: NDArray[np.int8]
    met: NDArray[np.uint8]
    segment: NDArray[np.int64]
    points: NDArray[np.int64]
    last: NDArray[np.int64]
    enough: NDArray[np.bool_]
    last_meaning: NDArray[np.int8]
    better: tuple[Better, ...]
    settings: XmrSettings


def xmr(values: ArrayLike, settings: XmrSettings, *, better: Sequence[Better] | None = None) -> Xmr:
    """XmR charts of many series: (series, periods) values in time order, NaN where unknown.

    `better` gives each series its own good direction in place of the settings' one. Raises
    StatisticsProblem for settings or a shape that no method allows.
    """
    table = _table(values)
    series, periods = table.shape
    _check(settings, periods)
    directions = _directions(settings.better if better is None else better, series)
    segment = segments(periods, settings.rebase_at)
    lines = limits(
        table,
        segment,
        mode=settings.mode,
        screen_outliers=settings.screen_outliers,
        fix_after=settings.fix_after,
        min_points=settings.min_points,
    )
    mdc = settings.mode == "mdc"
    met = signals(
        table,
        lines,
        segment,
        two_sigma_beyond=mdc,
        trend_crosses=mdc,
        baseline_breaks=mdc,
    )
    good_side = np.array([_GOOD_SIDE[word] for word in directions], dtype=np.int8)
    rule, side = (
        name_by_conflict(met, good_side) if mdc else name_by_precedence(met, table, segment)
    )
    known = np.isfinite(table)
    meaning = _meaning(side, good_side)
    meaning[~(known & np.isfinite(lines.mean))] = NOT_JUDGED
    last = np.where(known.any(axis=1), periods - 1 - known[:, ::-1].argmax(axis=1), -1)
    rows = np.arange(series)
    return Xmr(
        values=table,
        mean=lines.mean,
        lower=lines.lower,
        upper=lines.upper,
        rule=rule,
        side=side,
        meaning=meaning,
        met=met.bits(),
        segment=segment,
        points=known.sum(axis=1),
        last=last,
        enough=(last >= 0) & np.isfinite(lines.lower[rows, last]),
        last_meaning=np.where(last >= 0, meaning[rows, last], NOT_JUDGED).astype(np.int8),
        better=directions,
        settings=settings,
    )


def assurance(chart: Xmr, target: ArrayLike) -> NDArray[np.int8]:
    """Will each series meet its target? MET, MISSED, EITHER or NONE, (series,).

    `target` is one number or one per series, NaN for none. The target is held against the limits
    at the last known value: a series that stays on the good side of its target is bound to meet
    it. In mode "mdc" a target on a limit counts as met or missed, in mode "plotthedots" it does
    not. NONE without a target, a good direction or limits.
    """
    targets = np.broadcast_to(np.asarray(target, dtype=np.float64), chart.last.shape)
    rows = np.arange(len(chart.last))
    mean, lower, upper = (line[rows, chart.last] for line in (chart.mean, chart.lower, chart.upper))
    good_side = np.array([_GOOD_SIDE[word] for word in chart.better])
    near = TOLERANCE * np.maximum(np.abs(targets), np.abs(mean))
    # "On the limit" is one side of the fence in one mode and the other side in the other.
    fence = near if chart.settings.mode == "mdc" else -near
    with np.errstate(invalid="ignore"):
        below, above = targets <= lower + fence, targets >= upper - fence
    met = np.where(good_side == HIGH, below, above)
    missed = np.where(good_side == HIGH, above, below)
    found = np.where(met, MET, np.where(missed, MISSED, EITHER))
    limited = np.isfinite(mean) if chart.settings.mode == "plotthedots" else np.isfinite(lower)
    asked = np.isfinite(targets) & (good_side != 0) & (chart.last >= 0) & limited
    return np.where(asked, found, NONE).astype(np.int8)


def _table(values: ArrayLike) -> NDArray[np.float64]:
    """The values as a table of series by periods, anything infinite taken for unknown."""
    table = np.array(values, dtype=np.float64)
    if table.ndim != 2 or not table.shape[1]:
        raise StatisticsProblem(
            "The figures are not a table of series by periods.",
            do="Give one row for each series and at least one period.",
        )
    table[~np.isfinite(table)] = np.nan
    return table


def _check(settings: XmrSettings, periods: int) -> None:
    if settings.fix_after is not None and settings.fix_after < FEWEST_FIXED:
        raise StatisticsProblem(
            f"The limits cannot be fixed after fewer than {FEWEST_FIXED} points.",
            do=f"Fix them after {FEWEST_FIXED} points or more, or use all points.",
        )
    if settings.min_points < 1:
        raise StatisticsProblem(
            "The fewest points for limits must be at least 1.", do="Use 12, the usual choice."
        )
    if any(not 0 <= column < periods for column in settings.rebase_at):
        raise StatisticsProblem(
            "The limits are to be recalculated at a period that is not in the figures.",
            do="Choose one of the periods shown.",
        )


def _directions(better: Better | Sequence[Better], series: int) -> tuple[Better, ...]:
    directions: tuple[Better, ...] = (
        (better,) * series if isinstance(better, str) else tuple(better)
    )
    if len(directions) != series or not set(directions) <= set(_GOOD_SIDE):
        raise StatisticsProblem(
            "Each series needs one good direction.", do='Use "higher", "lower" or "neutral".'
        )
    return directions


def _meaning(side: NDArray[np.int8], good_side: NDArray[np.int8]) -> NDArray[np.int8]:
    good = good_side[:, None]
    directed = np.where(side == good, BETTER, WORSE)
    changed = np.where(side == HIGH, CHANGED_HIGH, CHANGED_LOW)
    return np.where(side == 0, COMMON, np.where(good == 0, changed, directed)).astype(np.int8)
