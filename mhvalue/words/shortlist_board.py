"""A shortlist for a board: what was agreed, who owns it, what it is read with, and the log."""

from collections.abc import Mapping, Sequence
from typing import Final

from mhvalue.catalogue.schema import LENSES, Catalogue, Metric
from mhvalue.shortlist.decisions import decided
from mhvalue.shortlist.gates import Passage
from mhvalue.shortlist.workshop import Workshop
from mhvalue.words.phrases import is_or_are, listing, times
from mhvalue.words.shortlist import Names

NO_OWNER: Final = "Nobody named yet"
NO_BALANCE: Final = "None named"
CHOICES: Final[Mapping[str, str]] = {
    "keep": "Kept",
    "drop": "Dropped",
    "freeze": "List frozen",
    "reopen": "List opened again",
}
"""The words for the kinds of lines of the log."""


def final_title(kept: Sequence[str], catalogue: Catalogue, *, frozen: bool) -> str:
    """How many metrics are agreed, and how many of each lens."""
    if not kept:
        return "No metric is kept yet"
    listed = [catalogue.metrics[name] for name in kept if name in catalogue.metrics]
    counts = {lens: sum(metric.lens == lens for metric in listed) for lens in LENSES}
    of_each = listing([f"{count:,} of {lens}" for lens, count in counts.items() if count])
    is_kept = f"{times(len(kept), 'metric')} {is_or_are(len(kept))}"
    said = f"{is_kept} agreed" if frozen else f"{is_kept} kept so far; the list is not frozen"
    return f"{said}: {of_each}" if of_each else said


def log_title(workshop: Workshop) -> str:
    """How many metrics are kept, dropped and still open."""
    held = [note.choice for note in decided(workshop).values()]
    kept, dropped = held.count("keep"), held.count("drop")
    if not held:
        return "Nothing is decided yet"
    left = len(workshop.metrics) - len(held)
    said = f"{times(kept, 'metric')} {is_or_are(kept)} kept and {dropped:,} dropped, with reasons"
    return f"{said}; {left:,} {is_or_are(left)} still open" if left else said


def owner(passage: Passage) -> str:
    """Who owns a metric, as said at the gate that asks for it."""
    answers = (answer for answer in passage.answers if answer and answer.gate == "owner")
    return next((each.reason for each in answers if each.answer == "yes"), NO_OWNER)


def read_with(metric: Metric, kept: Sequence[str], catalogue: Catalogue, names: Names) -> str:
    """What balances a metric: the one it names itself, or those of quality that name it."""
    if metric.balancing:
        known = catalogue.metrics.get(metric.balancing)
        said = names.get(metric.balancing) or (known.name if known else metric.balancing)
        return said if metric.balancing in kept else f"{said} (not on the list)"
    listed = (catalogue.metrics[name] for name in kept if name in catalogue.metrics)
    beside = [m.name for m in listed if m.lens == "quality" and m.balancing == metric.id]
    return listing(beside) or NO_BALANCE
