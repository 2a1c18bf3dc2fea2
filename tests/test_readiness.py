"""Ready, nearly or no, and what is missing: worked out by hand on tiny facts."""

from dataclasses import replace

import pytest

from mhvalue.catalogue.schema import Item, Metric, Term
from mhvalue.readiness import needs, readiness
from tests.tables import catalogue_of, count, facts_of, item, share


def product(*names, under=()):
    """A metric of several items, each a term of its own."""
    return replace(
        count("whole"),
        numerator=tuple(Term((name,)) for name in names),
        denominator=tuple(Term((name,)) for name in under),
    )


ITEMS = [item(name) for name in ("a", "b", "c", "d", "whole")]


def standing(metric: Metric, held, items=ITEMS, **rest):
    known = catalogue_of(*items, metrics=[metric])
    facts = facts_of({(name, "Elm"): [5] for name in held}, **rest)
    return readiness(facts, known)[metric.id]


def test_all_parts_held_is_ready():
    found = standing(share("a", "b"), ["a", "b"])
    assert (found.state, found.missing) == ("ready", ())


@pytest.mark.parametrize(
    ("held", "state", "missing"),
    [
        (["a", "b", "c"], "nearly", ("d",)),
        (["a", "b"], "nearly", ("c", "d")),
        (["a"], "no", ("b", "c", "d")),
        (["whole"], "ready", ()),
        (["other"], "no", ("a", "b", "c", "d")),
    ],
)
def test_one_or_two_items_missing_is_nearly(held, state, missing):
    found = standing(product("a", "b", "c", under=("d",)), held)
    assert (found.state, found.missing) == (state, missing)


def test_nothing_held_is_no_however_few_are_missing():
    assert standing(count("a"), ["b"]).state == "no"
    assert standing(share("a", "b"), ["c"]).state == "no"


def test_the_reason_names_the_column_that_is_missing():
    assert standing(share("a", "b"), ["a"]).reason == "It needs a column of B."


def test_all_held_but_never_together_is_nearly_with_nothing_missing():
    one = facts_of({("a", "Elm"): [5]}, level="Ward")
    metric = share("a", "b")
    both = facts_of({("a", "Elm"): [5], ("b", "Elm"): [5]})
    frame = both.frame
    level = frame["level"].astype(object).where(frame["item"] == "a", "Team").astype("category")
    apart = replace(both, frame=frame.assign(level=level))
    found = readiness(apart, catalogue_of(*ITEMS, metrics=[metric]))[metric.id]
    assert (found.state, found.missing) == ("nearly", ())
    assert "never for the same unit and time" in found.reason
    assert one.frame["level"].unique().tolist() == ["Ward"]


def test_an_item_that_can_be_worked_out_is_not_missing():
    made = Item("a", "A", "people", "sum", "sum", "sum", made_of=(Term(("c", "days_in_period")),))
    items = [made, *ITEMS[1:]]
    assert standing(share("a", "b"), ["c", "b"], items).state == "ready"
    assert standing(share("a", "b"), ["c"], items).missing == ("b",)


def test_a_group_that_is_missing_is_named():
    metric = replace(share("a", "b"), numerator=(Term(("a",), 1.0, "ethnicity", "Black"),))
    found = standing(metric, ["a", "b"])
    assert (found.state, found.missing) == ("nearly", ("a",))
    assert found.reason == "It needs a column of A for Black (ethnicity)."


def test_plans_alone_do_not_make_a_metric_ready():
    facts = facts_of({("a", "Elm"): [5]})
    frame = facts.frame.assign(scenario=facts.frame["scenario"].cat.rename_categories(["plan"]))
    found = readiness(replace(facts, frame=frame), catalogue_of(*ITEMS, metrics=[count("a")]))
    assert found["a"].state == "no"


def test_a_finished_value_is_needed_where_there_are_no_parts():
    ready_made = replace(count("a"), kind="ready-made", numerator=(), value="b")
    assert needs(ready_made) == ("b",)
    assert needs(share("a", "b")) == ("a", "b")
    assert standing(ready_made, ["b"]).state == "ready"
