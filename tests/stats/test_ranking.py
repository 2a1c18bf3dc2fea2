import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhvalue.errors import StatisticsProblem
from mhvalue.stats.ranking import rank


def test_highest_first_unknown_left_out_equal_ones_as_given():
    found = rank([3, np.nan, 7, 3, 1])
    assert found.order.tolist() == [2, 0, 3, 4]
    assert found.median == 3
    assert found.comparator == 3
    assert not found.given_comparator


def test_quartiles_by_hand():
    # Five values: the first quartile is the second lowest, the third the second highest.
    assert rank([10, 20, 30, 40, 50]).quartiles == (20, 40)
    # Four values: a quarter of the way over the three steps is 0.75 of the first step.
    assert rank([0, 4, 8, 12]).quartiles == (3, 9)


def test_three_units_have_no_quartiles():
    assert np.isnan(rank([1, 2, 3]).quartiles).all()


def test_a_comparator_that_is_given_is_kept():
    found = rank([1, 2, 3], comparator=9)
    assert (found.comparator, found.given_comparator) == (9, True)
    assert rank([1, 2, 3], comparator=np.nan).comparator == 2


def test_no_unit_known():
    found = rank([np.nan, np.nan])
    assert len(found.order) == 0
    assert np.isnan(found.median)


def test_a_table_is_refused():
    with pytest.raises(StatisticsProblem):
        rank([[1, 2], [3, 4]])


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30))
def test_order_is_a_falling_rearrangement(values):
    found = rank(values)
    assert sorted(found.order.tolist()) == list(range(len(values)))
    assert (np.diff(found.values[found.order]) <= 0).all()
