"""Sheets of records: where their headings stand, how they are read, and their rows as a frame."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.day_orders import day_order
from mhvalue.errors import ReadingProblem
from mhvalue.ingest.headings import combined, named
from mhvalue.ingest.record_reading import (
    DAY_ROLES,
    IGNORE,
    RecordColumn,
    RecordReading,
    RecordSheet,
)
from mhvalue.ingest.records import told
from mhvalue.ingest.records.days import day_number
from mhvalue.ingest.records.other_tables import blocks, row_below
from mhvalue.ingest.records.recognise import SAMPLE, may_begin, recognise
from mhvalue.ingest.records.recognise import declared as declare
from mhvalue.ingest.sheets.cells import Sheet
from mhvalue.written_periods import parse

HEADER_WITHIN: Final = 25
SHEET_NAME: Final = "Name of the sheet"
"""Stands for a heading where each unit has a sheet of its own."""
_YEARS_1904: Final = 1_462
"""Days from 30 December 1899 to 1 January 1904."""
_LEVEL: Final = {"stays": "Ward", "incidents": "Ward"}


def found(sheet: Sheet, file: str) -> RecordSheet | None:
    """How a sheet of records is to be read; None for any other sheet."""
    last = _last_filled(sheet)
    if last is None:
        return None
    for header in _headers(sheet, last):
        readings = [(rows, _recognised(sheet, rows, last, file)) for rows in header]
        known = [(rows, reading) for rows, reading in readings if reading is not None]
        if known:
            rows, reading = max(known, key=lambda one: (_used(one[1]), -len(one[0])))
            assert reading is not None
            return RecordSheet(sheet.name, rows, _covered(reading, sheet, rows[0], file))
    return None


def _last_filled(sheet: Sheet) -> int | None:
    """The last row that holds anything; None for a sheet that holds nothing."""
    rows = range(len(sheet.cells) - 1, -1, -1)
    return next((row for row in rows if any(v is not None for v in sheet.cells[row])), None)


def declared(sheet: Sheet, kind: str, file: str) -> RecordSheet:
    """How a sheet is to be read whose rows are each one `kind`, as somebody says.

    Raises ReadingProblem where it has no headings, or no column of dates below them.
    """
    where = f"{file}, {sheet.name}" if sheet.name else file
    last = _last_filled(sheet) or 0
    found = [rows for header in _headers(sheet, last) for rows in header]
    # Without headings the first record would pass for them, and be lost.
    headers = [rows for rows in found if _all_words(sheet.cells[list(rows)].ravel().tolist())]
    if not headers:
        raise ReadingProblem(
            "No row of headings stands above the records.",
            where=where,
            do="Give each column a heading in the file and upload it again.",
        )
    readings = [(rows, _read_as(kind, sheet, rows, last, file)) for rows in headers]
    known = [(rows, reading) for rows, reading in readings if reading is not None]
    if not known:
        raise ReadingProblem(
            "No column of this sheet holds dates, and records are counted by their dates.",
            where=where,
            do="Choose another sheet, or add the day each record began.",
        )
    rows, reading = max(known, key=lambda one: (_used(one[1]), -len(one[0])))
    return RecordSheet(sheet.name, rows, _covered(reading, sheet, rows[0], file))


def _covered(reading: RecordReading, sheet: Sheet, header: int, file: str) -> RecordReading:
    """The reading with the days that the extract covers, as its titles say; else its own."""
    first, last = told.days_above([*sheet.cells[:header].tolist(), [sheet.name]], file)
    last = last or reading.as_at
    named = parse(sheet.name) if last is None and reading.is_list else None
    if named is not None and named.grain in ("day", "month") and named.end <= date.today():
        last = named.end
    return replace(reading, first=first, as_at=last)


def named_by_sheet(sheets: Sequence[RecordSheet]) -> tuple[RecordSheet, ...]:
    """The sheets, where each is a unit's own with the sheet's name as its unit."""
    alone = [one for one in sheets if not one.reading.has("unit")]
    if len(alone) < 2 or len(alone) < len(sheets) or any(parse(one.sheet) for one in alone):
        return tuple(sheets)
    return tuple(
        replace(
            one,
            reading=replace(
                one.reading,
                columns=(
                    RecordColumn(SHEET_NAME, "unit", _LEVEL.get(one.reading.kind, "Team")),
                    *one.reading.columns,
                ),
            ),
        )
        for one in sheets
    )


def frame_of(sheet: Sheet, how: RecordSheet) -> pd.DataFrame:
    """The rows of a sheet, the columns that are used only; cells as they are."""
    headings = headings_of(sheet, how.header_rows)
    body = sheet.cells[how.header_rows[-1] + 1 : row_below(sheet, headings, how)]
    full = body[(body != None).any(axis=1)]  # noqa: E711 - asked of each cell
    used = {column.heading for column in how.reading.columns if column.role != IGNORE}
    days = {column.heading for column in how.reading.columns if column.role in DAY_ROLES}
    columns: dict[str, object] = {
        heading: pd.Series(
            _since_1900(full[:, place]) if sheet.date1904 and heading in days else full[:, place],
            dtype=object,
        )
        for place, heading in enumerate(headings)
        if heading in used
    }
    if SHEET_NAME in used and SHEET_NAME not in columns:
        columns[SHEET_NAME] = pd.Series([sheet.name] * len(full), dtype=object)
    return pd.DataFrame(columns)


def _since_1900(cells: NDArray[np.object_]) -> NDArray[np.object_]:
    """Day numbers of a workbook that counts from 1904 as those of one that counts from 1900."""
    moved = cells.copy()
    moved[:] = [v + _YEARS_1904 if isinstance(v, int | float) else v for v in cells.tolist()]
    return moved


def headings_of(sheet: Sheet, rows: Sequence[int]) -> tuple[str, ...]:
    """The headings of a sheet, each once and never blank."""
    return named(combined(sheet, rows, 0, sheet.cells.shape[1] - 1), 0)[0]


def frame_of_sheet(
    sheet: Sheet, header_rows: Sequence[int], first_row: int, last_row: int
) -> pd.DataFrame:
    """The rows of a table, both ends included, with its headings made unique; cells as they are."""
    cells = sheet.cells[first_row : last_row + 1]
    return pd.DataFrame(
        {
            heading: pd.Series(cells[:, place], dtype=object)
            for place, heading in enumerate(headings_of(sheet, header_rows))
        }
    )


def recognise_frame(frame: pd.DataFrame, *, title: str = "") -> RecordReading | None:
    """How a frame of records is to be read, going by its first rows; None when it holds none."""
    rows = frame.head(SAMPLE).itertuples(index=False, name=None)
    return recognise([str(name) for name in frame.columns], rows, title=title)


def _recognised(sheet: Sheet, rows: Sequence[int], last: int, file: str) -> RecordReading | None:
    if not any(map(may_begin, headings_of(sheet, rows))):
        return None
    title = _title(sheet, rows, file)
    parts = (_sample(sheet, rows, last, places) for places in blocks(sheet, rows, last))
    return next(filter(None, (recognise(*part, title=title) for part in parts)), None)


def _read_as(
    kind: str, sheet: Sheet, rows: Sequence[int], last: int, file: str
) -> RecordReading | None:
    title = _title(sheet, rows, file)
    parts = (_sample(sheet, rows, last, places) for places in blocks(sheet, rows, last))
    return next(filter(None, (declare(kind, *part, title=title) for part in parts)), None)


def _sample(
    sheet: Sheet, rows: Sequence[int], last: int, places: Sequence[int]
) -> tuple[list[str], list[list[object]]]:
    """The headings of some columns, and rows from below them."""
    headings = headings_of(sheet, rows)
    bottom = rows[-1]
    # Rows from all over the sheet: its first may be the newest, or all of one day.
    picked = np.unique(np.linspace(bottom + 1, last, SAMPLE).astype(int))
    sample = sheet.cells[picked][:, places]
    sample = sample[(sample != None).any(axis=1)]  # noqa: E711 - asked of each cell
    return [headings[place] for place in places], sample.tolist()


def _title(sheet: Sheet, rows: Sequence[int], file: str) -> str:
    """What is said of the rows besides their headings."""
    above = " ".join(str(v) for v in sheet.cells[: rows[0]].flat if isinstance(v, str))
    return f"{file} {sheet.name} {above[:200]}"


def _used(reading: RecordReading | None) -> int:
    return sum(column.role != IGNORE for column in reading.columns) if reading else 0


def _headers(sheet: Sheet, last: int) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Rows near the top that may be headings, each alone and with the row below it."""
    top = sheet.cells[: min(HEADER_WITHIN, last) + 1]
    widest = int((top != None).sum(axis=1).max())  # noqa: E711 - asked of each cell
    for row in range(min(HEADER_WITHIN, last)):
        cells = [value for value in top[row] if value is not None]
        if not cells or 2 * len(cells) < widest or not all(isinstance(v, str) for v in cells):
            continue
        if row + 2 <= last and _all_words(top[row + 1] if row + 1 < len(top) else ()):
            yield ((row,), (row, row + 1))
        else:
            yield ((row,),)


def _all_words(cells: Sequence[object]) -> bool:
    """Whether a row holds words alone, and no day or figure as every record does."""
    values = [value for value in cells if value is not None]
    return bool(values) and all(isinstance(v, str) and not _is_data(v) for v in values)


def _is_data(value: object) -> bool:
    if isinstance(value, date | datetime | int | float):
        return True
    day = day_number(value)
    return (
        (day is not None and day > 0)
        or bool(day_order(value))
        or str(value).replace(".", "", 1).isdecimal()
    )
