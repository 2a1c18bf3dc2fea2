"""A whole workshop read back from the workbook it was downloaded as."""

from datetime import date
from typing import Any

from mhvalue.errors import ShortlistProblem
from mhvalue.shortlist.books import Book, Formula, Row, Value, open_book
from mhvalue.shortlist.layout import HEAD, SECTIONS, Field, Section
from mhvalue.shortlist.state import from_dict
from mhvalue.shortlist.workshop import Workshop

_AS_DOWNLOADED = "Use the workbook as it was downloaded, with its headings unchanged."


def read_workshop(data: bytes, name: str) -> Workshop:
    """The workshop in a workbook that `mhvalue.export.shortlist.workbook` made.

    The ranking is worked out again from the scores and weights in it. Raises FileRefused for a
    file that is no spreadsheet, and ShortlistProblem that names the sheet and row of what cannot
    be taken.
    """
    book = open_book(data, name)
    rows: dict[str, list[int]] = {}
    sheets: dict[str, str] = {}
    read: dict[str, Any] = {}
    for section in (HEAD, *SECTIONS):
        sheets[section.key] = section.sheet
        found = _entries(book, section)
        rows[section.key] = [row for row, _ in found]
        read[section.key] = [entry for _, entry in found]
    head = read.pop(HEAD.key)
    if len(head) != 1:
        raise ShortlistProblem(
            "There is not one row that says which workshop this is.",
            where=f"{book.file}, sheet {HEAD.sheet}",
            do=_AS_DOWNLOADED,
        )

    def where(key: str, number: int) -> str:
        return f"{book.file}, sheet {sheets[key]}, row {rows[key][number]}"

    try:
        return from_dict({**head[0], **read}, where)
    except ShortlistProblem as problem:
        if problem.where.startswith(book.file):
            raise
        raise ShortlistProblem(problem.what, where=book.file, do=problem.do) from problem


def _entries(book: Book, section: Section) -> list[tuple[int, dict[str, object]]]:
    """The rows of a section's sheet as records, each with its row as Excel counts it."""
    rows = book.rows(section.sheet)
    where = f"{book.file}, sheet {section.sheet}"
    header = _header(rows, section, where)
    columns = {field: rows[header].index(field.heading) for field in section.fields}
    found = []
    for place in range(header + 1, len(rows)):
        row = rows[place]
        if any(row[column] is not None for column in columns.values()):
            at = f"{where}, row {place + 1}"
            entry = {field.key: _value(row[at_], field, at) for field, at_ in columns.items()}
            found.append((place + 1, entry))
    return found


def _header(rows: list[Row], section: Section, where: str) -> int:
    """The row with all headings of the section, below any notices."""
    wanted = [field.heading for field in section.fields]
    for place, row in enumerate(rows[:20]):
        if all(row.count(heading) == 1 for heading in wanted):
            return place
    raise ShortlistProblem(
        f"The headings were changed: {', '.join(wanted)} should stand there once.",
        where=where,
        do=_AS_DOWNLOADED,
    )


def _value(cell: Value, field: Field, where: str) -> object:
    """The cell as plain data has it; what is of another kind is left for the check that follows."""
    if isinstance(cell, Formula):
        raise ShortlistProblem(f"{field.heading} holds a formula or an error.", where=where)
    if field.kind == "text":
        return "" if cell is None else str(cell)
    if field.kind in ("whole", "whole or none") and isinstance(cell, float):
        return int(cell) if cell.is_integer() else cell
    if field.kind == "date" and isinstance(cell, date):
        return cell.isoformat()
    return cell
