"""Rows as a person writes them, counted from 1, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhvalue.errors import ReadingProblem
from mhvalue.ingest.reading import Column, TableReading
from mhvalue.ui.table_rows import as_text, corrected

TABLE = TableReading("Wards", (2, 3), 4, 99, (Column(0, "Ward", "unit"),), skip_rows=(10,))
SAME = (3, 4), (5, 100)


def test_nothing_changed_is_the_same_table():
    assert corrected(TABLE, *SAME, "11") == TABLE


def test_rows_left_out_are_written_singly_or_as_a_stretch():
    assert corrected(TABLE, *SAME, "12, 40-42; 50 to 51 60").skip_rows == (
        11, 39, 40, 41, 49, 50, 59,
    )  # fmt: skip
    assert as_text((11, 39, 40, 41)) == "12, 40-42"


@given(st.sets(st.integers(4, 99)))
def test_text_of_rows_gives_them_back(rows):
    assert corrected(TABLE, *SAME, as_text(rows)).skip_rows == tuple(sorted(rows))


def test_other_heading_rows_ask_for_new_columns_and_the_same_ones_do_not():
    other = corrected(TABLE, (4, 4), (5, 100), "")
    assert (other.header_rows, other.columns) == ((3,), ())
    assert corrected(TABLE, (3, 4), (6, 90), "").columns == TABLE.columns


@pytest.mark.parametrize(
    ("headings", "body", "left", "said"),
    [
        ((3, None), (5, 100), "", "The heading rows have one end only."),
        ((4, 3), (5, 100), "", "The last heading row stands above the first."),
        ((3, 4), (4, 100), "", "does not stand below the headings"),
        ((3, 4), (50, 40), "", "The last row stands above the first."),
        ((3, 4), (5, 100), "101", "Row 101 to leave out is not one of rows 5 to 100."),
        ((3, 4), (5, 100), "12 and 40", "The rows to leave out are not row numbers."),
        ((3, 4), (5, 100), "12-", "The rows to leave out are not row numbers."),
        ((3, 4), (5, 100), "40-12", "The rows to leave out are not row numbers."),
        ((3, 4), (5, 100), "0", "The rows to leave out are not row numbers."),
        ((3, 4), (5, 100), "1-9999999", "The rows to leave out are not row numbers."),
    ],
)
def test_rows_that_make_no_table_are_told(headings, body, left, said):
    with pytest.raises(ReadingProblem) as told:
        corrected(TABLE, headings, body, left)
    assert said in str(told.value)
    assert str(told.value).startswith("Sheet Wards: ")
