"""Money written in thousands or millions of pounds."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from mhvalue.ingest.cells import column_name
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import Column, TableReading
from mhvalue.ingest.subjects import Subject
from mhvalue.ingest.wording import MILLIONS, THOUSANDS


def in_pounds(
    frame: pd.DataFrame,
    table: TableReading,
    figures: Sequence[Column],
    known: Sequence[Subject],
    file: str,
) -> list[Problem]:
    """Bring items that the catalogue keeps in pounds to pounds, and say so; changes the frame.

    Headings of the file's own keep the scale that they name.
    """
    found = []
    for column in figures:
        for place, subject in enumerate(known):
            if not subject.pounds:
                continue
            factor = _factor(f"{subject.heading} {column.heading} {table.title}")
            if factor == 1:
                continue
            here = ((frame["item"] == place) & (frame["column"] == column.index)).to_numpy()
            if np.any(here):
                frame.loc[here, ["amount", "low", "high"]] *= factor
                found.append((column.index, factor))
    return [_told(sorted(set(found)), table, file)] if found else []


def _factor(text: str) -> int:
    if MILLIONS.search(text):
        return 1_000_000
    return 1_000 if THOUSANDS.search(text) else 1


def _told(found: Sequence[tuple[int, int]], table: TableReading, file: str) -> Problem:
    letters = ", ".join(column_name(column) for column, _ in found)
    factors = " or ".join(f"{factor:,}" for factor in sorted({factor for _, factor in found}))
    return Problem(
        f"The money in column {letters} is written in thousands or millions of pounds.",
        file, table.sheet, "", f"It was multiplied by {factors}.",
    )  # fmt: skip
