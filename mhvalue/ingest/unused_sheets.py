"""Sheets that no figure came from, which nobody would otherwise be told of."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import islice
from typing import Final

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import Reading
from mhvalue.ingest.sheets.cells import Sheet, distinct
from mhvalue.written_periods import parse

FEWEST_DAYS: Final = 3
FEWEST_ROWS: Final = 2
MOST: Final = 0.8
SAMPLE: Final = 200
"""Distinct values of a column that are looked at."""


def problems(sheets: Sequence[Sheet], reading: Reading, file: str) -> list[Problem]:
    """What to say of each sheet that was read and not used, and that holds a column of days."""
    used = {table.sheet for table in reading.tables} | {one.sheet for one in reading.records}
    return [
        Problem(
            "The rows of this sheet have dates, but no table of figures was found in them.",
            file,
            sheet.name,
            done="Nothing of the sheet was read.",
            do="If each row is one stay, referral, contact or incident, say so on the Upload page.",
        )
        for sheet in sheets
        if sheet.name not in used and all(sheet.shape) and _holds_days(sheet)
    ]


def beside(sheets: Sequence[Sheet], read: Collection[str], title: str, file: str) -> list[Problem]:
    """What to say of sheets with figures, in a workbook of which a known layout was read."""
    return [
        Problem(
            "This sheet has figures, and is not laid out as the sheets that were read.",
            file,
            sheet.name,
            done=f"It was not read: the file was taken for the {title}.",
            do="Have the file read as tables on the Upload page if this sheet is wanted too.",
        )
        for sheet in sheets
        if sheet.name not in read and _holds_figures(sheet)
    ]


def _holds_figures(sheet: Sheet) -> bool:
    """Whether several rows of a sheet have a number beside something else."""
    with_figures = (
        row
        for row in sheet.cells.tolist()
        if any(isinstance(value, int | float) and not isinstance(value, bool) for value in row)
        and sum(value is not None for value in row) > 1
    )
    return len(list(islice(with_figures, FEWEST_ROWS))) == FEWEST_ROWS


def _holds_days(sheet: Sheet) -> bool:
    height, width = sheet.shape
    return any(_is_of_days(distinct(sheet, place, 0, height - 1)[1]) for place in range(width))


def _is_of_days(values: Sequence[object]) -> bool:
    """Whether a column holds days of the calendar but for its heading and titles."""
    held = [value for value in values if value is not None][:SAMPLE]
    days = sum(map(_is_day, held))
    return days >= FEWEST_DAYS and days >= MOST * (len(held) - 2)


def _is_day(value: object) -> bool:
    if isinstance(value, str):
        found = parse(value) if any(map(str.isdigit, value)) else None
        return found is not None and found.grain == "day"
    return isinstance(value, date)
