"""Columns that stand beside figures to compare them: limits, targets, peers, last month."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.dates_in_text import in_text, stem_and_period, told_period
from mhvalue.ingest.proposing.cast import Cast
from mhvalue.ingest.proposing.columns import Profile
from mhvalue.ingest.reading import EARLIER, FIGURE_ROLES, Column, TableReading
from mhvalue.ingest.sum_labels import is_limit, is_statistic
from mhvalue.periods import Period
from mhvalue.written_windows import window_in

NAMED_AFTER: Final = re.compile(
    r"\b(?:prices|definitions?|census|tariff|standards?|since|from)\b", re.IGNORECASE
)
"""What makes a year part of what is counted."""
_CURRENT_MONTHS: Final = re.compile(
    r"\b(?:current|latest|last|this) (3|6|12|three|six|twelve) (?:months?|mths?)\b"
)
_MONTHS_BEFORE: Final = re.compile(
    r"\b(?:previous|prior|prev|preceding) (3|6|12|three|six|twelve) (?:months?|mths?)\b"
)
_AGAIN: Final = re.compile(r" \(\d\)$")
_BESIDE: Final = re.compile(
    r"(?:.*\b)?(?:target|threshold|trajectory|benchmark|tolerance)s?"
    r"|(?:.*\b)?(?:national|peer|regional|england|group|sector|nhs) (?:average|mean|median)"
    r"|worst|best|(?:lowest|highest) (?:\S+ ){0,3}(?:in|of|for) (?:england|the (?:nhs|country))"
    r"|(?:.*\b)?quartile|centre ?line|moving range"
    r"|(?:.*\b)?(?:lower|upper)\b.*\b(?:limit|interval|ci|cl|bound)s?\b.*|(?:95%? )?[lu]ci"
    r"|(?:.*\b)?(?:confidence (?:limit|interval)|\d\d%? ci)s?\b.*|(?:.*\b)?ci (?:lower|upper)"
)


def told_by_others(profiles: Sequence[Profile], headings: Sequence[str]) -> list[Profile]:
    """The columns of figures that only compare the others; never all of them.

    `headings` are theirs without periods. An average only compares beside the limits of a control
    chart; else it may be a figure itself.
    """
    labels = [_AGAIN.sub("", heading.rpartition(": ")[2]) for heading in headings]
    charted = any(map(is_limit, labels))
    current = {
        found[1] for found in map(_CURRENT_MONTHS.search, map(words.folded, labels)) if found
    }
    found = [
        profile
        for profile, label in zip(profiles, labels, strict=True)
        if words.COMPARED.fullmatch(profile.words)
        or _compares(label, charted=charted)
        or _of_months_before(label, current)
    ]
    return found if len(found) < len(profiles) else []


def _of_months_before(label: str, current: set[str]) -> bool:
    """Whether a label is of the 12 months before the current ones that stand beside it."""
    before = _MONTHS_BEFORE.search(words.folded(label))
    return before is not None and before[1] in current


@lru_cache(maxsize=20_000)
def _compares(label: str, *, charted: bool) -> bool:
    folded = words.folded(label)
    statistic = charted and (is_statistic(folded) or folded.startswith("special cause"))
    return bool(_BESIDE.fullmatch(folded) or statistic)


def may_be_earlier(cast: Cast) -> bool:
    """Whether a column may be of the period before: all rows are of one period, not their own."""
    return cast.layout == "long" and not cast.has("period")


def without_other_periods(columns: Sequence[Column], label: str) -> tuple[Column, ...]:
    """The columns without figures of other periods than the one of that label.

    Headings that count one thing in several periods (Beds 2022/23, Beds 2023/24) say which is
    whose; the others are not of the period that is stated for the whole table. Nor is a column
    whose heading names a time before or after it, such as "Sickness % (Sep 24)" in October.
    """
    told = {
        column.index: found
        for column in columns
        if column.role in FIGURE_ROLES and not column.window
        if (found := stem_and_period(column.heading))
    }
    periods: dict[str, set[Period]] = {}
    for stem, period in told.values():
        periods.setdefault(stem.casefold(), set()).add(period)
    other = {
        index
        for index, (stem, period) in told.items()
        if len(periods[stem.casefold()]) > 1 and period.label != label
    }
    whole = told_period(label)
    other |= {c.index for c in columns if whole and c.role in FIGURE_ROLES and _apart(c, whole)}
    if whole and whole.grain == "calendar year":
        dated = [c for c in columns if c.index in told and not NAMED_AFTER.search(c.heading)]
        years = {c.index: told[c.index][1] for c in dated}
        other |= {i for i, year in years.items() if year != whole and year.grain == whole.grain}
    return tuple(replace(c, role="ignore") if c.index in other else c for c in columns)


def _apart(column: Column, whole: Period) -> bool:
    """Whether a heading names days of which none, or no last one, lies in a period."""
    named = None if NAMED_AFTER.search(column.heading) else in_text(column.heading)
    window = window_in(column.heading)
    if window is not None:
        return not whole.start <= window.end <= whole.end
    return named is not None and (named.end < whole.start or named.start > whole.end)


def without_told_twice(tables: Sequence[TableReading]) -> list[TableReading]:
    """The tables without columns of earlier periods where another table holds those periods.

    A workbook with a sheet for each month repeats in each what the sheet before it says.
    """
    return [
        replace(
            table,
            columns=tuple(
                replace(c, role="ignore") if c.window in EARLIER and again else c
                for c in table.columns
            ),
        )
        for table in tables
        for again in [any(_of_another_period(table, other) for other in tables)]
    ]


def _of_another_period(table: TableReading, other: TableReading) -> bool:
    mine, yours = ({c.item for c in t.columns if c.role in FIGURE_ROLES} for t in (table, other))
    return other.use and bool(mine & yours) and table.period != other.period
