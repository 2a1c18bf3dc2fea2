"""Weighted scores, ranks and their ranges, worked out here by hand."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mhvalue.shortlist.criteria import CRITERIA, IDS, SUGGESTED
from mhvalue.shortlist.ranking import rank, ranking, weightings
from mhvalue.shortlist.records import PreScore
from mhvalue.shortlist.scoring import score
from mhvalue.shortlist.workshop import set_prescores
from tests.shortlist.made_workshops import scored_by_seven, workshop

NAN = np.nan


def ranked(points, weights):
    points = np.array(points, dtype=float)
    return rank([f"m{row}" for row in range(len(points))], points, weights)


def test_suggested_weights_are_those_of_the_method_and_make_100():
    assert SUGGESTED == (20, 15, 15, 20, 15, 5, 5, 5)
    assert all(len(set(each.anchors)) == 5 for each in CRITERIA)


def test_a_score_is_the_weighted_share_of_the_most_it_can_be():
    # 20 * 4/4 + 15 * 2/4 + 15 * 0 + 20 * 1/4 + 15 * 3/4 + 5 * 4/4 + 5 * 2/4 + 5 * 0 = 51.25
    found = ranked([[4, 2, 0, 1, 3, 4, 2, 0]], SUGGESTED)
    assert found.score == pytest.approx([51.25])
    # The same points with weights of 3 and 1: (3 * 4 + 1 * 2) / 16.
    assert ranked([[4, 2]], [3, 1]).score == pytest.approx([87.5])


def test_equal_scores_share_a_rank_and_the_next_one_is_left_out():
    found = ranked([[4, 4], [2, 2], [2, 2], [1, 1]], [1, 1])
    assert found.rank.tolist() == [1, 2, 2, 4]
    assert found.order == (0, 1, 2, 3)


def test_ranges_when_weights_move_by_a_quarter():
    # First 4 and 0, second 0 and 4, third 1 and 2, weights 1 and 1: 50, 50 and 37.5.
    # Weights 0.75 and 1.25: 37.5, 62.5 and (0.75 + 2 * 1.25) / 8 = 40.6: the first comes third.
    # Weights 1.25 and 0.75: 62.5, 37.5 and (1.25 + 2 * 0.75) / 8 = 34.4: the second comes second.
    found = ranked([[4, 0], [0, 4], [1, 2]], [1, 1])
    assert found.rank.tolist() == [1, 1, 3]
    assert found.best.tolist() == [1, 1, 2]
    assert found.worst.tolist() == [3, 2, 3]
    assert found.always_within(2) == (1,)
    assert found.sometimes_within(2) == (0, 2)


def test_an_order_that_no_quarter_can_change():
    # Weights 3 and 1: the first has at least 2.25 / 3.5 = 64, the third 50, the second at most 36.
    found = ranked([[4, 0], [0, 4], [2, 2]], [3, 1])
    assert found.best.tolist() == found.worst.tolist() == found.rank.tolist() == [1, 3, 2]


def test_each_weight_moves_alone_and_in_every_combination():
    rows = weightings(np.array([2.0, 4.0]))
    assert rows.tolist() == [
        [2, 4],
        *([1.5, 4], [2.5, 4], [2, 3], [2, 5]),
        *([1.5, 3], [1.5, 5], [2.5, 3], [2.5, 5]),
    ]
    assert len(weightings(np.ones(8))) == 1 + 16 + 256


def test_a_metric_partly_scored_is_ranked_by_what_it_has_and_marked():
    # Weights 3 and 1, only the first scored: 3 of 4 is 75; the other may make it 56.25 to 81.25.
    found = ranked([[3, NAN], [2, 4], [NAN, NAN]], [3, 1])
    assert found.score[:2] == pytest.approx([75, 62.5])
    assert (found.at_least[0], found.at_most[0]) == (56.25, 81.25)
    assert found.complete.tolist() == [False, True, False]
    assert found.scored.tolist() == [1, 2, 0]
    assert np.isnan(found.score[2])
    assert found.rank.tolist() == [1, 2, 0]
    assert found.order == (0, 1)


def test_a_criterion_without_weight_counts_for_nothing():
    found = ranked([[4, NAN], [0, 4]], [1, 0])
    assert found.score.tolist() == [100, 0]
    assert found.complete.all()
    assert found.of == 1


def test_people_go_before_the_data_and_the_data_fill_in():
    # Anna 4 and Ben 1 on signal: 2.5 in the middle. On availability the data's 2 holds.
    made = workshop("stay", "wait", signal=1, availability=1)
    made = set_prescores(
        made, [PreScore("stay", "signal", 0, "."), _pre("stay", 2), _pre("wait", None)]
    )
    assert ranking(made).score[0] == pytest.approx(100 * (0 + 2) / 8)
    made = score(made, "Anna", {("stay", "signal"): 4})
    made = score(made, "Ben", {("stay", "signal"): 1})
    found = ranking(made)
    assert found.score[0] == pytest.approx(100 * (2.5 + 2) / 8)
    assert found.rank.tolist() == [1, 0]


def _pre(metric, points):
    return PreScore(metric, "availability", points, "Counted.")


POINTS = arrays(
    float,
    st.tuples(st.integers(1, 12), st.just(8)),
    elements=st.sampled_from([NAN, 0, 1, 2, 2.5, 3, 4]),
)
WEIGHTS = st.lists(st.integers(1, 40), min_size=8, max_size=8)


@given(POINTS, WEIGHTS)
def test_the_range_holds_the_rank(points, weights):
    found = ranked(points, weights)
    assert (found.best <= found.rank).all()
    assert (found.rank <= found.worst).all()
    assert ((found.rank == 0) == np.isnan(points).all(axis=1)).all()
    known = found.rank > 0
    assert (found.at_least[known] - 1e-9 <= found.score[known]).all()
    assert (found.score[known] <= found.at_most[known] + 1e-9).all()


@given(POINTS, WEIGHTS, st.randoms())
def test_the_order_of_the_list_does_not_matter(points, weights, random):
    shuffled = list(range(len(points)))
    random.shuffle(shuffled)
    one, other = ranked(points, weights), ranked(points[shuffled], weights)
    for name in ("score", "rank", "best", "worst", "scored"):
        assert np.allclose(getattr(one, name)[shuffled], getattr(other, name), equal_nan=True)


@given(POINTS, WEIGHTS, st.sampled_from([0.01, 0.3, 7, 1000]))
def test_weights_count_only_against_each_other(points, weights, factor):
    one, other = ranked(points, weights), ranked(points, [factor * w for w in weights])
    assert one.score == pytest.approx(other.score, nan_ok=True)
    for name in ("rank", "best", "worst"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist()


@given(POINTS, WEIGHTS, st.data())
def test_raising_a_score_never_lowers_that_metric(points, weights, data):
    scored = np.argwhere(points <= 3)
    if not len(scored):
        return
    row, column = data.draw(st.sampled_from(scored.tolist()))
    higher = points.copy()
    higher[row, column] += 1
    before, after = ranked(points, weights), ranked(higher, weights)
    for name in ("rank", "best", "worst"):
        assert getattr(after, name)[row] <= getattr(before, name)[row]


def test_every_metric_there_is_takes_next_to_no_time():
    points = np.random.default_rng(1).integers(0, 5, (330, 8)).astype(float)
    ranked(points, SUGGESTED)
    times = []
    for _ in range(3):
        begun = time.process_time()
        ranked(points, SUGGESTED)
        times.append(time.process_time() - begun)
    assert min(times) < 0.2


def test_seven_scorers_over_forty_metrics():
    made = scored_by_seven()
    found = ranking(made)
    assert len(made.scores) == 7 * 40 * len(IDS)
    assert found.complete.all()
    assert sorted(found.order) == list(range(40))
    # By the rule of the maker all seven give m0 column x number, modulo 5: medians in closed form.
    medians = [sorted((n * column) % 5 for n in range(7))[3] for column in range(8)]
    by_hand = sum(w * m / 4 for w, m in zip(SUGGESTED, medians, strict=True))
    assert found.score[0] == pytest.approx(by_hand)
