"""The period to which a dashboard was filtered before it was exported, by a note in the sheet."""

import re
from collections.abc import Iterator
from typing import Final

from mhvalue.ingest.dates import settled
from mhvalue.ingest.proposing.bands import Block
from mhvalue.ingest.proposing.cover import Cover
from mhvalue.ingest.sheets.cells import Sheet, cell_name
from mhvalue.ingest.year_parts import YEARS, is_part, joined
from mhvalue.periods import Period
from mhvalue.written_periods import parse
from mhvalue.written_windows import written

ROWS: Final = 40
"""How far above and below a table its note may stand."""
_NOTE: Final = re.compile(r"\s*applied filters\s*:?", re.IGNORECASE)
_FILTER: Final = re.compile(
    r"(?:[\w ]*\b)?(?P<of>month|period|quarter|week|year|date|fy)\b[\w ]*? is (?!not\b)"
    r"(?P<when>.+)",
    re.IGNORECASE,
)


def filtered_to(sheet: Sheet, block: Block) -> Cover | None:
    """What a note of applied filters says that all figures of a table are of; None without one.

    Every filter stands on a line of its own: "Month is October 2024". Of a year and a month
    within it, it is the month; filters that do not go together state nothing.
    """
    top, below = max(block.header_rows[0] - ROWS, 0), block.last_row + 1
    for first, last in ((top, block.header_rows[0]), (below, below + ROWS)):
        for row, cells in enumerate(sheet.rows(first, last).tolist(), start=first):
            for column, value in enumerate(cells):
                if isinstance(value, str) and _NOTE.match(value):
                    found = _period(value)
                    place = f"{sheet.name} {cell_name(row, column)}"
                    return Cover(written(found), place, filtered=True) if found else None
    return None


def _period(note: str) -> Period | None:
    told = list(_told(note))
    years = [period for _, period in told if period and period.grain in YEARS]
    known = [
        period or (joined(years[0].label, text) if years and is_part(text) else None)
        for text, period in told
    ]
    certain = [period for period in known if period]
    finest = [p for p in certain if all(o.start <= p.start and p.end <= o.end for o in certain)]
    return finest[0] if finest and len(certain) == len(known) else None


def _told(note: str) -> Iterator[tuple[str, Period | None]]:
    """What each filter on a period says, and the period where it is one; a first day is a month."""
    for found in map(_FILTER.fullmatch, note.split("\n")[1:]):
        if found:
            text = found["when"].strip()
            (month,) = settled([parse(text)])
            yield text, month if found["of"].casefold() == "month" else parse(text)
