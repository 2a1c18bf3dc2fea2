"""Whether a table holds one row a record, of what kind, and what its columns are."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from mhvalue.catalogue.loader import find_item, load
from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.records import vocabulary as own
from mhvalue.ingest.records.days import as_date, day_number
from mhvalue.ingest.records.labels import NOT_STATED, label
from mhvalue.ingest.records.outcomes import UNKNOWN, outcome
from mhvalue.ingest.records.reading import RecordColumn, RecordReading

FEWEST_ROWS: Final = 3
SAMPLE: Final = 2_000
"""How many rows tell enough."""
MOST_GROUPS: Final = 40
MOST_BREAKDOWNS: Final = 6
DATED: Final = 0.8
"""The share of filled cells of a column of dates that can be read as a day."""
_LEAST_UNDERSTOOD: Final = {"stays": 0.0, "incidents": 0.05, "referrals": 0.5, "contacts": 0.5}
"""The share of an outcome column's labels that must be words we know."""
_KINDS_OF_UNITS: Final = ("ward", "team", "unit", "service", "bed")


@dataclass(frozen=True)
class _Seen:
    """A column of the sample: its heading in folded words and its distinct values."""

    heading: str
    words: str
    values: tuple[object, ...]
    filled: int

    @property
    def days(self) -> list[int]:
        """The distinct days, blanks and what is no day left out."""
        return [d for d in map(day_number, self.values) if d is not None and d > 0]

    @property
    def is_dated(self) -> bool:
        """Whether the column holds days; one without a value may yet."""
        if all(isinstance(value, float | int) for value in self.values) and self.values:
            return all(20_000 <= float(str(v)) <= 80_000 for v in self.values)
        readable = [d for d in map(day_number, self.values) if d is not None]
        return not readable or len(self.days) >= DATED * len(readable)

    @property
    def is_number(self) -> bool:
        """Whether the column holds figures."""
        return bool(self.values) and all(
            isinstance(value, int | float) or label(value).replace(".", "", 1).isdecimal()
            for value in self.values
        )

    @property
    def labels(self) -> set[str]:
        """The distinct labels, blanks left out."""
        return {label(value) for value in self.values} - {NOT_STATED}


def recognise(
    headings: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = ""
) -> RecordReading | None:
    """How a table of records is to be read, from its headings and some of its rows.

    None for a table that is already added up, or whose headings say too little. `title` is the
    name of the sheet or file, which may say what a waiting list is for.
    """
    sample = list(rows)
    columns = [_seen(heading, [row[i] for row in sample]) for i, heading in enumerate(headings)]
    if len(sample) < FEWEST_ROWS or len(set(headings)) < len(headings):
        return None
    found = _kind(columns)
    if found is None:
        return None
    kind, start = found
    roles = {start.heading: RecordColumn(start.heading, "start")}
    _give_days(kind, columns, roles)
    _give_keys(columns, roles)
    if _is_added_up(columns, roles, start):
        return None
    _give_units(columns, roles)
    _give_outcome(kind, columns, roles)
    _give_breakdowns(columns, roles)
    order = {heading: place for place, heading in enumerate(headings)}
    chosen = [roles[heading] for heading in headings if heading in roles]
    units = sorted((c for c in chosen if c.role == "unit"), key=_level_rank)
    others = [c for c in chosen if c.role != "unit"]
    spoken = words.folded(f"{title} {' '.join(headings)}")
    return RecordReading(
        kind,
        (*units, *sorted(others, key=lambda c: order[c.heading])),
        whole_spells=kind == "stays" and "ward" not in start.words,
        subject="adhd" if kind == "waiting list" and "adhd" in spoken.split() else "",
    )


def _seen(heading: str, values: list[object]) -> _Seen:
    filled = [value for value in values if label(value) != NOT_STATED]
    distinct = {(type(value), value): value for value in filled}
    return _Seen(heading, words.folded(heading), tuple(distinct.values()), len(filled))


def _kind(columns: Sequence[_Seen]) -> tuple[str, _Seen] | None:
    """The kind of record and the column of its first date."""
    dated = [c for c in columns if c.filled and c.is_dated and not words.is_total(c.heading)]
    found = {}
    for kind, pattern in own.STARTS:
        column = next((c for c in dated if own.fits(pattern, c.words)), None)
        if column is not None:
            found[kind] = column
    named = {level for c in columns if (level := _level(c))}
    if not found and "Ward" in named and any(own.fits(own.ENDS["stays"], c.words) for c in dated):
        generic = next((c for c in dated if own.fits(own.GENERIC_START, c.words)), None)
        return ("stays", generic) if generic else None
    referral = found.get("referrals")
    if referral and "stays" not in found and "waiting list" not in found:
        listed = any(own.fits(own.WAITED, c.words) and c.is_number for c in columns)
        seen = any(own.fits(own.FIRST_CONTACT, c.words) for c in columns)
        if listed and not seen and "contacts" not in found:
            return "waiting list", referral
        if seen:
            return "referrals", referral
    return next(((kind, found[kind]) for kind, _ in own.STARTS if kind in found), None)


def _give_days(kind: str, columns: Sequence[_Seen], roles: dict[str, RecordColumn]) -> None:
    patterns = {
        "stays": {"end": own.ENDS["stays"], "ready": own.READY},
        "referrals": {
            "first contact": own.FIRST_CONTACT,
            "second contact": own.SECOND_CONTACT,
            "end": own.ENDS["referrals"],
        },
        "waiting list": {"snapshot": own.SNAPSHOT},
    }
    for role, pattern in patterns.get(kind, {}).items():
        for column in columns:
            if column.heading not in roles and column.is_dated and own.fits(pattern, column.words):
                roles[column.heading] = RecordColumn(column.heading, role)
                break


def _give_keys(columns: Sequence[_Seen], roles: dict[str, RecordColumn]) -> None:
    for role, pattern in (("person", own.PERSON), ("spell", own.SPELL)):
        for column in columns:
            if column.heading not in roles and own.fits(pattern, column.words):
                roles[column.heading] = RecordColumn(column.heading, role)
                break


def _is_added_up(columns: Sequence[_Seen], roles: dict[str, RecordColumn], start: _Seen) -> bool:
    """Whether the rows are sums already: figures of a known item, or dates that are months."""
    days = start.days
    firsts = [day for day in days if as_date(day).day == 1]
    if len(days) > 1 and len(firsts) == len(days):
        return True
    given = {column.role for column in roles.values()}
    if given & {"person", "spell", "end"}:
        return False
    catalogue = load()
    return any(
        column.is_number
        and column.heading not in roles
        and (find_item(catalogue, column.heading) or own.COUNTED.search(column.words))
        for column in columns
    )


def _level(column: _Seen) -> str | None:
    return words.level_of(own.unit_words(column.words))


def _give_units(columns: Sequence[_Seen], roles: dict[str, RecordColumn]) -> None:
    """One column for each level, the one of names before that of codes."""
    free = [c for c in columns if c.heading not in roles and c.labels and not c.days]
    for column in sorted(free, key=lambda c: words.is_code_heading(c.heading)):
        level = _level(column)
        if level is None or words.breakdown_of(column.heading):
            continue
        if level not in {c.name for c in roles.values() if c.role == "unit"}:
            roles[column.heading] = RecordColumn(column.heading, "unit", level)
    for column in free:
        a_kind = words.KIND.fullmatch(column.words) and column.words.startswith(_KINDS_OF_UNITS)
        if a_kind and column.heading not in roles and len(column.labels) <= MOST_GROUPS:
            roles[column.heading] = RecordColumn(column.heading, "unit kind")
            break


def _level_rank(column: RecordColumn) -> int:
    names = words.LEVEL_NAMES
    return names.index(column.name) if column.name in names else len(names)


def _give_breakdowns(columns: Sequence[_Seen], roles: dict[str, RecordColumn]) -> None:
    for column in columns:
        name = words.breakdown_of(column.heading)
        taken = {c.name for c in roles.values() if c.role == "breakdown"}
        if column.heading in roles or not name or name in taken or len(taken) >= MOST_BREAKDOWNS:
            continue
        ages = name == "age" and column.is_number
        birth = column.days and not column.is_number
        if column.labels and not birth and (ages or len(column.labels) <= MOST_GROUPS):
            roles[column.heading] = RecordColumn(column.heading, "breakdown", name)


def _give_outcome(kind: str, columns: Sequence[_Seen], roles: dict[str, RecordColumn]) -> None:
    """The column whose words are best understood, if they are.

    Few discharges are deaths, so the words of a sample of them need not say anything.
    """
    pattern = own.OUTCOMES.get(kind)
    if pattern is None:
        return
    best, column = -1.0, None
    for candidate in columns:
        if candidate.heading in roles or not candidate.values:
            continue
        if re.search(pattern, candidate.words):
            share = _understood(kind, candidate)
            if share > best:
                best, column = share, candidate
    if column is not None and best >= _LEAST_UNDERSTOOD[kind]:
        roles[column.heading] = RecordColumn(column.heading, "outcome")


def _understood(kind: str, column: _Seen) -> float:
    if kind == "referrals" and column.days:
        return 1.0
    known = sum(outcome(kind, text) != UNKNOWN for text in column.labels)
    return known / max(len(column.labels), 1)
