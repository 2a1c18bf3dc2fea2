"""Labels alone in a row that say of the rows below them when, whose, what or of whom they are."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.catalogue.loader import find_item, find_metric
from mhvalue.ingest import unit_levels
from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.dates import settled
from mhvalue.ingest.dates_in_text import in_text, named_period
from mhvalue.ingest.headings import uncounted
from mhvalue.ingest.proposing.bands import Block
from mhvalue.ingest.proposing.cast import Cast
from mhvalue.ingest.proposing.figures import figure_of
from mhvalue.ingest.proposing.group_labels import breakdown_of_labels
from mhvalue.ingest.proposing.section_rows import (
    Section,
    adding_up,
    keys_of,
    sections_of,
    sums_within,
)
from mhvalue.ingest.reading import FIGURE_ROLES, TableReading
from mhvalue.ingest.sheets.cells import Sheet
from mhvalue.ingest.sum_labels import is_statistic, is_total
from mhvalue.ingest.wording import VARIANCE, scenario_of, window_of
from mhvalue.ingest.year_parts import YEARS, in_order, is_part, joined
from mhvalue.written_periods import parse

MOST_SECTIONS: Final = 40
LONGEST_LABEL: Final = 60
REPEATED: Final = 0.5


def in_sections(
    table: TableReading, sheet: Sheet, block: Block, cast: Cast, kinds: NDArray[np.int8]
) -> tuple[TableReading, ...]:
    """The table as one for each section that says something of its rows; else as it is.

    A label counts for a section only where it is certain what it says: a period the table lacks,
    or a unit, a measure or a group of people under which the same rows stand again and again.
    """
    found = sections_of(table, sheet, block, kinds)
    names = [section.label.casefold() for section in found]
    if not 2 <= len(found) <= MOST_SECTIONS or len(set(names)) < len(names):
        return (table,)
    if max(map(len, names)) > LONGEST_LABEL:
        return (table,)
    sums = {row for section in found for row in sums_within(sheet, cast, section)}
    found = [replace(s, rows=tuple(row for row in s.rows if row not in sums)) for s in found]
    whole = adding_up(sheet, cast, found)
    sums |= {row for section in whole for row in section.rows}
    found = [section for section in found if section not in whole]
    keys = [keys_of(sheet, cast, section) for section in found]
    if any(len(set(own)) < len(own) or not all(map(any, own)) for own in keys):
        return (table,)
    meant = _periods(table, cast, found)
    if not meant and (block.heads or _again(keys)):
        meant = _groups(table, found) or _measures(table, cast, found)
        meant = meant or _scenarios(table, found)
        meant = meant or _units(table, cast, found, certain=bool(block.heads))
    if not meant:
        return (table,)
    skipped = sorted({*table.skip_rows, *sums})
    made = [
        replace(
            one,
            first_row=section.first_row,
            last_row=section.last_row,
            skip_rows=tuple(row for row in skipped if section.first_row <= row <= section.last_row),
        )
        for one, section in zip(meant, found, strict=True)
    ]
    # What is left out is told of a table: of the first one for a section that is left out whole.
    apart = [*block.heads, *(row for section in whole for row in section.rows)]
    made[0] = replace(made[0], skip_rows=tuple(sorted({*made[0].skip_rows, *apart})))
    return tuple(made)


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
    if not all(_is_measure(cast, section.label) for section in found):
        return ()
    made = []
    for section in found:
        role, item = figure_of(cast, section.label)
        columns = tuple(
            replace(c, role=role) if c.role in FIGURE_ROLES else c for c in table.columns
        )
        made.append(_figures(replace(table, columns=columns), section.label, item=item))
    return tuple(made)


def _scenarios(table: TableReading, found: Sequence[Section]) -> tuple[TableReading, ...]:
    """One table for each of plan, actual and forecast; a variance or a target is left out."""
    told = [scenario_of(section.label) for section in found]
    if any(c.scenario or (c.role, c.name) == ("kind", "scenario") for c in table.columns):
        return ()
    plainly = [name for name in told if name and name != VARIANCE]
    certain = all(
        name or is_statistic(section.label) for name, section in zip(told, found, strict=True)
    )
    if not certain or len(plainly) < 2 or len(set(plainly)) < len(plainly):
        return ()
    return tuple(
        _figures(table, section.label, scenario=name)
        if name and name != VARIANCE
        else replace(_figures(table, section.label), use=False)
        for name, section in zip(told, found, strict=True)
    )


def _units(
    table: TableReading, cast: Cast, found: Sequence[Section], *, certain: bool
) -> tuple[TableReading, ...]:
    """One table for each unit, where no column or heading names one and measures are known."""
    figures = [column for column in table.columns if column.role in FIGURE_ROLES]
    if any(map(cast.has, ("unit", "unit code", "parent"))) or any(c.unit for c in figures):
        return ()
    labels = [section.label for section in found]
    above = _level_above(table)
    levels = [above or unit_levels.level_named(label.split()[-1]) for label in labels]
    if any(not _may_be_unit(cast, label) for label in labels) and (above or not all(levels)):
        return ()
    measured = [p.texts for p in cast.with_role("item")] or [tuple(c.item for c in figures)]
    known = cast.catalogue
    sure = sum(
        text in known.items or text in known.metrics or _in_catalogue(cast, text)
        for text in measured[0]
    )
    if not certain and 2 * sure < len(measured[0]) and not all(levels):
        return ()
    return tuple(
        replace(table, title=label, level=level or "Unit")
        for label, level in zip(labels, levels, strict=True)
    )


def _level_above(table: TableReading) -> str:
    """The level of the labels alone in a row, by a heading that names them too: "Ward / grade"."""
    for column in table.columns:
        above, apart, own = column.heading.partition("/")
        if column.role == "breakdown" and apart and not unit_levels.level_named(own):
            return unit_levels.level_named(above) or ""
    return ""


def _is_measure(cast: Cast, label: str) -> bool:
    """Whether a label is a measure of the catalogue or, over units, speaks of one at all."""
    spoken = words.MEASURE.search(words.folded(label)) and not is_statistic(label)
    return _in_catalogue(cast, label) or bool(spoken and cast.has("unit") and not is_total(label))


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
    text = uncounted(text)
    return bool(find_item(cast.catalogue, text) or find_metric(cast.catalogue, text))


def _figures(
    table: TableReading,
    label: str,
    *,
    item: str = "",
    breakdown: str = "",
    group: str = "",
    scenario: str = "",
) -> TableReading:
    """The table with this said of all its figures; the label goes before their headings.

    So next month's section is known again by its headings, and no other is taken for it.
    """
    columns = tuple(
        replace(
            c,
            heading=f"{label}: {c.heading}",
            item=item or c.item,
            breakdown=breakdown or c.breakdown,
            group=group or c.group,
            scenario="" if scenario == "actual" else scenario or c.scenario,
        )
        if c.role in FIGURE_ROLES
        else c
        for c in table.columns
    )
    return replace(table, columns=columns)
