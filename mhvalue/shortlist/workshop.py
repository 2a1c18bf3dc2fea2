"""A workshop: a long list of metrics, the weights, and all that has been said about them.

A workshop is never changed: every step gives a new one, so nothing entered can be lost by a step
that fails.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from mhvalue.errors import ShortlistProblem
from mhvalue.shortlist.criteria import CRITERIA, IDS, NAMES, SUGGESTED
from mhvalue.shortlist.records import Candidate, Decision, GateAnswer, PreScore, Score, tidy


@dataclass(frozen=True)
class Workshop:
    """Everything a group has entered so far.

    `version` goes up when metrics join the list, so that an old score sheet is known as old.
    `weights` stand in the order of `criteria.CRITERIA`. `prescores` are what the data give;
    `scores` are people's. `log` holds decisions in the order taken.
    """

    id: str
    title: str
    version: int = 1
    metrics: tuple[Candidate, ...] = ()
    weights: tuple[float, ...] = SUGGESTED
    scorers: tuple[str, ...] = ()
    scores: tuple[Score, ...] = ()
    prescores: tuple[PreScore, ...] = ()
    gates: tuple[GateAnswer, ...] = ()
    log: tuple[Decision, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the metrics, in list order."""
        return tuple(candidate.id for candidate in self.metrics)

    @property
    def names(self) -> dict[str, str]:
        """Each metric's name by its id."""
        return {candidate.id: candidate.name for candidate in self.metrics}

    @property
    def frozen(self) -> bool:
        """Whether the final list stands."""
        closing = [note.choice for note in self.log if note.choice in ("freeze", "reopen")]
        return closing[-1:] == ["freeze"]


def begin(id: str, title: str, metrics: Iterable[Candidate]) -> Workshop:
    """A new workshop over a long list; raises ShortlistProblem for none, or for one named twice."""
    listed = tuple(Candidate(each.id, tidy(each.name)) for each in metrics)
    if not listed:
        raise ShortlistProblem("There are no metrics to choose from.", do="Choose at least one.")
    if len({each.id for each in listed}) < len(listed):
        raise ShortlistProblem("A metric is on the list twice.", do="List each metric once.")
    return Workshop(tidy(id), tidy(title), metrics=listed)


def add_metrics(workshop: Workshop, metrics: Iterable[Candidate]) -> Workshop:
    """With more metrics at the end of the list; those on it already stay as they are.

    New ones make a new version. A metric never leaves the list: it is dropped by a decision, so
    that its scores and the reason stay.
    """
    must_be_open(workshop)
    new = {each.id: Candidate(each.id, tidy(each.name)) for each in metrics}
    added = tuple(each for name, each in new.items() if name not in workshop.names)
    if not added:
        return workshop
    return replace(workshop, metrics=workshop.metrics + added, version=workshop.version + 1)


def set_weights(workshop: Workshop, weights: Mapping[str, float]) -> Workshop:
    """With other weights for some or all criteria, by criterion id.

    Raises ShortlistProblem for an unknown criterion, a weight below zero, or none above it.
    """
    must_be_open(workshop)
    unknown = [name for name in weights if name not in IDS]
    if unknown:
        raise ShortlistProblem(
            "A weight is given for something that is no criterion.",
            do=f"The criteria are {', '.join(NAMES.values())}.",
        )
    old = zip(CRITERIA, workshop.weights, strict=True)
    new = tuple(float(weights.get(each.id, weight)) for each, weight in old)
    return replace(workshop, weights=checked_weights(new))


def checked_weights(weights: tuple[float, ...]) -> tuple[float, ...]:
    """The weights, if they can be used; raises ShortlistProblem if not."""
    for criterion, weight in zip(CRITERIA, weights, strict=True):
        if not math.isfinite(weight) or weight < 0:
            raise ShortlistProblem(
                f"The weight of {criterion.name} is not a number from 0 up.", do="Enter another."
            )
    if sum(weights) <= 0:
        raise ShortlistProblem("All weights are 0.", do="Give at least one criterion a weight.")
    return weights


def set_prescores(workshop: Workshop, prescores: Iterable[PreScore]) -> Workshop:
    """With these scores from the data in place of earlier ones for the same metric and criterion.

    People's scores stay, and go before them.
    """
    must_be_open(workshop)
    held = {(each.metric, each.criterion): each for each in workshop.prescores}
    for each in prescores:
        on_list(workshop, each.metric)
        held[each.metric, each.criterion] = replace(each, how=tidy(each.how))
    return replace(workshop, prescores=tuple(sorted(held.values(), key=_place(workshop).of)))


def must_be_open(workshop: Workshop) -> None:
    """Raise ShortlistProblem where the final list has been frozen."""
    if workshop.frozen:
        raise ShortlistProblem(
            "The final list is frozen, so nothing can be changed.",
            do="Open it again first and say why.",
        )


def on_list(workshop: Workshop, metric: str) -> None:
    """Raise ShortlistProblem for a metric that is not on the list."""
    if metric not in workshop.names:
        raise ShortlistProblem(
            "This metric is not on the workshop's list.", do="Add it to the list first."
        )


def in_order(
    workshop: Workshop, scores: Iterable[Score], scorers: tuple[str, ...]
) -> tuple[Score, ...]:
    """The scores by scorer, metric and criterion, each in the order of its list."""
    place, rows = _place(workshop), {name: row for row, name in enumerate(scorers)}
    return tuple(sorted(scores, key=lambda each: (rows[each.scorer], *place.of(each))))


@dataclass(frozen=True)
class _Places:
    metrics: dict[str, int]
    criteria: dict[str, int]

    def of(self, each: Score | PreScore) -> tuple[int, int]:
        return self.metrics[each.metric], self.criteria[each.criterion]


def _place(workshop: Workshop) -> _Places:
    return _Places(
        {name: row for row, name in enumerate(workshop.ids)},
        {name: column for column, name in enumerate(IDS)},
    )
