"""The figures as one comma-separated file, for Excel and for any other program."""

import csv
from datetime import date
from io import StringIO

from mhvalue.export.cells import safe_text
from mhvalue.export.doorway import admit, sharing_text
from mhvalue.export.rows import Cell, figures
from mhvalue.privacy.disclosure import Protected
from mhvalue.words.source import SYNTHETIC

MARK = "\ufeff".encode()
"""Tells Excel that the file is UTF-8, so that £ and names stay what they are."""


def table(protected: Protected, *, made_on: date, demo: bool = False) -> bytes:
    """The tidy figures, one row a unit and period, as RFC 4180 has it.

    What the rows may be used for stands on each of them, so that it survives cutting and
    sorting. Dates are written 2024-04-30. Raises ExportProblem for unprotected figures.
    """
    laid = figures(admit(protected))
    sharing = f"{SYNTHETIC}. {sharing_text(protected)}" if demo else sharing_text(protected)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    headings = [column.heading for column in laid.columns]
    writer.writerow([safe_text(heading) for heading in (*headings, "Sharing", "Made on")])
    for row in laid.rows:
        writer.writerow([_written(cell) for cell in (*row, sharing, made_on)])
    return MARK + text.getvalue().encode()


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return safe_text(cell) if isinstance(cell, str) else f"{cell:.15g}"
