"""What to know of an own metric before it is saved: how it adds, and what the data hold of it."""

from collections.abc import Iterator

from mhvalue.catalogue.loader import derivable
from mhvalue.catalogue.schema import BUILT_IN, Catalogue
from mhvalue.errors import MetricProblem, NotAddable, NothingToShow
from mhvalue.facts import Facts
from mhvalue.grids import Question
from mhvalue.offers import offers
from mhvalue.own_metric_rows import BOTTOM
from mhvalue.own_metrics import OwnMetric, as_metric
from mhvalue.series import series


def notes(own: OwnMetric, catalogue: Catalogue, facts: Facts | None) -> tuple[str, ...]:
    """Sentences for the person; none where there is nothing to know.

    Raises MetricProblem where what it divides by is 0 in all of the data.
    """
    found = list(_adding(own, catalogue))
    if facts is not None:
        found += _in_data(own, catalogue, facts)
    return tuple(found)


def _adding(own: OwnMetric, catalogue: Catalogue) -> Iterator[str]:
    for identifier, _ in own.top + own.bottom:
        item = catalogue.items[identifier]
        ways = [
            over
            for over, way in (("months", item.over_time), ("units", item.over_units))
            if way == "never"
        ]
        if ways and item.id not in BUILT_IN:
            yield (
                f"{item.name} never adds up over {' or '.join(ways)}: the metric is shown only "
                "where a file gives the figure itself."
            )


def _in_data(own: OwnMetric, catalogue: Catalogue, facts: Facts) -> Iterator[str]:
    held = derivable(catalogue, frozenset(map(str, facts.frame["item"].unique())))
    wanted = [item for item, _ in own.top + own.bottom if item not in BUILT_IN]
    missing = [catalogue.items[item].name for item in wanted if item not in held]
    if missing:
        yield f"Not in the open files: {', '.join(missing)}. It is shown once a file holds it."
        return
    metric = as_metric(own, catalogue)
    places = offers(facts, Catalogue(catalogue.items, {metric.id: metric}))
    if not places:
        yield "The open files hold its items, but not for the same units and periods."
        return
    for place in places:
        try:
            shown = series(facts, catalogue, metric, Question(place.level, place.grain))
        except (NotAddable, NothingToShow):
            continue
        if shown.denominator is None:
            continue
        amounts = shown.denominator.amount[shown.denominator.known]
        zeros = int((amounts == 0).sum())
        if zeros and zeros == amounts.size:
            raise MetricProblem(
                "What it divides by is 0 everywhere in the open files.",
                where=BOTTOM,
                do="Choose another item to divide by.",
            )
        if zeros:
            yield (
                f"What it divides by is 0 in {zeros:,} of {amounts.size:,} figures "
                f"({place.level}, {place.grain}): those have no value."
            )
            return
