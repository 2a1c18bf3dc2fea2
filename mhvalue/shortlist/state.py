"""A workshop as plain data, for a saved recipe, and back."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeVar

from mhvalue.errors import ShortlistProblem
from mhvalue.shortlist import gates, scoring
from mhvalue.shortlist.criteria import IDS
from mhvalue.shortlist.layout import FORMAT, HEAD, SECTIONS
from mhvalue.shortlist.plain_data import Entry, Where, check_keys, entries, entry
from mhvalue.shortlist.records import (
    CHOICES,
    SOURCES,
    Candidate,
    Decision,
    GateAnswer,
    PreScore,
    Score,
)
from mhvalue.shortlist.workshop import (
    Workshop,
    begin,
    checked_weights,
    in_order,
    on_list,
    set_prescores,
)

T = TypeVar("T")


def to_dict(workshop: Workshop) -> dict[str, Any]:
    """The workshop as dictionaries, lists, texts and numbers only."""
    return {
        "format": FORMAT,
        "id": workshop.id,
        "title": workshop.title,
        "version": workshop.version,
        "metrics": [asdict(each) for each in workshop.metrics],
        "weights": [
            {"criterion": name, "weight": weight}
            for name, weight in zip(IDS, workshop.weights, strict=True)
        ],
        "scorers": [{"name": name} for name in workshop.scorers],
        "scores": [asdict(each) for each in workshop.scores],
        "prescores": [asdict(each) for each in workshop.prescores],
        "gates": [asdict(each) for each in workshop.gates],
        "log": [
            {**asdict(each), "when": each.when.isoformat() if each.when else None}
            for each in workshop.log
        ],
    }


def from_dict(data: object, where: Where | None = None) -> Workshop:
    """The workshop that `to_dict` made this of.

    Everything is checked. Raises ShortlistProblem that names the entry, by `where` if given, and
    never repeats what stands in it.
    """
    named = where or (lambda key, number: f"{key}, entry {number + 1}")
    if not isinstance(data, Mapping):
        raise ShortlistProblem("This is no saved workshop.")
    heads = [field.key for field in HEAD.fields]
    check_keys(data, {*heads, *(section.key for section in SECTIONS)}, "workshop")
    head = entry({key: data[key] for key in heads}, HEAD, named(HEAD.key, 0))
    if head["format"] != FORMAT:
        raise ShortlistProblem(
            "This workshop was saved by another version of mhvalue.",
            do="Open it with the version that saved it.",
        )
    if head["version"] < 1:
        raise ShortlistProblem("The version of the list is below 1.", where=named(HEAD.key, 0))
    read = {section.key: entries(data[section.key], section, named) for section in SECTIONS}
    metrics = [Candidate(**each) for each in read["metrics"]]
    made = replace(
        begin(head["id"], head["title"], metrics),
        version=head["version"],
        weights=_weights(read["weights"]),
    )
    return _Filling(read, named).into(made)


@dataclass(frozen=True)
class _Filling:
    """Entries to put into a workshop, and the names of their places."""

    read: dict[str, list[Entry]]
    where: Where

    def into(self, made: Workshop) -> Workshop:
        """The workshop with all entries, each checked as if it were entered now."""
        names = self._records("scorers", _scorer, str.casefold)
        made = replace(made, scorers=names)
        scores = self._records(
            "scores",
            lambda each: _score(made, each),
            lambda score: (score.scorer, score.metric, score.criterion),
        )
        prescores = self._records(
            "prescores",
            lambda each: _prescore(made, each),
            lambda given: (given.metric, given.criterion),
        )
        answers = self._records(
            "gates",
            lambda each: _answer(made, each),
            lambda answer: (answer.metric, answer.gate, answer.source),
        )
        log = self._records("log", lambda each: _decision(made, each))
        made = set_prescores(made, prescores)
        return replace(
            made,
            scores=in_order(made, scores, names),
            gates=gates.in_list_order(made, answers),
            log=log,
        )

    def _records(
        self,
        key: str,
        make: Callable[[Entry], T],
        once: Callable[[T], Hashable] | None = None,
    ) -> tuple[T, ...]:
        """The records of a section; `once` is what no two of them may share."""
        made: list[T] = []
        seen: set[Hashable] = set()
        for number, each in enumerate(self.read[key]):
            try:
                made.append(make(each))
            except ShortlistProblem as problem:
                where = self.where(key, number)
                raise ShortlistProblem(problem.what, where=where, do=problem.do) from problem
            mark = once(made[-1]) if once else number
            if mark in seen:
                raise ShortlistProblem("This stands there twice.", where=self.where(key, number))
            seen.add(mark)
        return tuple(made)


def _weights(given: Iterable[Entry]) -> tuple[float, ...]:
    pairs = [(each["criterion"], each["weight"]) for each in given]
    weights = dict(pairs)
    if len(weights) < len(pairs) or set(weights) != set(IDS):
        raise ShortlistProblem("The weights are not one for each criterion.")
    return checked_weights(tuple(float(weights[name]) for name in IDS))


def _scorer(each: Entry) -> str:
    return scoring.known_scorer((), each["name"])


def _score(workshop: Workshop, each: Entry) -> Score:
    if each["scorer"] not in workshop.scorers:
        raise ShortlistProblem("This score is by nobody on the list of scorers.")
    return scoring.checked(workshop, Score(**each))


def _prescore(workshop: Workshop, each: Entry) -> PreScore:
    given = PreScore(**each)
    on_list(workshop, given.metric)
    scoring.check_criterion(given.criterion)
    if given.points is not None:
        scoring.check_points(given.criterion, given.points)
    return given


def _answer(workshop: Workshop, each: Entry) -> GateAnswer:
    answer = GateAnswer(**each)
    on_list(workshop, answer.metric)
    if answer.source not in SOURCES:
        raise ShortlistProblem("This answer comes neither from data nor from people.")
    return gates.checked(answer)


def _decision(workshop: Workshop, each: Entry) -> Decision:
    note = Decision(**each)
    if note.choice not in CHOICES:
        raise ShortlistProblem("This decision is none of keep, drop, freeze and reopen.")
    if not note.reason:
        raise ShortlistProblem("This decision has no reason.")
    if note.choice in ("keep", "drop"):
        on_list(workshop, note.metric)
    elif note.metric:
        raise ShortlistProblem("The list as a whole is frozen, not one metric of it.")
    return note
