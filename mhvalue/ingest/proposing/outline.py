"""Units of an outline, such as a pivot: each adds up rows below it that say what, not whose."""

from collections.abc import Sequence
from dataclasses import replace

from mhvalue.ingest.headings import plain
from mhvalue.ingest.parents_above import NOT_NAMED
from mhvalue.ingest.reading import FIGURE_ROLES, TableReading
from mhvalue.ingest.sheets.cells import Sheet


def in_outline(
    table: TableReading, sheet: Sheet, groups: Sequence[int], level: str
) -> tuple[TableReading, ...]:
    """The table once for its units, and once for the rows below each; () where it is no outline.

    `groups` are the rows that add up those below them. Where the same labels stand below several
    of them ("Attended", "DNA" below each team), the groups are the units and the labels are what
    was counted. Wards below a division are not the same ones below the next.
    """
    (unit,) = [column.index for column in table.columns if column.role == "unit"] or [-1]
    ends = [*(row - 1 for row in groups[1:]), table.last_row]
    rows = {
        group: [r for r in range(group + 1, end + 1) if r not in table.skip_rows]
        for group, end in zip(groups, ends, strict=True)
    }
    labels = [[plain(sheet.cells[r, unit]).casefold() for r in below] for below in rows.values()]
    every = [label for below in labels for label in below]
    if unit < 0 or not every or not all(every.count(label) > 1 for label in every):
        return ()
    if any(len(set(below)) < len(below) for below in labels):
        return ()
    named = "Unit" if level == NOT_NAMED else level
    columns = tuple(
        replace(c, role="item") if c.index == unit
        else replace(c, item="") if c.role in FIGURE_ROLES else c
        for c in table.columns
    )  # fmt: skip
    whole = range(table.first_row, table.last_row + 1)
    others = tuple(row for row in whole if row not in groups)
    parts = [
        replace(
            table,
            first_row=below[0],
            last_row=below[-1],
            columns=columns,
            level=named,
            title=plain(sheet.cells[group, unit]),
            skip_rows=tuple(row for row in table.skip_rows if below[0] <= row <= below[-1]),
        )
        for group, below in rows.items()
        if below
    ]
    return (replace(table, level=named, skip_rows=others), *parts)
