"""Formulas that all have the answer 0 are told of: a program may have written them unworked."""

import io
import time
import zipfile

import pytest
import xlsxwriter

from mhvalue.ingest import pipeline
from mhvalue.ingest.sheets.noughts import noughts
from tests.ingest.other_books import Formula, ods, page
from tests.ingest.xls_books import xls
from tests.ingest.xlsb_books import xlsb

HEAD = ("Ward", "Month", "Admissions", "Discharges", "Both")


def rows(answers):
    """A row a ward and month, its last cell a formula."""
    wards = [(ward, month) for ward in ("Elm", "Oak") for month in ("Apr 2024", "May 2024")]
    return [
        (ward, month, 3.0 + place, 2.0, answer)
        for place, ((ward, month), answer) in enumerate(zip(wards, answers, strict=True))
    ]


def xlsx(answers):
    """A workbook that does not ask for anything to be worked out on opening."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, HEAD)
        for place, row in enumerate(rows(answers), start=1):
            sheet.write_row(place, 0, row[:-1])
            sheet.write_formula(place, 4, f"=C{place + 1}+D{place + 1}", None, row[-1])
    plain = io.BytesIO()
    with zipfile.ZipFile(packed) as before, zipfile.ZipFile(plain, "w") as after:
        for entry in before.namelist():
            after.writestr(entry, before.read(entry).replace(b' fullCalcOnLoad="1"', b""))
    return plain.getvalue()


def crafted(make):
    def made(answers):
        return make(page(HEAD, *((*row[:-1], Formula(float(row[-1]))) for row in rows(answers))))

    return made


EVERY_KIND = pytest.mark.parametrize(
    ("name", "made"),
    [("f.xlsx", xlsx), ("f.xls", crafted(xls)), ("f.xlsb", crafted(xlsb)), ("f.ods", crafted(ods))],
)


def told(name, data):
    problems = pipeline.read(data, name, None, lambda stage: None).problems
    return [problem for problem in problems if "saved answer 0" in problem.what]


@EVERY_KIND
def test_answers_that_are_all_nought_are_named_by_cell(name, made):
    (problem,) = told(name, made((0, 0, 0, 0)))
    assert "(E2:E5)" in problem.what
    assert (problem.sheet, problem.cell, problem.done) == ("Data", "E2", "Read as 0.")
    assert "save it and upload it again" in problem.do


@EVERY_KIND
def test_one_other_answer_shows_that_they_were_worked_out(name, made):
    assert told(name, made((0, 0, 7, 0))) == []


def test_formulas_of_cells_without_references_are_placed_by_counting():
    row = b"<row><c><v>4</v></c><c><f>A1*2</f><v>0</v></c></row>"
    part = b"<sheetData>" + 3 * row + b"</sheetData>"
    assert noughts(part) == ((0, 1), (1, 1), (2, 1))


def test_very_many_formulas_are_placed_in_one_pass():
    row = b'<row r="%d"><c r="A%d"><f>B1</f><v>0</v></c></row>'
    part = b"<sheetData>" + b"".join(row % (n, n) for n in range(1, 40_001)) + b"</sheetData>"
    began = time.perf_counter()
    assert noughts(part)[-1] == (39_999, 0)
    # Searched back to the start of the sheet for each, this takes half a minute.
    assert time.perf_counter() - began < 5
