"""A trend: one metric of one unit over time, judged. What charts, words and files all read."""

from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from mhvalue.catalogue.schema import Metric
from mhvalue.errors import NothingToShow
from mhvalue.facts import STATUSES
from mhvalue.parts import SUPPRESSED
from mhvalue.periods import Period
from mhvalue.privacy.disclosure import Protected, Sharing
from mhvalue.series import SeriesSet
from mhvalue.stats.codes import NONE, NOT_JUDGED
from mhvalue.stats.spc import Xmr, XmrSettings, assurance, xmr
from mhvalue.targets import Target

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]

NoLimits = Literal["", "too few", "rolling year", "rolling"]

ENOUGH_SEPARATE: Final = 15
"""Rolling figures need this many that do not overlap before limits mean anything."""
YEAR: Final = 12


@dataclass(frozen=True)
class TrendSettings:
    """Which stretch of time is shown, against which target and for which units."""

    units: tuple[str, ...]
    first: Period | None = None
    last: Period | None = None
    target: Target | None = None


@dataclass(frozen=True, eq=False)
class TrendFinding:
    """One chart's worth of numbers; arrays are one entry a period.

    `value` is NaN at a gap; `low` and `high` are the range of a hidden value, NaN where nothing
    is known. `mean`, `lower`, `upper` are NaN without limits. `rule`, `side` and `meaning` are
    the codes of `mhvalue.stats.codes`. `no_limits` says why there are none: "" (there are),
    "too few", "rolling year", "rolling". `target` is the one that holds at the last known value;
    `target_line` is given where it changes over time. `group` is the breakdown and group that the
    figures are of; the metric's name tells it. `plan` is what the files say was planned, NaN where
    they say nothing, and None where they plan nothing for this unit.
    """

    metric: Metric
    level: str
    unit: str
    periods: tuple[Period, ...]
    value: Floats
    low: Floats
    high: Floats
    numerator: Floats
    denominator: Floats
    status: tuple[str, ...]
    mean: Floats
    lower: Floats
    upper: Floats
    rule: Codes
    side: Codes
    meaning: Codes
    segment: NDArray[np.int64]
    target: float | None
    assurance: int
    no_limits: NoLimits
    thinned: int
    window: int
    sharing: Sharing
    published: bool
    unchecked: bool
    files: tuple[str, ...]
    target_line: Floats | None = None
    group: tuple[str, str] = ("none", "all")
    plan: Floats | None = None

    @property
    def latest(self) -> int:
        """The place of the last known value."""
        return int(np.flatnonzero(np.isfinite(self.value))[-1])

    @property
    def hidden(self) -> int:
        """How many periods are hidden."""
        return self.status.count("suppressed")

    @property
    def missing(self) -> int:
        """How many periods have no figure for another reason than being hidden."""
        return len(self.status) - self.status.count("ok") - self.hidden

    @property
    def known(self) -> int:
        """How many periods have a figure."""
        return int(np.isfinite(self.value).sum())


def trends(
    protected: Protected, settings: TrendSettings, planned: Protected | None = None
) -> tuple[TrendFinding, ...]:
    """A finding for each unit asked for that has any figure in the stretch, in the order asked.

    All charts are judged at once. Figures that overlap (a rolling quarter published monthly) get
    limits only where enough separate ones exist, and then only those are shown; a rolling year
    gets none (the limits would be too narrow). `planned` is the same metric as the files plan it.
    Raises NothingToShow where no figure is left.
    """
    chosen, thinned, no_limits = _separate(within(protected, settings).series)
    known = chosen.value.known.any(axis=1)
    if not known.any():
        raise NothingToShow(
            f"{chosen.metric.name} has no known figure for this choice.",
            do="Choose other units or other dates.",
        )
    chosen = chosen.cut(rows=np.flatnonzero(known).tolist())
    chart = xmr(chosen.value.amount, XmrSettings(better=chosen.metric.better))
    line = None if settings.target is None else settings.target.over(chosen.periods)
    now = np.full(len(chosen.units), np.nan) if line is None else line[chart.last]
    reach = assurance(chart, now)
    return tuple(
        replace(
            _finding(protected, chosen, chart, row, int(reach[row]), thinned, no_limits),
            target=float(now[row]) if np.isfinite(now[row]) else None,
            target_line=line if line is not None and len(set(line.tolist())) > 1 else None,
            plan=_plan(planned, chosen, row),
        )
        for row in range(len(chosen.units))
    )


def _plan(planned: Protected | None, chosen: SeriesSet, row: int) -> Floats | None:
    """What was planned for the unit in each period shown, where the plan covers as long a time."""
    if planned is None or planned.series.window != chosen.window:
        return None
    unit = planned.series.only((chosen.units[row],))
    if not unit.units:
        return None
    known = dict(zip(unit.periods, unit.value.amount[0].tolist(), strict=True))
    plan = np.array([known.get(period, np.nan) for period in chosen.periods])
    return plan if np.isfinite(plan).any() else None


def within(protected: Protected, settings: TrendSettings) -> Protected:
    """The figures of the units and the stretch of time asked for."""
    chosen = protected.series.only(settings.units)
    across = [
        i
        for i, period in enumerate(chosen.periods)
        if (settings.first is None or period.start >= settings.first.start)
        and (settings.last is None or period.start <= settings.last.start)
    ]
    return replace(protected, series=chosen.cut(columns=across))


def _separate(chosen: SeriesSet) -> tuple[SeriesSet, int, NoLimits]:
    """Of overlapping figures those that do not overlap, where there are enough of them."""
    if chosen.window >= YEAR:
        return chosen, 1, "rolling year"
    if chosen.window == 1:
        return chosen, 1, ""
    apart = list(range(len(chosen.periods) - 1, -1, -chosen.window))[::-1]
    separate = chosen.cut(columns=apart)
    if separate.value.known.sum(axis=1).max(initial=0) < ENOUGH_SEPARATE:
        return chosen, 1, "rolling"
    return separate, chosen.window, ""


def _finding(
    protected: Protected,
    chosen: SeriesSet,
    chart: Xmr,
    row: int,
    reach: int,
    thinned: int,
    no_limits: NoLimits,
) -> TrendFinding:
    value, status = chosen.value, chosen.value.status[row]
    alone = np.count_nonzero(np.isfinite(value.amount[row])) < 2
    reason: NoLimits = no_limits or ("" if chart.enough[row] else "too few")
    reason = "too few" if alone else reason
    hidden = status == SUPPRESSED
    nothing = np.full(len(chosen.periods), np.nan)
    return TrendFinding(
        metric=chosen.metric,
        level=chosen.question.level,
        unit=chosen.units[row],
        periods=chosen.periods,
        value=value.amount[row],
        low=np.where(hidden, value.low[row], np.nan),
        high=np.where(hidden, value.high[row], np.nan),
        numerator=nothing if chosen.numerator is None else chosen.numerator.amount[row],
        denominator=nothing if chosen.denominator is None else chosen.denominator.amount[row],
        status=tuple(STATUSES[code] for code in status),
        mean=nothing if reason else chart.mean[row],
        lower=nothing if reason else chart.lower[row],
        upper=nothing if reason else chart.upper[row],
        rule=np.where(reason, NONE, chart.rule[row]).astype(np.int8),
        side=np.where(reason, 0, chart.side[row]).astype(np.int8),
        meaning=np.where(reason, NOT_JUDGED, chart.meaning[row]).astype(np.int8),
        segment=chart.segment,
        target=None,
        assurance=NONE if reason else reach,
        no_limits=reason,
        thinned=thinned,
        window=chosen.window,
        sharing=protected.sharing,
        published=chosen.published,
        unchecked=protected.unchecked,
        files=chosen.files,
        group=(chosen.question.breakdown, chosen.question.group),
    )
