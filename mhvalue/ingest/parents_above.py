"""What units belong to, by labels alone in a row above them: wards under the name of their site."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.cells import Sheet
from mhvalue.ingest.dates import told_period
from mhvalue.ingest.headings import plain
from mhvalue.ingest.reading import Column, TableReading
from mhvalue.ingest.sum_labels import is_statistic, is_subtotal, is_total
from mhvalue.ingest.wording import scenario_of

LONGEST: Final = 60
FEWEST: Final = 2
NOT_NAMED: Final = "Group"


def parents_above(sheet: Sheet, table: TableReading) -> tuple[list[str], Column] | None:
    """The label above each row of a table, and the column of parents that the labels make up.

    None unless every row has a label above it, in the column of the units, that could be a name.
    """
    units = [column.index for column in table.columns if column.role == "unit"]
    if len(units) != 1 or any(column.role in ("parent", "item") for column in table.columns):
        return None
    labels = dict(_labels(sheet, table, units[0]))
    names = list(labels.values())
    if len(set(names)) < max(FEWEST, len(names)) or not all(map(_may_be_name, names)):
        return None
    above, of_row = "", []
    for row in range(table.first_row, table.last_row + 1):
        above = labels.get(row, above)
        if not above and row not in table.skip_rows:
            return None
        of_row.append(above.rpartition(": ")[2])
    told = [words.level_named(_level_word(name)) for name in names]
    level = told[0] if told[0] and set(told) == {told[0]} else NOT_NAMED
    return of_row, Column(units[0], "", "parent", name=level)


def _labels(sheet: Sheet, table: TableReading, unit: int) -> Iterator[tuple[int, str]]:
    """The rows that hold a text in the column of the units and nothing else."""
    places = [column.index for column in table.columns]
    for row in table.skip_rows:
        if table.first_row <= row <= table.last_row:
            cells = sheet.cells[row, min(places) : max(places) + 1]
            filled = np.flatnonzero([value is not None for value in cells])
            text = plain(sheet.cells[row, unit])
            if filled.size == 1 and text:
                yield row, text


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
