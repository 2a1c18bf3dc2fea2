"""Variation: one metric of many units over one stretch of time, compared where that is fair."""

from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from mhvalue.catalogue.schema import Metric
from mhvalue.errors import ExportProblem, NothingToShow
from mhvalue.parts import Part, scaled
from mhvalue.periods import Period
from mhvalue.privacy.disclosure import Protected, Sharing
from mhvalue.series import SeriesSet
from mhvalue.stats.funnel import Funnel, FunnelSettings, funnel
from mhvalue.units import is_nobody

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

FEWEST: Final = 3
"""With fewer units than this to compare there is a table and no picture."""

POOLS: Final = ("ratio", "index")
"""Kinds of metric whose units have an average: all numerators over all denominators."""

NoFunnel = Literal[
    "", "not independent", "no counts", "finished only", "rounded", "too few", "mean"
]


@dataclass(frozen=True)
class VariationSettings:
    """Which units are compared (a kind of service, "" for units without one; None for all)."""

    kind: str | None = None
    named: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparator:
    """What units are held against: a published row of a parent, or the average of those shown."""

    value: float
    level: str
    name: str
    published: bool

    @property
    def is_parent(self) -> bool:
        """Whether it is a figure of its own and not the average of the units shown."""
        return bool(self.name)


@dataclass(frozen=True, eq=False)
class VariationFinding:
    """One picture's worth of numbers; arrays are one entry a unit, in the order of `units`.

    `nobody` are rows that were left out because they name no unit ("UNKNOWN").
    `value` is NaN for hidden and missing units; `low` and `high` are the range of a hidden one.
    `denominator` is what makes a unit big; for a figure per month it counts the months too.
    `funnel` holds limits and flags (rates, without the metric's multiplier), None where there is
    no fair funnel, and then `no_funnel` says why. `factor` turns its rates into values.
    """

    metric: Metric
    level: str
    kind: str | None
    period: Period
    units: tuple[str, ...]
    value: Floats
    low: Floats
    high: Floats
    numerator: Floats
    denominator: Floats
    denominator_low: Floats
    denominator_high: Floats
    hidden: Mask
    behind: NDArray[np.int64]
    of: int
    funnel: Funnel | None
    no_funnel: NoFunnel
    factor: float
    comparator: Comparator | None
    named: tuple[str, ...]
    window: int
    sharing: Sharing
    published: bool
    unchecked: bool
    files: tuple[str, ...]
    nobody: tuple[str, ...] = ()

    @property
    def known(self) -> Mask:
        """Which units have a figure."""
        return np.isfinite(self.value)

    @property
    def missing(self) -> tuple[str, ...]:
        """Units without a figure that are not hidden."""
        rows = np.flatnonzero(~self.known & ~self.hidden)
        return tuple(self.units[i] for i in rows)

    @property
    def order(self) -> NDArray[np.int64]:
        """The known units from lowest to highest value."""
        rows = np.flatnonzero(self.known)
        return rows[np.argsort(self.value[rows], kind="stable")]


def variation(
    protected: Protected, settings: VariationSettings, parent: Protected | None
) -> VariationFinding:
    """The units of one kind compared over the single stretch the set holds.

    `parent` is the same metric for the row above (England for providers), where it is published.
    Units are judged on a funnel only where their figures are counts of people or events and
    fewer than that would accuse nearly everyone: see `no_funnel`. Raises NothingToShow where no
    unit has a figure.
    """
    chosen = compared(protected, settings.kind).series
    value, metric = chosen.value, chosen.metric
    known = value.known[:, 0]
    if parent is not None and parent.sharing != protected.sharing:
        raise ExportProblem(
            "Exact figures and figures to share cannot stand in one picture.",
            do="Choose once more whom the figures are for.",
        )
    if not known.any():
        raise NothingToShow(
            f"{metric.name} has no known figure for this choice.",
            do="Choose another period or another kind of service.",
        )
    over = _column(chosen.numerator, value)
    under = scaled(_column(chosen.denominator, value), 1 / chosen.scale)
    comparator = _comparator(chosen, parent)
    reason = _why_no_funnel(chosen, int(known.sum()))
    factor = metric.multiplier
    judged = None
    if not reason:
        judged = funnel(
            over.amount[:, 0],
            under.amount[:, 0],
            FunnelSettings(
                spread="people" if metric.spread == "people" else "events",
                better=metric.better,
            ),
            target=comparator.value / factor if comparator and comparator.is_parent else None,
        )
        if not judged.enough:
            judged, reason = None, "too few"
    if comparator is not None and judged is not None and not comparator.is_parent:
        comparator = Comparator(judged.target * factor, "", "", published=False)
    return VariationFinding(
        metric=metric,
        level=chosen.question.level,
        kind=settings.kind,
        period=chosen.periods[0],
        units=chosen.units,
        value=value.amount[:, 0],
        low=np.where(value.hidden[:, 0], value.low[:, 0], np.nan),
        high=np.where(value.hidden[:, 0], value.high[:, 0], np.nan),
        numerator=over.amount[:, 0],
        denominator=under.amount[:, 0],
        denominator_low=under.low[:, 0],
        denominator_high=under.high[:, 0],
        hidden=value.hidden[:, 0],
        behind=chosen.behind[:, 0],
        of=chosen.of,
        funnel=judged,
        no_funnel=reason,
        factor=factor,
        comparator=comparator,
        named=settings.named,
        window=chosen.window,
        sharing=protected.sharing,
        published=chosen.published,
        unchecked=protected.unchecked,
        files=chosen.files,
        nobody=tuple(filter(is_nobody, _of_kind(protected, settings.kind).units)),
    )


def compared(protected: Protected, kind: str | None) -> Protected:
    """The figures of the units of one kind of service (of all for None) that name a unit."""
    chosen = _of_kind(protected, kind)
    rows = [row for row, name in enumerate(chosen.units) if not is_nobody(name)]
    return replace(protected, series=chosen.cut(rows=rows))


def _of_kind(protected: Protected, kind: str | None) -> SeriesSet:
    """All units of one kind of service, those too that name none; of all kinds for None."""
    every = protected.series
    if kind is None:
        return every
    return every.cut(rows=[row for row, own in enumerate(every.kinds) if own == kind])


def _column(part: Part | None, like: Part) -> Part:
    if part is not None:
        return part
    nothing = np.full(like.shape, np.nan)
    return Part(nothing, nothing, nothing, like.status)


def _why_no_funnel(chosen: SeriesSet, known: int) -> NoFunnel:
    if known < FEWEST:
        return "too few"
    if chosen.numerator is None:
        return "finished only"
    if chosen.metric.spread == "mean":
        return "mean"
    if chosen.denominator is None:
        return "no counts"
    if chosen.metric.spread == "none":
        return "not independent"
    return ""


def _comparator(chosen: SeriesSet, parent: Protected | None) -> Comparator | None:
    """The parent's own figure where it is known, else the units' figures put together.

    None for a plain amount: a whole country's count is no measure for one of its parts.
    """
    if chosen.numerator is not None and chosen.denominator is None:
        return None
    if parent is not None and parent.series.value.known.any():
        above = parent.series
        return Comparator(
            float(above.value.amount[0, 0]), above.question.level, above.units[0], above.published
        )
    over, under = chosen.numerator, chosen.denominator
    if over is None or under is None or chosen.metric.kind not in POOLS:
        return None
    # What an average was worked out of is not shown when sharing: it follows from the average.
    made = chosen.value.amount * under.amount / (chosen.metric.multiplier * chosen.scale)
    amount = np.where(over.known, over.amount, made)
    both = np.isfinite(amount[:, 0]) & under.known[:, 0]
    below = float((under.amount / chosen.scale)[both, 0].sum())
    if below <= 0:
        return None
    pooled = float(amount[both, 0].sum()) / below * chosen.metric.multiplier
    return Comparator(pooled, "", "", published=False)
