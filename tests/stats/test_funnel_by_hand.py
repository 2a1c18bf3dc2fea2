"""Funnels small enough to work out by hand, with probabilities counted out here."""

import math

import numpy as np
import pytest

from mhvalue.errors import StatisticsProblem
from mhvalue.stats import funnel as fn
from mhvalue.stats.funnel import FunnelSettings, funnel

PEOPLE = FunnelSettings("people", better="higher")
EVENTS = FunnelSettings("events", better="lower", overdispersion=False)


def binomial(n, p, counts):
    return sum(math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in counts)


def poisson(mean, counts):
    return sum(math.exp(-mean) * mean**k / math.factorial(k) for k in counts)


def test_people_are_judged_by_binomial_tails():
    # Ten coin tosses: no head 1/1024, at most one 11/1024, at most two 56/1024.
    found = funnel([0, 1, 2, 5, 8, 9, 10], [10] * 7, PEOPLE, target=0.5)
    np.testing.assert_allclose(found.p_low[:3], [1 / 1024, 11 / 1024, 56 / 1024])
    np.testing.assert_allclose(found.p_high[4:], [56 / 1024, 11 / 1024, 1 / 1024])
    assert found.flag.tolist() == [
        fn.OUT_LOW_998,
        fn.ALERT_LOW_95,
        fn.IN_LINE,
        fn.IN_LINE,
        fn.IN_LINE,
        fn.ALERT_HIGH_95,
        fn.OUT_HIGH_998,
    ]
    expected = [fn.WORSE, fn.WORSE, *[fn.IN_LINE] * 3, fn.BETTER, fn.BETTER]
    assert found.meaning.tolist() == expected


def test_exact_lines_of_ten_tosses():
    # P(X <= 0) = 1/1024 < .025, P(X <= 1) = 11/1024 < .025, P(X <= 2) = 56/1024 >= .025: r = 2,
    # a = (56/1024 - .025) / (45/1024).
    found = funnel([5, 5, 5], [10] * 3, PEOPLE, target=0.5)
    lower = (2 - (56 / 1024 - 0.025) / (45 / 1024)) / 10
    np.testing.assert_allclose(found.limits.lower_95, lower)
    np.testing.assert_allclose(found.limits.upper_95, 1 - lower)


def test_events_are_judged_by_poisson_tails():
    found = funnel([0, 4, 13], [1.0, 1.0, 1.0], EVENTS, target=4.0)
    np.testing.assert_allclose(found.p_low[0], poisson(4, [0]))
    np.testing.assert_allclose(found.p_high[2], 1 - poisson(4, range(13)))
    assert found.flag.tolist() == [fn.ALERT_LOW_95, fn.IN_LINE, fn.OUT_HIGH_998]
    assert found.meaning.tolist() == [fn.BETTER, fn.IN_LINE, fn.WORSE]


def test_without_a_good_direction_a_unit_has_changed_neither_way():
    found = funnel([0, 5, 10], [10] * 3, FunnelSettings("people"), target=0.5)
    assert found.meaning.tolist() == [fn.CHANGED, fn.IN_LINE, fn.CHANGED]


def test_the_target_is_the_pooled_rate_and_not_the_mean_of_rates():
    found = funnel([1, 50, 10], [10, 100, 90], PEOPLE)
    assert found.target == pytest.approx(61 / 200)


def test_chance_counts_what_the_exact_limits_let_through():
    # Ten tosses: beyond the 95% limits lie 0, 1, 9 and 10 heads; beyond 99.8% 0 and 10.
    found = funnel([5, 5, 5], [10] * 3, PEOPLE, target=0.5)
    assert found.chance_alert == pytest.approx(3 * 22 / 1024)
    assert found.chance_out == pytest.approx(3 * 2 / 1024)


def test_a_unit_that_cannot_be_judged_is_left_out_with_its_reason():
    found = funnel([5, np.nan, 3, 11, -1, 6, 4, 2], [10, 10, 0, 10, 10, 10, 10, np.inf], PEOPLE)
    assert found.reason.tolist() == [
        fn.JUDGED,
        fn.NO_FIGURE,
        fn.NO_DENOMINATOR,
        fn.NUMERATOR_TOO_LARGE,
        fn.NEGATIVE,
        fn.JUDGED,
        fn.JUDGED,
        fn.NO_FIGURE,
    ]
    assert found.judged.tolist() == [reason == fn.JUDGED for reason in found.reason]
    assert found.target == pytest.approx(15 / 30)
    assert (found.flag[~found.judged] == fn.NOT_JUDGED).all()
    assert (found.meaning[~found.judged] == fn.NOT_JUDGED).all()
    assert np.isnan(found.rate[~found.judged]).all()
    assert np.isnan(found.limits.lower_95[~found.judged]).all()


def test_events_may_outnumber_the_denominator():
    assert funnel([30, 31, 29], [10, 10, 10], EVENTS).judged.all()


def test_fewer_than_three_units_get_no_funnel():
    found = funnel([5, 6, np.nan], [10, 10, 10], PEOPLE)
    assert not found.enough
    assert found.reason.tolist() == [fn.TOO_FEW_UNITS, fn.TOO_FEW_UNITS, fn.NO_FIGURE]
    np.testing.assert_allclose(found.rate[:2], [0.5, 0.6])
    assert (found.flag == fn.NOT_JUDGED).all()
    assert len(found.line.denominator) == 0
    assert not funnel([], [], PEOPLE).enough


@pytest.mark.parametrize(("share", "edge"), [(0, 0.0), (1, 1.0)])
def test_all_or_none_is_in_line(share, edge):
    n = np.array([1, 10, 2000])
    found = funnel(n * share, n, PEOPLE)
    assert found.target == edge
    assert (found.flag == fn.IN_LINE).all()
    assert not found.adjusted


def test_honest_hundred_per_cent_units_are_in_line():
    # 98% on average: 30 of 30 has a chance of .98^30 = 55%.
    n = np.array([30, 30, 30, 410])
    found = funnel([30, 30, 30, 400], n, PEOPLE)
    assert found.flag[:3].tolist() == [fn.IN_LINE] * 3
    np.testing.assert_allclose(found.p_high[0], (490 / 500) ** 30)


def test_overdispersion_by_hand():
    # Square roots of 0, 100 and 400 events per 100: 0, 1, 2; target 500/300. s = 1/20.
    x, n = np.array([0.0, 100, 400]), np.array([100.0] * 3)
    settings = FunnelSettings("events", winsorise=0)
    found = funnel(x, n, settings)
    z = (np.array([0, 1, 2]) - math.sqrt(5 / 3)) * 20
    phi = float((z**2).mean())
    assert found.phi == pytest.approx(phi)
    # w = 400 each: sum w - sum w^2 / sum w = 1200 - 400 = 800.
    assert found.tau2 == pytest.approx((3 * phi - 2) / 800)
    assert found.adjusted
    reach = 1.959963984540054 * math.sqrt(1 / 400 + found.tau2)
    np.testing.assert_allclose(found.limits.upper_95, (math.sqrt(5 / 3) + reach) ** 2)
    assert (found.flag == fn.IN_LINE).all()


def test_overdispersion_is_on_for_events_and_off_for_people_unless_asked():
    x, n = [20, 100, 400, 900], [1000] * 4
    assert funnel(x, n, FunnelSettings("events")).adjusted
    assert not funnel(x, n, FunnelSettings("people")).adjusted
    assert funnel(x, n, FunnelSettings("people", overdispersion=True)).adjusted
    assert not funnel(x, n, EVENTS).adjusted


def test_units_alike_are_never_adjusted():
    found = funnel([10, 10, 10, 10], [100] * 4, FunnelSettings("events"))
    assert (found.phi, found.tau2, found.adjusted) == (0, 0, False)


def test_the_line_covers_all_units():
    n = [3, 40, 900]
    line = funnel([1, 20, 400], n, PEOPLE).line
    assert line.denominator[0] <= 3
    assert line.denominator[-1] >= 900
    assert set(n) <= set(line.denominator.tolist())
    assert len(line.denominator) <= 200
    assert (np.diff(line.denominator) > 0).all()


@pytest.mark.parametrize(
    ("x", "n", "settings", "target"),
    [
        ([1, 2], [1, 2, 3], PEOPLE, None),
        ([[1, 2, 3]], [[4, 4, 4]], PEOPLE, None),
        ([1, 2, 3], [4, 4, 4], PEOPLE, 1.2),
        ([1, 2, 3], [4, 4, 4], EVENTS, -0.1),
        ([1, 2, 3], [4, 4, 4], EVENTS, math.nan),
        ([1, 2, 3], [4, 4, 4], FunnelSettings("people", winsorise=0.5), None),
    ],
)
def test_what_no_method_allows_is_refused(x, n, settings, target):
    with pytest.raises(StatisticsProblem):
        funnel(x, n, settings, target)
