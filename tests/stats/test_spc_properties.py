"""What must hold of every XmR chart."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mhvalue.stats import spc
from mhvalue.stats.spc import XmrSettings, xmr

HIGH_BITS = sum(spc.met_bit(rule, spc.HIGH) for rule in (1, 2, 3, 4))
LOW_BITS = sum(spc.met_bit(rule, spc.LOW) for rule in (1, 2, 3, 4))

values = st.integers(-50, 50).map(float)
gappy = st.one_of(values, values, values, values, st.just(np.nan))
series = st.lists(gappy, min_size=1, max_size=45)
modes = st.sampled_from(["mdc", "plotthedots"])


@st.composite
def tables(draw):
    periods = draw(st.integers(1, 40))
    rows = draw(st.integers(1, 4))
    return np.array(
        [draw(st.lists(gappy, min_size=periods, max_size=periods)) for _ in range(rows)]
    )


@given(tables(), modes, st.booleans())
def test_limits_hold_the_mean_and_codes_fit_together(table, mode, screened):
    chart = xmr(table, XmrSettings(mode=mode, screen_outliers=screened))
    with_limits = np.isfinite(chart.lower)
    assert (chart.lower[with_limits] <= chart.mean[with_limits]).all()
    assert (chart.mean[with_limits] <= chart.upper[with_limits]).all()
    assert ((chart.rule == spc.NONE) == (chart.met == 0)).all()
    assert ((chart.rule == spc.NONE) == (chart.side == 0)).all()
    assert ((chart.rule != spc.NONE) == (chart.meaning > 0)).all()
    assert (chart.meaning[np.isnan(table)] == spc.NOT_JUDGED).all()


@given(tables(), modes, st.randoms(use_true_random=False))
def test_series_know_nothing_of_one_another(table, mode, random):
    order = list(range(len(table)))
    random.shuffle(order)
    chart = xmr(table, XmrSettings(mode=mode))
    shuffled = xmr(table[order], XmrSettings(mode=mode))
    np.testing.assert_array_equal(shuffled.met, chart.met[order])
    np.testing.assert_array_equal(shuffled.upper, chart.upper[order])


@given(series, modes, st.integers(1, 1000), st.integers(-1000, 1000))
def test_units_of_measurement_do_not_matter(given_values, mode, factor, shift):
    here = np.array([given_values])
    chart = xmr(here, XmrSettings(mode=mode))
    elsewhere = xmr(here * factor + shift, XmrSettings(mode=mode))
    np.testing.assert_array_equal(elsewhere.met, chart.met)
    np.testing.assert_array_equal(elsewhere.meaning, chart.meaning)
    np.testing.assert_allclose(elsewhere.upper, chart.upper * factor + shift, atol=1e-6)


@given(series, modes)
def test_turned_upside_down_high_becomes_low(given_values, mode):
    here = np.array([given_values])
    chart, turned = (xmr(part, XmrSettings(mode=mode)) for part in (here, -here))
    np.testing.assert_array_equal((turned.met & HIGH_BITS) << 1, chart.met & LOW_BITS)
    np.testing.assert_array_equal((turned.met & LOW_BITS) >> 1, chart.met & HIGH_BITS)


@given(series)
def test_better_and_worse_swap_with_the_good_direction_unless_in_conflict(given_values):
    here = np.array([given_values])
    up, down = (xmr(here, XmrSettings(better=word)) for word in ("higher", "lower"))
    one_sided = ((up.met & HIGH_BITS) == 0) | ((up.met & LOW_BITS) == 0)
    swap = {spc.BETTER: spc.WORSE, spc.WORSE: spc.BETTER}
    expected = np.vectorize(lambda code: swap.get(code, code), otypes=[np.int8])(up.meaning)
    np.testing.assert_array_equal(down.meaning[one_sided], expected[one_sided])
    assert (up.meaning[~one_sided] == spc.BETTER).all()
    assert (down.meaning[~one_sided] == spc.BETTER).all()


@settings(max_examples=200)
@given(st.lists(values, min_size=13, max_size=40), st.data())
def test_a_gap_never_creates_a_signal(given_values, data):
    hole = data.draw(st.integers(12, len(given_values) - 1))
    with_gap = [*given_values]
    with_gap[hole] = np.nan
    settings_ = XmrSettings(fix_after=12)
    whole, gapped = (xmr([part], settings_) for part in (given_values, with_gap))
    assert not (gapped.met & ~whole.met).any()


@given(st.lists(values, min_size=12, max_size=30), st.lists(values, min_size=1, max_size=10))
def test_new_points_do_not_move_fixed_limits_or_erase_signals(first, more):
    settings_ = XmrSettings(fix_after=12)
    before, after = xmr([first], settings_), xmr([first + more], settings_)
    np.testing.assert_array_equal(after.upper[:, : len(first)], before.upper)
    assert not (before.met & ~after.met[:, : len(first)]).any()


@given(series, st.integers(0, 44), modes)
def test_a_recalculation_divides_the_limits_cleanly(given_values, column, mode):
    if not 0 < column < len(given_values):
        return
    chart = xmr([given_values], XmrSettings(mode=mode, rebase_at=(column,)))
    left = xmr([given_values[:column]], XmrSettings(mode=mode))
    right = xmr([given_values[column:]], XmrSettings(mode=mode))
    np.testing.assert_array_equal(chart.upper[0, :column], left.upper[0])
    np.testing.assert_array_equal(chart.upper[0, column:], right.upper[0])
