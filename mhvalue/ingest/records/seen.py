"""A column of the rows looked at: its heading in plain words, and what its values look like."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from typing import Final

from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.record_reading import MONTH_FIRST, RecordColumn
from mhvalue.ingest.records import vocabulary as own
from mhvalue.ingest.records.days import UNREADABLE, as_date, day_number
from mhvalue.ingest.records.labels import NOT_STATED, label
from mhvalue.ingest.records.orders import orders_of

MOST_GROUPS: Final = 40
"""More distinct labels than this are no groups."""
DATED: Final = 0.8
"""The share of filled cells of a column of dates that can be read as a day."""
SERIALS: Final = (36_526, 54_789)
"""Excel's numbers of the days from 2000 to 2049."""
MOST_SERIALS: Final = 0.9


YEAR_FIRST: Final = 19_000_101
LAST_YEAR_FIRST: Final = 99_991_231
"""The first and the last day that is written as one figure, its year first."""


@dataclass(frozen=True)
class Seen:
    """A column of the sample: its heading, its distinct values and how many rows are filled.

    `month_first` says that its dates have the month before the day.
    """

    heading: str
    values: tuple[object, ...]
    filled: int
    month_first: bool = False

    @cached_property
    def words(self) -> str:
        """The heading in folded words."""
        return words.folded(self.heading)

    @cached_property
    def own_words(self) -> str:
        """The heading without what stands above it over several columns: "Bed: Ward" is a ward."""
        return words.folded(self.heading.rsplit(": ", 1)[-1])

    @cached_property
    def numbers(self) -> list[float]:
        """The values as figures, those that are none left out."""
        return [n for n in map(_number, self.values) if n is not None]

    @cached_property
    def is_number(self) -> bool:
        """Whether the column holds figures."""
        return bool(self.values) and len(self.numbers) == len(self.values)

    @cached_property
    def days(self) -> list[int]:
        """The distinct days; blanks and what is no day left out.

        Bare numbers are days only where the heading speaks of dates: a count may be 45,000 too.
        """
        if self.is_number:
            low, high = SERIALS
            if "date" not in own.spoken(self.words) and not self.is_year_first:
                return []
            # Below the dates may stand how many rows there are.
            serials = sum(low <= n <= high for n in self.numbers)
            few = serials < MOST_SERIALS * len(self.numbers)
            if few and not all(n >= YEAR_FIRST for n in self.numbers):
                return []
        found = (None if isinstance(v, time) else self.day_of(v) for v in self.values)
        return [day for day in found if day is not None and day > 0]

    @cached_property
    def is_year_first(self) -> bool:
        """Whether its figures are all days written as one, the year first: 20240405."""
        whole = all(YEAR_FIRST <= n <= LAST_YEAR_FIRST and n % 1 == 0 for n in self.numbers)
        return whole and all(self.day_of(value) != UNREADABLE for value in self.values)

    @cached_property
    def is_dated(self) -> bool:
        """Whether the column holds days; one without a value may yet."""
        readable = [v for v in self.values if isinstance(v, time) or self.day_of(v) is not None]
        return not readable or len(self.days) >= DATED * len(readable)

    @cached_property
    def is_monthly(self) -> bool:
        """Whether its days are all firsts of a month, so that they name months."""
        return len(self.days) > 1 and all(as_date(day).day == 1 for day in self.days)

    def day_of(self, value: object) -> int | None:
        """A value as a day, as `day_number` tells it."""
        return day_number(value, month_first=self.month_first)

    def plays(self, role: str) -> RecordColumn:
        """The column in the role of a day."""
        return RecordColumn(self.heading, role, MONTH_FIRST if self.month_first else "")

    @cached_property
    def labels(self) -> set[str]:
        """The distinct labels, blanks left out."""
        return {label(value) for value in self.values} - {NOT_STATED}


def seen(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> list[Seen]:
    """The columns of some rows."""
    filled = [
        [row[place] for row in rows if label(row[place]) != NOT_STATED]
        for place in range(len(headings))
    ]
    distinct = [tuple({(type(v), v): v for v in values}.values()) for values in filled]
    return [
        Seen(heading, values, len(every), month_first)
        for heading, values, every, month_first in zip(
            headings, distinct, filled, orders_of(distinct), strict=True
        )
    ]


def _number(value: object) -> float | None:
    if isinstance(value, bool | datetime):
        return None
    if isinstance(value, int | float):
        return float(value)
    text = label(value).replace(",", "")
    return float(text) if text.replace(".", "", 1).isdecimal() else None
