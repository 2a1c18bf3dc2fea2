"""What the open files show of a metric, for a group that has to choose."""

from collections.abc import Sequence

import numpy as np

from mhvalue.catalogue.schema import Metric
from mhvalue.errors import MhvalueError
from mhvalue.parts import Floats
from mhvalue.periods import MONTHS_IN, Period
from mhvalue.privacy.disclosure import INSIDE
from mhvalue.series import SeriesSet
from mhvalue.shortlist.duplicates import Pair, near_duplicates
from mhvalue.shortlist.evidence import Evidence, absent, evidence
from mhvalue.workspace import Workspace


def evidence_of(open_files: Workspace | None, metric: Metric) -> Evidence:
    """The evidence for one metric at the level with most units; absent where it is not there.

    It is taken from exact figures whatever the sharing rule: what the rule hides is no fault of
    the metric. It holds no figure small enough to speak of anyone.
    """
    if open_files is None:
        return absent()
    shown = _shown(open_files, metric)
    if shown is None:
        standing = open_files.readiness.get(metric.id)
        return absent() if standing is None else absent(standing.state, standing.missing)
    counts = None if shown.numerator is None else shown.numerator.amount
    return evidence(
        shown.value.amount,
        shown.value.hidden,
        counts=counts,
        kinds=shown.kinds,
        months_each=MONTHS_IN.get(shown.question.grain, 1),
    )


def moving_together(open_files: Workspace | None, metrics: Sequence[Metric]) -> tuple[Pair, ...]:
    """Pairs of metrics whose figures for the same units and months move together."""
    if open_files is None:
        return ()
    held: dict[tuple[str, str], dict[str, SeriesSet]] = {}
    for metric in metrics:
        shown = _shown(open_files, metric)
        if shown is not None:
            key = (shown.question.level, shown.question.grain)
            held.setdefault(key, {})[metric.id] = shown
    found = [near_duplicates(_on_common_ground(sets)) for sets in held.values()]
    return tuple(pair for pairs in found for pair in pairs)


def _shown(open_files: Workspace, metric: Metric) -> SeriesSet | None:
    """The metric's figures for everybody, or the first group, at the level with most units."""
    places = open_files.places().get(metric.id, ())
    best: SeriesSet | None = None
    for question in places:
        if question.whom != places[0].whom:
            break
        try:
            found = open_files.protected(metric, question, INSIDE).series
        except MhvalueError:
            continue
        if best is None or len(found.units) > len(best.units):
            best = found
    return best


def _on_common_ground(sets: dict[str, SeriesSet]) -> dict[str, Floats]:
    """Each metric's values on all units and periods that any of them has."""
    units = tuple(dict.fromkeys(unit for shown in sets.values() for unit in shown.units))
    periods: tuple[Period, ...] = tuple(sorted({p for s in sets.values() for p in s.periods}))
    row = {unit: place for place, unit in enumerate(units)}
    column = {period: place for place, period in enumerate(periods)}
    laid = {}
    for name, shown in sets.items():
        table = np.full((len(units), len(periods)), np.nan)
        places = np.ix_([row[u] for u in shown.units], [column[p] for p in shown.periods])
        table[places] = shown.value.amount
        laid[name] = table
    return laid
