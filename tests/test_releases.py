"""What a newer release changed, on figures written down by hand."""

from dataclasses import replace

import pytest

from mhvalue.facts import join, latest
from mhvalue.periods import period
from mhvalue.releases import replaced
from tests.tables import APRIL, HIDDEN, facts_of


def release(name, cells, *, unit="Elm", file="book.xlsx"):
    """One release of falls on a ward."""
    facts = facts_of({("falls", unit): cells}, release=name, key=name)
    return replace(facts, origins=tuple(replace(o, file=file) for o in facts.origins))


OLD = release("provisional", [10, 20, 30, HIDDEN], file="old.xlsx")
NEW = release("final", [10, 25, 30, 6, 40], file="new.xlsx")


@pytest.mark.parametrize("order", [(OLD, NEW), (NEW, OLD)])
def test_changed_figures_are_counted_and_told_with_both_cells(order):
    found = replaced(join(order))
    # April, May, June and July stand in both; May and July differ; August is new.
    assert (found.repeated, found.changed) == (4, 2)
    assert found.releases == ("provisional", "final")
    may, july = found.changes
    assert (may.before, may.after, july.before, july.after) == ("20", "25", "hidden", "6")
    assert may.period.label == "May 2024"
    assert (may.item, may.level, may.unit) == ("falls", "Ward", "Elm")
    assert (may.old_release, may.new_release) == ("provisional", "final")
    # Row 3 of the second column holds May in the builder's sheet.
    assert (may.replaced, may.source) == ("old.xlsx#Sheet1!B3", "new.xlsx#Sheet1!B3")


def test_what_is_told_as_after_is_what_the_facts_then_hold():
    whole = join((OLD, NEW))
    held = latest(whole).frame
    for change in replaced(whole).changes:
        when = held["period"] == change.period.start.isoformat()
        assert [f"{amount:g}" for amount in held[when]["amount"]] == [change.after]


def test_one_release_changes_nothing():
    found = replaced(OLD)
    assert (found.repeated, found.changed, found.changes) == (0, 0, ())


def test_releases_of_different_things_repeat_nothing():
    other = release("final", [1, 2], unit="Oak")
    found = replaced(join((OLD, other)))
    assert (found.repeated, found.changed) == (0, 0)
    assert found.releases == ("provisional", "final")


def test_of_three_releases_the_newest_is_held_against_the_one_before_it():
    first, second, third = (
        release(name, [cell])
        for name, cell in (("provisional", 1), ("performance", 5), ("final", 7))
    )
    (change,) = replaced(join((third, first, second))).changes
    assert (change.before, change.after) == ("5", "7")
    assert (change.old_release, change.new_release) == ("performance", "final")
    assert change.period == period(APRIL.start, "month")


def test_two_statements_of_one_release_that_differ_are_no_figure():
    twice = join((OLD, NEW, release("final", [11])))
    first = replaced(twice).changes[0]
    assert (first.before, first.after) == ("10", "error")


def test_all_are_counted_and_only_the_first_told():
    found = replaced(join((release("a", range(30)), release("b", range(1, 31)))), most=4)
    assert (found.repeated, found.changed, len(found.changes)) == (30, 30, 4)
