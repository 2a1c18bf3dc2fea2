"""Which days the extract covers, and which of its months are whole."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import narwhals as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.errors import ReadingProblem
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.records.days import as_date, last_days, month_of, month_period, of_date
from mhvalue.ingest.records.outcomes import ATTENDED, MISSED
from mhvalue.ingest.records.records import Records

LATE_START: Final = 7
"""An extract whose first date comes after this day of the month does not hold all of the month."""
SATURDAY: Final = 5


@dataclass(frozen=True)
class Coverage:
    """The months from `first` to `last`; the extract is complete up to the day `as_at`.

    `first_part` says that the first month does not begin with its first day; `snapshots` that
    every month stands for one day, so that none of them can be incomplete; `cut` that rows reach
    back to months before the first.
    """

    first: int
    last: int
    as_at: int
    first_part: bool = False
    snapshots: bool = False
    cut: bool = False

    def whole(self, months: NDArray[np.int64], follow_up: int = 0) -> NDArray[np.bool_]:
        """Which months are complete, and have been followed for so many days after their end."""
        if self.snapshots:
            return np.ones(len(months), dtype=bool)
        followed = last_days(months) + follow_up <= self.as_at
        begun = months > self.first if self.first_part else np.ones(len(months), dtype=bool)
        return np.asarray(followed & begun)

    def problems(self, file: str, sheet: str) -> list[Problem]:
        """Part-complete months by name, and months that were left out."""
        months = np.arange(self.first, self.last + 1)
        part = months[~self.whole(months)].tolist()
        told = [self._left_out(file, sheet)] if self.cut else []
        if not part:
            return told
        named = " and ".join(month_period(month).label for month in part)
        verb = "is" if len(part) == 1 else "are"
        return [
            *told,
            Problem(
                f"{named} {verb} not complete in this extract.",
                file, sheet, "", "No figures were made for the part of a month.",
                "Say from which day and up to which day the extract is complete.",
            ),
        ]  # fmt: skip

    def _left_out(self, file: str, sheet: str) -> Problem:
        label = month_period(self.first).label
        return Problem(
            f"Rows reach back before {label}, but none ended before it.",
            file, sheet, "",
            f"The extract was taken to begin with {label}: figures of the months before would be "
            "too low.",
            "Say from which day the extract is complete.",
        )  # fmt: skip


def as_at(records: Records, where: str) -> int:
    """The day up to which the extract is complete: as told, or the latest date that happened.

    Days still to come are no evidence of it, nor are contacts that are only booked. Where nothing
    but a weekend is missing from the month of a contact, the month counts as over.
    """
    if records.reading.as_at is not None:
        return _known(of_date(records.reading.as_at), where)
    frame, columns = records.frame, records.day_columns
    contacts = records.reading.kind == "contacts"
    if contacts and records.reading.has("outcome"):
        frame = frame.filter(nw.col("outcome").is_in([ATTENDED, MISSED]))
    if records.reading.has("snapshot"):
        columns = ["snapshot"]
    today = of_date(date.today())
    past = [
        nw.when(nw.col(name).is_between(1, today).fill_null(False)).then(nw.col(name)).alias(name)
        for name in columns
    ]
    latest = frame.select(*past).select(nw.all().max()).collect(backend="pandas").to_native()
    found = latest.max(axis=1).iloc[0]
    day = as_date(_known(None if pd.isna(found) else int(found), where))
    return _known(of_date(_over_weekend(day) if contacts else day), where)


def _known(day: int | None, where: str) -> int:
    if day is None:
        raise ReadingProblem(
            "No date could be read in the columns of dates.",
            where=where,
            do="Choose the columns again.",
        )
    return day


def _over_weekend(day: date) -> date:
    following = day + timedelta(1)
    while following.month == day.month:
        if following.weekday() < SATURDAY:
            return day
        following += timedelta(1)
    return following - timedelta(1)


def coverage(records: Records, day: int) -> Coverage:
    """The months the extract covers, from its checked records.

    What is still open when an extract begins brings its old first date along: so an extract of
    stays or referrals covers the months from the first one that ended.
    """
    last, reading = month_of(as_date(day)), records.reading
    listed = reading.kind == "waiting list"
    if listed and not reading.has("snapshot"):
        return Coverage(last, last, day, snapshots=True)
    if reading.first is not None:
        return Coverage(month_of(reading.first), last, day, reading.first.day > 1, listed)
    wanted = "until" if reading.has("end") else "start"
    column = "snapshot" if listed else wanted
    small = records.frame.select(first=nw.col(column).min(), oldest=nw.col("start").min()).collect(
        backend="pandas"
    )
    found, oldest = small.to_native().iloc[0].tolist()
    begun = as_date(day if pd.isna(found) else int(found))
    late = begun.day > LATE_START and not pd.isna(found)
    first = month_of(begun)
    older = not pd.isna(oldest) and month_of(as_date(int(oldest))) < first
    return Coverage(first, last, day, late, listed, cut=older and column == "until")
