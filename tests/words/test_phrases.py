import pytest

from mhvalue.words.phrases import (
    LONGEST_NAME,
    left_out_till_over,
    listing,
    lower_first,
    named_or_counted,
    plotted,
    plural,
    share_of_charts,
    shortened,
    where,
)
from tests.tables import months
from tests.words.made_findings import FOLLOW_UP, OCCUPANCY, RESTRAINT, STAY, metric


@pytest.mark.parametrize(
    ("level", "many"),
    [
        ("Ward", "wards"), ("ICB", "ICBs"), ("Locality", "localities"), ("Day", "days"),
        ("Service line", "service lines"), ("Sub-ICB", "Sub-ICBs"), ("Branch", "branches"),
        ("", "units"), ("Region of CCG", "regions of CCG"), ("Type of bed", "types of bed"),
    ],
)  # fmt: skip
def test_plurals_of_levels(level, many):
    assert plural(level) == many


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Average length of stay", "average length of stay"),
        ("Friends and Family Test: positive", "Friends and Family Test: positive"),
        ("CYP with outcome scores", "CYP with outcome scores"),
        ("People with LD or autism", "people with LD or autism"),
        ("", ""),
    ],
)
def test_names_within_a_sentence(name, inside):
    assert lower_first(name) == inside


@pytest.mark.parametrize(
    ("level", "text"),
    [
        ("Ward", "on Oak"),
        ("Team", "at Oak"),
        ("ICB", "in Oak"),
        ("Community team", "at Oak"),
        ("Cluster", "for Oak"),
    ],
)
def test_where_a_unit_is(level, text):
    assert where(level, "Oak") == text


def test_long_names_lose_the_formal_ending_first():
    assert shortened("Birmingham and Solihull Mental Health NHS Foundation Trust") == (
        "Birmingham and Solihull Mental Health"
    )
    assert shortened("NHS BIRMINGHAM AND SOLIHULL INTEGRATED CARE BOARD", 40) == (
        "NHS BIRMINGHAM AND SOLIHULL"
    )
    assert len(shortened("x" * 200)) == LONGEST_NAME


def test_a_name_still_too_long_loses_words_in_the_middle_and_keeps_its_end():
    long = "Northern Valley Partnership Adult Acute Inpatient Ward Larch"
    assert shortened(long) == "Northern Valley … Inpatient Ward Larch"
    assert len(shortened(long)) <= LONGEST_NAME
    assert shortened("Larch " + "x" * 90, 20).startswith("Larch x")


def test_names_are_listed_up_to_three():
    assert listing([]) == ""
    assert named_or_counted(["A", "B", "C"], "Team") == "A, B and C"
    assert named_or_counted(["A", "B", "C", "D"], "Team") == "4 teams"


@pytest.mark.parametrize(
    ("of", "text"),
    [
        (STAY, "Average length of stay, in days"),
        (FOLLOW_UP, "Follow-up within 72 hours, in %"),
        (OCCUPANCY, "Bed occupancy, percentage of available bed days"),
        (RESTRAINT, "Restraint, per 1,000 occupied bed days"),
        (metric("Beds per 1,000", "per 1,000"), "Beds per 1,000"),
    ],
)
def test_what_is_plotted_names_its_unit_once(of, text):
    assert plotted(of) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, ""),
        (0.05, "about 1 in 20 charts"),
        (0.26, "about 1 in 4 charts"),
        (0.43, "about 4 in 10 charts"),
        (0.5, "about half of all charts"),
        (0.72, "about 7 in 10 charts"),
    ],
)
def test_shares_of_charts(share, text):
    assert share_of_charts(share) == text


def test_periods_that_are_not_over_are_named():
    april, *_, june = months(3)
    said = "Apr 2024 is not over yet and is left out unless you choose it."
    assert left_out_till_over([april]) == said
    said = "Apr 2024 to Jun 2024 are not over yet and are left out unless you choose them."
    assert left_out_till_over([april, june]) == said
