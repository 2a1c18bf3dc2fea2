"""A workshop's steps: nothing entered is lost, nothing wrong is taken."""

from datetime import date

import pytest

from mhvalue.errors import ShortlistProblem
from mhvalue.shortlist.criteria import IDS, SUGGESTED
from mhvalue.shortlist.decisions import decide, decided, final, freeze, kept, reopen, undecided
from mhvalue.shortlist.records import Candidate, PreScore, tidy
from mhvalue.shortlist.scoring import invite, score, unscore
from mhvalue.shortlist.workshop import add_metrics, begin, set_prescores, set_weights
from tests.shortlist.made_workshops import workshop


def test_a_list_needs_metrics_each_once():
    with pytest.raises(ShortlistProblem, match="no metrics"):
        begin("w", "Spring", [])
    with pytest.raises(ShortlistProblem, match="twice"):
        begin("w", "Spring", [Candidate("stay", "a"), Candidate("stay", "b")])


def test_new_metrics_make_a_new_version_and_lose_no_score():
    made = score(workshop("stay"), "Anna", {("stay", "signal"): 3})
    more = add_metrics(made, [Candidate("wait", "Wait"), Candidate("stay", "Other name")])
    assert (more.version, more.ids, more.scores) == (2, ("stay", "wait"), made.scores)
    assert more.names["stay"] == "Stay"
    assert add_metrics(more, [Candidate("wait", "Wait")]) is more


def test_weights_may_be_changed_some_at_a_time():
    made = set_weights(workshop(), {"signal": 30})
    assert made.weights == (*SUGGESTED[:-1], 30)


@pytest.mark.parametrize(
    ("weights", "told"),
    [
        ({"signal": -1}, "The weight of Statistical signal"),
        ({"signal": float("nan")}, "The weight of Statistical signal"),
        ({"moon": 1}, "no criterion"),
        (dict.fromkeys(IDS, 0), "All weights are 0"),
    ],
)
def test_weights_that_cannot_be_used(weights, told):
    with pytest.raises(ShortlistProblem, match=told):
        set_weights(workshop(), weights)


def test_a_scorer_is_the_same_in_any_case():
    made = score(invite(workshop(), "Anna Ash"), " anna  ash ", {("stay", "signal"): 3})
    assert made.scorers == ("Anna Ash",)
    assert made.scores[0].scorer == "Anna Ash"


def test_newer_scores_replace_older_ones_and_leave_the_rest():
    made = score(workshop(), "Anna", {("stay", "signal"): 3, ("wait", "link"): 1})
    made = score(made, "Ben", {("stay", "signal"): 0})
    made = score(made, "Anna", {("stay", "signal"): 4})
    assert [(s.scorer, s.metric, s.points) for s in made.scores] == [
        ("Anna", "stay", 4),
        ("Anna", "wait", 1),
        ("Ben", "stay", 0),
    ]
    assert [s.scorer for s in unscore(made, "anna", "stay", "signal").scores] == ["Anna", "Ben"]


def test_the_order_in_which_scores_come_does_not_matter():
    one = {("stay", "signal"): 3, ("wait", "link"): 1}
    other = dict(reversed(one.items()))
    assert score(workshop(), "Anna", one) == score(workshop(), "Anna", other)


@pytest.mark.parametrize("points", [5, -1, 2.5, True, "3"])
def test_points_that_are_none(points):
    with pytest.raises(ShortlistProblem, match="not 0, 1, 2, 3 or 4"):
        score(workshop(), "Anna", {("stay", "signal"): points})


def test_scores_for_nobody_or_nothing():
    for scorer, place in ((" ", ("stay", "link")), ("A", ("moon", "link")), ("A", ("stay", "x"))):
        with pytest.raises(ShortlistProblem):
            score(workshop(), scorer, {place: 1})
    with pytest.raises(ShortlistProblem, match="not on the workshop's list"):
        set_prescores(workshop(), [PreScore("moon", "signal", 1, "?")])


def test_the_newest_decision_holds_and_the_log_keeps_all():
    made = decide(workshop(), ["stay", "wait"], "keep", "Matters.", "Chair", date(2026, 3, 1))
    made = decide(made, ["wait"], "drop", "Too few.")
    assert kept(made) == ("stay",)
    assert undecided(made) == ("cost",)
    assert decided(made)["wait"].reason == "Too few."
    assert [(note.choice, note.metric) for note in made.log] == [
        ("keep", "stay"),
        ("keep", "wait"),
        ("drop", "wait"),
    ]


def test_a_decision_needs_a_reason():
    with pytest.raises(ShortlistProblem, match="no reason"):
        decide(workshop(), ["stay"], "keep", " \n")


def test_freezing_needs_every_metric_decided_and_one_kept():
    made = decide(workshop(), ["stay"], "keep", "Yes.")
    with pytest.raises(ShortlistProblem, match="2 metrics have no decision"):
        freeze(made, "Agreed.")
    with pytest.raises(ShortlistProblem, match="No metric is kept"):
        freeze(decide(made, made.ids, "drop", "No."), "Agreed.")


def test_a_frozen_list_is_final_until_it_is_opened_again():
    made = decide(decide(workshop(), ["stay"], "keep", "Yes."), ["wait", "cost"], "drop", "No.")
    assert final(made) == ()
    made = freeze(made, "Agreed by all.", "Chair")
    assert final(made) == ("stay",)
    for step in (
        lambda: score(made, "Anna", {("stay", "signal"): 1}),
        lambda: decide(made, ["wait"], "keep", "After all."),
        lambda: set_weights(made, {"signal": 1}),
        lambda: invite(made, "Ben"),
        lambda: freeze(made, "Again."),
    ):
        with pytest.raises(ShortlistProblem, match="frozen"):
            step()
    made = decide(reopen(made, "New data."), ["wait"], "keep", "After all.")
    assert final(made) == ()
    assert kept(made) == ("stay", "wait")
    with pytest.raises(ShortlistProblem, match="not frozen"):
        reopen(made, "Twice.")


def test_texts_are_kept_on_one_line():
    assert tidy(" a\tb\r\n c\x00\x1f\ud800 ") == "a b c"
    assert decide(workshop(), ["stay"], "keep", "one\ntwo").log[0].reason == "one two"
