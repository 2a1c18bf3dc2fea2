"""What stands for one unit and period, and what metrics come of it."""

from dataclasses import replace

import pytest

from mhvalue.catalogue.schema import Term
from mhvalue.facts import join
from mhvalue.measures import with_own_headings
from mhvalue.meeting import meetings
from mhvalue.offers import group_offers, offers
from mhvalue.words.nothing import nothing_to_show
from tests.tables import BLANK, HIDDEN, catalogue_of, count, facts_of, item, share

KNOWN = catalogue_of(item("missed"), item("booked"), metrics=[share("missed", "booked")])
EVERYBODY = ("none", "all")


def met(*cells):
    """Whether missed and booked of these facts meet on a ward in a month."""
    parts = [("missed", *EVERYBODY), ("booked", *EVERYBODY)]
    return meetings(join(cells), KNOWN).meet(parts, "Ward", "month")


MISSED = facts_of({("missed", "Elm"): [1, 2]})


@pytest.mark.parametrize(
    ("booked", "meets"),
    [
        (facts_of({("booked", "Elm"): [BLANK, 9]}), True),
        (facts_of({("booked", "Elm"): [BLANK, HIDDEN]}), True),
        (facts_of({("booked", "Elm"): [BLANK, BLANK, 9]}), False),
        (facts_of({("booked", "Oak"): [9, 9]}), False),
        (facts_of({("booked", "Elm"): [9, 9]}, level="Team"), True),
        (facts_of({("booked", "Elm"): [9, 9]}, breakdown="sex", group="Female"), True),
    ],
)
def test_parts_meet_in_one_unit_and_period(booked, meets):
    # At the level Ward nothing is held of a team: it might be worked out, which is not judged.
    assert met(MISSED, booked) is meets


def test_a_metric_whose_parts_never_meet_is_not_offered_and_each_part_is():
    apart = join([MISSED, facts_of({("booked", "Oak"): [9, 9]})])
    grown = with_own_headings(KNOWN, apart, [])
    assert [o.metric for o in offers(apart, grown)] == ["missed", "booked"]
    together = join([MISSED, facts_of({("booked", "Elm"): [9, 9]})])
    offered = [o.metric for o in offers(together, with_own_headings(KNOWN, together, []))]
    assert offered == ["missed_share", "missed", "booked"]


def test_what_the_catalogue_shows_alone_is_not_offered_twice():
    known = catalogue_of(item("missed"), metrics=[replace(count("missed"), id="dna")])
    grown = with_own_headings(known, MISSED, [])
    assert list(grown.metrics) == ["dna"]


def test_a_known_item_by_itself_is_named_and_counted_as_the_catalogue_has_it():
    grown = with_own_headings(KNOWN, MISSED, []).metrics["missed"]
    assert (grown.kind, grown.name, grown.decimals, grown.numerator[0].items) == (
        "count",
        "Missed",
        0,
        ("missed",),
    )
    assert "size of the service" in grown.caveats


def test_groups_of_which_one_is_always_hidden_give_no_figure_for_everybody():
    women = facts_of({("missed", "Elm"): [7, 9]}, breakdown="sex", group="Female")
    hidden = facts_of({("missed", "Elm"): [HIDDEN, HIDDEN]}, breakdown="sex", group="Male")
    once = facts_of({("missed", "Elm"): [HIDDEN, 4]}, breakdown="sex", group="Male")
    for men, everybody in ((hidden, []), (once, [("missed", "Ward", "month")])):
        facts = join([women, men])
        grown = with_own_headings(KNOWN, facts, [])
        assert [(o.metric, o.level, o.grain) for o in offers(facts, grown)] == everybody
        groups = {"Female"} if men is hidden else {"Female", "Male"}
        assert {o.group for o in group_offers(facts, grown)} == groups


def test_a_metric_is_offered_for_the_groups_of_which_all_its_parts_are_stated():
    """Missed is stated for both, booked for women alone and by ward only."""
    women = facts_of(
        {("missed", "Elm"): [1], ("booked", "Elm"): [9]}, breakdown="sex", group="Female"
    )
    men = facts_of({("missed", "Elm"): [2]}, breakdown="sex", group="Male")
    got = group_offers(join([women, men]), KNOWN)
    assert [(o.metric, o.level, o.breakdown, o.group) for o in got] == [
        ("missed_share", "Ward", "sex", "Female")
    ]


def test_a_metric_about_groups_is_not_asked_of_others():
    women = facts_of(
        {("missed", "Elm"): [1], ("booked", "Elm"): [9]}, breakdown="sex", group="Female"
    )
    own = Term(("missed",), breakdown="sex", group="Female")
    of_women = replace(share("missed", "booked"), numerator=(own,))
    assert group_offers(women, replace(KNOWN, metrics={of_women.id: of_women})) == ()


PLAN = replace(MISSED, frame=MISSED.frame.assign(scenario="plan").astype({"scenario": "category"}))


@pytest.mark.parametrize(
    ("facts", "comparable", "said"),
    [
        (MISSED, True, "for one unit only"),
        (replace(MISSED, frame=MISSED.frame.iloc[:0]), False, "hold no figures."),
        (PLAN, False, "plans or forecasts only"),
        (facts_of({("missed", "Elm"): [BLANK]}), False, "filled in"),
        (MISSED, False, "none that can be shown by itself"),
    ],
)
def test_why_there_is_nothing_to_show_is_what_the_files_are_like(facts, comparable, said):
    told = nothing_to_show(facts, comparable=comparable)
    assert said in told.what
    assert told.do
