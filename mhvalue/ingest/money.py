"""Money written in thousands or millions of pounds."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from mhvalue.ingest.cells import Sheet, column_name
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import FIGURE_ROLES, Column, TableReading
from mhvalue.ingest.subjects import Subject
from mhvalue.ingest.wording import MILLIONS, THOUSANDS

HIGHEST_NOTE: Final = 8
"""How many rows above the headings a note on money may stand."""


def in_pounds(
    sheet: Sheet,
    frame: pd.DataFrame,
    table: TableReading,
    figures: Sequence[Column],
    known: Sequence[Subject],
    file: str,
) -> list[Problem]:
    """Bring items that the catalogue keeps in pounds to pounds, and say so; changes the frame.

    The scale stands in the figure's own heading, in the title, in the heading of the labels
    beside the figures or in a line above. Headings of the file's own keep the scale they name.
    """
    found = []
    stated = " ".join([table.title, *_beside(table), *_above(sheet, table)])
    for column in figures:
        for place, subject in enumerate(known):
            if not subject.pounds:
                continue
            own = f"{subject.heading} {column.heading}"
            factor = _factor(own if "£" in own else f"{own} {stated}")
            if not factor:
                continue
            here = ((frame["item"] == place) & (frame["column"] == column.index)).to_numpy()
            if np.any(here):
                frame.loc[here, ["amount", "low", "high"]] *= factor
                found.append((column.index, factor))
    return [_told(sorted(set(found)), table, file)] if found else []


def _factor(text: str) -> int:
    if MILLIONS.search(text):
        return 1_000_000
    return 1_000 if THOUSANDS.search(text) else 0


def _beside(table: TableReading) -> list[str]:
    return [c.heading for c in table.columns if c.role not in FIGURE_ROLES]


def _above(sheet: Sheet, table: TableReading) -> list[str]:
    """The texts right above the headings, up to a row of figures."""
    top = min((*table.header_rows, table.first_row))
    texts: list[str] = []
    for row in range(top - 1, max(top - HIGHEST_NOTE, 0) - 1, -1):
        cells = sheet.cells[row].tolist()
        if any(isinstance(cell, float) for cell in cells):
            break
        texts += [cell for cell in cells if isinstance(cell, str)]
    return texts


def _told(found: Sequence[tuple[int, int]], table: TableReading, file: str) -> Problem:
    letters = ", ".join(column_name(column) for column, _ in found)
    factors = " or ".join(f"{factor:,}" for factor in sorted({factor for _, factor in found}))
    return Problem(
        f"The money in column {letters} is written in thousands or millions of pounds.",
        file, table.sheet, "", f"It was multiplied by {factors}.",
    )  # fmt: skip
