"""Columns that stand beside figures to compare them: limits, targets, peers, last month."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.cast import Cast
from mhvalue.ingest.columns import Profile
from mhvalue.ingest.reading import EARLIER, FIGURE_ROLES, TableReading
from mhvalue.ingest.sum_labels import is_limit, is_statistic

_BESIDE: Final = re.compile(
    r"(?:.*\b)?(?:target|threshold|trajectory|benchmark|tolerance)s?"
    r"|(?:.*\b)?(?:national|peer|regional|england|group|sector|nhs) (?:average|mean|median)"
    r"|(?:.*\b)?quartile|centre ?line|moving range"
)


def told_by_others(profiles: Sequence[Profile]) -> list[Profile]:
    """The columns of figures that only compare the others; never all of them.

    An average is one of them beside the limits of a control chart; else it may be a figure itself.
    """
    limits = [p for p in profiles if is_limit(_label(p))]
    found = [p for p in profiles if _compares(p, charted=bool(limits))]
    return found if len(found) < len(profiles) else []


def _label(profile: Profile) -> str:
    return profile.parts()[-1]


def _compares(profile: Profile, *, charted: bool) -> bool:
    label = words.folded(_label(profile))
    statistic = charted and (is_statistic(label) or label.startswith("special cause"))
    return bool(words.COMPARED.fullmatch(profile.words) or _BESIDE.fullmatch(label) or statistic)


def may_be_earlier(cast: Cast) -> bool:
    """Whether a column may be of the period before: all rows are of one period, not their own."""
    return cast.layout == "long" and not cast.has("period")


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
