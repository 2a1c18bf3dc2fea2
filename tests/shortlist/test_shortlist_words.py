"""A shortlist in words."""

from datetime import date

import numpy as np
import pytest

from mhvalue.shortlist.agreement import agreement
from mhvalue.shortlist.balance import Gap
from mhvalue.shortlist.decisions import decide, freeze
from mhvalue.shortlist.duplicates import Pair
from mhvalue.shortlist.evidence import READY, Evidence
from mhvalue.shortlist.gates import from_data, passages, take_answers
from mhvalue.shortlist.ranking import rank
from mhvalue.shortlist.records import GateAnswer
from mhvalue.shortlist.scoring import invite, score
from mhvalue.words import shortlist as words
from mhvalue.words.shortlist_table import ranking_alt, ranking_table
from tests.shortlist.made_workshops import metric, workshop

NAMES = {"stay": "Length of stay", "wait": "Wait for a bed", "cost": "Cost per stay"}


def ranked(points, weights=(1, 1)):
    return rank(tuple(NAMES), np.array(points, dtype=float), weights)


SURE = ranked([[4, 4], [2, 2], [1, 1]])
# With other weights the second comes first: see the ranges worked out in the ranking's test.
TIED = ranked([[4, 0], [0, 4], [1, 2]])
PARTLY = ranked([[3, np.nan], [2, 4], [np.nan, np.nan]], (3, 1))


def test_a_title_says_what_ranks_first_and_how_sure_that_is():
    assert words.ranking_title(SURE, NAMES) == (
        "Length of stay ranks first however the weights move"
    )
    assert (
        words.ranking_title(TIED, NAMES) == "Length of stay and Wait for a bed share the first rank"
    )
    close = ranked([[4, 0], [0, 4], [0, 0]], (1.2, 1))
    assert words.ranking_title(close, NAMES) == (
        "Length of stay ranks first; with other weights Wait for a bed would"
    )
    assert words.ranking_title(ranked([[np.nan] * 2] * 3), NAMES) == "No metric is scored yet"


def test_a_sentence_says_how_sure_the_order_is():
    assert words.ranking_sentence(SURE, NAMES) == (
        "3 metrics are ranked. No rank changes when any weight moves by a quarter."
    )
    assert words.ranking_sentence(TIED, NAMES) == (
        "3 metrics are ranked. When weights move by a quarter, 3 of them change rank; Length of "
        "stay moves most, between 1 and 3."
    )
    assert words.ranking_sentence(PARTLY, NAMES).endswith(
        "1 metric is not scored on every criterion, so its rank may still change."
    )
    assert words.ranking_sentence(PARTLY, NAMES).startswith("2 metrics are ranked, of 3.")


def test_one_metric_in_words():
    assert words.rank_sentence(TIED, 0, "Length of stay") == (
        "Length of stay ranks 1 (1 to 3 when weights move) with a score of 50 of 100."
    )
    assert words.rank_sentence(PARTLY, 0, "Length of stay").endswith(
        "Only 1 of 2 criteria are scored: the others could make it 56 to 81."
    )
    assert words.rank_sentence(PARTLY, 2, "Cost per stay") == "Cost per stay is not scored yet."


def test_the_table_and_the_picture_in_words():
    table = ranking_table(PARTLY, NAMES)
    assert table.rows == (
        ("1", "Length of stay", "75", "1", "1 of 2"),
        ("2", "Wait for a bed", "62", "2", "2 of 2"),
        ("", "Cost per stay", "not scored", "", "0 of 2"),
    )
    assert words.ranking_title(SURE, NAMES) in ranking_alt(SURE, NAMES)


def test_who_scored_and_who_has_not():
    made = invite(workshop("stay", "wait", "cost"), "Anna", "Ben", "Cai")
    assert words.agreement_sentence(agreement(made), NAMES) == "Not yet in: Anna, Ben and Cai."
    made = score(made, "Anna", {("stay", "signal"): 0, ("stay", "link"): 2})
    made = score(made, "Ben", {("stay", "signal"): 4, ("stay", "link"): 2})
    found = agreement(made)
    assert words.agreement_sentence(found, NAMES) == (
        "2 people have scored. They disagree on 1 of 2 scores, most about Length of stay (1 time). "
        "Not yet in: Cai. Not scored everything: Anna (22 left) and Ben (22 left)."
    )
    assert words.score_sentence(found, 0, 7) == (
        "Statistical signal: 2 people give it 2 in the middle, the middle half 1 to 3, all 0 to 4. "
        "They disagree: talk about it."
    )
    assert words.score_sentence(found, 0, 3).endswith("2 people give it 2, all alike.")
    assert words.score_sentence(found, 1, 0) == "Data availability: nobody has scored it."


def test_two_that_move_together():
    pair = Pair("stay", "wait", 0.999, 0.934, 72)
    assert words.duplicate_sentence(pair, NAMES) == (
        "Length of stay and Wait for a bed move together: over 72 figures that both have, the "
        "correlation is 0.99, and that of their changes 0.93. One of them may do."
    )
    against = words.duplicate_sentence(Pair("stay", "wait", -1.0, -0.95, 72), NAMES)
    assert "move against each other" in against
    assert "−1.00" in against


@pytest.mark.parametrize(
    ("gap", "told"),
    [
        (Gap("lens", "cost"), "No metric looks at cost"),
        (
            Gap("unpaired", metrics=("stay",), wanted=("wait",)),
            "Length of stay stands without its balancing metric, Wait for a bed.",
        ),
        (Gap("unpaired", metrics=("stay",)), "Length of stay has no balancing metric"),
        (Gap("no equity"), "No metric has the theme Equity"),
        (Gap("little equity", metrics=("stay",)), "1 metric is about equity; three or more"),
        (
            Gap("theme", "Flow", ("stay", "wait")),
            "More than a third of the list is about Flow: Length of stay and Wait for a bed.",
        ),
    ],
)
def test_gaps_in_words(gap, told):
    assert words.gap_sentence(gap, NAMES).startswith(told)


def test_balance_in_one_sentence():
    assert words.balance_sentence([Gap("no equity"), Gap("little equity")]) == (
        "The list is out of balance in 1 way."
    )
    assert words.balance_sentence([]).endswith("are all there.")
    assert words.balance_sentence([Gap("little equity")]).endswith("It could still gain.")


def test_gates_in_words():
    stay = metric("stay", mhsds=("MHS1",))
    made = take_answers(workshop("stay"), from_data(stay, Evidence(READY, months=24)))
    assert words.gate_sentence(passages(made)[0], "Stay") == (
        "Stay still has to answer: Does one named person own it? "
        "Is it legal to use the data for this?"
    )
    no = GateAnswer("stay", "owner", "no", "Nobody wants it.", "people")
    made = take_answers(made, [no])
    assert words.gate_sentence(passages(made)[0], "Stay") == "Stay does not pass: Nobody wants it."


def test_decisions_in_words():
    made = decide(workshop("stay"), ["stay"], "keep", "It matters.", "Anna", date(2026, 3, 1))
    made = freeze(made, "All agreed.")
    told = [words.decision_sentence(note, NAMES) for note in made.log]
    assert told == [
        "Length of stay is kept by Anna on 1 Mar 2026: It matters.",
        "The final list is frozen: All agreed.",
    ]
