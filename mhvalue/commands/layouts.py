"""The tables of known layouts, which a reading names without describing them."""

import re
from typing import Any, Final

from mhvalue.cellnames import column_name
from mhvalue.facts import Origin
from mhvalue.ingest.formats.known import role_of
from mhvalue.ingest.record_reading import RecordSheet
from mhvalue.ingest.result import Preview, ReadResult

Json = dict[str, Any]

_CELLS: Final = re.compile(r"[A-Z]+(\d+):[A-Z]+(\d+)")


def known_tables(result: ReadResult) -> list[Json]:
    """One table for each that figures came from, with the headings that its preview shows."""
    if result.reading.records:
        return [_records(one, result) for one in result.reading.records]
    return [_table(origin, result) for origin in result.facts.origins]


def _records(one: RecordSheet, result: ReadResult) -> Json:
    """A sheet of records: its headings and what each was taken for."""
    cells = next((o.cells for o in result.facts.origins if o.sheet == one.sheet), "")
    first, last = _rows(cells)
    blank = {"column": "", "item": "", "scenario": "", "window": ""}
    return {
        "sheet": one.sheet,
        "title": "",
        "cells": cells,
        "header_rows": [row + 1 for row in one.header_rows],
        "first_row": one.header_rows[-1] + 2,
        "last_row": last if last > first else 0,
        "rows_left_out": [],
        "layout": one.reading.kind,
        "level": ", ".join(one.reading.levels),
        "period": "",
        "used": one.use,
        "columns": [
            {"heading": c.heading, "role": c.role, "name": c.name, **blank}
            for c in one.reading.columns
        ],
    }


def _rows(cells: str) -> tuple[int, int]:
    found = _CELLS.fullmatch(cells)
    return (int(found[1]), int(found[2])) if found else (1, 1)


def _table(origin: Origin, result: ReadResult) -> Json:
    first, last = _rows(origin.cells)
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
