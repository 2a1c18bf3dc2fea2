"""Which columns part records: by unit at each level, by kind of unit, by group."""

from collections.abc import Sequence
from typing import Final

from mhvalue.ingest import unit_levels
from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.record_reading import KINDS, RecordColumn
from mhvalue.ingest.records import vocabulary as own
from mhvalue.ingest.records.seen import MOST_GROUPS, Seen

MOST_BREAKDOWNS: Final = 8
_KINDS_OF_UNITS: Final = ("ward", "team", "unit", "service", "bed")

_Roles = dict[str, RecordColumn]


def level_told(column: Seen) -> str | None:
    """The level of unit that a column's heading names, or None."""
    said = (own.unit_words(column.words), column.heading, own.unit_words(column.own_words))
    return next(filter(None, map(unit_levels.level_of, said)), None)


def give_units(columns: Sequence[Seen], roles: _Roles) -> None:
    """One column for each level, the one of names before that of codes."""
    free = [c for c in columns if c.heading not in roles and c.labels and not c.days]
    free = [c for c in free if not any(own.is_record_number(kind, c.words) for kind in KINDS)]
    by_heading = {c.heading: c for c in columns}
    for column in sorted(free, key=_how_plainly):
        level = level_told(column)
        if level is None or breakdown_told(column):
            continue
        taken = {c.name: c.heading for c in roles.values() if c.role == "unit"}
        if level not in taken:
            roles[column.heading] = RecordColumn(column.heading, "unit", level)
        elif _is_other_level(column, by_heading[taken[level]]):
            roles[column.heading] = RecordColumn(column.heading, "unit", column.heading)
        elif column.words == "location exact" and "Ward" not in taken:
            roles[column.heading] = RecordColumn(column.heading, "unit", "Ward")
    if not any(c.role == "unit" for c in roles.values()):
        _give_last_word(free, roles)
    for column in free:
        a_kind = words.KIND.fullmatch(column.words) and column.words.startswith(_KINDS_OF_UNITS)
        if a_kind and column.heading not in roles and len(column.labels) <= MOST_GROUPS:
            roles[column.heading] = RecordColumn(column.heading, "unit kind")
            break


def _give_last_word(free: Sequence[Seen], roles: _Roles) -> None:
    """The one column whose last word names a level: "Caseload team"; none where two do."""
    own_units = [c for c in free if not own.OF_OTHERS.search(c.words)]
    levels = [(c, unit_levels.level_at_end(c.heading)) for c in own_units]
    named = [(c, level) for c, level in levels if level and c.heading not in roles]
    plain = [one for one in named if not unit_levels.is_code_heading(one[0].heading)] or named
    if len(plain) == 1:
        ((column, level),) = plain
        roles[column.heading] = RecordColumn(column.heading, "unit", str(level))


def _how_plainly(column: Seen) -> tuple[bool, bool]:
    """Names before codes, and of them those first that are headed as their level is called."""
    level = level_told(column) or ""
    return unit_levels.is_code_heading(column.heading), column.words != level.casefold()


def _is_other_level(column: Seen, taken: Seen) -> bool:
    """Whether a column names units above or below those of another at what is called one level.

    A division has directorates. As many labels are the same units again, in other words.
    """
    plain = own.unit_words(column.words) == column.words and column.words != taken.words
    named = not any(unit_levels.is_code_heading(c.heading) for c in (column, taken))
    return plain and named and len(column.labels) != len(taken.labels)


def level_rank(column: RecordColumn) -> int:
    """Where a column of units stands among the levels, the finest first."""
    names = unit_levels.LEVEL_NAMES
    return names.index(column.name) if column.name in names else len(names)


def breakdown_told(column: Seen) -> str | None:
    """The breakdown that a column's heading names, or None."""
    return words.breakdown_of(column.heading) or own.breakdown_of(column.words)


def give_breakdowns(columns: Sequence[Seen], roles: _Roles) -> None:
    """One column for each breakdown, the one of names before that of codes."""
    for column in sorted(columns, key=lambda c: unit_levels.is_code_heading(c.heading)):
        name = breakdown_told(column)
        taken = {c.name for c in roles.values() if c.role == "breakdown"}
        if column.heading in roles or not name or name in taken or len(taken) >= MOST_BREAKDOWNS:
            continue
        ages = name == "age" and column.is_number
        birth = column.days and not column.is_number
        if column.labels and not birth and (ages or len(column.labels) <= MOST_GROUPS):
            roles[column.heading] = RecordColumn(column.heading, "breakdown", name)
