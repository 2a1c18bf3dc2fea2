"""A stretch of days with a grain; how people write one is `written_periods`.

NHS years run from 1 April to 31 March; a quarter is a financial quarter (Q1 is April to June).
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

GRAINS: Final = ("day", "week", "month", "quarter", "calendar year", "financial year")
SPAN: Final = "span"
"""The grain of several periods put together that make up no longer one."""
MONTHS_IN: Final = {"month": 1, "quarter": 3, "calendar year": 12, "financial year": 12}

_SHORT_MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Period:
    """The days from `start` to `end`, both included, published once a `grain`."""

    start: date
    end: date
    grain: str

    @property
    def label(self) -> str:
        """The period as the app writes it: Apr 2023, Q1 2023/24, 2023/24, 2023, 12 May 2024."""
        day = self.start
        if self.grain == "month":
            return f"{_SHORT_MONTHS[day.month - 1]} {day.year}"
        if self.grain == "calendar year":
            return str(day.year)
        if self.grain in ("quarter", "financial year"):
            year = day.year if day.month > 3 else day.year - 1
            years = f"{year}/{(year + 1) % 100:02d}"
            quarter = (day.month - 4) % 12 // 3 + 1
            return years if self.grain == "financial year" else f"Q{quarter} {years}"
        if self.grain == SPAN:
            first, last = (period(d, "month").label for d in (self.start, self.end))
            return f"{first} to {last}"
        text = f"{day.day} {_SHORT_MONTHS[day.month - 1]} {day.year}"
        return text if self.grain == "day" else f"week of {text}"


def period(start: date, grain: str) -> Period:
    """The period of that grain which contains the day; weeks begin on Monday.

    Raises KeyError for a grain that is not one of GRAINS.
    """
    if grain == "day":
        return Period(start, start, grain)
    if grain == "week":
        monday = start - timedelta(days=start.weekday())
        return Period(monday, monday + timedelta(days=6), grain)
    months = MONTHS_IN[grain]
    offset = 3 if grain in ("quarter", "financial year") else 0
    count = (start.year * 12 + start.month - 1 - offset) // months * months + offset
    return _months(count, months, grain)


def span(first: Period, last: Period) -> Period:
    """The stretch from the first to the last period: a whole quarter or year where it is one."""
    if first == last:
        return first
    for grain in ("quarter", "calendar year", "financial year"):
        whole = period(first.start, grain)
        if (whole.start, whole.end) == (first.start, last.end):
            return whole
    return Period(first.start, last.end, SPAN)


def first_day(begun: Period, done: Period) -> Period:
    """The first day of a stretch; from the end of one month to that of a later one, the day after.

    "31 March 2023 to 31 March 2024" are twelve months.
    """
    both = (begun, done)
    ends = all(one.grain == "day" and one.end == period(one.end, "month").end for one in both)
    later = ends and (begun.end.year, begun.end.month) < (done.end.year, done.end.month)
    return step(period(begun.end, "day"), 1) if later else period(begun.start, "day")


def step(of: Period, count: int = 1) -> Period:
    """The period of the same grain so many steps later (or earlier, for a negative count)."""
    if of.grain in ("day", "week"):
        shift = timedelta(days=count * (7 if of.grain == "week" else 1))
        return Period(of.start + shift, of.end + shift, of.grain)
    months = MONTHS_IN[of.grain]
    return _months(of.start.year * 12 + of.start.month - 1 + count * months, months, of.grain)


def _months(first: int, months: int, grain: str) -> Period:
    """A period of whole months, given as months counted from the year 0."""
    year, month = divmod(first, 12)
    last_year, last_month = divmod(first + months - 1, 12)
    end = date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1])
    return Period(date(year, month + 1, 1), end, grain)
