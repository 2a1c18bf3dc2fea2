"""Money written in thousands or millions of pounds."""

import re
from collections.abc import Sequence
from typing import Final

import pandas as pd

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import FIGURE_ROLES, Column, TableReading
from mhvalue.ingest.sheets.cells import Sheet, column_name
from mhvalue.ingest.subjects import Subject
from mhvalue.ingest.vocabulary import folded
from mhvalue.ingest.wording import MILLIONS, THOUSANDS

HIGHEST_NOTE: Final = 12
"""How many rows above the headings a note on money may stand."""
_NO_MONEY: Final = re.compile(
    r"\b(?:wtes?|ftes?|head ?count|staff|posts?|days?|hours?|shifts?|numbers?|no of|counts?"
    r"|activity|contacts?|referrals?|beds?|patients?|people|admissions?|discharges?|attendances?"
    r"|appointments?|caseload|vacanc\w+|units?)\b|%"
)
_SCALED: Final = re.compile("\u00a3|000s", re.IGNORECASE)
"""Without one of these no heading names a scale of money."""
_MONEY: Final = re.compile(r"\u00a3|\b(?:costs?|spend|expenditure|pay|income|budget)\b")


def in_pounds(
    sheet: Sheet,
    frame: pd.DataFrame,
    table: TableReading,
    figures: Sequence[Column],
    known: Sequence[Subject],
    file: str,
) -> list[Problem]:
    """Bring money to pounds, and say so; changes the frame.

    The scale stands in the figure's own heading, in the title, in the heading of the labels
    beside the figures, in a line above or in the sheet's name. Figures that go by a heading of
    the file's own keep the scale that it names; what stands around the table holds for all of its
    money.
    """
    found = []
    around = _factor(" ".join([table.title, table.sheet, *_beside(table), *_above(sheet, table)]))
    headings = (*(subject.heading for subject in known), *(column.heading for column in figures))
    if not around and not any(map(_SCALED.search, headings)):
        return []
    met = set(zip(*(frame[name].tolist() for name in ("item", "column")), strict=True))
    for column in figures:
        for place, subject in enumerate(known):
            if (place, column.index) not in met:
                continue
            own = f"{subject.heading} {column.heading}"
            stated = _factor(own)
            factor = stated if stated or "£" in own else around
            named = bool(_factor(subject.heading))
            if not subject.pounds and (named or not _may_be_money(subject, column)):
                continue
            if not factor:
                continue
            here = ((frame["item"] == place) & (frame["column"] == column.index)).to_numpy()
            frame.loc[here, ["amount", "low", "high"]] *= factor
            found.append((column.index, factor))
    return [_told(sorted(set(found)), table, file)] if found else []


def _may_be_money(subject: Subject, column: Column) -> bool:
    words = folded(f"{subject.heading} {column.heading}")
    counted = _NO_MONEY.search(words) and not _MONEY.search(words)
    return not subject.percent and not subject.finished and not counted


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
