"""A workshop saved and opened again, and what cannot be opened (case T57)."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from mhvalue.errors import ShortlistProblem
from mhvalue.shortlist.ranking import ranking
from mhvalue.shortlist.scoring import score
from mhvalue.shortlist.state import from_dict, to_dict
from mhvalue.shortlist.workshop import set_weights
from tests.shortlist.made_workshops import scored_by_seven, workshop, workshops


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(workshops())
def test_a_workshop_comes_back_as_it_was(made):
    assert from_dict(json.loads(json.dumps(to_dict(made)))) == made


def test_seven_scorers_over_forty_metrics_come_back():
    made = scored_by_seven()
    back = from_dict(json.loads(json.dumps(to_dict(made))))
    assert back == made
    assert ranking(back).rank.tolist() == ranking(made).rank.tolist()


def saved():
    made = score(workshop(), "Anna", {("stay", "signal"): 3})
    return json.loads(json.dumps(to_dict(set_weights(made, {"signal": 7.5}))))


def changed(key, value):
    return {**saved(), key: value}


GOOD = {"scorer": "Anna", "metric": "stay", "criterion": "signal", "points": 3}
DROP = {"choice": "drop", "metric": "stay", "reason": "Old.", "by": "", "when": None}
GATE = {
    "metric": "stay",
    "gate": "owner",
    "answer": "yes",
    "reason": "A",
    "source": "data",
    "by": "",
}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ([1, 2], "This is no saved workshop."),
        ({"format": 1}, "is missing"),
        (changed("extra", "!!python/object"), "workshop: 1 entry is not known here"),
        (changed("format", 2), "another version of mhvalue"),
        (changed("version", 0), "below 1"),
        (changed("version", "1"), "workshop, entry 1: Version of the list is not a whole number"),
        (changed("title", None), "Title is not a text"),
        (changed("scores", {}), "scores: This is no list"),
        (changed("scores", [GOOD, 3]), "scores, entry 2: This entry is no set of named values"),
        (changed("scores", [GOOD, GOOD]), "scores, entry 2: This stands there twice"),
        (changed("scores", [GOOD | {"points": 7}]), "scores, entry 1: A score for Statistical"),
        (changed("scores", [GOOD | {"points": 2.5}]), "Points is not a whole number"),
        (changed("scores", [GOOD | {"metric": "moon"}]), "entry 1: This metric is not on"),
        (changed("scores", [GOOD | {"scorer": "Ben"}]), "nobody on the list of scorers"),
        (changed("scores", [GOOD | {"more": 1}]), "scores, entry 1: 1 entry is not known"),
        (changed("weights", []), "weights are not one for each"),
        (changed("weights", [{"criterion": "signal", "weight": -1}]), "not one for each"),
        (changed("scorers", [{"name": ""}]), "scorers, entry 1: A scorer has no name"),
        (changed("scorers", [{"name": "Anna"}, {"name": "anna"}]), "stands there twice"),
        (changed("metrics", []), "no metrics"),
        (changed("log", [DROP | {"reason": " "}]), "log, entry 1: This decision has no reason"),
        (changed("log", [DROP | {"choice": "burn"}]), "none of keep, drop"),
        (changed("log", [DROP | {"when": "yesterday"}]), "Date is not a date"),
        (changed("log", [DROP | {"choice": "freeze"}]), "as a whole"),
        (changed("gates", [GATE | {"source": "stars"}]), "neither from data nor from people"),
        (changed("gates", [GATE | {"gate": "moon"}]), "not one of those asked for"),
    ],
)
def test_what_cannot_be_opened_is_told_where(data, told):
    with pytest.raises(ShortlistProblem) as caught:
        from_dict(data)
    assert told in caught.value.sentence()
    for value in ("moon", "burn", "yesterday", "stars", "python"):
        assert value not in caught.value.sentence()
