"""Days or weeks so far: a column that counts from each first day to one and the same last day.

A list of who is in hospital, or who waits, has such a column; it tells on which day the list was
drawn, and that nobody on it has left.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from mhvalue.ingest.record_reading import MONTH_FIRST, RecordColumn
from mhvalue.ingest.records.days import as_date, day_number
from mhvalue.ingest.records.labels import label
from mhvalue.ingest.records.seen import Seen

NEARLY_ALL: Final = 0.95
FEWEST: Final = 5
FEWEST_DAYS: Final = 3
"""So many different first days, or one day's admissions would all be of one length."""
WEEK: Final = 7
_COUNTS_DAYS: Final = re.compile(r"\b(?:los|length of stay|days|stay|wait\w*|weeks?|wks?)\b")
_WEEKS: Final = re.compile(r"\b(?:weeks?|wks?)\b")


def so_far(
    columns: Sequence[Seen],
    roles: Mapping[str, RecordColumn],
    headings: Sequence[str],
    rows: Sequence[Sequence[object]],
) -> tuple[str, date] | None:
    """The heading of a column that counts up to one day, and that day; None where there is none.

    Whole weeks leave the day open by up to six days: the earliest is taken.
    """
    start = next(column for column in roles.values() if column.role == "start")
    at, first = headings.index(start.heading), start.name == MONTH_FIRST
    days = [day_number(row[at], month_first=first) for row in rows]
    for column in columns:
        free = column.heading not in roles and column.is_number
        if not free or not _COUNTS_DAYS.search(column.words):
            continue
        step = WEEK if _WEEKS.search(column.words) else 1
        beside = headings.index(column.heading)
        counted = [(day, _number(row[beside])) for day, row in zip(days, rows, strict=True)]
        known = [(day, n) for day, n in counted if day is not None and day > 0 and n is not None]
        last = _common(known, step)
        if last is not None:
            return column.heading, as_date(last)
    return None


def _common(known: Sequence[tuple[int, float]], step: int) -> int | None:
    """The one day that nearly all rows count up to."""
    if len(known) < FEWEST or len({day for day, _ in known}) < FEWEST_DAYS:
        return None
    reached = [(day + round(step * n), 0 if n % 1 else step - 1) for day, n in known]
    tried = [day for day, _ in Counter(day for day, _ in reached).most_common(3 * WEEK)]
    for last in sorted(tried):
        near = sum(day - 1 <= last <= day + slack + 1 for day, slack in reached)
        if near >= NEARLY_ALL * len(known):
            return last if step == 1 else max(day for day, _ in reached if day <= last + 1)
    return None


def _number(value: object) -> float | None:
    text = label(value).replace(",", "")
    return float(text) if text.replace(".", "", 1).isdecimal() else None
