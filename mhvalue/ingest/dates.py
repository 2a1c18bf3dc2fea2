"""The periods of a column of dates, decided from all of its cells together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.day_orders import are_mixed_up, day_order
from mhvalue.ingest.dates_in_text import around_period, in_text, span
from mhvalue.ingest.headings import plain
from mhvalue.ingest.sheets.cells import Sheet, distinct
from mhvalue.periods import MONTHS_IN, Period, period
from mhvalue.written_periods import (
    parse,
    parse_bare_quarter,
    parse_month_first,
    parse_serial,
)
from mhvalue.written_windows import (
    parse_window,
)

SUNDAY: Final = 6


@dataclass(frozen=True, eq=False)
class Timeline:
    """One period per row: `periods[codes[row]]`, None where the cell names none.

    `day_first` and `month_first` are codes of dates that make sense in that order only, `either`
    of dates that make sense in both and mean different days. `quarters` are codes of quarters of
    which the year may be a calendar or a financial one. `mixed_up` says that a spreadsheet has
    taken day and month for each other.
    """

    codes: NDArray[np.int32]
    periods: tuple[Period | None, ...]
    day_first: frozenset[int] = frozenset()
    month_first: frozenset[int] = frozenset()
    either: frozenset[int] = frozenset()
    quarters: frozenset[int] = frozenset()
    mixed_up: bool = False

    @property
    def both_orders(self) -> bool:
        """Whether the order of day and month changes within the column."""
        return bool(self.day_first and self.month_first)


def read_column(
    sheet: Sheet,
    column: int,
    first: int,
    last: int,
    *,
    ending: bool,
    weekly: bool = False,
    quarterly: bool = False,
    name: str = "",
) -> Timeline:
    """The periods of one column; Excel day numbers are taken for dates here.

    `ending` says that weekly dates are the weeks' last days, `weekly` that the dates are those of
    weeks, however few, `quarterly` of quarters. The order of day and month is one
    for the whole column: the month comes first where some date only makes sense so, or where
    `name` says "month first". Where both orders occur, none of the text dates is read; where they
    were mixed up, none of any kind.
    """
    codes, values = distinct(sheet, column, first, last)
    present = set(np.unique(codes).tolist())
    used = [value if code in present else None for code, value in enumerate(values)]
    if are_mixed_up(used):
        return Timeline(codes, (None,) * len(used), mixed_up=True)
    by_order = [day_order(value) for value in used]
    day, month, either = (
        frozenset(code for code, order in enumerate(by_order) if order == wanted)
        for wanted in ("day", "month", "either")
    )
    american = name == "month first" or bool(month and not day)
    found: list[Period | None] = []
    for order, value in zip(by_order, used, strict=True):
        if order and day and month:
            found.append(None)
        elif order and american:
            found.append(parse_month_first(value))
        else:
            known = parse(value) or parse_bare_quarter(value, calendar=name == "calendar quarters")
            found.append(known or parse_serial(value, date1904=sheet.date1904))
    found = _with_windows(found, used)
    if not any(found):
        texts = [plain(value) for value in used if value is not None]
        if around_period(texts):
            found = [in_text(plain(value)) if value is not None else None for value in used]
    quarters = frozenset(code for code, value in enumerate(used) if parse_bare_quarter(value))
    line = tuple(settled(found, ending=ending, weekly=weekly))
    if quarterly:
        line = tuple(p and period(p.end, "quarter") if _shorter(p) else p for p in line)
    # Firsts of months, one a month, can hardly be the first days of one January.
    plainly = name == "month first" or _all_firsts(found)
    doubtful = frozenset() if day or month or plainly else either
    return Timeline(codes, line, day, month, doubtful, quarters)


def read_ends(
    sheet: Sheet, columns: tuple[int, int], first: int, last: int
) -> tuple[Timeline, Timeline]:
    """The columns of first and of last days, in which day and month stand in one order.

    4/1/2024 beside 4/30/2024 is the first of April, though it makes sense in both orders.
    """
    starts, ends = (
        read_column(sheet, column, first, last, ending=ending)
        for column, ending in zip(columns, (False, True), strict=True)
    )
    american = bool(starts.month_first or ends.month_first)
    if not american or starts.day_first or ends.day_first:
        return starts, ends
    if not starts.month_first:
        starts = read_column(sheet, columns[0], first, last, ending=False, name="month first")
    elif not ends.month_first:
        ends = read_column(sheet, columns[1], first, last, ending=True, name="month first")
    return starts, ends


def _with_windows(found: list[Period | None], values: Sequence[object]) -> list[Period | None]:
    """Windows of months beside the periods read: whole years or quarters unless they overlap."""
    windows = [
        None if known else parse_window(value) for known, value in zip(found, values, strict=True)
    ]
    if not any(windows):
        return found
    found = [known or (w if w and "year" in w.grain else None)
             for known, w in zip(found, windows, strict=True)]  # fmt: skip
    starts = [w and period(w.start, "day") for w in windows]
    whole = spans(starts, [w and period(w.end, "day") for w in windows])
    return [known or window for known, window in zip(found, whole, strict=True)]


def _shorter(found: Period | None) -> bool:
    return found is not None and found.grain in ("day", "month")


def _all_firsts(found: Sequence[Period | None]) -> bool:
    return all(p.start.day == 1 for p in found if p and p.grain == "day")


def settled(
    found: Sequence[Period | None], *, ending: bool = False, weekly: bool = False
) -> list[Period | None]:
    """Days become months or weeks when all of them are firsts, lasts, or a week apart.

    `weekly` says that they are weeks however few they are. Weekly Sundays are last days, even
    where `ending` does not say so. A year written 2009-10 among months is October 2009.
    """
    grains = {p.grain for p in found if p}
    single = all(p == period(p.start, "month") for p in found if p and p.grain == "month")
    if grains == {"month", "financial year"} and single:
        months = [_as_month(p) for p in found]
        return months if all(months[i] for i, p in enumerate(found) if p) else list(found)
    if "day" not in grains or not grains <= {"day", "month"}:
        return list(found)
    days = sorted({p.start for p in found if p and p.grain == "day"})
    apart = {(b - a).days % 7 for a, b in pairwise(days)}
    certain = weekly and apart <= {0} and grains == {"day"}
    if not certain and _are_months(days):
        return [period(p.start, "month") if p else None for p in found]
    if certain or (len(days) > 2 and apart == {0} and grains == {"day"}):
        last = ending or all(day.weekday() == SUNDAY for day in days)
        back = timedelta(6 if last else 0)
        return [
            Period(p.start - back, p.start - back + timedelta(6), "week") if p else None
            for p in found
        ]
    return list(found)


def _are_months(days: Sequence[date]) -> bool:
    """Whether days are all firsts or all lasts of months."""
    firsts = all(day.day == 1 for day in days)
    return firsts or all((day + timedelta(1)).day == 1 for day in days)


def spans(starts: Sequence[Period | None], ends: Sequence[Period | None]) -> list[Period | None]:
    """Periods from first and last days: a month, quarter or year where they fit, else by month.

    Windows of several months that overlap each other are published monthly: each is named by its
    last month and keeps its own first and last day.
    """
    whole = [span(a, b) for a, b in zip(starts, ends, strict=True)]
    known = sorted({p for p in whole if p})
    overlap = any(a.end >= b.start for a, b in pairwise(known) if MONTHS_IN.get(a.grain, 0) > 1)
    if not overlap:
        return whole
    return [Period(p.start, p.end, "month") if p and p.grain in MONTHS_IN else p for p in whole]


def _as_month(found: Period | None) -> Period | None:
    if found is None or found.grain == "month":
        return found
    month = (found.start.year + 1) % 100
    return period(found.start.replace(month=month), "month") if 1 <= month <= 12 else None
