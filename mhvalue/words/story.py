"""What a trend has to tell: the one signal its title is about.

Nothing is judged again here. The points' codes are read, and the run of points that explains the
latest of them is found, so that it can be described.
"""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from mhvalue.findings.trend import TrendFinding
from mhvalue.stats.codes import HIGH, NONE, OUTSIDE, TREND

LONG_RUN: Final = 7
RECENT: Final = 12
"""A signal that ended more than this many points ago is no longer what a title is about."""

FLAT: Final = 0.8
"""With this share of equal figures a chart is flat: its limits and runs mean little."""

Tale = Literal["unjudged", "constant", "flat", "steady", "shift", "trend", "outside", "near"]


@dataclass(frozen=True)
class Story:
    """One signal. `first` and `last` are places in the periods; `side` is HIGH, LOW or 0.

    `now` says that the run reaches the latest known value. `before` and `since` are the averages
    of the points up to the run and in it, NaN where there are none.
    """

    tale: Tale
    side: int = 0
    first: int = -1
    last: int = -1
    now: bool = False
    before: float = np.nan
    since: float = np.nan

    @property
    def length(self) -> int:
        """How many periods the run spans."""
        return self.last - self.first + 1


def story(finding: TrendFinding) -> Story:
    """The signal to tell of: that of the latest value, else the most recent one, if recent."""
    known = np.flatnonzero(np.isfinite(finding.value))
    if finding.no_limits:
        return Story("unjudged")
    if np.ptp(finding.value[known]) <= 1e-9 * np.max(np.abs(finding.value[known])):
        return Story("constant")
    usual, count = usual_value(finding)
    if count >= FLAT * len(known):
        return Story("flat", since=usual)
    signals = np.flatnonzero(finding.rule != NONE)
    if not len(signals):
        return Story("steady")
    end = int(signals[-1])
    told = _told(finding, end)
    recent = int(np.sum(known > end)) < RECENT
    return told if recent else Story("steady", told.side, told.first, told.last)


def usual_value(finding: TrendFinding) -> tuple[float, int]:
    """The most common figure and how often it occurs."""
    values, counts = np.unique(
        np.round(finding.value[np.isfinite(finding.value)], 9), return_counts=True
    )
    most = int(counts.argmax())
    return float(values[most]), int(counts[most])


def _told(finding: TrendFinding, end: int) -> Story:
    side = int(finding.side[end])
    now = end == finding.latest
    first = _start(finding, end, side, of_mean=True)
    if _belongs(finding, end, side, of_mean=True) and end - first + 1 >= LONG_RUN:
        before = finding.value[:first][finding.segment[:first] == finding.segment[end]]
        known = before[np.isfinite(before)]
        return Story(
            "shift",
            side,
            first,
            end,
            now,
            float(known.mean()) if len(known) else np.nan,
            float(finding.value[first : end + 1].mean()),
        )
    first = _start(finding, end, side, of_mean=False)
    rules = finding.rule[first : end + 1]
    if finding.rule[end] == TREND or (TREND in rules and OUTSIDE not in rules):
        first = _monotone_start(finding, end, side)
        return Story("trend", side, first, end, now, finding.value[first], finding.value[end])
    outside = np.flatnonzero(rules == OUTSIDE)
    if len(outside):
        place = first + int(outside[-1])
        return Story("outside", side, place, place, now)
    return Story("near", side, first, end, now)


def _start(finding: TrendFinding, end: int, side: int, *, of_mean: bool) -> int:
    """Where the neighbouring points begin that lie on one side, or carry its signal."""
    start = end
    while start > 0 and _belongs(finding, start - 1, side, of_mean=of_mean):
        start -= 1
    return start


def _belongs(finding: TrendFinding, place: int, side: int, *, of_mean: bool) -> bool:
    if of_mean:
        distance = finding.value[place] - finding.mean[place]
        return bool(distance > 0 if side == HIGH else distance < 0)
    return bool(finding.rule[place] != NONE and finding.side[place] == side)


def _monotone_start(finding: TrendFinding, end: int, side: int) -> int:
    start = end
    while start > 0 and (finding.value[start] - finding.value[start - 1]) * side > 0:
        start -= 1
    return start
