"""The quality report as a workbook, to send back to whoever made the file.

It tells where something is doubtful and what to do, and holds no figure and no unit's name, so
that it may be sent to anybody who may have the file.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, Protocol

from mhvalue.export.names import file_name
from mhvalue.export.rows import Column, Table
from mhvalue.export.saving import saved
from mhvalue.export.sheets import add_lines, add_table

TITLE: Final = "What is doubtful in the file"


class Noticed(Protocol):
    """One thing noticed in a file: what is there, where, what was done and what to do."""

    @property
    def what(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def cell(self) -> str: ...
    @property
    def done(self) -> str: ...
    @property
    def do(self) -> str: ...


def quality_report(noticed: Sequence[Noticed], *, made_on: date, version: str) -> bytes:
    """The workbook: a first sheet that says what it is, and one row for each thing noticed."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    files = list(dict.fromkeys(one.file for one in noticed))
    counted = "1 thing" if len(noticed) == 1 else f"{len(noticed):,} things"
    lines: list[tuple[str, str | date]] = [
        ("What this is", TITLE),
        ("What was found", f"{counted} to look at." if noticed else "Nothing doubtful."),
        *(("File" if place == 0 else "", name) for place, name in enumerate(files)),
        ("What it holds", "Where something is doubtful and why. No figures, no names of units."),
        (
            "What to do",
            "Correct the cells in the file and send it again, or say why they are right.",
        ),
        ("Made on", made_on),
        ("Made with", f"mhvalue {version}"),
    ]
    add_lines(book, "About", lines, ())
    add_table(book, table(noticed), ())
    return saved(book, made_on, TITLE)


def table(noticed: Sequence[Noticed]) -> Table:
    """One row a thing noticed, in the order given."""
    columns = (
        Column("File"),
        Column("Sheet"),
        Column("Cell"),
        Column("What is there", "long text"),
        Column("What was done", "long text"),
        Column("What to do", "long text"),
    )
    rows = tuple((n.file, n.sheet, n.cell, n.what, n.done, n.do) for n in noticed)
    return Table("To look at", columns, rows)


def quality_name(file: str, made_on: date) -> str:
    """What the workbook is called: quality-report_ward-figures_2026-04-20_to-share.xlsx."""
    stem = file.rpartition(".")[0] or file
    units = (stem,) if stem else ()
    return file_name("Quality report", units, made_on.isoformat(), "to share", "xlsx")
