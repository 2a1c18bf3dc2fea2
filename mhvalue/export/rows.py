"""Figures and findings as tidy tables, for any kind of file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from mhvalue.catalogue.schema import Metric
from mhvalue.facts import STATUSES
from mhvalue.findings.trend import TrendFinding
from mhvalue.findings.variation import VariationFinding
from mhvalue.parts import Part
from mhvalue.periods import Period
from mhvalue.privacy.disclosure import Protected
from mhvalue.words.figures import HIDDEN, short
from mhvalue.words.table import unit_heading
from mhvalue.words.trend_table import shows as point_shows
from mhvalue.words.variation_table import shows as unit_shows

Kind = Literal["text", "long text", "value", "count", "date"]
Cell = str | float | date | None

_NO_FIGURE: Final = {
    "not_applicable": "nothing to divide by",
    "not_collected": "not collected",
    "missing": "no figure",
    "error": "error in the file",
}


@dataclass(frozen=True)
class Column:
    """One column: what stands over it, and what its cells are.

    A "value" has the metric's unit, a "count" is a numerator or denominator. `decimals` is how
    many of them are shown; the cell itself keeps all.
    """

    heading: str
    kind: Kind = "text"
    decimals: int = 0


@dataclass(frozen=True, eq=False)
class Table:
    """A tidy table: its name, its columns, and its rows in order; None is an empty cell."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def figures(protected: Protected) -> Table:
    """One row a unit and period: the value with its parts, its status and its range."""
    series = protected.series
    metric, question = series.metric, series.question
    grouped = question.breakdown != "none"
    over, under = _amounts(series.numerator), _amounts(series.denominator)
    columns = (
        *_names("Metric", "Level", "Unit", *(("Breakdown", "Group") if grouped else ())),
        *_period_columns(),
        _value("Value", metric),
        _count("Numerator", over),
        _count("Denominator", under),
        Column("Status"),
        _value("Lowest it can be", metric),
        _value("Highest it can be", metric),
    )
    group = (question.breakdown, question.group) if grouped else ()
    value = series.value

    def rows() -> Iterator[tuple[Cell, ...]]:
        for row, unit in enumerate(series.units):
            for column, period in enumerate(series.periods):
                at = (row, column)
                low, high = _range(value, at)
                status = STATUSES[value.status[at]]
                yield (
                    *(metric.name, question.level, unit, *group),
                    *_period_cells(period),
                    *(_known(value.amount[at]), _at(over, at), _at(under, at)),
                    *(_status(status, low, high, metric), low, high),
                )

    return Table("Figures", columns, tuple(rows()))


def trend_rows(trends: Sequence[TrendFinding]) -> Table:
    """One row a unit and period: the value, what it is expected to be, and what it shows."""
    metric = trends[0].metric
    planned = any(found.plan is not None for found in trends)
    columns = (
        *_names("Metric", "Level", "Unit"),
        *_period_columns(),
        _value("Value", metric),
        *((_value("Plan", metric),) if planned else ()),
        _value("Mean", metric),
        _value("Lower limit", metric),
        _value("Upper limit", metric),
        Column("What it shows", "long text"),
    )

    def rows() -> Iterator[tuple[Cell, ...]]:
        for found in trends:
            nothing = np.full(len(found.periods), np.nan)
            plan = (nothing if found.plan is None else found.plan,) if planned else ()
            lines = (found.value, *plan, found.mean, found.lower, found.upper)
            for place, period in enumerate(found.periods):
                yield (
                    *(metric.name, found.level, found.unit, *_period_cells(period)),
                    *(_known(line[place]) for line in lines),
                    point_shows(found, place),
                )

    return Table("Trend", columns, tuple(rows()))


def variation_rows(found: VariationFinding) -> Table:
    """One row a unit: the value with its parts, the limits at its size, and what it shows.

    Where there is no fair funnel the columns of limits are left out.
    """
    metric = found.metric
    limits = _limits(found)
    partly = found.of > 1
    columns = (
        *_names("Metric", "Level", "Unit"),
        *_period_columns(),
        *((Column("Periods with figures", "count"),) if partly else ()),
        _value("Value", metric),
        _count("Numerator", found.numerator),
        _count("Denominator", found.denominator),
        *(_value(heading, metric) for heading in limits),
        Column("What it shows", "long text"),
    )

    def rows() -> Iterator[tuple[Cell, ...]]:
        for place, unit in enumerate(found.units):
            lines = (found.value, found.numerator, found.denominator, *limits.values())
            yield (
                *(metric.name, found.level, unit, *_period_cells(found.period)),
                *((float(found.behind[place]),) if partly else ()),
                *(_known(line[place]) for line in lines),
                unit_shows(found, place),
            )

    return Table("Variation", columns, tuple(rows()))


def _limits(found: VariationFinding) -> dict[str, NDArray[np.float64]]:
    if found.funnel is None:
        return {}
    limits = found.funnel.limits
    return {
        "Lower limit, 99.8%": limits.lower_998 * found.factor,
        "Lower limit, 95%": limits.lower_95 * found.factor,
        "Upper limit, 95%": limits.upper_95 * found.factor,
        "Upper limit, 99.8%": limits.upper_998 * found.factor,
    }


def _names(*headings: str) -> tuple[Column, ...]:
    return tuple(Column(heading) for heading in headings)


def _period_columns() -> tuple[Column, ...]:
    return (Column("Period"), Column("First day", "date"), Column("Last day", "date"))


def _period_cells(period: Period) -> tuple[Cell, ...]:
    return (period.label, period.start, period.end)


def _value(heading: str, metric: Metric) -> Column:
    return Column(unit_heading(heading, metric.unit), "value", metric.decimals)


def _count(heading: str, amounts: NDArray[np.float64] | None) -> Column:
    """Shown whole where all are whole, such as people; with one decimal otherwise."""
    known = np.empty(0) if amounts is None else amounts[np.isfinite(amounts)]
    return Column(heading, "count", 0 if np.array_equal(known, np.round(known)) else 1)


def _status(status: str, low: float | None, high: float | None, metric: Metric) -> str:
    """Whether a figure is known, and if not why: "known", "hidden: 0 to 4", "not collected"."""
    if status == "ok":
        return "known" if low is None and high is None else "known, rounded"
    if status != "suppressed":
        return _NO_FIGURE[status]
    if low is None or high is None:
        return HIDDEN
    return f"{HIDDEN}: {short(low, metric)} to {short(high, metric)}"


def _amounts(part: Part | None) -> NDArray[np.float64] | None:
    return None if part is None else part.amount


def _at(amounts: NDArray[np.float64] | None, at: tuple[int, int]) -> float | None:
    return None if amounts is None else _known(amounts[at])


def _known(amount: np.float64) -> float | None:
    return float(amount) if np.isfinite(amount) else None


def _range(value: Part, at: tuple[int, int]) -> tuple[float | None, float | None]:
    """The range a value lies in; empty where it is exact or nothing is known of it."""
    low, high = _known(value.low[at]), _known(value.high[at])
    exact = low == high and low == _known(value.amount[at])
    return (None, None) if exact else (low, high)
