"""Nothing of a person gets past the first look: not to facts, previews, messages or the log."""

import io
import json
import logging
import zipfile
from datetime import date

import nhs_number
import numpy as np
import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from mhvalue.errors import FileRefused, PeopleFound, PersonColumn
from mhvalue.ingest import people, pipeline
from mhvalue.ingest.bounded import process, wire
from mhvalue.ingest.leftovers import leftovers, makers
from mhvalue.ingest.people import PERSON_KEY, clear
from mhvalue.ingest.sheets.cells import Sheet, grid

NUMBERS = [f"{n[:3]} {n[3:6]} {n[6:]}" for n in nhs_number.generate(quantity=12)]
NAMES = ["Aisha Example", "Ben Sample", "Chloe Testcase"] * 4
HEAD = ["Ward", "Patient name", "NHS number", "DOB", "Admission date", "Length of stay"]
ROWS = [
    [ward, name, number, date(1950 + i, 3, 7 + i), date(2024, 4 + i % 3, 2 + i), 5 + i]
    for i, (ward, name, number) in enumerate(zip(["Elm", "Oak"] * 6, NAMES, NUMBERS, strict=True))
]
SECRETS = [*NUMBERS, *(n.replace(" ", "") for n in NUMBERS), *NAMES, "1950", "07/03", "8 Mar"]
MONTHS = [["Ward", "Month", "Falls"], ["Elm", "Apr 2024", 3], ["Elm", "May 2024", 5]]


def book(*sheets, change=None):
    """A workbook of (name, rows) sheets; `change` does something to it before it is saved."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change:
        change(made)
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


PATIENTS = book(("Patients", [HEAD, *ROWS]))


def read(data, without=(), name="stays.xlsx"):
    return pipeline.read(data, name, None, lambda stage: None, without)


def refused(data, **how):
    with pytest.raises(PeopleFound) as told:
        read(data, **how)
    return told.value


def told_of(data):
    return [problem.sentence() for problem in read(data).problems]


def test_reading_stops_and_says_what_and_where():
    error = refused(PATIENTS)
    assert str(error) == (
        "stays.xlsx: Looks like patient data: names in sheet Patients, column B (12 rows), "
        "NHS numbers in sheet Patients, column C (12 rows), "
        "dates of birth in sheet Patients, column D (12 rows). Nothing was kept. "
        "Go on without these columns, or take them out of the file and upload it again."
    )
    assert error.columns[1] == PersonColumn("Patients", "C", "NHS numbers", 12, "NHS number")
    assert error.without == (("Patients", "B"), ("Patients", "C"), ("Patients", "D"))


def test_a_csv_has_no_sheet_to_name():
    lines = [",".join(map(str, row)) for row in [HEAD, *ROWS]]
    error = refused("\n".join(lines).encode(), name="stays.csv")
    assert "NHS numbers in column C (12 rows)" in error.what
    assert error.without == (("", "B"), ("", "C"), ("", "D"))


def test_it_goes_on_without_those_columns():
    # A count for each ward and month, with somebody's number in the second column.
    months = ("Apr 2024", "May 2024", "Jun 2024", "Jul 2024", "Aug 2024", "Sep 2024")
    rows = [[ROWS[i][0], NUMBERS[i], months[i // 2], 5 + i] for i in range(12)]
    data = book(("Falls", [["Ward", "NHS number", "Month", "Falls"], *rows]))
    result = read(data, refused(data).without)
    frame = result.facts.frame
    assert frame["amount"].tolist() == [row[3] for row in rows]
    assert frame["unit"].tolist() == [row[0] for row in rows]
    # Where cells stand does not change, so a figure still leads back to its cell.
    assert set(frame["column"]) == {3}
    (preview,) = result.previews
    assert preview.rows[0] == ("Ward", "Left out B", "Month", "Falls")
    assert {row[1] for row in preview.rows[1:]} == {""}


def test_rows_of_people_are_counted_and_never_shown():
    result = read(PATIENTS, refused(PATIENTS).without)
    assert result.reading.format == "records"
    assert result.previews == ()
    assert {"Elm", "Oak"} <= set(result.facts.frame["unit"])
    assert set(result.facts.frame["column"]) == {-1}


def test_nothing_of_anybody_is_in_the_answer():
    result = read(PATIENTS, refused(PATIENTS).without)
    sent = io.BytesIO()
    wire.write_result(result, sent)
    answer = sent.getvalue()
    assert b"Elm" in answer
    assert [s for s in SECRETS if s.encode() in answer and s not in ("1950",)] == []


def test_no_value_is_in_the_message_or_the_log(caplog):
    with caplog.at_level(logging.DEBUG), pytest.raises(PeopleFound) as told:
        process.read_file(PATIENTS, "stays.xlsx")
    said = str(told.value) + repr(told.value.columns) + caplog.text
    assert [secret for secret in SECRETS if secret in said] == []


def test_the_child_is_asked_and_answers_with_columns():
    with pytest.raises(PeopleFound) as told:
        process.read_file(PATIENTS, "stays.xlsx")
    assert told.value.columns == refused(PATIENTS).columns
    result = process.read_file(PATIENTS, "stays.xlsx", without=told.value.without)
    assert len(result.facts.frame) == len(read(PATIENTS, told.value.without).facts.frame)


def test_columns_left_out_make_other_facts():
    data = book(("Falls", MONTHS))
    assert read(data).facts.key != read(data, [("Falls", "C")]).facts.key


def test_any_one_column_left_in_stops_it_still():
    error = refused(PATIENTS, without=(("Patients", "B"), ("Patients", "D")))
    assert error.without == (("Patients", "C"),)


def test_a_request_and_an_error_travel_whole():
    request = wire.Request("a.xlsx", 3, None, (("Patients", "C"), ("", "AB")))
    assert wire.parse_request(wire.request_line(request)) == request
    out = io.BytesIO()
    wire.write_error(refused(PATIENTS), out)
    with pytest.raises(PeopleFound) as told:
        wire.parse_answer(out.getvalue())
    assert told.value.columns == refused(PATIENTS).columns
    assert json.loads(out.getvalue())["error"] == "PeopleFound"


def test_a_table_below_another_is_looked_at():
    rows = [*MONTHS, [], [], ["Team", "NHS No", "Contacts"], ["Acute", NUMBERS[0], 4]]
    assert refused(book(("Falls", rows))).without == (("Falls", "B"),)


def test_every_sheet_is_looked_at():
    data = book(("Falls", MONTHS), ("Notes", [["About"], [f"Left out: {NUMBERS[0]}"]]))
    assert [column.sheet for column in refused(data).columns] == ["Notes"]


def test_keys_tell_one_persons_rows_together_and_stay_here():
    rows = [["Ward", "NHS number"], ["Elm", NUMBERS[0]], ["Elm", NUMBERS[1]], ["Oak", NUMBERS[0]]]
    sheet = Sheet("Stays", grid(rows))
    cleared = clear(b"", "csv", (sheet,), (("Stays", "B"),), "stays.csv")
    (key,) = cleared.keys.values()
    assert list(cleared.keys) == [("Stays", 1)]
    assert key[1] == key[3] != key[2]
    assert cleared.sheets[0].cells[:, 1].tolist() == ["Left out B", None, None, None]
    assert sheet.cells[1, 1] == NUMBERS[0]
    keyed = cleared.keyed(cleared.sheets[0]).cells[:, 1].tolist()
    assert keyed[0] == PERSON_KEY
    assert keyed[1] == keyed[3] != keyed[2]
    assert not set(keyed) & set(NUMBERS)


def test_a_file_named_after_somebody_is_refused():
    with pytest.raises(FileRefused) as told:
        process.read_file(book(("Falls", MONTHS)), "Falls of Mrs Example.xlsx")
    assert "Example" not in str(told.value)


def hide(workbook):
    workbook["Lookup"].sheet_state = "veryHidden"


def test_a_very_hidden_sheet_is_told_of_and_not_read():
    data = book(("Falls", MONTHS), ("Lookup", [HEAD, *ROWS]), change=hide)
    said = [s for s in told_of(data) if "patient data" in s]
    assert any("NHS numbers" in s and "hidden sheet" in s for s in said)
    assert any("names, dates of birth" in s for s in said)
    assert [s for s in SECRETS if any(s in sentence for sentence in said)] == []
    assert set(read(data).facts.frame["unit"]) == {"Elm"}


def test_figures_of_a_hidden_sheet_are_looked_at():
    rows = [["Key"], *([float(number.replace(" ", ""))] for number in NUMBERS)]
    data = book(("Falls", MONTHS), ("Lookup", rows), change=hide)
    assert any("Lookup" in s and "NHS numbers" in s for s in told_of(data))


def test_a_hidden_sheet_of_other_words_is_no_matter():
    rows = [["Ward", "Code", "Total"], ["Elm", "X12", 1234567890], ["Oak", "X13", 7]]
    data = book(("Falls", MONTHS), ("Lookup", rows), change=hide)
    assert not any("patient data" in s for s in told_of(data))


def comment(workbook):
    workbook["Falls"]["C2"].comment = Comment(f"This was {NUMBERS[0]}", "Ward clerk")


def name_a_cell(workbook):
    workbook.defined_names["Who"] = DefinedName("Who", attr_text=f'"{NUMBERS[0]}"')


def speak(workbook):
    workbook["Falls"]["C2"].comment = Comment("Patient: Aisha Example fell twice", "Ward clerk")


def title(workbook):
    workbook.properties.title = "Care plan of Mr Example"


def name_after(workbook):
    workbook.defined_names["Aisha_Sample"] = DefinedName("Aisha_Sample", attr_text="Falls!$A$1")


def describe(workbook):
    workbook.properties.description = f"Extract for {NUMBERS[0]}"


@pytest.mark.parametrize(
    ("change", "place"),
    [(comment, "comments"), (name_a_cell, "defined names"), (describe, "document properties")],
)
def test_what_is_not_seen_at_once_is_told_of(change, place):
    (said,) = [s for s in told_of(book(("Falls", MONTHS), change=change)) if "patient" in s]
    assert said == (
        f"stays.xlsx: Looks like patient data that is not seen at once: NHS numbers in {place}. "
        "It was not read. Take it out before you pass the file on."
    )


def test_the_saved_rows_of_a_pivot_table_are_told_of():
    cache = (
        '<pivotCacheDefinition><cacheFields><cacheField name="Surname"><sharedItems>'
        '<s v="Example"/><s v="Sample"/></sharedItems></cacheField></cacheFields>'
        "</pivotCacheDefinition>"
    )
    packed = io.BytesIO(book(("Falls", MONTHS)))
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("xl/pivotCache/pivotCacheDefinition1.xml", cache)
    (said,) = [s for s in told_of(packed.getvalue()) if "patient" in s]
    assert "names in the saved rows of a pivot table" in said
    assert "Example" not in said


@pytest.mark.parametrize(
    ("change", "place"),
    [(speak, "comments"), (title, "document properties"), (name_after, "defined names")],
)
def test_names_that_are_not_seen_at_once_are_told_of(change, place):
    (said,) = [s for s in told_of(book(("Falls", MONTHS), change=change)) if "patient" in s]
    assert f"names in {place}. It was not read." in said
    assert "Example" not in said


def author(workbook):
    workbook.properties.creator = "Emma Example"
    workbook.properties.title = "Falls"


def test_an_author_is_told_of_softly_and_not_named():
    (said,) = [s for s in told_of(book(("Falls", MONTHS), change=author)) if "propert" in s]
    assert "Example" not in said
    assert told_of(book(("Falls", MONTHS))) == []


def test_a_comment_in_two_colours_is_one_text():
    xml = b"<comments><comment><r><t>943 476 </t></r><r><t>5919</t></r></comment></comments>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/comments1.xml", xml)
    (found,) = leftovers(packed.getvalue(), "xlsx", ())
    assert found.texts == ("943 476 5919",)


def test_names_of_sheets_and_files_are_looked_at_and_not_repeated():
    error = refused(book((f"Mr X {NUMBERS[0]}", MONTHS)))
    assert NUMBERS[0] not in str(error)
    assert error.what == "The name of sheet number 1 looks like it holds patient data."
    assert error.columns == ()
    with pytest.raises(FileRefused) as told:
        process.read_file(book(("Falls", MONTHS)), f"care plan {NUMBERS[0]}.xlsx")
    assert NUMBERS[0] not in str(told.value)


@pytest.mark.parametrize("name", ["Ms Teams", "Miss Rate"])
def test_a_sheet_of_a_program_or_a_measure_is_nobodys(name):
    assert len(process.read_file(book((name, MONTHS)), "calls.xlsx").facts.frame)


def test_a_sheet_for_each_of_several_people_is_told_of_and_a_title_stops():
    people_each = book(*((name, MONTHS) for name in ("John Smith", "Mary Jones", "Aisha Khan")))
    (said,) = [s for s in told_of(people_each) if "names of the sheets" in s]
    assert "Smith" not in said
    wards = book(*((name, MONTHS) for name in ("Elm Ward", "Oak Ward", "Smith House")))
    assert not any("names of the sheets" in s for s in told_of(wards))
    assert refused(book(("Mrs Example", MONTHS))).columns == ()


def test_ten_digit_staff_codes_are_told_of_and_read():
    rows = [["Cost code", "Month", "Spend"]]
    rows += [[f"45000{i:05d}", "Apr 2024", 100.0 + i] for i in range(20)]
    said = told_of(book(("Spend", rows)))
    assert any("ten-digit numbers that are not NHS numbers (20 rows)" in s for s in said)


def test_a_blank_sheet_is_nobody():
    sheet = Sheet("Empty", np.empty((0, 0), dtype=object))
    assert clear(b"", "csv", (sheet,), (), "a.csv").problems == ()
    assert people._scanned(sheet) == ()


def texts_of(found):
    return [text for part in found if part.place == "document properties" for text in part.texts]


def test_a_damaged_part_is_passed_over():
    data = book(("Falls", MONTHS), change=author)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo("docProps/core.xml")
    body = entry.header_offset + 30 + len(entry.filename) + 10
    damaged = data[:body] + bytes(20) + data[body + 20 :]
    assert makers(data, "xlsx") == ("Emma Example",)
    assert makers(damaged, "xlsx") == ()
    assert "Falls" in texts_of(leftovers(data, "xlsx", ()))
    assert "Falls" not in texts_of(leftovers(damaged, "xlsx", ()))
