"""How many records each day has, to tell a day without any from a day that is not in the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from mhvalue.ingest.records.days import Rows, as_date
from mhvalue.ingest.records.records import collected

SEASON: Final = 91
"""Thirteen weeks: so many days tell how many records a day of the week has."""
WEEK: Final = 7
_OFFICE: Final = ("contacts", "referrals")


@dataclass(frozen=True, eq=False)
class Daily:
    """The days that have records, and how many; `office` says that there are none on holidays."""

    days: NDArray[np.int64]
    counts: NDArray[np.int64]
    office: bool

    def between(self, first: int, last: int) -> int:
        """How many records the days from one to another have, both included."""
        here = (self.days >= first) & (self.days <= last)
        return int(self.counts[here].sum())

    def upto(self, day: int) -> tuple[int, int]:
        """The season that ends on a day, or less where the records begin later."""
        return max(int(self.days.min()), day - SEASON + 1), day

    def since(self, day: int) -> tuple[int, int]:
        """The season that begins on a day, or less where the records end earlier."""
        return day, min(int(self.days.max()), day + SEASON - 1)

    def expected(self, first: int, last: int, season: tuple[int, int]) -> float:
        """How many records some days would have had, going by their weekdays in a season."""
        return sum(self._usual(day, season) for day in range(first, last + 1))

    def _usual(self, day: int, season: tuple[int, int]) -> float:
        if self.office and is_holiday(as_date(day)):
            return 0.0
        begin, end = season
        alike = range(begin + (day - begin) % WEEK, end + 1, WEEK)
        if not alike:
            return self.between(begin, end) / (end - begin + 1)
        here = np.isin(self.days, alike)
        return float(self.counts[here].sum()) / len(alike)


def daily(frame: Rows, columns: Sequence[str], kind: str) -> Daily:
    """The days of some columns taken together; blanks and days that are none left out."""
    found: dict[int, int] = {}
    for column in columns:
        dated = frame.filter((nw.col(column) > 0).fill_null(False)).with_columns(n=nw.lit(1))
        small = collected(dated.group_by(column).agg(nw.col("n").sum()))
        for day, count in zip(small[column].tolist(), small["n"].tolist(), strict=True):
            found[day] = found.get(day, 0) + count
    days = np.array(sorted(found), dtype=np.int64)
    counts = np.array([found[day] for day in days.tolist()], dtype=np.int64)
    return Daily(days, counts, kind in _OFFICE)


def is_holiday(day: date) -> bool:
    """Whether a day is a bank holiday in England, one-off holidays left aside."""
    easter = _easter(day.year)
    first_of_may, last_of_may = date(day.year, 5, 1), date(day.year, 5, 31)
    known = {
        easter - timedelta(2),
        easter + timedelta(1),
        first_of_may + timedelta(-first_of_may.weekday() % WEEK),
        last_of_may - timedelta(last_of_may.weekday()),
        date(day.year, 8, 31) - timedelta(date(day.year, 8, 31).weekday()),
        _weekday_after(date(day.year, 1, 1)),
        date(day.year, 12, 25),
        date(day.year, 12, 26),
        *(_christmas_moved(day.year)),
    }
    return day in known


def _weekday_after(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    late = max(day.weekday() - 4, 0)
    return day + timedelta(3 - late if late else 0)


def _christmas_moved(year: int) -> tuple[date, ...]:
    weekend = sum(date(year, 12, day).weekday() > 4 for day in (25, 26))
    return tuple(date(year, 12, 26 + n) for n in range(1, weekend + 1))


def _easter(year: int) -> date:
    """Easter Sunday (Meeus 1998, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 19 * m) // 433
    month = (h + m - 7 * n + 90) // 25
    return date(year, month, (h + m - 7 * n + 33 * month + 19) % 32)
