"""Workbooks to sheets: every value where it stands, and nothing silently blank."""

import io
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from mhvalue.errors import FileRefused
from mhvalue.ingest.sheets.cells import NO_SAVED_ANSWER, CellError
from mhvalue.ingest.sheets.readers import MOST_SHEETS, read_sheets, unread_problems
from tests.ingest.crafted_files import compound_file, one_value, rewritten, sheet_xml, workbook


def saved(book):
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def book_of(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def only_sheet(data, kind="xlsx"):
    (sheet,) = read_sheets(data, kind)
    return sheet


def refusal(data, kind="xlsx"):
    with pytest.raises(FileRefused) as told:
        read_sheets(data, kind)
    return told.value


@pytest.mark.parametrize("epoch", [CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904])
def test_every_kind_of_value_in_both_date_systems(epoch):
    book = openpyxl.Workbook()
    book.epoch = epoch
    values = ["Elm", 3, 2.5, True, datetime(2024, 4, 1), datetime(2024, 4, 1, 9, 30), time(9, 30)]
    book.active.append(values)
    cells = only_sheet(saved(book)).cells
    expected = ["Elm", 3.0, 2.5, True, date(2024, 4, 1), datetime(2024, 4, 1, 9, 30), time(9, 30)]
    assert cells.tolist() == [expected]
    assert [type(value) for value in cells[0]] == [type(value) for value in expected]


def test_durations_are_kept():
    book = book_of([[timedelta(hours=30)]])
    assert only_sheet(saved(book)).cells[0, 0] == timedelta(hours=30)


def test_leading_blanks_keep_every_value_in_its_place():
    book = openpyxl.Workbook()
    book.active["C4"] = 7
    sheet = only_sheet(saved(book))
    assert sheet.cells.shape == (4, 3)
    assert sheet.cells[3, 2] == 7
    assert [value for value in sheet.cells.ravel() if value is not None] == [7]


def test_merged_ranges_are_zero_based_and_inclusive():
    book = book_of([["2023/24", None, None], ["Elm", 1, 2]])
    book.active.merge_cells("A1:C1")
    book.active.merge_cells("B5:B9")
    assert set(only_sheet(saved(book)).merged) == {(0, 0, 0, 2), (4, 1, 8, 1)}


def test_hidden_rows_are_told():
    book = book_of([["Ward"], ["Elm"], ["Oak"], ["Ash"]])
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["A"].hidden = True
    assert only_sheet(saved(book)).hidden_rows == (2,)
    assert only_sheet(saved(book)).hidden_columns == ((0, 0),)


def test_a_stretch_of_hidden_columns_is_told_from_its_first_to_its_last():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    columns = '<cols><col min="2" max="3" width="9"/><col min="4" max="16384" hidden="1"/></cols>'
    part = sheet_xml(rows).replace(b"<sheetData>", columns.encode() + b"<sheetData>")
    assert only_sheet(workbook(part)).hidden_columns == ((3, 16383),)


def test_formulas_without_a_saved_answer_are_never_blank():
    book = book_of([["Elm", 3, "=B1*2"], ["Oak", 5, "=B2*2"]])
    book.active["F9"] = "=SUM(B1:B2)"
    sheet = only_sheet(saved(book))
    assert sheet.cells.shape == (9, 6)
    errors = {place for place, value in places(sheet.cells) if isinstance(value, CellError)}
    assert errors == {(0, 2), (1, 2), (8, 5)}
    assert sheet.cells[0, 2].code == NO_SAVED_ANSWER


def places(cells):
    return [
        ((row, column), cells[row, column]) for row, column in zip(*cells.nonzero(), strict=True)
    ]


@pytest.mark.parametrize(("answers", "missing"), [((0, 0), 2), ((0, 3), 0), ((0, "text"), 0)])
def test_noughts_that_a_program_wrote_for_every_answer_are_none(answers, missing):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [0, 4])
        for row, answer in enumerate(answers, start=1):
            sheet.write_formula(row, 1, "=A1+B1", value=answer)
    cells = only_sheet(made.getvalue()).cells
    assert [cell for _, cell in places(cells)].count(CellError(NO_SAVED_ANSWER)) == missing
    assert cells[0].tolist() == [0.0, 4.0]


def test_noughts_of_a_workbook_that_was_worked_out_are_answers():
    rows = '<row r="1"><c r="A1"><f>1-1</f><v>0</v></c><c r="B1"><v>7</v></c></row>'
    assert only_sheet(workbook(sheet_xml(rows))).cells.tolist() == [[0.0, 7.0]]


def test_errors_and_saved_answers_of_formulas():
    rows = (
        '<row r="1"><c r="A1" t="e"><v>#DIV/0!</v></c><c r="B1"><f>1+1</f><v>2</v></c>'
        '<c r="C1" t="str"><f>IF(TRUE,"","")</f><v></v></c><c t="e" r="D1"><f>X</f><v>#N/A</v></c>'
        '<c r="E1"><f t="shared" si="0"/></c><c r="F1"><v>6</v></c></row>'
    )
    (row,) = only_sheet(workbook(sheet_xml(rows))).cells.tolist()
    assert row == [
        CellError("#DIV/0!"),
        2.0,
        None,
        CellError("#N/A"),
        CellError(NO_SAVED_ANSWER),
        6.0,
    ]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("#SPILL!", "#SPILL!"),
        ("#GETTING_DATA", "#GETTING_DATA"),
        ("Err:502", "#ERROR!"),
    ],
)
def test_an_error_calamine_does_not_know_costs_only_its_cell(written, code):
    rows = (
        f'<row r="1"><c r="A1" t="e"><v>{written}</v></c><c r="B1" t="e"><v>#N/A</v></c>'
        '<c r="C1"><v>3</v></c><c r="D1" t="str"><v>#SPILL!</v></c></row>'
    )
    (row,) = only_sheet(workbook(sheet_xml(rows))).cells.tolist()
    assert row == [CellError(code), CellError("#N/A"), 3.0, "#SPILL!"]


def test_cells_without_references_are_counted():
    rows = (
        '<row><c><v>1</v></c><c t="e"><v>#REF!</v></c></row><row r="4"><c><v>2</v></c>'
        '<c r="D4"><v>3</v></c><c t="e"><v>#N/A</v></c></row>'
    )
    cells = only_sheet(workbook(sheet_xml(rows))).cells
    assert dict(places(cells)) == {
        (0, 0): 1.0,
        (0, 1): CellError("#REF!"),
        (3, 0): 2.0,
        (3, 3): 3.0,
        (3, 4): CellError("#N/A"),
    }


def test_prefixed_and_spaced_xml_is_read_alike():
    part = (
        b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<x:sheetData><x:row r="1"><x:c r="A1" t="e"><x:v>#N/A</x:v></x:c>\n'
        b'<x:c r="B1"><x:f>1+1</x:f>\n<x:v></x:v>\n</x:c></x:row></x:sheetData></x:worksheet>'
    )
    cells = only_sheet(workbook(part)).cells
    assert cells.tolist() == [[CellError("#N/A"), CellError(NO_SAVED_ANSWER)]]


@given(
    st.lists(
        st.lists(
            st.one_of(
                st.none(),
                st.booleans(),
                st.floats(-1e9, 1e9).map(lambda number: round(number, 3)),
                st.text("Elm wärd£–&<>\"'", min_size=1, max_size=8).filter(str.strip),
                st.dates(date(1950, 1, 1), date(2090, 1, 1)),
            ),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_the_same_values_as_openpyxl(rows):
    data = saved(book_of(rows))
    cells = only_sheet(data).cells
    peer = openpyxl.load_workbook(io.BytesIO(data), data_only=True).active
    for number, row in enumerate(peer.iter_rows(values_only=True)):
        for column, value in enumerate(row):
            inside = number < cells.shape[0] and column < cells.shape[1]
            ours = cells[number, column] if inside else None
            if isinstance(value, datetime):
                value = value.date()
            assert ours == value


def three_sheets():
    book = openpyxl.Workbook()
    book.active.title = "Front"
    book.active["A1"] = "front"
    for name, state in (("Patients", "hidden"), ("Codes", "veryHidden")):
        book.create_sheet(name)["A1"] = name
        book[name].sheet_state = state
    return book


def test_hidden_sheets_are_listed_and_not_read():
    sheets = read_sheets(saved(three_sheets()), "xlsx")
    assert [(s.name, s.visibility, s.cells.size) for s in sheets] == [
        ("Front", "visible", 1),
        ("Patients", "hidden", 0),
        ("Codes", "very hidden", 0),
    ]
    told = [problem.sentence() for problem in unread_problems(sheets, "a.xlsx")]
    assert told == [
        "a.xlsx, Patients: The sheet is hidden. It was not read.",
        "a.xlsx, Codes: The sheet is very hidden. It was not read.",
    ]


def test_hidden_sheets_are_read_when_asked_for():
    sheets = read_sheets(saved(three_sheets()), "xlsx", only={"Codes"})
    assert [sheet.cells.tolist() for sheet in sheets] == [[], [], [["Codes"]]]
    assert unread_problems(sheets, "a.xlsx") == ()


def test_a_workbook_of_hidden_sheets_alone_is_read():
    data = workbook(one_value(), one_value())
    hidden = rewritten(data, "xl/workbook.xml", b"sheetId=", b'state="hidden" sheetId=')
    assert [sheet.cells.tolist() for sheet in read_sheets(hidden, "xlsx")] == [[[100.0]]] * 2


def test_sheets_beyond_the_cap_are_listed():
    parts = [one_value()] * (MOST_SHEETS + 2)
    sheets = read_sheets(workbook(*parts), "xlsx")
    assert [bool(sheet.cells.size) for sheet in sheets] == [True] * MOST_SHEETS + [False] * 2
    assert unread_problems(sheets, "a.xlsx")[0].what == (
        "2 of 302 sheets were left out: only the first 300 sheets are read (Sheet301, Sheet302)."
    )


@pytest.mark.parametrize("name", ["\U0001f642" * 15, "\u202exslx", "con", "A &amp; B"])
def test_odd_sheet_names(name):
    (sheet,) = read_sheets(workbook(one_value(), names=(name,)), "xlsx")
    assert sheet.name == name.replace("&amp;", "&")
    assert sheet.cells.tolist() == [[100.0]]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "xlsb", "ods"])
def test_rubbish_is_a_damaged_workbook(kind):
    assert refusal(compound_file("Workbook"), kind).what in (
        "The workbook is damaged.",
        "The file did not arrive whole.",
    )


def test_missing_sheet_part():
    data = rewritten(workbook(one_value()), "xl/_rels/workbook.xml.rels", b"sheet1", b"sheet9")
    assert refusal(data).what == "The workbook is damaged."


def test_the_one_sheet_of_a_csv_has_no_name():
    assert only_sheet(b"Ward,Falls\nElm,3\n", "csv").name == ""
