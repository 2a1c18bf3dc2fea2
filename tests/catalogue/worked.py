"""Worked figures: a tiny table of facts for a metric and its right values, told by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mhvalue.catalogue.loader import load
from mhvalue.errors import NotAddable, NothingToShow
from mhvalue.facts import Facts, join
from mhvalue.grids import Question
from mhvalue.periods import period, step
from mhvalue.series import pooled, series
from mhvalue.units import Unit
from tests.tables import APRIL, Cell, facts_of

NEVER = "never"
"""The periods, or the wards, are never put together."""

NOTHING = "nothing"
"""The facts do not hold it: figures of groups are not added up over wards."""

Value = float | str

Key = str | tuple[str, str, str]
"""An item for everybody, or an item, a breakdown and one group of it."""


@dataclass(frozen=True)
class Worked:
    """A metric, the amounts of its items from April 2024 on, and what must come out.

    `each` is the value of every period, `together` that of all of them if there are several, or
    NEVER. A figure published over three or twelve months covers as many. `apart` says that two
    wards are never put together: different people, prices, medians and finished figures.
    """

    metric: str
    amounts: Mapping[Key, Sequence[Cell]]
    each: Sequence[float]
    together: Value | None = None
    grain: str = "month"
    apart: bool = False


def of_one_ward(case: Worked) -> list[Value]:
    """The metric in each period, then over all if there are several, by the real catalogue."""
    return _values(case, facts_of_wards(case, "Elm"), "Ward")


def of_two_equal_wards(case: Worked) -> list[Value]:
    """The same of a trust with two wards that are both as in the case."""
    return _values(case, facts_of_wards(case, "Elm", "Oak"), "Trust")


def told(case: Worked) -> list[Value]:
    """What a ward must come to."""
    return [*case.each, *([] if case.together is None else [case.together])]


def told_of_two(case: Worked) -> list[Value]:
    """What two equal wards must come to: a count doubles and a rate stays."""
    if any(isinstance(key, tuple) for key in case.amounts):
        return [NOTHING for _ in told(case)]
    if case.apart:
        return [NEVER for _ in told(case)]
    times = 2 if load().metrics[case.metric].kind == "count" else 1
    return [value if value == NEVER else times * value for value in told(case)]


def _values(case: Worked, facts: Facts, level: str) -> list[Value]:
    metric, question = load().metrics[case.metric], Question(level, case.grain)
    count = len(case.each)
    try:
        each = series(facts, load(), metric, question).value.amount[0].tolist()
    except NotAddable:
        each = [NEVER] * count
    except NothingToShow:
        each = [NOTHING] * count
    if count == 1:
        return each
    first = period(APRIL.start, case.grain)
    last = step(first, count - 1)
    try:
        return [*each, pooled(facts, load(), metric, question, first, last).value.amount.item()]
    except NotAddable:
        return [*each, NEVER]
    except NothingToShow:
        return [*each, NOTHING]


def facts_of_wards(case: Worked, *wards: str) -> Facts:
    """Wards of one trust, all as in the case."""
    units = [Unit("Ward", name, parents=(("Trust", "Ours"),)) for name in wards]
    slices: dict[tuple[int, str, str], dict[tuple[str, str], Sequence[Cell]]] = {}
    for key, cells in case.amounts.items():
        item, breakdown, group = (key, "none", "all") if isinstance(key, str) else key
        window = load().items[item].window_months if case.grain == "month" else 1
        alike = slices.setdefault((window, breakdown, group), {})
        alike |= {(item, ward): cells for ward in wards}
    first = period(APRIL.start, case.grain)
    return join(
        [
            facts_of(
                amounts,
                units=units,
                grain=case.grain,
                first=first,
                window=window,
                breakdown=breakdown,
                group=group,
                key=str(place),
            )
            for place, ((window, breakdown, group), amounts) in enumerate(slices.items())
        ]
    )
