"""Figures of the year to date below a year or a quarter: they are of it up to a month."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mhvalue.ingest.dates_in_text import told_period
from mhvalue.ingest.reading import FIGURE_ROLES, TO_DATE, Column
from mhvalue.periods import Period, period, step
from mhvalue.written_periods import parse

APRIL: Final = 4


def up_to_month(columns: Sequence[Column], whole: str, stated: str) -> tuple[Column, ...]:
    """The columns, those of the year to date named by their months where a year is their period.

    `whole` is the period of a table without others, `stated` what the texts around it say. "YTD
    2024/25" is no full year: it goes up to the month that is stated, in every year; a quarter to
    its own last month. Without a month nobody knows, and the column is left out.
    """
    month = parse(stated)
    return tuple(
        _of_part(column, told_period(column.name or whole), month, named=bool(column.name))
        if column.role in FIGURE_ROLES and column.window == TO_DATE
        else column
        for column in columns
    )


def _of_part(column: Column, own: Period | None, month: Period | None, *, named: bool) -> Column:
    if own is None or own.grain not in ("quarter", "financial year"):
        return column
    last = period(own.end, "month") if own.grain == "quarter" else None
    if last is None and month is not None and month.grain == "month":
        last = step(period(own.start, "month"), (month.start.month - APRIL) % 12)
    if last is None or not named:
        return replace(column, role="ignore")
    first = period(period(last.end, "financial year").start, "month")
    return replace(column, name=last.label if first == last else f"{first.label} to {last.label}")
