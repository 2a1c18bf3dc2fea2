"""The template workbook: made by its script, true to the catalogue, and read once filled in."""

import importlib
import io
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from mhvalue.catalogue.loader import find_item, load
from mhvalue.ingest.pipeline import read

FOLDER = Path(__file__).parents[1] / "assets" / "template"
WORKBOOK = FOLDER / "mhvalue-template.xlsx"


@pytest.fixture(scope="module")
def make_template():
    sys.path.insert(0, str(FOLDER))
    kept, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        yield importlib.import_module("make_template")
    finally:
        sys.dont_write_bytecode = kept
        sys.path.remove(str(FOLDER))


def opened(data):
    return read(data, "filled.xlsx", None, lambda stage: None)


def filled(rows, units=(), extra=()):
    """The template with figures by heading, rows of units, and headings added at the end."""
    book = load_workbook(WORKBOOK)
    figures = book["Figures"]
    for heading in extra:
        figures.cell(1, figures.max_column + 1, heading)
    places = {cell.value: cell.column for cell in figures[1]}
    for number, row in enumerate(rows, 2):
        for heading, value in row.items():
            figures.cell(number, places[heading], value)
    for row in units:
        book["Units"].append(row)
    saved = io.BytesIO()
    book.save(saved)
    return opened(saved.getvalue())


APRIL, MAY = datetime(2024, 4, 1), datetime(2024, 5, 1)
ELM = {"Unit": "Elm", "Kind of service": "Adult acute", "Locality": "North", "Month": APRIL}
ELM_ROW = (
    "Ward", "Elm", "W01", "Adult acute", 18, date(2019, 4, 1), None, None, "Locality", "North"
)  # fmt: skip


def test_the_committed_workbook_is_what_the_script_makes(make_template):
    made = make_template.as_bytes(make_template.workbook()) == WORKBOOK.read_bytes()
    assert made, "The catalogue has changed: run python assets/template/make_template.py."


def test_every_column_and_entry_is_named_as_the_catalogue_names_it():
    book, catalogue = load_workbook(WORKBOOK), load()
    assert book.sheetnames == ["Figures", "Units", "Dictionary"]
    headings = [cell.value for cell in book["Figures"][1]]
    assert headings[:4] == ["Unit", "Kind of service", "Locality", "Month"]
    items = [find_item(catalogue, heading) for heading in headings[4:]]
    assert [item.name for item in items] == headings[4:]
    entries = [row[0].value for row in book["Dictionary"].iter_rows(min_row=7)]
    built_in = {"Days in the period", "Working days in the period"}
    assert set(entries) == {item.name for item in catalogue.items.values()} - built_in
    assert len(entries) == len(set(entries))


def test_an_empty_template_is_known_and_asks_to_be_filled_in():
    result = opened(WORKBOOK.read_bytes())
    assert (result.reading.format, result.reading.published) == ("template", False)
    assert len(result.facts.frame) == 0
    assert [problem.what for problem in result.problems] == ["The sheet holds no figures yet."]


def test_filled_in_figures_come_out_under_the_level_of_their_unit():
    result = filled(
        [
            {**ELM, "Beds": 18, "Admissions to hospital": 12},
            {**ELM, "Month": MAY, "Beds": 18, "Admissions to hospital": "*"},
            {**ELM, "Unit": "Home treatment", "Referrals received": 80},
        ],
        [ELM_ROW],
    )
    frame = result.facts.frame
    told = {
        (r.item, r.level, r.unit, str(r.period.date())): (r.amount, r.status)
        for r in frame.itertuples()
        if r.status != "missing"
    }
    assert told["beds", "Ward", "Elm", "2024-04-01"] == (18, "ok")
    assert told["admissions", "Ward", "Elm", "2024-04-01"] == (12, "ok")
    assert told["referrals", "Unit", "Home treatment", "2024-04-01"] == (80, "ok")
    assert told["admissions", "Ward", "Elm", "2024-05-01"][1] == "suppressed"
    assert len(told) == 5
    assert "Units with figures that the sheet Units does not name: 1." in [
        problem.what for problem in result.problems
    ]


def test_the_sheet_of_units_fills_the_register():
    closed = ("Ward", "Oak", None, "Rehab", None, None, date(2023, 3, 31), "Elm", "Trust", "Vale")
    twice = ("Ward", "Elm", None, None, None, None, None, None, "Trust", "Vale")
    units = filled([{**ELM, "Beds": 18}], [ELM_ROW, closed, twice]).facts.units
    elm, oak = units.get("Ward", "Elm"), units.get("Ward", "Oak")
    assert (elm.code, elm.kind, elm.size, elm.opened) == (
        "W01", "Adult acute", 18, date(2019, 4, 1)
    )  # fmt: skip
    assert elm.parents == (("Locality", "North"), ("Trust", "Vale"))
    assert (oak.size, oak.closed, oak.merged_into) == (None, date(2023, 3, 31), "Elm")


def test_a_date_that_cannot_be_read_is_told_by_its_cell():
    wrong = ("Ward", "Elm", None, None, 18, "soon", None, None, None, None)
    problems = filled([{**ELM, "Beds": 18}], [wrong]).problems
    assert [(p.sheet, p.cell) for p in problems if "opened" in p.what] == [("Units", "F2")]


def test_a_column_of_ones_own_is_read_too():
    frame = filled([{**ELM, "Falls on the ward": 3}], extra=["Falls on the ward"]).facts.frame
    assert list(zip(frame["heading"], frame["amount"], strict=True)) == [("Falls on the ward", 3)]
