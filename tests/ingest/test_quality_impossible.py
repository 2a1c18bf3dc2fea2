"""Figures that cannot be: each check on a planted fault, and on the same figures without it."""

from dataclasses import replace
from datetime import date

import pytest

from mhvalue.ingest.quality import impossible
from mhvalue.ingest.quality.parts_by_name import above_by_name
from mhvalue.ingest.quality.settings import Settings
from tests.tables import catalogue_of, facts_of, item, share

TODAY = Settings(date(2026, 11, 1))
CATALOGUE = catalogue_of(
    item("seen"),
    item("referred"),
    item("spend", "money"),
    item("contacts", "events"),
    metrics=[share("seen", "referred")],
)


def one(problems):
    (problem,) = problems
    return problem


def test_a_part_larger_than_its_whole():
    facts = facts_of({("seen", "Elm"): [5, 9, 6], ("referred", "Elm"): [8, 8, 8]})
    found = one(impossible.above_whole(facts, CATALOGUE, TODAY))
    assert (found.file, found.sheet, found.cell) == ("book.xlsx", "Sheet1", "B3")
    assert found.what == "Larger than Referred, of which it is a part: 1 figure in Seen."
    assert "9" not in found.sentence()


def both(part, whole, heading="contacts attended"):
    return facts_of({(heading, "Elm"): part, ("contacts", "Elm"): whole})


def test_a_part_by_its_heading_is_larger_than_its_whole():
    usual = [30] * 11
    found = one(above_by_name(both([*usual, 55], [40] * 12), CATALOGUE, TODAY))
    assert found.what == (
        "Larger than Contacts, of which it seems to be a part: 1 figure in Contacts Attended."
    )
    assert found.done == "It was kept as it is."
    assert above_by_name(both([*usual, 40], [40] * 12), CATALOGUE, TODAY) == ()
    often = both([55, 55, *usual[:10]], [40] * 12)
    assert above_by_name(often, CATALOGUE, TODAY) == ()
    other = both([*usual, 55], [40] * 12, "contacts planned")
    assert above_by_name(other, CATALOGUE, TODAY) == ()


def test_a_part_that_the_catalogue_knows_is_told_once():
    catalogue = catalogue_of(
        item("contacts"),
        item("contacts attended"),
        metrics=[share("contacts attended", "contacts")],
    )
    facts = both([*[30] * 11, 55], [40] * 12)
    assert one(impossible.above_whole(facts, catalogue, TODAY)).cell == "B13"
    assert above_by_name(facts, catalogue, TODAY) == ()


def test_a_part_of_nobody_is_larger_than_its_whole():
    facts = facts_of({("seen", "Elm"): [1], ("referred", "Elm"): [0]})
    assert one(impossible.above_whole(facts, CATALOGUE, TODAY)).cell == "B2"


def test_parts_within_their_whole_say_nothing():
    facts = facts_of({("seen", "Elm"): [8, 0, "*", None], ("referred", "Elm"): [8, 0, 2, 3]})
    assert impossible.above_whole(facts, CATALOGUE, TODAY) == ()


def test_a_hidden_whole_is_compared_by_its_range():
    facts = facts_of({("seen", "Elm"): [4, 5], ("referred", "Elm"): ["*", "*"]})
    assert one(impossible.above_whole(facts, CATALOGUE, TODAY)).cell == "B3"


def test_events_may_be_more_than_what_they_are_set_against():
    rate = share("contacts", "referred", spread="events")
    facts = facts_of({("contacts", "Elm"): [90], ("referred", "Elm"): [8]})
    known = catalogue_of(*CATALOGUE.items.values(), metrics=[rate])
    assert impossible.above_whole(facts, known, TODAY) == ()


def test_parts_of_another_unit_or_month_are_not_compared():
    facts = facts_of(
        {("seen", "Elm"): [None, 9], ("referred", "Elm"): [3], ("referred", "Oak"): [1, 1]}
    )
    assert impossible.above_whole(facts, CATALOGUE, TODAY) == ()


def test_counts_below_nothing_but_not_money():
    facts = facts_of({("seen", "Elm"): [5, -1, 3], ("spend", "Elm"): [-5, -1, -3]})
    found = one(impossible.negative_counts(facts, CATALOGUE, TODAY))
    assert found.cell == "B3"
    assert found.what == "Below 0, which a count cannot be: 1 figure in Seen."


def test_an_unknown_heading_with_one_slip_below_nothing():
    facts = facts_of({("falls", "Elm"): [3] * 30 + [-3]})
    assert one(impossible.negative_counts(facts, CATALOGUE, TODAY)).cell == "B32"


@pytest.mark.parametrize("heading", ["variance", "net change", "movement"])
def test_an_unknown_heading_that_speaks_of_a_change_may_be_below_nothing(heading):
    facts = facts_of({(heading, "Elm"): [3] * 30 + [-3]})
    assert impossible.negative_counts(facts, CATALOGUE, TODAY) == ()


def test_an_unknown_heading_often_below_nothing_is_no_count():
    facts = facts_of({("score", "Elm"): [3, -3] * 10})
    assert impossible.negative_counts(facts, CATALOGUE, TODAY) == ()


def test_one_part_of_a_count_among_whole_ones():
    facts = facts_of({("seen", "Elm"): [4.0] * 29 + [4.5]})
    assert one(impossible.parts_of_counts(facts, CATALOGUE, TODAY)).cell == "B31"


def test_counts_that_are_parts_throughout_are_averages():
    facts = facts_of({("seen", "Elm"): [4.5, 3.2, 5.1, 2.25], ("referred", "Elm"): [4, 3, 5, 2]})
    assert impossible.parts_of_counts(facts, CATALOGUE, TODAY) == ()


def test_percentages_of_people_beyond_what_can_be():
    known = catalogue_of(metrics=[replace(share("seen", "referred"), value="seen_percent")])
    facts = facts_of({("seen_percent", "Elm"): [0, 100, 101, -1], ("occupancy", "Elm"): [105] * 4})
    found = one(impossible.beyond_percent(facts, known, TODAY))
    assert found.cell == "B4:B5"


def test_figures_for_days_that_have_not_come():
    facts = facts_of({("seen", "Elm"): [5, 5, 5]})
    early = Settings(date(2024, 5, 15))
    assert one(impossible.lies_ahead(facts, CATALOGUE, early)).cell == "B4"
    assert impossible.lies_ahead(facts, CATALOGUE, TODAY) == ()


def test_plans_may_lie_ahead():
    facts = facts_of({("seen", "Elm"): [5, 5, 5]})
    frame = facts.frame.assign(scenario=facts.frame["scenario"].cat.rename_categories(["plan"]))
    early = Settings(date(2024, 5, 15))
    assert impossible.lies_ahead(replace(facts, frame=frame), CATALOGUE, early) == ()
