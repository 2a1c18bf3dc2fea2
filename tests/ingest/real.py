"""Reading the published files, and looking at their cells without the program's help."""

import csv
import datetime
import io
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from python_calamine import CalamineWorkbook

from mhvalue.facts import source_text
from mhvalue.ingest.pipeline import read

REAL = Path(__file__).parents[2] / ".." / "shared" / "data" / "real"

needs_files = pytest.mark.skipif(
    not REAL.is_dir(), reason="the published files are not on this machine"
)


@cache
def result_of(name, hidden=()):
    """The file read without a recipe; `hidden` sheets are read too when they are named."""
    from mhvalue.ingest.reading import Reading

    reading = Reading(hidden=hidden) if hidden else None
    return read((REAL / name).read_bytes(), name, reading, lambda stage: None)


def frame_of(name, **equal):
    frame = result_of(name).facts.frame
    for column, wanted in equal.items():
        frame = frame[(frame[column] == wanted).to_numpy()]
    return frame


@cache
def table_of(name, sheet=""):
    """The table index and the frame of the facts of one sheet."""
    facts = result_of(name).facts
    tables = [i for i, origin in enumerate(facts.origins) if origin.sheet == sheet]
    return facts.frame[facts.frame["table"].isin(tables).to_numpy()]


def place(cell):
    """A cell's name as row and column from zero."""
    letters, row = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(row) - 1, column - 1


def at(name, cell):
    """The one fact that came from a cell such as "D19" or "Sheet!D19"."""
    facts = result_of(name).facts
    sheet, _, here = cell.rpartition("!")
    row, column = place(here)
    tables = [i for i, origin in enumerate(facts.origins) if origin.sheet == sheet]
    frame = facts.frame
    (index,) = np.flatnonzero(
        frame["table"].isin(tables) & (frame["row"] == row) & (frame["column"] == column)
    )
    assert source_text(facts, int(index)) == f"{name}#{cell}"
    return frame.iloc[int(index)]


def said(fact):
    """Unit, period, and amount or status of one fact."""
    amount = fact["status"] if np.isnan(fact["amount"]) else round(float(fact["amount"]), 6)
    return fact["unit"], str(fact["period"].date()), amount


def periods(frame):
    told = sorted({str(day.date()) for day in frame["period"]})
    return told[0], told[-1], len(told)


def counts(frame):
    """How many facts have each status, those without any left out."""
    return {k: v for k, v in frame["status"].value_counts().to_dict().items() if v}


def headers(name):
    """The header rows of every table used, as a spreadsheet numbers them."""
    return [
        (table.sheet, *(row + 1 for row in table.header_rows))
        for table in result_of(name).reading.tables
        if table.use
    ]


@cache
def cells_of(name, sheet="", encoding="utf-8-sig"):
    """A sheet's cells by row, read without the program."""
    if name.endswith(".csv"):
        text = (REAL / name).read_bytes().decode(encoding)
        return list(csv.reader(io.StringIO(text)))
    book = CalamineWorkbook.from_path(str(REAL / name))
    return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def number_in(value):
    """The number a cell holds, or None."""
    if isinstance(value, bool | datetime.date):
        return None
    if isinstance(value, int | float):
        return float(value)
    text = str(value).replace("\u00a0", " ").strip().replace(",", "")
    return float(text) if re.fullmatch(r"-?\d*\.?\d+(e-?\d+)?", text) else None


def cells_disagree(name, encoding="utf-8-sig"):
    """Facts whose amount is not what stands in their cell, as it is or as a share of one."""
    facts = result_of(name).facts
    wrong = []
    ok = facts.frame[(facts.frame["status"] == "ok").to_numpy()]
    for row in ok[["table", "row", "column", "amount"]].itertuples(index=False):
        sheet = facts.origins[row.table].sheet
        number = number_in(cells_of(name, sheet, encoding)[row.row][row.column])
        if number is None or not (
            np.isclose(row.amount, number) or np.isclose(row.amount, 100 * number)
        ):
            wrong.append(row)
    return wrong


def read_twice(name):
    """Cells that more than one fact claims."""
    frame = result_of(name).facts.frame
    return int(frame.duplicated(["table", "row", "column"]).sum())
