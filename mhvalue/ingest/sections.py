"""Labels alone in a row that say of the rows below them when, whose, what or of whom they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.catalogue.loader import find_item, find_metric
from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.bands import Block
from mhvalue.ingest.cast import Cast
from mhvalue.ingest.cells import Sheet
from mhvalue.ingest.dates import in_text, named_period, settled
from mhvalue.ingest.figures import figure_of
from mhvalue.ingest.group_labels import breakdown_of_labels
from mhvalue.ingest.headings import plain
from mhvalue.ingest.kinds import BLANK
from mhvalue.ingest.reading import FIGURE_ROLES, TableReading
from mhvalue.ingest.sum_labels import is_statistic, is_total
from mhvalue.ingest.wording import scenario_of, window_of
from mhvalue.ingest.year_parts import YEARS, in_order, is_part, joined
from mhvalue.written_periods import parse

MOST_SECTIONS: Final = 40
LONGEST_LABEL: Final = 60
REPEATED: Final = 0.5
_LABELS: Final = ("unit", "unit code", "kind", "parent", "period", "item", "breakdown")
_PERIOD_WORD: Final = re.compile(r"(?:reporting )?(?:month|period|quarter|year): ", re.IGNORECASE)


@dataclass(frozen=True)
class Section:
    """A label and the rows under it: its first, its last, and what the label's cell holds."""

    value: object
    first_row: int
    last_row: int
    rows: tuple[int, ...]

    @property
    def label(self) -> str:
        """The label as text."""
        return plain(self.value).strip(" :")

    @property
    def dated(self) -> str:
        """The label without a word that only says that it is a period: "Month: April 2024"."""
        return _PERIOD_WORD.sub("", self.label)


def in_sections(
    table: TableReading, sheet: Sheet, block: Block, cast: Cast, kinds: NDArray[np.int8]
) -> tuple[TableReading, ...]:
    """The table as one for each section that says something of its rows; else as it is.

    A label counts for a section only where it is certain what it says: a period the table lacks,
    or a unit, a measure or a group of people under which the same rows stand again and again.
    """
    found = _sections(table, sheet, block, kinds)
    names = [section.label.casefold() for section in found]
    if not 2 <= len(found) <= MOST_SECTIONS or len(set(names)) < len(names):
        return (table,)
    if max(map(len, names)) > LONGEST_LABEL:
        return (table,)
    sums = {row for section in found for row in _sums(sheet, cast, section)}
    found = [replace(s, rows=tuple(row for row in s.rows if row not in sums)) for s in found]
    keys = [_keys(sheet, cast, section) for section in found]
    if any(len(set(own)) < len(own) or not all(map(any, own)) for own in keys):
        return (table,)
    meant = _periods(table, cast, found)
    if not meant and _again(keys):
        meant = _groups(table, found) or _measures(table, cast, found)
        meant = meant or _units(table, cast, found)
    if not meant:
        return (table,)
    skipped = sorted({*table.skip_rows, *sums})
    return tuple(
        replace(
            one,
            first_row=section.first_row,
            last_row=section.last_row,
            skip_rows=tuple(row for row in skipped if section.first_row <= row <= section.last_row),
        )
        for one, section in zip(meant, found, strict=True)
    )


def _sections(
    table: TableReading, sheet: Sheet, block: Block, kinds: NDArray[np.int8]
) -> list[Section]:
    """The labels alone in a row with the rows of figures below them; none where some lack either.

    A row before the first label belongs to none, and a label without rows is no section.
    """
    body = kinds[:, block.first_column : block.last_column + 1]
    gaps, skipped = set(block.gap_rows), set(table.skip_rows)
    starts = [row for row in sorted(gaps) if np.count_nonzero(body[row] != BLANK) == 1]
    columns = {int(np.flatnonzero(body[row] != BLANK)[0]) for row in starts}
    if not starts or len(columns) != 1:
        return []
    column = block.first_column + columns.pop()
    ends = [*(row - 1 for row in starts[1:]), table.last_row]
    found = [
        Section(
            sheet.cells[start, column],
            start + 1,
            end,
            tuple(row for row in range(start + 1, end + 1) if row not in gaps | skipped),
        )
        for start, end in zip(starts, ends, strict=True)
    ]
    before = [row for row in range(table.first_row, starts[0]) if row not in gaps | skipped]
    return [] if before or not all(section.rows for section in found) else found


def _keys(sheet: Sheet, cast: Cast, section: Section) -> list[tuple[str, ...]]:
    """What the labels of each row say."""
    columns = [profile.index for role in _LABELS for profile in cast.with_role(role)]
    return [tuple(plain(sheet.cells[row, c]).casefold() for c in columns) for row in section.rows]


def _sums(sheet: Sheet, cast: Cast, section: Section) -> Iterator[int]:
    """The rows that add up their section by their own label: "North total" under "North team"."""
    name = words.folded(section.label)
    for row, key in zip(section.rows, _keys(sheet, cast, section), strict=True):
        heads = [words.folded(text).removesuffix(" total") for text in key]
        sums = [head for head, text in zip(heads, key, strict=True) if head != words.folded(text)]
        if any(f"{name} ".startswith(f"{head} ") for head in sums):
            yield row


def _again(keys: Sequence[Sequence[tuple[str, ...]]]) -> bool:
    """Whether most rows of every section stand under another label as well."""
    every = [key for own in keys for key in own]
    return all(sum(every.count(key) > 1 for key in own) > REPEATED * len(own) for own in keys)


def _periods(table: TableReading, cast: Cast, found: Sequence[Section]) -> tuple[TableReading, ...]:
    """One table for each period, where the columns name none, or months that lack the year."""
    across = table.layout == "periods across"
    if not cast.lacks_year and (across or cast.has("period")):
        return ()
    labels = [section.label for section in found]
    if all(map(is_part, labels)):
        whole = parse(table.period)
        if whole is None or whole.grain not in YEARS or not in_order(table.period, labels):
            return ()
        told = [joined(table.period, label) for label in labels]
    else:
        # "Year to May 2024" is more than a period: it says how far back its figures go.
        told = settled([named_period(s.value) or named_period(s.dated) for s in found])
    known = [period for period in told if period is not None]
    if len(set(known)) < len(found) or len({period.grain for period in known}) > 1:
        return ()
    if cast.lacks_year and known[0].grain not in YEARS:
        return ()
    return tuple(replace(table, period=period.label, use=True) for period in known)


def _groups(table: TableReading, found: Sequence[Section]) -> tuple[TableReading, ...]:
    """One table for each group of people: Persons, Males, Females; Ethnicity: White."""
    if any(column.breakdown for column in table.columns):
        return ()
    labels = [section.label for section in found]
    groups = [label.partition(": ")[2] or label for label in labels]
    headed = [label for label, group in zip(labels, groups, strict=True) if label != group]
    named = {words.breakdown_of(label.partition(": ")[0]) for label in headed}
    bare = [label for label in labels if label not in headed]
    if headed and (len(named) > 1 or not all(map(words.is_everybody, bare))):
        return ()
    breakdown = named.pop() if headed else breakdown_of_labels(labels, "")
    if breakdown is None or any(
        c.role == "breakdown" and c.name == breakdown for c in table.columns
    ):
        return ()
    return tuple(
        _figures(table, label)
        if words.is_everybody(group)
        else _figures(table, label, breakdown=breakdown, group=group)
        for label, group in zip(labels, groups, strict=True)
    )


def _measures(
    table: TableReading, cast: Cast, found: Sequence[Section]
) -> tuple[TableReading, ...]:
    """One table for each measure, where no column and no heading says what is counted."""
    figures = [column for column in table.columns if column.role in FIGURE_ROLES]
    if cast.has("item") or len({column.item for column in figures}) > 1:
        return ()
    across = table.layout == "periods across" or any(c.unit for c in figures)
    alone = len(figures) == 1 and words.JUST_VALUE.fullmatch(words.folded(figures[0].heading))
    if not across and not alone:
        return ()
    if not all(_in_catalogue(cast, section.label) for section in found):
        return ()
    made = []
    for section in found:
        role, item = figure_of(cast, section.label)
        columns = tuple(
            replace(c, role=role) if c.role in FIGURE_ROLES else c for c in table.columns
        )
        made.append(_figures(replace(table, columns=columns), section.label, item=item))
    return tuple(made)


def _units(table: TableReading, cast: Cast, found: Sequence[Section]) -> tuple[TableReading, ...]:
    """One table for each unit, where no column or heading names one and measures are known."""
    figures = [column for column in table.columns if column.role in FIGURE_ROLES]
    if any(map(cast.has, ("unit", "unit code", "parent"))) or any(c.unit for c in figures):
        return ()
    labels = [section.label for section in found]
    if any(not _may_be_unit(cast, label) for label in labels):
        return ()
    measured = [p.texts for p in cast.with_role("item")] or [tuple(c.item for c in figures)]
    known = cast.catalogue
    sure = sum(
        text in known.items or text in known.metrics or _in_catalogue(cast, text)
        for text in measured[0]
    )
    levels = [words.level_named(label.split()[-1]) for label in labels]
    if 2 * sure < len(measured[0]) and not all(levels):
        return ()
    return tuple(
        replace(table, title=label, level=level or "Unit")
        for label, level in zip(labels, levels, strict=True)
    )


def _may_be_unit(cast: Cast, label: str) -> bool:
    folded = words.folded(label)
    return not (
        _in_catalogue(cast, label)
        or words.MEASURE.search(folded)
        or words.FINISHED.search(folded)
        or words.JUST_VALUE.fullmatch(folded)
        or is_statistic(label)
        or is_total(label)
        or words.is_everybody(label)
        or words.breakdown_of(label.partition(": ")[0])
        or scenario_of(label)
        or window_of(label)
        or in_text(label)
        or named_period(label)
        or is_part(label)
        or not any(letter.isalpha() for letter in label)
    )


def _in_catalogue(cast: Cast, text: str) -> bool:
    return bool(find_item(cast.catalogue, text) or find_metric(cast.catalogue, text))


def _figures(
    table: TableReading, label: str, *, item: str = "", breakdown: str = "", group: str = ""
) -> TableReading:
    """The table with this said of all its figures; the label goes before their headings.

    So next month's section is known again by its headings, and no other is taken for it.
    """
    columns = tuple(
        replace(
            c,
            heading=f"{label}: {c.heading}",
            item=item or c.item,
            breakdown=breakdown,
            group=group,
        )
        if c.role in FIGURE_ROLES
        else c
        for c in table.columns
    )
    return replace(table, columns=columns)
