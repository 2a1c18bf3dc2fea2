"""How far the open files are from allowing each metric, and what is still missing.

ready   the metric can be shown for at least one level and time step
nearly  something of it is held, and one or two items are missing; or all are held, but never for
        the same unit and time
no      nothing of it is held, or three or more items are missing
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from mhvalue.catalogue.loader import derivable
from mhvalue.catalogue.schema import BUILT_IN, Catalogue, Metric
from mhvalue.facts import Facts
from mhvalue.offers import group_offers, offers

State = Literal["ready", "nearly", "no"]

MOST_MISSING: Final = 2
"""A metric with more items missing than this is not nearly ready."""

Part = tuple[str, str, str]
"""An item, of which breakdown and which group."""


@dataclass(frozen=True)
class Readiness:
    """Whether a metric can be shown: its state, the ids of missing items, and why in words."""

    state: State
    missing: tuple[str, ...] = ()
    reason: str = ""


def readiness(facts: Facts, catalogue: Catalogue) -> dict[str, Readiness]:
    """Every metric of the catalogue with what the facts allow, in catalogue order."""
    offered = {offer.metric for offer in offers(facts, catalogue)}
    offered |= {offer.metric for offer in group_offers(facts, catalogue)}
    held = _held(facts, catalogue)
    return {
        metric.id: Readiness("ready", (), "All its figures are here.")
        if metric.id in offered
        else _short_of(metric, held, catalogue)
        for metric in catalogue.metrics.values()
    }


def needs(metric: Metric) -> tuple[str, ...]:
    """The items that a metric needs when nothing is held: its parts, or its finished value."""
    parts = dict.fromkeys(item for item, _, _ in _parts(metric))
    return tuple(parts) or (metric.value or metric.id,)


def _short_of(metric: Metric, held: set[Part], catalogue: Catalogue) -> Readiness:
    parts = _parts(metric)
    missing = [part for part in parts if part not in held]
    if parts and not missing:
        reason = "All its figures are here, but never for the same unit and time."
        return Readiness("nearly", (), reason)
    names = tuple(dict.fromkeys(item for item, _, _ in missing)) or needs(metric)
    some = len(missing) < len(parts)
    state: State = "nearly" if some and len(missing) <= MOST_MISSING else "no"
    return Readiness(state, names, _reason(missing, names, catalogue))


def _reason(missing: list[Part], names: tuple[str, ...], catalogue: Catalogue) -> str:
    """What a file would have to hold, in the catalogue's names."""
    told = [
        _named(item, catalogue) + (f" for {group} ({breakdown})" if breakdown != "none" else "")
        for item, breakdown, group in missing
    ] or [_named(name, catalogue) for name in names]
    return f"It needs a column of {'; and one of '.join(dict.fromkeys(told))}."


def _named(name: str, catalogue: Catalogue) -> str:
    known = catalogue.items.get(name) or catalogue.metrics.get(name)
    return known.name if known else name


def _parts(metric: Metric) -> tuple[Part, ...]:
    """The parts of numerator and denominator, each once, what is always there left out."""
    parts: Mapping[Part, None] = dict.fromkeys(
        (item, term.breakdown, term.group)
        for term in (*metric.numerator, *metric.denominator)
        for item in term.items
        if item not in BUILT_IN
    )
    return tuple(parts)


def _held(facts: Facts, catalogue: Catalogue) -> set[Part]:
    """Every item held, by breakdown and group; what adds over groups or can be made, for all."""
    frame = facts.frame
    actual = frame[(frame["scenario"] == "actual").to_numpy()]
    rows = actual[["item", "breakdown", "group"]].drop_duplicates()
    held: set[Part] = set(rows.astype(object).itertuples(index=False, name=None))
    adding = {
        item
        for item, _, _ in held
        if item in catalogue.items and catalogue.items[item].over_groups == "sum"
    }
    whole = adding | {item for item, breakdown, _ in held if breakdown == "none"}
    made = derivable(catalogue, frozenset(whole))
    return held | {(item, "none", "all") for item in made}
