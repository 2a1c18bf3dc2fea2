"""A sheet that nothing shows to hold one row a record, said by hand to hold one."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from mhvalue.errors import ReadingProblem, RecipeProblem
from mhvalue.ingest.pipeline import read
from mhvalue.ingest.reading import BY_TABLES, Reading, from_json, to_json
from mhvalue.recipe.opening import read_by
from mhvalue.recipe.schema import recipe_of

LOG = """Trust log,,
Ward,Logged,What
Elm,01/01/2024,Fall
Elm,09/01/2024,Assault
Oak,10/01/2024,Fall
Elm,31/01/2024,Fall
Oak,05/02/2024,Fall
Oak,29/02/2024,Assault
"""
"""Two wards. Elm: three in January; Oak: one in January and two in February."""

NEXT = LOG.replace("/02/", "/03/").replace("29/03", "31/03").replace("/01/", "/02/")
NEXT = NEXT.replace("31/02", "29/02")


def reader(text, name="log.csv"):
    return lambda reading: read(text.encode(), name, reading, lambda stage: None)


def counted(result, ward):
    frame = result.facts.frame
    rows = frame[(frame["unit"] == ward) & (frame["breakdown"] == "none")]
    rows = rows[(rows["item"] == "incidents") & (rows["status"] == "ok")]
    return {f"{p:%b}": a for p, a in zip(rows["period"], rows["amount"], strict=True)}


def declared(text=LOG, kind="incidents"):
    return reader(text)(reader(text)(None).reading.declaring({"": kind}))


def test_a_log_that_nothing_tells_of_is_counted_once_it_is_said_what_a_row_is():
    before = reader(LOG)(None)
    assert before.facts.frame.empty
    assert before.sheets == ("",)
    result = declared()
    (sheet,) = result.reading.records
    assert sheet.header_rows == (1,)
    roles = {column.heading: column.role for column in sheet.reading.columns}
    assert (roles["Ward"], roles["Logged"]) == ("unit", "start")
    assert counted(result, "Elm") == {"Jan": 3, "Feb": 0}
    assert counted(result, "Oak") == {"Jan": 1, "Feb": 2}
    assert from_json(to_json(result.reading)) == result.reading


def test_what_is_not_known_is_corrected_as_for_any_records():
    found = declared().reading
    (sheet,) = found.records
    columns = tuple(
        replace(c, role="breakdown", name="kind") if c.heading == "What" else c
        for c in sheet.reading.columns
    )
    changed = replace(sheet, reading=replace(sheet.reading, columns=columns))
    result = reader(LOG)(replace(found, records=(changed,)))
    frame = result.facts.frame
    falls = frame[(frame["group"] == "Fall") & (frame["unit"] == "Elm")]
    assert falls["amount"].sum() == 2


def test_the_next_file_is_counted_too_and_a_stranger_is_not():
    made = declared()
    recipe = recipe_of([("log.csv", made.reading, made.facts.units, ())])
    found = read_by(recipe, "log 2.csv", reader(NEXT))
    assert found.applied
    assert counted(found.result, "Elm")["Feb"] == 3
    stranger = "Team,Month,Falls\nA,Jan 2024,3\nA,Feb 2024,4\nB,Jan 2024,5\nB,Feb 2024,6\n"
    other = read_by(recipe, "falls.csv", reader(stranger, "falls.csv"))
    assert not other.applied
    assert other.result.facts.frame["amount"].sum() == 18


def test_one_sheet_of_a_workbook_is_declared_and_the_table_of_another_stays():
    book = openpyxl.Workbook()
    book.active.title = "Log"
    for line in LOG.splitlines()[1:]:
        ward, day, what = line.split(",")
        dated = date(*map(int, reversed(day.split("/")))) if "/" in day else day
        book.active.append([ward, dated, what])
    beds = book.create_sheet("Beds")
    for row in (["Ward", "Month", "Beds"], ["Elm", "Jan 2024", 18], ["Oak", "Jan 2024", 20]):
        beds.append(row)
    packed = io.BytesIO()
    book.save(packed)

    def again(reading):
        return read(packed.getvalue(), "log.xlsx", reading, lambda stage: None)

    first = again(None)
    assert first.sheets == ("Log", "Beds")
    (said,) = [problem for problem in first.problems if problem.sheet == "Log"]
    assert said.done == "Nothing of the sheet was read."
    assert "If each row is one stay" in said.do
    result = again(first.reading.declaring({"Log": "incidents"}))
    assert counted(result, "Elm") == {"Jan": 3, "Feb": 0}
    assert {table.sheet for table in result.reading.tables} == {"Beds"}
    assert result.facts.frame["amount"].max() == 20
    assert not any("Nothing of the sheet" in problem.done for problem in result.problems)


def test_one_sheet_after_another_is_declared():
    book = openpyxl.Workbook()
    for month, sheet, last in ((1, book.active, 31), (2, book.create_sheet("Feb"), 29)):
        sheet.append(["Ward", "Logged", "What"])
        for day in (1, 9, last):
            sheet.append(["Elm", date(2024, month, day), "Fall"])
    book.active.title = "Jan"
    packed = io.BytesIO()
    book.save(packed)

    def again(reading):
        return read(packed.getvalue(), "log.xlsx", reading, lambda stage: None)

    one = again(again(None).reading.declaring({"Jan": "incidents"}))
    assert one.sheets == ("Jan", "Feb")
    both = again(one.reading.declaring({"Feb": "incidents"}))
    assert [sheet.sheet for sheet in both.reading.records] == ["Jan", "Feb"]
    assert counted(both, "Elm") == {"Jan": 3, "Feb": 3}


def test_notes_and_lists_without_days_are_passed_over_in_silence():
    book = openpyxl.Workbook()
    for row in (["Ward", "Month", "Beds"], ["Elm", "Jan 2024", 18], ["Oak", "Jan 2024", 20]):
        book.active.append(row)
    notes = book.create_sheet("Notes")
    for row in (["Published", date(2024, 2, 1)], ["Next", date(2024, 3, 1)], ["Made by", "Data"]):
        notes.append(row)
    packed = io.BytesIO()
    book.save(packed)
    result = read(packed.getvalue(), "beds.xlsx", None, lambda stage: None)
    assert not any("Nothing of the sheet" in problem.done for problem in result.problems)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ward,What\nElm,Fall\nOak,Fall\nElm,Fall\n", "No column of this sheet holds dates"),
        ("Elm,01/01/2024\nOak,02/01/2024\nElm,02/01/2024\n", "No row of headings"),
    ],
)
def test_a_sheet_without_dates_or_headings_says_so(text, said):
    with pytest.raises(ReadingProblem, match=said):
        reader(text)(Reading().declaring({"": "incidents"}))


def test_columns_without_a_row_of_headings_make_no_reading():
    whole = to_json(declared().reading)
    with pytest.raises(RecipeProblem, match="header_rows"):
        from_json(whole.replace('"header_rows":[1]', '"header_rows":[]'))


def test_rows_said_to_be_figures_are_read_as_tables_next_month_too():
    rows = [f"{ward},0{day}/04/2024,1{day}/04/2024" for ward in "AB" for day in (1, 2, 3)]
    text = "\n".join(["Ward,Admission date,Discharge date", *rows])
    assert reader(text)(None).reading.format == "records"
    aside = reader(text)(Reading(format=BY_TABLES))
    recipe = recipe_of([("log.csv", aside.reading, aside.facts.units, ())])
    assert read_by(recipe, "log.csv", reader(text)).result.reading.format == BY_TABLES
    unknown = recipe_of([])
    assert read_by(unknown, "log.csv", reader(text)).result.reading.format == "records"
