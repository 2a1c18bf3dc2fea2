"""Dates of birth, told from dates of events and from periods by how they are spread."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

MOST: Final = 4000
FEWEST: Final = 8
DECADES: Final = 15 * 365.25
SOME_YEARS: Final = 6 * 365.25
A_YEAR: Final = 365

EARLIEST: Final = 18000101
LATEST: Final = 21001231
"""Days as whole numbers, year first."""
EARLIEST_SERIAL: Final = 5000
LATEST_SERIAL: Final = 47000
"""Days of a spreadsheet that was saved without a date format: 1913 to 2028."""

_DIGIT: Final = re.compile(r"\d")
_WHOLE_DAYS: Final = re.compile(r"[1-9][0-9]{3,4}(?:\.0)?")
_WEEKDAY: Final = r"\s*(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,? +)?"
_DAY_FIRST: Final = re.compile(
    _WEEKDAY + r"(\d{1,2})(?:st|nd|rd|th)?[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ](\d{4}|\d{2})\b.*",
    re.IGNORECASE,
)
_MONTH_FIRST: Final = re.compile(_WEEKDAY + r"([a-z]{3,9}) (\d{1,2}),? (\d{4})\b.*", re.IGNORECASE)
_YEAR_FIRST: Final = re.compile(r"\s*((?:18|19|20)\d\d)([-/.]?)(\d\d)\2(\d\d)(?:\D.*|$)", re.DOTALL)
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_A_DAY: Final = r"\d{1,2}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ]\d{2,4}"
_IN_TEXT: Final = re.compile(
    rf"\b(?:d\.?\s?o\.?\s?b\b|date of birth|born(?: on)?\b)\.?\W{{0,4}}(?:is |was )?{_A_DAY}"
    rf"|{_A_DAY}\W{{1,3}}\(?(?:d\.?\s?o\.?\s?b\b|date of birth)",
    re.IGNORECASE,
)
_IN_SHORT: Final = re.compile(r"\bb\. ?(\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})\b")
_LATEST_IN_SHORT: Final = date(2015, 1, 1).toordinal()
"""After "b." may also stand the second of several days: "a. 1.4.23 b. 3.4.23"."""


def day_of(value: object) -> int | None:
    """The day a cell holds, counted from year 1; None for anything that is no full date."""
    if isinstance(value, float):
        if not (EARLIEST <= value <= LATEST and value % 1 == 0):
            return None
        value = str(int(value))
    if isinstance(value, datetime | date):
        return value.toordinal()
    if not isinstance(value, str) or not 6 <= len(value) <= 40:
        return None
    return _written_day(value) if _DIGIT.search(value) else None


def _written_day(text: str) -> int | None:
    found = _DAY_FIRST.fullmatch(text)
    if found:
        return _ordinal(found[3], found[2], found[1])
    found = _MONTH_FIRST.fullmatch(text)
    if found:
        return _ordinal(found[3], found[1], found[2])
    found = _YEAR_FIRST.fullmatch(text)
    return _ordinal(found[1], found[3], found[4]) if found else None


def days_of(values: Sequence[object]) -> NDArray[np.int64]:
    """The days of the values that are full dates; of very many, an even choice."""
    step = max(1, len(values) // MOST)
    some = (value for value in values[::step] if type(value) is not float or value >= EARLIEST)
    days = map(day_of, some)
    return np.array([day for day in days if day is not None], dtype=np.int64)


def are_births(days: NDArray[np.int64], spread: float) -> bool:
    """Whether distinct days look like birthdays: spread over `spread` days at least, no calendar.

    Month ends and weeks keep to one day of the month or week, daily figures to one step.
    """
    if len(days) < FEWEST:
        return False
    first, last = np.quantile(days, (0.1, 0.9))
    if last - first < spread:
        return False
    in_month = np.array([date.fromordinal(int(day)).day for day in days[:400]])
    calendar = max(np.bincount(in_month).max(), np.bincount(days[:400] % 7).max())
    ends = np.count_nonzero((in_month >= 28) | (in_month == 1))
    gaps = np.bincount(np.diff(np.unique(days)))
    regular = gaps.max() > 0.5 * gaps.sum()
    return bool(calendar <= 0.5 * len(in_month) and ends <= 0.6 * len(in_month) and not regular)


def are_serials(values: Sequence[object]) -> bool:
    """Whether distinct values could all be days as a spreadsheet counts them, unformatted."""
    return bool(values) and all(_serial(value) is not None for value in values)


def are_of_people(values: Sequence[object], *, surely: bool) -> bool:
    """Whether such days are people's and no counts, which are seldom so far apart.

    A few under a heading that can mean nothing else are `surely` days.
    """
    serials = [serial for serial in map(_serial, values) if serial is not None]
    if len(serials) < FEWEST // 2:
        return surely or len(serials) == 1 or max(serials) - min(serials) >= A_YEAR
    first, last = np.quantile(np.array(serials), (0.1, 0.9))
    return bool(last - first >= SOME_YEARS)


def is_told(text: str) -> bool:
    """Whether a text says when somebody was born: "DOB 12/3/71", "b. 12.3.71"."""
    if _IN_TEXT.search(text):
        return True
    days = map(day_of, _IN_SHORT.findall(text))
    return any(day is not None and day < _LATEST_IN_SHORT for day in days)


def _serial(value: object) -> float | None:
    if isinstance(value, str) and _WHOLE_DAYS.fullmatch(value):
        value = float(value)
    if isinstance(value, float) and value % 1 == 0 and EARLIEST_SERIAL <= value <= LATEST_SERIAL:
        return value
    return None


def _ordinal(year: str, month: str, day: str) -> int | None:
    number = int(month) if month.isdigit() else _month(month)
    whole = int(year) if len(year) == 4 else _century(int(year))
    try:
        return date(whole, number, int(day)).toordinal()
    except ValueError:
        return None


def _month(name: str) -> int:
    short = name[:3].casefold()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _century(year: int) -> int:
    return 2000 + year if year <= 30 else 1900 + year
