"""The roles of a table whose heading rows a person has corrected."""

from dataclasses import replace

import numpy as np

from mhvalue.catalogue.schema import Catalogue
from mhvalue.errors import ReadingProblem
from mhvalue.ingest.headings import combined
from mhvalue.ingest.kinds import BLANK, kinds_of
from mhvalue.ingest.proposing.bands import Block
from mhvalue.ingest.proposing.columns import profiles
from mhvalue.ingest.proposing.roles import propose
from mhvalue.ingest.reading import TableReading
from mhvalue.ingest.sheets.cells import Sheet


def recast(sheet: Sheet, table: TableReading, catalogue: Catalogue, file: str) -> TableReading:
    """The table with columns proposed from its heading rows; all else stays as given.

    Raises ReadingProblem where no cell stands in its rows, or they lie beyond the sheet.
    """
    kinds = kinds_of(sheet)
    where = f"{file}, {table.sheet}"
    rows = [*table.header_rows, *range(table.first_row, min(table.last_row + 1, len(kinds)))]
    if table.last_row >= len(kinds) or any(row >= len(kinds) for row in table.header_rows):
        raise ReadingProblem(
            f"The sheet has {len(kinds):,} rows, fewer than the table is said to have.",
            where=where,
            do="Correct the last row.",
        )
    used = np.flatnonzero((kinds[rows] != BLANK).any(axis=0))
    if not used.size:
        raise ReadingProblem("These rows are blank.", where=where, do="Correct the rows.")
    left, right = int(used[0]), int(used[-1])
    skipped = tuple(row for row in table.skip_rows if table.first_row <= row <= table.last_row)
    blank = ("",) * (right - left + 1)
    headings = combined(sheet, table.header_rows, left, right) if table.header_rows else blank
    block = Block(
        table.sheet, (), table.header_rows, table.first_row, table.last_row, left, right,
        headings, total_rows=skipped,
    )  # fmt: skip
    cast = propose(profiles(sheet, block, kinds), catalogue, table.title or table.sheet)
    return replace(
        table,
        columns=cast.settled(),
        layout=cast.layout,
        level=cast.level or table.level,
    )
