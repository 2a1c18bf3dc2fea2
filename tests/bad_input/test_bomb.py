"""Files made to exhaust or mislead the reader (T12 to T19)."""

import io
import struct
import time
import tracemalloc
import warnings
import zipfile
import zlib

import pytest

from mhvalue.errors import FileRefused
from mhvalue.ingest.sheets import zip_gate
from tests.ingest.crafted_files import (
    SPREADSHEET,
    archive,
    sheet_xml,
    workbook_parts,
)

ASK = "Ask for the original, or open it in Excel and save it again."
SAVE_AS = "Open it in Excel, save it as .xlsx and upload that."
ALTERED = "The file has been altered."
FAR = (
    "This sheet reaches too far: its outermost values are further apart than can be read. Delete "
    "stray values far below or to the right of the table, or save the sheet as CSV."
)
TEXTS = ("Ward", "Month", "Falls", "Fir", *(f"{month:02}/2024" for month in range(1, 7)))
FALLS = [41.0, 42.0, 43.0, 44.0, 45.0, 46.0]


def cell(reference, value, more=""):
    return (
        f'<c r="{reference}" t="s"><v>{TEXTS.index(value)}</v></c>'
        if value in TEXTS
        else (f'<c r="{reference}"{more}><v>{value}</v></c>')
    )


def rows(extra="", **changed):
    """Six months of falls on a ward, with cells of column C written otherwise, and more rows."""
    written = [f'<row r="1">{cell("A1", "Ward")}{cell("B1", "Month")}{cell("C1", "Falls")}</row>']
    for row, month in enumerate(TEXTS[4:], start=2):
        figure = changed.get(f"C{row}", cell(f"C{row}", FALLS[row - 2]))
        written.append(
            f'<row r="{row}">{cell(f"A{row}", "Fir")}{cell(f"B{row}", month)}{figure}</row>'
        )
    return "".join(written) + extra


def shared(*texts):
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return f'<sst xmlns="{SPREADSHEET}">{items}</sst>'.encode()


def parts(extra="", **changed):
    """The parts of that workbook, its words in a part of their own as Excel writes them."""
    made = workbook_parts(sheet_xml(rows(extra, **changed)))
    return {**made, "xl/sharedStrings.xml": shared(*TEXTS)}


def book(extra="", **changed):
    return archive(parts(extra, **changed).items())


def with_part(name, content):
    return archive([*(item for item in parts().items() if item[0] != name), (name, content)])


def amounts(result):
    return result.facts.frame["amount"].tolist()


def test_the_workbook_of_these_cases_is_good_without_them(person):
    assert amounts(person.reads("falls.xlsx", book())) == FALLS
    assert person.warnings() == []


@pytest.mark.parametrize(
    "far",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c t="str" s="0" r="XFD1048576"><v>x</v></c></row>',
        "<row r='1048576'><c r='XFD1048576' t='e'><v>#N/A</v></c></row>",
        '<row r="9000"><c r="XFA9000"><f>1/0</f></c></row>',
        '<row r="1000000"><c\n r="BA1000000"><v>7</v></c></row>',
        '<row><c r="zz1040000"><v>7</v></c></row>',
        '<row r="9"><c r="A99999999"><v>7</v></c></row>',
    ],
)
def test_T12_one_value_at_the_far_corner(person, far):
    began = time.process_time()
    person.is_refused("far.xlsx", book(far), f"far.xlsx, sheet Sheet1: {FAR}")
    assert time.process_time() - began < 2  # the page itself takes half a second


def test_T12_far_corner_alone_in_a_small_file_in_a_child(real_child):
    data = archive(workbook_parts(sheet_xml('<c r="XFD1048576"><v>1</v></c>')).items())
    assert len(data) < 5000
    real_child.is_refused("far.xlsx", data, f"far.xlsx, sheet Sheet1: {FAR}")


ZEROS = 1500 * 1024**2
CHECKSUM = 0xAA4BAF42
"""Of so many zero bytes."""


def zeros():
    """1.57 GB of zeros in 1.5 MB: each megabyte is packed alike, so one is packed and repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    first = packer.compress(bytes(1024**2)) + packer.flush(zlib.Z_FULL_FLUSH)
    return first * 1500 + packer.flush()


def bomb(part, claimed=ZEROS):
    """The workbook with a last part of zeros that is said to unpack to so many bytes."""
    packed = zeros()
    others = [item for item in parts().items() if item[0] != part]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, content in others:
            target.writestr(name, content, zipfile.ZIP_DEFLATED)
        target.writestr(part, packed)
    data = bytearray(made.getvalue())
    for mark, at in ((b"PK\x01\x02", 10), (b"PK\x03\x04", 8)):
        head = data.rindex(mark) + at
        data[head : head + 2] = struct.pack("<H", zipfile.ZIP_DEFLATED)
        data[head + 6 : head + 18] = struct.pack("<3I", CHECKSUM, len(packed), claimed)
    return bytes(data)


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/media/image1.png"])
def test_T13_small_archive_that_unpacks_to_very_much(person, part):
    data = bomb(part)
    assert 1_500_000 < len(data) < 1_600_000
    began = time.process_time()
    said = "bomb.xlsx: This file unpacks to 1,500 MB, far more than it should. Leave out the "
    person.is_refused("bomb.xlsx", data, f"{said}sheets you do not need, or save the sheet as CSV.")
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("part", "claimed", "said"),
    [
        ("xl/sharedStrings.xml", 2000, f": {ALTERED} {ASK}"),
        ("xl/sharedStrings.xml", 20_000_000, f": {ALTERED} {ASK}"),
        (
            "xl/worksheets/sheet1.xml",
            2000,
            ": The file did not arrive whole. Copy or download it again.",
        ),
        (
            "xl/worksheets/sheet1.xml",
            20_000_000,
            f", part xl/worksheets/sheet1.xml: {ALTERED} {ASK}",
        ),
    ],
)
def test_T13_a_directory_that_lies_about_very_much(person, part, claimed, said):
    person.is_refused("lies.xlsx", bomb(part, claimed), f"lies.xlsx{said}")


@pytest.mark.parametrize("claimed", [ZEROS, 20_000_000])
def test_T13_either_is_refused_in_little_memory(claimed):
    data = bomb("xl/sharedStrings.xml", claimed)
    tracemalloc.start()
    with pytest.raises(FileRefused):
        zip_gate.check(data, "bomb.xlsx")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 4 * 1024**2


def claiming(part, content, claimed, checked):
    """The workbook with a last part that says it is small, with the checksum of `checked`."""
    data = bytearray(with_part(part, content))
    for mark, at in ((b"PK\x01\x02", 16), (b"PK\x03\x04", 14)):
        head = data.rindex(mark)
        data[head + at : head + at + 4] = struct.pack("<I", zlib.crc32(checked))
        data[head + at + 8 : head + at + 12] = struct.pack("<I", claimed)
    return bytes(data)


@pytest.mark.parametrize("honest_checksum", [True, False])
@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
def test_T13_archive_that_lies_about_its_size(real_child, part, honest_checksum):
    content = parts()[part].replace(b"</sst>", b" " * 20_000_000 + b"</sst>")
    content = content.replace(b"</sheetData>", b" " * 20_000_000 + b"</sheetData>")
    checked = content if honest_checksum else content[:2000]
    real_child.drops("lies.xlsx", claiming(part, content, 2000, checked))
    (said,) = real_child.errors()
    assert said in {
        "lies.xlsx: The file did not arrive whole. Copy or download it again.",
        f"lies.xlsx: The workbook is damaged. {SAVE_AS}",
    }


LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
QUADRATIC = f'<!DOCTYPE q [<!ENTITY a "{"a" * 100_000}">]>'
MARK = "not to be read by anybody"


def declared(part, declaration, encoding="utf-8"):
    """The workbook with a declaration before the root of one part."""
    text = (
        parts().get(part, b"<x/>").decode().replace('<?xml version="1.0" encoding="UTF-8"?>\n', "")
    )
    return with_part(part, f'<?xml version="1.0"?>\n{declaration}{text}'.encode(encoding))


PARTS = (
    "xl/sharedStrings.xml",
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "[Content_Types].xml",
    "xl/_rels/workbook.xml.rels",
    "docProps/core.xml",
    "customXml/item1.xml",
    "xl/drawings/vmlDrawing1.vml",
    "xl/words.bin",
)


def is_altered(person, part, data):
    shown = part.casefold()
    person.is_refused("altered.xlsx", data, f"altered.xlsx, part {shown}: {ALTERED} {ASK}")


@pytest.mark.parametrize("part", PARTS)
def test_T15_declared_entities_in_any_part(person, part):
    is_altered(person, part, declared(part, LAUGHS))


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [(QUADRATIC, "utf-8"), ("<!-- <x> -->" + LAUGHS, "utf-8"), (LAUGHS.lower(), "utf-16")],
)
def test_T15_entities_however_declared(person, declaration, encoding):
    part = "xl/sharedStrings.xml"
    is_altered(person, part, declared(part, declaration, encoding))


@pytest.mark.parametrize("part", PARTS[:3])
def test_T16_external_entity_opens_no_file(person, part, tmp_path):
    secret = tmp_path / "hostname"
    secret.write_text(MARK, "utf-8")
    declaration = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    is_altered(person, part, declared(part, declaration))
    assert not any(MARK in text for text in person.texts())


@pytest.mark.parametrize(
    "value",
    [
        "&lol;",
        "4&lol;3",
        "4&#51;",
        "4&#x33;",
        "4 & 3",
        "4<!-- x -->3",
        "<![CDATA[43]]>",
        "4<?x y?>3",
    ],
)
def test_T17_a_figure_that_would_be_lost_or_cut(person, value):
    kind = ("", ' t="n"', ' s="0"')[len(value) % 3]
    data = book(C4=f'<c r="C4"{kind}><v>{value}</v></c>')
    person.is_refused("cut.xlsx", data, f"cut.xlsx, sheet Sheet1: {ALTERED} {SAVE_AS}")


@pytest.mark.parametrize("value", ["4&lol;3", "4&#0;3", "4 & 3"])
def test_T17_a_shared_text_that_would_be_lost(person, value):
    changed = parts(C4='<c r="C4" t="s"><v>10</v></c>')
    data = archive({**changed, "xl/sharedStrings.xml": shared(*TEXTS, value)}.items())
    person.is_refused("cut.xlsx", data, f"cut.xlsx: The workbook is damaged. {SAVE_AS}")


@pytest.mark.parametrize("value", ["4&#51;", "4<!-- x -->3", "<![CDATA[43]]>"])
def test_T17_texts_with_references_and_marked_sections_are_whole(person, value):
    inline = f'<c r="C4" t="inlineStr"><is><t>{value}</t></is></c>'
    assert amounts(person.reads("whole.xlsx", book(C4=inline))) == FALLS


@pytest.mark.parametrize(
    "name",
    [
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/SHEET1.XML",
        "XL/Worksheets/Sheet1.xml",
        "xl\\worksheets\\sheet1.xml",
        "xl/sharedstrings.xml",
    ],
)
def test_T18_two_parts_of_one_name(person, name):
    other = parts(C4=cell("C4", 999)).get(name, shared("x"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of what is done here on purpose
        data = archive([*parts().items(), (name, other)])
    person.is_refused("twice.xlsx", data, f"twice.xlsx: {ALTERED} {ASK}")


@pytest.mark.parametrize(
    "name",
    ["../../x", "/etc/x", "C:\\x", "..\\..\\x", "xl/../../../x", "\\\\server\\share\\x", ".."],
)
def test_T19_a_part_that_leads_outside(person, name, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    person.is_refused("out.xlsx", with_part(name, b"x"), f"out.xlsx: {ALTERED} {ASK}")
    assert not list(tmp_path.iterdir())
