"""The periods of a column of dates, decided from all of its cells together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.day_orders import are_mixed_up, day_order
from mhvalue.ingest.headings import plain
from mhvalue.ingest.sheets.cells import Sheet, distinct
from mhvalue.periods import MONTHS_IN, Period, first_day, period
from mhvalue.written_periods import (
    may_name,
    parse,
    parse_bare_quarter,
    parse_month_first,
    parse_serial,
)
from mhvalue.written_windows import (
    parse_window,
    speaks_of_half,
    window_in,
    without_window,
    years_in,
)

SUNDAY: Final = 6
_MONTH_WORD: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_IN_TEXT: Final = re.compile(
    r"\b(?:w/?[ce]|week (?:commencing|beginning|ending|of))[ :\-]+\d{1,2}(?:st|nd|rd|th)?"
    rf"[\s\-/.]+(?:\d{{1,2}}|(?:{_MONTH_WORD})[a-z]*)[\s\-/.,]+(?:20)?\d\d\b"
    r"|(?:\b(?:m(?:onth)?|p(?:eriod)?)\s*\d{1,2},?\s*)\b(?:20)?\d\d\s*[/\-\u2013]\s*(?:20)?\d\d\b"
    r"|(?:q[1-4],?\s*)?\b20\d\d\s*[/\-\u2013]\s*(?:20)?\d\d\b"
    r"(?:\s*q[1-4]\b|[\s,]*(?:m|month|period)\s*\d{1,2}\b)?"
    rf"|(?<![a-z])(?:{_MONTH_WORD})[a-z]*\s*(?:-|\u2013|to)\s*(?:{_MONTH_WORD})[a-z]*\s*20\d\d\b"
    r"|(?:\b\d{1,2}(?:st|nd|rd|th)?[\s\-_]+)?"
    r"(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s\-_,]*(?:20\d\d|\d\d(?!\d))"
    r"|\bq[1-4]\s*20\d\d\b|\b20\d\d\s*q[1-4]\b"
    r"|\b\d{1,2}/\d{1,2}/20\d\d\b"
    r"|\b20\d\d[-_](?:0[1-9]|1[0-2])\b|\b20\d\d(?:0[1-9]|1[0-2])\b|\b20\d\d(?:1[3-9]|[2-9]\d)\b",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    r"[\s,;|]*(?:(?:end )?date )?(?:to|until|till|-|\u2013|through)(?: date)?[\s:]*(?:the\s*)?",
    re.IGNORECASE,
)
_MARKS: Final = " .^*#\u2020\u2021"
"""What may stand after a text to point at a footnote, and what ends it."""
_LOOSE: Final = re.compile(
    r"\s*(?:\b(?:in|for|during|as at|at|to|from|of|and|month of|ending|ended|between|the)\b"
    r"|[,:;\-\u2013(])*\s*$",
    re.IGNORECASE,
)
_MONTH_NUMBER: Final = re.compile(
    r"[\s,:;(\-\u2013]*\b(?:m|month\s|mth\s)\s*(?:0?[1-9]|1[0-2])\b\)?", re.IGNORECASE
)
_LEADING: Final = re.compile(r"^[\s,:;)\-\u2013]+|^(?:to|and)\b\s*", re.IGNORECASE)
_SHORT_YEARS: Final = re.compile(r"\b(1\d|2[1-9])(\d\d)\b")
_YEAR_APART: Final = re.compile(r"\b20[0-4]\d\b")
_YEAR_ALONE: Final = re.compile(r"\b(?:in |for |during )?20\d\d\b(?![/\-\u2013]\d)", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Timeline:
    """One period per row: `periods[codes[row]]`, None where the cell names none.

    `day_first` and `month_first` are codes of dates that make sense in that order only, `either`
    of dates that make sense in both and mean different days. `quarters` are codes of quarters of
    which the year may be a calendar or a financial one. `mixed_up` says that a spreadsheet has
    taken day and month for each other.
    """

    codes: NDArray[np.int32]
    periods: tuple[Period | None, ...]
    day_first: frozenset[int] = frozenset()
    month_first: frozenset[int] = frozenset()
    either: frozenset[int] = frozenset()
    quarters: frozenset[int] = frozenset()
    mixed_up: bool = False

    @property
    def both_orders(self) -> bool:
        """Whether the order of day and month changes within the column."""
        return bool(self.day_first and self.month_first)


@lru_cache(maxsize=20_000, typed=True)
def named_period(value: object) -> Period | None:
    """The period a cell or heading names, a quarter of an unclear year included."""
    return parse(value) or parse_bare_quarter(value)


@lru_cache(maxsize=20_000, typed=True)
def told_period(value: object) -> Period | None:
    """The period a row may be for: one that it names, or a window of months up to one."""
    return named_period(value) or parse_window(value)


def around_period(texts: Sequence[str]) -> str:
    """What labels of different periods all say besides: "Contacts in" of "Contacts in May 2024".

    Blank where they do not say one and the same, or do not name one period each.
    """
    if len(texts) < 2 or not all(map(in_text, texts)) or len(set(map(in_text, texts))) < len(texts):
        return ""
    said = {without_period(text).casefold() for text in texts}
    return said.pop() if len(said) == 1 else ""


def read_column(
    sheet: Sheet,
    column: int,
    first: int,
    last: int,
    *,
    ending: bool,
    weekly: bool = False,
    quarterly: bool = False,
    name: str = "",
) -> Timeline:
    """The periods of one column; Excel day numbers are taken for dates here.

    `ending` says that weekly dates are the weeks' last days, `weekly` that the dates are those of
    weeks, however few, `quarterly` of quarters. The order of day and month is one
    for the whole column: the month comes first where some date only makes sense so, or where
    `name` says "month first". Where both orders occur, none of the text dates is read; where they
    were mixed up, none of any kind.
    """
    codes, values = distinct(sheet, column, first, last)
    present = set(np.unique(codes).tolist())
    used = [value if code in present else None for code, value in enumerate(values)]
    if are_mixed_up(used):
        return Timeline(codes, (None,) * len(used), mixed_up=True)
    by_order = [day_order(value) for value in used]
    day, month, either = (
        frozenset(code for code, order in enumerate(by_order) if order == wanted)
        for wanted in ("day", "month", "either")
    )
    american = name == "month first" or bool(month and not day)
    found: list[Period | None] = []
    for order, value in zip(by_order, used, strict=True):
        if order and day and month:
            found.append(None)
        elif order and american:
            found.append(parse_month_first(value))
        else:
            known = parse(value) or parse_bare_quarter(value, calendar=name == "calendar quarters")
            found.append(known or parse_serial(value, date1904=sheet.date1904))
    found = _with_windows(found, used)
    if not any(found):
        texts = [plain(value) for value in used if value is not None]
        if around_period(texts):
            found = [in_text(plain(value)) if value is not None else None for value in used]
    quarters = frozenset(code for code, value in enumerate(used) if parse_bare_quarter(value))
    line = tuple(settled(found, ending=ending, weekly=weekly))
    if quarterly:
        line = tuple(p and period(p.end, "quarter") if _shorter(p) else p for p in line)
    # Firsts of months, one a month, can hardly be the first days of one January.
    plainly = name == "month first" or _all_firsts(found)
    doubtful = frozenset() if day or month or plainly else either
    return Timeline(codes, line, day, month, doubtful, quarters)


def _with_windows(found: list[Period | None], values: Sequence[object]) -> list[Period | None]:
    """Windows of months beside the periods read: whole years or quarters unless they overlap."""
    windows = [
        None if known else parse_window(value) for known, value in zip(found, values, strict=True)
    ]
    if not any(windows):
        return found
    found = [known or (w if w and "year" in w.grain else None)
             for known, w in zip(found, windows, strict=True)]  # fmt: skip
    starts = [w and period(w.start, "day") for w in windows]
    whole = spans(starts, [w and period(w.end, "day") for w in windows])
    return [known or window for known, window in zip(found, whole, strict=True)]


def _shorter(found: Period | None) -> bool:
    return found is not None and found.grain in ("day", "month")


def _all_firsts(found: Sequence[Period | None]) -> bool:
    return all(p.start.day == 1 for p in found if p and p.grain == "day")


def settled(
    found: Sequence[Period | None], *, ending: bool = False, weekly: bool = False
) -> list[Period | None]:
    """Days become months or weeks when all of them are firsts, lasts, or a week apart.

    `weekly` says that they are weeks however few they are. Weekly Sundays are last days, even
    where `ending` does not say so. A year written 2009-10 among months is October 2009.
    """
    grains = {p.grain for p in found if p}
    single = all(p == period(p.start, "month") for p in found if p and p.grain == "month")
    if grains == {"month", "financial year"} and single:
        months = [_as_month(p) for p in found]
        return months if all(months[i] for i, p in enumerate(found) if p) else list(found)
    if "day" not in grains or not grains <= {"day", "month"}:
        return list(found)
    days = sorted({p.start for p in found if p and p.grain == "day"})
    apart = {(b - a).days % 7 for a, b in pairwise(days)}
    certain = weekly and apart <= {0} and grains == {"day"}
    if not certain and _are_months(days):
        return [period(p.start, "month") if p else None for p in found]
    if certain or (len(days) > 2 and apart == {0} and grains == {"day"}):
        last = ending or all(day.weekday() == SUNDAY for day in days)
        back = timedelta(6 if last else 0)
        return [
            Period(p.start - back, p.start - back + timedelta(6), "week") if p else None
            for p in found
        ]
    return list(found)


def _are_months(days: Sequence[date]) -> bool:
    """Whether days are all firsts or all lasts of months."""
    firsts = all(day.day == 1 for day in days)
    return firsts or all((day + timedelta(1)).day == 1 for day in days)


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
    months = period(first.start, "month").start, period(last.end, "month").end
    return Period(*months, "month") if months == (first.start, last.end) else None


@lru_cache(maxsize=20_000)
def in_text(text: str) -> Period | None:
    """The one period a title or a file name speaks of; None when it names none or several.

    Two of them with "to" between them are the month, quarter or year from one to the other.
    """
    # A number alone names a period of this century at most.
    if not may_name(text) or (text.isdecimal() and "20" not in text) or speaks_of_half(text):
        return None
    apart = _apart(text)
    told = _told(apart)
    known = {p for _, p in told}
    if len(known) == 1:
        return known.pop()
    if len(told) == 2 and _joins(apart, told[0][0], told[1][0]):
        whole = _span(first_day(told[0][1], told[1][1]), period(told[1][1].end, "day"))
        return whole if whole and whole == period(whole.start, whole.grain) else None
    return None


def all_in_text(text: str) -> list[Period]:
    """Every period that a text speaks of, years that stand alone included."""
    rest = _apart(text)
    told = _told(rest)
    for found, _ in reversed(told):
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    alone = (parse(found.group()[-4:]) for found in _YEAR_ALONE.finditer(rest))
    return [*(p for _, p in told), *(p for p in alone if p)]


def _apart(text: str) -> str:
    return re.sub(r"(?<=\d)_(?=\d\d\b)", "-", text).replace("_", " ")


def _told(apart: str) -> list[tuple[re.Match[str], Period]]:
    found = [(m, named_period(m.group().strip())) for m in _IN_TEXT.finditer(apart)]
    return [(m, p) for m, p in found if p]


@lru_cache(maxsize=20_000)
def stem_and_period(heading: str) -> tuple[str, Period] | None:
    """What a heading counts and the one period it speaks of: "Population" and 2021."""
    if not may_name(heading):
        return None
    text = heading.replace("_", " ")
    several = years_in(text)
    if several:
        return several if several[0] else None
    years = set(_YEAR_APART.findall(text))
    alone = parse(years.pop()) if len(years) == 1 and not speaks_of_half(text) else None
    found = window_in(text) or in_text(text) or alone
    stem = without_period(text)
    return (stem, found) if found and stem != text.strip() else None


def year_in_name(name: str) -> Period | None:
    """The one year that a sheet's or file's name ends or begins with or has apart from words.

    2122 is the financial year 2021/22, 2024 the calendar year.
    """
    if speaks_of_half(name):
        return None
    apart = re.sub(r"[_\-.]", " ", name)
    short = {f"20{a}/{b}" for a, b in _SHORT_YEARS.findall(apart) if int(a) + 1 == int(b)}
    years = short or set(_YEAR_APART.findall(apart))
    return parse(years.pop()) if len(years) == 1 else None


def _joins(text: str, first: re.Match[str], last: re.Match[str]) -> bool:
    """Whether two periods of a text are the ends of one: "from ... to", "between ... and"."""
    joint = text[first.end() : last.start()]
    if joint.strip().casefold() == "and":
        return bool(re.search(r"\bbetween\s*$", text[: first.start()], re.IGNORECASE))
    return bool(_BETWEEN.fullmatch(joint))


@lru_cache(maxsize=20_000)
def without_period(text: str) -> str:
    """A title or file name without the periods it speaks of, so that it names next month's too."""
    rest = _apart(without_window(text))
    for found in reversed(list(_IN_TEXT.finditer(rest)) if may_name(rest) else []):
        if named_period(found.group().strip()):
            before, after = rest[: found.start()], rest[found.end() :]
            rest = f"{_LOOSE.sub('', before)} {_LEADING.sub('', after)}"
    rest = " ".join(_YEAR_ALONE.sub("", _MONTH_NUMBER.sub("", rest)).split())
    bare = _LOOSE.sub("", _LEADING.sub("", rest).rstrip(_MARKS))
    return bare.strip(" ,;:.-\u2013_") or text.strip()


def _as_month(found: Period | None) -> Period | None:
    if found is None or found.grain == "month":
        return found
    month = (found.start.year + 1) % 100
    return period(found.start.replace(month=month), "month") if 1 <= month <= 12 else None
