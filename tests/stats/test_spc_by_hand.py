"""XmR charts small enough to work out by hand."""

import numpy as np
import pytest

from mhvalue.errors import StatisticsProblem
from mhvalue.stats import spc
from mhvalue.stats.spc import XmrSettings, assurance, xmr

# Twelve points between 10 and 12: mean 11, every moving range 2, so limits 11 +/- 2.66 x 2 =
# 5.68 to 16.32 and near lines 11 +/- 3.5467 = 7.4533 and 14.5467.
BASE = [10.0, 12.0] * 6
FIXED = XmrSettings(fix_after=12, better="higher")


def after_base(*values, settings=FIXED):
    return xmr([BASE + list(values)], settings)


def met(chart, rule, side):
    return (chart.met[0] & spc.met_bit(rule, side)).astype(bool).tolist()


def test_limits():
    chart = xmr([BASE], XmrSettings())
    np.testing.assert_allclose(chart.mean[0], 11)
    np.testing.assert_allclose(chart.lower[0], 5.68)
    np.testing.assert_allclose(chart.upper[0], 16.32)
    assert chart.enough.tolist() == [True]
    assert not chart.rule.any()
    assert (chart.meaning == spc.COMMON).all()


def test_limits_of_a_fixed_baseline_do_not_move():
    np.testing.assert_allclose(after_base(40, 50, 60).upper[0], 16.32)


@pytest.mark.parametrize(
    ("value", "rule", "side", "meaning"),
    [
        (16.31, spc.NONE, 0, spc.COMMON),
        (16.33, spc.OUTSIDE, spc.HIGH, spc.BETTER),
        (5.69, spc.NONE, 0, spc.COMMON),
        (5.67, spc.OUTSIDE, spc.LOW, spc.WORSE),
    ],
)
def test_outside_the_limits(value, rule, side, meaning):
    chart = after_base(value)
    assert (chart.rule[0, -1], chart.side[0, -1]) == (rule, side)
    assert chart.last_meaning[0] == meaning


@pytest.mark.parametrize(
    ("better", "high", "low"),
    [
        ("higher", spc.BETTER, spc.WORSE),
        ("lower", spc.WORSE, spc.BETTER),
        ("neutral", spc.CHANGED_HIGH, spc.CHANGED_LOW),
    ],
)
def test_meaning_follows_the_good_direction(better, high, low):
    settings = XmrSettings(fix_after=12, better=better)
    assert after_base(20, settings=settings).last_meaning[0] == high
    assert after_base(2, settings=settings).last_meaning[0] == low


def test_seven_on_one_side_are_a_shift_and_six_are_not():
    # The last base point is 12, above the mean: six more above make seven.
    above = [11.5, 11.6, 11.5, 11.6, 11.5]
    assert not after_base(*above).rule.any()
    shift = after_base(*above, 11.6)
    assert met(shift, spc.SHIFT, spc.HIGH) == [False] * 12 + [False] * 6
    # In mode "mdc" a shift does not reach back into the frozen baseline, so the seventh counts.
    assert met(after_base(*above, 11.6, 11.5), spc.SHIFT, spc.HIGH) == [False] * 12 + [True] * 7
    as_in_r = XmrSettings(mode="plotthedots", fix_after=12)
    both = after_base(*above, 11.6, settings=as_in_r)
    assert met(both, spc.SHIFT, spc.HIGH) == [False] * 11 + [True] * 7


def test_a_point_on_the_mean_breaks_a_shift():
    chart = after_base(11.5, 11.6, 11.5, 11.0, 11.5, 11.6, 11.5)
    assert not chart.rule.any()


def test_seven_rising_points_are_a_trend_wherever_they_lie():
    # From 10 (the eleventh point) no trend: 12, then a fall to 9, then six rises.
    chart = after_base(9, 9.5, 10, 10.5, 11.5, 12, 12.5)
    assert met(chart, spc.TREND, spc.HIGH) == [False] * 12 + [True] * 7
    assert chart.rule[0, -1] == spc.TREND
    assert chart.last_meaning[0] == spc.BETTER


def test_a_tie_breaks_a_trend():
    assert not after_base(9, 9.5, 10, 10, 10.5, 11.5, 12).rule.any()


def test_two_in_three_marks_the_far_points_only():
    chart = after_base(15, 12, 15)
    assert met(chart, spc.TWO_IN_THREE, spc.HIGH)[-3:] == [True, False, True]
    assert not after_base(15, 10, 15).rule.any(), "the third must lie on the same side"


def test_two_in_three_counts_points_outside_the_limits_in_mdc_mode_only():
    chart = after_base(15, 12, 17)
    assert met(chart, spc.TWO_IN_THREE, spc.HIGH)[-3:] == [True, False, True]
    assert chart.rule[0, -1] == spc.OUTSIDE, "the higher rule names the point"
    as_in_r = after_base(15, 12, 17, settings=XmrSettings(mode="plotthedots", fix_after=12))
    assert as_in_r.rule[0, -3:].tolist() == [spc.NONE, spc.NONE, spc.OUTSIDE]


# Falling from above: the first points are outside high and in a falling trend.
CONFLICT = (24, 22, 20, 18, 16, 14, 12.5)


@pytest.mark.parametrize(("better", "side"), [("higher", spc.HIGH), ("lower", spc.LOW)])
def test_improvement_wins_a_conflict_in_mdc_mode(better, side):
    chart = after_base(*CONFLICT, settings=XmrSettings(fix_after=12, better=better))
    assert met(chart, spc.OUTSIDE, spc.HIGH)[12]
    assert met(chart, spc.TREND, spc.LOW)[12]
    assert chart.meaning[0, 12] == spc.BETTER
    assert chart.side[0, 12] == side


def test_a_gap_breaks_runs_and_is_not_judged():
    rising = [9, 9.5, 10, np.nan, 10.5, 11.5, 12]
    chart = after_base(*rising)
    assert not chart.rule.any()
    assert chart.meaning[0, 15] == spc.NOT_JUDGED
    assert chart.points.tolist() == [18]


def test_a_gap_costs_both_moving_ranges():
    # Without the third point the ranges left are nine of 2, and the mean is that of 11 points.
    values = BASE.copy()
    values[2] = np.nan
    chart = xmr([values], XmrSettings(min_points=11))
    np.testing.assert_allclose(chart.mean[0, 0], (6 * 12 + 5 * 10) / 11)
    np.testing.assert_allclose(chart.upper[0, 0] - chart.mean[0, 0], 5.32)


def test_too_few_points_get_a_plain_line():
    chart = xmr([BASE[:11]], XmrSettings())
    assert np.isnan(chart.mean).all()
    assert chart.enough.tolist() == [False]
    assert (chart.meaning == spc.NOT_JUDGED).all()
    assert assurance(chart, 5.0).tolist() == [spc.NONE]


def test_every_other_point_missing_gives_no_limits():
    values = np.full(30, np.nan)
    values[::2] = 10
    chart = xmr([values], XmrSettings())
    assert chart.points.tolist() == [15]
    assert chart.enough.tolist() == [False]


def test_a_series_without_any_value():
    chart = xmr([[np.nan] * 15, [*BASE, 10.0, 12, 10]], XmrSettings())
    assert chart.last.tolist() == [-1, 14]
    assert chart.last_meaning.tolist() == [spc.NOT_JUDGED, spc.COMMON]
    assert assurance(chart, 1.0).tolist() == [spc.NONE, spc.NONE]


def test_recalculated_limits_and_a_short_last_segment():
    lifted = [value + 100 for value in BASE]
    chart = xmr([BASE + lifted + [1.0, 2.0]], XmrSettings(rebase_at=(12, 24)))
    np.testing.assert_allclose(chart.mean[0, :12], 11)
    np.testing.assert_allclose(chart.mean[0, 12:24], 111)
    assert np.isnan(chart.mean[0, 24:]).all()
    assert chart.segment.tolist() == [0] * 12 + [1] * 12 + [2] * 2
    assert not chart.rule.any()
    assert chart.enough.tolist() == [False], "the last value has no limits"


def test_a_trend_crosses_a_recalculation_in_mdc_mode_only():
    first = [10.0, 12] * 5 + [10, 9, 9.5, 10]
    second = [10.5, 11, 11.5, 12] + [10.0, 12] * 6
    both = [first + second]
    crossing = xmr(both, XmrSettings(rebase_at=(14,)))
    assert met(crossing, spc.TREND, spc.HIGH)[11:18] == [True] * 7
    within = xmr(both, XmrSettings(mode="plotthedots", rebase_at=(14,)))
    assert spc.TREND not in within.rule


def test_a_constant_decimal_is_no_news():
    # 0.1 has no exact binary form: a naive mean of many lies beside it.
    chart = xmr([[0.1] * 23], XmrSettings(better="higher"))
    assert not chart.rule.any()
    np.testing.assert_allclose(chart.upper, 0.1)
    assert assurance(chart, 0.1).tolist() == [spc.MET]
    assert assurance(chart, 0.2).tolist() == [spc.MISSED]


@pytest.mark.parametrize("screened", [False, True])
def test_one_dip_in_a_hundred_per_cent_does_not_make_the_rest_news(screened):
    values = [100.0] * 24
    values[10] = 90.0
    settings = XmrSettings(better="higher", screen_outliers=screened)
    chart = xmr([values], settings)
    assert np.flatnonzero(chart.met[0] & spc.met_bit(spc.OUTSIDE, spc.LOW)).tolist() == [10]
    assert not (chart.met[0] & spc.met_bit(spc.OUTSIDE, spc.HIGH)).any()
    assert assurance(chart, 95.0).tolist() == [spc.MET]


def test_screening_drops_the_outlier_from_mean_and_ranges_in_mdc_mode():
    # One point at 60: ranges 2 (22 of them), 50 and 48; bound 3.267 x 142 / 24 = 19.3.
    values = [*BASE, 60.0, *BASE]
    chart = xmr([values], XmrSettings(screen_outliers=True))
    # Point 13 and the one after it carry the large ranges: 12 of 12 and 11 of 10s and 12s are left.
    np.testing.assert_allclose(chart.mean[0, 0], (12 * 12 + 11 * 10) / 23)
    np.testing.assert_allclose(chart.upper[0, 0] - chart.mean[0, 0], 5.32)
    as_in_r = xmr([values], XmrSettings(mode="plotthedots", screen_outliers=True))
    np.testing.assert_allclose(as_in_r.mean[0, 0], (24 * 11 + 60) / 25)
    np.testing.assert_allclose(as_in_r.upper[0, 0] - as_in_r.mean[0, 0], 5.32)


@pytest.mark.parametrize(
    ("better", "target", "expected"),
    [
        ("higher", 5.0, spc.MET),
        ("higher", 11.0, spc.EITHER),
        ("higher", 17.0, spc.MISSED),
        ("lower", 17.0, spc.MET),
        ("lower", 11.0, spc.EITHER),
        ("lower", 5.0, spc.MISSED),
        ("neutral", 11.0, spc.NONE),
        ("higher", np.nan, spc.NONE),
    ],
)
def test_assurance(better, target, expected):
    chart = xmr([BASE], XmrSettings(better=better))
    assert assurance(chart, target).tolist() == [expected]


def test_a_target_on_the_limit_is_met_in_mdc_mode_only():
    values = [[10.0, 11.0] * 6]  # limits 10.5 +/- 2.66
    for mode, expected in (("mdc", spc.MET), ("plotthedots", spc.EITHER)):
        chart = xmr(values, XmrSettings(mode=mode, better="higher"))
        assert assurance(chart, 7.84).tolist() == [expected]


def test_each_series_may_have_its_own_direction_and_target():
    chart = xmr([BASE, BASE], XmrSettings(), better=["higher", "lower"])
    assert assurance(chart, [5.0, 5.0]).tolist() == [spc.MET, spc.MISSED]


@pytest.mark.parametrize(
    ("values", "settings"),
    [
        ([1.0, 2.0], XmrSettings()),
        ([[]], XmrSettings()),
        ([BASE], XmrSettings(fix_after=11)),
        ([BASE], XmrSettings(rebase_at=(12,))),
        ([BASE], XmrSettings(rebase_at=(-1,))),
        ([BASE], XmrSettings(min_points=0)),
        ([BASE], XmrSettings(better="up")),
    ],
)
def test_what_no_method_allows_is_refused(values, settings):
    with pytest.raises(StatisticsProblem):
        xmr(values, settings)


def test_one_direction_for_two_series_is_refused():
    with pytest.raises(StatisticsProblem, match="good direction"):
        xmr([BASE, BASE], XmrSettings(), better=["higher"])


def test_no_series_at_all():
    chart = xmr(np.empty((0, 20)), XmrSettings())
    assert chart.mean.shape == (0, 20)
    assert assurance(chart, 1.0).tolist() == []
