"""ods, xlsb and xls: errors, answers, hidden parts, percentages and merged cells as in xlsx."""

import struct

import pytest

from mhvalue.errors import FileRefused
from mhvalue.ingest.pipeline import read
from mhvalue.ingest.sheets import compound_file
from mhvalue.ingest.sheets.cells import NO_SAVED_ANSWER, CellError
from mhvalue.ingest.sheets.readers import read_sheets
from tests.ingest.books import rows, told
from tests.ingest.other_books import OWN, Error, Formula, Page, Percent, ods, ods_of, page
from tests.ingest.xls_books import compound, xls
from tests.ingest.xlsb_books import xlsb

WRITERS = {"ods": ods, "xlsb": xlsb, "xls": xls}
EVERY_KIND = pytest.mark.parametrize("kind", WRITERS)
BINARY = pytest.mark.parametrize("kind", ["xlsb", "xls"])
UNANSWERED = CellError(NO_SAVED_ANSWER)


def sheets_of(kind, *pages):
    return read_sheets(WRITERS[kind](*pages), kind)


def refusal(data, kind):
    with pytest.raises(FileRefused) as told:
        read_sheets(data, kind)
    return told.value


@EVERY_KIND
def test_one_sheet_is_the_same_in_every_kind(kind):
    shown = page(
        ["Ward", "Share", "Falls", "Sum", "Word", "Own"],
        ["Elm", Percent(0.25), 3.0, Formula(5.0), Formula(""), Percent(0.5, OWN)],
        ["Oak", Percent(1.0), Error("#DIV/0!"), Formula(Error("#N/A")), Formula("hi"), 0.75],
        ["Ash", 4.0, 4.5, Formula(Error("#REF!")), "*", Percent(-0.75, OWN)],
        hidden_rows=(2,), hidden_columns=(1, 4), merged=((0, 0, 0, 1), (1, 4, 3, 4)),
    )  # fmt: skip
    sheet, hidden = sheets_of(kind, shown, page(["x"], name="Kept back", state=1))
    assert sheet.cells.tolist() == [
        ["Ward", "Share", "Falls", "Sum", "Word", "Own"],
        ["Elm", 0.25, 3.0, 5.0, None, 0.5],
        ["Oak", 1.0, CellError("#DIV/0!"), CellError("#N/A"), "hi", 0.75],
        ["Ash", 4.0, 4.5, CellError("#REF!"), "*", -0.75],
    ]
    assert {type(value) for value in sheet.cells[1:, 1]} == {float}
    assert sheet.hidden_rows == (2,)
    assert sheet.hidden_columns == ((1, 1), (4, 4))
    assert sheet.percents == ((1, 1, 2), (5, 1, 1), (5, 3, 3))
    assert sheet.merged == ((0, 0, 0, 1), (1, 4, 3, 4))
    assert (hidden.name, hidden.unread) == ("Kept back", "hidden")


@EVERY_KIND
def test_formulas_without_an_answer_are_never_blank(kind):
    unanswered = page(["Elm", 3.0, Formula()], ["Oak", 5.0, Formula()], [None, None, Formula()])
    (sheet,) = sheets_of(kind, unanswered)
    assert sheet.cells[:, 2].tolist() == [UNANSWERED, UNANSWERED, UNANSWERED]


@BINARY
def test_noughts_to_be_worked_out_anew_are_no_answers(kind):
    (sheet,) = sheets_of(kind, page([Formula(0.0, anew=True), Formula(0.0, anew=True), 0.0]))
    assert sheet.cells.tolist() == [[UNANSWERED, UNANSWERED, 0.0]]


@BINARY
@pytest.mark.parametrize("answer", [7.0, "seven", Error("#N/A")])
def test_one_answer_shows_that_blanks_and_noughts_are_answers_too(kind, answer):
    (sheet,) = sheets_of(kind, page([Formula(""), Formula(0.0, anew=True), Formula(answer)]))
    assert sheet.cells[0, :2].tolist() == [None, 0.0]


@BINARY
def test_a_nought_worked_out_for_good_is_an_answer(kind):
    (sheet,) = sheets_of(kind, page([Formula(0.0), Formula(0.0)]))
    assert sheet.cells.tolist() == [[0.0, 0.0]]


@EVERY_KIND
def test_errors_hidden_parts_and_percentages_reach_the_facts(kind):
    wards = [["Ward", "Month", "Falls", "Bed occupancy %"]]
    wards += [[f"Ward {n}", "Apr-24", float(n), Percent(n / 4)] for n in range(1, 5)]
    wards[2][2], wards[3][2] = Error("#DIV/0!"), Formula()
    data = WRITERS[kind](page(*wards, hidden_rows=(2,), hidden_columns=(3,)))
    result = read(data, f"a.{kind}", None, lambda stage: None)
    figures = rows(result, "unit", "heading", "amount", "status")
    found = {(unit, heading): said for unit, heading, *said in figures}
    assert found["Ward 4", "Bed occupancy %"] == [100.0, "ok"]
    assert found["Ward 1", "Bed occupancy %"] == [25.0, "ok"]
    assert found["Ward 2", "Falls"][1] == found["Ward 3", "Falls"][1] == "error"
    said = " ".join(told(result))
    assert "1 cell holds a formula with no saved answer (C4)" in said
    assert "1 cell in column C with an error, #DIV/0! (C3)" in said
    assert "1 row of the table is hidden or filtered out (A3)" in said
    assert "Column D is hidden" in said


@BINARY
def test_a_long_sheet_keeps_every_place(kind):
    many = [["Ward", "Number", "Share"]]
    many += [[f"Ward {n}", n + 0.5, Percent(0.5) if n % 2 else 0.25] for n in range(3000)]
    many[2001][1] = Error("#NUM!")
    (sheet,) = sheets_of(kind, page(*many, hidden_rows=(2990,)))
    assert sheet.cells[2001, 1] == CellError("#NUM!")
    assert sheet.cells[3000].tolist() == ["Ward 2999", 2999.5, 0.5]
    assert sheet.percents == tuple((2, row, row) for row in range(2, 3001, 2))
    assert sheet.hidden_rows == (2990,)


@EVERY_KIND
def test_days_counted_from_1904_are_told(kind):
    if kind != "ods":
        (sheet,) = read_sheets(WRITERS[kind](page(["x"]), date1904=True), kind)
        assert sheet.date1904
    (sheet,) = sheets_of(kind, page(["x"]))
    assert not sheet.date1904


@BINARY
def test_a_cut_off_or_altered_workbook_is_refused(kind):
    whole = WRITERS[kind](page(*[["Elm", 1.5, "text"]] * 400))
    cut = whole[: len(whole) // 2]
    assert refusal(cut, kind).what in ("The workbook is damaged.", "The file did not arrive whole.")


def test_a_chain_of_sectors_in_a_circle_ends():
    made = bytearray(compound(bytes(5000)))
    at = len(made) - 512
    assert struct.unpack_from("<L", made, at) == (1,)
    struct.pack_into("<L", made, at + 4, 0)
    with pytest.raises(ValueError, match="circle"):
        compound_file.stream(bytes(made), "Workbook")


def test_values_too_far_apart_are_refused_before_there_is_room_for_them():
    far = Page({(0, 0): 1.0, (1_048_575, 16_383): 2.0}, name="Far")
    told = refusal(xlsb(far), "xlsb")
    assert told.where == "sheet Far"
    assert told.what.startswith("This sheet reaches too far")


WIDE = '<table:table-cell office:value-type="float" office:value="1"'


def test_what_repeats_in_an_ods_is_counted():
    tables = (
        '<table:table table:name="S"><table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="3"/>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2" table:visibility="filter">'
        '<table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="percentage" office:value="0.5" '
        'table:number-columns-repeated="2"><text:p>50%</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0">'
        "<text:p>#DIV/0!</text:p></table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048572" table:visibility="collapse">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    (sheet,) = read_sheets(ods_of(tables), "ods")
    row = [None, None, 0.5, 0.5, CellError("#DIV/0!")]
    assert sheet.cells.tolist() == [[None] * 5, [None] * 5, row, row]
    assert sheet.hidden_rows == (2, 3)
    assert sheet.hidden_columns == ((2, 4),)
    assert sheet.percents == ((2, 2, 3), (3, 2, 3))


def test_folded_groups_and_notes_of_an_ods():
    note = "<office:annotation><dc:creator>A</dc:creator><text:p>#REF!</text:p></office:annotation>"
    tables = (
        f'<table:table table:name="S">'
        "<table:table-header-rows><table:table-row>"
        f'{WIDE} table:formula="of:=1">{note}<text:p>1</text:p></table:table-cell>'
        "</table:table-row></table:table-header-rows>"
        '<table:table-row-group table:display="false"><table:table-row>'
        f"{WIDE}/></table:table-row></table:table-row-group>"
        f'<table:table-row><table:table-cell table:formula="of:=2">{note}</table:table-cell>'
        "</table:table-row></table:table>"
    )
    (sheet,) = read_sheets(ods_of(tables), "ods")
    assert sheet.cells[:, 0].tolist()[:2] == [1.0, 1.0]
    assert sheet.cells[2, 0] == UNANSWERED
    assert sheet.hidden_rows == (1,)


def test_a_table_within_a_sheet_of_an_ods_is_refused_because_calamine_takes_it_for_the_sheet():
    row = f"<table:table-row>{WIDE}/></table:table-row>"
    inner = f'<table:shapes><table:table table:name="In">{row}</table:table></table:shapes>'
    told = refusal(ods_of(f'<table:table table:name="S">{inner}{row}</table:table>'), "ods")
    assert (told.where, told.what) == ("sheet S", "This sheet holds a table in a drawing.")


def test_a_bomb_of_repeated_cells_is_refused_before_it_opens():
    tables = (
        '<table:table table:name="S"><table:table-row table:number-rows-repeated="1000000">'
        f'{WIDE} table:number-columns-repeated="16000"/></table:table-row></table:table>'
    )
    told = refusal(ods_of(tables), "ods")
    assert (told.where, told.what[:28]) == ("sheet S", "This sheet reaches too far: ")


@pytest.mark.parametrize(
    ("before", "tables", "said"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]>', "", "The file has been altered."),
        ("", "<table:table>", "The workbook is damaged."),
    ],
)
def test_an_ods_with_entities_or_broken_xml_is_refused(before, tables, said):
    assert refusal(ods_of(tables, before), "ods").what == said
