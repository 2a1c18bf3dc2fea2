"""What data answer at the gates, and what people do."""

import pytest

from mhvalue.errors import ShortlistProblem
from mhvalue.shortlist.evidence import READY, Evidence, absent
from mhvalue.shortlist.gates import GATE_IDS, from_data, passages, take_answers
from mhvalue.shortlist.records import GateAnswer
from tests.shortlist.made_workshops import metric, workshop

STAY = metric("stay", mhsds=("MHS156b",), sources=("MHSDS",))


def by_gate(of, evidence):
    return {each.gate: (each.answer, each.reason) for each in from_data(of, evidence)}


def people(gate, answer, reason="Known.", metric="stay"):
    return GateAnswer(metric, gate, answer, reason, "people", "Anna")


def test_what_the_data_answer_by_themselves():
    assert by_gate(STAY, Evidence(READY, months=12)) == {
        "data": ("yes", "The open files hold all it is made of."),
        "definition": ("yes", "Published nationally, measure MHS156b."),
        "months": ("yes", "The open files hold 12 months."),
    }


def test_what_the_data_cannot_answer_is_not_known():
    own = by_gate(metric("own"), absent(lacking=("Discharges",)))
    assert {answer for answer, _ in own.values()} == {"unknown"}
    assert own["data"][1] == "The open files lack Discharges. It may be in another file."


def test_eleven_months_are_too_few():
    assert by_gate(STAY, Evidence(READY, months=11))["months"][0] == "no"
    assert "only 1 month." in by_gate(STAY, Evidence(READY, months=1))["months"][1]


def test_a_metric_passes_with_five_times_yes():
    made = take_answers(workshop("stay"), from_data(STAY, Evidence(READY, months=24)))
    (open_still,) = passages(made)
    assert open_still.verdict == "unknown"
    assert [gate.id for gate in open_still.with_answer("unknown")] == ["owner", "legal"]
    made = take_answers(made, [people("owner", "yes", "Anna Ash"), people("legal", "yes")])
    assert passages(made)[0].verdict == "yes"
    made = take_answers(made, [people("legal", "no", "No legal basis.")])
    assert passages(made)[0].verdict == "no"
    assert [gate.id for gate in passages(made)[0].with_answer("no")] == ["legal"]


def test_people_go_before_the_data_and_stay_when_new_data_come():
    made = take_answers(workshop("stay"), [people("months", "yes", "Two years on paper.")])
    made = take_answers(made, from_data(STAY, Evidence(READY, months=3)))
    held = passages(made)[0].answers[GATE_IDS.index("months")]
    assert (held.answer, held.reason) == ("yes", "Two years on paper.")
    assert len(made.gates) == 4


def test_an_answer_needs_a_reason_a_gate_and_a_metric():
    made = workshop("stay")
    for answer in (people("owner", "yes", "  "), people("moon", "yes"), people("owner", "maybe")):
        with pytest.raises(ShortlistProblem):
            take_answers(made, [answer])
    with pytest.raises(ShortlistProblem, match="not on the workshop's list"):
        take_answers(made, [people("owner", "yes", metric="wait")])
    assert take_answers(made, [people("owner", "unknown", "")]).gates
