"""Ranges enclose the truth, hidden never becomes zero, and order never matters."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mhvalue.parts import (
    MISSING,
    NOT_APPLICABLE,
    OK,
    SUPPRESSED,
    Part,
    exact,
    over_time,
    product,
    quotient,
    total,
)

counts = arrays(np.float64, (2, 3), elements=st.integers(0, 40).map(float))
hides = arrays(np.bool_, (2, 3))


def part(truth: np.ndarray, hide: np.ndarray) -> Part:
    """The truth with some cells hidden; the range of a hidden one holds it."""
    low = np.where(hide, np.maximum(truth - 3, 0), truth)
    high = np.where(hide, truth + 4, truth)
    status = np.where(hide, SUPPRESSED, OK).astype(np.int8)
    return Part(np.where(hide, np.nan, truth), low, high, status)


def test_a_deficit_over_a_hidden_denominator_lies_in_its_range():
    # -10 over something between 2 and 9: from -5 to -1.1
    ten = exact(np.array([[-10.0]]))
    made = quotient(ten, part(np.array([[5.0]]), np.array([[True]])), multiplier=1)
    assert made.low.item() == -10 / 2
    assert made.high.item() == -10 / 9


@given(counts, hides, counts, hides)
def test_the_range_of_a_sum_product_and_quotient_encloses_the_truth(a, hide_a, b, hide_b):
    over, under = part(a, hide_a), part(b + 1, hide_b)
    for made, truth in (
        (total([over, under], [1.0, -2.0]), a - 2 * (b + 1)),
        (product([over, under]), a * (b + 1)),
        (quotient(over, under, multiplier=100), 100 * a / (b + 1)),
    ):
        slack = 1e-9 * (1 + np.abs(truth))
        open_top = np.isnan(made.high)
        assert (made.low <= truth + slack).all()
        assert ((made.high >= truth - slack) | open_top).all()
        known = np.isfinite(made.amount)
        assert (known == ~(hide_a | hide_b)).all()
        np.testing.assert_allclose(made.amount[known], truth[known])


@given(st.lists(st.tuples(counts, hides), min_size=1, max_size=4), st.randoms())
def test_the_order_of_adding_up_does_not_matter(cells, rng):
    parts = [part(truth, hide) for truth, hide in cells]
    mixed = parts.copy()
    rng.shuffle(mixed)
    one, other = (total(ps, [1.0] * len(ps)) for ps in (parts, mixed))
    np.testing.assert_allclose(one.low, other.low)
    np.testing.assert_allclose(one.high, other.high)
    assert (one.status == other.status).all()


def test_a_share_of_people_is_at_most_all_of_them():
    hidden = part(np.array([[3.0]]), np.array([[True]]))
    made = quotient(hidden, exact(np.array([[5.0]])), multiplier=100, at_most=100)
    assert made.low.item() == 0
    assert made.high.item() == 100


def test_nothing_to_divide_by_is_not_applicable_and_never_infinite():
    made = quotient(exact(np.array([[0.0, 3.0]])), exact(np.array([[0.0, 0.0]])), multiplier=100)
    assert np.isnan(made.amount).all()
    assert np.isnan(made.high).all()
    assert (made.status == NOT_APPLICABLE).all()


def test_over_time_sums_averages_and_closes():
    # 4 + 5 + 9 = 18, their average 6, the last 9
    three = exact(np.array([[4.0, 5.0, 9.0]]))
    everything = np.ones((1, 3), dtype=bool)
    assert over_time(three, "sum", everything).amount.item() == 18
    assert over_time(three, "average", everything).amount.item() == 6
    assert over_time(three, "closing", everything).amount.item() == 9


def test_a_closing_value_never_falls_back_on_an_older_month():
    three = exact(np.array([[4.0, 5.0, np.nan]]))
    closed = over_time(three, "closing", np.array([[True, True, False]]))
    assert np.isnan(closed.amount.item())
    assert closed.status.item() == MISSING


def test_a_hidden_month_leaves_a_range_of_the_year():
    year = part(np.array([[10.0, 2.0, 7.0]]), np.array([[False, True, False]]))
    made = over_time(year, "sum", np.ones((1, 3), dtype=bool))
    assert np.isnan(made.amount.item())
    assert (made.low.item(), made.high.item()) == (17.0, 23.0)
    assert made.status.item() == SUPPRESSED
