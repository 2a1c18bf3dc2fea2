"""Which tables hold one row a record, and what their columns are taken for."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from mhvalue.errors import RecipeProblem
from mhvalue.ingest.proposing.layout import find_tables
from mhvalue.ingest.record_reading import RecordReading, from_dict, to_dict
from mhvalue.ingest.records.recognise import recognise
from mhvalue.ingest.records.sheets import frame_of_sheet, recognise_frame
from mhvalue.ingest.sheets.cells import Sheet, grid
from mhvalue.ingest.sheets.gate import check
from mhvalue.ingest.sheets.readers import read_sheets

REAL = Path(__file__).parents[3] / ".." / "shared" / "data" / "real"


def columns_of(reading):
    used = [column for column in reading.columns if column.role != "ignore"]
    return {column.heading: (column.role, column.name) for column in used}


def rows_of(*columns):
    return list(zip(*columns, strict=True))


DAYS = ["02/01/2024", "15/01/2024", "03/02/2024", "28/02/2024"]
LATER = ["09/01/2024", None, "13/02/2024", None]
FIRSTS = ["01/01/2024", "01/02/2024", "01/03/2024", "01/04/2024"]
PEOPLE = ["x1", "x2", "x1", "x3"]


def test_ward_stays_with_everything():
    headings = ["Pseudonym", "Ward Name", "Ward Code", "Site", "Ward type", "Ward stay start date",
                "Ward stay end date", "Clinically ready for discharge date", "Age on admission",
                "Gender", "Ethnic category", "Discharge destination", "Consultant"]  # fmt: skip
    rows = rows_of(
        PEOPLE, ["Elm", "Elm", "Oak", "Oak"], ["W1", "W1", "W2", "W2"], ["East"] * 4,
        ["Acute", "Acute", "PICU", "PICU"], DAYS, LATER, [None, "20/01/2024", None, None],
        [23, 44, 17, 80], ["F", "M", "F", "M"], ["White", "Asian", "White", None],
        ["Home", "Home", None, "Home"], ["Dr A", "Dr B", "Dr A", "Dr B"],
    )  # fmt: skip
    reading = recognise(headings, rows)
    assert reading.kind == "stays"
    assert columns_of(reading) == {
        "Pseudonym": ("person", ""),
        "Ward Name": ("unit", "Ward"),
        "Site": ("unit", "Site"),
        "Ward type": ("unit kind", ""),
        "Ward stay start date": ("start", ""),
        "Ward stay end date": ("end", ""),
        "Clinically ready for discharge date": ("ready", ""),
        "Age on admission": ("breakdown", "age"),
        "Gender": ("breakdown", "sex"),
        "Ethnic category": ("breakdown", "ethnicity"),
        "Discharge destination": ("outcome", ""),
    }
    assert reading.levels == ("Ward", "Site")
    assert not reading.whole_spells


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("Admission Date", "Discharge Date"),
        ("DateOfAdmission", "DateOfDischarge"),
        ("ADMISSION_DATE", "DISCHARGE_DATE"),
        ("Admitted", "Discharged"),
        ("Spell start date", "Spell end date"),
        ("Start Date Hospital Provider Spell", "End Date Hospital Provider Spell"),
        ("Start date", "End date"),
    ],
)
def test_the_ways_people_head_the_days_of_a_stay(start, end):
    reading = recognise(["Ward", start, end], rows_of(["A", "B", "A", "B"], DAYS, LATER))
    assert columns_of(reading) == {
        "Ward": ("unit", "Ward"), start: ("start", ""), end: ("end", ""),
    }  # fmt: skip
    assert reading.whole_spells


def test_an_expected_discharge_is_no_discharge():
    headings = ["Ward", "Admission date", "Expected discharge date"]
    reading = recognise(headings, rows_of(["A", "B", "A", "B"], DAYS, DAYS))
    assert not reading.has("end")


def test_referrals():
    headings = ["Patient ID", "Referral received date", "Team", "Locality", "Referral status",
                "First contact date", "2nd contact date", "Discharge date"]  # fmt: skip
    decided = ["Accepted", "Rejected", "Accepted", "Pending"]
    rows = rows_of(PEOPLE, DAYS, ["N", "S", "N", "S"], ["A"] * 4, decided, LATER, LATER, LATER)
    reading = recognise(headings, rows)
    assert reading.kind == "referrals"
    found = columns_of(reading)
    assert found["Referral received date"] == ("start", "")
    assert found["Referral status"] == ("outcome", "")
    assert found["First contact date"] == ("first contact", "")
    assert found["2nd contact date"] == ("second contact", "")
    assert found["Discharge date"] == ("end", "")
    assert reading.levels == ("Team", "Locality")


def test_contacts_though_they_name_their_referral():
    headings = ["Client ID", "Referral date", "Contact date", "Team name", "Attended or DNA"]
    rows = rows_of(PEOPLE, DAYS, DAYS, ["N", "S", "N", "S"], ["Attended", "DNA", "Seen", "5"])
    reading = recognise(headings, rows)
    assert reading.kind == "contacts"
    assert columns_of(reading)["Contact date"] == ("start", "")
    assert columns_of(reading)["Attended or DNA"] == ("outcome", "")
    assert "Referral date" not in columns_of(reading)


def test_incidents():
    headings = ["Incident Ref", "Incident date", "Ward", "Incident type"]
    rows = rows_of(["1", "2", "3", "4"], DAYS, ["Elm"] * 4, ["Fall", "Restraint", "Fall", "Other"])
    reading = recognise(headings, rows)
    assert reading.kind == "incidents"
    assert [(c.role, c.name) for c in reading.columns if c.heading == "Incident type"] == [
        ("outcome", ""), ("breakdown", "incident type"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        (["Team", "Date added to waiting list"], [["N"] * 4, DAYS]),
        (["Team", "Referral date", "Weeks waiting"], [["N"] * 4, DAYS, [4, 3, 2, 1]]),
        (
            ["Pathway ID", "Referral date", "Snapshot date", "Waiting for"],
            [["P1", "P2", "P3", "P1"], DAYS, ["29/02/2024"] * 4, ["ADHD"] * 4],
        ),
        (["Team", "Waiting since", "Snapshot date"], [["N"] * 4, DAYS, ["29/02/2024"] * 4]),
    ],
)
def test_waiting_lists(headings, columns):
    reading = recognise(headings, rows_of(*columns), title="ADHD waiters")
    assert reading.kind == "waiting list"
    assert reading.subject == "adhd"
    assert reading.has("snapshot") == ("Snapshot date" in headings)
    assert reading.levels == (("Team",) if "Team" in headings else ())
    if "Pathway ID" not in headings:
        of_both = recognise(headings, rows_of(*columns), title="ADHD and CMHT waiters")
        assert (of_both.kind, of_both.subject) == ("waiting list", "")


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        # Dates that are all firsts of a month: a monthly table.
        (["Ward", "Admission date"], [["Elm"] * 4, FIRSTS]),
        # Figures of a known item, or counts: added up already.
        (["Team", "Contact date", "Attended contacts"], [["N"] * 4, DAYS, [3, 4, 5, 6]]),
        (["Ward", "Incident date", "Number of incidents"], [["N"] * 4, DAYS, [3, 4, 5, 6]]),
        # No date that says what a row is.
        (["Ward", "Month", "Admissions"], [["N"] * 4, FIRSTS, [1, 2, 3, 4]]),
        (["Ward", "Date", "Occupied beds"], [["N"] * 4, DAYS, [17, 18, 17, 16]]),
        (["Ward", "Admissions", "Discharges"], [["N", "E", "S", "W"], [1, 2, 3, 4], [4] * 4]),
    ],
)  # fmt: skip
def test_tables_that_are_added_up_already_are_left_alone(headings, columns):
    assert recognise(headings, rows_of(*columns)) is None


def test_too_few_rows_or_headings_that_repeat_say_nothing():
    assert recognise(["Admission date"], [("02/01/2024",)]) is None
    assert recognise(["Admission date", "Admission date"], rows_of(DAYS, DAYS)) is None


def test_a_date_of_birth_and_free_text_are_no_groups():
    headings = ["Contact date", "Age / date of birth", "Reason for contact"]
    births = ["01/02/1980", "03/04/1990", "05/06/1970", "07/08/2000"] * 12
    reasons = [f"reason {number}" for number in range(48)]
    reading = recognise(headings, rows_of(DAYS * 12, births, reasons))
    assert reading.breakdowns == ()


def test_real_dates_and_a_table_below_its_title():
    cells = grid(
        [
            ["Stays of 2024", None, None],
            ["Ward", "Admission date", "Discharge date"],
            ["Elm", datetime(2024, 1, 2), datetime(2024, 1, 9)],
            ["Oak", datetime(2024, 1, 15), None],
            ["Elm", datetime(2024, 2, 3), datetime(2024, 2, 4)],
        ]
    )
    frame = frame_of_sheet(Sheet("Stays", cells), (1,), 2, 4)
    assert list(frame.columns) == ["Ward", "Admission date", "Discharge date"]
    assert frame["Ward"].tolist() == ["Elm", "Oak", "Elm"]
    assert recognise_frame(frame).kind == "stays"


def test_a_reading_survives_json():
    rows = rows_of(["A", "B", "A", "B"], DAYS, LATER)
    reading = recognise(["Ward", "Admission date", "Discharge date"], rows)
    dated = RecordReading(reading.kind, reading.columns, date(2024, 3, 31), date(2024, 1, 1), True)
    assert from_dict(json.loads(json.dumps(to_dict(dated)))) == dated


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "parcels"}, "records.kind is not one of"),
        ({"as_at": "soon"}, "records.as_at is not a date"),
        ({"columns": [{"heading": "On", "role": "end"}]}, "names no column of first dates"),
        ({"columns": [{"heading": "On", "role": "start"}] * 2}, "gives the role start twice"),
        ({"columns": [{"heading": "On", "role": "begin"}]}, "role is not one of"),
        ({"colour": "blue"}, "records.colour is not known"),
    ],
)
def test_a_reading_that_does_not_fit_names_its_key(change, said):
    good = {"kind": "contacts", "columns": [{"heading": "On", "role": "start"}]}
    with pytest.raises(RecipeProblem, match=said):
        from_dict(good | change)


@pytest.mark.parametrize(
    "name",
    [
        "oaps-open-data-oct-2016.csv",
        "nhs_sickness_absence_2024-04.csv",
        "June-2025-AE-by-provider.xlsx",
        "FOI-KMPT-accommodation-tables.xlsx",
    ],
)
def test_published_tables_are_no_records(name):
    path = REAL / name
    if not path.exists():
        pytest.skip("The published files stand beside the project and are not copied into it.")
    data = path.read_bytes()
    tables = [
        frame_of_sheet(sheet, table.header_rows, table.first_row, table.last_row)
        for sheet in read_sheets(data, check(data, name))
        for table in find_tables(sheet)
    ]
    assert tables
    assert [recognise_frame(frame, title=name) for frame in tables] == [None] * len(tables)
