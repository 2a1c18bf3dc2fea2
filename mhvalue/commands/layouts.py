"""The tables of known layouts, which a reading names without describing them."""

from typing import Any

from mhvalue.cellnames import column_name
from mhvalue.ingest.formats.shown import known_tables, rows_of
from mhvalue.ingest.reading import TableReading
from mhvalue.ingest.record_reading import RecordSheet
from mhvalue.ingest.result import ReadResult

Json = dict[str, Any]


def tables_told(result: ReadResult) -> list[Json]:
    """One table for each sheet of records, else one for each that figures came from."""
    if result.reading.records:
        return [_records(one, result) for one in result.reading.records]
    layout, tables = result.reading.format, known_tables(result)
    # Figures written to a file before come from several tables, some of one sheet.
    return [
        _known(table, layout, origin.cells)
        for table, origin in zip(tables, result.facts.origins, strict=True)
    ]


def _records(one: RecordSheet, result: ReadResult) -> Json:
    """A sheet of records: its headings and what each was taken for."""
    cells = next((o.cells for o in result.facts.origins if o.sheet == one.sheet), "")
    first, last = rows_of(cells)
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


def _known(table: TableReading, layout: str, cells: str) -> Json:
    blank = dict.fromkeys(("item", "name", "scenario", "window"), "")
    return {
        "sheet": table.sheet,
        "title": "",
        "cells": cells,
        "header_rows": [row + 1 for row in table.header_rows],
        "first_row": table.first_row + 1,
        "last_row": table.last_row + 1,
        "rows_left_out": [],
        "layout": layout,
        "level": "",
        "period": "",
        "used": True,
        "columns": [
            {"column": column_name(c.index), "heading": c.heading, "role": c.role, **blank}
            for c in table.columns
        ],
    }
