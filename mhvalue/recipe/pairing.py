"""Which table of a new file is which table of the recipe."""

from collections.abc import Sequence
from typing import Final

from mhvalue.ingest.reading import FIGURE_ROLES, TableReading
from mhvalue.recipe.alike import dated, key, pattern
from mhvalue.recipe.columns import all_found

LEAST_SHARED: Final = 0.5
LEAST_ON_SAME_SHEET: Final = 0.3
"""Share of headings that must be found again; less where the sheet has the same name."""


def pairs(old: Sequence[TableReading], new: Sequence[TableReading]) -> tuple[tuple[int, int], ...]:
    """Positions of tables that belong together, old first, in the order of the new file.

    Sheets that differ by their period only may share one table of the recipe: next month's sheet
    is read as the other months' are.
    """
    keys_old, keys_new = [_keys(t) for t in old], [_keys(t) for t in new]
    rated = []
    for mine, left in enumerate(old):
        for yours, right in enumerate(new):
            score = _alike(left, keys_old[mine], right, keys_new[yours])
            if is_section(left, old) and not _figures(left) & _figures(right):
                continue
            if score:
                rated.append((-score, abs(mine - yours), mine, yours))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, mine, yours in sorted(rated):
        if mine not in taken and yours not in found:
            found[yours] = mine
            taken.add(mine)
    for _, _, mine, yours in sorted(rated):
        sheet = new[yours].sheet
        months = dated(sheet) and pattern(sheet) == pattern(old[mine].sheet)
        if months and yours not in found and keys_old[mine] == keys_new[yours]:
            found[yours] = mine
    return tuple((mine, yours) for yours, mine in sorted(found.items()))


def is_section(table: TableReading, tables: Sequence[TableReading]) -> bool:
    """Whether other tables stand under the same headings, which then do not tell which it is."""
    places = [column.index for column in table.columns]
    return any(
        other is not table
        and (other.sheet, other.header_rows) == (table.sheet, table.header_rows)
        and [column.index for column in other.columns] == places
        for other in tables
    )


def same_shape(left: str, right: str) -> bool:
    """Whether two names are equal but for periods and numbers."""
    return pattern(left).casefold() == pattern(right).casefold()


def _keys(table: TableReading) -> frozenset[str]:
    return frozenset(key(column.heading) for column in table.columns)


def _figures(table: TableReading) -> frozenset[str]:
    return frozenset(key(column.heading) for column in table.columns if column.role in FIGURE_ROLES)


def _alike(
    left: TableReading, mine: frozenset[str], right: TableReading, yours: frozenset[str]
) -> float:
    """How alike two tables are: headings first, then sheet and title; 0 for strangers."""
    shared = len(mine & yours) / max(len(mine | yours), 1)
    same_sheet = same_shape(left.sheet, right.sheet)
    least = LEAST_ON_SAME_SHEET if same_sheet else LEAST_SHARED
    if shared < least and not all_found(left, right):
        return 0.0
    return (
        shared
        + 0.1 * (shared < least)
        + 0.3 * same_sheet
        + 0.2 * (left.sheet == right.sheet)
        + 0.1 * same_shape(left.title, right.title)
    )
