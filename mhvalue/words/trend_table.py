"""A trend as a table: every point, its limits, and what it shows in words."""

from typing import Final

import numpy as np

from mhvalue.findings.trend import TrendFinding
from mhvalue.stats.codes import (
    BETTER,
    CHANGED_HIGH,
    CHANGED_LOW,
    COMMON,
    HIGH,
    NOT_JUDGED,
    OUTSIDE,
    SHIFT,
    TREND,
    TWO_IN_THREE,
    WORSE,
)
from mhvalue.words.figures import between, bounds, number, window_words
from mhvalue.words.phrases import upper_first
from mhvalue.words.table import Table, unit_heading

MEANINGS: Final = {
    COMMON: "Expected variation",
    BETTER: "Getting better",
    WORSE: "Getting worse",
    CHANGED_HIGH: "Changed, no good direction",
    CHANGED_LOW: "Changed, no good direction",
    NOT_JUDGED: "Not judged",
}
_RULES: Final = {
    OUTSIDE: ("above the upper limit", "below the lower limit"),
    TREND: ("part of a steady rise", "part of a steady fall"),
    TWO_IN_THREE: ("two in three near the upper limit", "two in three near the lower limit"),
    SHIFT: ("one of 7 or more running above the mean", "one of 7 or more running below the mean"),
}  # fmt: skip
_NO_FIGURE: Final = {
    "not_applicable": "Nothing to divide by",
    "not_collected": "Not collected",
    "error": "Error in the file",
}


def table(
    finding: TrendFinding, numerator: str = "Numerator", denominator: str = "Denominator"
) -> Table:
    """One row a period; columns that say nothing are left out."""
    header = (
        "Period",
        unit_heading("Value", finding.metric.unit),
        upper_first(numerator),
        upper_first(denominator),
        "Plan",
        "Mean",
        "Expected from",
        "Expected to",
        "What it shows",
    )
    rows = tuple(_row(finding, place) for place in range(len(finding.periods)))
    return Table(header, rows).without_empty()


def _row(finding: TrendFinding, place: int) -> tuple[str, ...]:
    floor, ceiling = bounds(finding.metric, finding.value)
    decimals = finding.metric.decimals
    lower, upper = finding.lower[place], finding.upper[place]
    return (
        window_words(finding.periods[place], finding.window),
        _number(finding.value[place], decimals),
        _number(finding.numerator[place], decimals),
        _number(finding.denominator[place], decimals),
        "" if finding.plan is None else _number(finding.plan[place], decimals),
        _number(finding.mean[place], decimals),
        "no lower limit" if lower < floor else _number(lower, decimals),
        "no upper limit" if upper > ceiling else _number(upper, decimals),
        shows(finding, place),
    )


def _number(value: float, decimals: int) -> str:
    return number(value, decimals) if np.isfinite(value) else ""


def shows(finding: TrendFinding, place: int) -> str:
    """What one point shows, in words, naming the rule."""
    status = finding.status[place]
    if status == "suppressed":
        return f"Hidden: {between(finding.low[place], finding.high[place], finding.metric)}"
    if not np.isfinite(finding.value[place]):
        return _NO_FIGURE.get(status, "No figure")
    words = MEANINGS[int(finding.meaning[place])]
    sides = _RULES.get(int(finding.rule[place]))
    if sides is None:
        return words
    return f"{words}: {sides[0 if finding.side[place] == HIGH else 1]}"
