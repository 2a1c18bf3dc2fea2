"""A metric worked out from a handful of amounts through the real catalogue."""

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

Key = str | tuple[str, str, str]
"""An item for everybody, or an item, a breakdown and one group of it."""


@dataclass(frozen=True)
class Case:
    """A metric, the amounts of its items from April 2024 on, and what it must come to.

    Months of a figure published over three or twelve months cover as many. `apart` says that
    two wards are never put together: different people, prices, medians and finished figures.
    """

    metric: str
    amounts: Mapping[Key, Sequence[Cell]]
    value: float
    grain: str = "month"
    apart: bool = False


def worked(case: Case) -> float:
    """The metric over all periods of the case, by the real catalogue."""
    return _over_all_periods(case, _facts(case, "Elm"), "Ward")


def of_two_equal_wards(case: Case) -> float | None:
    """The metric of a trust with two wards that are both as in the case; None if refused."""
    try:
        return _over_all_periods(case, _facts(case, "Elm", "Oak"), "Trust")
    except (NotAddable, NothingToShow):
        return None


def twice_or_the_same(case: Case) -> float | None:
    """What two equal wards must come to: twice a count, the same rate, nothing if apart."""
    if case.apart:
        return None
    return case.value * (2 if load().metrics[case.metric].kind == "count" else 1)


def _over_all_periods(case: Case, facts: Facts, level: str) -> float:
    metric, question = load().metrics[case.metric], Question(level, case.grain)
    first = period(APRIL.start, case.grain)
    count = max(len(cells) for cells in case.amounts.values())
    if count == 1:
        made = series(facts, load(), metric, question)
    else:
        made = pooled(facts, load(), metric, question, first, step(first, count - 1))
    return float(made.value.amount.item())


def _facts(case: Case, *wards: str) -> Facts:
    units = [Unit("Ward", name, parents=(("Trust", "Ours"),)) for name in wards]
    parts = []
    for place, (key, cells) in enumerate(case.amounts.items()):
        item, breakdown, group = (key, "none", "all") if isinstance(key, str) else key
        window = load().items[item].window_months if case.grain == "month" else 1
        made = facts_of(
            {(item, ward): cells for ward in wards},
            units=units,
            grain=case.grain,
            first=period(APRIL.start, case.grain),
            window=window,
            breakdown=breakdown,
            group=group,
            key=str(place),
        )
        parts.append(made)
    return join(parts)


def themes_without_case(cases: Sequence[Case], *themes: str) -> set[str]:
    """Metrics of the themes that no case works out."""
    metrics = load().metrics.values()
    return {m.id for m in metrics if m.theme in themes} - {case.metric for case in cases}
