"""A unit register that somebody keeps as a sheet: its cells as text, for mhvalue.register."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from mhvalue.errors import ReadingProblem
from mhvalue.facts import COLUMNS, make
from mhvalue.ingest.headings import plain
from mhvalue.ingest.reading import Reading
from mhvalue.ingest.result import Preview, ReadResult
from mhvalue.ingest.sheets.cells import Sheet
from mhvalue.register import HEADINGS, MOST_UNITS, TOP, from_cells
from mhvalue.units import UnitRegister

FORMAT: Final = "unit register"
MOST_COLUMNS: Final = 40


def read(sheets: Sequence[Sheet], reading: Reading, file: str) -> ReadResult:
    """The first sheet with the headings of a register, as text and without any facts.

    Raises ReadingProblem where no sheet has them.
    """
    for sheet in sheets:
        cells = sheet.cells[: MOST_UNITS + TOP, :MOST_COLUMNS]
        rows = tuple(tuple(map(_text, row)) for row in cells.tolist())
        if from_cells(rows) is not None:
            blank: dict[str, object] = {column: [] for column in COLUMNS}
            facts = make(blank, units=UnitRegister(), origins=(), key="")
            return ReadResult(facts, reading, (Preview(sheet.name, 0, rows),), (), ())
    raise ReadingProblem(
        "No sheet has the headings Level and Unit.",
        where=file,
        do=f"Give it the headings {', '.join(HEADINGS)}; the last seven may be left out.",
    )


def _text(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.strftime("%d/%m/%Y")
    return plain(value)
