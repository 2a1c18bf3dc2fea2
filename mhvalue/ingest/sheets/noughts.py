"""Formulas whose saved answers are all 0, which a program wrote that works nothing out itself."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import pandas as pd

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.sheets.cells import Sheet
from mhvalue.ingest.sheets.named_cells import first_cell, named_cells
from mhvalue.ingest.sheets.xml_scan import Places

FEWEST: Final = 3
"""One or two formulas may well have the answer 0, such as a check that sums agree."""

_NOUGHT: Final = re.compile(rb"(?:</f>|<f\b[^>]*/>)\s*<v>0</v>")
_FORMULAS: Final = (b"<f>", b"<f ", b"<f/>")


def noughts(part: bytes) -> tuple[tuple[int, int], ...]:
    """The zero-based cells of all formulas of a sheet's XML, where each has the answer 0."""
    # One look tells of most sheets that they hold no formula.
    if part.find(b"<f", 0, part.rfind(b"</sheetData>")) < 0:
        return ()
    first = part.find(b"<f>") if b"<f>" in part else part.find(b"<f ")
    if first < 0 or not _NOUGHT.search(part, first, part.find(b"</c>", first)):
        return ()
    ends = [found.start() for found in _NOUGHT.finditer(part)]
    if len(ends) != sum(map(part.count, _FORMULAS)):
        return ()
    places = Places(part)
    # A search back to the start of the sheet for every cell would take hours on a large one.
    stretches = pairwise((0, *ends))
    starts = (max(part.rfind(tag, *between) for tag in (b"<c ", b"<c>")) for between in stretches)
    return tuple(places.of(start) for start in starts if start >= 0)


def problems(sheets: Sequence[Sheet], file: str) -> list[Problem]:
    """Sheets on which every formula has the saved answer 0 while other figures are not 0."""
    return [
        _problem(sheet, file)
        for sheet in sheets
        if len(sheet.noughts) >= FEWEST and _holds_figures(sheet)
    ]


def _holds_figures(sheet: Sheet) -> bool:
    values = sheet.cells.ravel().tolist()
    return any(isinstance(value, float) and value != 0 for value in values)


def _problem(sheet: Sheet, file: str) -> Problem:
    order = np.lexsort(np.array(sheet.noughts).T)
    cells = pd.DataFrame(np.array(sheet.noughts)[order], columns=["row", "column"])
    return Problem(
        f"Every formula has the saved answer 0 ({named_cells(cells)}): it may never have been "
        "worked out.",
        file, sheet.name, first_cell(cells), "Read as 0.",
        "Open the file in Excel, save it and upload it again.",
    )  # fmt: skip
