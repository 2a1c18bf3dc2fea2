"""The rows of a table as a person counts them, from 1, and back."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from mhvalue.errors import ReadingProblem

if TYPE_CHECKING:
    from mhvalue.ingest.reading import TableReading

LAST_OF_SHEET = 1_048_576
_ROWS = re.compile(r"(\d{1,7})(?:\s*(?:-|–|to)\s*(\d{1,7}))?")


def as_text(rows: Iterable[int]) -> str:
    """Zero-based rows as a person writes them: "12, 40-42"."""
    runs = [
        [row for _, row in run]
        for _, run in groupby(enumerate(sorted(rows)), lambda p: p[1] - p[0])
    ]
    return ", ".join(
        f"{run[0] + 1}-{run[-1] + 1}" if len(run) > 1 else str(run[0] + 1) for run in runs
    )


def corrected(
    table: "TableReading", headings: tuple[int | None, int | None], body: tuple[int, int], left: str
) -> "TableReading":
    """The table with its rows as the person wrote them, all counted from 1, both ends included.

    `headings` are the first and last heading row, None for none; `left` the rows left out. Other
    heading rows have the columns proposed again. Raises ReadingProblem with the reason.
    """
    where = f"Sheet {table.sheet}"
    top, bottom = headings
    first, last = body
    if (top is None) != (bottom is None):
        raise ReadingProblem(
            "The heading rows have one end only.", where=where, do="Give both, or neither."
        )
    if top is not None and bottom is not None and not 1 <= top <= bottom:
        raise ReadingProblem(
            "The last heading row stands above the first.", where=where, do="Swap the two."
        )
    if bottom is not None and first <= bottom:
        raise ReadingProblem(
            "The first row of figures does not stand below the headings.",
            where=where,
            do="Give a later first row, or earlier heading rows.",
        )
    if not 1 <= first <= last:
        raise ReadingProblem(
            "The last row stands above the first.", where=where, do="Swap the two."
        )
    skipped = _rows(left, where)
    outside = [row for row in skipped if not first <= row + 1 <= last]
    if outside and skipped != table.skip_rows:
        raise ReadingProblem(
            f"Row {outside[0] + 1} to leave out is not one of rows {first} to {last}.",
            where=where,
            do="Take it off the list.",
        )
    old = (table.header_rows[0] + 1, table.header_rows[-1] + 1) if table.header_rows else None
    rows = {"first_row": first - 1, "last_row": last - 1, "skip_rows": skipped}
    if top is None or bottom is None:
        return replace(table, header_rows=(), **rows)  # type: ignore[arg-type]
    if (top, bottom) == old:
        return replace(table, **rows)  # type: ignore[arg-type]
    header = tuple(range(top - 1, bottom))
    return replace(table, header_rows=header, columns=(), **rows)  # type: ignore[arg-type]


def _rows(text: str, where: str) -> tuple[int, ...]:
    """The rows of a text such as "12, 40-42", zero-based and in order."""
    found: set[int] = set()
    clear = not re.search(r"[^\s,;]", _ROWS.sub("", text))
    for told in _ROWS.finditer(text):
        first, last = int(told[1]), int(told[2] or told[1])
        clear = clear and 1 <= first <= last <= LAST_OF_SHEET
        found.update(range(first - 1, last) if clear else ())
    if not clear:
        raise ReadingProblem(
            "The rows to leave out are not row numbers.",
            where=where,
            do="Write them as 12, 40-42.",
        )
    return tuple(sorted(found))
