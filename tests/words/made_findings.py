"""Findings made from short arrays, for the tests of words and charts."""

from dataclasses import replace
from datetime import date

import numpy as np

from mhvalue.catalogue.schema import Metric
from mhvalue.findings.trend import TrendFinding
from mhvalue.findings.variation import Comparator, VariationFinding
from mhvalue.periods import period, step
from mhvalue.stats.funnel import FunnelSettings, funnel
from mhvalue.stats.spc import XmrSettings, assurance, xmr


def metric(name="Average length of stay", unit="days", better="lower", spread="mean", **more):
    return Metric(
        id="m", name=name, question="?", theme="T", lens="activity", setting="Wards",
        kind="ratio", unit=unit, better=better, spread=spread, **more,
    )  # fmt: skip


STAY = metric()
FOLLOW_UP = metric("Follow-up within 72 hours", "%", "higher", "people", multiplier=100.0)
MISSED = metric("Appointments missed", "%", "lower", "people", multiplier=100.0)
OCCUPANCY = metric("Bed occupancy", "% of available bed days", "neutral", "none")
COST = metric("Cost per stay", "£", "lower", "none", decimals=0)
RESTRAINT = metric("Restraint", "per 1,000 occupied bed days", "lower", "events", multiplier=1000.0)

# Twelve points that go up and down by two: mean 40, every moving range 2, limits 40 +/- 5.32.
EVEN = [39.0, 41.0] * 6


def trend_of(values, of=STAY, *, target=None, no_limits=None, grain="month", hidden=(), **more):
    """A trend from April 2023 on, judged as the app judges it; NaN is missing."""
    value = np.array(values, dtype=float)
    count = len(value)
    low, high, nothing = (np.full(count, np.nan) for _ in range(3))
    status = ["ok" if np.isfinite(v) else "missing" for v in value]
    for place, lowest, highest in hidden:
        value[place], low[place], high[place] = np.nan, lowest, highest
        status[place] = "suppressed"
    chart = xmr(value[None], XmrSettings(better=of.better))
    why = ("" if chart.enough[0] else "too few") if no_limits is None else no_limits
    reach = assurance(chart, np.nan if target is None else target)
    first = period(date(2023, 4, 1), grain)
    made = TrendFinding(
        metric=of,
        level="Ward",
        unit="Willow",
        periods=tuple(step(first, place) for place in range(count)),
        value=value,
        low=low,
        high=high,
        numerator=nothing,
        denominator=nothing,
        status=tuple(status),
        mean=nothing if why else chart.mean[0],
        lower=nothing if why else chart.lower[0],
        upper=nothing if why else chart.upper[0],
        rule=np.zeros(count, np.int8) if why else chart.rule[0],
        side=np.zeros(count, np.int8) if why else chart.side[0],
        meaning=np.full(count, -1, np.int8) if why else chart.meaning[0],
        segment=chart.segment,
        target=target,
        assurance=0 if why else int(reach[0]),
        no_limits=why,
        thinned=1,
        window=1,
        sharing="inside my team",
        published=False,
        unchecked=False,
        files=("Flow.xlsx",),
    )
    return replace(made, **more)


def comparison_of(numerator, denominator, of=FOLLOW_UP, *, parent=None, hidden=(), **more):
    """A comparison of units A, B, C and so on, as a funnel; hidden ones hold 0 to 4."""
    over, under = np.array(numerator, dtype=float), np.array(denominator, dtype=float)
    count = len(over)
    low, high, hide = np.full(count, np.nan), np.full(count, np.nan), np.zeros(count, bool)
    for place in hidden:
        over[place], low[place], hide[place] = np.nan, 0.0, True
        high[place] = 4 / under[place] * of.multiplier
    share = np.divide(over, under, out=np.full(count, np.nan), where=under > 0)
    spread = "people" if of.spread == "people" else "events"
    settings = FunnelSettings(spread=spread, better=of.better)
    goal = None if parent is None else parent.value / of.multiplier
    judged = funnel(over, under, settings, target=goal)
    made = VariationFinding(
        metric=of,
        level="Team",
        kind=None,
        period=period(date(2025, 4, 1), "financial year"),
        units=tuple(chr(65 + place) for place in range(count)),
        value=share * of.multiplier,
        low=low,
        high=high,
        numerator=over,
        denominator=under,
        denominator_low=under,
        denominator_high=under,
        hidden=hide,
        behind=np.ones(count, dtype=np.int64),
        of=1,
        funnel=judged,
        no_funnel="",
        factor=of.multiplier,
        comparator=parent or Comparator(judged.target * of.multiplier, "", "", published=False),
        named=(),
        window=1,
        sharing="inside my team",
        published=False,
        unchecked=False,
        files=("Teams.xlsx",),
    )
    return replace(made, **more)


def ranking_of(values, of=COST, *, why="not independent", **more):
    """A comparison of finished figures without a funnel."""
    figures = np.array(values, dtype=float)
    nothing = np.full(len(figures), np.nan)
    made = comparison_of(np.ones(len(figures)), np.ones(len(figures)))
    changes = {
        "metric": of, "value": figures, "numerator": nothing, "denominator": nothing,
        "funnel": None, "no_funnel": why, "comparator": None,
    }  # fmt: skip
    return replace(made, **(changes | more))
