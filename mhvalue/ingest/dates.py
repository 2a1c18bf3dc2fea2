"""The periods of a column of dates, decided from all of its cells together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.ingest.cells import Sheet, distinct
from mhvalue.ingest.headings import plain
from mhvalue.periods import MONTHS_IN, Period, month_number, parse, parse_serial, period, step

_SLASHED: Final = re.compile(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})\b.*")
_IN_TEXT: Final = re.compile(
    r"(?:q[1-4]\s*)?\b20\d\d\s*[/\-\u2013]\s*(?:20)?\d\d\b(?:\s*q[1-4])?"
    r"|(?:\b\d{1,2}(?:st|nd|rd|th)?[\s\-_]+)?"
    r"(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s\-_,]*(?:20\d\d|\d\d(?!\d))"
    r"|\b20\d\d[-_](?:0[1-9]|1[0-2])\b|\b20\d\d(?:0[1-9]|1[0-2])\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Timeline:
    """One period per row: `periods[codes[row]]`, None where the cell names none."""

    codes: NDArray[np.int32]
    periods: tuple[Period | None, ...]
    both_orders: bool = False


def read_column(sheet: Sheet, column: int, first: int, last: int, *, ending: bool) -> Timeline:
    """The periods of one column; Excel day numbers are taken for dates here.

    `ending` says that weekly dates are the weeks' last days. Where some dates only make sense
    with the month first, the whole column is in doubt and none of its text dates is read.
    """
    codes, values = distinct(sheet, column, first, last)
    present = set(np.unique(codes).tolist())
    used = [value if code in present else None for code, value in enumerate(values)]
    both = any(_month_first(value) for value in used)
    if both:
        used = [None if isinstance(v, str) and _SLASHED.fullmatch(v) else v for v in used]
    found = [parse(value) or parse_serial(value) for value in used]
    return Timeline(codes, tuple(settled(found, ending=ending)), both)


def settled(found: Sequence[Period | None], *, ending: bool = False) -> list[Period | None]:
    """Days become months or weeks when all of them are firsts, lasts, or a week apart.

    A year written 2009-10 among months is October 2009.
    """
    grains = {p.grain for p in found if p}
    if grains == {"month", "financial year"}:
        return [_as_month(p) for p in found]
    if "day" not in grains or not grains <= {"day", "month"}:
        return list(found)
    days = sorted({p.start for p in found if p and p.grain == "day"})
    if all(day.day == 1 for day in days) or all((day + timedelta(1)).day == 1 for day in days):
        return [period(p.start, "month") if p else None for p in found]
    gaps = {(b - a).days % 7 for a, b in pairwise(days)}
    if len(days) > 2 and gaps == {0} and grains == {"day"}:
        back = timedelta(6 if ending else 0)
        return [
            Period(p.start - back, p.start - back + timedelta(6), "week") if p else None
            for p in found
        ]
    return list(found)


def spans(starts: Sequence[Period | None], ends: Sequence[Period | None]) -> list[Period | None]:
    """Periods from first and last days: a month, quarter or year where they fit, else by month.

    Windows of several months that overlap each other are published monthly: each is named by its
    last month and keeps its own first and last day.
    """
    whole = [_span(a, b) for a, b in zip(starts, ends, strict=True)]
    known = sorted({p for p in whole if p})
    overlap = any(a.end >= b.start for a, b in pairwise(known) if MONTHS_IN.get(a.grain, 0) > 1)
    if not overlap:
        return whole
    return [Period(p.start, p.end, "month") if p and p.grain in MONTHS_IN else p for p in whole]


def _span(first: Period | None, last: Period | None) -> Period | None:
    if first is None or last is None or first.start > last.end:
        return None
    for grain in ("day", "week", *MONTHS_IN):
        whole = period(first.start, grain)
        if (whole.start, whole.end) == (first.start, last.end):
            return whole
    return Period(first.start, last.end, "month")


def joined(year: object, part: object) -> Period | None:
    """The period of a year in one cell (2023, 2023/24) and a month or quarter in another."""
    whole, month = parse(plain(year)), month_number(part)
    if whole is None:
        return None
    if month is None and re.fullmatch(r"\d{1,2}", plain(part)) and 1 <= int(plain(part)) <= 12:
        month = int(plain(part)) if whole.grain == "calendar year" else None
    if month is None:
        return parse(f"{plain(part)} {plain(year)}")
    ahead = month - whole.start.month
    first = period(whole.start, "month")
    return step(first, ahead % 12) if whole.grain in MONTHS_IN else None


def in_text(text: str) -> Period | None:
    """The one period a title or a file name speaks of; None when it names none or several."""
    apart = re.sub(r"(?<=\d)_(?=\d\d\b)", "-", text).replace("_", " ")
    found = [parse(m.group().strip()) for m in _IN_TEXT.finditer(apart)]
    known = {p for p in found if p}
    return known.pop() if len(known) == 1 else None


def _as_month(found: Period | None) -> Period | None:
    if found is None or found.grain == "month":
        return found
    month = (found.start.year + 1) % 100
    return period(found.start.replace(month=month), "month") if 1 <= month <= 12 else None


def _month_first(value: object) -> bool:
    """Whether a text can only be a date with the month before the day."""
    found = _SLASHED.fullmatch(value) if isinstance(value, str) else None
    return bool(found and int(found[1]) <= 12 < int(found[2]) <= 31)
