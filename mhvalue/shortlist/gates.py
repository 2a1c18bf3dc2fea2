"""The gates a metric must pass before it is worth scoring: yes, no or not known, with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from mhvalue.catalogue.schema import Metric
from mhvalue.errors import ShortlistProblem
from mhvalue.shortlist.evidence import READY, Evidence
from mhvalue.shortlist.records import ANSWERS, Answer, GateAnswer, Source, tidy
from mhvalue.shortlist.workshop import Workshop, must_be_open, on_list

FEWEST_MONTHS: Final = 12


@dataclass(frozen=True)
class Gate:
    """One gate; `from_data` marks those that open data and the catalogue answer by themselves."""

    id: str
    question: str
    from_data: bool


GATES: Final = (
    Gate("data", "Do the data exist now?", from_data=True),
    Gate("definition", "Is the definition public?", from_data=True),
    Gate("months", f"Are there at least {FEWEST_MONTHS} months of figures?", from_data=True),
    Gate("owner", "Does one named person own it?", from_data=False),
    Gate("legal", "Is it legal to use the data for this?", from_data=False),
)
GATE_IDS: Final = tuple(gate.id for gate in GATES)


@dataclass(frozen=True)
class Passage:
    """Where one metric stands at the gates: the answer that holds at each, None where none does.

    `verdict` is "no" with any no, "unknown" with anything open, otherwise "yes".
    """

    metric: str
    answers: tuple[GateAnswer | None, ...]

    @property
    def verdict(self) -> Answer:
        """Whether the metric may go on."""
        held = [each.answer if each else "unknown" for each in self.answers]
        if "no" in held:
            return "no"
        return "unknown" if "unknown" in held else "yes"

    def with_answer(self, answer: Answer) -> tuple[Gate, ...]:
        """The gates answered so; those nobody answered count as not known."""
        pairs = zip(GATES, self.answers, strict=True)
        return tuple(gate for gate, held in pairs if (held.answer if held else "unknown") == answer)


def from_data(metric: Metric, evidence: Evidence) -> tuple[GateAnswer, ...]:
    """What the open data and the catalogue answer for one metric."""
    return (
        _data(metric, evidence),
        _definition(metric),
        _months(metric, evidence),
    )


def take_answers(workshop: Workshop, answers: Iterable[GateAnswer]) -> Workshop:
    """With these answers; a newer one of the same source replaces an older one.

    Raises ShortlistProblem for an unknown metric or gate, and for a person's yes or no that has
    no reason.
    """
    must_be_open(workshop)
    held = {(each.metric, each.gate, each.source): each for each in workshop.gates}
    for each in answers:
        on_list(workshop, each.metric)
        clean = checked(replace(each, reason=tidy(each.reason), by=tidy(each.by)))
        held[each.metric, each.gate, each.source] = clean
    return replace(workshop, gates=in_list_order(workshop, held.values()))


def in_list_order(workshop: Workshop, answers: Iterable[GateAnswer]) -> tuple[GateAnswer, ...]:
    """The answers by metric, gate and source, each in the order of its list."""
    rows = {name: row for row, name in enumerate(workshop.ids)}
    return tuple(sorted(answers, key=lambda a: (rows[a.metric], GATE_IDS.index(a.gate), a.source)))


def checked(answer: GateAnswer) -> GateAnswer:
    """The answer, if it can stand; raises ShortlistProblem if not."""
    if answer.gate not in GATE_IDS or answer.answer not in ANSWERS:
        raise ShortlistProblem(
            "An answer at the gates is not one of those asked for.",
            do="Answer yes, no or unknown to one of the questions.",
        )
    if answer.answer != "unknown" and not answer.reason:
        raise ShortlistProblem(
            "An answer at the gates has no reason.",
            do="Say why, or who owns it, so that others can follow.",
        )
    return answer


def passages(workshop: Workshop) -> tuple[Passage, ...]:
    """Where each metric stands; what people say goes before what the data say."""
    held: dict[tuple[str, str], GateAnswer] = {}
    first: tuple[Source, ...] = ("data", "people")
    for source in first:
        held |= {(a.metric, a.gate): a for a in workshop.gates if a.source == source}
    return tuple(
        Passage(name, tuple(held.get((name, gate)) for gate in GATE_IDS)) for name in workshop.ids
    )


def _data(metric: Metric, evidence: Evidence) -> GateAnswer:
    if evidence.readiness == READY:
        return _answer(metric, "data", "yes", "The open files hold all it is made of.")
    if evidence.lacking:
        why = f"The open files lack {', '.join(evidence.lacking)}."
    else:
        why = "The open files do not hold what it is made of."
    return _answer(metric, "data", "unknown", f"{why} It may be in another file.")


def _definition(metric: Metric) -> GateAnswer:
    if metric.mhsds:
        ids = ", ".join(metric.mhsds[:3])
        return _answer(metric, "definition", "yes", f"Published nationally, measure {ids}.")
    if metric.sources:
        return _answer(
            metric,
            "definition",
            "yes",
            f"Defined in the catalogue, from {', '.join(metric.sources)}.",
        )
    return _answer(
        metric, "definition", "unknown", "The catalogue names no source for its definition."
    )


def _months(metric: Metric, evidence: Evidence) -> GateAnswer:
    months = evidence.months
    if months >= FEWEST_MONTHS:
        return _answer(metric, "months", "yes", f"The open files hold {months} months.")
    if months:
        word = "month" if months == 1 else "months"
        return _answer(metric, "months", "no", f"The open files hold only {months} {word}.")
    return _answer(metric, "months", "unknown", "No figures are open.")


def _answer(metric: Metric, gate: str, answer: Answer, reason: str) -> GateAnswer:
    return GateAnswer(metric.id, gate, answer, reason, "data")
