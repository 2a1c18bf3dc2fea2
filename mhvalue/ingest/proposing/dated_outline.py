"""Outlines in one column of labels, as a pivot makes them: months below each ward, or wards below
each month."""

from dataclasses import replace
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.ingest.dates_in_text import told_period
from mhvalue.ingest.headings import plain
from mhvalue.ingest.kinds import is_figure
from mhvalue.ingest.proposing.bands import Block
from mhvalue.ingest.sheets.cells import Sheet
from mhvalue.ingest.sum_labels import is_statistic, is_subtotal
from mhvalue.ingest.year_parts import YEARS, is_part

FEWEST: Final = 2
NAME: Final = "name"
YEAR: Final = "year"


def with_outline(block: Block, sheet: Sheet, kinds: NDArray[np.int8]) -> Block:
    """The block with the rows that head others in its first column among its gaps.

    Names and periods take turns there: each head is followed by rows of the other sort, and every
    other column holds figures. A head has what those below it add up to, and is none of them.
    """
    left_out = {*block.total_rows, *block.gap_rows}
    rows = [row for row in range(block.first_row, block.last_row + 1) if row not in left_out]
    labels = [plain(sheet.cells[row, block.first_column]) for row in rows]
    beside = kinds[rows, block.first_column + 1 : block.last_column + 1]
    if not all(labels) or not is_figure(beside).any(axis=1).all():
        return block
    sorts = [_sort_of(label) for label in labels]
    runs = [(sort, len(list(run))) for sort, run in groupby(sorts)]
    heads, below = runs[::2], runs[1::2]
    if len(heads) != len(below) or len(heads) < FEWEST or len(set(sorts)) != FEWEST:
        return block
    if any(length != 1 for _, length in heads) or all(length == 1 for _, length in below):
        return block
    if any(is_subtotal(label) or is_statistic(label) for label in labels):
        return block
    found = tuple(row for row, sort in zip(rows, sorts, strict=True) if sort == sorts[0])
    return replace(block, gap_rows=tuple(sorted({*block.gap_rows, *found})), heads=found)


def _sort_of(label: str) -> str:
    """Whether a label is a name, a year, or a period within one."""
    told = told_period(label)
    if told is not None:
        return YEAR if told.grain in YEARS else told.grain
    return "part" if is_part(label) else NAME
