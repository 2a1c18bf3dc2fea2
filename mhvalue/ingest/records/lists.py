"""Lists drawn on several days, a sheet each, of who waits or who is there."""

from collections.abc import Callable, Iterable, Sequence

from mhvalue.ingest.record_reading import RecordSheet

Group = list[RecordSheet]


def last_of_months(
    groups: Sequence[Group], units: Callable[[RecordSheet], Iterable[str]]
) -> tuple[list[Group], list[RecordSheet]]:
    """The groups with the last list of each month alone, and the sheets of those before it.

    Lists of the same month that share no unit are one: each team may have drawn its own.
    """
    kept = [group for group in groups if not _is_list(group)]
    older: list[RecordSheet] = []
    by_month: dict[tuple[str, str], list[Group]] = {}
    for group in filter(_is_list, groups):
        reading = group[0].reading
        by_month.setdefault((reading.kind, str(reading.as_at)[:7]), []).append(group)
    for lists in by_month.values():
        lists.sort(key=lambda group: str(group[0].reading.as_at), reverse=True)
        last = list(lists[0])
        for group in lists[1:]:
            for one in group:
                known = {unit for other in last for unit in units(other)}
                (older if known & set(units(one)) or not known else last).append(one)
        kept.append(last)
    return kept, older


def _is_list(group: Group) -> bool:
    return group[0].reading.is_list and group[0].reading.as_at is not None
