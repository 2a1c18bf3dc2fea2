"""Sheets that would make calamine abort, eat memory or drop a value."""

import io
import time
from contextlib import nullcontext

import pytest
from python_calamine import CalamineWorkbook

from mhvalue.errors import FileRefused
from mhvalue.ingest.sheets import gate, readers, xml_scan
from mhvalue.ingest.sheets.readers import read_sheets
from tests.ingest.crafted_files import one_value, rewritten, sheet_xml, workbook

TOO_FAR = "This sheet reaches too far: its outermost values are further apart than can be read."
HOSTILE = workbook(one_value("XFD1048576"))


def read(data):
    return read_sheets(data, gate.check(data, "ward.xlsx"))


def refusal(part):
    with pytest.raises(FileRefused) as told:
        read(workbook(part))
    return told.value


def far(cell):
    return sheet_xml(f'<row r="1"><c r="A1"><v>1</v></c></row><row r="9">{cell}</row>')


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFD1048576"><v>1</v></c>',
        '<c s="0" r="XFD1048576"><v>1</v></c>',
        '<c  r = "XFD1048576" ><v>1</v></c>',
        "<c r='XFD1048576'><v>1</v></c>",
        '<c r="xfd1048576"><v>1</v></c>',
        '<c\nr="XFD1048576"><v>1</v></c>',
        '<c r="XFD1048576" t="e"><v>#N/A</v></c>',
        '<c r="XFD1048576"><f>1+1</f></c>',
        '<c r="B99999999"><v>1</v></c>',
        '<c r="AB1048576"><v>1</v></c>',
        '<c r="XFD9999"><v>1</v></c>',
    ],
)
def test_one_value_at_the_far_corner(cell):
    began = time.process_time()
    told = refusal(far(cell))
    assert time.process_time() - began < 1
    assert told.what == TOO_FAR
    assert told.where == "sheet Sheet1"


def test_the_far_corner_in_prefixed_xml():
    part = far('<c r="XFD1048576"><v>1</v></c>').replace(b"<", b"<x:").replace(b"<x:/", b"</x:")
    part = part.replace(b"<x:?", b"<?").replace(b"xmlns=", b"xmlns:x=")
    assert refusal(part).what == TOO_FAR


def test_refused_before_calamine_reads_the_sheet(monkeypatch):
    class Untouchable:
        sheets_metadata = CalamineWorkbook.from_filelike(io.BytesIO(HOSTILE)).sheets_metadata

        @staticmethod
        def from_filelike(source):
            return nullcontext(Untouchable)

    monkeypatch.setattr(readers, "CalamineWorkbook", Untouchable)
    with pytest.raises(FileRefused) as told:
        readers.read_sheets(HOSTILE, "xlsx")
    assert told.value.what == TOO_FAR


@pytest.mark.parametrize("cell", ["Z1048576", "A1048576", "XFD1", "ZZ9999"])
def test_long_or_wide_alone_is_let_in(cell):
    assert not xml_scan.is_too_large(far(f'<c r="{cell}"><v>1</v></c>'))


def test_used_counts_cells_that_hold_something():
    part = sheet_xml(
        '<row r="3"><c r="B3"><v>1</v></c><c r="AB3" s="4"/><c r="AC3" s="4"></c></row>'
        '<row r="900" s="4" customFormat="1"/>'
    )
    assert xml_scan.used(part) == (3, 2)


def test_used_sees_references_across_slices(monkeypatch):
    monkeypatch.setattr(xml_scan, "_SLICE", 64)
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 400))
    assert xml_scan.used(sheet_xml(rows + '<row r="400"><c r="AZ400"><v>1</v></c></row>')) == (
        400,
        52,
    )


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576"])
def test_the_declared_dimension_does_not_matter(dimension):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 14))
    (sheet,) = read(workbook(sheet_xml(rows, dimension=dimension)))
    assert sheet.cells[:, 0].tolist() == list(range(1, 14))


def test_formatting_down_to_the_last_row_is_dropped():
    rows = '<row r="1"><c r="A1"><v>7</v></c></row>' + "".join(
        f'<row r="{n}"><c r="A{n}" s="1"/><c r="AB{n}" s="1"/></row>' for n in (2, 5000, 1_048_576)
    )
    (sheet,) = read(workbook(sheet_xml(rows)))
    assert sheet.cells.tolist() == [[7.0]]


def test_text_of_nothing_below_the_table_is_dropped():
    rows = (
        '<row r="1"><c r="A1"><v>7</v></c></row>'
        '<row r="5000"><c r="D5000" t="str"><v></v></c></row>'
    )
    (sheet,) = read(workbook(sheet_xml(rows)))
    assert sheet.cells.tolist() == [[7.0]]


@pytest.mark.parametrize("value", ["<v>&lol;</v>", "<v>1</v><!DOCTYPE x>"])
def test_a_value_calamine_would_drop_silently(value):
    told = refusal(sheet_xml(f'<row r="1"><c r="A1">{value}</c></row>'))
    assert told.what == "The file has been altered."


def test_known_entities_and_character_references_are_read():
    rows = '<row r="1"><c r="A1" t="str"><v>&lt;5 &amp; &#163;&#xA3;&quot;</v></c></row>'
    (sheet,) = read(workbook(sheet_xml(rows)))
    assert sheet.cells.tolist() == [['<5 & ££"']]


def test_damage_at_the_end_of_a_sheet():
    data = bytearray(workbook(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>' * 2000)))
    at = data.index(b"xl/worksheets/sheet1.xml") + 200
    data[at : at + 20] = b"\xff" * 20
    with pytest.raises(FileRefused) as told:
        read(bytes(data))
    assert told.value.what == "The file did not arrive whole."


def test_hidden_sheet_with_a_far_value_stops_nobody():
    data = workbook(one_value(), one_value("XFD1048576"))
    hidden = rewritten(data, "xl/workbook.xml", b'sheetId="2"', b'state="hidden" sheetId="2"')
    assert [sheet.cells.size for sheet in read(hidden)] == [1, 0]
