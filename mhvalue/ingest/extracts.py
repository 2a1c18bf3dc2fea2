"""Files that hold one row a stay, a referral, a contact or an incident: counted, never kept.

Such a file gives monthly facts. Its rows are shown nowhere, not even in a preview, and end with
the process that read them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from mhvalue.cellnames import cell_name, range_name
from mhvalue.errors import ReadingProblem
from mhvalue.facts import Facts, Origin, join, make
from mhvalue.ingest.people import Cleared
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import Reading
from mhvalue.ingest.record_reading import DAY_ROLES, FORMAT, IGNORE, RecordColumn, RecordSheet
from mhvalue.ingest.sheets.cells import Sheet

if TYPE_CHECKING:
    import pandas as pd

    from mhvalue.ingest.records.lookups import Decoded

TITLES: Final = {
    "stays": "one row a stay",
    "referrals": "one row a referral",
    "contacts": "one row a contact",
    "incidents": "one row an incident",
    "waiting list": "one row a person waiting",
    "placements": "one row a placement out of area",
    "delays": "one row a delay in leaving hospital",
    "leave": "one row a leave from hospital",
}
_TOP: Final = 30
_SAYS_WHEN: Final = re.compile(
    r"date|\bdt\b|dt$|adm|disch|ref|contact|app|incident|event|start|from|arriv|occurred|added"
    r"|list|day|time|visit|session|attend|activity|restrain|seclusion|wait|clock|\bin\b",
    re.IGNORECASE,
)
"""Records tell when something was; a heading that says so is cheap to look for."""


@dataclass(frozen=True, eq=False)
class Counted:
    """The facts of a file's sheets of records, how those were read, and what was noticed."""

    facts: Facts
    records: tuple[RecordSheet, ...]
    problems: tuple[Problem, ...]


def read(cleared: Cleared, given: Reading | None, name: str) -> Counted | None:
    """The facts of every sheet that holds records; None where none does.

    A given reading is applied exactly. One that says there are records, for a file without any,
    and one whose columns are not there, raise ReadingProblem. The facts have no key yet.
    """
    records = given.records if given is not None else ()
    settled = _settled(cleared, records, name) if records else _proposed(cleared, name)
    if not settled:
        if given is not None and given.format == FORMAT:
            raise ReadingProblem(
                "This file does not hold one row a stay, a referral, a contact or an incident.",
                where=name,
                do="Remove the saved reading and let the app propose one.",
            )
        return None
    merges = given.merges if given is not None else ()
    parts: list[Facts] = []
    problems: list[Problem] = []
    groups, older = _counted_together(cleared, settled, name)
    problems += [_older(one, name) for one in older]
    for group in groups:
        facts, told = _group(cleared, group, name, dict(merges))
        parts.append(facts)
        problems += told
    if not parts:
        raise ReadingProblem(
            "No sheet of this file is used.", where=name, do="Choose one, or leave the file out."
        )
    return Counted(join(parts), settled, tuple(problems))


def _settled(
    cleared: Cleared, records: Sequence[RecordSheet], name: str
) -> tuple[RecordSheet, ...]:
    """The sheets as given, those that are only declared to hold records with their columns."""
    by_name = {sheet.name: sheet for sheet in cleared.sheets if not sheet.unread}

    def whole(one: RecordSheet) -> RecordSheet:
        if not one.is_open or one.sheet not in by_name:
            return one
        from mhvalue.ingest.records.sheets import declared

        return declared(_spoken(cleared, by_name[one.sheet])[0], one.reading.kind, name)

    return tuple(map(whole, records))


def _proposed(cleared: Cleared, name: str) -> tuple[RecordSheet, ...]:
    found: list[RecordSheet] = []
    for sheet in cleared.sheets:
        if not sheet.cells.size or not _may_hold(sheet):
            continue
        from mhvalue.ingest.records import sheets

        one = sheets.found(cleared.keyed(sheet), name)
        if one is None:
            continue
        spoken, explained = _spoken(cleared, sheet)
        found.append((sheets.found(spoken, name) or one) if explained else one)
    if len(found) < 2:
        return tuple(found)
    from mhvalue.ingest.records.sheets import named_by_sheet

    kinds = dict.fromkeys(one.reading.kind for one in found)
    named = [
        one
        for kind in kinds
        for one in named_by_sheet([one for one in found if one.reading.kind == kind])
    ]
    order = {one.sheet: place for place, one in enumerate(found)}
    return tuple(sorted(named, key=lambda one: order[one.sheet]))


def _spoken(cleared: Cleared, sheet: Sheet) -> "tuple[Sheet, tuple[Decoded, ...]]":
    """A sheet with people as codes, and with names where the workbook explains its other codes."""
    from mhvalue.ingest.records.lookups import decoded, lookups

    return decoded(cleared.keyed(sheet), lookups(cleared.sheets) if cleared.sheets[1:] else ())


def _may_hold(sheet: Sheet) -> bool:
    return any(isinstance(v, str) and _SAYS_WHEN.search(v) for v in sheet.cells[:_TOP].flat)


def _counted_together(
    cleared: Cleared, settled: Sequence[RecordSheet], name: str
) -> tuple[list[list[RecordSheet]], list[RecordSheet]]:
    """The sheets that are counted together, and those of older lists, which are not counted."""
    groups = _groups([sheet for sheet in settled if sheet.use])
    if sum(group[0].reading.is_list for group in groups) < 2:
        return groups, []
    from mhvalue.ingest.records.lists import last_of_months

    return last_of_months(groups, lambda one: _units_on(cleared, one, name))


def _groups(settled: Sequence[RecordSheet]) -> list[list[RecordSheet]]:
    """Sheets that are counted together: of one kind, with the same days, lists of one day."""
    grouped: dict[tuple[str, ...], list[RecordSheet]] = {}
    for one in settled:
        days = (role for role in DAY_ROLES if one.reading.has(role))
        drawn = str(one.reading.as_at) if one.reading.is_list else ""
        grouped.setdefault((one.reading.kind, drawn, *days), []).append(one)
    return list(grouped.values())


def _units_on(cleared: Cleared, one: RecordSheet, name: str) -> set[str]:
    """The units of the finest level on one sheet."""
    column = next(iter(one.reading.with_role("unit")), None)
    sheet = next((sheet for sheet in cleared.sheets if sheet.name == one.sheet), None)
    if column is None or sheet is None or sheet.unread:
        return set()
    return set(map(str, _frame(_spoken(cleared, sheet)[0], one, name)[column.heading].dropna()))


def _older(one: RecordSheet, name: str) -> Problem:
    return Problem(
        "A later list of the same month stands on another sheet.", name, one.sheet, "",
        "This one was not counted: of each month the last list is.", "",
    )  # fmt: skip


def _group(
    cleared: Cleared, group: Sequence[RecordSheet], name: str, merges: dict[str, str]
) -> tuple[Facts, list[Problem]]:
    from mhvalue.ingest.records.facts_from_records import facts_of_frame

    by_name = {sheet.name: sheet for sheet in cleared.sheets if not sheet.unread}
    places: list[Origin] = []
    joined: list[pd.DataFrame] = []
    named: list[Problem] = []
    whole = group[0]
    for one in group:
        if one.sheet not in by_name:
            raise ReadingProblem(
                "The sheet is not in this file.",
                where=f"{name}, {one.sheet}",
                do="Choose another sheet, or let the app propose again.",
            )
        sheet, explained = _spoken(cleared, by_name[one.sheet])
        read = {column.heading for column in one.reading.columns if column.role != IGNORE}
        named += [_named(how, name, one.sheet) for how in explained if how.heading in read]
        named += _other_tables(sheet, one, name)
        places.append(Origin(name, one.sheet, _cells(sheet, one)))
        whole, frame = _alike(whole, one, _frame(sheet, one, name))
        joined.append(frame)
    frame = joined[0] if len(joined) == 1 else _concatenated(joined)
    shown = ", ".join(one.sheet for one in group)
    tidy = facts_of_frame(frame, whole.reading, name, shown, merges)
    place = places[0] if len(places) == 1 else Origin(name, shown, "all rows")
    facts = make(tidy.columns, units=tidy.units, origins=(place,), key="")
    counted = Problem(
        f"The {'sheet holds' if len(group) == 1 else 'sheets hold'} {TITLES[whole.reading.kind]}.",
        name,
        shown,
        places[0].cells if len(places) == 1 else "",
        "The rows were counted by month and were not kept.",
    )
    return facts, [counted, *named, *tidy.problems]


def _named(how: "Decoded", name: str, sheet: str) -> Problem:
    return Problem(
        f"“{how.heading}” holds codes, and the sheet “{how.sheet}” says what they mean.",
        name, sheet, "", "The names that stand there were read in their place.", "",
    )  # fmt: skip


def _other_tables(sheet: Sheet, one: RecordSheet, name: str) -> list[Problem]:
    """That another table stands below the records, or beside them."""
    from mhvalue.ingest.records.other_tables import row_below
    from mhvalue.ingest.records.sheets import SHEET_NAME, headings_of

    headings = headings_of(sheet, one.header_rows)
    below = row_below(sheet, headings, one)
    known = {column.heading for column in one.reading.columns} - {SHEET_NAME}
    filled = (sheet.cells[list(one.header_rows)] != None).any(axis=0)  # noqa: E711 - of each cell
    beside = [place for place in np.flatnonzero(filled) if headings[place] not in known]
    places = [] if below is None else [("below", cell_name(below, 0))]
    places += [("beside", cell_name(one.header_rows[-1], int(beside[0])))] if beside else []
    return [
        Problem(
            f"Another table stands {where} the records.", name, one.sheet, cell,
            "It was not read.", "Put each table on a sheet of its own.",
        )
        for where, cell in places
    ]  # fmt: skip


def _concatenated(frames: Sequence["pd.DataFrame"]) -> "pd.DataFrame":
    import pandas as pd

    return pd.concat(frames, ignore_index=True)


def _frame(sheet: Sheet, one: RecordSheet, name: str) -> "pd.DataFrame":
    from mhvalue.ingest.records.sheets import frame_of

    where = f"{name}, {one.sheet}" if one.sheet else name
    if max(one.header_rows) >= len(sheet.cells):
        raise ReadingProblem(
            "There are no headings in the row that should hold them.",
            where=where,
            do="Let the app propose again.",
        )
    frame = frame_of(sheet, one)
    for column in one.reading.columns:
        if column.role != IGNORE and column.heading not in frame.columns:
            raise ReadingProblem(
                f"There is no column headed “{column.heading}”.",
                where=where,
                do="Choose the columns again, or let the app propose again.",
            )
    return frame


def _alike(
    whole: RecordSheet, one: RecordSheet, frame: "pd.DataFrame"
) -> tuple[RecordSheet, "pd.DataFrame"]:
    """The sheets so far with another added: its columns under the headings of the first."""
    known = {_part(c): c.heading for c in whole.reading.columns if c.role != IGNORE}
    renamed: dict[str, str] = {}
    added: list[RecordColumn] = []
    for column in one.reading.columns:
        if column.role == IGNORE:
            continue
        heading = known.get(_part(column))
        if heading is None:
            heading = column.heading
            added.append(column)
        renamed[column.heading] = heading
    reading = whole.reading
    parts = [_part(c) for c in (*reading.columns, *added) if c.role in DAY_ROLES]
    if len({role for role, _ in parts}) < len(parts):
        raise ReadingProblem(
            f"Dates have the day first on one sheet and the month on another: {one.sheet}.",
            do="Export the rows again with dates written as 2024-03-31, and upload that.",
        )
    firsts = [day for day in (reading.first, one.reading.first) if day]
    lasts = [day for day in (reading.as_at, one.reading.as_at) if day]
    reading = replace(
        reading,
        columns=(*reading.columns, *added),
        first=min(firsts, default=None),
        as_at=max(lasts, default=None),
    )
    return replace(whole, reading=reading), frame.rename(columns=renamed)


def _part(column: RecordColumn) -> tuple[str, str]:
    several = column.role in ("cancelled", "further type")
    return column.role, column.heading if several else column.name


def _cells(sheet: Sheet, one: RecordSheet) -> str:
    filled = np.flatnonzero((sheet.cells != None).any(axis=1))  # noqa: E711 - asked of each cell
    last = int(filled[-1]) if filled.size else 0
    return range_name(one.header_rows[0], 0, last, sheet.cells.shape[1] - 1)
