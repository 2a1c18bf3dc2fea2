"""Sheets of unusual shape: read right, and said how, or asked about (T21 to T28)."""

import subprocess
import sys

import openpyxl
import pytest

from tests.app import app_pages
from tests.bad_input.person import ROOT, saved, workbook
from tests.ingest.crafted_files import archive as packed
from tests.ingest.crafted_files import sheet_xml, workbook_parts

MONTHS = [f"{month:02}/2024" for month in range(1, 13)]
ROWS = [["Ward", "Month", "Falls"], *([["Fir", month, 40 + n] for n, month in enumerate(MONTHS)])]
FALLS = [40.0 + n for n in range(12)]
LEFT_OUT = "They were left out."


def amounts(result):
    return result.facts.frame["amount"].tolist()


def by_unit(result):
    frame = result.facts.frame
    return {unit: held["amount"].tolist() for unit, held in frame.groupby("unit", observed=True)}


def sheet_of(*rows, merged=()):
    """A workbook of one sheet with merged cells."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for cells in merged:
        made.active.merge_cells(cells)
    return saved(made)


def written(dimension, extra=""):
    """The thirteen rows as XML, under a declared dimension."""
    xml = "".join(
        f'<row r="{n}">'
        + "".join(f'<c r="{c}{n}" t="str"><v>{v}</v></c>' for c, v in zip("ABC", row, strict=True))
        + "</row>"
        for n, row in enumerate(ROWS, start=1)
    )
    return packed(workbook_parts(sheet_xml(xml + extra, dimension=dimension)).items())


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576", "C5:C5"])
def test_T21_declared_dimension(person, dimension):
    assert amounts(person.reads("falls.xlsx", written(dimension))) == FALLS
    assert person.warnings() == []


TALL = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(14, 1_048_577))
PEAK = """
import sys
from pathlib import Path
from mhvalue.ingest.pipeline import read
read(sys.stdin.buffer.read(), "falls.xlsx", None, lambda stage: None)
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
"""


def test_T22_formatting_down_to_the_last_row(person):
    assert amounts(person.reads("falls.xlsx", written("A1:A1048576", TALL))) == FALLS
    assert person.warnings() == []


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is asked of Linux")
def test_T22_formatting_down_to_the_last_row_takes_little_memory():
    asked = [sys.executable, "-c", PEAK]
    data = written("A1:A1048576", TALL)
    told = subprocess.run(asked, input=data, capture_output=True, check=True, cwd=ROOT)
    # A small file takes 150 MB; the 44 MB of this sheet's XML may stand there three times.
    assert int(told.stdout) < 450 * 1024


def test_T22_one_formatted_cell_at_the_far_corner(person):
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert amounts(person.reads("falls.xlsx", written("A1:XFD1048576", far))) == FALLS


def number(app, label):
    (box,) = [box for box in app.number_input if box.label == label]
    return box.value


def test_T23_titles_and_a_heading_of_two_rows(person):
    data = sheet_of(
        ["Example Trust: falls and restraint"],
        ["All wards, 2024"],
        [],
        [],
        ["Ward", "Month", "Falls", None, "Restraints", None],
        [None, None, "All", "With harm", "All", "Prone"],
        *([["Fir", month, 40 + n, n, 9, 1] for n, month in enumerate(MONTHS)]),
        merged=("A1:F1", "A5:A6", "B5:B6", "C5:D5", "E5:F5"),
    )
    result = person.reads("falls.xlsx", data)
    headings = list(dict.fromkeys(result.facts.frame["heading"]))
    assert headings == ["Falls: All", "Falls: With harm", "Restraints: All", "Restraints: Prone"]
    assert number(person.app, "Headings from row") == 5
    assert number(person.app, "Headings to row") == 6
    assert number(person.app, "First row of figures") == 7
    assert any(button.label == "Read again with these changes" for button in person.app.button)


def test_T23_labels_merged_down_are_filled_down(person):
    rows = [
        ["Site", "Ward", "Month", "Falls"],
        *([["North" if n == 0 else None, "Fir", month, n] for n, month in enumerate(MONTHS)]),
        *([["South" if n == 0 else None, "Elm", month, n] for n, month in enumerate(MONTHS)]),
    ]
    data = sheet_of(*rows, merged=("A2:A13", "A14:A25"))
    result = person.reads("falls.xlsx", data)
    assert by_unit(result) == {"Fir": [float(n) for n in range(12)]} | {
        "Elm": [float(n) for n in range(12)]
    }
    units = {unit.name: unit.parents for unit in result.facts.units.units}
    assert units["Fir"][0][1] == "North"
    assert units["Elm"][0][1] == "South"


def test_T24_headings_that_are_blank_or_repeated(person):
    data = workbook(
        ["Ward ", "Month\u00a0", "Value", " Value", None, "Value"],
        *([[" Fir\u00a0", month, n, 2, 3, 4] for n, month in enumerate(MONTHS)]),
    )
    result = person.reads("falls.xlsx", data)
    headings = list(dict.fromkeys(result.facts.frame["heading"]))
    assert headings == ["Value", "Value (2)", "Column E", "Value (3)"]
    assert set(result.facts.frame["unit"]) == {"Fir"}
    said = (
        "Sheet1: Headings are blank or repeated in column D, E, F. They were given names of their "
    )
    assert f"{said}own." in person.warnings()


def test_T25_months_across_are_turned_and_shown(person):
    data = workbook(["Ward", "Apr-24", "May-24", "Jun-24"], ["Fir", 1, 2, 3], ["Elm", 4, 5, 6])
    result = person.reads("falls.xlsx", data)
    starts = [str(day.date()) for day in result.facts.frame["start"]]
    assert starts == ["2024-04-01", "2024-05-01", "2024-06-01"] * 2
    assert by_unit(result) == {"Fir": [1.0, 2.0, 3.0], "Elm": [4.0, 5.0, 6.0]}
    assert any("2 wards, 3 months" in text for text in person.texts())
    assert any("Apr-24" in frame.value.to_string() for frame in person.app.dataframe)


TOTALS = ("Subtotal", "North total", "Grand Total", "All wards", "TOTAL", "Sum", "Overall")


def test_T26_rows_that_add_up_others(person):
    data = workbook(
        ["Ward", "Apr-24", "May-24"],
        ["Fir", 1, 2],
        ["Elm", 5, 6],
        *([name, 6, 8] for name in TOTALS),
    )
    result = person.reads("falls.xlsx", data)
    assert by_unit(result) == {"Fir": [1.0, 2.0], "Elm": [5.0, 6.0]}
    rows = "7 rows add up others, compare with them or repeat the headings"
    said = f"Sheet1 A4: {rows} (A4, A5, A6, A7, A8 and 2 more). {LEFT_OUT}"
    assert said in person.warnings()


def hidden_book(state):
    made = openpyxl.Workbook()
    for row in ROWS:
        made.active.append(row)
    more = made.create_sheet("Patients")
    for row in (["Ward", "Month", "Falls"], ["Ash", "01/2024", 999]):
        more.append(row)
    more.sheet_state = state
    return made


@pytest.mark.parametrize(("state", "said"), [("hidden", "hidden"), ("veryHidden", "very hidden")])
def test_T27_hidden_sheets_are_named_and_not_read(person, state, said):
    result = person.reads("falls.xlsx", saved(hidden_book(state)))
    assert by_unit(result) == {"Fir": FALLS}
    assert f"Patients: The sheet is {said}. It was not read." in person.warnings()
    assert "Hidden sheets, not read: Patients." in person.texts()


def test_T27_hidden_and_filtered_rows_are_counted(person):
    made = hidden_book("visible")
    del made["Patients"]
    for row in (3, 4):
        made.active.row_dimensions[row].hidden = True
    made.active.auto_filter.ref = "A1:C13"
    assert amounts(person.reads("falls.xlsx", saved(made))) == FALLS
    said = "2 rows of the table are hidden or filtered out (A3, A4)."
    assert any(said in line for line in person.warnings())


BESIDE = [["Ward", "Month", "Falls", None, "Ward", "Month", "Restraints"]]
BESIDE += [["Fir", month, 40 + n, None, "Elm", month, n] for n, month in enumerate(MONTHS)]
STACKED = [["Falls"], *ROWS, [], ["Restraints"], ["Ward", "Month", "Restraints"]]
STACKED += [["Elm", month, n] for n, month in enumerate(MONTHS)]


@pytest.mark.parametrize("rows", [BESIDE, STACKED])
def test_T28_two_tables_on_a_sheet_are_kept_apart(person, rows):
    result = person.reads("two.xlsx", workbook(*rows))
    frame = result.facts.frame
    assert by_unit(result) == {"Fir": FALLS, "Elm": [float(n) for n in range(12)]}
    assert frame.groupby("heading", observed=True)["unit"].unique().map(list).to_dict() == {
        "Falls": ["Fir"],
        "Restraints": ["Elm"],
    }
    (box,) = [box for box in person.app.selectbox if box.label == "Tables found (2)"]
    assert len(box.options) == 2
    use = next(box for box in person.app.checkbox if box.label.startswith("Use this table"))
    use.uncheck().run()
    app_pages.press(person.app, "Read again with these changes")
    (file,) = person.app.session_state["waiting"].values()
    assert list(by_unit(file.result)) == ["Elm"]
