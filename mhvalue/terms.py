"""A term of a metric, the product of some items, as a grid; and how it adds over time."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from mhvalue.catalogue.schema import BUILT_IN, Catalogue, Term
from mhvalue.facts import Facts
from mhvalue.grids import Grid, Question, common, item_grid, summed
from mhvalue.parts import OK, Part, product
from mhvalue.periods import Period


def term_grid(facts: Facts, catalogue: Catalogue, term: Term, question: Question) -> Grid | None:
    """The product of the term's items, without its weight; None where one of them is absent.

    A term for one group of a breakdown asks for that group whatever the question asks.
    """
    if term.breakdown != "none":
        question = replace(question, breakdown=term.breakdown, group=term.group)
    found = [
        _held_or_made(facts, catalogue, item, question)
        for item in term.items
        if item not in BUILT_IN
    ]
    grids = [grid for grid in found if grid is not None]
    if len(grids) < len(found) or not grids:
        return None
    if len(term.items) == 1:
        return grids[0]
    units, periods = common(grids)
    factors = [grid.on(units, periods) for grid in grids]
    factors += [_calendar(item, periods, len(units)) for item in term.items if item in BUILT_IN]
    return Grid(
        units,
        periods,
        product(factors),
        max(grid.window for grid in grids),
        all(grid.published for grid in grids),
        tuple(dict.fromkeys(name for grid in grids for name in grid.files)),
    )


def _held_or_made(facts: Facts, catalogue: Catalogue, item: str, question: Question) -> Grid | None:
    """The item as the facts hold it, else worked out from the items it is made of."""
    held = item_grid(facts, catalogue, item, question)
    known = catalogue.items.get(item)
    if held is not None or known is None or not known.made_of:
        return held
    made = [term_grid(facts, catalogue, term, question) for term in known.made_of]
    grids = [grid for grid in made if grid is not None]
    if len(grids) < len(made):
        return None
    return summed(grids, [term.weight for term in known.made_of])


def time_rule(catalogue: Catalogue, term: Term) -> str:
    """How a product adds over time: never if one factor never does, as a sum when one does.

    Staff in post times working days is a sum of staff days although staff in post is averaged.
    """
    rules = {"sum" if item in BUILT_IN else _rule(catalogue, item) for item in term.items}
    return next((rule for rule in ("never", "sum", "average") if rule in rules), "closing")


def _rule(catalogue: Catalogue, item: str) -> str:
    known = catalogue.items.get(item)
    return known.over_time if known else "never"


def days(of: Period) -> int:
    """Days in the period."""
    return (of.end - of.start).days + 1


def working_days(of: Period) -> int:
    """Monday to Friday without the bank holidays of England."""
    import holidays

    years = range(of.start.year, of.end.year + 1)
    closed = list(holidays.country_holidays("GB", subdiv="ENG", years=years))
    after = np.datetime64(of.end) + np.timedelta64(1, "D")
    return int(np.busday_count(np.datetime64(of.start), after, holidays=closed))


def _calendar(item: str, periods: Sequence[Period], rows: int) -> Part:
    count = days if item == "days_in_period" else working_days
    amount = np.tile(np.asarray([count(p) for p in periods], dtype=np.float64), (rows, 1))
    return Part(amount, amount, amount, np.full(amount.shape, OK))
