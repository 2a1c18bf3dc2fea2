"""How people write a period: days, weeks, months, quarters and years in any spelling.

Days come before months, as in Britain: 01/04/2024 is the first of April.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from mhvalue.period_parts import (
    MONTH,
    day_of,
    financial,
    financial_month,
    in_year,
    iso_week,
    month_of,
    months_between,
    named_month,
    quarter_of,
    short_month,
    told_twice,
    whole_of,
    year_month,
    year_of,
)
from mhvalue.periods import Period, period

FIRST_SERIAL: Final = 20000
LAST_SERIAL: Final = 80000
_DIGIT: Final = re.compile(r"\d")


def month_number(text: object) -> int | None:
    """1 to 12 for a month's name, whole or shortened ("Sept", "april"), else None."""
    if not isinstance(text, str):
        return None
    word = text.strip().rstrip(".").casefold()
    return month_of(word) if re.fullmatch(MONTH, word) else None


def may_name(text: str) -> bool:
    """Whether a text has any digit: nobody writes which period they mean without one."""
    return _DIGIT.search(text) is not None


def parse(value: object, *, date1904: bool = False) -> Period | None:
    """The period a cell names, or None when it names none for certain.

    A full date gives a day. Text and real dates are read; a bare number only when it looks like
    a year (2023) or a year and month (202404): for an Excel day number use `parse_serial`.
    `date1904` matters to serials alone and is taken here so that callers may pass it on.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, datetime):
        return day_of(value.year, value.month, value.day)
    if isinstance(value, date):
        return day_of(value.year, value.month, value.day)
    if isinstance(value, int | float):
        whole = int(value) if abs(value) < 1e9 else 0
        is_code = whole == value and len(str(whole)) in (4, 6, 8)
        return _parse_text(str(whole)) if is_code else None
    if not isinstance(value, str) or len(value) > 80 or not may_name(value):
        return None
    return _parse_text(value)


def parse_serial(value: object, *, date1904: bool = False) -> Period | None:
    """The day an Excel day number stands for (45017 is 1 April 2023), else None.

    Only 20000 to 80000 (1954 to 2119) are taken; `date1904` is the old Macintosh count.
    """
    if isinstance(value, str):
        value = float(value) if re.fullmatch(r"\d{5}(\.0+)?", value.strip()) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not FIRST_SERIAL <= value <= LAST_SERIAL:
        return None
    origin = date(1904, 1, 1) if date1904 else date(1899, 12, 30)
    day = origin + timedelta(days=int(value))
    return day_of(day.year, day.month, day.day)


def parse_bare_quarter(value: object, *, calendar: bool = False) -> Period | None:
    """The quarter of "Q1 2024" or "2024 Q1", which may be of a calendar or a financial year.

    Read as the NHS counts (Q1 2024 is April to June 2024) unless `calendar` says otherwise. Who
    calls this tells the person about the doubt.
    """
    if not isinstance(value, str) or len(value) > 30 or not may_name(value):
        return None
    found = _BARE_QUARTER.fullmatch(" ".join(value.casefold().split()))
    if found is None:
        return None
    number, year = int(found[1] or found[4]), int(found[2] or found[3])
    months = 3 * (number - 1) + (0 if calendar else 3)
    return in_year(year + months // 12, months % 12 + 1, "quarter")


def parse_month_first(value: object) -> Period | None:
    """The day of a date written with the month before the day (04/13/2024), else None."""
    found = _MONTH_FIRST.fullmatch(value) if isinstance(value, str) else None
    return day_of(year_of(found[3]), int(found[1]), int(found[2])) if found else None


_SEP = r"[\s\-_/.,']*"
_YEARS = r"(?:fy\s*)?(\d{4}|\d{2})\s*[/\-\u2013_]\s*(\d{4}|\d{2})"
_BARE_QUARTER = re.compile(
    r"q(?:uarter|tr)?\s*([1-4])[\s\-/_,]*(20\d\d)|(20\d\d)[\s\-/_,]*q(?:uarter|tr)?\s*([1-4])"
)
_MONTH_FIRST = re.compile(r"\s*(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[ t]\d{1,2}:\d{2}.*)?")
_PART_NUMBER = re.compile(
    r"(?:q(?:uarter|tr)?|m(?:onth|th)?|p(?:eriod)?|w(?:ee)?k) ?(?:no\.? ?)?\d{1,2}"
)
_NTH = {"1st": "1", "first": "1", "2nd": "2", "second": "2", "3rd": "3", "third": "3",
        "4th": "4", "fourth": "4"}  # fmt: skip
_NTH_QUARTER = re.compile(rf"\b({'|'.join(_NTH)}) (?:quarter|qtr)\b")
_ORDINAL = r"(\d{1,2})(?:st|nd|rd|th)?"
_CLOCK = r"(?:[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"


def _days(first: str, last: str) -> Period | None:
    """Two days with a dash or "to" between them, when they make one whole period."""
    start, end = _parse_text(first), _parse_text(last)
    if start is None or end is None or {start.grain, end.grain} != {"day"}:
        return None
    if end.start - start.start == timedelta(days=6):
        return Period(start.start, end.start, "week")
    return whole_of(start.start, end.end)


def _week(rest: str, days_before: int) -> Period | None:
    """Seven days that begin so many days before the date written."""
    day = _parse_text(rest)
    if day is None or day.grain != "day":
        return None
    start = day.start - timedelta(days=days_before)
    return Period(start, start + timedelta(days=6), "week")


def _day_of(text: str) -> Period | None:
    """A day, where the text is one."""
    told = _parse_text(text)
    return told if told and told.grain == "day" else None


def _ending(text: str, grain: str) -> Period | None:
    """The month or quarter of which a text writes the last day."""
    last = _day_of(text)
    whole = period(last.end, grain) if last else None
    return whole if last and whole and whole.end == last.end else None


def _span(first: str, first_year: str | None, last: str, last_year: str) -> Period | None:
    """Two months with a dash or "to" between them, when they make a month, quarter or year."""
    end_year, end_month, start_month = year_of(last_year), month_of(last), month_of(first)
    assumed = end_year - 1 if start_month > end_month else end_year
    start = in_year(year_of(first_year) if first_year else assumed, start_month, "month")
    end = in_year(end_year, end_month, "month")
    return whole_of(start.start, end.end) if start and end else None


# The first spelling that fits the whole text decides, even when its reader then says None.
_SPELLINGS: Final[tuple[tuple[re.Pattern[str], Callable[..., Period | None]], ...]] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (
            rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_CLOCK}z?",
            lambda y, m, d: day_of(int(y), int(m), int(d)),
        ),
        (
            rf"(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}}|\d{{2}}){_CLOCK}",
            lambda d, m, y: day_of(year_of(y), int(m), int(d)),
        ),
        (r"(\d{4})(\d{2})(\d{2})", lambda y, m, d: day_of(int(y), int(m), int(d))),
        (
            rf"{_ORDINAL}{_SEP}({MONTH}){_SEP}(\d{{4}}|\d{{2}}){_CLOCK}",
            lambda d, m, y: day_of(year_of(y), month_of(m), int(d)),
        ),
        (
            rf"({MONTH})\s+{_ORDINAL},?\s+(\d{{4}})",
            lambda m, d, y: day_of(int(y), month_of(m), int(d)),
        ),
        (rf"{_YEARS}{_SEP}q(?:uarter|tr)?\s*([1-4])", quarter_of),
        (
            rf"q(?:uarter|tr)?\s*([1-4]){_SEP}{_YEARS}",
            lambda q, a, b: quarter_of(a, b, q),
        ),
        (rf"{_YEARS}{_SEP}(?:m(?:onth)?|p(?:eriod)?)\s*(\d{{1,2}})", financial_month),
        (
            rf"(?:m(?:onth)?|p(?:eriod)?)\s*(\d{{1,2}}){_SEP}{_YEARS}",
            lambda m, a, b: financial_month(a, b, m),
        ),
        (rf"{_YEARS}{_SEP}({MONTH})", named_month),
        (rf"({MONTH}){_SEP}{_YEARS}", lambda m, a, b: named_month(a, b, m)),
        (
            rf"({MONTH})[\s\-']*(?:(\d{{4}}|\d{{2}}))?\s*(?:-|\u2013|to)\s*({MONTH})[\s\-']*(\d{{4}}|\d{{2}})",
            _span,
        ),
        (
            rf"(?:[a-z]+-)?({MONTH}){_SEP}(\d{{4}}|\d{{2}})",
            lambda m, y: in_year(year_of(y), month_of(m), "month"),
        ),
        (
            rf"(\d{{4}}){_SEP}({MONTH})",
            lambda y, m: in_year(int(y), month_of(m), "month"),
        ),
        # 2021 Q1 may be of a calendar year; 2122 Q1 is of none.
        (rf"(?!20)(\d\d)(\d\d){_SEP}q([1-4])", quarter_of),
        (rf"q([1-4]){_SEP}(?!20)(\d\d)(\d\d)", lambda q, a, b: quarter_of(a, b, q)),
        (rf"(?!20)(\d\d)(\d\d){_SEP}[mp](\d{{1,2}})", financial_month),
        (
            rf"[mp](\d{{1,2}}){_SEP}(?!20)(\d\d)(\d\d)",
            lambda m, a, b: financial_month(a, b, m),
        ),
        (r"fy ?(?!20)(\d\d)(\d\d)", lambda a, b: financial(a, b, 0, "financial year")),
        (
            rf"(\d{{4}})\s+(0[1-9]|1[0-2])\s+({MONTH})",
            lambda y, m, n: in_year(int(y), int(m), "month") if int(m) == month_of(n) else None,
        ),
        (
            r"(\d{4})\s*m\s*(\d{1,2})",
            lambda y, m: in_year(int(y), int(m), "month"),
        ),
        (
            r"(?:w[/.]?c\.?|(?:week|wk) (?:commencing|beginning|starting|of))[ :]+(.+)",
            lambda text: _week(text, 0),
        ),
        (r"(?:w[/.]?e\.?|(?:week|wk) (?:ending|end))[ :]+(.+)", lambda text: _week(text, 6)),
        (r"(?:month|mth) (?:to|ending|ended) (\d.+)", lambda text: _ending(text, "month")),
        (r"(?:quarter|qtr) (?:to|ending|ended) (\d.+)", lambda text: _ending(text, "quarter")),
        (r"(?:position |snapshot )?(?:as )?(?:at|on) (\d.+)", _day_of),
        (
            rf"(?:m(?:onth|th)?|p(?:eriod)?)\s*(\d{{1,2}}){_SEP}({MONTH}){_SEP}(\d{{4}}|\d{{2}})",
            lambda n, m, y: told_twice(int(n), month_of(m), year_of(y)),
        ),
        (r"(20\d\d)-?w(\d\d)", iso_week),
        (
            r"(20\d\d)-?(\d\d) ?(?:-|\u2013|to) ?(20\d\d)-?(\d\d)",
            lambda a, b, c, d: months_between(year_month(a, b), year_month(c, d)),
        ),
        (r"(\d.*\d{4}) ?(?:-|\u2013|to) ?(\d.*\d{4})", _days),
        (r"(\d{1,2})[-/](\d{4})", lambda m, y: in_year(int(y), int(m), "month")),
        (
            r"(?:fy\s*)?(\d{4})\s*[/\-\u2013_]\s*(\d{4}|\d{1,2})",
            lambda a, b: financial(a, b, 0, "financial year") or year_month(a, b),
        ),
        # Two short years need a slash or "FY": 18-19 is as likely an age band.
        (
            r"(?:fy\s*)?(\d{1,2})/(\d{2})|fy\s*(\d{2})-(\d{2})",
            lambda a, b, c, d: financial(a or c, b or d, 0, "financial year") or short_month(a, b),
        ),
        (
            r"(\d{4})(\d{2})",
            lambda a, b: year_month(a, b) or financial(a, b, 0, "financial year"),
        ),
        (
            r"(?:fy|financial year)\s*(\d{4})\s*(\d{2})",
            lambda a, b: financial(a, b, 0, "financial year"),
        ),
        (
            r"(?:cy|calendar year)?\s*(\d{4})",
            lambda y: in_year(int(y), 1, "calendar year"),
        ),
        (r"(\d{1,2}\D.*\d\d) ?(?:-|\u2013|to) ?(\d{1,2}\D.*\d\d)", _days),
    )
)


@lru_cache(maxsize=20_000)
def _parse_text(text: str) -> Period | None:
    words = re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u2019", "'")).strip()
    words = words.casefold().strip(" *†‡§¹²³")
    inside = re.sub(r"[(\[\])]", " ", words)
    if inside == words:
        return _spelt(words)
    # What stands in brackets may be part of the period, "2024/25 (Q1)", or beside it.
    inside = " ".join(inside.split())
    if _BARE_QUARTER.fullmatch(inside):
        return None
    return _spelt(inside) or _bracketed(words)


def _bracketed(words: str) -> Period | None:
    """The period before or after a bracket, or in it behind the number of a part of the year."""
    told = re.findall(r"\[[^\]]*\]|\([^)]*\)", words)
    outside = " ".join(re.sub(r"\[[^\]]*\]|\([^)]*\)", " ", words).split())
    if len(told) == 1 and _PART_NUMBER.fullmatch(outside):
        return _spelt(told[0][1:-1].strip())
    found = _spelt(outside)
    # 2024 (Apr-Mar) is no calendar year.
    months = any(re.search(rf"\b{MONTH}\b", text) for text in told)
    return None if found and found.grain == "calendar year" and months else found


def _spelt(words: str) -> Period | None:
    words = re.sub(
        r"^(mon|tues?|wed(nes)?|thur?s?|fri|sat(ur)?|sun)(day)?,? (?=\d)", "", words.strip(" *")
    )
    words = re.sub(r"^(financial year|year ending)[ :]+(?=\d{4}\s*[/\-])", "", words)
    words = re.sub(r"^month(?: of|:) (?=[a-z])", "", words)
    words = _NTH_QUARTER.sub(lambda found: f"q{_NTH[found[1]]}", words)
    words = re.sub(
        r"(?<=\d)(?:[pr]|,? (?:prov|provisional|final|refresh|refreshed|revised))$", "", words
    )
    for pattern, reader in _SPELLINGS:
        found = pattern.fullmatch(words)
        if found:
            return reader(*found.groups())
    return None
