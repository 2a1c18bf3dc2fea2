"""A known layout as the table it is on its sheet: its headings, rows and what each column is."""

import re
from typing import Final

from mhvalue.facts import Origin
from mhvalue.ingest.formats.known import role_of
from mhvalue.ingest.reading import Column, TableReading
from mhvalue.ingest.result import Preview, ReadResult

_CELLS: Final = re.compile(r"[A-Z]+(\d+):[A-Z]+(\d+)")


def known_tables(result: ReadResult) -> tuple[TableReading, ...]:
    """The tables that the figures of a known layout came from, to be shown and not to be read."""
    return tuple(_table(origin, result) for origin in result.facts.origins)


def rows_of(cells: str) -> tuple[int, int]:
    """The first and last row of a range such as A1:K1000, numbered as the sheet does."""
    found = _CELLS.fullmatch(cells)
    return (int(found[1]), int(found[2])) if found else (1, 1)


def _table(origin: Origin, result: ReadResult) -> TableReading:
    first, last = rows_of(origin.cells)
    preview = next((p for p in result.previews if p.sheet == origin.sheet), None)
    return TableReading(
        sheet=origin.sheet,
        header_rows=(first - 1,),
        first_row=first,
        last_row=last - 1,
        columns=_columns(preview, first - 1, result.reading.format) if preview else (),
        level="",
    )


def _columns(preview: Preview, header: int, format_name: str) -> tuple[Column, ...]:
    row = header - preview.first_row
    if not 0 <= row < len(preview.rows):
        return ()
    return tuple(
        Column(place, text, role_of(format_name, text))
        for place, text in enumerate(preview.rows[row])
        if text
    )
