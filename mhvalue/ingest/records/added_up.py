"""Whether a table that has dates in it is a table of sums, and not of records."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from mhvalue.catalogue.loader import find_item, load
from mhvalue.ingest.record_reading import RecordColumn
from mhvalue.ingest.records import vocabulary as own
from mhvalue.ingest.records.seen import Seen

MOSTLY: Final = 0.8
_SPANS: Final = (7, 14, *range(28, 32), *range(90, 93), 365, 366)
"""Days of weeks, fortnights, months, quarters and years: the rows of a table of periods."""
FEWEST_SPANS: Final = 4
FEWEST_NUMBERED: Final = 20


def is_added_up(
    columns: Sequence[Seen], roles: Mapping[str, RecordColumn], rows: Sequence[Mapping[str, int]]
) -> bool:
    """Whether the rows are sums: first dates that are months, periods, or columns of counts.

    `rows` are the days of the first and last dates, by role. A column of numbers counts records
    unless its heading speaks of what one record has, or rows are told to be one person's.
    """
    by_role = {column.role: column.heading for column in roles.values()}
    start = next(column for column in columns if column.heading == by_role["start"])
    if start.is_monthly or _are_periods(rows):
        return True
    if {"person", "spell"} & set(by_role):
        return False
    # A small table that stands beside the records has fewer rows than they have.
    beside = {c.heading for c in columns if 2 * c.filled < start.filled or _numbers_rows(c)}
    figures = [c for c in columns if c.is_number and c.heading not in {*roles, *beside}]
    if any(own.COUNTED.search(c.words) and max(c.numbers) > 1 for c in figures):
        return True
    unknown = [c for c in figures if not own.ATTRIBUTE.search(c.words)]
    if {"end", "record", "first contact"} & set(by_role):
        catalogue = load()
        # Figures that are all 0 and 1 answer yes or no about one record.
        return any(find_item(catalogue, c.heading) and max(c.numbers) > 1 for c in unknown)
    return any(max(c.numbers) > 1 for c in unknown)


def _numbers_rows(column: Seen) -> bool:
    """Whether figures only number the rows: all differ, and few between them are left out."""
    found = column.numbers
    if not column.is_number or not FEWEST_NUMBERED <= len(found) == column.filled:
        return False
    return all(n % 1 == 0 for n in found) and max(found) - min(found) < 2 * len(found)


def _are_periods(rows: Collection[Mapping[str, int]]) -> bool:
    """Whether nearly every row runs for the same length, that of a week or a month."""
    lengths = [row["end"] - row["start"] + 1 for row in rows if "end" in row]
    if len(lengths) < max(FEWEST_SPANS, MOSTLY * len(rows)):
        return False
    for shift in (0, -1):
        counted = Counter(length + shift for length in lengths)
        months = sum(n for length, n in counted.items() if length in range(28, 32))
        commonest = max((n for length, n in counted.items() if length in _SPANS), default=0)
        if max(months, commonest) >= MOSTLY * len(lengths):
            return True
    return False
