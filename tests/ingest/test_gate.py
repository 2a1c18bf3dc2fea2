"""What the gate lets in and what it says to the rest."""

import codecs

import pytest

from mhvalue.errors import FileRefused
from mhvalue.ingest.sheets import gate
from tests.ingest.crafted_files import archive, compound_file, one_value, workbook, workbook_parts

NAME = "ward.xlsx"
TABLE = b"Ward,Month,Falls\nElm,Apr 2024,3\nOak,Apr 2024,5\n"


def refusal(data, name=NAME):
    with pytest.raises(FileRefused) as told:
        gate.check(data, name)
    assert str(told.value).startswith(f"{gate.shown_name(name)}")
    return told.value


def test_empty_file():
    assert refusal(b"").what == "This file is empty."


@pytest.mark.parametrize("data", [b"\n\n", b",,,\n,,,\n", codecs.BOM_UTF8])
def test_text_without_a_single_character(data):
    assert refusal(data).what == "This file is empty."


def test_csv_named_as_a_workbook_is_read_as_csv_and_said_so():
    assert gate.check(TABLE, "ward.XLSX") == "csv"
    (notice,) = gate.notices("ward.XLSX", "csv", TABLE)
    assert notice.what == "The name ends in .xlsx, but the file is plain text."
    assert notice.done == "It was read as CSV."


def test_workbook_named_as_csv_is_read_as_a_workbook_and_said_so():
    assert gate.check(workbook(one_value()), "ward.csv") == "xlsx"
    assert (
        gate.notices("ward.csv", "xlsx", workbook(one_value()))[0].done
        == "It was read as a workbook."
    )


def test_files_with_honest_names_need_no_notice():
    assert gate.notices("ward.csv", "csv", TABLE) == ()
    assert gate.notices("ward.xlsx", "xlsx", workbook(one_value())) == ()


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body><table><tr><td>Elm</td></tr></table></body></html>",
        codecs.BOM_UTF8 + b"\r\n <TABLE border=1><tr><td>Elm</td></tr></TABLE>",
        b'<!DOCTYPE html>\n<meta charset="utf-8"><p>report</p>',
        "<html><table>".encode("utf-16"),
    ],
)
def test_web_page_under_a_workbook_name(data):
    told = refusal(data, "report.xls")
    assert told.what == "This is a web page saved under a spreadsheet's name, not a workbook."
    assert told.do == "Open it in Excel, save it as .xlsx and upload that."


def test_workbook_in_the_xml_form_of_2003():
    data = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    assert refusal(data).what == "This is a workbook in the old XML form of 2003."


def test_a_csv_whose_first_cell_is_a_hidden_small_number_is_no_web_page():
    assert gate.check(b"<5,Elm\n<5,Oak\n", "small.csv") == "csv"


def test_password_protected_workbook():
    told = refusal(compound_file("EncryptionInfo", "EncryptedPackage"))
    assert told.sentence() == f"{NAME}: This workbook has a password. Remove it and try again."


@pytest.mark.parametrize("stream", ["Workbook", "Book"])
def test_old_workbook(stream):
    assert gate.check(compound_file(stream), "ward.xls") == "xls"


def test_other_compound_file():
    assert refusal(compound_file("WordDocument")).what == "This is not a spreadsheet."


def test_truncated_workbook():
    whole = workbook(one_value())
    assert refusal(whole[: len(whole) // 2]).what == "The file did not arrive whole."


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"MZ\x90\x00\x03\x00", "This is a program, not a spreadsheet."),
        (b"\x7fELF\x02\x01", "This is a program, not a spreadsheet."),
        (b"%PDF-1.7\n", "This is a PDF document, not a spreadsheet."),
        (b"\x89PNG\r\n\x1a\n", "This is a picture, not a spreadsheet."),
        (b"\x1f\x8b\x08\x00", "This is a compressed file, not a spreadsheet."),
        (b"Ward,Falls\nElm,\x00\x01\n", "This file holds bytes that no spreadsheet or text has."),
        (bytes(range(1, 32)) * 20, "This is not a spreadsheet."),
    ],
)
def test_other_contents_under_a_workbook_name(data, what):
    assert refusal(data).what == what


def test_program_with_a_double_extension():
    assert refusal(b"MZ\x90", "ward.xlsx.exe").what == "This is a program, not a spreadsheet."


def test_file_over_the_size_limit(monkeypatch):
    monkeypatch.setattr(gate, "LARGEST_FILE", 2 * 1024**2)
    assert gate.check(b"a,b\n" * (512 * 1024), "ward.csv") == "csv"
    told = refusal(b"a,b\n" * (512 * 1024) + b"c", "ward.csv")
    assert told.what == "This file is larger than 2 MB, the most that is read."


def test_macros_are_let_in_with_a_notice():
    parts = {**workbook_parts(one_value()), "xl/vbaProject.bin": b"\x01\x02"}
    kind = gate.check(archive(parts.items()), "ward.xlsm")
    assert kind == "xlsm"
    assert (
        gate.notices("ward.xlsm", kind, archive(parts.items()))[0].done
        == "Only values are read; no macro runs."
    )


def test_a_data_model_is_let_in_with_a_notice():
    parts = archive({**workbook_parts(one_value()), "xl/model/item.data": b"\x01\x02"}.items())
    (said,) = gate.notices("ward.xlsx", gate.check(parts, "ward.xlsx"), parts)
    assert said.what.startswith("The workbook keeps a data model")
    assert gate.notices("ward.xlsx", "xlsx", workbook(one_value())) == ()


@pytest.mark.parametrize(
    "data",
    [
        TABLE,
        codecs.BOM_UTF8 + TABLE,
        TABLE.decode().encode("utf-16"),
        "Ward;Größe\nElm;3\n".encode("cp1252"),
        b"Ward\tFalls\nElm\t3\n",
    ],
)
def test_text_in_any_usual_encoding(data):
    assert gate.check(data, "ward.csv") == "csv"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("ward.xlsx", "ward.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\A Person\\ward.xlsx", "ward.xlsx"),
        ("ward\u202exslx.exe", "wardxslx.exe"),
        ("ward\x00\n.xlsx", "ward.xlsx"),
        ("two   spaces.csv", "two spaces.csv"),
        ("", "unnamed file"),
        ("x/", "unnamed file"),
    ],
)
def test_shown_name(name, shown):
    assert gate.shown_name(name) == shown


def test_a_long_name_is_shortened_in_the_middle():
    shown = gate.shown_name("a" * 400 + ".xlsx")
    assert len(shown) <= gate.LONGEST_NAME
    assert shown.startswith("aaa")
    assert shown.endswith(".xlsx")
