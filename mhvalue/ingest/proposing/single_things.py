"""Telling a list of things, each with days of its own, from a table of figures by the day."""

from datetime import date
from typing import Final

from mhvalue.ingest.proposing.cast import Cast
from mhvalue.ingest.proposing.columns import Profile
from mhvalue.written_periods import parse

FEWEST: Final = 8
"""Of fewer distinct days nothing is told."""
_WEEKDAYS: Final = 4
_EVERY_DAY: Final = 0.6
_LAGS: Final = 0.25


def lists_things(cast: Cast) -> bool:
    """Whether rows are things that have a day of beginning and another one, like staff or leave.

    Their days follow no week or month and leave most days out, and from one to the other it is
    ever so long. Sums by day, with the day they were sent in beside them, are no such list.
    """
    when = cast.with_role("period")
    if cast.layout != "long" or len(when) != 1 or not when[0].is_dated:
        return False
    first = _days(when[0])
    if not _is_irregular([day for day in first if day is not None]):
        return False
    others = [p for p in cast.columns if p is not when[0] and p.is_dated]
    return any(_ever_so_long(first, _days(other)) for other in others)


def _days(profile: Profile) -> list[int | None]:
    told = [_day(value) for value in profile.values]
    return [told[code] for code in profile.codes.tolist()]


def _day(value: object) -> int | None:
    if isinstance(value, str):
        found = parse(value)
        return found.start.toordinal() if found is not None and found.grain == "day" else None
    return value.toordinal() if isinstance(value, date) else None


def _is_irregular(days: list[int]) -> bool:
    distinct = set(days)
    if len(distinct) < FEWEST:
        return False
    span = max(distinct) - min(distinct) + 1
    weekdays = len({day % 7 for day in distinct})
    return weekdays >= _WEEKDAYS and len(distinct) < _EVERY_DAY * span


def _ever_so_long(first: list[int | None], other: list[int | None]) -> bool:
    lags = [b - a for a, b in zip(first, other, strict=True) if a is not None and b is not None]
    return len(lags) >= FEWEST and len(set(lags)) > max(FEWEST, _LAGS * len(lags))
