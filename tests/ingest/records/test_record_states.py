"""Rows that were deleted, that stand there in two states, and what their types count as."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from mhvalue.errors import RecipeProblem
from mhvalue.ingest.extracts import read as read_sheets
from mhvalue.ingest.people import Cleared
from mhvalue.ingest.record_reading import from_dict, to_dict
from mhvalue.ingest.records.facts_from_records import facts_of_frame
from mhvalue.ingest.records.files import relation_of
from mhvalue.ingest.records.outcomes import outcome
from mhvalue.ingest.records.recognise import recognise
from mhvalue.ingest.sheets.cells import Sheet, grid
from tests.ingest.records.extracts import ENGINES, laid, months, read, reading_of

JANUARY = {"as_at": date(2024, 1, 31), "first": date(2024, 1, 1)}


def roles(headings, rows):
    found = recognise(headings, rows)
    return found.kind, {c.heading: c.role for c in found.columns}


@pytest.mark.parametrize(
    ("mark", "plain"),
    [("Deleted", "Active"), ("Y", "N"), ("1", "0"), ("04/01/2024", None),
     ("Entered in error", ""), ("Void", "Live"), ("Rejected", "Finally approved")],
)  # fmt: skip
def test_a_row_that_was_deleted_is_left_out_and_told(mark, plain):
    rows = [("Elm", "02/01/2024", plain), ("Elm", "03/01/2024", mark), ("Oak", "04/01/2024", plain)]
    reading = reading_of("incidents", {"Ward": "unit Ward", "On": "start", "X": "void"}, **JANUARY)
    facts, found = read(rows, reading, "duckdb" if mark == "Y" else "pandas")
    assert months(facts, "incidents") == {"2024-01": 2}
    assert "1 row is marked in “X” as not counting: deleted, void or the like." in [
        problem.what for problem in found.problems
    ]


@pytest.mark.parametrize(
    ("heading", "mark", "plain", "role"),
    [
        ("Record Status", "Deleted", "Active", "void"),
        ("Status", "Recorded in error", "Closed", "void"),
        ("Is Deleted", "TRUE", "FALSE", "void"),
        ("DeletedFlag", "1", "0", "void"),
        ("Deleted Date", "04/01/2024", None, "void"),
        # What is said of something else deletes no row.
        ("Status", "Open", "Closed", "ignore"),
        ("Medication error", "Y", "N", "ignore"),
        ("Delay removed", "Y", "N", "ignore"),
    ],
)
def test_the_column_that_tells_of_deleted_rows_is_found(heading, mark, plain, role):
    rows = [["Elm", f"{i:02}/01/2024", f"{i + 1:02}/01/2024", plain] for i in range(1, 9)]
    rows.append(["Elm", "02/01/2024", "09/01/2024", mark])
    kind, found = roles(["Ward", "Adm Dt", "Disch Dt/Tm", heading], rows)
    assert kind == "stays"
    assert found == {"Ward": "unit", "Adm Dt": "start", "Disch Dt/Tm": "end", heading: role}


@pytest.mark.parametrize("engine", ENGINES)
def test_of_a_stay_that_stands_there_open_and_ended_the_end_is_taken(engine):
    keyed = reading_of(
        "stays", {"Ward": "unit Ward", "In": "start", "Out": "end", "Who": "person"}, **JANUARY
    )
    rows = [("Elm", "02/01/2024", None, "a"), ("Elm", "02/01/2024", "09/01/2024", "a"),
            ("Elm", "03/01/2024", None, "b")]  # fmt: skip
    facts, found = read(rows, keyed, engine)
    assert months(facts, "occupied_bed_days") == {"2024-01": 7 + 29}
    assert months(facts, "open_stays") == {"2024-01": 1}
    assert any("with less known of it" in problem.what for problem in found.problems)


@pytest.mark.parametrize("engine", ENGINES)
def test_stays_that_nothing_numbers_are_told_where_they_are_the_same(engine):
    reading = reading_of("stays", {"Ward": "unit Ward", "In": "start", "Out": "end"}, **JANUARY)
    facts, found = read([("Elm", "02/01/2024", "09/01/2024")] * 3, reading, engine)
    assert months(facts, "ward_stays_ended") == {"2024-01": 3}
    assert any("2 rows repeat another row" in problem.what for problem in found.problems)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_referral_with_a_day_of_refusal_is_not_waiting(engine):
    told = {"T": "unit Team", "Got": "start", "Seen": "first contact", "Yes": "outcome",
            "No": "rejected"}  # fmt: skip
    rows = [
        ("N", "02/01/2024", None, "03/01/2024", None),
        ("N", "05/01/2024", None, None, "06/01/2024"),
    ]
    facts, _ = read(rows, reading_of("referrals", told, **JANUARY), engine)
    assert months(facts, "waiting_first_contact") == {"2024-01": 1}
    assert months(facts, "referrals_accepted") == {"2024-01": 1}
    assert months(facts, "referrals_decided") == {"2024-01": 2}
    headings = ["Team", "Ref Rec'd", "1st appt", "Date accepted", "Date rejected"]
    many = [[*rows[i % 2][:2], f"{7 + i:02}/01/2024", *rows[i % 2][3:]] for i in range(8)]
    assert list(roles(headings, many)[1].values()) == [
        "unit", "start", "first contact", "outcome", "rejected",
    ]  # fmt: skip


def test_contacts_told_by_a_column_each_of_noughts_and_ones():
    headings = ["Activity ID", "Team", "Activity date", "Attended", "DNA",
                "Cancelled by patient", "Cancelled by provider"]  # fmt: skip
    flags = [(1, 0, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (1, 0, 0, 0)]
    rows = [[f"A{i}", "N", f"{i + 2:02}/01/2024", *map(float, f)] for i, f in enumerate(flags)]
    reading = replace(recognise(headings, rows), **JANUARY)
    assert reading.kind == "contacts"
    sheet = Sheet("Data", grid([headings, *rows]))
    facts = read_sheets(Cleared((sheet,), (), {}), None, "c.xlsx").facts
    counted = ("attended", "missed", "person_cancelled", "provider_cancelled")
    frame = pd.DataFrame(rows, columns=headings)
    exact = laid(facts_of_frame(frame, reading, "c.xlsx"))
    assert [months(exact, f"{name}_contacts")["2024-01"] for name in counted] == [3, 1, 1, 1]
    assert {f"{name}_contacts" for name in counted} <= set(facts.frame["item"])


@pytest.mark.parametrize("order", [("Cancelled", "Cancelled By"), ("Cancelled By", "Cancelled")])
def test_who_cancelled_says_more_than_that_it_was_cancelled(order):
    by_whom = (None, None, "Patient", "Trust", None)
    cells = {"Cancelled": ("N", "N", "Y", "Y", "Y"), "Cancelled By": by_whom}
    dna = ("N", "Y", "N", "N", "N")
    table = {"Team": ["N"] * 5, "Appt Date": [f"{d:02}/01/2024" for d in range(2, 7)], "DNA": dna}
    table |= {heading: cells[heading] for heading in order}
    reading = recognise(list(table), list(zip(*table.values(), strict=True)))
    facts = laid(facts_of_frame(pd.DataFrame(table), replace(reading, **JANUARY), "c.xlsx"))
    counted = ("attended", "missed", "person_cancelled", "provider_cancelled")
    assert [months(facts, f"{name}_contacts")["2024-01"] for name in counted] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("text", "code"),
    [("Canc by Pt", 4), ("Patient canc", 4), ("CNA", 4), ("Could not attend", 4),
     ("Canc by Trust", 3), ("Hosp canc", 3), ("Clinician unable to attend", 3),
     ("Cancelled by Unit", 3), ("Finished", 1), ("Left", 1), ("ATT", 1), ("Left a message", 0),
     ("No access visit", 2), ("07", 2), ("05", 1), ("Arrived late - could not be seen", 2)],
)  # fmt: skip
def test_short_words_for_what_became_of_a_contact(text, code):
    assert outcome("contacts", text, "outcome") == code


def test_days_of_a_workbook_that_counts_from_1904():
    rows = [["Ward", "Adm Date", "Disch Date"]]
    # 43,831 days after 1 January 1904 is 2 January 2024; after 1900 it would be in 2020.
    rows += [["Elm", 43831.0 + i, 43838.0 + 3 * i] for i in range(5)]
    sheet = Sheet("Data", grid(rows), date1904=True)
    facts = read_sheets(Cleared((sheet,), (), {}), None, "mac.xlsx").facts
    assert {f"{period:%Y-%m}" for period in facts.frame["period"]} == {"2024-01"}


def test_days_whose_headings_read_both_ways_are_taken_as_the_rows_have_them():
    rows = [["Elm", f"{i:02}/01/2024", f"{i + 5:02}/01/2024"] for i in range(1, 9)]
    assert roles(["Ward", "Date to ward", "Date from ward"], rows)[1] == {
        "Ward": "unit", "Date to ward": "start", "Date from ward": "end",
    }  # fmt: skip


def test_moments_with_a_time_zone_are_days_here(tmp_path):
    path = tmp_path / "x.parquet"
    moments = pd.to_datetime(["2024-05-04 23:00", "2024-01-05 10:00"]).tz_localize("UTC")
    pd.DataFrame({"Admitted": moments}).to_parquet(path)
    with relation_of(path) as relation:
        assert [f"{row[0]:%d/%m}" for row in relation.fetchall()] == ["05/05", "05/01"]


TYPES = {"Ward": "unit Ward", "On": "start", "Type": "outcome"}
LOG = [
    ("Elm", "02/01/2024", "Violence"),
    ("Elm", "03/01/2024", "Assault on staff"),
    ("Elm", "04/01/2024", "Fall"),
    ("Elm", "05/01/2024", "Violence, patient on patient"),
]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_types_of_incidents_count_as_is_told_and_may_be_said_otherwise(engine):
    reading = reading_of("incidents", TYPES, **JANUARY)
    facts, found = read(LOG, reading, engine)
    assert months(facts, "assaults_on_staff") == {"2024-01": 1}
    said = " ".join(problem.sentence() for problem in found.problems)
    assert "“Assault on staff” as assaults on staff" in said
    assert "“Violence” in “Type” may be assaults on staff, and do not say so" in said
    meant = replace(reading, meanings=(("Violence", "assault on staff"),))
    facts, found = read(LOG, meant, engine)
    assert months(facts, "assaults_on_staff") == {"2024-01": 2}
    assert "may be assaults" not in " ".join(problem.sentence() for problem in found.problems)
    assert from_dict(to_dict(meant)) == meant
    with pytest.raises(RecipeProblem, match="meanings"):
        from_dict(to_dict(meant) | {"meanings": [["Violence", "a riot"]]})


def test_numbers_that_never_come_again_number_no_people():
    told = {"Ward": "unit Ward", "In": "start", "Out": "end", "ID": "person"}
    days = [
        (f"{1 + i % 20:02}/01/2024", f"{2 + i % 25 + i % 20 // 4:02}/01/2024") for i in range(99)
    ]
    days = [(first, last) for first, last in days if first[:2] <= last[:2]]
    rows = [("Elm", *days[i % len(days)], f"S{i}") for i in range(110)]
    facts, found = read(rows, reading_of("stays", told, **JANUARY))
    assert months(facts, "readmissions_28") == {}
    assert any("may number stays, not people" in problem.what for problem in found.problems)
    facts, _ = read(
        [*rows, ("Elm", "30/01/2024", None, "S0")], reading_of("stays", told, **JANUARY)
    )
    assert set(months(facts, "readmissions_28")) == {"2024-01"}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_row_a_night_counts_who_is_there_at_the_end_of_each_month(engine):
    told = {"Ward": "unit Ward", "On": "snapshot", "Who": "person", "In": "start"}
    rows = [("Elm", f"{day:02}/01/2024", "a", "01/11/2023") for day in range(25, 32)]
    rows += [("Elm", f"{day:02}/01/2024", "b", "30/01/2024") for day in (30, 31)]
    rows += [("Elm", "28/02/2024", "b", "30/01/2024"), ("Elm", "29/02/2024", "b", "30/01/2024")]
    facts, found = read(rows, reading_of("stays", told), engine)
    assert months(facts, "admissions") == {}
    assert months(facts, "open_stays") == {"2024-01": 2, "2024-02": 1}
    # From 1 November to 31 January are 91 days; from 30 January one, and 30 to 29 February.
    assert months(facts, "open_stay_days") == {"2024-01": 92, "2024-02": 30}
    assert months(facts, "open_stays_90plus") == {"2024-01": 1, "2024-02": 0}
    assert any("who was in hospital on a day" in problem.what for problem in found.problems)


@pytest.mark.parametrize("write", [str, float, int])
def test_days_that_are_one_figure_with_the_year_first(write):
    rows = [["Elm", write(20240100 + i), write(20240100 + i + 3)] for i in range(1, 9)]
    assert roles(["Ward", "Admission date", "Discharge date"], rows)[1]["Admission date"] == "start"
    facts, _ = read(rows, reading_of("stays", {"W": "unit Ward", "A": "start", "D": "end"},
                                     **JANUARY))  # fmt: skip
    assert months(facts, "occupied_bed_days") == {"2024-01": 24}


@pytest.mark.parametrize(
    ("headings", "kind", "found"),
    [
        (["Ward", "Adm date", "D/C date", "DToC start date"], "stays", ["start", "end", "ready"]),
        (["Ward", "StartDateHospProvSpell", "DischDateHospProvSpell"], "stays", ["start", "end"]),
        (["Ward", "Reported", "Date of incident (dd/mm/yyyy)"], "incidents", ["ignore", "start"]),
        (["Team", "ReferralRequestReceivedDate", "First F2F contact", "ServDischDate"],
         "referrals", ["start", "first contact", "end"]),
        (["Team", "CareContDate"], "contacts", ["start"]),
    ],
)  # fmt: skip
def test_short_words_of_headings(headings, kind, found):
    rows = [["Elm", *(f"{i + n:02}/01/2024" for n in range(len(found)))] for i in range(1, 9)]
    assert roles(headings, rows) == (kind, dict(zip(headings, ["unit", *found], strict=True)))


def test_two_levels_that_are_called_alike_are_both_read():
    rows = [["MH", ["Acute", "Older"][i % 2], ["A", "B", "C"][i % 3], f"{i:02}/01/2024"]
            for i in range(1, 9)]  # fmt: skip
    found = recognise(["Division", "Directorate", "Ward", "Admission date"], rows)
    assert {c.heading: c.name for c in found.with_role("unit")} == {
        "Division": "Division", "Directorate": "Directorate", "Ward": "Ward",
    }  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("again", "january", "told"),
    [
        (("02/01/2024", "09/01/2024"), 2, 1),  # the older rows stand in the second extract again
        ((), 2, 0),  # each extract holds the referrals of its own month
    ],
)
def test_a_referral_that_stands_in_two_extracts_counts_once(engine, again, january, told):
    rows = [("N", "02/01/2024", "31/01/2024"), ("N", "09/01/2024", "31/01/2024")]
    rows += [("N", day, "29/02/2024") for day in (*again, "05/02/2024")]
    reading = reading_of(
        "referrals", {"Team": "unit Team", "On": "start", "Run": "snapshot"},
        first=date(2024, 1, 1), as_at=date(2024, 2, 29),
    )  # fmt: skip
    facts, found = read(rows, reading, engine)
    assert months(facts, "referrals") == {"2024-01": january, "2024-02": 1}
    assert sum("stand one below the other" in problem.what for problem in found.problems) == told
