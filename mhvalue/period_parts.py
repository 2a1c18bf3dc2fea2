"""Periods made of the parts that a spelling of them has: a day, a month's name, two years."""

from datetime import date
from typing import Final

from mhvalue.periods import MONTHS_IN, Period, period

FIRST_YEAR: Final = 1948
LAST_YEAR: Final = 2100
CENTURY_TURN: Final = 70
_MONTH_NAMES: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)


def day_of(year: int, month: int, day: int) -> Period | None:
    """The day of a year, month and day; None where there is none such, or not in our time."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return period(date(year, month, day), "day")
    except ValueError:
        return None


def in_year(year: int, month: int, grain: str) -> Period | None:
    """The period of a grain that a month begins; None where there is none such."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    return period(date(year, month, 1), grain)


def year_of(text: str) -> int:
    """A year of four figures, or of two as people write them."""
    number = int(text)
    if len(text) == 4:
        return number
    return number + (2000 if number < CENTURY_TURN else 1900)


def month_of(word: str) -> int:
    """The number of a month by the first three letters of its name."""
    return next(i for i, name in enumerate(_MONTH_NAMES, 1) if name.startswith(word[:3]))


def financial(first: str, second: str, months: int, grain: str) -> Period | None:
    """A financial year written as two years that follow each other; `months` after April."""
    if len(second) == 4 and len(first) != 4:
        return None
    year = year_of(first)
    if (year + 1) % 100 != int(second) % 100 or (len(second) == 4 and int(second) != year + 1):
        return None
    return in_year(year + (months + 3) // 12, (months + 3) % 12 + 1, grain)


def quarter_of(first: str, second: str, number: str) -> Period | None:
    """A quarter of the financial year written as two."""
    return financial(first, second, 3 * (int(number) - 1), "quarter")


def financial_month(first: str, second: str, number: str) -> Period | None:
    """A month by its number from April on in the financial year written as two."""
    return financial(first, second, int(number) - 1, "month") if 1 <= int(number) <= 12 else None


def named_month(first: str, second: str, month: str) -> Period | None:
    """A month by its name and the financial year it lies in: Mar 2024/25 is in 2025."""
    return financial(first, second, (month_of(month) - 4) % 12, "month")


def iso_week(year: str, number: str) -> Period | None:
    """A week as ISO 8601 numbers it: 2024-W27 begins on Monday 1 July 2024."""
    try:
        monday = date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        return None
    return period(monday, "week")


def months_between(first: Period | None, last: Period | None) -> Period | None:
    """The quarter or year from one month to another, if they make one."""
    return whole_of(first.start, last.end) if first and last else None


def whole_of(start: date, end: date) -> Period | None:
    """The month, quarter or year from one day to another, if they make one."""
    return next(
        (p for p in (period(start, g) for g in MONTHS_IN) if (p.start, p.end) == (start, end)), None
    )


def told_twice(number: int, month: int, year: int) -> Period | None:
    """A month by its number, from April or from January on, and its name: both must agree."""
    agree = number in (month, (month - 4) % 12 + 1)
    return in_year(year, month, "month") if agree else None


def year_month(first: str, second: str) -> Period | None:
    """2018_01 and 2018-1: a year, then a month."""
    if len(first) != 4 or len(second) > 2:
        return None
    return in_year(int(first), int(second), "month")


def short_month(month: str | None, year: str | None) -> Period | None:
    """04/24, where the second number is none of a month: April 2024."""
    if not month or not year or int(year) <= 12:
        return None
    return in_year(year_of(year), int(month), "month")
