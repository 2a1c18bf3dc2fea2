"""A comparison as a table: every unit, its limits, and what it shows in words."""

from typing import Final

import numpy as np

from mhvalue.findings.variation import VariationFinding
from mhvalue.stats.codes import (
    ALERT_HIGH_95,
    BETTER,
    CHANGED,
    IN_LINE,
    NEGATIVE,
    NO_DENOMINATOR,
    NOT_JUDGED,
    NUMERATOR_TOO_LARGE,
    TOO_FEW_UNITS,
    WORSE,
)
from mhvalue.words.figures import between, number
from mhvalue.words.phrases import upper_first
from mhvalue.words.table import Table, unit_heading

MEANINGS: Final = {
    BETTER: "Better than expected",
    WORSE: "Worse than expected",
    CHANGED: "Different from expected",
}
_WHY_NOT: Final = {
    NO_DENOMINATOR: "Not judged: nothing to divide by",
    NUMERATOR_TOO_LARGE: "Not judged: counts more than its whole",
    NEGATIVE: "Not judged: negative count",
    TOO_FEW_UNITS: "Not judged: too few to compare",
}


def table(
    finding: VariationFinding, numerator: str = "Numerator", denominator: str = "Denominator"
) -> Table:
    """One row a unit in the order of the file; columns that say nothing are left out."""
    header = (
        upper_first(finding.level),
        unit_heading("Value", finding.metric.unit),
        upper_first(numerator),
        upper_first(denominator),
        "95% limits",
        "99.8% limits",
        "Part of the period known",
        "What it shows",
    )
    rows = tuple(_row(finding, place) for place in range(len(finding.units)))
    return Table(header, rows).without_empty()


def _row(finding: VariationFinding, place: int) -> tuple[str, ...]:
    decimals = finding.metric.decimals
    part = ""
    if finding.known[place] and finding.behind[place] < finding.of:
        part = f"{finding.behind[place]} of {finding.of}"
    value = _number(finding.value[place], decimals)
    if finding.hidden[place]:
        value = "hidden"
    return (
        finding.units[place],
        value,
        _number(finding.numerator[place], decimals),
        _number(finding.denominator[place], decimals),
        *_limits(finding, place),
        part,
        shows(finding, place),
    )


def _number(value: float, decimals: int) -> str:
    return number(value, decimals) if np.isfinite(value) else ""


def _limits(finding: VariationFinding, place: int) -> tuple[str, str]:
    if finding.funnel is None:
        return "", ""
    lines, decimals = finding.funnel.limits, finding.metric.decimals
    pairs = ((lines.lower_95, lines.upper_95), (lines.lower_998, lines.upper_998))
    texts = (
        tuple(_number(line[place] * finding.factor, decimals) for line in pair) for pair in pairs
    )
    first, second = (f"{low} to {high}" if low and high else "" for low, high in texts)
    return first, second


def shows(finding: VariationFinding, place: int) -> str:
    """What one unit's figure shows, in words, naming the limits it lies beyond."""
    if finding.hidden[place]:
        return f"Hidden: {between(finding.low[place], finding.high[place], finding.metric)}"
    if not finding.known[place]:
        return "No figure"
    if finding.funnel is None:
        return ""
    flag = int(finding.funnel.flag[place])
    if flag == NOT_JUDGED:
        return _WHY_NOT.get(int(finding.funnel.reason[place]), "Not judged")
    if flag == IN_LINE:
        return "In line"
    words = MEANINGS[int(finding.funnel.meaning[place])]
    side = "high" if flag > 0 else "low"
    if abs(flag) == ALERT_HIGH_95:
        return f"Worth a look: {side}, beyond the 95% limits"
    return f"{words}: {side}, beyond the 99.8% limits"
