"""What stands for one unit and period, and what metrics come of it."""

from dataclasses import replace

import pytest

from mhvalue.catalogue.schema import Term
from mhvalue.facts import join
from mhvalue.grids import Question
from mhvalue.measures import with_own_headings
from mhvalue.meeting import meetings
from mhvalue.offers import group_offers, offers
from mhvalue.series import series
from mhvalue.units import Unit
from mhvalue.words.nothing import nothing_to_show
from tests.tables import BLANK, HIDDEN, catalogue_of, count, facts_of, item, share

AGE_SEX = "age \N{MULTIPLICATION SIGN} sex"
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


def crossed(**amounts):
    """Two months on Elm by age and sex, all crossed; nothing for an age or a sex alone."""
    parts = [
        facts_of({("missed", "Elm"): amounts[f"{age}_{sex}"]}, breakdown=AGE_SEX, group=group)
        for age, sex, group in (
            ("young", "f", "0 to 17 \N{MULTIPLICATION SIGN} Female"),
            ("young", "m", "0 to 17 \N{MULTIPLICATION SIGN} Male"),
            ("old", "f", "65 and over \N{MULTIPLICATION SIGN} Female"),
            ("old", "m", "65 and over \N{MULTIPLICATION SIGN} Male"),
        )
    ]
    return join(parts)


def test_groups_that_are_crossed_add_up_to_single_ones_and_to_everybody():
    facts = crossed(young_f=[1, 2], young_m=[10, 20], old_f=[100, 200], old_m=[1000, HIDDEN])
    known = catalogue_of(item("missed"), metrics=[count("missed")])
    assert [(o.breakdown, o.group) for o in (*offers(facts, known), *group_offers(facts, known))][
        :5
    ] == [
        ("none", "all"),
        ("age", "0 to 17"),
        ("age", "65 and over"),
        ("sex", "Female"),
        ("sex", "Male"),
    ]

    def shown(breakdown, group):
        asked = Question("Ward", "month", breakdown, group)
        value = series(facts, known, known.metrics["missed"], asked).value
        return [value.low[0].tolist(), value.high[0].tolist()]

    assert shown("age", "0 to 17") == [[11, 22], [11, 22]]
    assert shown("sex", "Female") == [[101, 202], [101, 202]]
    # One of the four is hidden in May: from 0 to 4.
    assert shown("sex", "Male") == [[1010, 20], [1010, 24]]
    assert shown("none", "all") == [[1111, 222], [1111, 226]]


def test_everybody_is_not_offered_where_a_group_always_lacks_its_row():
    """Of Elm no figure for old men is stated at all, so its sum is known in no month."""
    every = crossed(young_f=[1, 2], young_m=[3, 4], old_f=[5, 6], old_m=[7, 8])
    oak = replace(every, frame=every.frame.assign(unit="Oak").astype({"unit": "category"}))
    male = "65 and over \N{MULTIPLICATION SIGN} Male"
    elm = replace(every, frame=every.frame[(every.frame["group"] != male).to_numpy()])
    known = catalogue_of(item("missed"), metrics=[count("missed")])
    assert [o.level for o in offers(join([elm, oak]), known)] == ["Ward"]
    lacking = replace(oak, frame=oak.frame[(oak.frame["group"] == male).to_numpy()])
    assert offers(join([elm, lacking]), known) == ()


def test_what_never_adds_is_shown_for_the_crossed_groups_alone():
    facts = crossed(young_f=[1, 2], young_m=[3, 4], old_f=[5, 6], old_m=[7, 8])
    known = catalogue_of(item("missed", over_groups="never"), metrics=[count("missed")])
    assert offers(facts, known) == ()
    assert {o.breakdown for o in group_offers(facts, known)} == {AGE_SEX}


def test_a_country_is_never_the_sum_of_the_providers_in_a_file():
    of_england = [Unit("Provider", name, parents=(("England", "England"),)) for name in "AB"]
    facts = facts_of(
        {("missed", "A"): [1], ("missed", "B"): [2]}, level="Provider", units=of_england
    )
    known = catalogue_of(item("missed"), metrics=[count("missed")])
    assert [o.level for o in offers(facts, known)] == ["Provider"]


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
        (MISSED, True, "for one unit of each kind only"),
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
