"""Days and months as whole numbers, so that any engine can count with them.

A day is the number of days since 1 March 1900, a month is year x 12 + month - 1. Years that begin
in March have their odd day at the end, so the months' lengths repeat every 153 days and every
fourth year is a leap year up to 28 February 2100 (Richards 2013, Explanatory Supplement to the
Astronomical Almanac, chapter 15).
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import narwhals as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.day_orders import day_order
from mhvalue.ingest.sheets.cells import CellError
from mhvalue.period_parts import FIRST_YEAR, LAST_YEAR
from mhvalue.periods import Period, period
from mhvalue.written_periods import (
    parse,
    parse_month_first,
    parse_serial,
)

Rows = nw.LazyFrame[Any]
"""Rows in any engine, not worked out until they are asked for."""

EPOCH: Final = date(1900, 3, 1)
EARLIEST: Final = (date(FIRST_YEAR, 1, 1) - EPOCH).days
LATEST: Final = (date(LAST_YEAR - 1, 12, 31) - EPOCH).days
UNREADABLE: Final = -1
"""Stands where something is written that is no day; a blank stays blank."""

CLOCK: Final = r"[ T]+\d{1,2}:\d{2}.*$"
_CLOCK: Final = re.compile(CLOCK)
GREENWICH: Final = r"[ T]+23:\d{2}[:.\d]*(?:Z|\+00:?00)$"
"""The last hour of a day in Greenwich, which in summer is the first of the next one here."""
LAST_HOUR: Final = " 23Z"
_GREENWICH: Final = re.compile(GREENWICH)
_LONDON: Final = ZoneInfo("Europe/London")
_PART_OF_DAY: Final = re.compile(r"(?<=^\d{5})\.\d+$")
"""The time of day of an Excel day number that was written as text."""
_YEAR_FIRST: Final = re.compile(r"(19\d\d|20\d\d|9999)([01]\d)([0-3]\d)(?:\.0+)?")
"""20240305, as a text or as a figure."""
_STILL: Final = (
    r"(?:(?:still|currently|remains?|now) )?(?:an? |the )?"
    r"(?:in-?[ ]?patient|current|present|on-?[ ]?going|open|active|admitted|waiting|in hospital"
    r"|(?:in|on) (?:the )?(?:ward|caseload|list|leave))(?: (?:in-?[ ]?patient|stay|spell|episode))?"
    r"|still (?:in|here|there)|to date|today|tbc|tba|to be confirmed"
    r"|(?:not|never)(?: yet)?(?: been)? (?:discharged|closed|ended|seen|ready|applicable|attended"
    r"|stated|recorded|removed|yet)|no (?:end|discharge|closure)(?: date)?"
    r"|awaiting(?: (?:discharge|appointment|first contact|assessment))?"
)
"""What a system writes in place of a day that has not come."""
_BLANK: Final = re.compile(
    rf"|-+|null|none|nan|nat|n/?a|not known|unknown|blank|{_STILL}", re.IGNORECASE
)
NEVER: Final = (1900, LAST_YEAR)
"""Software that insists on a date writes a blank as 01/01/1900 or 31/12/9999."""


def day_number(value: object, *, month_first: bool = False) -> int | None:
    """A cell as a day: None where it is blank or stands for never, UNREADABLE where it is no day.

    Text is read with the day before the month unless `month_first` says otherwise; an Excel day
    number is taken for its day, and a moment that names Greenwich for the day here.
    """
    if pd.isna(value):  # type: ignore[call-overload]
        return None
    if isinstance(value, CellError | bool):
        return UNREADABLE
    if isinstance(value, datetime):
        return of_date(value.date())
    if isinstance(value, date):
        return of_date(value)
    if isinstance(value, str):
        value = _GREENWICH.sub(LAST_HOUR, value.strip())
        if value.endswith(LAST_HOUR):
            return _day_after(day_number(value.removesuffix(LAST_HOUR), month_first=month_first))
        value = _CLOCK.sub("", value)
        if _BLANK.fullmatch(value):
            return None
        if re.search(r"(?<!\d)(?:9999|1900|1899)(?!\d)", value):
            return None
        value = _PART_OF_DAY.sub("", value)
    written = _YEAR_FIRST.fullmatch(f"{value:.0f}" if isinstance(value, float) else str(value))
    if written:
        return _of_parts(*map(int, written.groups()))
    american = month_first and day_order(value)
    found = parse_month_first(value) if american else parse(value)
    if found is None or found.grain != "day":
        found = parse_serial(value)
    return UNREADABLE if found is None else of_date(found.start)


def _day_after(day: int | None) -> int | None:
    """The day here on which the last hour of a day in Greenwich lies."""
    if day is None or day == UNREADABLE:
        return day
    there = datetime.combine(as_date(day), time(23), UTC)
    return of_date(there.astimezone(_LONDON).date())


def _of_parts(year: int, month: int, day: int) -> int | None:
    try:
        return of_date(date(year, month, day))
    except ValueError:
        return UNREADABLE


def of_date(day: date) -> int | None:
    """The number of a date; None for the years that stand for never."""
    if not NEVER[0] < day.year < NEVER[1]:
        return None
    number = (day - EPOCH).days
    return number if number >= EARLIEST else UNREADABLE


def as_date(day: int) -> date:
    """The date of a day number."""
    return EPOCH + timedelta(days=day)


def month_of(day: date) -> int:
    """The month a date lies in."""
    return day.year * 12 + day.month - 1


def month_period(month: int) -> Period:
    """The month as a period."""
    return period(date(month // 12, month % 12 + 1, 1), "month")


def last_days(months: NDArray[np.int64]) -> NDArray[np.int64]:
    """The number of the last day of each month."""
    firsts = (months + 1 - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]")
    numbers: NDArray[np.int64] = (firsts - np.datetime64(EPOCH, "D")).astype(np.int64)
    return numbers - 1


def lengths(months: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many days each month has."""
    return last_days(months) - last_days(months - 1)


def no_day() -> nw.Expr:
    """A column of blank days, of the kind the engine has its days in."""
    return nw.when(nw.col("start") < 0).then(nw.col("start"))


def with_month(frame: Rows, day: str, month: str, since_first: str) -> Rows:
    """The frame with the month of a column of days, and the days since the first of the month."""
    year, of_year, place = f"{month}_y", f"{month}_d", f"{month}_m"
    days = nw.col(day)
    return (
        frame.with_columns(((days * 4 + 3) // 1461).alias(year))
        .with_columns((days - nw.col(year) * 1461 // 4).alias(of_year))
        .with_columns(((nw.col(of_year) * 5 + 2) // 153).alias(place))
        .with_columns(
            ((nw.col(year) + 1900) * 12 + nw.col(place) + 2).alias(month),
            (nw.col(of_year) - (nw.col(place) * 153 + 2) // 5).alias(since_first),
        )
        .drop(year, of_year, place)
    )
