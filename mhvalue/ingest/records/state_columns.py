"""The columns that tell what became of a record: attended, accepted, of what type, deleted."""

import re
from collections.abc import Sequence
from typing import Final

from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.record_reading import RecordColumn
from mhvalue.ingest.records import vocabulary as own
from mhvalue.ingest.records.outcomes import (
    ATTENDED,
    MISSED,
    REJECTED,
    UNKNOWN,
    outcome,
    tells_rejection,
    tells_void,
)
from mhvalue.ingest.records.seen import MOST_GROUPS, Seen

Roles = dict[str, RecordColumn]

_LEAST_UNDERSTOOD: Final = {"stays": 0.0, "incidents": 0.05, "referrals": 0.5, "contacts": 0.5,
                           "placements": 0.5, "waiting list": 0.5}  # fmt: skip
"""The share of an outcome column's labels that must be words we know."""


def give_states(kind: str, columns: Sequence[Seen], roles: Roles) -> None:
    """Add the columns of outcomes, and of deletions, to the roles found so far."""
    _give_outcome(kind, columns, roles)
    if kind == "incidents":
        _give_types(columns, roles)
    _give_void(kind, columns, roles)


def _give_outcome(kind: str, columns: Sequence[Seen], roles: Roles) -> None:
    """The column whose words are best understood, if they are.

    Few discharges are deaths, so the words of a sample of them need not say anything. Where
    attendance is only a yes or no, another column may say what was cancelled, and by whom.
    """
    pattern = own.OUTCOMES.get(kind)
    if pattern is None:
        return
    best, column = (-1.0, 0), None
    for candidate in columns:
        dated = bool(candidate.days) and candidate.is_dated
        if candidate.heading in roles or not candidate.values or (dated and kind != "referrals"):
            continue
        if re.search(pattern, candidate.words):
            share = _understood(kind, candidate), len(_codes(kind, candidate) - {UNKNOWN})
            if share > best:
                best, column = share, candidate
    if column is None or best[0] < _LEAST_UNDERSTOOD[kind]:
        return
    roles[column.heading] = RecordColumn(column.heading, "outcome")
    _give_beside(kind, column, columns, roles)


def _give_beside(kind: str, column: Seen, columns: Sequence[Seen], roles: Roles) -> None:
    """Other columns that settle what the outcome's does not tell."""
    free = [c for c in columns if c.heading not in roles and c.values]
    if kind == "contacts" and _codes(kind, column) <= {UNKNOWN, ATTENDED, MISSED}:
        for other in free:
            if own.CANCELLED.search(other.words) and not other.days:
                roles[other.heading] = RecordColumn(other.heading, "cancelled")
    if kind == "referrals" and not tells_rejection(column.words):
        refused = [c for c in free if tells_rejection(c.words)]
        for other in [c for c in refused if c.days or REJECTED in _codes(kind, c)][:1]:
            roles[other.heading] = RecordColumn(other.heading, "rejected")


def _give_types(columns: Sequence[Seen], roles: Roles) -> None:
    """Further columns that tell by a few words, or by a yes, what kind an incident was."""
    for column in columns:
        few = 1 < len(column.labels) <= MOST_GROUPS and not column.days
        if column.heading in roles or not few:
            continue
        flag = {text.casefold() for text in column.labels} <= {"yes", "no", "y", "n"}
        if (flag or own.TYPE.search(column.words)) and _codes("incidents", column) > {UNKNOWN}:
            roles[column.heading] = RecordColumn(column.heading, "further type")


def _give_void(kind: str, columns: Sequence[Seen], roles: Roles) -> None:
    """The columns that tell which rows were deleted, or are of nobody real, by heading or by words.

    A stay that was cancelled never was; a contact or a referral was meant to be.
    """
    for column in columns:
        if column.heading in roles or not column.values:
            continue
        state = own.STATES.fullmatch(column.words) and len(column.labels) <= MOST_GROUPS
        state = state and any(tells_void(kind, text) for text in column.labels)
        never = kind == "stays" and column.words in ("cancelled", "cancelled flag")
        told = own.VOID.fullmatch(column.words) or own.TEST.fullmatch(column.words)
        if state or never or told:
            roles[column.heading] = RecordColumn(column.heading, "void")


def speaks_of(kind: str, columns: Sequence[Seen]) -> bool:
    """Whether a column of outcomes or types has the words of one kind of record."""
    pattern = own.OUTCOMES[kind]
    fitting = [c for c in columns if re.search(pattern, c.words) and c.values and not c.days]
    least = _LEAST_UNDERSTOOD[kind]
    return any(_understood(kind, c) >= least and _codes(kind, c) > {UNKNOWN} for c in fitting) or (
        any(_understood(kind, c) == 1 for c in fitting)
    )


def _codes(kind: str, column: Seen) -> set[int]:
    if kind == "referrals" and column.days and column.is_dated:
        return {outcome(kind, "2000-01-01", column.words)}
    return {outcome(kind, text, column.words) for text in column.labels}


def _understood(kind: str, column: Seen) -> float:
    if kind == "referrals" and column.days:
        return 1.0
    # That a referral is open or closed says nothing of its acceptance, in a column that tells both.
    beside = own.OPEN_OR_CLOSED if kind == "referrals" else ()
    said = [text for text in column.labels if words.folded(text) not in beside]
    known = sum(outcome(kind, text, column.words) != UNKNOWN for text in said)
    return known / max(len(said), 1)
