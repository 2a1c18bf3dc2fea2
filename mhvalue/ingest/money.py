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

SHOWN: Final = 8
HIGHEST_NOTE: Final = 12
"""How many rows above the headings a note on money may stand."""
_NO_MONEY: Final = re.compile(
    r"\b(?:wtes?|ftes?|head ?count|staff|posts?|days?|hours?|shifts?|numbers?|no of|counts?"
    r"|activity|contacts?|referrals?|beds?|patients?|people|admissions?|discharges?|attendances?"
    r"|appointments?|caseload|vacanc\w+|units?|falls?|incidents?|complaints?|compliments?|deaths?"
    r"|restraints?|seclusions?|assaults?|absconsions?|awols?|episodes?|sessions?|visits?|spells?"
    r"|stays?|waits?|waiting|dnas?|cancellations?|rates?|scores?|responses?|surveys?|occupancy"
    r"|sickness|turnover|absence|compliance|breach(?:es)?)\b|%"
)
_SCALED: Final = re.compile("\u00a3|000|pounds", re.IGNORECASE)
"""Without one of these no heading names a scale of money."""
_MONEY: Final = re.compile(
    r"\u00a3|\b(?:costs?|spend|expenditure|pay|income|staff budget|budget(?:ed)? staff)\b"
)


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
    found, measures = [], []
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
            measures.append(subject.heading)
    by_row = any(column.role == "item" for column in table.columns)
    return [_told(sorted(set(found)), measures if by_row else [], table, file)] if found else []


def _may_be_money(subject: Subject, column: Column) -> bool:
    if subject.pounds is False:
        return False
    words = folded(f"{subject.heading} {column.heading}")
    counted = _NO_MONEY.search(words) and not _MONEY.search(words)
    return not subject.percent and not subject.finished and not counted


def _factor(text: str) -> int:
    if MILLIONS.search(text):
        return 1_000_000
    return 1_000 if THOUSANDS.search(text) else 0


def _beside(table: TableReading) -> list[str]:
    labels = (c for c in table.columns if c.role not in (*FIGURE_ROLES, "ignore"))
    return [c.heading for c in labels]


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


def _told(
    found: Sequence[tuple[int, int]], measures: Sequence[str], table: TableReading, file: str
) -> Problem:
    letters = ", ".join(column_name(column) for column, _ in found)
    names = list(dict.fromkeys(measures))
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    of = f" of {', '.join(names[:SHOWN])}{more}" if names else ""
    factors = " or ".join(f"{factor:,}" for factor in sorted({factor for _, factor in found}))
    return Problem(
        f"The money{of} in column {letters} is written in thousands or millions of pounds.",
        file, table.sheet, "", f"It was multiplied by {factors}.",
    )  # fmt: skip
