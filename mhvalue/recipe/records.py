"""Sheets of records found again in a new file, their columns in the roles they had."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from mhvalue.ingest.record_reading import (
    IGNORE,
    REPEATED,
    RecordColumn,
    RecordReading,
    RecordSheet,
)
from mhvalue.recipe.alike import key, renamed
from mhvalue.recipe.difference import Difference
from mhvalue.recipe.pairing import LEAST_ON_SAME_SHEET, LEAST_SHARED, same_shape

_SURE: Final = (IGNORE, "start", "end", "ready")


def carried_records(
    old: Sequence[RecordSheet], new: Sequence[RecordSheet]
) -> tuple[tuple[RecordSheet, ...], list[Difference]] | None:
    """The new sheets as the old ones were read, and what has changed; None for strangers.

    A sheet of the recipe may stand for several new ones, such as one a month. The days that an
    extract was said to cover are never carried on: they were those of another file.
    """
    sheets: list[RecordSheet] = []
    differences: list[Difference] = []
    met: list[RecordSheet] = []
    for sheet in new:
        before = max(old, key=lambda one: alike(one, sheet), default=None)
        if before is None or not alike(before, sheet):
            sheets.append(sheet)
            what = f"There is a new sheet of {sheet.reading.kind}; it is read as proposed."
            differences.append(Difference("new table", what, sheet.sheet))
            continue
        met.append(before)
        reading, told = _columns(before.reading, sheet)
        sheets.append(replace(sheet, reading=reading, use=before.use))
        differences += told if before.use else ()
    if not met:
        return None
    differences += [
        Difference("missing table", "A sheet that was read is not there.", one.sheet)
        for one in old
        if one not in met and one.use
    ]
    return tuple(sheets), differences


def alike(old: RecordSheet, new: RecordSheet) -> float:
    """How alike two sheets are: headings and roles, then their kind and name; 0 for strangers."""
    mine, yours = _marks(old.reading), _marks(new.reading)
    shared = len(mine & yours) / max(len(mine | yours), 1)
    same_sheet = same_shape(old.sheet, new.sheet)
    if shared < (LEAST_ON_SAME_SHEET if same_sheet else LEAST_SHARED):
        return 0.0
    return shared + 0.3 * same_sheet + 0.2 * (old.reading.kind == new.reading.kind)


def _marks(reading: RecordReading) -> set[object]:
    roles = {(c.role, c.name) for c in reading.columns if c.role != IGNORE}
    return {key(column.heading) for column in reading.columns} | roles


def _columns(old: RecordReading, sheet: RecordSheet) -> tuple[RecordReading, list[Difference]]:
    """The new sheet's columns in the old ones' roles."""
    new, where = sheet.reading, sheet.sheet
    now = tuple(dict.fromkeys(column.heading for column in new.columns))
    found = _paired(tuple(dict.fromkeys(c.heading for c in old.columns)), now)
    found |= _in_the_same_part(old, new, found)
    differences: list[Difference] = []
    kept: list[RecordColumn] = []
    for column in old.columns:
        heading = found.get(column.heading)
        if heading is not None:
            kept.append(replace(column, heading=heading))
            if heading != column.heading and column.role != IGNORE:
                what = f"{column.heading} is now called {heading}."
                differences.append(Difference("renamed column", what, where))
        elif column.role != IGNORE:
            what = f"{column.heading} ({column.role}) is not there."
            differences.append(Difference("missing column", what, where))
    if not any(column.role == "start" for column in kept):
        what = "Its columns are read as proposed, because that of the first dates is gone."
        return new, [*differences, Difference("layout", what, where)]
    single = {column.role for column in kept} - set(REPEATED)
    named = {(column.role, column.name) for column in kept}
    for column in new.columns:
        if column.heading in found.values():
            continue
        taken = column.role in single or (column.role, column.name) in named
        kept.append(replace(column, role=IGNORE, name="") if taken else column)
        if column.role != IGNORE:
            said = kept[-1].role if kept[-1].role != IGNORE else "not used"
            what = f"{column.heading} is new; it is read as {said}."
            differences.append(Difference("new column", what, where))
    for said, before, after in (("begin", old.first, new.first), ("end", old.as_at, new.as_at)):
        if before and not after:
            what = f"The day on which the extract's days {said} had been typed in; it is not known."
            differences.append(Difference("period", what, where))
    return replace(old, columns=tuple(kept), first=new.first, as_at=new.as_at), differences


def _in_the_same_part(
    old: RecordReading, new: RecordReading, found: Mapping[str, str]
) -> dict[str, str]:
    """Old heading to new where one column alone lost its heading and one alone plays its part.

    A column of groups must be of the same ones as well, whatever they are called. Days of a
    beginning and an end may be those of a ward instead of a hospital, and are not guessed.
    """
    gone = [c for c in old.columns if c.role not in _SURE and c.heading not in found]
    come = [c for c in new.columns if c.role != IGNORE and c.heading not in found.values()]
    pairs = {}
    for part in dict.fromkeys(map(_part, gone)):
        mine = {c.heading for c in gone if _part(c) == part}
        yours = {c.heading for c in come if _part(c) == part}
        if len(mine) == len(yours) == 1:
            pairs[mine.pop()] = yours.pop()
    return pairs


def _part(column: RecordColumn) -> tuple[str, str]:
    return column.role, column.name if column.role == "breakdown" else ""


def _paired(before: Sequence[str], now: Sequence[str]) -> dict[str, str]:
    """Old heading to new: the same words, the same but for the period, then much the same."""
    found = {heading: heading for heading in before if heading in now}
    for alike in (lambda was, new: 100.0 * (key(was) == key(new)), renamed):
        rated = [
            (-alike(was, new), place, was, new)
            for place, was in enumerate(before)
            for new in now
            if was not in found and new not in found.values() and alike(was, new)
        ]
        for _, _, was, new in sorted(rated):
            if was not in found and new not in found.values():
                found[was] = new
    return found
