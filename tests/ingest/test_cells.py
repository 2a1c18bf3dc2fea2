"""Names of cells and ranges, checked against openpyxl."""

import numpy as np
import openpyxl.utils
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhvalue.ingest.sheets.cells import cell_name, column_name, grid, range_name


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [
        (18, 3, "D19"),
        (0, 0, "A1"),
        (0, 25, "Z1"),
        (0, 26, "AA1"),
        (1_048_575, 16_383, "XFD1048576"),
    ],
)
def test_cell_name(row, column, name):
    assert cell_name(row, column) == name


@given(st.integers(0, 16_383))
def test_column_letters_as_openpyxl_has_them(column):
    assert column_name(column) == openpyxl.utils.get_column_letter(column + 1)


def test_range_name():
    assert range_name(4, 0, 899, 7) == "A5:H900"
    assert range_name(4, 0, 4, 0) == "A5"


def test_grid_fills_short_rows_and_blanks_empty_text():
    made = grid([["a", "", "c"], [], ["d"]])
    assert made.tolist() == [["a", None, "c"], [None] * 3, ["d", None, None]]


def test_grid_of_nothing():
    assert grid([]).shape == (0, 0)
    assert grid([]).dtype == np.dtype(object)
