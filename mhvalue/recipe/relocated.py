"""A table whose headings the app does not find by itself, found again on the tops of the sheets.

Where a person had shown which rows hold the headings, no proposal will have them next month
either; the headings themselves are looked for.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mhvalue.ingest.reading import TableReading
from mhvalue.ingest.result import Preview
from mhvalue.recipe.alike import key
from mhvalue.recipe.pairing import same_shape

LEAST_FOUND: Final = 0.8


def relocated(
    table: TableReading, proposed: Sequence[TableReading], previews: Sequence[Preview]
) -> TableReading | None:
    """The table at the place where its headings stand now; None where they are not to be seen."""
    if not table.header_rows:
        return None
    for preview in previews:
        if not same_shape(preview.sheet, table.sheet):
            continue
        bottom = _heading_row(table, preview)
        if bottom is None:
            continue
        shift = bottom - table.header_rows[-1]
        below = [t for t in proposed if t.sheet == preview.sheet and t.last_row > bottom]
        first = table.first_row + shift
        last = max((t.last_row for t in below), default=table.last_row + shift)
        if last < first or min(table.header_rows) + shift < 0:
            continue
        skipped = {row for t in below for row in t.skip_rows if first <= row <= last}
        return replace(
            table,
            sheet=preview.sheet,
            header_rows=tuple(row + shift for row in table.header_rows),
            first_row=first,
            last_row=last,
            skip_rows=tuple(sorted(skipped)),
        )
    return None


def _heading_row(table: TableReading, preview: Preview) -> int | None:
    """The row in which nearly all headings stand in their own columns, nearest to the old one."""
    wanted = {c.index: key(c.heading.split(": ")[-1]) for c in table.columns if c.role != "ignore"}
    rows = []
    for place, texts in enumerate(preview.rows):
        shown = {i: text for i, text in wanted.items() if i < len(texts)}
        found = sum(key(texts[i]) == text for i, text in shown.items())
        if shown and found >= LEAST_FOUND * len(wanted):
            rows.append(preview.first_row + place)
    return min(rows, key=lambda row: abs(row - table.header_rows[-1]), default=None)
