"""Files that are not what they are called, or did not arrive whole (T01 to T11)."""

import builtins
import codecs
import io
import struct
import tomllib
import zipfile

import pytest

from mhvalue.ingest.sheets import gate
from mhvalue.ui import taking
from tests.bad_input.old_workbooks import biff, compound, xls, xlsb
from tests.bad_input.person import GOOD, NEXT, OPEN, ROOT, table, workbook
from tests.ingest.crafted_files import archive

AGAIN = "Save it again and upload it."
SAVE_AS = "Open it in Excel, save it as .xlsx and upload that."
WANTED = "Upload a spreadsheet: .xlsx, .xlsm, .xlsb, .xls, .ods or .csv."
LOCKED = "This workbook has a password. Remove it and try again."
HALF = "The file did not arrive whole. Copy or download it again."
PROGRAM = f"This is a program, not a spreadsheet. {WANTED}"
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256)) * 4
ROWS = [["Ward", "Month", "Falls"]]
ROWS += [["Fir", f"{month:02}/2024", 40.0 + month] for month in range(1, 7)]
FALLS = [41.0, 42.0, 43.0, 44.0, 45.0, 46.0]
TEXT = table("Ward,Month,Falls", *(f"Fir,{row[1]},{row[2]:.0f}" for row in ROWS[1:]))


def amounts(result):
    return result.facts.frame["amount"].tolist()


EMPTY = (b"", b"\r\n\r\n", b",,,\n" * 40_000, codecs.BOM_UTF8, codecs.BOM_UTF16_LE)


@pytest.mark.parametrize("data", EMPTY)
def test_T01_empty_file(person, data):
    person.is_refused("empty.xlsx", data, f"empty.xlsx: This file is empty. {AGAIN}")


def test_T01_workbook_without_a_value(person):
    said = f"new.xlsx: No sheet of this workbook holds anything. {AGAIN}"
    person.is_refused("new.xlsx", workbook(), said)


@pytest.mark.parametrize(
    "data",
    [
        TEXT,
        codecs.BOM_UTF8 + TEXT,
        TEXT.decode().encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.decode().encode("utf-16-be"),
        TEXT.replace(b",", b";"),
        TEXT.replace(b",", b"\t").replace(b"\n", b"\r\n"),
        b"sep=|\n" + TEXT.replace(b",", b"|"),
        TEXT.replace(b"\n", b"\r"),
    ],
)
def test_T02_text_under_a_workbook_name(person, data):
    assert amounts(person.reads("falls.XLS", data)) == FALLS
    said = "The name ends in .xls, but the file is plain text. It was read as CSV."
    assert person.warnings() == [said]


CELLS = b"<table border=1><tr><td>Ward<td>Falls<tr><td>Fir<td>41</table>"
PAGE = f"This is a web page saved under a spreadsheet's name, not a workbook. {SAVE_AS}"


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>" + CELLS,
        CELLS.upper(),
        b"<!-- made by the record system -->\r\n" + CELLS,
        codecs.BOM_UTF8 + b"\n <STYLE>td {mso-number-format:General}</STYLE>" + CELLS,
        b"<meta http-equiv='Content-Type'>\n" + CELLS,
        b'<?xml version="1.0"?>\n<!DOCTYPE html>\n<html>' + CELLS,
        ("<html>" + CELLS.decode()).encode("utf-16"),
        b"\r\n" * 40_000 + b"<html>" + CELLS,
    ],
)
def test_T03_web_page_saved_as_xls(person, data):
    person.is_refused("Ward report.xls", data, f"Ward report.xls: {PAGE}")


@pytest.mark.parametrize("first", [b"", b"From: <Saved by the record system>\r\nSubject: x\r\n"])
def test_T03_web_page_saved_as_one_file(person, first):
    data = first + b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>" + CELLS
    said = f"falls.xls: This is a web page, not a workbook. {SAVE_AS}"
    person.is_refused("falls.xls", data, said)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (
            b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook '
            b'xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "This is a workbook in the old XML form of 2003.",
        ),
        (
            b'<?xml version="1.0"?><Report/>',
            "This is an XML file, not a workbook.",
        ),
    ],
)
def test_T03_xml_saved_as_xls(person, data, what):
    person.is_refused("falls.xls", data, f"falls.xls: {what} {SAVE_AS}")


AGILE = struct.pack("<HHI", 4, 4, 0x40) + (
    b'<?xml version="1.0"?><encryption xmlns="http://schemas.microsoft.com/office/2006/encryption">'
    b'<keyData saltSize="16" blockSize="16" keyBits="256" cipherAlgorithm="AES"/></encryption>'
)
SEALED = struct.pack("<Q", 9000) + bytes((place * 37) % 256 for place in range(9008))
OPEN_DOCUMENT = [
    ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
    ("content.xml", b"\x12\x9b sealed"),
    (
        "META-INF/manifest.xml",
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        b'<manifest:encryption-data manifest:checksum="x"/></manifest:manifest>',
    ),
]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("falls.xlsx", compound(("EncryptionInfo", AGILE), ("EncryptedPackage", SEALED))),
        ("falls.xlsx", compound(("EncryptedPackage", SEALED * 30), ("EncryptionInfo", AGILE))),
        ("falls.xls", compound(("Workbook", biff(ROWS, locked=True)))),
        ("falls.ods", archive(OPEN_DOCUMENT)),
    ],
)
def test_T04_password(person, name, data):
    person.is_refused(name, data, f"{name}: {LOCKED}")


def test_T04_workbook_shared_with_some_only(person):
    data = compound(("DRMEncryptedTransform", b"x"), ("EncryptedPackage", SEALED))
    said = "This workbook can be opened only by those it is shared with. "
    said += "Save a copy without that protection and upload it."
    person.is_refused("falls.xlsx", data, f"falls.xlsx: {said}")


@pytest.mark.parametrize("kept", [4, 0.1, 0.5, 0.9, -22, -1])
def test_T05_truncated_workbook(person, kept):
    size = int(kept * len(GOOD)) if 0 < kept < 1 else kept
    person.is_refused("half.xlsx", GOOD[:size], f"half.xlsx: {HALF}")


def test_T05_workbook_whose_second_half_is_blank(person):
    half = GOOD[: len(GOOD) // 2]
    person.is_refused("half.xlsx", half + bytes(len(half)), f"half.xlsx: {HALF}")


def test_T05_truncated_old_workbook(person):
    person.is_refused("half.xls", xls(ROWS)[:2000], f"half.xls: {HALF}")


VBA = b"\x01\x16\x03Attribut\x00e VB_Name = MODULE OF MACROS"


def with_parts(*more):
    """A workbook of falls with further parts."""
    with zipfile.ZipFile(io.BytesIO(workbook(*ROWS))) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    return archive([*(item for item in parts.items() if item[0] not in dict(more)), *more])


MACROS = "The workbook holds macros. Only values are read; no macro runs."
RENAMED = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    b'PartName="/xl/code.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("falls.xlsm", with_parts(("xl/vbaProject.bin", VBA))),
        ("falls.xltm", with_parts(("xl/vbaProject.bin", VBA))),
        ("falls.xlsx", with_parts(("xl/vbaProject.bin", VBA))),
        ("falls.xlsm", with_parts(("xl/code.bin", VBA), ("[Content_Types].xml", RENAMED))),
        ("falls.xlsm", with_parts(("xl/macrosheets/sheet1.xml", b"<xm:macrosheet/>"))),
        ("falls.xlsb", xlsb(ROWS, ("xl/vbaProject.bin", VBA))),
        ("falls.xls", compound(("Workbook", biff(ROWS)), ("_VBA_PROJECT", VBA))),
    ],
)
def test_T06_macros_never_run_and_are_told(person, name, data):
    assert amounts(person.reads(name, data)) == FALLS
    assert MACROS in person.warnings()


def test_T06_no_macro_is_in_an_export(person, monkeypatch):
    built = {}
    monkeypatch.setattr(taking, "_buttons", lambda key, files, named: built.update(files))
    person.reads("falls.xlsm", with_parts(("xl/vbaProject.bin", VBA)))
    person.uses_it()
    person.app.session_state["asked whom for"] = True
    person.goes_to("Download")
    with zipfile.ZipFile(io.BytesIO(built["xlsx"]())) as made:
        assert not any("vba" in name.casefold() for name in made.namelist())
        assert not any(b"MODULE OF MACROS" in made.read(name) for name in made.namelist())


def test_T07_old_workbook_is_read(person):
    assert amounts(person.reads("FALLS.XLS", xls(ROWS))) == FALLS
    assert person.warnings() == []


def test_T07_damaged_old_workbook_takes_no_child_with_it(real_child):
    data = compound(("Workbook", b"\xff" * 5000))
    said = f"falls.xls: The workbook is damaged. {SAVE_AS}"
    real_child.is_refused("falls.xls", data, said)


LONG = "q" * 400 + ".csv"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("FALLS.CSV", "FALLS.CSV"),
        (LONG, "q" * 39 + "…" + "q" * 35 + ".csv"),
        ("../../../etc/falls.csv", "falls.csv"),
        ("C:\\Users\\someone\\falls.csv", "falls.csv"),
        ("falls\u202evsc.csv", "fallsvsc.csv"),
        ("falls\x00.csv", "falls.csv"),
        ("<b>falls</b> $x$ `y`.csv", "b> $x$ `y`.csv"),
    ],
)
def test_T08_a_name_is_never_a_path(person, name, shown, tmp_path, monkeypatch):
    monkeypatch.setattr("builtins.open", _no_file_of(name))
    assert amounts(person.reads(name, TEXT)) == FALLS
    assert shown in person.texts()
    person.uses_it()
    assert [file.name for file in person.app.session_state["workspace"].files][1:] == [shown]


def _no_file_of(name):
    real = builtins.open

    def checked(path, *more, **named):
        assert "falls" not in str(path), "a name was used as a path"
        assert "qqq" not in str(path), "a name was used as a path"
        return real(path, *more, **named)

    return checked


@pytest.mark.parametrize("name", ["falls.xlsx.exe", "falls.exe", "FALLS.XLSX"])
def test_T08_a_program_is_refused_by_its_content(person, name):
    person.is_refused(name, EXE, f"{name}: {PROGRAM}")


@pytest.mark.parametrize(
    "kind", ["application/octet-stream", "text/csv", "application/vnd.ms-excel"]
)
def test_T09_a_program_sent_straight_to_the_server(person, kind):
    app = person.goes_to("Upload")
    app.file_uploader[0].upload("falls.csv", EXE, kind).run()
    assert person.errors() == [f"falls.csv: {PROGRAM}"]


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"\x7fELF\x02\x01\x01", "This is a program, not a spreadsheet."),
        (b"%PDF-1.7\n%", "This is a PDF document, not a spreadsheet."),
        (b"\xff\xd8\xff\xe0", "This is a picture, not a spreadsheet."),
        (b"7z\xbc\xaf\x27\x1c", "This is a compressed file, not a spreadsheet."),
    ],
)
def test_T09_other_contents_under_a_spreadsheets_name(person, start, what):
    person.is_refused("falls.csv", start + SEALED, f"falls.csv: {what} {WANTED}")


def test_T10_one_byte_over_the_limit(person, monkeypatch):
    most = 1024**2
    monkeypatch.setattr(gate, "LARGEST_FILE", most)
    whole = TEXT.ljust(most, b" ")
    said = "large.csv: This file is larger than 1 MB, the most that is read. Leave out the sheets, "
    said += "columns or years you do not need. Or read it with: python -m mhvalue facts"
    person.is_refused("large.csv", whole + b" ", said)
    assert amounts(person.reads("large.csv", whole)) == FALLS


def test_T10_the_limit_is_the_servers_too():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["server"]["maxUploadSize"] * 1024**2 == gate.LARGEST_FILE


def test_T11_the_same_file_again(person):
    said = f"{OPEN} is already open: the same content was opened before."
    person.is_refused(OPEN, GOOD, said)


def test_T11_the_same_content_under_another_name(person):
    said = f"copy.xlsx holds the same as {OPEN}, which is already open."
    person.is_refused("copy.xlsx", GOOD, said)


def test_T11_the_same_name_with_other_content(person):
    person.reads(OPEN, NEXT)
    said = f"Another file named {OPEN} is open. This one holds something else and is read beside "
    assert f"{said}it." in person.notes()
    person.uses_it()
    assert len(person.app.session_state["workspace"].files) == 2
