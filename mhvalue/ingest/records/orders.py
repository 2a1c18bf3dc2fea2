"""Whether the dates of a column have the day or the month first, and whether they were mixed up."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Final

from mhvalue.day_orders import are_mixed_up, day_order
from mhvalue.errors import ReadingProblem
from mhvalue.ingest.record_reading import DAY_ROLES, RecordColumn

SURE: Final = "sure"
EITHER: Final = "either"
SLIPS: Final = 0.05
"""The share of dates in the other order that may be slips of the pen."""
MOST: Final = 20_000
"""So many distinct dates tell the order of all."""
_MIXED: Final = "Export the rows again with dates written as 2024-03-31, and upload that."


def orders_of(columns: Sequence[Iterable[object]]) -> tuple[bool, ...]:
    """Whether each column of one table has the month first, from its distinct values.

    One whose dates make sense in both orders is taken for what the others are.
    """
    told = [_counted(values) for values in columns]
    sure = [_says_month(days, months) for days, months, _ in told if days or months]
    others = bool(sure) and all(sure)
    return tuple(
        _says_month(days, months) if days or months else others and either > 0
        for days, months, either in told
    )


def check_order(values: Iterable[object], column: RecordColumn, where: str) -> str:
    """What a column of days tells of the order of day and month: SURE, EITHER or nothing.

    Raises ReadingProblem where some dates have the day first and others the month, and where a
    spreadsheet has mixed them up.
    """
    if column.role not in DAY_ROLES:
        return ""
    found = list(islice(values, MOST))
    days, months, _ = _counted(found)
    orders = {day_order(value) for value in found}
    if are_mixed_up(found):
        raise ReadingProblem(
            f"In “{column.heading}” days up to the 12th of a month are dates and all later ones "
            "are text: a spreadsheet has taken day and month for each other.",
            where=where,
            do=_MIXED,
        )
    if min(days, months) > max(1, SLIPS * (days + months)):
        raise ReadingProblem(
            f"Some dates in “{column.heading}” have the day first and others the month.",
            where=where,
            do=_MIXED,
        )
    return SURE if days or months else EITHER if "either" in orders else ""


def unsure(told: Mapping[str, str]) -> tuple[str, ...]:
    """The columns whose dates make sense in both orders, where no other column tells either."""
    if SURE in told.values():
        return ()
    return tuple(heading for heading, order in told.items() if order == EITHER)


def _says_month(days: int, months: int) -> bool:
    return months > days


def _counted(values: Iterable[object]) -> tuple[int, int, int]:
    """How many of the values are dates with the day first, with the month first, and with either.

    Both parts of a date may be the same: that makes sense in either order.
    """
    orders = [day_order(value) for value in values]
    return (
        orders.count("day"),
        orders.count("month"),
        orders.count("either") + orders.count("same"),
    )
