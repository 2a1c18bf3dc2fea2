"""What the group decides: each metric kept or dropped with a reason, then the list frozen."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal

from mhvalue.errors import ShortlistProblem
from mhvalue.shortlist.records import Choice, Decision, tidy
from mhvalue.shortlist.workshop import Workshop, must_be_open, on_list


def decide(
    workshop: Workshop,
    metrics: Iterable[str],
    choice: Literal["keep", "drop"],
    reason: str,
    by: str = "",
    when: date | None = None,
) -> Workshop:
    """With the metrics kept or dropped; the log keeps earlier decisions, the newest holds.

    Raises ShortlistProblem without a reason and for a metric not on the list.
    """
    must_be_open(workshop)
    notes = []
    for metric in metrics:
        on_list(workshop, metric)
        notes.append(_note(choice, metric, reason, by, when))
    return replace(workshop, log=(*workshop.log, *notes))


def freeze(workshop: Workshop, reason: str, by: str = "", when: date | None = None) -> Workshop:
    """With the final list closed: the metrics kept.

    Raises ShortlistProblem where metrics are undecided or none is kept.
    """
    must_be_open(workshop)
    open_ones = undecided(workshop)
    if open_ones:
        word = "metric has" if len(open_ones) == 1 else "metrics have"
        raise ShortlistProblem(
            f"{len(open_ones)} {word} no decision yet.", do="Keep or drop each, with a reason."
        )
    if not kept(workshop):
        raise ShortlistProblem("No metric is kept.", do="Keep at least one.")
    return _logged(workshop, "freeze", reason, by, when)


def reopen(workshop: Workshop, reason: str, by: str = "", when: date | None = None) -> Workshop:
    """With the final list open for changes again."""
    if not workshop.frozen:
        raise ShortlistProblem("The final list is not frozen.")
    return _logged(workshop, "reopen", reason, by, when)


def decided(workshop: Workshop) -> dict[str, Decision]:
    """The decision that holds for each metric that has one."""
    return {note.metric: note for note in workshop.log if note.metric}


def kept(workshop: Workshop) -> tuple[str, ...]:
    """The metrics kept so far, in list order."""
    held = decided(workshop)
    return tuple(m for m in workshop.ids if m in held and held[m].choice == "keep")


def undecided(workshop: Workshop) -> tuple[str, ...]:
    """The metrics without a decision, in list order."""
    held = decided(workshop)
    return tuple(metric for metric in workshop.ids if metric not in held)


def final(workshop: Workshop) -> tuple[str, ...]:
    """The final working set, in list order; empty until it is frozen."""
    return kept(workshop) if workshop.frozen else ()


def _logged(
    workshop: Workshop, choice: Choice, reason: str, by: str, when: date | None
) -> Workshop:
    return replace(workshop, log=(*workshop.log, _note(choice, "", reason, by, when)))


def _note(choice: Choice, metric: str, reason: str, by: str, when: date | None) -> Decision:
    note = Decision(choice, metric, tidy(reason), tidy(by), when)
    if not note.reason:
        raise ShortlistProblem("A decision has no reason.", do="Say why in a few words.")
    return note
