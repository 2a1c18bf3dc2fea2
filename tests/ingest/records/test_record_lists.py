"""Lists drawn on one day, and from when on an extract holds all that there was."""

from datetime import date, timedelta

import pytest

from mhvalue.ingest.records.recognise import recognise
from tests.ingest.books import result_of
from tests.ingest.records.extracts import months, read, reading_of

DRAWN = date(2025, 3, 31)
AGO = (3, 10, 21, 40, 61, 75, 90, 100, 130, 200)


def roles(reading):
    return {c.role: c.heading for c in reading.columns if c.role != "ignore"}


def said(found):
    return [problem.what for problem in found.problems]


def test_days_so_far_tell_who_is_in_hospital_and_on_which_day():
    heads = ["Ward", "Bed", "Admission date", "LOS (days)", "CRFD date"]
    ready = {40: date(2025, 3, 20), 75: date(2025, 3, 29)}
    rows = [["Elm", n, DRAWN - timedelta(ago), ago, ready.get(ago)] for n, ago in enumerate(AGO, 1)]
    found = result_of(Beds=[["Bed state"], heads, *rows, ["Elm", 11, None, None, None]])
    # Days so far: 730 in all; six of ten stays have lasted 60 days or more, four 90.
    assert months(found.facts, "open_stays", "Elm") == {"2025-03": 10}
    assert months(found.facts, "open_stay_days") == {"2025-03": 730}
    assert months(found.facts, "open_stays_60plus") == {"2025-03": 6}
    assert months(found.facts, "open_stays_90plus") == {"2025-03": 4}
    assert months(found.facts, "crfd_people") == {"2025-03": 2}
    assert "admissions" not in set(found.facts.frame["item"])
    assert any(what.startswith("“LOS (days)” counts up to one day") for what in said(found))


def test_the_length_of_each_stay_counts_up_to_no_one_day():
    heads = ["Ward", "Admission date", "LOS"]
    rows = [["Elm", DRAWN - timedelta(ago), 7 + ago % 5] for ago in AGO]
    assert "so far" not in roles(recognise(heads, rows))


@pytest.mark.parametrize("weeks", [lambda ago: ago // 7, lambda ago: round(ago / 7, 1)])
def test_who_waits_for_a_booked_appointment_is_on_a_waiting_list(weeks):
    heads = ["Team", "Date referred", "Date of first appointment", "Weeks waited"]
    booked = {21: date(2025, 4, 9), 200: date(2025, 4, 2)}
    rows = [["North", DRAWN - timedelta(ago), booked.get(ago), weeks(ago)] for ago in AGO]
    found = result_of(**{"WL as at 31.03.25": [heads, *rows]})
    # 130 and 200 days are over 18 weeks, which is more than 126.
    assert months(found.facts, "people_waiting", "North") == {"2025-03": 10}
    assert months(found.facts, "people_waiting_18wk") == {"2025-03": 2}
    # Where some have been seen already, the rows are referrals.
    seen = [[*row[:2], row[2] or date(2025, 3, 30), row[3]] for row in rows]
    assert recognise(heads, seen).kind == "referrals"


def test_a_caseload_drawn_on_one_day_says_nothing_of_who_has_left_it():
    heads = ["Team", "Date of referral", "Date first seen", "Days on caseload"]
    rows = [
        ["North", DRAWN - timedelta(ago), None if ago < 22 else DRAWN - timedelta(ago - 20), ago]
        for ago in AGO
    ]
    found = result_of(Caseload=[heads, *rows])
    assert set(found.facts.frame["item"]) == {"caseload", "waiting_first_contact"}
    assert months(found.facts, "caseload", "North") == {"2025-03": 10}
    # Those of 3, 10 and 21 days ago.
    assert months(found.facts, "waiting_first_contact") == {"2025-03": 3}


def test_a_small_table_beside_the_records_does_not_make_them_sums():
    heads = ["Ward", "Date of admission", "Date of discharge", None, "Month", "Admissions"]
    beside = [[None, "Jan-25", 6], [None, "Feb-25", 2], [None, "Mar-25", 2]]
    rows = [
        ["Elm", DRAWN - timedelta(ago), None if ago < 9 else DRAWN - timedelta(ago - 9)]
        + (beside[n] if n < 3 else [None] * 3)
        for n, ago in enumerate(AGO)
    ]
    found = result_of(Stays=[heads, *rows])
    # Only who came three days ago is still there; 10 and 21 days ago came who left on the 30th
    # and the 19th, and all others left before March.
    assert months(found.facts, "open_stays", "Elm")["2025-03"] == 1
    assert months(found.facts, "discharges", "Elm")["2025-03"] == 2


def test_rows_that_are_numbered_are_no_sums():
    heads = ["Incident #", "Incident Date/Time", "Ward", "No. of persons involved"]
    rows = [[n, f"2025-03-{n:02} 15:15", "Elm", n % 4] for n in range(1, 31)]
    assert recognise(heads, rows).kind == "incidents"
    # A count that is not the number of the row: the rows are sums of days.
    counts = [[n * 37 % 11, *row[1:3], row[3]] for n, row in enumerate(rows)]
    assert recognise(["Number of incidents", *heads[1:3], "Staff"], counts) is None


def test_the_day_received_is_a_referral_s_where_a_number_of_the_referral_says_so():
    rows = [[f"R{n}", "North", DRAWN - timedelta(ago)] for n, ago in enumerate(AGO)]
    assert recognise(["Referral ID", "Team", "Received"], rows).kind == "referrals"
    assert recognise(["Complaint ID", "Team", "Received"], rows) is None


def test_all_that_was_open_on_a_day_does_not_reach_back_to_the_first_that_began():
    # One begins every day of 2024; every fourth lasts a day, the others 61. Only those not yet over
    # on 1 April are in the file: the oldest began in January, when others came and went.
    begun = [date(2024, 1, 1) + timedelta(n) for n in range(364)]
    stays = [(day, day + timedelta(61 if n % 4 else 1)) for n, day in enumerate(begun)]
    late = [("Elm", str(day), str(end)) for day, end in stays if end >= date(2024, 4, 1)]
    reading = reading_of("stays", {"Ward": "unit Ward", "In": "start", "Out": "end"})
    facts, _ = read([*late, ("Elm", "2024-12-30", None)], reading)
    assert min(months(facts, "ward_stays_started")) == "2024-04"
    # With all of them there it begins with January.
    every = [("Elm", str(day), str(end)) for day, end in stays]
    facts, _ = read([*every, ("Elm", "2024-12-30", None)], reading)
    assert min(months(facts, "ward_stays_started")) == "2024-01"


def test_no_harm_is_a_degree_of_harm():
    rows = [("01/03/2025", "None"), ("02/03/2025", "Low"), ("03/03/2025", None)]
    roles = {"On": "start", "Harm": "by severity"}
    facts, _ = read(rows, reading_of("incidents", roles, as_at=DRAWN, first=date(2025, 3, 1)))
    assert months(facts, "incidents", group="None") == {"2025-03": 1}
    assert months(facts, "incidents", group="Not stated") == {"2025-03": 1}
