"""How people write several months as one: up to a month, from one to another, or whole years.

A window goes by its last month, as figures published every month over a window do.
"""

import re
from functools import lru_cache
from typing import Final

from mhvalue.periods import MONTHS_IN, Period, period, step
from mhvalue.written_periods import may_name, parse

LONGEST: Final = 12
COUNTS: Final = {"three": 3, "six": 6, "twelve": 12, "quarter": 3, "year": 12}
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_LAST: Final = (
    r"(?:(?:(?:rolling |last |previous |past )?(?:(\d\d?|three|six|twelve)[ -]?m(?:onths?|ths?)?"
    r"|(year|quarter))(?: rolling)?) (?:up )?(?:to|ending|ended):? (?:the )?(?:end of )?"
    r"|(y[/.]?e\.?|r12m?):? )"
)
_WINDOW: Final = re.compile(rf"{_LAST}(.+)")
_YEAR: Final = r"(?:20\d\d|\d\d(?!\d))"
_BETWEEN: Final = re.compile(
    rf"({_MONTH})(?:[\s\-]*({_YEAR}))?\s*(?:-|\u2013|to)\s*({_MONTH})[\s\-]*({_YEAR})"
)
_CODES: Final = re.compile(
    r"(20\d\d)(0[1-9]|1[0-2])\s*(?:-|\u2013|to)\s*(20\d\d)(0[1-9]|1[0-2])(?!\d)"
)
"""Months as codes: 202304 to 202312."""
_TWO_YEARS: Final = r"(?:fy ?)?((?:20)?\d\d ?[/\-\u2013] ?(?:20)?\d\d)(?!\d)"
_WHICH: Final = (
    r"(?:(?:h|half(?:[ -]year)?) ?([12])|(1st|first|2nd|second) half(?:[ -]year)?)(?: of)?"
)
_HALF: Final = re.compile(rf"{_WHICH}[ ,:(\-]*{_TWO_YEARS}\)?|{_TWO_YEARS}[ ,:(\-]*{_WHICH}\)?")
_FIRST: Final = ("1", "1st", "first")
_HALVED: Final = re.compile(rf"(?<![a-z\d])(?:{_WHICH})(?![a-z\d])", re.IGNORECASE)
_IN_TEXT: Final = re.compile(
    rf"(?<![a-z]){_BETWEEN.pattern}|(?<!\d){_CODES.pattern}"
    rf"|(?<![a-z\d])(?:{_HALF.pattern})(?![a-z\d])"
    rf"|\b{_LAST}((?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH}[ \-']{{0,2}}{_YEAR})",
    re.IGNORECASE,
)
_DAY: Final = rf"\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}"
_DAYS: Final = re.compile(rf"({_DAY}( 20\d\d)?) ?(to|-|\u2013) ?({_DAY} 20\d\d)")
_YEARS: Final = re.compile(
    r"((?:19|20)\d\d(?:[/\-\u2013]\d\d(?!\d))?) ?(?:-|\u2013|to) ?"
    r"((?:19|20)?\d\d(?:[/\-\u2013]\d\d(?!\d))?)"
)
_YEARS_IN_TEXT: Final = re.compile(rf"(?<![\d/\-\u2013]){_YEARS.pattern}(?![\d/\-\u2013]|, ?\d)")
_PAIR: Final = re.compile(r"((?:19|20)\d\d) to ((?:19|20)\d\d)")
MOST_YEARS: Final = 10
_WHOLE: Final = ("calendar year", "financial year")
_EDGES: Final = " _,;:.-\u2013("


def parse_window(value: object) -> Period | None:
    """Several months up to one of them: "12 months to March 2024", "Nov 2023 to Oct 2024"."""
    if not isinstance(value, str) or len(value) > 80 or not may_name(value):
        return None
    return _read(" ".join(value.casefold().split()))


@lru_cache(maxsize=20_000)
def window_in(text: str) -> Period | None:
    """The one window that a text speaks of; None where it speaks of none or several."""
    if not may_name(text):
        return None
    apart = _apart(text)
    told = {_read(found.group()) for found in _IN_TEXT.finditer(apart)} - {None}
    return told.pop() if len(told) == 1 else None


def without_window(text: str) -> str:
    """A text without the window it speaks of: "Falls" of "Falls, 12 months to October 2024"."""
    if window_in(text) is None:
        several = years_in(text)
        return several[0] if several and several[0] else text
    text = " ".join(text.replace("_", " ").split())
    told = [found for found in _IN_TEXT.finditer(text) if _read(found.group().casefold())]
    for found in reversed(told):
        before, after = (
            text[: found.start()].rstrip(_EDGES),
            text[found.end() :].lstrip(f"{_EDGES})"),
        )
        text = f"{before} {after}".strip(_EDGES)
    return text


def speaks_of_half(text: str) -> bool:
    """Whether a text names the half of some year: then no year that it names is meant whole."""
    return bool(_HALVED.search(text.replace("_", " ")))


def written(told: Period) -> str:
    """A period as it is read again, whether it is a window of months or not."""
    whole = told.grain not in MONTHS_IN or told == period(told.start, told.grain)
    return told.label if whole else spelt(told)


def years_in(text: str) -> tuple[str, Period] | None:
    """The several years that a text speaks of, with what it says besides: "Deaths 2021 to 2023"."""
    found = _YEARS_IN_TEXT.search(text) if may_name(text) else None
    told = _of_pair(found.group()) or _several(*found.groups()) if found else None
    if found is None or told is None:
        return None
    before, after = text[: found.start()].rstrip(_EDGES), text[found.end() :].lstrip(f"{_EDGES})")
    return f"{before} {after}".strip(_EDGES), told


def spelt(window: Period) -> str:
    """A window as `parse_window` reads it: Nov 2023 to Oct 2024, 2021 to 2023."""
    return f"{window.label} to {period(window.end, window.grain).label}"


@lru_cache(maxsize=20_000)
def _read(words: str) -> Period | None:
    between = _BETWEEN.fullmatch(words)
    if between:
        return _from_to(*between.groups())
    codes = _CODES.fullmatch(words)
    if codes:
        return _between(parse(f"{codes[1]}-{codes[2]}"), parse(f"{codes[3]}-{codes[4]}"))
    years = _YEARS.fullmatch(words)
    if years:
        return _of_pair(words) or _several(*years.groups())
    half = _HALF.fullmatch(words)
    if half:
        year = parse(half[3] or half[4])
        return _half(year, next(filter(None, half.group(1, 2, 5, 6)))) if year else None
    found = _WINDOW.fullmatch(words)
    last = found and parse(found[4])
    if not found or not last or last.grain not in ("day", "month"):
        return None
    if last.end != period(last.end, "month").end:
        return None
    count = LONGEST if found[3] else COUNTS.get(found[1] or found[2]) or int(found[1])
    return _of_months(step(period(last.end, "month"), 1 - count), last) if count > 1 else None


def _from_to(first: str, first_year: str | None, last: str, last_year: str) -> Period | None:
    """The same of months by their names, the first with its year or without."""
    end = parse(f"{last} {last_year}")
    start = parse(f"{first} {first_year or last_year}")
    if start is None or end is None:
        return None
    if not first_year and start > end:
        start = step(start, -12)
    return _between(start, end)


def _between(start: Period | None, end: Period | None) -> Period | None:
    """The months from one to another, where they are no quarter or year."""
    if start is None or end is None:
        return None
    whole = any((p.start, p.end) == (start.start, end.end) for p in _around(start))
    return None if whole else _of_months(start, end)


def is_pair(text: str) -> bool:
    """Whether a text names two years that follow each other, most likely a financial one."""
    found = _YEARS_IN_TEXT.search(" ".join(text.split()))
    return found is not None and _of_pair(found.group()) is not None


def _of_pair(words: str) -> Period | None:
    """The financial year of "2021 to 2022", as government departments write it."""
    found = _PAIR.fullmatch(words)
    year = parse(f"{found[1]}/{found[2][2:]}") if found else None
    return year if found and int(found[2]) == int(found[1]) + 1 else None


def _several(first: str, last: str) -> Period | None:
    """The years from one to another, three calendar or two financial ones at the least.

    2021-22 is one financial year.
    """
    begun = parse(first)
    done = parse(first[:2] + last if len(last) in (2, 5) else last)
    if begun is None or done is None or begun.grain != done.grain or begun.grain not in _WHOLE:
        return None
    apart = done.start.year - begun.start.year
    fewest = 2 if begun.grain == "calendar year" else 1
    return Period(begun.start, done.end, begun.grain) if fewest <= apart < MOST_YEARS else None


def _half(year: Period, which: str) -> Period | None:
    """The first or the last six months of a financial year."""
    if year.grain != "financial year":
        return None
    month = period(year.start, "month")
    first = month if which in _FIRST else step(month, 6)
    return _of_months(first, step(first, 5))


def _apart(text: str) -> str:
    words = " ".join(text.replace("_", " ").casefold().split())
    return _DAYS.sub(_months_of, words)


def _months_of(found: re.Match[str]) -> str:
    """Whole months written by their days, "1 May 2023 to 30 April 2024", as months."""
    first, last = parse(found[1] if found[2] else f"{found[1]} {found[4][-4:]}"), parse(found[4])
    if first is None or last is None or last.end != period(last.end, "month").end:
        return found.group()
    begun = period(first.start, "month")
    if first.end == begun.end and begun.end < last.end:
        begun = step(begun)
    elif first.start != begun.start:
        return found.group()
    return f"{begun.label} to {period(last.end, 'month').label}".casefold()


def _around(start: Period) -> list[Period]:
    return [period(start.start, grain) for grain in MONTHS_IN]


def _of_months(first: Period, last: Period) -> Period | None:
    months = 12 * (last.end.year - first.start.year) + last.end.month - first.start.month + 1
    return Period(first.start, last.end, "month") if 1 < months <= LONGEST else None
