"""Metrics that move together, and those that only seem to."""

import numpy as np
import pytest

from mhvalue.errors import ShortlistProblem
from mhvalue.shortlist.duplicates import near_duplicates

RANDOM = np.random.default_rng(20)
NOISE = RANDOM.normal(size=(3, 24))


def test_a_metric_and_its_double_move_together():
    found = near_duplicates(
        {"stay": NOISE, "days": 7 * NOISE + 3, "cost": RANDOM.normal(size=(3, 24))}
    )
    assert [(pair.first, pair.second, pair.points) for pair in found] == [("stay", "days", 72)]
    assert found[0].levels == pytest.approx(1)
    assert found[0].changes == pytest.approx(1)


def test_a_share_and_its_rest_move_against_each_other():
    (pair,) = near_duplicates({"seen": NOISE, "unseen": 100 - NOISE})
    assert (pair.levels, pair.changes) == (pytest.approx(-1), pytest.approx(-1))


def test_two_that_only_rise_together_are_no_double():
    rise = np.arange(72.0)[None, :]
    one, other = (rise + RANDOM.normal(size=(1, 72)) for _ in range(2))
    assert near_duplicates({"one": one, "other": other}) == ()


def test_units_that_only_differ_in_size_make_no_double():
    size = 100.0 * np.arange(1, 9)[:, None]
    one, other = (size + RANDOM.normal(size=(8, 24)) for _ in range(2))
    assert near_duplicates({"one": one, "other": other}) == ()


def test_24_points_that_both_have_are_needed():
    # One unit with 24 months has 23 changes; each metric lacks other months of 26.
    one, other = RANDOM.normal(size=(2, 1, 26))
    other = one.copy()
    one[0, 0], other[0, 25] = np.nan, np.nan
    assert len(near_duplicates({"one": one, "other": other})) == 1
    one[0, 1] = np.nan
    assert near_duplicates({"one": one, "other": other}) == ()


def test_correlation_is_of_ranks():
    # Exponents keep the order, so the figures agree wholly; ties share their rank.
    found = near_duplicates({"one": NOISE, "other": np.exp(NOISE)})
    assert found[0].levels == pytest.approx(1)


def test_correlation_against_ranks_worked_out_by_hand():
    # Ranks 1..24 against the same with neighbours changed over: d = 1 for all 24.
    # Spearman: 1 - 6 * 24 / (24 * (576 - 1)) = 0.98957. Far-apart steps keep the changes in order.
    up = np.arange(24.0)
    order = np.where(up % 2 == 0, up + 1, up - 1)
    time = RANDOM.permutation(24)
    one, other = up[time][None, :], order[time][None, :]
    (pair,) = near_duplicates({"one": one, "other": other})
    assert pair.levels == pytest.approx(1 - 6 * 24 / (24 * (24**2 - 1)))


def test_a_metric_that_never_changes_is_nobodys_double():
    flat = np.full((3, 24), 5.0)
    assert near_duplicates({"flat": flat, "stay": NOISE, "level": flat}) == ()


def test_nothing_known_and_nothing_given():
    nothing = np.full((3, 24), np.nan)
    assert near_duplicates({"one": nothing, "other": nothing}) == ()
    assert near_duplicates({"one": NOISE}) == near_duplicates({}) == ()


def test_the_order_of_the_metrics_does_not_matter():
    series = {"a": NOISE, "b": -NOISE, "c": NOISE**3}
    pairs = {frozenset((p.first, p.second)) for p in near_duplicates(series)}
    turned = {
        frozenset((p.first, p.second)) for p in near_duplicates(dict(reversed(series.items())))
    }
    assert pairs == turned
    assert len(pairs) == 3


def test_other_units_or_periods_cannot_be_compared():
    with pytest.raises(ShortlistProblem, match="same units and periods"):
        near_duplicates({"one": NOISE, "other": NOISE[:, 1:]})
