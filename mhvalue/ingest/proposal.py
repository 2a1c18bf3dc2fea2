"""Proposing how a whole file is read: every table found, its roles, its period and its name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Final

from mhvalue.catalogue.schema import Catalogue
from mhvalue.ingest import dates
from mhvalue.ingest.bands import Block
from mhvalue.ingest.cast import Cast
from mhvalue.ingest.cells import Sheet
from mhvalue.ingest.columns import Profile, profiles
from mhvalue.ingest.kinds import NUMBER, kinds_of
from mhvalue.ingest.layout import find_tables
from mhvalue.ingest.reading import FIGURE_ROLES, Column, Reading, TableReading
from mhvalue.ingest.roles import propose
from mhvalue.periods import parse

KEYS: Final = ("unit", "unit code", "kind", "parent", "period", "item", "breakdown")
LONGEST_TITLE: Final = 160
_NAVIGATION: Final = re.compile(r"return to contents|contents|notes?:?|back to .*", re.IGNORECASE)
_TABLE: Final = re.compile(r"(?:table|figure|chart)\s*\w+\s*[:.\-]\s*(.+)", re.IGNORECASE)
_STATED: Final = re.compile(r"(?:title|subject|report):\s*(.+)", re.IGNORECASE)
_PERIOD: Final = re.compile(
    r"(?:reporting )?(?:period|month|date|quarter|year)(?: covered)?:\s*(.+)", re.IGNORECASE
)


@dataclass(frozen=True, eq=False)
class Proposed:
    """One table's proposal with what its columns hold, for comparing it with the other tables."""

    table: TableReading
    block: Block
    cast: Cast


def propose_reading(sheets: Sequence[Sheet], catalogue: Catalogue, file: str) -> Reading:
    """How the file would be read if the person changed nothing.

    A table is used when it has figures and a period; the others are listed unused.
    """
    found: list[Proposed] = []
    for sheet in sheets:
        if not sheet.cells.size:
            continue
        kinds = kinds_of(sheet)
        title = ""
        for block in find_tables(sheet, kinds):
            title = title_of(block) or title
            cast = propose(profiles(sheet, block, kinds), catalogue, _subject(title, block, file))
            found.append(_proposed(block, cast, title, file, found))
    worth = [proposed for proposed in found if _worth_reading(proposed.cast)]
    return Reading(tables=tuple(p.table for p in _told_apart(worth)))


def title_of(block: Block) -> str:
    """What a table is about, by the texts above it; '' when there are none."""
    texts = [text for text in block.titles if not _NAVIGATION.fullmatch(text)]
    for pattern in (_STATED, _TABLE):
        named = [m[1] for m in map(pattern.match, texts) if m]
        if named:
            return named[-1][:LONGEST_TITLE]
    plain = [text for text in texts if not re.match(r"[\w ]{1,25}:", text)]
    return plain[0][:LONGEST_TITLE] if plain else ""


def _subject(title: str, block: Block, file: str) -> str:
    return title or block.sheet or PurePath(file).stem


def _proposed(
    block: Block, cast: Cast, title: str, file: str, earlier: Sequence[Proposed]
) -> Proposed:
    columns = cast.settled()
    borrowed = _borrowed(block, columns, earlier)
    columns = (*borrowed, *columns)
    has_unit = any(c.role in ("unit",) or (c.role, c.name) == ("kind", "level") for c in columns)
    dated = cast.layout == "periods across" or any(c.role == "period" for c in columns)
    period = "" if dated else _period_of(block, file)
    table = TableReading(
        sheet=block.sheet,
        header_rows=block.header_rows,
        first_row=block.first_row,
        last_row=block.last_row,
        columns=columns,
        layout=cast.layout,
        level=cast.level or "Organisation",
        period=period,
        use=bool((dated or (period and not _tells_periods(cast))) and not borrowed),
        skip_rows=tuple(sorted((*block.total_rows, *block.gap_rows))),
        title=title if has_unit else _whole(block, title, file),
    )
    return Proposed(table, block, cast)


def _worth_reading(cast: Cast) -> bool:
    """Whether a block is a table of figures and not a note laid out in columns."""
    figures = [p for role in FIGURE_ROLES for p in cast.with_role(role)]
    return sum(p.counts[NUMBER] for p in figures) >= 2


def _tells_periods(cast: Cast) -> bool:
    """Whether the labels of a breakdown speak of periods, so that one for all would be wrong."""
    return any(
        sum(dates.in_text(text) is not None for text in profile.texts) > len(profile.texts) / 2
        for profile in cast.with_role("breakdown")
    )


def _borrowed(
    block: Block, columns: Sequence[Column], earlier: Sequence[Proposed]
) -> tuple[Column, ...]:
    """The label columns of the table to the left, for helper columns that have none."""
    if any(column.role in KEYS for column in columns):
        return ()
    for other in reversed(earlier):
        beside = (
            other.block.sheet == block.sheet
            and other.block.header_rows[-1] == block.header_rows[-1]
        )
        if beside and other.block.last_column < block.first_column:
            return tuple(c for c in other.table.columns if c.role in KEYS)
    return ()


def _whole(block: Block, title: str, file: str) -> str:
    """The one unit of a table that names none: England if it says so, else the file."""
    stem = PurePath(file).stem
    told = " ".join((*block.titles, block.sheet, title, re.sub(r"[-_]+", " ", stem)))
    whole = re.sub(r"(?:NHS|Public Health) England|[\w.]*england[\w.]*@\S+", "", told, flags=re.I)
    return "England" if re.search(r"\b(?:England|national)\b", whole, re.I) else stem


def _period_of(block: Block, file: str) -> str:
    """The period by a "Period:" line, the title, the sheet's name or the file's name."""
    for text in block.titles:
        stated = _PERIOD.match(text)
        found = stated and (parse(stated[1]) or dates.in_text(stated[1]))
        if found:
            return found.label
    for text in (*block.titles, block.sheet, PurePath(file).stem):
        found = parse(text) or dates.in_text(text)
        if found:
            return found.label
    return ""


def _told_apart(found: list[Proposed]) -> list[Proposed]:
    """Tables that would say different things about the same figures get names of their own.

    Two sheets alike without a unit column are two units when the catalogue knows their figures;
    otherwise their figures are named after their sheet or title.
    """
    result: list[Proposed] = []
    used = [p for p in found if p.table.use]
    clashing = {id(a) for a in used for b in used if a is not b and _same_figures(a, b)}
    for proposed in found:
        if id(proposed) not in clashing:
            result.append(proposed)
            continue
        others = [p for p in used if p is not proposed and _same_figures(p, proposed)]
        result.append(_renamed(proposed, others))
    return result


def _renamed(proposed: Proposed, others: Sequence[Proposed]) -> Proposed:
    table = proposed.table
    known = proposed.cast.catalogue
    sheets_differ = all(other.block.sheet != table.sheet for other in others)
    no_unit = not proposed.cast.with_role("unit")
    figures = [c for c in table.columns if c.role in FIGURE_ROLES]
    by_catalogue = all(c.item in known.items or c.item in known.metrics for c in figures)
    if no_unit and sheets_differ and by_catalogue:
        return replace(proposed, table=replace(table, title=table.sheet, level="Unit"))
    if proposed.cast.with_role("item"):
        return proposed
    rows = f"rows {table.first_row + 1} to {table.last_row + 1}"
    name = table.sheet if sheets_differ else title_of(proposed.block) or rows
    shared = {c.item for other in others for c in other.table.columns if c.role in FIGURE_ROLES}
    columns = tuple(
        replace(c, item=_prefixed(name, c.item or c.heading))
        if c.role in FIGURE_ROLES and (sheets_differ or c.item in shared)
        else c
        for c in table.columns
    )
    return replace(proposed, table=replace(table, columns=columns))


def _prefixed(name: str, item: str) -> str:
    return item if item.startswith(name) else f"{name}: {item}"


def _same_figures(left: Proposed, right: Proposed) -> bool:
    """Whether two tables hold figures for the same item, unit, period and group."""
    mine = {(c.item, c.name) for c in left.table.columns if c.role in FIGURE_ROLES}
    yours = {(c.item, c.name) for c in right.table.columns if c.role in FIGURE_ROLES}
    if not mine & yours or left.table.level != right.table.level:
        return False
    if left.table.period != right.table.period:
        return False
    if _own_unit(left) != _own_unit(right):
        return False
    return all(_overlap(left, right, role) for role in ("unit", "period", "breakdown", "item"))


def _own_unit(proposed: Proposed) -> str:
    return "" if proposed.cast.with_role("unit") else proposed.table.title


def _overlap(left: Proposed, right: Proposed, role: str) -> bool:
    mine, yours = _labels(left.cast.with_role(role)), _labels(right.cast.with_role(role))
    return len(mine) == len(yours) and all(a & b for a, b in zip(mine, yours, strict=True))


def _labels(columns: Sequence[Profile]) -> list[set[str]]:
    return [set(profile.texts) for profile in columns]
