"""Rows and columns that nobody sees are read, counted and named."""

import io

import openpyxl
import pytest

from mhvalue.ingest.pipeline import read
from tests.ingest.books import book, rows, told

WARDS = [["Ward", "Month", "Falls", "Fires", "Notes", "Bites"]]
WARDS += [[f"Ward {n}", "Apr-24", n, 10 + n, None, 20 + n] for n in range(5)]


def hidden(table, rows=(), columns=()):
    made = openpyxl.load_workbook(io.BytesIO(book(S=table)))
    for row in rows:
        made["S"].row_dimensions[row].hidden = True
    for letters in columns:
        made["S"].column_dimensions[letters].hidden = True
    kept = io.BytesIO()
    made.save(kept)
    return read(kept.getvalue(), "a.xlsx", None, lambda stage: None)


def test_hidden_and_filtered_rows_are_counted_and_read():
    result = hidden(WARDS, rows=(3, 5))
    assert set(rows(result, "unit")) == {(f"Ward {n}",) for n in range(5)}
    (said,) = told(result)
    assert "2 rows of the table are hidden or filtered out (A3, A5)" in said


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ("D", "S D1: Column D is hidden. What stands there was read."),
        ("CDF", "S C1: Columns C:D, F are hidden. What stands there was read."),
        ("BEF", "S B1: Columns B, F are hidden. What stands there was read."),
    ],
)
def test_hidden_columns_that_hold_something_are_named_and_read(columns, said):
    result = hidden(WARDS, columns=columns)
    assert set(rows(result, "item")) == {("falls",), ("fires",), ("bites",)}
    assert any(said in text for text in told(result))


def test_hidden_columns_beside_the_table_or_blank_are_not_spoken_of():
    assert told(hidden(WARDS, columns="EJK")) == []


def test_hidden_parts_of_records_and_of_known_layouts_are_told_too():
    stays = [["Ward", "Patient ref", "Admission date", "Discharge date"]]
    stays += [["Elm", f"k{n}", f"{n + 1:02}/04/2024", f"{n + 3:02}/04/2024"] for n in range(20)]
    said = told(hidden(stays, rows=(4,), columns="B"))
    assert any("1 row of the table is hidden or filtered out (A4)" in text for text in said)
    assert any("Column B is hidden" in text for text in said)
