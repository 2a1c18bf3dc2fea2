"""Intervals against printed tables and what must hold of all of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhvalue.errors import StatisticsProblem
from mhvalue.stats import intervals


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [  # Newcombe, Statistics in Medicine 1998; 17: 857-72, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_as_printed(x, n, low, high):
    found = intervals.wilson(x, n)
    assert float(found.low) == pytest.approx(low, abs=5e-5)
    assert float(found.high) == pytest.approx(high, abs=5e-5)


@pytest.mark.parametrize(
    ("x", "low", "high"),
    [  # exact 95% limits of a Poisson count, as in the usual tables
        (0, 0.0, 3.689),
        (1, 0.0253, 5.572),
        (5, 1.623, 11.668),
        (9, 4.115, 17.085),
    ],
)
def test_small_counts_are_exact(x, low, high):
    found = intervals.count(x)
    assert float(found.low) == pytest.approx(low, abs=6e-4)
    assert float(found.high) == pytest.approx(high, abs=6e-4)


def test_byar_is_near_the_exact_table_from_ten_on():
    # Exact limits of 10, 20 and 100 events: 4.795 to 18.39, 12.217 to 30.888, 81.36 to 121.63.
    found = intervals.count([10, 20, 100])
    np.testing.assert_allclose(found.low, [4.795, 12.217, 81.36], rtol=0.002)
    np.testing.assert_allclose(found.high, [18.39, 30.888, 121.63], rtol=0.002)


def test_rates_divide_the_count_interval():
    found, counted = intervals.rate([5, 50], [100, 1000]), intervals.count([5, 50])
    np.testing.assert_allclose(found.high, counted.high / [100, 1000])


def test_impossible_figures_have_no_interval():
    found = intervals.wilson([5, 5, -1, np.nan], [0, 4, 10, 10])
    assert np.isnan(found.low).all()
    assert np.isnan(found.high).all()
    found = intervals.rate([-1, np.nan, 3, 3], [10, 10, 0, -2])
    assert np.isnan(found.low).all()
    assert np.isnan(found.high).all()


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_is_between_nought_and_one(level):
    with pytest.raises(StatisticsProblem, match=r"Use 0\.95"):
        intervals.wilson(1, 2, level)


@given(st.integers(1, 5000), st.data(), st.sampled_from([0.8, 0.95, 0.998]))
def test_wilson_holds_the_proportion_and_mirrors(n, data, level):
    x = data.draw(st.integers(0, n))
    have, lack = intervals.wilson(x, n, level), intervals.wilson(n - x, n, level)
    assert have.low - 1e-12 <= x / n <= have.high + 1e-12
    np.testing.assert_allclose(have.low, 1 - lack.high, atol=1e-12)


@given(st.integers(0, 5000))
def test_a_higher_level_is_wider(x):
    narrow, wide = intervals.count(x, 0.95), intervals.count(x, 0.998)
    assert wide.low <= narrow.low <= x <= narrow.high <= wide.high
