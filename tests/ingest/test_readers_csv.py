"""CSV in every usual dress: encodings, delimiters, ragged rows, stray marks, large files."""

import codecs
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhvalue.ingest.sheets import csv_reader, decimal_commas
from mhvalue.ingest.sheets.cells import distinct
from mhvalue.ingest.sheets.csv_reader import read_csv
from mhvalue.ingest.values import parse_cell


def cells(data):
    return read_csv(data).cells.tolist()


@pytest.mark.parametrize(
    "data",
    [
        "Ward,Größe\nElm,£3\n".encode(),
        codecs.BOM_UTF8 + "Ward,Größe\nElm,£3\n".encode(),
        "Ward,Größe\nElm,£3\n".encode("utf-16"),
        codecs.BOM_UTF16_BE + "Ward,Größe\nElm,£3\n".encode("utf-16-be"),
        "Ward,Größe\nElm,£3\n".encode("cp1252"),
        "Ward;Größe\r\nElm;£3\r\n".encode(),
        "Ward\tGröße\nElm\t£3".encode(),
        "Ward|Größe\rElm|£3\r".encode(),
    ],
)
def test_encodings_delimiters_and_line_ends(data):
    assert cells(data) == [["Ward", "Größe"], ["Elm", "£3"]]


def test_byte_a0_of_the_windows_page_is_a_hard_space():
    assert cells(b"Ward,Falls\nElm\xa0North,3\n")[1][0] == "Elm\u00a0North"


def test_values_stay_as_written_and_empty_fields_are_blanks():
    assert cells(b'Code,Falls,Note\n 007 ,"1,234",\n108,,"say ""hi"""\n') == [
        ["Code", "Falls", "Note"],
        [" 007 ", "1,234", None],
        ["108", None, 'say "hi"'],
    ]


def test_titles_blank_lines_and_notes_keep_their_rows():
    data = b"Falls by ward, all teams, 2024\n\nWard;Apr;May;Jun\nElm;1;2;3\nOak;4;5;6\n\nNote, a\n"
    found = cells(data)
    assert found[1] == [None] * 4
    assert found[2] == ["Ward", "Apr", "May", "Jun"]
    assert found[4] == ["Oak", "4", "5", "6"]
    assert len(found) == 7


def test_line_break_inside_a_field_is_one_row():
    assert cells(b'Ward,Note\nElm,"one\ntwo"\nOak,x\n') == [
        ["Ward", "Note"],
        ["Elm", "one\ntwo"],
        ["Oak", "x"],
    ]


def test_a_mark_that_is_never_closed_does_not_swallow_the_rest():
    found = cells(b'Ward,Falls\n"Elm,3\nOak,5\nAsh,7\n')
    assert [row[1] for row in found] == ["Falls", "3", "5", "7"]


def test_a_mark_inside_a_field_is_text():
    assert cells(b'Ward,Falls\n6" tube,3\n"Elm" North,5\n')[1:] == [
        ['6" tube', "3"],
        ["Elm North", "5"],
    ]


def test_form_feeds_and_other_line_marks_do_not_split_rows():
    assert cells("Ward,Note\nElm,a\x0cb\u2028c\n".encode()) == [
        ["Ward", "Note"],
        ["Elm", "a b\u2028c"],
    ]


def test_the_delimiter_excel_writes_into_the_first_line():
    assert cells(b"sep=;\nWard;A,B\nElm;1,5\n") == [[None, None], ["Ward", "A,B"], ["Elm", "1.5"]]


def test_decimal_commas_do_not_hide_the_semicolon():
    assert cells(b"Ward;Days\nElm;1,5\nOak;2,5\n")[1] == ["Elm", "1.5"]


def test_one_column():
    assert cells(b"Ward\nElm\nOak\n") == [["Ward"], ["Elm"], ["Oak"]]


table = st.lists(
    st.lists(st.text("ab ,;\"'\né£", max_size=5), min_size=3, max_size=3), min_size=1, max_size=8
)


@given(table)
def test_large_and_small_files_are_read_alike(rows):
    text = "R,M,V\n" + "".join(
        ",".join('"' + value.replace('"', '""') + '"' for value in row) + "\n" for row in rows
    )
    data = text.encode()
    small = read_csv(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_reader, "_LARGE", 0)
        patch.setattr(csv_reader, "delimiter_of", lambda data, encoding: ",")
        large = read_csv(data)
    expected = [["R", "M", "V"], *[[value or None for value in row] for row in rows]]
    assert large.cells.tolist() == expected
    if csv_reader.delimiter_of(data, "utf-8") == ",":
        assert small.cells.tolist() == expected


def test_a_large_file_with_rows_of_several_lengths(monkeypatch):
    monkeypatch.setattr(csv_reader, "_LARGE", 0)
    sheet = read_csv(b"Title\nWard,Falls\nElm,3\nOak,5\n")
    assert sheet.cells.tolist() == [["Title", None], ["Ward", "Falls"], ["Elm", "3"], ["Oak", "5"]]


def test_a_large_file_lays_its_cells_out_only_when_asked(monkeypatch):
    monkeypatch.setattr(csv_reader, "_LARGE", 0)
    sheet = read_csv(b"Ward,Falls\nElm,3\nOak,\n")
    assert sheet.shape == (3, 2)
    assert sheet.rows(1, 9).tolist() == [["Elm", "3"], ["Oak", None]]
    assert "cells" not in vars(sheet)
    assert sheet.cells.tolist() == [["Ward", "Falls"], ["Elm", "3"], ["Oak", None]]


def test_a_large_file_keeps_each_text_once(monkeypatch):
    monkeypatch.setattr(csv_reader, "_LARGE", 0)
    sheet = read_csv(b"Ward,Falls\n" + b"Elm,3\nOak,\n" * 500)
    assert sheet.cells[1, 0] is sheet.cells[999, 0]
    assert sheet.cells[2, 1] is None
    codes, values = distinct(sheet, 0, 1, 1000)
    assert [values[code] for code in codes[:4]] == ["Elm", "Oak", "Elm", "Oak"]
    assert len(codes) == 1000
    assert values == ["Elm", "Oak"]


def test_distinct_tells_equal_values_of_other_types_apart():
    sheet = csv_reader.Sheet("", np.array([[1.0], [True], ["1"], [None], [1.0]], dtype=object))
    codes, values = distinct(sheet, 0, 0, 4)
    assert [type(value) for value in values] == [float, bool, str, type(None)]
    assert codes.tolist() == [0, 1, 2, 3, 0]


@given(
    st.lists(st.sampled_from(["Elm", "Oak", "", 1.0, True, False, 0.0, None]), min_size=1),
    st.data(),
)
def test_distinct_gives_back_the_rows_that_were_asked(column, data):
    sheet = csv_reader.Sheet("", np.array([[value] for value in column], dtype=object))
    first = data.draw(st.integers(0, len(column) - 1))
    last = data.draw(st.integers(first, len(column) - 1))
    codes, values = distinct(sheet, 0, first, last)
    given_back = [values[code] for code in codes]
    asked = column[first : last + 1]
    assert list(zip(map(type, given_back), given_back, strict=True)) == list(
        zip(map(type, asked), asked, strict=True)
    )
    assert len(values) == len({(type(value), value) for value in asked})


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (("12,5", "1.234", "1.234,50"), [12.5, 1234.0, 1234.5]),
        (("12,5", "7", "01.10.2024"), [12.5, 7.0, None]),
        (("1,250", "1.234", "30"), [1250.0, 1.234, 30.0]),
        (("12,5", "12.5", "30"), [None, 12.5, 30.0]),
    ],
)
def test_commas_before_decimals_where_no_point_stands_there(cells, read):
    sheet = read_csv(("Ward;Stay\n" + "".join(f"Elm;{cell}\n" for cell in cells)).encode())
    found = [parse_cell(value) for value in sheet.cells[1:, 1]]
    assert [None if math.isnan(f.amount) else f.amount for f in found] == read
    told = decimal_commas.problems((sheet,), "f.csv")
    assert [problem.cell for problem in told] == (["B2"] if read[0] == 12.5 else [])


@pytest.mark.parametrize(
    ("rows", "cost"),
    [
        (("5,6\t1,234", "7\t2,500"), [1234.0, 2500.0]),
        (("12,5\t1,234,500", "7,25\t30"), [1234500.0, 30.0]),
        (("5,6\t1,234", "7\t2,5"), [1.234, 2.5]),
    ],
)
def test_between_tabs_a_comma_that_may_part_thousands_does(rows, cost):
    sheet = read_csv(("Bands\tCost\n" + "".join(f"{row}\n" for row in rows)).encode())
    assert [parse_cell(value).amount for value in sheet.cells[1:, 1]] == cost
