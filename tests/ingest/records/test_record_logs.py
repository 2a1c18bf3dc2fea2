"""Logs of placements elsewhere, delays and leave, and tables that only look like one."""

from datetime import date, timedelta

import pytest

from mhvalue.ingest.records.recognise import recognise
from tests.ingest.books import result_of
from tests.ingest.records.extracts import ENGINES, months, read, reading_of

JANUARY = date(2025, 1, 1)
WHOLE_TIME = {"as_at": date(2025, 2, 28), "first": JANUARY}


def january(number):
    return JANUARY + timedelta(number - 1)


def roles(reading):
    return {c.role: c.heading for c in reading.columns if c.role != "ignore"}


def said(found):
    return [problem.what for problem in found.problems]


@pytest.mark.parametrize("engine", ENGINES)
def test_nights_out_of_area_by_month_and_of_inappropriate_placements_alone(engine):
    columns = {"Sending team": "unit Team", "Placed": "start", "Returned": "end", "OAP": "outcome"}
    rows = [("North", "10/01/2025", "15/01/2025", "Inappropriate"),
            ("North", "30/01/2025", "02/02/2025", "Appropriate"),
            ("South", "20/02/2025", None, "Inappropriate")]  # fmt: skip
    facts, found = read(rows, reading_of("placements", columns, **WHOLE_TIME), engine)
    # 5 nights; 30 and 31 January and 1 February; 20 to 28 February, who is still there.
    assert months(facts, "oap_bed_days_all") == {"2025-01": 7, "2025-02": 10}
    assert months(facts, "oap_bed_days") == {"2025-01": 5, "2025-02": 9}
    assert months(facts, "oap_bed_days_all", "North") == {"2025-01": 7, "2025-02": 1}
    assert months(facts, "oap_open_all") == {"2025-01": 1, "2025-02": 1}
    assert months(facts, "oap_open") == {"2025-01": 0, "2025-02": 1}
    assert "Nothing tells which placements were inappropriate." not in said(found)


def test_a_placement_is_counted_with_whoever_sent_somebody_and_not_where_they_are():
    heads = ["Sending ward", "Placement provider", "Location", "Date placed", "Date returned"]
    rows = [["Elm", "Far Away Care", "Derby", january(n), january(n + 4)] for n in range(1, 13)]
    found = result_of(Log=[["Out of area placements"], heads, *rows])
    assert set(found.facts.frame["level"]) == {"Ward", "Organisation"}
    assert set(found.facts.frame["item"]) == {"oap_bed_days_all", "oap_open_all"}
    assert "Nothing tells which placements were inappropriate." in said(found)
    # Placements of students, say, are none of these.
    assert recognise(heads, rows, title="Student placements") is None


@pytest.mark.parametrize("engine", ENGINES)
def test_delays_that_are_still_open_and_those_that_ended(engine):
    rows = [("Elm", "10/01/2025", "14/01/2025"), ("Elm", "25/01/2025", "04/02/2025"),
            ("Oak", "21/02/2025", None)]  # fmt: skip
    columns = {"Ward": "unit Ward", "Ready": "start", "Left": "end"}
    facts, _ = read(rows, reading_of("delays", columns, **WHOLE_TIME), engine)
    # 4 nights; 25 to 31 January and three in February; 21 to 28 February.
    assert months(facts, "delayed_days") == {"2025-01": 4 + 7, "2025-02": 3 + 8}
    assert months(facts, "crfd_people") == {"2025-01": 1, "2025-02": 1}
    assert months(facts, "ended_delays") == {"2025-01": 1, "2025-02": 1}
    assert months(facts, "ended_delay_days") == {"2025-01": 4, "2025-02": 10}
    assert months(facts, "ended_delay_days_squared") == {"2025-01": 16, "2025-02": 100}


def test_stays_of_those_alone_who_were_delayed_are_delays():
    heads = ["Ward", "Admission date", "CRFD date", "Discharge date"]
    rows = [["Elm", january(n), january(n + 5), january(n + 9)] for n in range(1, 15)]
    reading = recognise(heads, rows)
    assert (reading.kind, roles(reading)["start"]) == ("delays", "CRFD date")
    # Of all who stayed, most were never delayed.
    every = [[*row[:2], None if n % 3 else row[2], row[3]] for n, row in enumerate(rows)]
    assert recognise(heads, every).kind == "stays"


def test_a_list_of_who_is_delayed_now_counts_them_and_no_stays():
    heads = ["Ward", "Date CRFD declared", "Reason"]
    rows = [["Elm", january(n), "Housing"] for n in range(1, 13)]
    found = result_of(**{"Delays as at 31.01.2025": [heads, *rows]})
    assert months(found.facts, "crfd_people", "Elm", "all") == {"2025-01": 12}
    assert set(found.facts.frame["item"]) == {"crfd_people"}


def test_nights_on_leave_from_hospital_and_no_leave_of_staff():
    heads = ["Ward", "Patient ID", "Leave start", "Leave end"]
    # Two nights each for eleven people, and a day out that has none.
    rows = [["Elm", f"p{n}", january(n), january(n + 2)] for n in range(1, 12)]
    rows.append(["Elm", "p3", january(31), january(31)])
    reading = recognise(heads, rows)
    found = roles(reading)
    assert (reading.kind, found["start"], found["end"]) == ("leave", "Leave start", "Leave end")
    facts, _ = read(
        [(row[0], str(row[2]), str(row[3])) for row in rows],
        reading_of("leave", {"Ward": "unit Ward", "Out": "start", "Back": "end"}, **WHOLE_TIME),
    )
    assert months(facts, "leave_days", "Elm")["2025-01"] == 22
    staff = ["Ward", "Person", "Annual leave start", "Annual leave end"]
    assert recognise(staff, rows) is None
    assert recognise([*heads, "Band"], [[*row, "5"] for row in rows]) is None
