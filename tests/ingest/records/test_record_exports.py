"""What systems export beside the records: counts below, test rows, several rows a record, codes."""

from datetime import date, timedelta

import pytest

from mhvalue.ingest.records.recognise import recognise
from tests.ingest.books import result_of
from tests.ingest.records.extracts import ENGINES, months, read, reading_of

JUNE = {"as_at": date(2024, 6, 30), "first": date(2024, 6, 1)}


def on(number):
    return f"{date(2024, 6, 1) + timedelta(number):%d/%m/%Y}"


def role_of(reading, heading):
    return next(column.role for column in reading.columns if column.heading == heading)


def said(found):
    return [problem.what for problem in found.problems]


def test_how_many_rows_there_are_may_stand_below_days_that_are_serial_numbers():
    # 45,413 is 1 May 2024: eleven referrals on the days to 11 May, and their number below them.
    rows = [[f"R{n}", "North", 45_413 + n, "Accepted"] for n in range(11)]
    heads = ["Referral No", "Team", "Referral Date", "Referral Accepted"]
    found = result_of(May=[heads, *rows, ["Total", None, 11, None]])
    assert months(found.facts, "referrals", "North") == {"2024-05": "missing"}
    assert "1 row has no readable date in “Referral Date”." in said(found)


@pytest.mark.parametrize("engine", ENGINES)
def test_rows_of_a_unit_that_is_called_a_test_are_left_out_and_told(engine):
    rows = [("Elm", on(3), on(5)), ("TEST WARD", on(1), None), ("zz Test Oak", on(1), None),
            ("Testwood", on(4), on(5))]  # fmt: skip
    reading = reading_of("stays", {"Ward": "unit Ward", "In": "start", "Out": "end"}, **JUNE)
    facts, found = read(rows, reading, engine)
    # Two nights on Elm and one on Testwood, which is the name of a place.
    assert months(facts, "occupied_bed_days") == {"2024-06": 3}
    assert "2 rows are of “TEST WARD”, “zz Test Oak” in “Ward”, which is called a test." in said(
        found
    )


def test_a_row_may_be_marked_as_deleted_or_as_a_test():
    heads = ["Ward", "Admission Date", "Discharge Date", "Test Patient", "Deleted"]
    rows = [["Elm", on(n), on(n + 2), "N", "N"] for n in range(4)]
    reading = recognise(heads, rows)
    assert role_of(reading, "Test Patient") == role_of(reading, "Deleted") == "void"
    roles = {c.heading: c.role for c in reading.columns}
    marked = [["Elm", on(5), on(9), "Y", "N"], ["Elm", on(6), on(9), "N", "Y"]]
    facts, found = read(
        [*rows, *marked], reading_of("stays", roles | {"Ward": "unit Ward"}, **JUNE)
    )
    assert months(facts, "occupied_bed_days") == {"2024-06": 4 * 2}
    assert "1 row is marked in “Test Patient” as not counting: made up for a test." in said(found)


@pytest.mark.parametrize(
    ("beside", "value"),
    [("Shift Type", "Night"), ("Leave Type", "S17"), ("Section", "S2"), ("Absence Reason", "Cold"),
     ("Beds closed", "2"), ("FTE Days Lost", "3")],
)  # fmt: skip
def test_stretches_of_days_on_wards_that_are_no_stays(beside, value):
    rows = [["Elm", on(n), on(n + 1), value] for n in range(12)]
    assert recognise(["Ward", "Start Date", "End Date"], [row[:3] for row in rows])
    assert recognise(["Ward", "Start Date", "End Date", beside], rows) is None


def test_rows_that_share_a_number_and_a_day_are_one_incident_of_several_people():
    heads = ["Ref", "Incident Date", "Ward", "Person type"]
    rows = [[f"W{n}", on(n), "Elm", who] for n in range(9) for who in ("Patient", "Witness")]
    reading = recognise(heads, rows)
    assert role_of(reading, "Ref") == "record"
    # The same numbers on other days number people, who may have several incidents.
    spread = [[f"W{n % 5}", on(n), "Elm", "Patient"] for n in range(18)]
    assert not recognise(heads, spread).has("record")


def test_a_session_that_several_people_came_to_is_as_many_contacts():
    heads = ["Session ID", "Appointment Date", "Team", "Attendance"]
    rows = [[f"S{n // 4}", on(n // 4), "North", "Attended"] for n in range(20)]
    found = result_of(Met=[heads, *rows])
    assert months(found.facts, "attended_contacts") == {"2024-06": "missing"}
    assert any(
        what.startswith("Several rows share a number in “Session ID”") for what in said(found)
    )
    # One event a number, a row for each of two members of staff.
    heads = ["Event ID", "Event Date", "Patient ID", "Attendance"]
    staffed = [[f"E{n // 2}", on(n // 2), f"p{n // 2}", "Attended"] for n in range(20)]
    several = [[f"E{n // 2}", on(n // 2), f"p{n}", "Attended"] for n in range(20)]
    title = {"title": "contacts"}
    assert role_of(recognise(heads, staffed, **title), "Event ID") == "record"
    assert role_of(recognise(heads, several, **title), "Event ID") == "ignore"


CONTACTS = [["Contact Ref", "Contact Date", "Team Code", "Outcome Code"]]
CONTACTS += [[f"c{n}", date(2024, 6, 1) + timedelta(n), f"T{n % 2}", 1 + n % 3] for n in range(30)]
MEANT = [["Code", "Description"], [1, "Attended"], [2, "DNA"], [3, "Cancelled by trust"]]
TEAMS = [["Team Code", "Team Name"], ["T0", "North"], ["T1", "South"]]


def test_codes_mean_what_another_sheet_says():
    found = result_of(Contacts=CONTACTS, Outcomes=MEANT, Teams=TEAMS)
    # 1, 2, 3 in turn over thirty days, and the teams in turn: ten of each, five a team.
    assert months(found.facts, "attended_contacts") == {"2024-06": 10}
    assert months(found.facts, "missed_contacts", "South") == {"2024-06": 5}
    assert months(found.facts, "provider_cancelled_contacts", "North") == {"2024-06": 5}
    assert "“Outcome Code” holds codes, and the sheet “Outcomes” says what they mean." in said(
        found
    )


def test_a_list_of_other_codes_explains_nothing():
    # Every code stands in it, but it is about reasons; and a code without a name ends belief.
    other = result_of(Contacts=CONTACTS, Reasons=MEANT)
    assert any("are not the national ones" in what for what in said(other))
    assert not len(other.facts.frame)
    short = result_of(Contacts=CONTACTS, Outcomes=MEANT[:-1], Teams=TEAMS)
    assert any("are not the national ones" in what for what in said(short))


def test_codes_that_nothing_explains_are_taken_for_the_national_ones_and_told():
    rows = [(on(n), code) for n, code in enumerate("5556732245")]
    facts, found = read(rows, reading_of("contacts", {"On": "start", "Outcome": "outcome"}, **JUNE))
    # 5 and 6 attended, 7 and 3 missed, 2 cancelled by the person, 4 by the service.
    assert months(facts, "attended_contacts") == {"2024-06": 5}
    assert months(facts, "missed_contacts") == {"2024-06": 2}
    assert "“Outcome” holds codes, and nothing in the file explains them." in said(found)


def test_referrals_are_turned_down_in_many_words_and_others_are_told():
    roles = {"On": "start", "Said": "outcome", "Seen": "first contact", "Shut": "end"}
    rows = [(on(1), "Accepted", on(3), None), (on(1), "Not suitable", None, None),
            (on(1), "Rejected at triage", None, None), (on(1), "Ineligible", None, None),
            (on(1), "Accepted, awaiting allocation", None, None), (on(1), "Amber", None, None),
            (on(1), "Awaiting triage", None, None)]  # fmt: skip
    facts, found = read(rows, reading_of("referrals", roles, **JUNE))
    assert months(facts, "referrals_accepted") == {"2024-06": 2}
    assert months(facts, "referrals_decided") == {"2024-06": 5}
    # One was seen and three were turned down: of seven, three wait.
    assert months(facts, "waiting_first_contact") == {"2024-06": 3}
    strange = [what for what in said(found) if "neither that they were accepted" in what]
    assert [what.rpartition(": ")[2] for what in strange] == ["“Amber”."]


def test_figures_begin_with_the_first_stay_in_hospital_that_ended():
    # a came to Elm in March and moved on in April, so that a stay on a ward ended then; nobody
    # whose whole stay ended before May is in the file.
    people = {"Ward": "unit Ward", "P": "person", "In": "start", "Out": "end"}
    rows = [("Elm", "a", "20/03/2024", "10/04/2024"), ("Oak", "a", "10/04/2024", "03/05/2024")]
    rows += [
        ("Elm", f"p{n}", f"{n % 27 + 1:02}/05/2024", f"{n % 27 + 3:02}/05/2024") for n in range(40)
    ]
    rows += [("Elm", "z", "25/05/2024", None)]
    facts, _ = read(rows, reading_of("stays", people, as_at=date(2024, 5, 31)))
    assert set(months(facts, "occupied_bed_days")) == {"2024-05"}
