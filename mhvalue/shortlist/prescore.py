"""Criteria that open data can score: what they give, and a sentence that says how.

A proposal only: people's scores go before it. The sentences name no count under 5 and round
others to the nearest 5, so that they may be shared whatever they rest on.
"""

import math
from typing import Final

from mhvalue.catalogue.schema import Metric
from mhvalue.shortlist.criteria import AVAILABILITY, COMPARABILITY, SIGNAL
from mhvalue.shortlist.evidence import NEARLY, READY, Evidence
from mhvalue.shortlist.records import PreScore

NEARLY_ALL: Final = 0.95
MOST: Final = 0.8
A_YEAR: Final = 12
TWO_YEARS: Final = 24
FEW_PEERS: Final = 3
PEERS: Final = 8
"""A comparison needs about eight peers, and three for any limits at all."""

COUNTS: Final = ((100, 4), (25, 3), (10, 2), (5, 1))
"""Typical count of a month and the points it earns: chance moves a count of n by 1/√n."""

RELIABILITY: Final = ((0.9, 4), (0.8, 3), (0.7, 2), (0.5, 1))
"""Reliability of a unit's year and the points it earns."""

CAPS: Final = ((0.5, 0), (0.2, 1), (0.05, 2))
"""With more than this share of figures hidden, at most so many points."""

_SMALL: Final = 5
_NEAREST: Final = 5


def prescores(metric: Metric, evidence: Evidence) -> tuple[PreScore, ...]:
    """What the data give one metric on availability, comparability and statistical signal."""
    return (
        availability(metric, evidence),
        comparability(metric, evidence),
        signal(metric, evidence),
    )


def availability(metric: Metric, evidence: Evidence) -> PreScore:
    """4 with two years nearly whole, 3 with a year mostly there, 2 with less, 1 almost, 0 none.

    A metric that no open file allows gets one point more where it is published nationally.
    """
    published = " It is published nationally." if metric.mhsds else ""
    extra = 1 if metric.mhsds else 0
    if evidence.readiness != READY:
        nearly = evidence.readiness == NEARLY
        lacking = f" {_listed(evidence.lacking)} missing." if evidence.lacking else ""
        held = "hold nearly all" if nearly else "do not hold"
        how = f"The open files {held} it is made of.{lacking}{published}"
        return _given(metric, AVAILABILITY, int(nearly) + extra, how)
    share, months = evidence.known_share, evidence.months
    points = 2
    if share >= MOST and months >= A_YEAR:
        points = 3
    if share >= NEARLY_ALL and months >= TWO_YEARS:
        points = 4
    how = (
        f"The open files hold {_count(months, 'month')} for {_count(evidence.units, 'unit')}, "
        f"{_percent(share)} of all units' months."
    )
    return _given(metric, AVAILABILITY, points, how)


def comparability(metric: Metric, evidence: Evidence) -> PreScore:
    """Up to 2 for units of one kind, 1 for a public definition, 1 where chance can be judged.

    Case mix is not in it: the data cannot say whether units serve the same people.
    """
    if evidence.readiness != READY or not evidence.units:
        return _given(metric, COMPARABILITY, None, "No figures are open to compare.")
    peers = 0 if evidence.alike < FEW_PEERS else 1 if evidence.alike < PEERS else 2
    shared = bool(metric.mhsds or metric.sources)
    fair = metric.spread in ("people", "events") and evidence.count is not None
    definition = "the definition is public" if shared else "no public definition is known"
    limits = "limits can tell differences from chance"
    if not fair:
        limits = "no fair limits for chance can be drawn"
    how = (
        f"{_count(evidence.alike, 'unit')} of one kind to compare; {definition}; {limits}. "
        "Whether they serve the same people is for you to judge."
    )
    return _given(metric, COMPARABILITY, peers + shared + fair, how)


def signal(metric: Metric, evidence: Evidence) -> PreScore:
    """From the typical count behind a figure, or else how reliable a unit's year is.

    Days, money and staff time do not come one by one, so their size says nothing of chance.
    """
    if evidence.readiness != READY or not (evidence.known or evidence.hidden):
        return _given(metric, SIGNAL, None, "No figures are open to judge by.")
    if not evidence.known:
        return _given(metric, SIGNAL, 0, "Every figure is hidden, because counts are small.")
    counted = metric.spread in ("people", "events") or metric.kind == "count"
    if counted and metric.unit != "£" and evidence.count is not None:
        points, how = _by_count(evidence.count)
    elif evidence.reliability is not None:
        points, how = _by_reliability(evidence.reliability)
    else:
        how = "The counts behind the figures are not known, and too few units to tell otherwise."
        return _given(metric, SIGNAL, None, how)
    share = evidence.hidden_share
    cap = next((most for over, most in CAPS if share > over), points)
    if share:
        how = f"{how} {_percent(share)} of figures are hidden."
    return _given(metric, SIGNAL, min(points, cap), how)


def _by_count(count: float) -> tuple[int, str]:
    if count < _SMALL:
        return 0, "A typical figure rests on fewer than 5: chance hides nearly everything."
    about = _NEAREST * round(count / _NEAREST)
    by = round(100 / math.sqrt(about))
    how = f"A typical figure rests on about {about:,}, which chance moves by about {by}%."
    return _banded(count, COUNTS), how


def _by_reliability(reliability: float) -> tuple[int, str]:
    how = (
        f"Of the differences between units' averages over a year, about {_percent(reliability)} "
        "are lasting and the rest is noise."
    )
    return _banded(reliability, RELIABILITY), how


def _banded(size: float, bands: tuple[tuple[float, int], ...]) -> int:
    return next((points for least, points in bands if size >= least), 0)


def _given(metric: Metric, criterion: str, points: int | None, how: str) -> PreScore:
    return PreScore(metric.id, criterion, points, how)


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def _listed(names: tuple[str, ...]) -> str:
    return f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'}"


def _percent(share: float) -> str:
    """A share as a percentage that reads 0 or 100 only where it is."""
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{100 * share:.0f}%"
