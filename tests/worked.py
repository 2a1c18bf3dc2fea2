"""Worked figures: a tiny table of facts for a metric and its right value, told by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mhvalue.catalogue.loader import load
from mhvalue.errors import NotAddable
from mhvalue.facts import Facts, join
from mhvalue.grids import Question
from mhvalue.series import pooled, series
from mhvalue.units import Unit
from tests.tables import Cell, facts_of, months

NEVER = "never"
"""The months are never put together."""

Group = tuple[str, str, str]


@dataclass(frozen=True)
class Worked:
    """A metric, its items with an amount a month from April 2024, and what must come out.

    `groups` are amounts of an item for one group of a breakdown. `monthly` is the value of each
    month, `together` that of all months, or NEVER. `window` is how many months each amount
    covers. `apart` says that two wards are never added, as different people or medians are not.
    """

    metric: str
    items: Mapping[str, Sequence[Cell]]
    monthly: Sequence[float]
    together: float | str
    groups: Mapping[Group, Sequence[Cell]] = field(default_factory=dict)
    window: int = 1
    apart: bool = False


def by_month(case: Worked) -> list[float]:
    """The metric in each month."""
    made = series(_facts(case, "Elm"), load(), load().metrics[case.metric], Question("Ward"))
    return [float(value) for value in made.value.amount[0]]


def put_together(case: Worked) -> float | str:
    """The metric over all months, or NEVER."""
    first, last = months(len(case.monthly))[0], months(len(case.monthly))[-1]
    metric = load().metrics[case.metric]
    try:
        made = pooled(_facts(case, "Elm"), load(), metric, Question("Ward"), first, last)
    except NotAddable:
        return NEVER
    return float(made.value.amount.item())


def of_two_equal_wards(case: Worked) -> list[float] | str:
    """The metric for a trust with two wards that are both as in the case, or NEVER."""
    metric = load().metrics[case.metric]
    try:
        made = series(_facts(case, "Elm", "Oak"), load(), metric, Question("Trust"))
    except NotAddable:
        return NEVER
    return [float(value) for value in made.value.amount[0]]


def twice_the_count_or_the_same_rate(case: Worked) -> list[float] | str:
    """What two equal wards must come to: a count doubles and a rate stays."""
    if case.apart:
        return NEVER
    times = 2 if load().metrics[case.metric].kind == "count" else 1
    return [times * value for value in case.monthly]


def themed(theme: str) -> set[str]:
    """Ids of all metrics of a theme."""
    return {metric.id for metric in load().metrics.values() if metric.theme == theme}


def _facts(case: Worked, *wards: str) -> Facts:
    units = [Unit("Ward", name, parents=(("Trust", "Ours"),)) for name in wards]
    amounts = {(item, ward): cells for item, cells in case.items.items() for ward in wards}
    parts = [facts_of(amounts, units=units, window=case.window)] if amounts else []
    for (item, breakdown, group), cells in case.groups.items():
        rows = {(item, ward): cells for ward in wards}
        parts.append(facts_of(rows, units=units, breakdown=breakdown, group=group))
    return join(parts)
