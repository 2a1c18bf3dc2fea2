"""The tables of known layouts, which a reading names without describing them."""

import re
from typing import Any, Final

from mhvalue.cellnames import column_name
from mhvalue.facts import Origin
from mhvalue.ingest.formats.known import role_of
from mhvalue.ingest.result import Preview, ReadResult

Json = dict[str, Any]

_CELLS: Final = re.compile(r"[A-Z]+(\d+):[A-Z]+(\d+)")


def known_tables(result: ReadResult) -> list[Json]:
    """One table for each that figures came from, with the headings that its preview shows."""
    return [_table(origin, result) for origin in result.facts.origins]


def _table(origin: Origin, result: ReadResult) -> Json:
    found = _CELLS.fullmatch(origin.cells)
    first, last = (int(found[1]), int(found[2])) if found else (1, 1)
    preview = next((p for p in result.previews if p.sheet == origin.sheet), None)
    columns = _columns(preview, first, result.reading.format) if preview else []
    return {
        "sheet": origin.sheet,
        "title": "",
        "cells": origin.cells,
        "header_rows": [first],
        "first_row": first + 1,
        "last_row": last,
        "rows_left_out": [],
        "layout": result.reading.format,
        "level": "",
        "period": "",
        "used": True,
        "columns": columns,
    }


def _columns(preview: Preview, header: int, format_name: str) -> list[Json]:
    row = header - 1 - preview.first_row
    if not 0 <= row < len(preview.rows):
        return []
    blank = dict.fromkeys(("item", "name", "scenario", "window"), "")
    return [
        {"column": column_name(place), "heading": text, "role": role_of(format_name, text), **blank}
        for place, text in enumerate(preview.rows[row])
        if text
    ]
