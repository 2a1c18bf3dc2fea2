"""A table whose heading rows a person corrected: its columns are proposed again from them."""

from dataclasses import replace

import pytest

from mhvalue.catalogue.loader import load
from mhvalue.errors import ReadingProblem
from mhvalue.ingest.proposing.recast import recast
from mhvalue.ingest.reading import Reading, TableReading
from mhvalue.ingest.sheets.cells import Sheet, grid
from mhvalue.ingest.tables import read_tables, settle

ROWS = [
    ["Place", "When", "Restraints"],
    ["Ward", "Month", "Falls"],
    ["Elm", "01/04/2024", 7.0],
    ["Elm", "01/05/2024", 9.0],
    ["Total", None, 16.0],
]
SHEET = Sheet("Falls", grid(ROWS))
TABLE = TableReading("Falls", (1,), 2, 4, (), skip_rows=(4,))


def test_the_columns_are_those_of_the_heading_rows_given():
    made = recast(SHEET, TABLE, load(), "book.xlsx")
    assert [(c.heading, c.role) for c in made.columns] == [
        ("Ward", "unit"), ("Month", "period"), ("Falls", "amount"),
    ]  # fmt: skip
    assert (made.header_rows, made.first_row, made.last_row) == ((1,), 2, 4)
    assert (made.level, made.skip_rows) == ("Ward", (4,))


def test_a_reading_without_columns_is_read_with_them():
    reading = settle(Reading(tables=(TABLE,)), (SHEET,), load(), "book.xlsx")
    facts, _, _ = read_tables((SHEET,), reading, load(), "book.xlsx", exactly=True)
    assert facts.frame["amount"].tolist() == [7.0, 9.0]
    assert facts.frame["unit"].unique().tolist() == ["Elm"]


def test_a_table_that_is_left_out_needs_no_columns():
    unused = replace(TABLE, use=False)
    assert settle(Reading(tables=(unused,)), (SHEET,), load(), "b.xlsx").tables == (unused,)


def test_rows_beyond_the_sheet_are_told():
    with pytest.raises(ReadingProblem) as told:
        recast(SHEET, replace(TABLE, last_row=9), load(), "book.xlsx")
    assert "book.xlsx, Falls: The sheet has 5 rows" in str(told.value)


def test_rows_without_a_cell_are_told():
    blank = Sheet("Falls", grid([*ROWS, [None] * 3, [None] * 3]))
    with pytest.raises(ReadingProblem) as told:
        recast(blank, TableReading("Falls", (5,), 6, 6, ()), load(), "book.xlsx")
    assert "These rows are blank." in str(told.value)
