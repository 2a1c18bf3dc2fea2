"""A month or quarter written without its year, and the year that goes with it."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from mhvalue.ingest.dates_in_text import told_period
from mhvalue.ingest.headings import plain
from mhvalue.ingest.wording import scenario_of
from mhvalue.periods import MONTHS_IN, Period, period, step
from mhvalue.written_periods import month_number, parse
from mhvalue.written_windows import parse_window

YEARS: Final = ("calendar year", "financial year")
# P1 to P4 are priorities as likely as periods: a P needs two digits.
_PART: Final = re.compile(
    r"q(?:uarter|tr)?\s*[1-4]|h(?:alf(?:\s*year)?)?\s*[12]"
    r"|(?:1st|first|2nd|second) half|(?:m|mth|month|period)\s*\d{1,2}|p\s?(?:0\d|1[0-2])",
    re.IGNORECASE,
)
_P_NUMBER: Final = re.compile(r"(?:p|pd|per)\.?\s?0?(?P<number>\d{1,2})", re.IGNORECASE)
_P_HEADING: Final = re.compile(
    r"(?P<before>(?:.*: )?)p\s?(?P<number>[1-9])(?P<after>[:\s].*)?", re.I
)
_LAST_PRIORITY: Final = 5
_DAY: Final = re.compile(
    r"(?:(?:w/?[ce]|week (?:ending|commencing|beginning))[ :]*)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    r"\d{1,2}(?:st|nd|rd|th)?[\s\-/]*(?P<month>[a-z]{3,9})",
    re.IGNORECASE,
)
_WEEK_OF: Final = re.compile(
    r"((?:w/?[ce]|week (?:ending|commencing|beginning))[ :]*\d{1,2})[/.\-](\d{1,2})", re.IGNORECASE
)
_MONTH: Final = (
    r"(?P<month>(?:m|mth|month|period)\s?(?:0?[1-9]|1[0-2])|p(?:0[1-9]|1[0-2])|q[1-4]|h[12]"
    r"|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:[\s\-'/]*(?:20\d\d|\d\d))?)"
)
_MONTH_FIRST: Final = re.compile(rf"{_MONTH}[\s:(\-\u2013]+(?P<rest>[^\d:]+)", re.IGNORECASE)
_MONTH_LAST: Final = re.compile(rf"(?P<rest>[^\d:]+?)[\s(\-\u2013]+{_MONTH}\)?", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d{1,2}")
_NUMBERED: Final = r"(?:m|mth|month|p|period)\s?(?P<number>\d{1,2})"
_NAME: Final = r"(?P<name>[a-z]{3,9})"
_TWICE: Final = tuple(
    re.compile(rf"{first}[\s(\-\u2013:]+{last}\)?", re.IGNORECASE)
    for first, last in ((_NUMBERED, _NAME), (_NAME, _NUMBERED))
)
"""A month by its number in the financial year and by its name: M1 (Apr), Jul - P04."""
_MONTHS: Final = re.compile(r"([a-z]{3,9})\s*(?:-|\u2013|to)\s*([a-z]{3,9})", re.IGNORECASE)
_QUARTERS: Final = ("q1", "q2", "q3", "q4", "h1", "h2")


@lru_cache(maxsize=20_000)
def is_part(text: str) -> bool:
    """Whether a text is a month, quarter, week or day without its year: Apr, Q1, M07, w/e 5 Apr."""
    bare = month_number(text) is not None or bool(_PART.fullmatch(text.strip()))
    bare = bare or _months_of(text) is not None
    return bare or _month_of_day(text) is not None or _month_told_twice(text) is not None


def _month_told_twice(text: str) -> int | None:
    """The month that a text names by its name and by its number from April on; both must agree."""
    found = next(filter(None, (pattern.fullmatch(text.strip()) for pattern in _TWICE)), None)
    month = month_number(found["name"]) if found else None
    agree = found and month and (month - 4) % 12 + 1 == int(found["number"])
    return month if agree else None


def _month_of_day(text: str) -> int | None:
    """The month of a day or week that is written without its year: 5 Apr."""
    found = _DAY.fullmatch(text.strip())
    week = _WEEK_OF.fullmatch(text.strip())
    if week is not None:
        return int(week[2]) if 1 <= int(week[2]) <= 12 else None
    return month_number(found["month"]) if found else None


def are_numbered_months(texts: Sequence[str]) -> bool:
    """Whether texts are P1, P2 and so on up to P12 at most, past what priorities are numbered."""
    numbers = _p_numbers(texts)
    return len(numbers) == len(texts) and _go_past_priorities(numbers)


def _go_past_priorities(numbers: Collection[int]) -> bool:
    return bool(numbers) and {1, _LAST_PRIORITY + 1} <= set(numbers) <= set(range(1, 13))


def _p_numbers(texts: Iterable[str]) -> list[int]:
    found = (_P_NUMBER.fullmatch(text.strip()) for text in texts)
    return [int(told["number"]) for told in found if told]


def _two_digits(headings: Sequence[str]) -> list[str]:
    """Headings with P1 as P01 where it is a month: past all priorities, or plan beside actual."""
    found = [_P_HEADING.fullmatch(heading) for heading in headings]
    if not any(found):
        return list(headings)
    words = [part for heading in headings for part in re.split(r"[:\s]+", heading)]
    numbers = set(_p_numbers(words))
    rests = {told["after"] or told["before"] for told in found if told}
    both = len(rests) > 1 and all(scenario_of(rest.strip(" :")) for rest in rests)
    if not _go_past_priorities(numbers) and not both:
        return list(headings)
    return [
        f"{told['before']}P0{told['number']}{told['after'] or ''}" if told else heading
        for told, heading in zip(found, headings, strict=True)
    ]


def parted(headings: Sequence[str]) -> list[str]:
    """Headings that hold a month and what it is of in one cell, parted: "Apr-24: Plan".

    Only where all that do make up a grid, of more than one heading: each of the months with each
    of the same words. P1 is written P01 where it is a month.
    """
    headings = _two_digits(headings)
    split = [_split(heading) for heading in headings]
    pairs = {pair for pair in split if pair}
    months, rests = {month for month, _ in pairs}, {rest for _, rest in pairs}
    grid = 1 < len(pairs) == len(months) * len(rests)
    # Q1 may be a question as well as a quarter: its plan or actual is that of a quarter.
    asked = any(month.casefold() in _QUARTERS for month in months)
    if asked and not any(map(scenario_of, rests)):
        return list(headings)
    if not grid or sum(map(bool, split)) != len(pairs):
        return list(headings)
    return [
        ": ".join(pair) if pair else heading for heading, pair in zip(headings, split, strict=True)
    ]


def _split(heading: str) -> tuple[str, str] | None:
    """The month and the rest of a heading such as "Apr-24 Plan" or "Admissions Apr 2024"."""
    found = _MONTH_FIRST.fullmatch(heading) or _MONTH_LAST.fullmatch(heading)
    if found is None or parse_window(heading):
        return None
    rest = found["rest"].strip(" -\u2013:()")
    rest += ")" * (rest.count("(") - rest.count(")"))
    return (found["month"], rest) if rest and not is_part(rest) else None


def joined(year: object, part: object) -> Period | None:
    """The period of a year in one cell (2023, 2023/24) and a month or quarter in another.

    Twelve months from one to another (Nov 2023 to Oct 2024) are as good as a year.
    """
    whole, month = parse(plain(year)) or parse_window(year), month_number(part)
    if whole is None:
        return None
    written = plain(part)
    month = month or _month_told_twice(written)
    if month is None and _NUMBER.fullmatch(written) and 1 <= int(written) <= 12:
        month = int(written) if whole.grain == "calendar year" else None
    if month is not None:
        return _month_in(whole, month)
    months = _months_of(written)
    if months is not None:
        return _stretch_in(whole, *months)
    if whole == period(whole.start, "month"):
        return parse(f"{written} {whole.label}") if _NUMBER.fullmatch(written) else None
    of_day = _month_of_day(written)
    if of_day is None:
        return told_period(f"{written} {plain(year)}")
    around = _month_in(whole, of_day)
    day = _WEEK_OF.sub(r"\1/\2/", written)
    return told_period(f"{day} {around.start.year}".replace("/ ", "/")) if around else None


def _months_of(text: str) -> tuple[int, int] | None:
    """The months from one to another that a text without a year names: "January - March"."""
    found = _MONTHS.fullmatch(text.strip())
    first, last = (month_number(found[i]) for i in (1, 2)) if found else (None, None)
    return None if first is None or last is None or first == last else (first, last)


def _stretch_in(whole: Period, first: int, last: int) -> Period | None:
    """The quarter, or the window of months, from one month to another within a year."""
    begun, done = _month_in(whole, first), _month_in(whole, last)
    if begun is None or done is None or begun.start > done.start:
        return None
    quarter = period(begun.start, "quarter")
    if (quarter.start, quarter.end) == (begun.start, done.end):
        return quarter
    return Period(begun.start, done.end, "month")


def _month_in(whole: Period, month: int) -> Period | None:
    """The month of that number within a year or a window."""
    if whole.grain not in MONTHS_IN:
        return None
    found = step(period(whole.start, "month"), (month - whole.start.month) % 12)
    return found if found.end <= whole.end else None


def of_parts(parts: Sequence[str]) -> Period | None:
    """The period of texts of which one is a year and another a part of it: 2024/25, Q1."""
    years = [text for text in parts if (told := parse(text)) and told.grain in YEARS]
    within = [text for text in parts if is_part(text)]
    return joined(years[0], within[0]) if years and within else None


def in_order(year: str, parts: Sequence[str]) -> bool:
    """Whether parts of one year, in the order in which they are written, run forward through it.

    April after March belongs to another year than the months before it. A quarter may stand
    among the months that it is made of.
    """
    found = [joined(year, part) for part in parts]
    told = [known for known in found if known is not None]
    for grain in ("day", "week", "month", "quarter"):
        same = [known for known in told if known.grain == grain]
        for whole in (True, False):
            starts = [p.start for p in same if (p == period(p.start, p.grain)) is whole]
            if any(earlier >= later for earlier, later in pairwise(starts)):
                return False
    return len(told) == len(found)
