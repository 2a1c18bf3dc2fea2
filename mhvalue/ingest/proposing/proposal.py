"""Proposing how a whole file is read: every table found, its roles, its period and its name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.catalogue.schema import Catalogue
from mhvalue.ingest import dates_in_text
from mhvalue.ingest.dated_labels import BY_LABELS, dated
from mhvalue.ingest.headings import plain
from mhvalue.ingest.kinds import kinds_of
from mhvalue.ingest.mapping import find_mappings
from mhvalue.ingest.numbered_periods import told_by_number
from mhvalue.ingest.parents_above import coarser_level
from mhvalue.ingest.proposing.bands import Block
from mhvalue.ingest.proposing.cast import Cast
from mhvalue.ingest.proposing.columns import Profile, profiles
from mhvalue.ingest.proposing.comparisons import without_other_periods, without_told_twice
from mhvalue.ingest.proposing.cover import Cover, cover_of
from mhvalue.ingest.proposing.filtered import filtered_to
from mhvalue.ingest.proposing.glossary import Glossary, Meaning, glossary_of
from mhvalue.ingest.proposing.layout import find_tables
from mhvalue.ingest.proposing.outline import in_outline
from mhvalue.ingest.proposing.part_of_year import up_to_month
from mhvalue.ingest.proposing.repeats import repeats_of
from mhvalue.ingest.proposing.roles import propose
from mhvalue.ingest.proposing.sections import in_sections
from mhvalue.ingest.proposing.single_things import lists_things
from mhvalue.ingest.proposing.sisters import has_enough, with_sisters
from mhvalue.ingest.proposing.stated import (
    NATIONAL,
    corner_year,
    stated_period,
    stated_unit,
    stated_year,
    whole,
)
from mhvalue.ingest.proposing.subject import is_aside, subject_of
from mhvalue.ingest.proposing.sums import rows_left_out, rows_of_groups
from mhvalue.ingest.proposing.told_apart import Proposed, told_apart
from mhvalue.ingest.reading import FIGURE_ROLES, FULL_YEAR, TO_DATE, Column, Reading, TableReading
from mhvalue.ingest.sheets.cells import Sheet
from mhvalue.ingest.sum_labels import is_statistic, names_trust
from mhvalue.ingest.unit_levels import is_national, level_named
from mhvalue.ingest.vocabulary import MEASURE, PERIOD, folded
from mhvalue.ingest.wording import scenario_of, window_of
from mhvalue.written_windows import window_in

KEYS: Final = ("unit", "unit code", "kind", "parent", "period", "item", "breakdown")
LONGEST_TITLE: Final = 300
MOST_LABELS: Final = 3000
MOSTLY_DATED: Final = 0.5
_NO_TITLE: Final = re.compile(
    r"return to contents|contents|notes?:?|back to .*|[a-z]{1,3}\d{2,3}[a-z]?", re.IGNORECASE
)
_DIGIT: Final = re.compile(r"\d")
_WEEK_NUMBER: Final = re.compile(r"w(?:ee)?k\.?\s*(?:no\.?\s*)?\d{1,2}", re.IGNORECASE)
_TABLE: Final = re.compile(r"(?:table|figure|chart)\s*\w+(?:\.\w+)*\s*[:.\-]\s*(.+)", re.IGNORECASE)
_STATED: Final = re.compile(r"(?:title\b:?|(?:subject|report):)\s*(.+)", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Seen:
    """One table as it was found, with the roles it suggests by itself.

    `own` is what stands over it alone, `texts` are its titles and those at the top of its sheet.
    """

    sheet: Sheet
    block: Block
    own: str
    title: str
    subject: str
    columns: tuple[Profile, ...]
    cast: Cast
    texts: tuple[str, ...]
    kinds: NDArray[np.int8]


def propose_reading(sheets: Sequence[Sheet], catalogue: Catalogue, file: str) -> Reading:
    """How the file would be read if the person changed nothing.

    A table is used when it has figures and a period; the others are listed unused. Sheets that
    tell what units belong to are added as mappings.
    """
    seen = [found for sheet in sheets for found in _seen(sheet, catalogue, file)]
    glossary = glossary_of([meant for found in seen for meant in _meanings(found.cast)])
    proposed: list[Proposed] = []
    cover = cover_of(sheets, {f.sheet.name for f in seen if has_enough(f.cast)})
    casts = with_sisters([_explained(f, catalogue, glossary) for f in seen])
    for found, cast in zip(seen, casts, strict=True):
        if cast is not None and not lists_things(cast):
            stated = filtered_to(found.sheet, found.block) or cover
            proposed.extend(_proposed(found, cast, file, proposed, stated))
    settled = [table for p in told_apart(proposed) for table in p.readings()]
    tables = without_told_twice(settled)
    return Reading(tables=(*tables, *find_mappings(sheets, tables)))


def _seen(sheet: Sheet, catalogue: Catalogue, file: str) -> Iterator[Seen]:
    """The tables of one sheet, each looked at by itself."""
    if not sheet.cells.size:
        return
    kinds = kinds_of(sheet)
    title = ""
    blocks = find_tables(sheet, kinds)
    top = min(blocks, key=lambda block: block.header_rows, default=None)
    above = tuple(text for text in top.titles if not _TABLE.match(text)) if top else ()
    for block in blocks:
        own = title_of(block, nearest=block is top and _each_titled(blocks, block))
        title = title if _names_place(own) and title else own or title
        subject = subject_of(title, block, file, catalogue)
        columns = profiles(sheet, block, kinds)
        cast = propose(columns, catalogue, subject, titles=block.titles)
        texts = tuple(dict.fromkeys((*block.titles, *above)))
        yield Seen(sheet, block, own, title, subject, columns, cast, texts, kinds)


def _meanings(cast: Cast) -> Iterator[tuple[Sequence[str], Meaning]]:
    """What the headed columns of labels of one table are, and headings that are units."""
    for role in ("unit", "breakdown"):
        for profile in cast.with_role(role):
            if profile.headed and 2 <= len(profile.texts) <= MOST_LABELS:
                name = cast.level if role == "unit" else cast.roles[profile.index][2]
                yield profile.texts, Meaning(role, name, profile.heading)
    across = [said["unit"] for said in cast.said.values() if said.get("unit")]
    if across:
        yield across, Meaning("unit", cast.level)


def _explained(found: Seen, catalogue: Catalogue, glossary: Glossary) -> Cast:
    """The roles once more where another table explains this one's labels or headings."""
    changed = False
    columns = []
    for profile in found.columns:
        label = not profile.headed and not profile.is_figures and not profile.is_dated
        meaning = glossary.meaning(profile.texts) if label and profile.filled else None
        if meaning is not None and meaning.heading:
            profile = replace(profile, heading=meaning.heading, headed=True)
            changed = True
        columns.append(profile)
    parts = [p.parts() for p in found.columns if p.headed and p.is_figures]
    labels = [[part[n] for part in parts if not is_statistic(part[n])] for n in (0, -1)]
    if not changed and not any(map(glossary.meaning, labels)):
        return found.cast
    return propose(tuple(columns), catalogue, found.subject, glossary, found.block.titles)


def _each_titled(blocks: Sequence[Block], first: Block) -> bool:
    """Whether the tables below the first have one line of text each, right above their headings.

    So has the first, then: what stands further up is the title of the whole sheet.
    """
    below = [block for block in blocks if block.header_rows[0] > first.last_row]
    return bool(below) and all(len(block.titles) == 1 for block in below)


def title_of(block: Block, *, nearest: bool = False) -> str:
    """What a table is about, by the texts above it, the `nearest` of them or the first; or ''."""
    texts = [t for t in block.titles if not _NO_TITLE.fullmatch(t) and not is_aside(t)]
    for pattern in (_STATED, _TABLE):
        named = [m[1] for m in map(pattern.match, texts) if m]
        if named:
            return named[-1][:LONGEST_TITLE]
    plain = [text for text in texts if not _is_remark(text) and not is_national(text)]
    plain = plain or [text for text in texts if not is_national(text)]
    # Whose figures these are says less than what they are.
    plain = [text for text in plain if not names_trust(text)] or plain
    return plain[-1 if nearest else 0][:LONGEST_TITLE] if plain else ""


def _is_remark(text: str) -> bool:
    """Whether a text is a label and what is said of it: "Status: final", not "Contacts: plan"."""
    # A number belongs to the name of a table: "MYE2: Population".
    label = re.match(r"([^\W\d](?:[^\W\d]| ){0,24}):", text)
    return label is not None and not MEASURE.search(folded(label[1]))


def _names_place(text: str) -> bool:
    """Whether a line only says whose figures follow: "Directorate: Adult Community"."""
    label, said, _ = text.partition(":")
    return bool(said and level_named(label))


def _proposed(
    found: Seen, cast: Cast, file: str, earlier: Sequence[Proposed], cover: Cover | None
) -> list[Proposed]:
    block, title = found.block, found.title
    columns = _of_sheet(block, cast)
    borrowed = _borrowed(block, columns, earlier)
    columns = (*borrowed, *columns)
    has_unit = any(c.role in ("unit",) or (c.role, c.name) == ("kind", "level") for c in columns)
    has_unit = has_unit or any(c.unit for c in columns)
    timed_by_row = cast.layout == "periods across" or any(c.role == "period" for c in columns)
    labelled = _dated_share(cast)
    timed_by_row = timed_by_row or labelled == 1.0
    period = told_at = ""
    if cast.lacks_year:
        texts = (*corner_year(cast), *found.texts, block.sheet, PurePath(file).stem)
        period = stated_year(cast, texts)
        if not period and cover is not None:
            period, told_at = stated_year(cast, (cover.period,)), cover.place
    elif not timed_by_row:
        period = stated_period(found.texts, block.sheet, file)
        if cover is not None and (not period or cover.filtered):
            period, told_at = cover.period, cover.place
        columns = without_other_periods(columns, period)
    lost = False
    if not cast.has("period") and any(column.window == TO_DATE for column in columns):
        columns = up_to_month(columns, period, stated_period(found.texts, block.sheet, file))
        lost = not any(column.role in FIGURE_ROLES for column in columns)
    level, unit = ("", "") if has_unit else stated_unit(block.titles)
    timed = (
        bool(period)
        if cast.lacks_year
        else timed_by_row or labelled >= MOSTLY_DATED or bool(period and not _tells_periods(cast))
    )
    table = TableReading(
        sheet=block.sheet,
        header_rows=block.header_rows,
        first_row=block.first_row,
        last_row=block.last_row,
        columns=columns,
        layout=cast.layout,
        level=level or cast.level or "Organisation",
        period="" if lost or not timed else period,
        use=timed and not borrowed and not lost,
        skip_rows=rows_left_out(found.sheet, block, cast),
        title=title if has_unit else unit or whole((*found.texts, title), block.sheet, file),
        repeats=repeats_of(cast),
        told_at=told_at if period else "",
    )
    if told_by_number(found.sheet, table):
        table = replace(table, use=False, period="")
    parts = (table,) if borrowed else in_sections(table, found.sheet, block, cast, found.kinds)
    if block.heads and parts == (table,):
        # Rows below heads that say nothing certain would be taken for figures of everybody.
        parts = (replace(table, use=False),)
    unnamed = not has_unit and not unit and table.title not in NATIONAL
    groups = rows_of_groups(found.sheet, block, cast) if parts == (table,) else ()
    above = ""
    if groups:
        of_units = cast.with_role("unit")[0]
        names = [plain(found.sheet.cells[row, of_units.index]) for row in groups]
        above = coarser_level(of_units.heading, table.level, names)
        outline = in_outline(table, found.sheet, groups, above)
        if outline:
            return [Proposed(part, block, cast, title_of(block)) for part in outline]
    return [
        Proposed(part, block, cast, found.own, unnamed and part.title == table.title, groups, above)
        for part in parts
    ]


def _tells_periods(cast: Cast) -> bool:
    """Whether the labels of a breakdown speak of periods, so that one for all would be wrong.

    So they do under Date or Week where they have numbers, whether they can be read or not.
    """
    return any(
        sum(map(_speaks_of_period, profile.texts)) > len(profile.texts) / 2
        or (PERIOD.fullmatch(profile.words) and all(map(_DIGIT.search, profile.texts)))
        for profile in cast.with_role("breakdown")
    )


def _speaks_of_period(text: str) -> bool:
    """Whether a label names a period, or a week by a number that says of no date: Wk 27."""
    return (
        dates_in_text.in_text(text) is not None or _WEEK_NUMBER.fullmatch(text.strip()) is not None
    )


def _dated_share(cast: Cast) -> float:
    """The share of the measures or of the units that name the period of their row."""
    named = (*cast.with_role("item"), *cast.with_role("unit"))
    told = [p for p in named if cast.roles[p.index][2] == BY_LABELS]
    return max((sum(map(bool, map(dated, p.texts))) / len(p.texts) for p in told), default=0.0)


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


def _of_sheet(block: Block, cast: Cast) -> tuple[Column, ...]:
    """The columns with what the sheet says of all of them, where their headings do not.

    Its name may be the scenario ("Plan", "Budget"). It, or a line above the table, may say that
    figures are those of the year to date.
    """
    columns = cast.settled()
    told = scenario_of(block.sheet) if block.sheet else ""
    if told not in ("plan", "forecast") or any(column.scenario for column in columns):
        told = ""
    lines = (block.sheet, *block.titles)
    window = TO_DATE if any(window_of(line) == TO_DATE for line in lines) else ""
    if not window and not window_in(block.sheet):
        window = window_of(block.sheet) if block.sheet else ""
    if window == FULL_YEAR and cast.has_periods:
        window = ""
    if any(c.window or (c.role, c.name) == ("kind", "window") for c in columns):
        window = ""
    return tuple(
        replace(c, scenario=c.scenario or told, window=c.window or window)
        if c.role in FIGURE_ROLES
        else c
        for c in columns
    )
