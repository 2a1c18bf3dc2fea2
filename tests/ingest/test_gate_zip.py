"""Archives that are no workbook, were altered, or would unpack to more than they should."""

import io
import struct
import time
import warnings
import zipfile

import pytest

from mhvalue.errors import FileRefused
from mhvalue.ingest.sheets import gate, zip_gate
from tests.ingest.crafted_files import archive, bomb, one_value, workbook, workbook_parts

ALTERED = "The file has been altered."


def refusal(data):
    with pytest.raises(FileRefused) as told:
        gate.check(data, "ward.xlsx")
    return told.value.what


def with_part(name, content):
    return archive([*workbook_parts(one_value()).items(), (name, content)])


def test_plain_workbook_passes():
    assert gate.check(workbook(one_value()), "ward.xlsx") == "xlsx"


def test_binary_workbook_is_known_by_its_part():
    assert gate.check(archive([("xl/workbook.bin", b"\x83\x01\x00")]), "ward.xlsx") == "xlsb"


def ods(manifest=b"<manifest/>"):
    return archive(
        [
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", b"<office/>"),
            ("META-INF/manifest.xml", manifest),
        ]
    )


def test_open_document_is_known_by_its_declared_type():
    assert gate.check(ods(), "ward.ods") == "ods"


def test_open_document_with_a_password():
    assert refusal(ods(b"<manifest><encryption-data/></manifest>")) == (
        "This workbook has a password."
    )


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("word/document.xml", "This is a Word document, not a workbook."),
        ("ppt/presentation.xml", "This is a PowerPoint presentation, not a workbook."),
        ("ward.csv", "This is a zip archive that is no workbook."),
    ],
)
def test_other_archives(part, what):
    assert refusal(archive([(part, b"<a/>")])) == what


def test_archive_without_entries():
    assert refusal(archive([])) == "This is a zip archive that is no workbook."


def test_same_entry_twice():
    parts = list(workbook_parts(one_value()).items())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of what is done here on purpose
        assert refusal(archive([*parts, ("xl/worksheets/sheet1.xml", one_value())])) == ALTERED


def test_same_entry_in_another_case_is_the_same_to_calamine():
    assert refusal(with_part("xl/worksheets/Sheet1.XML", one_value())) == ALTERED


@pytest.mark.parametrize("name", ["../../x", "xl/../../x", "/etc/x", "C:/x", "..\\x"])
def test_entry_that_leads_outside(name):
    assert refusal(with_part(name, b"x")) == ALTERED


def test_entry_name_with_a_hidden_end():
    data = with_part("xl/media/a.bin", b"x").replace(b"xl/media/a.bin", b"xl/media/a\x00bin")
    assert refusal(data) == ALTERED


def test_folder_entries_and_dots_in_names_are_harmless():
    data = archive([("xl/", b""), *workbook_parts(one_value()).items(), ("xl/a..b.bin", b"x")])
    assert gate.check(data, "ward.xlsx") == "xlsx"


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0"?>' + LAUGHS + b"<sst>&b;</sst>",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><sst/>',
        b"<!-- <a> -->" + LAUGHS + b"<sst/>",
        b"<?x <a> ?>" + LAUGHS + b"<sst/>",
        b'<?xml version="1.0"?>' + b" " * 70_000 + LAUGHS + b"<sst/>",
        ('<?xml version="1.0"?>' + LAUGHS.decode() + "<sst/>").encode("utf-16"),
        b"<!doctype x><sst/>",
    ],
)
def test_declared_entities_in_any_part(content):
    assert refusal(with_part("xl/sharedStrings.xml", content)) == ALTERED


def test_entities_are_found_in_sheets_and_relations_too():
    for part in ("xl/worksheets/sheet2.xml", "xl/worksheets/_rels/sheet1.xml.rels"):
        assert refusal(with_part(part, LAUGHS + b"<worksheet/>")) == ALTERED


def with_claimed_size(claimed):
    """A workbook whose directory claims a size for its last entry."""
    data = bytearray(with_part("xl/media/image1.bin", b"x"))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", claimed)
    return bytes(data)


def test_unpacked_size_is_bounded():
    assert refusal(with_claimed_size(zip_gate.LARGEST_UNPACKED + 1)) == (
        "This file unpacks to 1,024 MB, far more than it should."
    )


def test_bomb_of_zeros_is_refused_by_its_ratio_at_once():
    data = bomb()
    began = time.process_time()
    assert refusal(data).startswith("This file unpacks to 120 MB")
    assert time.process_time() - began < 1


def test_entries_are_packed_as_workbooks_pack_them():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_BZIP2) as target:
        for name, content in workbook_parts(one_value()).items():
            target.writestr(name, content)
    assert refusal(made.getvalue()) == ALTERED


def test_entry_with_a_password():
    data = bytearray(with_part("xl/media/image1.bin", b"x"))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refusal(bytes(data)) == "This archive has a password."


def test_broken_bytes_inside_a_part():
    data = bytearray(with_part("xl/sharedStrings.xml", b"<sst>" + bytes(range(256)) * 9))
    at = data.index(b"xl/sharedStrings.xml") + 25
    data[at : at + 40] = b"\xff" * 40
    assert refusal(bytes(data)) == "The file did not arrive whole."
