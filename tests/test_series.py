"""Metrics from facts: small tables whose answers are worked out in the text."""

from dataclasses import replace

import numpy as np
import pytest

from mhvalue.catalogue.schema import Metric, Term
from mhvalue.errors import NotAddable, NothingToShow
from mhvalue.facts import join, latest
from mhvalue.grids import Question
from mhvalue.periods import step
from mhvalue.series import pooled, series
from mhvalue.terms import working_days
from mhvalue.units import Unit
from tests.tables import APRIL, BLANK, HIDDEN, catalogue_of, count, facts_of, item, months, share

WARDS = Question("Ward")
MISSED = catalogue_of(item("missed"), item("booked"))


def test_a_rate_of_sums_is_not_a_mean_of_rates():
    # Monthly rates 10% and 50%, their mean 30%; but (1 + 50) of (10 + 100) is 46.4%
    facts = facts_of({("missed", "Elm"): [1, 50], ("booked", "Elm"): [10, 100]})
    metric = share("missed", "booked")
    monthly = series(facts, MISSED, metric, WARDS)
    np.testing.assert_allclose(monthly.value.amount, [[10.0, 50.0]])
    year = pooled(facts, MISSED, metric, WARDS, *months(2))
    assert year.value.amount.item() == pytest.approx(100 * 51 / 110)
    assert year.behind.item() == year.of == 2


def test_only_months_with_both_parts_count():
    # May has no denominator, so its 7 missed must not be counted either: 3 of 30
    facts = facts_of({("missed", "Elm"): [1, 7, 2], ("booked", "Elm"): [10, BLANK, 20]})
    made = pooled(facts, MISSED, share("missed", "booked"), WARDS, APRIL, step(APRIL, 2))
    assert made.value.amount.item() == pytest.approx(10.0)
    assert (made.behind.item(), made.of) == (2, 3)


def test_hidden_never_turns_into_zero():
    # 3 + * of 40: between 3 of 40 and 7 of 40
    facts = facts_of({("missed", "Elm"): [3, HIDDEN], ("booked", "Elm"): [20, 20]})
    made = pooled(facts, MISSED, share("missed", "booked"), WARDS, *months(2))
    assert np.isnan(made.value.amount.item())
    assert made.value.low.item() == pytest.approx(7.5)
    assert made.value.high.item() == pytest.approx(17.5)


def test_a_count_with_a_missing_month_has_no_total():
    facts = facts_of({("missed", "Elm"): [3, BLANK, 4], ("missed", "Oak"): [1, 1, 1]})
    made = pooled(facts, MISSED, count("missed"), WARDS, APRIL, step(APRIL, 2))
    assert np.isnan(made.value.amount[0, 0])
    assert made.value.amount[1, 0] == 3


def test_what_never_adds_is_refused_with_a_way_out():
    never = catalogue_of(item("seen", over_time="never"))
    facts = facts_of({("seen", "Elm"): [5, 6]})
    with pytest.raises(NotAddable, match="Choose a single month"):
        pooled(facts, never, count("seen"), WARDS, *months(2))
    assert pooled(facts, never, count("seen"), WARDS, APRIL, APRIL).value.amount.item() == 5


def test_rolling_figures_are_never_added():
    facts = facts_of({("missed", "Elm"): [5, 6], ("booked", "Elm"): [9, 9]}, window=3)
    assert series(facts, MISSED, share("missed", "booked"), WARDS).window == 3
    with pytest.raises(NotAddable, match="covers 3 months, so they overlap"):
        pooled(facts, MISSED, share("missed", "booked"), WARDS, *months(2))


def test_a_published_total_beats_a_sum_of_its_parts():
    wards = [Unit("Ward", name, parents=(("Trust", "Ours"),)) for name in ("Elm", "Oak")]
    below = facts_of({("missed", "Elm"): [2], ("missed", "Oak"): [3]}, units=wards)
    above = facts_of({("missed", "Ours"): [6]}, level="Trust", key="other")
    trust = Question("Trust")
    assert series(below, MISSED, count("missed"), trust).value.amount.item() == 5
    both = join([below, above])
    assert series(both, MISSED, count("missed"), trust).value.amount.item() == 6


def test_a_sum_over_units_with_a_hidden_one_is_a_range():
    wards = [Unit("Ward", name, parents=(("Trust", "Ours"),)) for name in ("Elm", "Oak")]
    facts = facts_of({("missed", "Elm"): [20], ("missed", "Oak"): [HIDDEN]}, units=wards)
    made = series(facts, MISSED, count("missed"), Question("Trust")).value
    assert np.isnan(made.amount.item())
    assert (made.low.item(), made.high.item()) == (20, 24)


def test_units_that_never_add_are_refused():
    wards = [Unit("Ward", name, parents=(("Trust", "Ours"),)) for name in ("Elm", "Oak")]
    facts = facts_of({("seen", "Elm"): [20], ("seen", "Oak"): [30]}, units=wards)
    with pytest.raises(NotAddable, match="over units"):
        series(
            facts,
            catalogue_of(item("seen", over_units="never")),
            count("seen"),
            Question("Trust"),
        )


def test_contacts_per_caseload_per_month_does_not_grow_with_the_year():
    # 60 contacts a month over an average of 20 people is 3 a month, over one month or two
    known = catalogue_of(item("contacts", "events"), item("caseload", over_time="average"))
    metric = replace(
        share("contacts", "caseload", spread="none"), multiplier=1.0, time_base="month"
    )
    facts = facts_of({("contacts", "Elm"): [60, 60], ("caseload", "Elm"): [10, 30]})
    np.testing.assert_allclose(series(facts, known, metric, WARDS).value.amount, [[6.0, 2.0]])
    two = pooled(facts, known, metric, WARDS, *months(2))
    assert two.value.amount.item() == pytest.approx(3.0)


def test_staff_days_are_staff_times_working_days():
    # April 2024 has 22 weekdays less Easter Monday: 21. 210 contacts by 2 staff: 5 a staff day
    assert working_days(APRIL) == 21
    known = catalogue_of(item("contacts", "events"), item("wte", "staff", over_time="average"))
    metric = Metric(
        id="m",
        name="Contacts a staff day",
        question="?",
        theme="t",
        lens="activity",
        setting="s",
        kind="ratio",
        numerator=(Term(("contacts",)),),
        denominator=(Term(("wte", "working_days_in_period")),),
    )
    facts = facts_of({("contacts", "Elm"): [210], ("wte", "Elm"): [2]})
    assert series(facts, known, metric, WARDS).value.amount.item() == pytest.approx(5.0)


def test_a_comparison_of_two_groups_reads_each_group():
    rates = {("rate", "Ours"): [300.0]}
    black = facts_of(rates, level="Trust", breakdown="ethnicity", group="Black")
    white = facts_of(
        {("rate", "Ours"): [75.0]}, level="Trust", breakdown="ethnicity", group="White"
    )
    metric = Metric(
        id="rr",
        name="Rate ratio",
        question="?",
        theme="t",
        lens="quality",
        setting="s",
        kind="group ratio",
        numerator=(Term(("rate",), breakdown="ethnicity", group="Black"),),
        denominator=(Term(("rate",), breakdown="ethnicity", group="White"),),
    )
    known = catalogue_of(item("rate", "other", over_groups="never"))
    made = series(join([black, white]), known, metric, Question("Trust"))
    assert made.value.amount.item() == pytest.approx(4.0)


def test_a_finished_value_stands_where_its_parts_are_absent():
    metric = replace(share("missed", "booked"), value="missed_rate")
    facts = facts_of({("missed_rate", "Elm"): [12.5, 13.0]})
    made = series(facts, MISSED, metric, WARDS)
    np.testing.assert_allclose(made.value.amount, [[12.5, 13.0]])
    assert made.numerator is None
    with pytest.raises(NotAddable, match="finished figure"):
        pooled(facts, MISSED, metric, WARDS, *months(2))


def test_what_is_not_there_is_said():
    facts = facts_of({("missed", "Elm"): [1]})
    with pytest.raises(NothingToShow, match="do not hold missed share"):
        series(facts, MISSED, share("missed", "booked"), WARDS)


def test_a_newer_release_replaces_an_older_one_for_what_it_covers():
    old = facts_of({("missed", "Elm"): [1, 2]}, release="Provisional")
    new = facts_of({("missed", "Elm"): [9]}, release="Performance", key="other")
    facts = latest(join([new, old]))
    np.testing.assert_allclose(
        series(facts, MISSED, count("missed"), WARDS).value.amount, [[9.0, 2.0]]
    )


def test_an_item_that_is_absent_is_worked_out_from_what_it_is_made_of():
    # 20 beds in April are 600 bed days; 570 of them taken is 95%
    made = replace(item("available", "days"), made_of=(Term(("beds", "days_in_period")),))
    known = catalogue_of(made, item("beds", "other", over_time="average"), item("taken", "days"))
    facts = facts_of({("beds", "Elm"): [20], ("taken", "Elm"): [570]})
    metric = share("taken", "available", spread="none")
    assert series(facts, known, metric, WARDS).value.amount.item() == pytest.approx(95.0)


def test_units_that_never_record_a_part_are_left_out():
    facts = facts_of(
        {
            ("missed", "Elm"): [1, 2],
            ("booked", "Elm"): [10, 10],
            ("missed", "Oak"): [3, 4],
            ("booked", "Oak"): [BLANK, BLANK],
        }
    )
    assert series(facts, MISSED, share("missed", "booked"), WARDS).units == ("Elm",)


def test_a_total_is_of_the_units_that_record_the_item():
    wards = [Unit("Ward", name, parents=(("Trust", "Ours"),)) for name in ("Elm", "Oak")]
    facts = facts_of({("missed", "Elm"): [2, 3], ("missed", "Oak"): [BLANK, BLANK]}, units=wards)
    made = series(facts, MISSED, count("missed"), Question("Trust"))
    np.testing.assert_allclose(made.value.amount, [[2.0, 3.0]])


def test_units_of_two_levels_are_never_put_into_one_total():
    wards = facts_of(
        {("missed", "Elm"): [2]}, units=[Unit("Ward", "Elm", parents=(("Trust", "Ours"),))]
    )
    teams = facts_of(
        {("missed", "East"): [3]},
        level="Team",
        units=[Unit("Team", "East", parents=(("Trust", "Ours"),))],
    )
    with pytest.raises(NothingToShow):
        series(join([wards, teams]), MISSED, count("missed"), Question("Trust"))


def test_a_month_of_which_no_file_speaks_is_a_gap():
    april, june = facts_of({("missed", "Elm"): [100]}), step(APRIL, 2)
    facts = join([april, facts_of({("missed", "Elm"): [100]}, first=june, key="june")])
    assert np.isnan(series(facts, MISSED, count("missed"), WARDS).value.amount[0, 1])
    quarter = pooled(facts, MISSED, count("missed"), WARDS, APRIL, june)
    assert np.isnan(quarter.value.amount.item())
    assert (quarter.behind.item(), quarter.of) == (0, 3)


def test_parts_of_different_lengths_are_never_divided():
    facts = join(
        [
            facts_of({("missed", "Elm"): [5]}, window=3),
            facts_of({("booked", "Elm"): [9]}, key="other"),
        ]
    )
    with pytest.raises(NotAddable, match="different lengths of time"):
        series(facts, MISSED, share("missed", "booked"), WARDS)


def test_a_finished_value_stands_where_parts_may_not_be_added():
    units = [Unit("Ward", "Elm", parents=(("Trust", "Ours"),))]
    parts = facts_of({("seen", "Elm"): [20], ("booked", "Elm"): [50]}, units=units)
    whole = facts_of({("seen_rate", "Ours"): [44.0]}, level="Trust", key="other")
    known = catalogue_of(item("seen", over_units="never"), item("booked"))
    metric = replace(share("seen", "booked"), value="seen_rate")
    made = series(join([parts, whole]), known, metric, Question("Trust"))
    assert made.value.amount.item() == 44


def test_a_total_of_published_and_own_figures_is_not_published():
    wards = [Unit("Ward", n, parents=(("Trust", t),)) for n, t in (("Elm", "A"), ("Oak", "B"))]
    public = facts_of({("missed", "Elm"): [20]}, units=wards[:1], published=True)
    own = facts_of({("missed", "Oak"): [2]}, units=wards[1:], key="own")
    made = series(join([public, own]), MISSED, count("missed"), Question("Trust"))
    assert not made.published
