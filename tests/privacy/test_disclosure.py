"""To share: small counts, small complements and given-away totals are hidden, the rest rounded."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mhvalue.catalogue.schema import Metric, Term
from mhvalue.grids import Question
from mhvalue.privacy.disclosure import INSIDE, SHARE, Protected, protect
from mhvalue.series import series
from mhvalue.units import Unit
from tests.tables import catalogue_of, count, facts_of, item, share

KNOWN = catalogue_of(item("missed"), item("booked"), item("cost", "money"), item("days", "days"))


def shared(amounts, metric, **more) -> Protected:
    facts = facts_of(amounts, **more)
    made = series(facts, KNOWN, metric, Question("Ward"))
    return protect(made, SHARE, KNOWN, facts.units)


def counts(values):
    return {("missed", f"Ward {place}"): [value] for place, value in enumerate(values)}


def test_inside_my_team_nothing_changes():
    facts = facts_of(counts([1, 12]))
    made = series(facts, KNOWN, count("missed"), Question("Ward"))
    assert protect(made, INSIDE, KNOWN, facts.units).series is made


def test_small_counts_are_hidden_and_others_rounded_to_five():
    # 3 and 1 are hidden; 7 becomes 5, 8 becomes 10, 12 becomes 10, 13 becomes 15
    made = shared(counts([3, 1, 7, 8, 12, 13]), count("missed"))
    expected = [np.nan, np.nan, 5, 10, 10, 15]
    np.testing.assert_array_equal(made.series.value.amount[:, 0], expected)
    assert made.hidden_here == 2
    np.testing.assert_array_equal(made.series.value.low[:2, 0], [0, 0])
    np.testing.assert_array_equal(made.series.value.high[:2, 0], [4, 4])


def test_one_more_is_hidden_where_the_total_would_give_it_away():
    # Only 3 is small; with the total of all wards known it is found by taking away, so the
    # next smallest (12) goes too, and nothing is said of how large it is
    made = shared(counts([3, 40, 12, 90]), count("missed"))
    np.testing.assert_array_equal(made.series.value.amount[:, 0], [np.nan, 40, np.nan, 90])
    assert np.isnan(made.series.value.high[2, 0])


def test_nothing_more_is_hidden_where_two_are_hidden_already():
    made = shared(counts([3, 2, 12, 90]), count("missed"))
    np.testing.assert_array_equal(made.series.value.amount[:, 0], [np.nan, np.nan, 10, 90])


def test_a_small_complement_is_hidden_too():
    # 38 of 40: the 2 who did come would be seen; 96 of 100 leaves 4. Two are hidden: no third
    amounts = {
        ("missed", "Elm"): [38],
        ("booked", "Elm"): [40],
        ("missed", "Oak"): [96],
        ("booked", "Oak"): [100],
        ("missed", "Ash"): [20],
        ("booked", "Ash"): [60],
    }
    made = shared(amounts, share("missed", "booked")).series
    np.testing.assert_array_equal(np.isnan(made.value.amount[:, 0]), [True, True, False])
    np.testing.assert_array_equal(made.denominator.amount[:, 0], [40, 100, 60])
    # 98 to 102 people in all, at most 4 of them not counted: at least 94 of 102
    assert made.value.low[1, 0] == 100 * 94 / 102
    assert made.value.high[1, 0] == 100


def test_percentages_come_from_the_rounded_counts():
    # 22 of 61 is 36.1%; shared it is 20 of 60, 33.3%
    amounts = {
        (name, ward): [value]
        for ward in ("Elm", "Oak")
        for name, value in (("missed", 22), ("booked", 61))
    }
    made = shared(amounts, share("missed", "booked")).series
    np.testing.assert_allclose(made.value.amount[:, 0], 100 * 20 / 60)


def test_a_small_denominator_hides_all_of_it():
    amounts = {
        ("cost", "Elm"): [900.0],
        ("missed", "Elm"): [3],
        ("cost", "Oak"): [5000.0],
        ("missed", "Oak"): [4],
        ("cost", "Ash"): [8000.0],
        ("missed", "Ash"): [20],
    }
    metric = Metric(
        id="cost_each",
        name="Cost each",
        question="?",
        theme="t",
        lens="cost",
        setting="s",
        kind="ratio",
        numerator=(Term(("cost",)),),
        denominator=(Term(("missed",)),),
        unit="£",
    )
    made = shared(amounts, metric).series
    for part in (made.value, made.denominator):
        np.testing.assert_array_equal(np.isnan(part.amount[:, 0]), [True, True, False])
    assert np.isnan(np.stack(made.numerator.arrays()[:3])).all()
    assert made.value.amount[2, 0] == 400


def test_money_alone_is_not_a_count_of_people():
    made = shared({("cost", "Elm"): [3.0], ("cost", "Oak"): [1234.0]}, count("cost"))
    np.testing.assert_array_equal(made.series.value.amount[:, 0], [3, 1234])


def test_published_figures_stay_as_they_are():
    made = shared(counts([1, 12]), count("missed"), published=True)
    np.testing.assert_array_equal(made.series.value.amount[:, 0], [1, 12])


def test_finished_percentages_become_whole_and_are_called_unchecked():
    facts = facts_of({("missed_share", "Elm"): [33.3]})
    made = series(facts, KNOWN, share("missed", "booked"), Question("Ward"))
    protected = protect(made, SHARE, KNOWN, facts.units)
    assert protected.unchecked
    assert protected.series.value.amount.item() == 33


def test_a_known_zero_is_no_company():
    # The ward with 0 may be known to be closed: then 3 is found from the total, so 60 goes too
    made = shared(counts([3, 0, 60, 70]), count("missed"))
    np.testing.assert_array_equal(made.series.value.amount[:, 0], [np.nan, np.nan, np.nan, 70])


def test_units_outside_every_parent_are_a_set_of_their_own():
    # Two wards of one trust and one of none: all less the trust would give Ash away
    parents = (("Trust", "Ours"),)
    units = [Unit("Ward", "Elm", parents=parents), Unit("Ward", "Oak", parents=parents)]
    units += [Unit("Ward", "Ash"), Unit("Ward", "Yew")]
    amounts = {
        ("missed", name): [value]
        for name, value in (("Elm", 2), ("Oak", 3), ("Ash", 4), ("Yew", 50))
    }
    made = shared(amounts, count("missed"), units=units)
    assert np.isnan(made.series.value.amount[:, 0]).all()


def test_the_average_stay_is_the_true_one_in_whole_days():
    # 200 days over 7 stays are 28.6, not 200 over the rounded 5
    metric = Metric(
        id="los",
        name="Stay",
        question="?",
        theme="t",
        lens="activity",
        setting="s",
        kind="ratio",
        numerator=(Term(("days",)),),
        denominator=(Term(("missed",)),),
        unit="days",
        spread="mean",
    )
    amounts = {
        ("days", "Elm"): [200.0],
        ("missed", "Elm"): [7],
        ("days", "Oak"): [310.0],
        ("missed", "Oak"): [12],
    }
    made = shared(amounts, metric).series
    np.testing.assert_array_equal(made.value.amount[:, 0], [29, 26])
    np.testing.assert_array_equal(made.denominator.amount[:, 0], [5, 10])
    # Neither the exact average nor the days tell how many the people are.
    np.testing.assert_array_equal(made.value.low[:, 0], [28.5, 25.5])
    np.testing.assert_array_equal(made.value.high[:, 0], [29.5, 26.5])
    assert np.isnan(np.stack(made.numerator.arrays()[:3])).all()


def test_an_average_count_is_said_to_lie_where_it_does():
    # 52.33 becomes 50, said to lie in 47.5 to 52.5; 4.67 becomes 5, in 4.5 to 7.5
    made = shared(counts([52 + 1 / 3, 4 + 2 / 3, 30]), count("missed")).series
    for place, truth in enumerate([52 + 1 / 3, 4 + 2 / 3, 30]):
        assert made.value.low[place, 0] <= truth <= made.value.high[place, 0]


def test_more_events_than_people_is_a_rate_and_no_share():
    metric = share("missed", "booked", spread="events")
    amounts = {
        ("missed", "Elm"): [80],
        ("booked", "Elm"): [40],
        ("missed", "Oak"): [60],
        ("booked", "Oak"): [50],
    }
    np.testing.assert_array_equal(shared(amounts, metric).series.value.amount[:, 0], [200, 120])


def test_a_finished_count_of_people_is_a_count():
    known = catalogue_of(item("seen"))
    facts = facts_of({("seen", "Elm"): [2], ("seen", "Oak"): [3], ("seen", "Ash"): [23]})
    metric = Metric("m", "Seen", "?", "t", "quality", "s", "ready-made", value="seen")
    made = series(facts, known, metric, Question("Ward"))
    amount = protect(made, SHARE, known, facts.units).series.value.amount
    np.testing.assert_array_equal(amount[:, 0], [np.nan, np.nan, 25])


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=8))
def test_no_shared_figure_tells_a_count_under_five(pairs):
    amounts = {}
    for place, (seen, rest) in enumerate(pairs):
        amounts["missed", f"Ward {place}"] = [seen]
        amounts["booked", f"Ward {place}"] = [seen + rest]
    made = shared(amounts, share("missed", "booked")).series
    over, under = made.numerator, made.denominator
    for place, (seen, rest) in enumerate(pairs):
        shown = over.amount[place, 0]
        if np.isfinite(shown):
            assert min(seen, rest, seen + rest) >= 5
            assert shown % 5 == 0
            assert abs(shown - seen) <= 2
        assert over.low[place, 0] <= seen
        assert not over.high[place, 0] < seen
        if np.isfinite(under.amount[place, 0]):
            assert seen + rest >= 5
    hidden = np.isnan(over.amount[:, 0])
    assert hidden.sum() != 1


@given(st.lists(st.integers(0, 30), min_size=3, max_size=8), st.randoms())
def test_the_order_of_wards_does_not_change_how_much_is_hidden(values, rng):
    mixed = values.copy()
    rng.shuffle(mixed)
    one, other = (shared(counts(v), count("missed")).hidden_here for v in (values, mixed))
    assert one == other
