"""How numbers are written: with their unit, sensible decimals and never a bare "nan"."""

import math
import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.catalogue.schema import Metric
from mhvalue.periods import MONTHS_IN, Period, period

NO_FIGURE: Final = "no figure"
HIDDEN: Final = "hidden"

LONGEST_UNIT: Final = 12
"""Longer units stand once in a sentence, not behind every figure."""

_ONE_OF: Final = {"people": "person", "pairs of scores": "pair of scores"}
_SEVERAL: Final = re.compile(r"(?!.*\b(?:per|of|out|times)\b)[\w ]*[a-z]s")
_SMALL_NUMBERS: Final = {2: "two", 3: "three", 4: "four", 6: "six"}
_MOST_DECIMALS: Final = 4


def number(value: float, decimals: int) -> str:
    """A number with commas at thousands; whole numbers carry no decimals.

    A value too small for its decimals gets more of them, so that it never reads as nothing. The
    minus is a true minus sign, which no spreadsheet takes for the start of a formula.
    """
    if not math.isfinite(value):
        return NO_FIGURE
    size = abs(value)
    if size >= 1000 or abs(size - round(size)) < 1e-9:
        decimals = 0
    if 0 < size < 1 and round(size, decimals) == 0:
        decimals = min(1 - math.floor(math.log10(size)), _MOST_DECIMALS)
    if 0 < size < 1 and round(size, decimals) == 0:
        return f"under {10**-_MOST_DECIMALS:.{_MOST_DECIMALS}f}"
    return f"{'−' if value < 0 else ''}{size:,.{decimals}f}"


def figure(value: float, metric: Metric) -> str:
    """A value with its unit: 10.5%, £412, 34.2 days, 6.3 per 1,000 occupied bed days."""
    return _with_unit(number(value, metric.decimals), metric.unit)


def short(value: float, metric: Metric) -> str:
    """A value for a chart's label: with % or £, otherwise the number alone."""
    text = number(value, metric.decimals)
    symbol = metric.unit[:1] if metric.unit[:1] in ("%", "£") else ""
    return _with_unit(text, symbol)


def brief(value: float, metric: Metric) -> str:
    """A value where the metric has just been named: a long unit is not said again."""
    if len(metric.unit) > LONGEST_UNIT:
        return short(value, metric)
    return figure(value, metric)


def _with_unit(text: str, unit: str) -> str:
    if text == NO_FIGURE or not unit:
        return text
    if unit.startswith("%"):
        return f"{text}{unit}"
    if unit.startswith("£"):
        sign, bare = ("−", text[1:]) if text.startswith("−") else ("", text)
        return f"{sign}£{bare}{unit[1:]}"
    return f"{text} {_one_of(unit) if text == '1' else unit}"


def _one_of(unit: str) -> str:
    """The word for one of what a unit counts in the plural: day, bed day, incident, person."""
    plain = unit[:-1] if _SEVERAL.fullmatch(unit) else unit
    return _ONE_OF.get(unit, plain)


def between(low: float, high: float, metric: Metric) -> str:
    """What is known of a hidden value: between 0% and 10%, at most 10%, or only hidden."""
    bottom, top = math.isfinite(low), math.isfinite(high)
    if bottom and top:
        if short(low, metric) == short(high, metric):
            return figure(low, metric)
        return f"between {short(low, metric)} and {figure(high, metric)}"
    if bottom:
        return f"at least {figure(low, metric)}"
    return f"at most {figure(high, metric)}" if top else HIDDEN


def from_to(low: float, high: float, metric: Metric) -> tuple[str, str]:
    """Two values to be told apart: the first without its unit, with decimals where they need."""
    for decimals in (metric.decimals, metric.decimals + 1, metric.decimals + 2):
        first, second = number(low, decimals), number(high, decimals)
        if first != second:
            break
    symbol = metric.unit[:1] if metric.unit[:1] in ("%", "£") else ""
    long = len(metric.unit) > LONGEST_UNIT or metric.unit.casefold() in metric.name.casefold()
    return _with_unit(first, symbol), _with_unit(second, symbol if long else metric.unit)


def bounds(metric: Metric, values: NDArray[np.float64]) -> tuple[float, float]:
    """The least and the greatest value that can be, as far as unit and figures tell.

    Figures of which none is negative cannot be; a plain percentage cannot pass 100.
    """
    known = values[np.isfinite(values)]
    floor = 0.0 if np.all(known >= 0) else -np.inf
    share = metric.unit == "%" and floor == 0 and bool(np.all(known <= 100))
    return floor, 100.0 if share else np.inf


def window_words(of: Period, window: int) -> str:
    """A period and what its figure covers: Apr 2024 (three months to end of Apr 2024)."""
    if window <= 1:
        return of.label
    return f"{of.label} ({window_length(of, window)} to end of {_end(of)})"


def window_length(of: Period, window: int) -> str:
    """How long a rolling figure covers: three months, 12 months."""
    return f"{_SMALL_NUMBERS.get(window, window)} {grains(of)}"


def grains(of: Period, count: int = 2) -> str:
    """The word for periods of this grain: months, quarters, years, weeks, days."""
    word = of.grain.rsplit(" ", 1)[-1] if of.grain in (*MONTHS_IN, "week", "day") else "period"
    return word if count == 1 else f"{word}s"


def _end(of: Period) -> str:
    return period(of.end, "month").label if of.grain in MONTHS_IN else of.label


def stretch(periods: tuple[Period, ...]) -> str:
    """From the first to the last period: Apr 2022 to Mar 2026."""
    first, last = periods[0].label, periods[-1].label
    return first if first == last else f"{first} to {last}"
