"""Which columns number the people, the stays in hospital and the records themselves."""

from collections.abc import Sequence
from typing import Final

from mhvalue.ingest.key_names import PERSON_KEY
from mhvalue.ingest.record_reading import RecordColumn
from mhvalue.ingest.records import vocabulary as own
from mhvalue.ingest.records.seen import Seen
from mhvalue.ingest.vocabulary import folded

NEARLY_ALL: Final = 0.9
FEWEST_AGAIN: Final = 3
"""So many rows that share a number with another tell whether all such rows are of one day."""
_DATED_ONCE: Final = ("incidents", "contacts", "referrals")
"""Kinds of records of which nobody has many on one day and none on another."""

_Roles = dict[str, RecordColumn]


def give_keys(
    kind: str,
    columns: Sequence[Seen],
    roles: _Roles,
    headings: Sequence[str],
    rows: Sequence[Sequence[object]],
) -> None:
    """Add the columns that number people, stays and records to the days found so far."""
    for role, pattern in (("person", own.PERSON), ("spell", own.SPELL)):
        for column in columns:
            said = own.fits(pattern, column.words) or own.fits(pattern, column.own_words)
            if column.heading not in roles and said and column.values:
                roles[column.heading] = RecordColumn(column.heading, role)
                break
    table = _Table(headings, rows)
    person = next((h for h, c in roles.items() if c.role == "person"), None)
    free = [c for c in columns if c.heading not in roles and own.is_record_number(kind, c.words)]
    if kind == "contacts":
        # Several people at one session are as many contacts.
        free = [c for c in free if not _of_sessions(c)]
        free = [c for c in free if person is None or not table.parts(c.heading, person)]
    single = [c for c in free if len(c.values) >= NEARLY_ALL * c.filled > 0]
    # One row for each of several who met: what is headed Contact ID numbers contacts all the same.
    again = [c for c in free if kind != "stays" and c.values and own.is_own_number(kind, c.words)]
    (start,) = (h for h, c in roles.items() if c.role == "start")
    dated = [c for c in free if kind in _DATED_ONCE and table.settles(c.heading, start)]
    # A number of its own says more than one that every row of a monthly return has anew.
    for column in [*again, *dated, *single][:1]:
        roles[column.heading] = RecordColumn(column.heading, "record")
        return
    # What stood over a number that looks like a person's is gone: it may have been an incident's.
    if (
        person is not None
        and folded(person) == folded(PERSON_KEY)
        and kind in _DATED_ONCE
        and table.settles(person, start)
    ):
        roles[person] = RecordColumn(person, "record")


def numbers_sessions(kind: str, column: Seen, roles: _Roles) -> bool:
    """Whether a column that plays no part numbers what several people come to."""
    numbered = any(c.role == "record" for c in roles.values())
    if kind != "contacts" or numbered or not own.is_record_number(kind, column.words):
        return False
    return len(column.values) < NEARLY_ALL * column.filled


def _of_sessions(column: Seen) -> bool:
    return (
        bool(own.SESSION.search(column.words)) and len(column.values) < NEARLY_ALL * column.filled
    )


class _Table:
    """The rows looked at, for what one of their columns says of another."""

    def __init__(self, headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        self._places = {heading: place for place, heading in enumerate(headings)}
        self._rows = rows

    def settles(self, number: str, day: str) -> bool:
        """Whether several rows share a number, and all that do are of one day."""
        met, again = self._beside(number, day)
        return again >= FEWEST_AGAIN and all(len(days) == 1 for days in met.values())

    def parts(self, number: str, person: str) -> bool:
        """Whether more than half of the numbers that several rows share are of several people."""
        met, again = self._beside(number, person)
        several = [people for people in met.values() if len(people) > 1]
        return again >= FEWEST_AGAIN and 2 * len(several) > again

    def _beside(self, number: str, other: str) -> tuple[dict[object, set[object]], int]:
        """What stands beside each number, and how many rows repeat one."""
        at, beside = self._places[number], self._places[other]
        filled = [row for row in self._rows if row[at] is not None and row[beside] is not None]
        met: dict[object, set[object]] = {}
        for row in filled:
            met.setdefault(row[at], set()).add(row[beside])
        return met, len(filled) - len(met)
