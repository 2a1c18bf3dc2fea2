"""The middle, the spread and disagreement of scores, worked out here by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhvalue.shortlist.agreement import agreement
from mhvalue.shortlist.scoring import invite, score
from tests.shortlist.made_workshops import SEVEN, workshop

PLACE = (0, 7)  # the metric "stay" on the last criterion, signal


def seven_give(*points):
    made = workshop()
    for scorer, given_points in zip(SEVEN, points, strict=False):
        made = score(made, scorer, {("stay", "signal"): given_points})
    return agreement(made)


def test_the_middle_and_the_spread_of_seven():
    # In order 0 1 1 2 3 4 4: the fourth; half way between 1 and 1; half way between 3 and 4.
    found = seven_give(4, 1, 0, 3, 1, 4, 2)
    assert found.count[PLACE] == 7
    assert found.median[PLACE] == 2
    assert (found.low_quartile[PLACE], found.high_quartile[PLACE]) == (1, 3.5)
    assert (found.lowest[PLACE], found.highest[PLACE]) == (0, 4)


def test_an_even_number_of_scorers_meets_half_way():
    found = seven_give(1, 4)
    # Quartiles at a quarter of the way from 1 to 4.
    spread = found.low_quartile[PLACE], found.median[PLACE], found.high_quartile[PLACE]
    assert spread == (1.75, 2.5, 3.25)


def test_what_nobody_scored_has_no_middle():
    found = seven_give(1, 4)
    assert found.count[1, 0] == 0
    assert np.isnan(found.median[1, 0])
    assert not found.disagree[1, 0]
    empty = agreement(workshop())
    assert (empty.count == 0).all()
    assert empty.scorers == empty.missing == ()


@pytest.mark.parametrize(
    ("points", "disagree"),
    [
        ((0, 1, 1, 2, 3, 4, 4), True),  # three of seven at either end
        ((0, 1, 2, 2, 2, 3, 4), False),  # two of seven are less than a third
        ((0, 0, 0, 0, 0, 3, 4), False),  # a third at one end only
        ((2, 2, 2, 2, 2, 2, 2), False),
        ((1, 2, 3), True),  # one of three is a third
        ((1, 3), True),
        ((1,), False),
    ],
)
def test_disagreement_is_a_third_at_either_end(points, disagree):
    assert seven_give(*points).disagree[PLACE] == disagree


def test_who_has_not_scored_is_told_by_name():
    made = invite(workshop("stay"), "Anna", "Ben", "Cai")
    made = score(made, "Ben", {("stay", "signal"): 1})
    found = agreement(made)
    assert found.missing == ("Anna", "Cai")
    assert found.partly == (("Ben", 7),)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=7), st.randoms())
def test_the_order_of_scorers_does_not_matter(points, random):
    shuffled = list(points)
    random.shuffle(shuffled)
    one, other = seven_give(*points), seven_give(*shuffled)
    for name in ("median", "low_quartile", "high_quartile", "disagree", "count"):
        assert getattr(one, name)[PLACE] == getattr(other, name)[PLACE]
    assert one.median[PLACE] == np.median(points)
    assert one.low_quartile[PLACE] == pytest.approx(np.quantile(points, 0.25))
