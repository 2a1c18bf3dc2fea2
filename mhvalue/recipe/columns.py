"""The columns of a table found again by their headings, with the roles they had."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mhvalue.catalogue.loader import find_item, load
from mhvalue.ingest.reading import FIGURE_ROLES, Column, TableReading
from mhvalue.ingest.role_names import SAID
from mhvalue.recipe.alike import key, renamed, says_as_much
from mhvalue.recipe.difference import Difference
from mhvalue.written_periods import month_number, parse
from mhvalue.written_windows import parse_window

SINGLE = ("unit", "unit code", "kind", "period", "item")
"""Roles that one column of a table plays."""


def carried(
    old: TableReading, new: TableReading
) -> tuple[tuple[Column, ...] | None, list[Difference]]:
    """The new table's columns with the old ones' roles, and what has changed.

    No columns at all where a column is gone without which nothing can be read: then the table
    is better read as the new file proposes.
    """
    before, after = list(old.columns), list(new.columns)
    found = _same_heading(before, after)
    left = [c for c in before if c not in found.values()]
    added = [c for c in after if c not in found]
    again = _renamed(left, added, old, new)
    found |= again
    months = _months(before, [c for c in added if c not in again])
    months |= _units(before, [c for c in added if c not in again and c not in months])
    where = new.sheet
    differences = [
        Difference("renamed column", f"{was.heading} is now called {now.heading}.", where)
        for now, was in again.items()
        if was.role != "ignore"
    ]
    gone = [
        c for c in left if c not in again.values() and c.role != "ignore" and not _is_month(c, old)
    ]
    differences += [
        Difference("missing column", f"{c.heading} ({SAID[c.role]}) is not there.", where)
        for c in gone
    ]
    if any(c.role in ("unit", "period", "item") for c in gone):
        what = "Its columns are read as proposed, because one that tells its rows apart is gone."
        return None, [*differences, Difference("layout", what, where)]
    taken = {was.role for was in found.values()} | {was.role for was in months.values()}
    columns = []
    for now in after:
        was = found.get(now) or months.get(now)
        if was is not None:
            columns.append(_meaning(was, now))
            continue
        kept = replace(now, role="ignore") if now.role in SINGLE and now.role in taken else now
        columns.append(kept)
        if now.role != "ignore":
            what = f"{now.heading} is new; it is read as: {SAID[kept.role]}."
            differences.append(Difference("new column", what, where))
    return tuple(columns), differences


def _meaning(was: Column, now: Column) -> Column:
    """The new column in the old one's role; a month across keeps its own period."""
    period = now.name if was.role in FIGURE_ROLES and _tells_period(now.name) else ""
    unit = now.unit if now.unit and now.heading != was.heading else was.unit
    return replace(was, index=now.index, heading=now.heading, name=period or was.name, unit=unit)


def _same_heading(before: Sequence[Column], after: Sequence[Column]) -> dict[Column, Column]:
    """New column to old: the same words first, then the same but for the period, in order."""
    words = {column.heading: column for column in before}
    found = {now: words[now.heading] for now in after if now.heading in words}
    by_key: dict[str, list[Column]] = defaultdict(list)
    for column in before:
        if column not in found.values():
            by_key[key(column.heading)].append(column)
    for now in after:
        alike = by_key.get(key(now.heading), []) if now not in found else []
        if alike:
            found[now] = alike.pop(0)
    return found


def _renamed(
    left: Sequence[Column], added: Sequence[Column], old: TableReading, new: TableReading
) -> dict[Column, Column]:
    """New column to old where the file calls it by another name, the surest first."""
    rated = []
    for was in left:
        for now in added:
            score = _same_meaning(was, now, old.columns, new.columns)
            if score:
                rated.append((-score, abs(was.index - now.index), was, now))
    found: dict[Column, Column] = {}
    for _, _, was, now in sorted(rated, key=lambda pair: pair[:2]):
        if now not in found and was not in found.values():
            found[now] = was
    return found


def _same_meaning(
    was: Column, now: Column, before: Iterable[Column], after: Iterable[Column]
) -> float:
    """How sure two columns are one: the catalogue's item, the only one of its role, the words."""
    if was.role == "ignore":
        return 0.0
    figures = (was.role in FIGURE_ROLES, now.role in FIGURE_ROLES)
    known_was, known_now = was.item != was.heading, now.item != now.heading
    if all(figures) and was.item and known_was and known_now:
        # What somebody called it themselves, the new file cannot know.
        own = find_item(load(), was.heading)
        return 200.0 if now.item in (was.item, own.id if own else "") else 0.0
    if was.role in SINGLE and was.role == now.role and was.name == now.name:
        only = all(sum(c.role == was.role for c in side) == 1 for side in (before, after))
        return 150.0 if only else 120.0 * says_as_much(was.heading, now.heading)
    if figures[0] != figures[1] and now.role != "ignore":
        return 0.0
    return renamed(was.heading, now.heading)


def _months(before: Sequence[Column], added: Sequence[Column]) -> dict[Column, Column]:
    """New months across, each read as the month before it of the same figure."""
    known = [c for c in before if c.role in FIGURE_ROLES and _tells_period(c.name)]
    found = {}
    for now in added:
        alike = [c for c in known if key(c.heading) == key(now.heading)]
        alike = alike or ([c for c in known if c.item == now.item] if now.item else [])
        if not alike and len({(c.role, c.item) for c in known}) == 1:
            alike = known
        if alike and now.role in FIGURE_ROLES and _tells_period(now.name):
            found[now] = alike[-1]
    return found


def _units(before: Sequence[Column], added: Sequence[Column]) -> dict[Column, Column]:
    """New units across, each read as the columns of the same figure of other units are."""
    known = [c for c in before if c.role in (*FIGURE_ROLES, "ignore") and c.unit]
    found = {}
    for now in added:
        alike = [c for c in known if _of_unit(c) == _of_unit(now)] or known
        read = {replace(c, index=0, heading="", unit="") for c in alike}
        if now.role in FIGURE_ROLES and now.unit and len(read) == 1:
            found[now] = alike[-1]
    return found


def _of_unit(column: Column) -> str:
    """What a heading says besides the name of its unit."""
    return key(column.heading.replace(column.unit, ""))


def _is_month(column: Column, table: TableReading) -> bool:
    """Whether a column is one of the periods that stand across, which come and go."""
    return table.layout == "periods across" and _tells_period(column.name)


def _tells_period(name: str) -> bool:
    return bool(parse(name) or parse_window(name) or month_number(name))


def all_found(old: TableReading, new: TableReading) -> bool:
    """Whether every column of a table is there again, in other words, and none besides."""
    if old.layout != new.layout:
        return False
    columns, differences = carried(old, new)
    used = any(column.role in FIGURE_ROLES for column in old.columns)
    return columns is not None and used and {d.kind for d in differences} <= {"renamed column"}
