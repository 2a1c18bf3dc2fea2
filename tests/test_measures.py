"""What the files allow, and what becomes of headings the catalogue does not know."""

import pytest

from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import join
from mhvalue.ingest.reading import Column, Reading, TableReading
from mhvalue.measures import with_own_headings
from mhvalue.offers import offers
from mhvalue.units import Unit
from tests.tables import catalogue_of, facts_of, item, share

NOTHING = Catalogue({}, {})


def reading(*columns: Column) -> Reading:
    return Reading((TableReading("Sheet1", (0,), 1, 9, columns),))


def test_an_unknown_heading_becomes_a_metric_under_its_own_name_that_never_adds():
    grown = with_own_headings(NOTHING, facts_of({("visits", "Elm"): [1]}), [])
    assert grown.metrics["visits"].name == "Visits"
    assert grown.metrics["visits"].kind == "count"
    assert grown.items["visits"].over_time == "never"


def test_a_heading_that_says_rate_is_a_finished_value():
    grown = with_own_headings(NOTHING, facts_of({("seen %", "Elm"): [50]}), [])
    assert grown.metrics["seen %"].kind == "ready-made"
    assert grown.metrics["seen %"].unit == "%"


def test_numerator_and_denominator_columns_become_a_ratio():
    facts = facts_of({("seen", "Elm"): [5, 6], ("referred", "Elm"): [10, 10]})
    roles = reading(
        Column(1, "Seen", "numerator", "seen"), Column(2, "R", "denominator", "referred")
    )
    ratio = with_own_headings(NOTHING, facts, [roles]).metrics["seen/referred"]
    assert (ratio.unit, ratio.multiplier, ratio.spread) == ("%", 100.0, "people")


def test_a_numerator_above_its_denominator_is_no_share_of_people():
    facts = facts_of({("seen", "Elm"): [15], ("referred", "Elm"): [10]})
    roles = reading(
        Column(1, "Seen", "numerator", "seen"), Column(2, "R", "denominator", "referred")
    )
    assert with_own_headings(NOTHING, facts, [roles]).metrics["seen/referred"].spread == "none"


def test_a_metric_is_offered_where_all_its_items_are():
    known = catalogue_of(
        item("missed"), item("booked"), metrics=[share("missed", "booked"), share("seen", "booked")]
    )
    wards = facts_of({("missed", "Elm"): [1], ("booked", "Elm"): [2]})
    teams = facts_of({("missed", "East"): [1]}, level="Team")
    got = offers(join([wards, teams]), known)
    assert [(o.metric, o.level, o.grain) for o in got] == [("missed_share", "Ward", "month")]


def test_a_level_above_is_offered_only_where_items_add_over_units():
    units = [Unit("Ward", "Elm", parents=(("Trust", "Ours"),))]
    facts = facts_of({("missed", "Elm"): [1], ("booked", "Elm"): [2]}, units=units)
    metric = share("missed", "booked")
    adds = catalogue_of(item("missed"), item("booked"), metrics=[metric])
    assert {o.level for o in offers(facts, adds)} == {"Ward", "Trust"}
    never = catalogue_of(item("missed", over_units="never"), item("booked"), metrics=[metric])
    assert {o.level for o in offers(facts, never)} == {"Ward"}


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Seen within 4 weeks", ""),
        ("Waiting 0-1 weeks", ""),
        ("Over 52 weeks", ""),
        ("Average wait (weeks)", "weeks"),
        ("Days lost", "days"),
    ],
)
def test_a_limit_of_time_is_no_unit(heading, unit):
    grown = with_own_headings(NOTHING, facts_of({(heading.lower(), "Elm"): [1]}), [])
    assert grown.metrics[heading.lower()].unit == unit
