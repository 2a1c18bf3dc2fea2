"""Which days the extract covers, and which of its months are whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import narwhals as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.errors import ReadingProblem
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.record_reading import DELAYS, SO_FAR
from mhvalue.ingest.records.daily import Daily, daily
from mhvalue.ingest.records.days import (
    Rows,
    as_date,
    last_days,
    month_of,
    month_period,
    of_date,
)
from mhvalue.ingest.records.outcomes import ATTENDED, MISSED
from mhvalue.ingest.records.records import Records, total
from mhvalue.ingest.records.steady import (
    MUCH,
    QUIET,
    began_as_often,
    in_hospital_once,
    last_begun,
    might_all_last,
    of_one_month,
    unbroken,
)

LITTLE: Final = 2.0
"""Of so few records none may fall on the first or last days of a month by chance."""
LATEST_START: Final = 10
EARLIEST_END: Final = 4
"""Without any record on more days than these, a month is never taken for whole."""
_LAST: Final = ("stays", "referrals")
"""Kinds of records that last."""


@dataclass(frozen=True)
class Coverage:
    """The months from `first` to `last`; the extract is complete up to the day `as_at`.

    `first_part` says that the first month does not begin with its first day; `snapshots` that
    every month stands for one day, so that none of them can be incomplete; `cut` that rows reach
    back to months before the first; `since` is the first day of any row where rows seem to be
    chosen by it; `stretched` that the last day was taken to be later than the latest date;
    `begun_only` that the rows are those that began in one month, of which what became of all
    others is not known; `stops` is the last first day, where other dates go on long after it.
    """

    first: int
    last: int
    as_at: int
    first_part: bool = False
    snapshots: bool = False
    cut: bool = False
    since: int | None = None
    stretched: bool = False
    begun_only: bool = False
    stops: int | None = None

    def whole(self, months: NDArray[np.int64], follow_up: int = 0) -> NDArray[np.bool_]:
        """Which months are complete, and have been followed for so many days after their end."""
        if self.snapshots:
            return np.ones(len(months), dtype=bool)
        followed = last_days(months) + follow_up <= self.as_at
        begun = months > self.first if self.first_part else np.ones(len(months), dtype=bool)
        return np.asarray(followed & begun)

    def problems(self, file: str, sheet: str) -> list[Problem]:
        """Part-complete months by name, and what was taken for granted about the others."""
        months = np.arange(self.first, self.last + 1)
        part = months[~self.whole(months)].tolist()
        told = [self._left_out(file, sheet)] if self.cut else []
        if self.since is not None and not (self.snapshots or self.begun_only):
            told.append(self._chosen(file, sheet))
        if self.begun_only:
            told.append(self._of_one_month(file, sheet))
        if self.stops is not None and not self.begun_only:
            told.append(self._stopped(file, sheet))
        if self.stretched:
            told.append(self._stretched(file, sheet))
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

    def _chosen(self, file: str, sheet: str) -> Problem:
        day = as_date(self.since or 0)
        return Problem(
            f"No row begins before {day.day} {day:%B %Y}.",
            file, sheet, "",
            "What began before it and lasted on is not in the file: what is open, bed days and "
            "what ended may be too low in the first months.",
            "Add what was open on that day, or say from which day the extract is complete.",
        )  # fmt: skip

    def _of_one_month(self, file: str, sheet: str) -> Problem:
        return Problem(
            f"Every row begins in {month_period(self.first).label}.",
            file, sheet, "",
            "Only what began was counted: what had begun before is not in the file, so that all "
            "else would be too low.",
            "Add what was open when the month began, or say from which day all are there.",
        )  # fmt: skip

    def _stopped(self, file: str, sheet: str) -> Problem:
        day, label = as_date(self.stops or 0), month_period(self.last).label
        return Problem(
            f"No row begins after {day.day} {day:%B %Y}, though other dates go on.",
            file, sheet, "", f"Figures end with {label}: what began later is not in the file.",
            "Add what began later, or say up to which day the extract is complete.",
        )  # fmt: skip

    def _stretched(self, file: str, sheet: str) -> Problem:
        label = month_period(self.last).label
        return Problem(
            f"Nothing is dated on the last days of {label}.",
            file, sheet, "", f"The extract was taken to hold all of {label}.",
            "Say up to which day the extract is complete if that is not so.",
        )  # fmt: skip


def as_at(records: Records, where: str) -> tuple[int, bool]:
    """The day up to which the extract is complete: as told, or the latest date that happened.

    Days still to come are no evidence of it, nor are contacts that are only booked. Where the
    days that a month still had would hardly have brought a record, the month counts as over, and
    the second answer is True.
    """
    if records.reading.as_at is not None:
        return _known(of_date(records.reading.as_at), where), False
    listed = records.reading.has("snapshot")
    columns = ["snapshot"] if listed else records.day_columns
    frame = records.frame
    if records.reading.kind == "contacts" and records.reading.has("outcome"):
        frame = frame.filter(nw.col("outcome").is_in([ATTENDED, MISSED]))
    today = of_date(date.today()) or 0
    found = _latest(frame, columns, today)
    if found is None:
        frame = records.frame
        found = _latest(frame, columns, today)
    day = _known(found, where)
    if listed or records.reading.kind == "waiting list":
        return day, False
    return _month_end(daily(frame, columns, records.reading.kind), day, today)


def _latest(frame: Rows, columns: Sequence[str], today: int) -> int | None:
    """The latest day of some columns that is not to come, None where there is none."""
    past = [
        nw.when(nw.col(name).is_between(1, today).fill_null(False)).then(nw.col(name)).alias(name)
        for name in columns
    ]
    latest = frame.select(*past).select(nw.all().max()).collect(backend="pandas").to_native()
    found = latest.max(axis=1).iloc[0]
    return None if pd.isna(found) else int(found)


def silent(records: Records, day: int, file: str, sheet: str) -> list[Problem]:
    """That nothing is dated on the last weeks that the file is said to hold, though much would be.

    Then the file may have been drawn before, and its last months are too low.
    """
    reading = records.reading
    if reading.as_at is None or reading.kind == "waiting list":
        return []
    if is_census(records) or is_listed(records):
        return []
    counts = daily(records.frame, records.day_columns, reading.kind)
    latest = int(counts.days.max()) if len(counts.days) else day
    known = latest - int(counts.days.min()) if len(counts.days) else 0
    if known < 2 * QUIET or day - latest < QUIET:
        return []
    if counts.expected(latest + 1, day, counts.upto(latest)) < MUCH:
        return []
    last, said = as_date(latest), as_date(day)
    return [
        Problem(
            f"Nothing is dated after {last.day} {last:%B %Y}, and the file is said to hold all up "
            f"to {said.day} {said:%B %Y}.",
            file, sheet, "", "It was taken to: what is missing counts as never having been.",
            "Say up to which day the extract is complete.",
        )
    ]  # fmt: skip


def _month_end(counts: Daily, day: int, today: int) -> tuple[int, bool]:
    end = int(last_days(np.array([month_of(as_date(day))]))[0])
    if end > today or not 0 < end - day <= EARLIEST_END:
        return day, False
    expected = counts.expected(day + 1, end, counts.upto(day))
    return (end, expected > 0) if expected <= LITTLE else (day, False)


def _known(day: int | None, where: str) -> int:
    if day is None:
        raise ReadingProblem(
            "No date could be read in the columns of dates.",
            where=where,
            do="Choose the columns again.",
        )
    return day


def coverage(records: Records, day: int, *, stretched: bool = False) -> Coverage:
    """The months the extract covers, from its checked records.

    What is still open when an extract begins brings its old first date along: so an extract of
    stays or referrals covers the months from the first one that ended. Where as many began
    before that one ended as ever after, the extract holds all that began since its first date.
    """
    last, reading = month_of(as_date(day)), records.reading
    listed = reading.kind == "waiting list" or is_listed(records)
    if is_census(records) or (listed and not reading.has("snapshot")):
        return Coverage(last, last, day, snapshots=True)
    if reading.first is not None:
        part, since = reading.first.day > 1, None
        if reading.kind in _LAST and reading.has("end") and not listed:
            since = unbroken(daily(records.frame, ["start"], reading.kind), of_date(reading.first))
        return Coverage(month_of(reading.first), last, day, part, listed, since=since,
                        stretched=stretched)  # fmt: skip
    if listed:
        small = records.frame.select(nw.col("snapshot").min()).collect(backend="pandas")
        found = small.to_native().iloc[0, 0]
        return Coverage(last if pd.isna(found) else month_of(as_date(int(found))), last, day,
                        snapshots=True)  # fmt: skip
    starts = daily(records.frame, ["start"], reading.kind)
    if not len(starts.days):
        return Coverage(last, last, day, stretched=stretched)
    oldest = int(starts.days.min())
    whole = in_hospital_once(records) if reading.has("end") else records.frame
    ends = daily(whole, ["until"], reading.kind) if reading.has("end") else starts
    ended = int(ends.days.min()) if len(ends.days) else oldest
    steady = began_as_often(starts, oldest, ended, day)
    if steady and ended > oldest:
        steady = might_all_last(whole, oldest, ended, day)
    counts, begun = (starts, oldest) if steady or ended <= oldest else (ends, ended)
    first = month_of(as_date(begun))
    older = month_of(as_date(oldest)) < first
    lasts = reading.has("end") or reading.has("first contact")
    chosen = oldest if lasts and counts is starts else None
    stops = last_begun(starts, day) if reading.kind in _LAST else None
    one = chosen is not None and of_one_month(starts) and reading.kind in _LAST
    if stops is not None or one:
        last = month_of(as_date(int(starts.days.max())))
    return Coverage(first, last, day, _begins_late(counts, begun), cut=older, since=chosen,
                    stretched=stretched, begun_only=one, stops=stops)  # fmt: skip


def is_census(records: Records) -> bool:
    """Whether the rows are those who are in hospital now: no stay ended, though a column tells, or
    every row counts its days up to the same day.

    Not where somebody has said from which day on the extract holds all stays.
    """
    reading = records.reading
    if reading.kind in _LAST and reading.has(SO_FAR):
        return True
    if reading.kind == DELAYS and not reading.has("end"):
        return True
    if reading.kind != "stays" or not reading.has("end") or reading.first is not None:
        return False
    counts = total(records.frame, rows=nw.col("start") > 0, ended=nw.col("until") > 0)
    return counts["rows"] > 0 and counts["ended"] == 0


def is_listed(records: Records) -> bool:
    """Whether rows of stays say who was in hospital on each of several days, not until when.

    One day alone may be that of an extract of admissions.
    """
    reading = records.reading
    if reading.kind != "stays" or not reading.has("snapshot") or reading.has("end"):
        return False
    told = records.frame.group_by("snapshot").agg(nw.col("start").max())
    return total(told, days=nw.col("snapshot") > 0)["days"] > 1


def _begins_late(counts: Daily, begun: int) -> bool:
    """Whether the days of the month before the first date would have brought records."""
    missed = as_date(begun).day - 1
    if not missed:
        return False
    if missed > LATEST_START:
        return True
    return counts.expected(begun - missed, begun - 1, counts.since(begun)) > LITTLE
