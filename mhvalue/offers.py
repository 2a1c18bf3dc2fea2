"""What the open facts allow: which metrics can be shown, at which levels, for whom.

Everybody comes first: an offer for a group of people is asked for apart, because a file with
many breakdowns allows very many of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from mhvalue.catalogue.schema import BUILT_IN, Catalogue, Item, Metric, Term
from mhvalue.facts import Facts
from mhvalue.grids import CROSSED
from mhvalue.ingest.quality.runs import numbered
from mhvalue.meeting import Meetings, meetings

NATIONAL: Final = frozenset({"England", "National", "England and Wales"})
"""Levels that are never added up: the providers of a file are seldom those of a whole country."""


@dataclass(frozen=True)
class Offer:
    """A metric that can be shown for the units of one level, published once a grain, for whom."""

    metric: str
    level: str
    grain: str
    breakdown: str = "none"
    group: str = "all"


def offers(facts: Facts, catalogue: Catalogue) -> tuple[Offer, ...]:
    """Every metric the facts allow for everybody, with each level and grain, in catalogue order."""
    held, met = _held(facts, catalogue), meetings(facts, catalogue)
    made = []
    for metric in catalogue.metrics.values():
        places = _places(metric, held, met)
        made += [Offer(metric.id, level, grain) for level, grain in places]
    return tuple(made)


def group_offers(facts: Facts, catalogue: Catalogue) -> tuple[Offer, ...]:
    """Every metric the facts allow for one group, in catalogue order, groups as the files go.

    A metric that is about groups itself (its parts say which) is not asked of others.
    """
    met = meetings(facts, catalogue)
    places = _of_groups(met, catalogue)
    if not places:
        return ()
    order = {pair: number for number, pair in enumerate(_groups(facts))}
    made = []
    for metric in catalogue.metrics.values():
        found = _group_places(metric, places, met)
        for breakdown, group, level, grain in sorted(found, key=lambda p: (order[p[:2]], p[2:])):
            made.append(Offer(metric.id, level, grain, breakdown, group))
    return tuple(made)


Held = dict[tuple[str, str, str], set[tuple[str, str]]]
Place = tuple[str, str, str, str]
"""A breakdown and group, at which level and grain."""


def _groups(facts: Facts) -> Iterable[tuple[str, str]]:
    """Every breakdown with each group, as the files name them; the parts of crossed ones first."""
    rows = facts.frame[["breakdown", "group"]].drop_duplicates().astype(object)
    held = list(rows.itertuples(index=False, name=None))
    singles = [part for breakdown, group in held for part in _singles(breakdown, group)]
    names = list(dict.fromkeys(breakdown for breakdown, _ in singles))
    singles.sort(key=lambda part: names.index(part[0]))
    return dict.fromkeys((*singles, *held))


def _singles(breakdown: str, group: str) -> Iterable[tuple[str, str]]:
    """What a crossed group is made of, by age and by sex; nothing for a single one."""
    names, groups = breakdown.split(CROSSED), group.split(CROSSED)
    return zip(names, groups, strict=True) if names[1:] and len(names) == len(groups) else ()


def _of_groups(met: Meetings, catalogue: Catalogue) -> dict[str, set[Place]]:
    """Where each item is known for a group, or each of those that it is made of."""
    places: dict[str, set[Place]] = {}
    for item, breakdown, group, level, grain in met.known:
        if breakdown == "none":
            continue
        found = places.setdefault(item, set())
        found.add((breakdown, group, level, grain))
        known = catalogue.items.get(item)
        if known is not None and known.over_groups == "sum":
            found |= {(*single, level, grain) for single in _singles(breakdown, group)}
    for made in catalogue.items.values():
        if made.id not in places and _of_all(made.made_of):
            parts = [places.get(item, set()) for item in _items(made.made_of)]
            if parts and all(parts):
                places[made.id] = set.intersection(*parts)
    return places


def _group_places(metric: Metric, places: dict[str, set[Place]], met: Meetings) -> set[Place]:
    terms = metric.numerator + metric.denominator
    found: set[Place] = set()
    items = _items(terms)
    if items and _of_all(terms):
        shared = set.intersection(*(places.get(item, set()) for item in items))
        found |= {place for place in shared if _meet(items, place, met)}
    for finished in (metric.value, metric.id):
        if finished not in items:
            found |= places.get(finished, set())
    return found


def _of_all(terms: Iterable[Term]) -> bool:
    return all(term.breakdown == "none" for term in terms)


def _meet(items: Iterable[str], place: Place, met: Meetings) -> bool:
    breakdown, group, level, grain = place
    return met.meet([(item, breakdown, group) for item in items], level, grain)


def _items(terms: Iterable[Term]) -> tuple[str, ...]:
    named = (item for term in terms for item in term.items if item not in BUILT_IN)
    return tuple(dict.fromkeys(named))


def _held(facts: Facts, catalogue: Catalogue) -> Held:
    """Where each item (with breakdown and group) can be had: sets of level and grain."""
    frame = facts.frame
    actual = frame[frame["scenario"] == "actual"]
    rows = actual[["item", "breakdown", "group", "level", "grain"]].drop_duplicates()
    above, whole = _parent_levels(facts), _put_together(facts)
    held: Held = {}
    for item, breakdown, group, level, grain in rows.itertuples(index=False):
        known: Item | None = catalogue.items.get(item)
        held.setdefault((item, breakdown, group), set()).add((level, grain))
        if known is not None and known.over_groups == "sum" and (item, level, grain) in whole:
            held.setdefault((item, "none", "all"), set()).add((level, grain))
    _add_levels_above(held, above, catalogue)
    for made in catalogue.items.values():
        if made.made_of and (made.id, "none", "all") not in held:
            parts = [
                held.get((name, term.breakdown, term.group), set())
                for term in made.made_of
                for name in term.items
                if name not in BUILT_IN
            ]
            held[made.id, "none", "all"] = set.intersection(*parts)
    return held


def _put_together(facts: Facts) -> set[tuple[str, str, str]]:
    """Item, level and grain of which all groups are known for some unit and period.

    Where one is always hidden, or has no row, nothing is known of everybody.
    """
    frame = facts.frame
    grouped = (frame["scenario"] == "actual") & (frame["breakdown"] != "none")
    frame = frame[grouped.to_numpy()].reset_index(drop=True)
    if frame.empty:
        return set()
    whole = ["item", "level", "grain"]
    parts = frame[[*whole, "breakdown"]].drop_duplicates().astype(object)
    parts["crossed"] = parts["breakdown"].str.contains(CROSSED, regex=False)
    first = parts.sort_values("crossed", kind="stable").drop_duplicates(whole).index
    part = numbered(frame, (*whole, "breakdown"))
    kept = np.isin(part, part[first])
    frame, part = frame[kept], part[kept]
    group, place = frame["group"].cat.codes.to_numpy(), numbered(frame, (*whole, "unit", "period"))
    ok = (frame["status"] == "ok").to_numpy()
    groups = np.bincount(np.unique(np.stack([part, group]), axis=1)[0])
    known = np.bincount(
        np.unique(np.stack([place[ok], group[ok]]), axis=1)[0], minlength=int(place.max()) + 1
    )
    complete = frame.loc[known[place] == groups[part], whole].drop_duplicates()
    return set(complete.astype(object).itertuples(index=False, name=None))


def _add_levels_above(held: Held, above: dict[str, set[str]], catalogue: Catalogue) -> None:
    """Where an item adds over units, and the units below a level are all of one level."""
    for (item, breakdown, _), places in held.items():
        known = catalogue.items.get(item)
        if known is None or known.over_units != "sum" or breakdown != "none":
            continue
        below: dict[tuple[str, str], int] = {}
        for level, grain in places:
            for parent in above.get(level, set()) - NATIONAL:
                below[parent, grain] = below.get((parent, grain), 0) + 1
        places.update(place for place, levels in below.items() if levels == 1)


def _parent_levels(facts: Facts) -> dict[str, set[str]]:
    above: dict[str, set[str]] = {}
    for unit in facts.units.units:
        above.setdefault(unit.level, set()).update(level for level, _ in unit.parents)
    return above


def _places(metric: Metric, held: Held, met: Meetings) -> list[tuple[str, str]]:
    """The levels and grains at which all parts meet, or the finished value is stated."""
    wanted = [
        (item, term.breakdown, term.group)
        for term in metric.numerator + metric.denominator
        for item in term.items
        if item not in BUILT_IN
    ]
    places: set[tuple[str, str]] = set()
    if wanted:
        shared = set.intersection(*(held.get(key, set()) for key in wanted))
        places |= {place for place in shared if met.meet(wanted, *place)}
    for finished in (metric.value, metric.id):
        if finished and finished not in {item for item, _, _ in wanted}:
            places |= held.get((finished, "none", "all"), set())
    return sorted(places)
