"""What the sharing rule hides, worked out here by hand (cases T47 and T48)."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mhvalue.privacy.disclosure import INSIDE, SHARE
from mhvalue.units import Unit

NAN = float("nan")


def shown(part):
    """Known amounts of the first period, None where hidden."""
    return [None if np.isnan(a) else a for a in part.amount[:, 0].tolist()]


def test_inside_the_team_nothing_is_changed(wards):
    series = wards.series("seen_share")
    protected = wards.protected("seen_share", INSIDE).series
    assert protected is not None
    assert np.array_equal(protected.value.amount, series.value.amount)
    assert np.array_equal(protected.numerator.amount, series.numerator.amount)


@pytest.mark.parametrize(
    ("count", "rounded", "low", "high"),
    [
        (0, None, 0, 4),
        (1, None, 0, 4),
        (4, None, 0, 4),
        (5, 5, 5, 7),
        (7, 5, 5, 7),
        (8, 10, 8, 12),
        (12, 10, 8, 12),
        (13, 15, 13, 17),
        (72, 70, 68, 72),
        (73, 75, 73, 77),
    ],
)
def test_counts_of_0_to_4_are_hidden_and_others_rounded(make, count, rounded, low, high):
    # A second small count, so that nothing is hidden for the first one's sake.
    service = make({"referred": {"Ash": [count], "Elm": [2], "Oak": [1], "Fir": [50]}})
    value = service.protected("referrals", SHARE).series.value
    assert shown(value)[0] == rounded
    assert (value.low[0, 0], value.high[0, 0]) == (low, high)


def test_the_next_smallest_is_hidden_where_a_total_would_give_one_away(make):
    service = make({"referred": {"Ash": [3], "Elm": [21], "Oak": [61], "Fir": [20]}})
    protected = service.protected("referrals", SHARE)
    assert shown(protected.series.value) == [None, 20, 60, None]
    assert protected.hidden_here == 2
    # What was hidden for another's sake must not be told apart as small, nor as large.
    assert protected.series.value.low[3, 0] == 0
    assert np.isnan(protected.series.value.high[3, 0])


def test_totals_of_a_kind_and_of_a_parent_give_nothing_away_either(make):
    names = ("Ash", "Elm", "Oak", "Fir", "Yew")
    kinds = ("Adult", "Adult", "Older", "Older", "Older")
    parents = ("North", "South", "South", "North", "South")
    units = [
        Unit("Ward", name, kind=kind, parents=(("Locality", parent),))
        for name, kind, parent in zip(names, kinds, parents, strict=True)
    ]
    service = make(
        {"referred": {"Ash": [2], "Elm": [40], "Oak": [30], "Fir": [60], "Yew": [90]}}, units
    )
    # Ash stands alone among adults, so Elm goes with it; then Ash alone in the North, so Fir
    # does; Elm alone in the South, so Oak, the smaller of two; Fir and Oak are two of the older.
    value = service.protected("referrals", SHARE).series.value
    assert shown(value) == [None, None, None, None, 90]


def test_percentages_come_from_the_rounded_parts(make):
    service = make({"seen": {"Ash": [22], "Elm": [38]}, "referred": {"Ash": [48], "Elm": [61]}})
    series = service.protected("seen_share", SHARE).series
    assert shown(series.numerator) == [20, 40]
    assert shown(series.denominator) == [50, 60]
    assert shown(series.value) == [pytest.approx(40), pytest.approx(100 * 40 / 60)]


def test_a_small_rest_is_hidden_as_a_small_count_is(make):
    # 46 of 50 leaves 4 people not seen; 45 of 50 leaves 5, which may be known.
    amounts = {"Ash": [46], "Elm": [45], "Oak": [57], "Fir": [24]}
    whole = {"Ash": [50], "Elm": [50], "Oak": [60], "Fir": [48]}
    series = make({"seen": amounts, "referred": whole}).protected("seen_share", SHARE).series
    assert shown(series.value) == [None, pytest.approx(90), None, pytest.approx(50)]
    assert shown(series.denominator) == [50, 50, 60, 50]
    # At least all but four: 48 to 52 people of whom at most 4 are not seen.
    assert (series.numerator.low[0, 0], series.numerator.high[0, 0]) == (44, 52)


def test_a_small_whole_hides_its_parts(make):
    service = make(
        {
            "seen": {"Ash": [2], "Elm": [20], "Oak": [30]},
            "referred": {"Ash": [3], "Elm": [40], "Oak": [60]},
        }
    )
    series = service.protected("seen_share", SHARE).series
    assert shown(series.denominator) == [None, None, 60]
    assert shown(series.numerator) == [None, None, 30]
    assert shown(series.value) == [None, None, pytest.approx(50)]


def test_money_is_neither_hidden_nor_rounded(make):
    service = make({"spent": {"Ash": [3.25], "Elm": [-412.5]}})
    assert shown(service.protected("balance", SHARE).series.value) == [3.25, -412.5]


def test_published_figures_are_left_alone(make):
    service = make({"referred": {"Ash": [3], "Elm": [33]}}, published=True)
    assert shown(service.protected("referrals", SHARE).series.value) == [3, 33]


def test_one_person_more_or_less_gives_nothing_by_subtraction(make):
    # Two exports that differ by a person differ by nothing or by 5, never by 1.
    values = []
    for count in range(20, 31):
        service = make({"referred": {"Ash": [count], "Elm": [50]}})
        values.append(service.protected("referrals", SHARE).series.value.amount[0, 0])
    assert {second - first for first, second in pairwise(values)} == {0, 5}


COUNTS = st.integers(min_value=0, max_value=120)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(COUNTS, COUNTS), min_size=2, max_size=7))
def test_what_is_said_of_a_figure_is_true_and_no_hidden_one_stands_alone(pairs, make):
    seen = {f"W{i}": [float(min(pair))] for i, pair in enumerate(pairs)}
    referred = {f"W{i}": [float(max(pair))] for i, pair in enumerate(pairs)}
    service = make({"seen": seen, "referred": referred})
    exact = service.series("seen_share")
    series = service.protected("seen_share", SHARE).series
    for true, part in (
        (exact.numerator, series.numerator),
        (exact.denominator, series.denominator),
        (exact.value, series.value),
    ):
        with np.errstate(invalid="ignore"):
            assert not (true.amount < part.low - 1e-9).any()
            assert not (true.amount > part.high + 1e-9).any()
            known = part.known
            assert not (part.amount[known] < 5).any() or part is series.value
    for place, (seen_here, whole) in enumerate((min(p), max(p)) for p in pairs):
        if seen_here <= 4 or whole - seen_here <= 4:
            assert not series.numerator.known[place, 0]
            assert not series.value.known[place, 0]
    for part in (series.numerator, series.denominator):
        assert np.count_nonzero(part.hidden) != 1
