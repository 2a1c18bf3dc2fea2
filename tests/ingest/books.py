"""Small workbooks from rows, for tests of what is read from them."""

import io

import openpyxl

from mhvalue.ingest.pipeline import read


def book(formats=None, hidden=(), merged=(), **sheets):
    """A workbook with one sheet for each list of rows; `formats` names number formats by cell.

    The cells of every range in `merged` are merged on all of its sheets.
    """
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cell, shown in (formats or {}).items():
            sheet[cell].number_format = shown
        for cells in merged:
            sheet.merge_cells(cells)
        if name in hidden:
            sheet.sheet_state = "hidden"
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def result_of(reading=None, name="report.xlsx", **sheets):
    """What is read from a workbook of these sheets."""
    return read(book(**sheets), name, reading, lambda stage: None)


def rows(result, *columns):
    """The facts as tuples of these columns, days as text."""
    frame = result.facts.frame.copy()
    for column in ("period", "start", "end"):
        frame[column] = [str(day.date()) for day in frame[column]]
    return [tuple(row) for row in frame[list(columns)].astype(object).itertuples(index=False)]


def told(result):
    """Every problem as one sentence."""
    return [problem.sentence() for problem in result.problems]
