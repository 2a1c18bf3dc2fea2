"""Axes: round steps, how their numbers are written, and which periods are named."""

import json
import math
import re
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.catalogue.schema import Metric
from mhvalue.periods import MONTHS_IN, Period, step

TICKS: Final = 6
_ROOM: Final = 0.06
_NEAR_ZERO: Final = 0.5
_CENTURY: Final = re.compile(r" (19|20)(?=\d\d\b)")
_MONTH_STEPS: Final = (1, 2, 3, 6, 12, 24, 48)
_STEPS: Final = (1, 2, 4, 5, 10, 20, 25, 50, 100, 250)


@dataclass(frozen=True)
class Scale:
    """A stretch of an axis from `low` to `high` with its ticks."""

    low: float
    high: float
    ticks: tuple[float, ...]

    @property
    def length(self) -> float:
        """How much the axis covers."""
        return self.high - self.low

    @property
    def decimals(self) -> int:
        """Decimals that tell the ticks apart."""
        gap = self.ticks[1] - self.ticks[0]
        return max(0, -math.floor(math.log10(gap) + 1e-9))


def value_scale(values: NDArray[np.float64], floor: float, ceiling: float) -> Scale:
    """A scale that holds the values with some room, within floor and ceiling.

    It begins at zero only where the values come near it.
    """
    known = values[np.isfinite(values)]
    low, high = float(known.min()), float(known.max())
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        room = max(abs(low) * 0.1, 0.5)
        low, high = low - room, high + room
    room = (high - low) * _ROOM
    near_zero = 0 <= low < (high - low) * _NEAR_ZERO
    low, high = (0.0 if near_zero else max(low - room, floor)), min(high + room, ceiling)
    return rounded_scale(low, high)


def rounded_scale(low: float, high: float, ticks: int = TICKS) -> Scale:
    """The scale rounded out to whole steps of 1, 2, 2.5 or 5 times a power of ten."""
    rough = (high - low) / ticks
    power = 10.0 ** math.floor(math.log10(rough))
    gap = next(m * power for m in (1, 2, 5, 10) if m * power >= rough * (1 - 1e-9))
    first, last = math.floor(low / gap + 1e-9), math.ceil(high / gap - 1e-9)
    values = tuple(round(place * gap, 12) for place in range(first, last + 1))
    return Scale(values[0], values[-1], values)


def number_axis(scale: Scale, metric: Metric | None) -> dict[str, Any]:
    """An axis whose numbers carry % or £; only words of our own go into the expression."""
    symbol = metric.unit[:1] if metric is not None and metric.unit[:1] in ("%", "£") else ""
    before, after = ("'£' + ", "") if symbol == "£" else ("", " + '%'" if symbol else "")
    label = f"format(datum.value, ',.{scale.decimals}f')"
    return {"values": list(scale.ticks), "labelExpr": f"{before}{label}{after}"}


def places(periods: tuple[Period, ...]) -> NDArray[np.int64]:
    """Where each period stands, counted in whole periods from the first."""
    first = periods[0]
    if first.grain in MONTHS_IN:
        months = [p.start.year * 12 + p.start.month for p in periods]
        return (np.asarray(months) - months[0]) // MONTHS_IN[first.grain]
    days = np.asarray([(p.start - first.start).days for p in periods])
    return days // (7 if first.grain == "week" else 1)


def period_axis(first: Period, count: int, most: int) -> dict[str, Any]:
    """An axis that names at most so many of the periods from the first on."""
    monthly = first.grain == "month"
    gap = next(
        (g for g in (_MONTH_STEPS if monthly else _STEPS) if math.ceil(count / g) <= most), count
    )
    begin = (4 - first.start.month) % gap if monthly else 0
    named = {place: _short_label(step(first, place)) for place in range(begin, count, gap)}
    return {
        "values": list(named),
        "labelExpr": f"{json.dumps({str(k): v for k, v in named.items()})}[datum.value]",
    }


def _short_label(of: Period) -> str:
    label = of.label
    if of.grain == "month":
        return f"{label[:3]} {label[-2:]}"
    if of.grain == "quarter":
        return _CENTURY.sub(" ", label, count=1)
    return label.removeprefix("week of ")
