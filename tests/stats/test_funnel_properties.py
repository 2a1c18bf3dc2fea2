"""What must hold of every funnel."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhvalue.stats import funnel as fn
from mhvalue.stats.funnel import FunnelSettings, funnel

spreads = st.sampled_from(["people", "events"])


@st.composite
def units(draw):
    n = np.array(draw(st.lists(st.integers(1, 400), min_size=3, max_size=25)), dtype=float)
    x = np.array([draw(st.integers(0, int(size))) for size in n], dtype=float)
    return x, n


def by_lines(found):
    rate, limits = found.rate, found.limits
    conditions = [
        rate < limits.lower_998,
        rate > limits.upper_998,
        rate < limits.lower_95,
        rate > limits.upper_95,
    ]
    codes = [fn.OUT_LOW_998, fn.OUT_HIGH_998, fn.ALERT_LOW_95, fn.ALERT_HIGH_95]
    return np.select(conditions, codes, fn.IN_LINE)


@given(units(), spreads, st.booleans())
def test_flag_and_line_agree(pair, spread, adjust):
    found = funnel(*pair, FunnelSettings(spread, overdispersion=adjust))
    np.testing.assert_array_equal(found.flag, by_lines(found))


@given(units(), spreads)
def test_flag_and_line_agree_for_average_counts(pair, spread):
    x, n = pair
    found = funnel(x / 3, n / 3, FunnelSettings(spread, overdispersion=False))
    np.testing.assert_array_equal(found.flag, by_lines(found))


@given(units(), spreads, st.booleans())
def test_limits_hold_the_target_and_lie_in_order(pair, spread, adjust):
    found = funnel(*pair, FunnelSettings(spread, overdispersion=adjust))
    for limits in (found.limits, found.line):
        slack = 1e-9 * max(found.target, 1)
        assert (limits.lower_998 <= limits.lower_95 + slack).all()
        assert (limits.lower_95 <= found.target + slack).all()
        assert (found.target <= limits.upper_95 + slack).all()
        assert (limits.upper_95 <= limits.upper_998 + slack).all()
        assert (limits.lower_998 >= 0).all()
        if spread == "people":
            assert (limits.upper_998 <= 1).all()


@given(units(), spreads, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_units_does_not_matter(pair, spread, adjust, random):
    x, n = pair
    order = list(range(len(x)))
    random.shuffle(order)
    settings = FunnelSettings(spread, overdispersion=adjust)
    here, there = funnel(x, n, settings), funnel(x[order], n[order], settings)
    np.testing.assert_array_equal(there.flag, here.flag[order])
    np.testing.assert_allclose(there.limits.upper_95, here.limits.upper_95[order])
    assert there.phi == pytest.approx(here.phi)


@given(units(), spreads, st.booleans())
def test_a_unit_that_is_not_judged_changes_nothing(pair, spread, adjust):
    x, n = pair
    settings = FunnelSettings(spread, overdispersion=adjust)
    here = funnel(x, n, settings)
    there = funnel([*x, 5, np.nan], [*n, 0, 10], settings)
    np.testing.assert_array_equal(there.flag[:-2], here.flag)
    np.testing.assert_array_equal(there.line.upper_95, here.line.upper_95)
    assert there.target == here.target


@given(units(), spreads)
def test_widened_limits_never_accuse_more(pair, spread):
    plain, wide = (
        funnel(*pair, FunnelSettings(spread, overdispersion=adjust)) for adjust in (False, True)
    )
    assert (np.abs(wide.flag) <= np.abs(plain.flag)).all()


@given(units())
def test_counting_the_others_turns_the_funnel_upside_down(pair):
    x, n = pair
    settings = FunnelSettings("people")
    have, lack = funnel(x, n, settings), funnel(n - x, n, settings)
    np.testing.assert_allclose(lack.p_high, have.p_low, atol=1e-12)
    np.testing.assert_allclose(lack.limits.upper_95, 1 - have.limits.lower_95, atol=1e-9)


@given(units(), spreads)
def test_tails_overlap_in_the_units_own_count_only(pair, spread):
    found = funnel(*pair, FunnelSettings(spread, overdispersion=False))
    assert (found.p_low + found.p_high >= 1 - 1e-9).all()
    assert ((found.p_low >= 0) & (found.p_low <= 1)).all()
