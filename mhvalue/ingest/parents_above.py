"""What units belong to, by labels alone in a row above them: wards under the name of their site."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from mhvalue.ingest import unit_levels
from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.dates_in_text import told_period
from mhvalue.ingest.headings import plain
from mhvalue.ingest.reading import Column, TableReading
from mhvalue.ingest.sheets.cells import Sheet
from mhvalue.ingest.sum_labels import is_statistic, is_subtotal, is_total
from mhvalue.ingest.wording import scenario_of

LONGEST: Final = 60
FEWEST: Final = 2
NOT_NAMED: Final = "Group"
_PARTS: Final = re.compile(r"\s*(?:/|&|,|\band\b|\bor\b)\s*")


def parents_above(sheet: Sheet, table: TableReading) -> tuple[list[str], Column] | None:
    """The label above each row of a table, and the column of parents that the labels make up.

    None unless every row has a label above it, in the column of the units, that could be a name.
    """
    units = [column.index for column in table.columns if column.role == "unit"]
    if len(units) != 1 or any(column.role in ("parent", "item") for column in table.columns):
        return None
    labels = dict(_labels(sheet, table, units[0]))
    names = list(labels.values())
    if len(set(names)) < max(FEWEST, len(names)):
        return None
    above, of_row = "", []
    for row in range(table.first_row, table.last_row + 1):
        above = labels.get(row, above)
        if not above and row not in table.skip_rows:
            return None
        of_row.append(above.rpartition(": ")[2])
    heading = next(column.heading for column in table.columns if column.index == units[0])
    level = coarser_level(heading, table.level, names)
    return of_row, Column(units[0], "", "parent", name=level)


def coarser_level(heading: str, level: str, names: Sequence[str]) -> str:
    """The level above that of the units, by their heading or by the last word of all the names.

    "Division / Ward" names both. A level of their own kind is none that is above them.
    """
    told = [unit_levels.level_named(part) for part in _PARTS.split(heading)]
    alike = {unit_levels.level_named(_level_word(name)) for name in names}
    told += list(alike) if len(alike) == 1 else []
    return next((part for part in told if part and part != level), NOT_NAMED)


def _labels(sheet: Sheet, table: TableReading, unit: int) -> list[tuple[int, str]]:
    """The rows that are left out and hold a name: alone, or beside what the rows below add up to.

    None of them where a text alone in a row could be no name.
    """
    found: list[tuple[int, str]] = []
    places = [column.index for column in table.columns]
    for row in table.skip_rows:
        if table.first_row <= row <= table.last_row:
            cells = sheet.cells[row, min(places) : max(places) + 1]
            filled = np.flatnonzero([value is not None for value in cells])
            text = plain(sheet.cells[row, unit])
            if text and _may_be_name(text):
                found.append((row, text))
            elif text and filled.size == 1:
                return []
    return found


def _level_word(name: str) -> str:
    head, apart, _ = name.partition(": ")
    return head if apart else name.rsplit(maxsplit=1)[-1]


def _may_be_name(text: str) -> bool:
    said = words.folded(text)
    return not (
        len(text) > LONGEST
        or words.MEASURE.search(said)
        or words.is_everybody(text)
        or is_total(text)
        or is_subtotal(text)
        or is_statistic(text)
        or scenario_of(text)
        or told_period(text)
    )
