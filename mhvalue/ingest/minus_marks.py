"""Negative numbers that stand for no figure: -97 and -99 in surveys, -999 in extracts."""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.facts import STATUSES
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import TableReading
from mhvalue.ingest.sheets.cells import cell_name
from mhvalue.ingest.values import Figures

OK: Final = STATUSES.index("ok")
MISSING: Final = STATUSES.index("missing")
MARKS: Final = (-97.0, -98.0, -99.0, -997.0, -998.0, -999.0, -9999.0)
FEWEST_COLUMNS: Final = 2


def without_marks(figures: Figures, columns: int) -> tuple[Figures, NDArray[np.bool_]]:
    """The figures, row by row, without such marks, and where they stood.

    A negative number is a mark where all negative ones of the table are, in several of its
    columns: money may be negative by any amount.
    """
    negative = (figures.status == OK) & (figures.amount < 0)
    marked = negative & np.isin(figures.amount, MARKS)
    told = marked.reshape(-1, columns).any(axis=0)
    if not marked.any() or (negative != marked).any() or np.count_nonzero(told) < FEWEST_COLUMNS:
        return figures, np.zeros_like(marked)
    amount, low, high = (
        np.where(marked, np.nan, part) for part in (figures.amount, figures.low, figures.high)
    )
    status = np.where(marked, MISSING, figures.status).astype(figures.status.dtype)
    return replace(figures, amount=amount, low=low, high=high, status=status), marked


def told_marks(
    table: TableReading, file: str, rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> Problem:
    """What is said of marks that stand in these cells of the sheet."""
    first = cell_name(int(rows[0]), int(columns[0]))
    return Problem(
        f"{len(rows)} cells hold a number that in surveys stands for no figure, -97 to -99 or like "
        "it, and no other number of the table is below nothing.",
        file,
        table.sheet,
        first,
        "They were taken for missing.",
        "Write another number if it was measured.",
    )
