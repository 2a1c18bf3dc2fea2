"""Columns whose cells hold numbers among words or signs, which are no plain figures."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import TableReading
from mhvalue.ingest.sheets.cells import Sheet, cell_name, column_name, distinct
from mhvalue.ingest.unit_levels import level_of
from mhvalue.ingest.vocabulary import KIND, NOT_FIGURES, breakdown_of, folded

LOOKED_AT: Final = 400
MOSTLY: Final = 0.5
EACH: Final = 0.6
"""The share of different labels from which on a column of lengths sorts its rows into no kinds."""
_LENGTH: Final = r"(?:days?|d|weeks?|wks?|months?|hours?|hrs?|h|minutes?|mins?|m|years?|yrs?)"
_BEFORE: Final = (
    r"[~\u2248\u2190-\u21ff\u25a0-\u27bf\s]*(?:c\.|ca|circa|approx\.?|about)?\s*[\u00a3$]?"
)
_OF_ALL: Final = re.compile(r"(\d+)\s*(?:/|(?:out )?of)\s*(\d+)(?:\s*\([^)]*\))?")
_AMONG: Final = re.compile(
    rf"(?:\d+ days?, )?\d[\d,]*:[0-5]\d(?::[0-5]\d)?"
    rf"|{_BEFORE}\d[\d,.]*\s*%?\s*(?:wte|fte|pts?|patients?|people|staff|beds?|\*+"
    rf"|{_LENGTH}(?:,?\s*\d+\s*{_LENGTH})*|\([^)]*\)|\[[^\]]*\])?",
    re.IGNORECASE,
)


def are_in_words(texts: Sequence[str], rows: int) -> bool:
    """Whether labels of so many rows are mostly numbers among words: 12/14, 3 weeks, c. 20.

    A few lengths that come again and again are kinds of something.
    """
    told = [text.strip() for text in texts[:LOOKED_AT]]
    parts = [found for found in map(_OF_ALL.fullmatch, told) if found]
    shares = [found for found in parts if int(found[1]) <= int(found[2])]
    among = [text for text in told if _AMONG.fullmatch(text) and not text.isdecimal()]
    many = len(texts) >= min(EACH * rows, LOOKED_AT)
    count = len(shares) + (len(among) if many else 0)
    return count > MOSTLY * len(told)


def told_in_words(sheet: Sheet, table: TableReading, file: str) -> list[Problem]:
    """Columns of no role that hold such numbers: left out, and told.

    Codes and dates are other things, and so is what a heading says to be one.
    """
    found = [c.index for c in table.columns if c.role == "ignore" and _tells(c.heading)]
    found = [index for index in found if _holds_numbers(sheet, table, index)]
    if not found:
        return []
    letters = ", ".join(map(column_name, found))
    return [
        Problem(
            f"The numbers in column {letters} stand among words or signs.",
            file, table.sheet, cell_name(table.first_row, found[0]), "They were left out.",
            "Put each number in a cell of its own, without words.",
        )
    ]  # fmt: skip


def _tells(heading: str) -> bool:
    words = folded(heading)
    other = NOT_FIGURES.fullmatch(words) or KIND.fullmatch(words) or level_of(heading)
    return not (other or breakdown_of(heading) or heading.startswith("Column "))


def _holds_numbers(sheet: Sheet, table: TableReading, index: int) -> bool:
    codes, values = distinct(sheet, index, table.first_row, table.last_row)
    texts = [value for value in values if isinstance(value, str) and value.strip()]
    # Hours that the file shows as 150:30.
    texts += [str(value) for value in values if isinstance(value, timedelta)]
    return len(texts) > MOSTLY * len(values) and are_in_words(texts, len(codes))
