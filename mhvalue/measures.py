"""A file's own headings beside the catalogue: the items and metrics that they become.

A heading the catalogue does not know is no error. It becomes an item under its own name that
never adds, because nobody has said how it does, and a metric that shows it as it stands.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from mhvalue.catalogue.schema import Catalogue, Item, Metric, Term
from mhvalue.facts import Facts
from mhvalue.ingest.reading import Column, Reading

_FINISHED: Final = re.compile(
    r"%|\b(rate|per ?cent|percentage|proportion|share|median|mean|average|percentile|ratio|index"
    r"|score|per)\b",
    re.IGNORECASE,
)
_PERCENT: Final = re.compile(r"%|\b(per ?cent|percentage|proportion|share)\b", re.IGNORECASE)
_NOT_PEOPLE: Final = re.compile(
    r"£|\b(days?|hours?|minutes?|cost|spend|income|pay|budget|wte|fte|beds?)\b", re.IGNORECASE
)
_DAYS: Final = re.compile(r"\bdays\b", re.IGNORECASE)
_WEEKS: Final = re.compile(r"\bweeks\b", re.IGNORECASE)
_LIMIT: Final = re.compile(
    r"\d+(?:\s*(?:-|to|\N{EN DASH})\s*\d+)?\+?\s*(?:hours?|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
"""A limit of time that sorts people and is no unit: seen within 4 weeks, waiting 0-1 weeks."""
_HELPER: Final = "days squared"
"""The unit of sums that only serve to work a spread out."""
OWN_SETTING: Final = "From your file"
"""The setting of a metric made of a heading or item as it stands."""
_MONEY: Final = re.compile(r"£|\b(cost|spend|income|pay|budget)\b", re.IGNORECASE)


def with_own_headings(catalogue: Catalogue, facts: Facts, readings: Iterable[Reading]) -> Catalogue:
    """The catalogue with an item and a metric for every heading it does not know.

    Columns that a reading calls numerator and denominator become a ratio, in percent. An item that
    it does know gets a metric that shows it as it stands, where none does so yet.
    """
    items, metrics = dict(catalogue.items), dict(catalogue.metrics)
    columns = [c for reading in readings for table in reading.tables for c in table.columns]
    roles = {column.item: column.role for column in columns if column.item}
    headings = _headings(facts)
    for item, heading in headings.items():
        if item in items or item in metrics:
            continue
        finished = roles.get(item) == "value" or bool(_FINISHED.search(heading))
        paired = roles.get(item) in ("numerator", "denominator")
        items[item] = _own_item(item, heading, finished=finished, adds=paired)
        metrics[item] = _own_metric(items[item], finished=finished)
    for metric in _own_ratios(columns, items, facts):
        metrics.setdefault(metric.id, metric)
    alone = {shown for metric in metrics.values() if (shown := _shown_alone(metric))}
    for item in _known(facts):
        if item in catalogue.items and item not in alone and items[item].unit != _HELPER:
            metrics.setdefault(item, _plain(items[item]))
    return Catalogue(items, metrics)


def _headings(facts: Facts) -> dict[str, str]:
    pairs = facts.frame[["item", "heading"]].drop_duplicates("item")
    return {str(item): str(heading) for item, heading in pairs.itertuples(index=False)}


def _own_item(item: str, heading: str, *, finished: bool, adds: bool) -> Item:
    way = "sum" if adds and not finished else "never"
    counts = "other" if finished else "people"
    if _NOT_PEOPLE.search(_LIMIT.sub("", heading)):
        counts = "money" if _MONEY.search(heading) else "other"
    return Item(
        id=item,
        name=heading,
        counts=counts,
        over_time=way,
        over_units=way,
        over_groups="never",
        unit=_unit(heading),
    )


def _unit(heading: str) -> str:
    heading = _LIMIT.sub("", heading)
    for pattern, unit in ((_PERCENT, "%"), (_DAYS, "days"), (_WEEKS, "weeks"), (_MONEY, "£")):
        if pattern.search(heading):
            return unit
    return ""


def _own_metric(item: Item, *, finished: bool) -> Metric:
    return Metric(
        id=item.id,
        name=item.name,
        question=f"What is happening to {item.name}?",
        theme="From your file",
        lens="activity",
        setting=OWN_SETTING,
        kind="ready-made" if finished else "count",
        numerator=() if finished else (Term((item.id,)),),
        value=item.id if finished else "",
        unit=item.unit,
        decimals=1 if finished else 0,
        caveats="This heading is not in the catalogue: which way is better, and whether it adds "
        "up, is not known.",
    )


def _known(facts: Facts) -> list[str]:
    """The items with an actual figure, for everybody or for some group."""
    frame = facts.frame
    stated = (frame["scenario"] == "actual") & (frame["status"] == "ok")
    found = set(frame.loc[stated.to_numpy(), "item"].unique())
    return [item for item in _headings(facts) if item in found]


def _shown_alone(metric: Metric) -> str:
    """The item that the metric shows as it stands; blank where it shows none so."""
    if metric.value or metric.denominator or len(metric.numerator) != 1:
        return metric.value
    term = metric.numerator[0]
    alone = len(term.items) == 1 and term.breakdown == "none" and not metric.time_base
    return term.items[0] if alone else ""


def _plain(item: Item) -> Metric:
    """A metric that shows one known item as it stands."""
    finished = item.counts == "other" and item.over_time == "never"
    return replace(
        _own_metric(item, finished=finished),
        question=f"How much is there of this: {item.name}?",
        lens="cost" if item.counts == "money" else "activity",
        caveats="It is the figure as your file states it, set against nothing: it rises and falls "
        "with the size of the service.",
    )


def _own_ratios(
    columns: Iterable[Column], items: Mapping[str, Item], facts: Facts
) -> Iterable[Metric]:
    """One ratio for each numerator, over the nearest denominator of the same file."""
    numerators = [c for c in columns if c.role == "numerator" and c.item in items]
    denominators = [c for c in columns if c.role == "denominator" and c.item in items]
    for over in numerators:
        if not denominators:
            return
        under = min(denominators, key=lambda c: abs(c.index - over.index))
        above, below = items[over.item], items[under.item]
        counted = above.counts == below.counts == "people"
        people = counted and _never_above(facts, above.id, below.id)
        yield Metric(
            id=f"{above.id}/{below.id}",
            name=f"{above.name} as a share of {below.name}",
            question=f"How much of {below.name} is {above.name}?",
            theme="From your file",
            lens="activity",
            setting=OWN_SETTING,
            kind="ratio",
            numerator=(Term((above.id,)),),
            denominator=(Term((below.id,)),),
            multiplier=100.0,
            unit="%",
            decimals=1,
            spread="people" if people else "none",
            caveats="Made from the columns you called numerator and denominator.",
        )


def _never_above(facts: Facts, above: str, below: str) -> bool:
    """Whether the numerator never exceeds the denominator, cell by cell."""
    where = ["level", "unit", "period", "start", "end", "breakdown", "group"]
    frame = facts.frame
    sides = [frame.loc[frame["item"] == item].set_index(where)["amount"] for item in (above, below)]
    both = pd.concat(sides, axis=1, join="inner", keys=["above", "below"]).dropna()
    return not both.empty and bool((both["above"] <= both["below"]).all())
