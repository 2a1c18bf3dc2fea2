"""How people write a period: days, weeks, months, quarters and years in any spelling.

Days come before months, as in Britain: 01/04/2024 is the first of April.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from mhvalue.periods import MONTHS_IN, Period, period

FIRST_YEAR: Final = 1948
LAST_YEAR: Final = 2100
FIRST_SERIAL: Final = 20000
LAST_SERIAL: Final = 80000
CENTURY_TURN: Final = 70
_DIGIT: Final = re.compile(r"\d")

_MONTH_NAMES: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip


def month_number(text: object) -> int | None:
    """1 to 12 for a month's name, whole or shortened ("Sept", "april"), else None."""
    if not isinstance(text, str):
        return None
    word = text.strip().rstrip(".").casefold()
    return _month(word) if re.fullmatch(_MONTH, word) else None


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
        return _day(value.year, value.month, value.day)
    if isinstance(value, date):
        return _day(value.year, value.month, value.day)
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
    return _day(day.year, day.month, day.day)


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
    return _in_year(year + months // 12, months % 12 + 1, "quarter")


def parse_month_first(value: object) -> Period | None:
    """The day of a date written with the month before the day (04/13/2024), else None."""
    found = _MONTH_FIRST.fullmatch(value) if isinstance(value, str) else None
    return _day(_year(found[3]), int(found[1]), int(found[2])) if found else None


def _day(year: int, month: int, day: int) -> Period | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return period(date(year, month, day), "day")
    except ValueError:
        return None


def _in_year(year: int, month: int, grain: str) -> Period | None:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    return period(date(year, month, 1), grain)


def _year(text: str) -> int:
    number = int(text)
    if len(text) == 4:
        return number
    return number + (2000 if number < CENTURY_TURN else 1900)


def _month(word: str) -> int:
    return next(i for i, name in enumerate(_MONTH_NAMES, 1) if name.startswith(word[:3]))


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_SEP = r"[\s\-_/.,']*"
_YEARS = r"(?:fy\s*)?(\d{4}|\d{2})\s*[/\-\u2013_]\s*(\d{4}|\d{2})"
_BARE_QUARTER = re.compile(
    r"q(?:uarter|tr)?\s*([1-4])[\s\-/_,]*(20\d\d)|(20\d\d)[\s\-/_,]*q(?:uarter|tr)?\s*([1-4])"
)
_MONTH_FIRST = re.compile(r"\s*(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[ t]\d{1,2}:\d{2}.*)?")
_ORDINAL = r"(\d{1,2})(?:st|nd|rd|th)?"
_CLOCK = r"(?:[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"


def _financial(first: str, second: str, months: int, grain: str) -> Period | None:
    """A financial year written as two years that follow each other; `months` after April."""
    if len(second) == 4 and len(first) != 4:
        return None
    year = _year(first)
    if (year + 1) % 100 != int(second) % 100 or (len(second) == 4 and int(second) != year + 1):
        return None
    return _in_year(year + (months + 3) // 12, (months + 3) % 12 + 1, grain)


def _quarter(first: str, second: str, number: str) -> Period | None:
    return _financial(first, second, 3 * (int(number) - 1), "quarter")


def _financial_month(first: str, second: str, number: str) -> Period | None:
    return _financial(first, second, int(number) - 1, "month") if 1 <= int(number) <= 12 else None


def _named_month(first: str, second: str, month: str) -> Period | None:
    """A month by its name and the financial year it lies in: Mar 2024/25 is in 2025."""
    return _financial(first, second, (_month(month) - 4) % 12, "month")


def _days(first: str, last: str) -> Period | None:
    """Two days with a dash or "to" between them, when they make one whole period."""
    start, end = _parse_text(first), _parse_text(last)
    if start is None or end is None or {start.grain, end.grain} != {"day"}:
        return None
    if end.start - start.start == timedelta(days=6):
        return Period(start.start, end.start, "week")
    return _whole(start.start, end.end)


def _iso_week(year: str, number: str) -> Period | None:
    """A week as ISO 8601 numbers it: 2024-W27 begins on Monday 1 July 2024."""
    try:
        monday = date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        return None
    return period(monday, "week")


def _months_between(first: Period | None, last: Period | None) -> Period | None:
    """The quarter or year from one month to another, if they make one."""
    return _whole(first.start, last.end) if first and last else None


def _whole(start: date, end: date) -> Period | None:
    """The month, quarter or year from one day to another, if they make one."""
    return next(
        (p for p in (period(start, g) for g in MONTHS_IN) if (p.start, p.end) == (start, end)), None
    )


def _week(rest: str, days_before: int) -> Period | None:
    """Seven days that begin so many days before the date written."""
    day = _parse_text(rest)
    if day is None or day.grain != "day":
        return None
    start = day.start - timedelta(days=days_before)
    return Period(start, start + timedelta(days=6), "week")


def _span(first: str, first_year: str | None, last: str, last_year: str) -> Period | None:
    """Two months with a dash or "to" between them, when they make a month, quarter or year."""
    end_year, end_month, start_month = _year(last_year), _month(last), _month(first)
    assumed = end_year - 1 if start_month > end_month else end_year
    start = _in_year(_year(first_year) if first_year else assumed, start_month, "month")
    end = _in_year(end_year, end_month, "month")
    return _whole(start.start, end.end) if start and end else None


# The first spelling that fits the whole text decides, even when its reader then says None.
_SPELLINGS: Final[tuple[tuple[re.Pattern[str], Callable[..., Period | None]], ...]] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (
            rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_CLOCK}z?",
            lambda y, m, d: _day(int(y), int(m), int(d)),
        ),
        (
            rf"(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}}|\d{{2}}){_CLOCK}",
            lambda d, m, y: _day(_year(y), int(m), int(d)),
        ),
        (r"(\d{4})(\d{2})(\d{2})", lambda y, m, d: _day(int(y), int(m), int(d))),
        (
            rf"{_ORDINAL}{_SEP}({_MONTH}){_SEP}(\d{{4}}|\d{{2}}){_CLOCK}",
            lambda d, m, y: _day(_year(y), _month(m), int(d)),
        ),
        (
            rf"({_MONTH})\s+{_ORDINAL},?\s+(\d{{4}})",
            lambda m, d, y: _day(int(y), _month(m), int(d)),
        ),
        (rf"{_YEARS}{_SEP}q(?:uarter|tr)?\s*([1-4])", _quarter),
        (
            rf"q(?:uarter|tr)?\s*([1-4]){_SEP}{_YEARS}",
            lambda q, a, b: _quarter(a, b, q),
        ),
        (rf"{_YEARS}{_SEP}(?:m(?:onth)?|p(?:eriod)?)\s*(\d{{1,2}})", _financial_month),
        (
            rf"(?:m(?:onth)?|p(?:eriod)?)\s*(\d{{1,2}}){_SEP}{_YEARS}",
            lambda m, a, b: _financial_month(a, b, m),
        ),
        (rf"{_YEARS}{_SEP}({_MONTH})", _named_month),
        (rf"({_MONTH}){_SEP}{_YEARS}", lambda m, a, b: _named_month(a, b, m)),
        (
            rf"({_MONTH})[\s\-']*(?:(\d{{4}}|\d{{2}}))?\s*(?:-|\u2013|to)\s*({_MONTH})[\s\-']*(\d{{4}}|\d{{2}})",
            _span,
        ),
        (
            rf"(?:[a-z]+-)?({_MONTH}){_SEP}(\d{{4}}|\d{{2}})",
            lambda m, y: _in_year(_year(y), _month(m), "month"),
        ),
        (
            rf"(\d{{4}}){_SEP}({_MONTH})",
            lambda y, m: _in_year(int(y), _month(m), "month"),
        ),
        (
            r"(\d{4})\s*m\s*(\d{1,2})",
            lambda y, m: _in_year(int(y), int(m), "month"),
        ),
        (
            r"(?:w/?c|week (?:commencing|beginning|of))[ :]+(.+)",
            lambda text: _week(text, 0),
        ),
        (r"(?:w/?e|week (?:ending|end))[ :]+(.+)", lambda text: _week(text, 6)),
        (r"(20\d\d)-?w(\d\d)", _iso_week),
        (
            r"(20\d\d)(\d\d) ?(?:-|\u2013|to) ?(20\d\d)(\d\d)",
            lambda a, b, c, d: _months_between(_year_month(a, b), _year_month(c, d)),
        ),
        (r"(\d.*\d{4}) ?(?:-|\u2013|to) ?(\d.*\d{4})", _days),
        (r"(\d{1,2})[-/](\d{4})", lambda m, y: _in_year(int(y), int(m), "month")),
        (
            r"(?:fy\s*)?(\d{4})\s*[/\-\u2013_]\s*(\d{4}|\d{1,2})",
            lambda a, b: _financial(a, b, 0, "financial year") or _year_month(a, b),
        ),
        # Two short years need a slash or "FY": 18-19 is as likely an age band.
        (
            r"(?:fy\s*)?(\d{1,2})/(\d{2})|fy\s*(\d{2})-(\d{2})",
            lambda a, b, c, d: _financial(a or c, b or d, 0, "financial year") or _short(a, b),
        ),
        (
            r"(\d{4})(\d{2})",
            lambda a, b: _year_month(a, b) or _financial(a, b, 0, "financial year"),
        ),
        (
            r"(?:fy|financial year)\s*(\d{4})\s*(\d{2})",
            lambda a, b: _financial(a, b, 0, "financial year"),
        ),
        (
            r"(?:cy|calendar year)?\s*(\d{4})",
            lambda y: _in_year(int(y), 1, "calendar year"),
        ),
        (r"(\d{1,2}\D.*\d\d) ?(?:-|\u2013|to) ?(\d{1,2}\D.*\d\d)", _days),
    )
)


def _year_month(first: str, second: str) -> Period | None:
    """2018_01 and 2018-1: a year, then a month."""
    if len(first) != 4 or len(second) > 2:
        return None
    return _in_year(int(first), int(second), "month")


def _short(month: str | None, year: str | None) -> Period | None:
    """04/24, where the second number is none of a month: April 2024."""
    if not month or not year or int(year) <= 12:
        return None
    return _in_year(_year(year), int(month), "month")


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
    return _spelt(inside) or _spelt(" ".join(re.sub(r"\[[^\]]*\]|\([^)]*\)", " ", words).split()))


def _spelt(words: str) -> Period | None:
    words = re.sub(
        r"^(mon|tues?|wed(nes)?|thur?s?|fri|sat(ur)?|sun)(day)?,? (?=\d)", "", words.strip(" *")
    )
    words = re.sub(r"^(financial year|year ending)[ :]+(?=\d{4}\s*[/\-])", "", words)
    words = re.sub(r"^month(?: of|:) (?=[a-z])", "", words)
    words = re.sub(
        r"(?<=\d)(?:[pr]|,? (?:prov|provisional|final|refresh|refreshed|revised))$", "", words
    )
    for pattern, reader in _SPELLINGS:
        found = pattern.fullmatch(words)
        if found:
            return reader(*found.groups())
    return None
