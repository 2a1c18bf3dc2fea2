"""Referrals, contacts, incidents and waiting lists with answers worked out by hand."""

from datetime import date

import pytest

from tests.ingest.records.extracts import ENGINES, months, read, reading_of

MARCH_END = date(2024, 3, 31)
JANUARY = date(2024, 1, 1)
REFERRALS = {
    "Team": "unit Team", "Received": "start", "First": "first contact",
    "Second": "second contact", "Closed": "end", "Decision": "outcome",
}  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
def test_referrals_their_waits_and_who_still_waits(engine):
    rows = [
        # Seen after 9 days, again after 19; still open.
        ("North", "01/01/2024", "10/01/2024", "20/01/2024", None, "Accepted"),
        # Seen after 31 days in February, never again, closed in March.
        ("North", "15/01/2024", "15/02/2024", None, "10/03/2024", "Accepted"),
        # Turned down: never waiting.
        ("North", "20/01/2024", None, None, "22/01/2024", "Rejected - inappropriate"),
        # Never seen: 60 days old on 31 March.
        ("South", "31/01/2024", None, None, None, "Pending"),
    ]
    reading = reading_of("referrals", REFERRALS, as_at=MARCH_END, first=JANUARY)
    facts, _ = read(rows, reading, engine)
    assert months(facts, "referrals") == {"2024-01": 4, "2024-02": 0, "2024-03": 0}
    assert months(facts, "referrals_accepted", "North")["2024-01"] == 2
    assert months(facts, "referrals_decided", "North")["2024-01"] == 3
    assert months(facts, "referral_discharges") == {"2024-01": 1, "2024-02": 0, "2024-03": 1}
    assert months(facts, "caseload") == {"2024-01": 3, "2024-02": 3, "2024-03": 2}
    assert months(facts, "first_contacts") == {"2024-01": 1, "2024-02": 1, "2024-03": 0}
    assert months(facts, "first_contact_wait_days") == {"2024-01": 9, "2024-02": 31, "2024-03": 0}
    assert months(facts, "first_contact_wait_days_squared")["2024-02"] == 961
    assert months(facts, "first_contact_wait_median") == {"2024-01": 9, "2024-02": 31}
    assert months(facts, "second_contacts")["2024-01"] == 1
    assert months(facts, "second_contact_wait_days")["2024-01"] == 19
    # By 31 January the second has waited 16 days and the fourth none; later the fourth 29 and 60.
    assert months(facts, "waiting_first_contact") == {"2024-01": 2, "2024-02": 1, "2024-03": 1}
    assert months(facts, "waiting_first_contact_days") == {
        "2024-01": 16, "2024-02": 29, "2024-03": 60,
    }  # fmt: skip
    assert months(facts, "waiting_first_contact_days_squared")["2024-02"] == 841
    # For a second contact the second referral waits until it is closed.
    assert months(facts, "waiting_second_contact") == {"2024-01": 2, "2024-02": 2, "2024-03": 1}


def test_a_year_of_waiting_is_365_days():
    # From 31 March 2023 to 31 March 2024 are 366 days, from 1 April 2023 365, from 2 April 364.
    rows = [(text, None) for text in ("31/03/2023", "01/04/2023", "02/04/2023")]
    roles = {"Received": "start", "First": "first contact"}
    facts, found = read(rows, reading_of("referrals", roles, as_at=MARCH_END))
    assert months(facts, "waiting_first_contact_52wk")["2024-03"] == 2
    assert months(facts, "waiting_first_contact_52wk")["2024-02"] == 0
    assert any("was closed" in problem.what for problem in found.problems)


def test_decisions_without_a_rejection_give_no_share():
    roles = {"Received": "start", "Date accepted": "outcome"}
    rows = [("03/01/2024", "05/01/2024"), ("04/01/2024", None)]
    facts, _ = read(rows, reading_of("referrals", roles, as_at=date(2024, 1, 31), first=JANUARY))
    assert months(facts, "referrals_accepted") == {"2024-01": 1}
    assert "referrals_decided" not in set(facts.frame["item"])


CONTACTS = {"Team": "unit Team", "On": "start", "Attended": "outcome", "Ethnicity": "by ethnicity"}
CONTACT_ROWS = [
    ("North", "02/01/2024", "Attended", "White"),
    ("North", "03/01/2024", "5", "White"),
    ("North", "04/01/2024", "DNA", "Asian"),
    ("North", "05/01/2024", "Cancelled by provider", "Asian"),
    ("South", "06/01/2024", "Cancelled by service user", None),
    ("South", "07/02/2024", "Was not brought", "White"),
    ("South", "08/02/2024", "Cancelled", "White"),
]


@pytest.mark.parametrize("engine", ENGINES)
def test_contacts_by_what_became_of_them(engine):
    reading = reading_of("contacts", CONTACTS, as_at=date(2024, 2, 29), first=JANUARY)
    facts, found = read(CONTACT_ROWS, reading, engine)
    assert months(facts, "attended_contacts") == {"2024-01": 2, "2024-02": 0}
    assert months(facts, "missed_contacts") == {"2024-01": 1, "2024-02": 1}
    assert months(facts, "provider_cancelled_contacts", "North") == {"2024-01": 1}
    assert months(facts, "person_cancelled_contacts", "South") == {"2024-01": 1, "2024-02": 0}
    assert months(facts, "attended_contacts", "North", "White") == {"2024-01": 2}
    assert months(facts, "missed_contacts", "North", "Asian") == {"2024-01": 1}
    assert months(facts, "person_cancelled_contacts", "South", "Not stated")["2024-01"] == 1
    assert [p.what[:10] for p in found.problems] == ["“Attended”", "1 contacts", "All dates "]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_outcome_that_no_row_names_is_not_nought(engine):
    """Whoever takes out the attended contacts only has said nothing of the missed ones."""
    reading = reading_of("contacts", CONTACTS, as_at=date(2024, 1, 31), first=JANUARY)
    facts, _ = read(CONTACT_ROWS[:2], reading, engine)
    assert months(facts, "attended_contacts") == {"2024-01": 2}
    assert set(facts.frame["item"]) == {"attended_contacts"}


def test_contacts_without_an_outcome_are_taken_as_attended_and_said_so():
    reading = reading_of("contacts", {"On": "start"}, as_at=date(2024, 1, 31), first=JANUARY)
    facts, found = read([("02/01/2024",), ("03/01/2024",)], reading)
    assert months(facts, "attended_contacts") == {"2024-01": 2}
    assert "Every row was taken for an attended contact." in [p.done for p in found.problems]


@pytest.mark.parametrize("engine", ENGINES)
def test_incidents_by_type_with_zeros_for_quiet_months(engine):
    roles = {"Ward": "unit Ward", "On": "start", "Type": "outcome"}
    rows = [
        ("Elm", "05/01/2024", "Physical restraint - prone"),
        ("Elm", "06/01/2024", "Seclusion"),
        ("Oak", "07/03/2024", "Self-harm (ligature)"),
        ("Oak", "08/03/2024", "Violence against staff"),
        ("Oak", "09/03/2024", "Medication"),
    ]
    reading = reading_of("incidents", roles, as_at=MARCH_END, first=JANUARY)
    facts, _ = read(rows, reading, engine)
    assert months(facts, "incidents", "Elm") == {"2024-01": 2, "2024-02": 0, "2024-03": 0}
    assert months(facts, "incidents", "Oak") == {"2024-01": 0, "2024-02": 0, "2024-03": 3}
    assert months(facts, "restrictive_interventions", "Elm")["2024-01"] == 2
    assert months(facts, "prone_restraints", "Elm")["2024-01"] == 1
    assert months(facts, "self_harm_incidents", "Oak")["2024-03"] == 1
    assert months(facts, "assaults_on_staff", "Oak")["2024-03"] == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_a_type_that_an_extract_never_names_is_not_said_to_be_none(engine):
    rows = [("05/01/2024", "Self harm"), ("06/01/2024", "Violence"), ("07/03/2024", "Falls")]
    roles = {"On": "start", "Type": "outcome"}
    reading = reading_of("incidents", roles, as_at=MARCH_END, first=JANUARY)
    facts, _ = read(rows, reading, engine)
    assert months(facts, "self_harm_incidents") == {"2024-01": 1, "2024-02": 0, "2024-03": 0}
    assert months(facts, "assaults_on_staff") == {}
    assert months(facts, "restrictive_interventions") == {}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_waiting_list_as_it_stood_on_its_day(engine):
    # On 31 March 2024: 365 days from 1 April 2023, 127 from 25 November 2023, 126 from the 26th,
    # 1 from 30 March: sum 619, the middle between 126 and 127.
    rows = [(t,) for t in ("01/04/2023", "25/11/2023", "26/11/2023", "30/03/2024")]
    reading = reading_of("waiting list", {"Added": "start"}, as_at=MARCH_END, subject="adhd")
    facts, found = read(rows, reading, engine)
    assert months(facts, "people_waiting") == {"2024-03": 4}
    assert months(facts, "waiting_days") == {"2024-03": 619}
    assert months(facts, "people_waiting_18wk") == {"2024-03": 2}
    assert months(facts, "people_waiting_52wk") == {"2024-03": 1}
    assert months(facts, "waiting_median") == {"2024-03": 126.5}
    assert months(facts, "adhd_waiting") == {"2024-03": 4}
    assert months(facts, "adhd_waiting_52wk") == {"2024-03": 1}
    assert [p.what[:14] for p in found.problems] == ["No column name"]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_last_snapshot_of_each_month_is_taken(engine):
    rows = [
        ("15/01/2024", "01/01/2024"), ("15/01/2024", "02/01/2024"), ("31/01/2024", "02/01/2024"),
        ("29/02/2024", "02/01/2024"), ("29/02/2024", "20/02/2024"),
    ]  # fmt: skip
    roles = {"Snapshot": "snapshot", "Added": "start"}
    facts, _ = read(rows, reading_of("waiting list", roles), engine)
    assert months(facts, "people_waiting") == {"2024-01": 1, "2024-02": 2}
    assert months(facts, "waiting_days") == {"2024-01": 29, "2024-02": 58 + 9}


def test_levels_parents_and_kinds_come_from_the_rows():
    roles = {
        "Team": "unit Team", "Locality": "unit Locality", "Team type": "unit kind", "On": "start",
    }  # fmt: skip
    rows = [
        ("North A", "North", "Crisis", "02/01/2024"),
        ("North B", "North", "Community", "03/01/2024"),
        ("Roving", "North", "Crisis", "03/01/2024"),
        ("Roving", "South", "Crisis", "03/01/2024"),
    ]
    reading = reading_of("contacts", roles, as_at=date(2024, 1, 31), first=JANUARY)
    facts, _ = read(rows, reading)
    assert months(facts, "attended_contacts", "North") == {"2024-01": 3}
    assert months(facts, "attended_contacts") == {"2024-01": 4}
    told = facts.units.get("Team", "North A")
    assert (told.kind, told.parents) == (
        "Crisis", (("Locality", "North"), ("Organisation", "Whole file")),
    )  # fmt: skip
    assert facts.units.get("Team", "Roving").parents == (("Organisation", "Whole file"),)


def test_an_age_in_years_becomes_a_band():
    roles = {"On": "start", "Age": "by age"}
    rows = [("02/01/2024", age) for age in (17, 18.0, 24, "64", 65, None, 130)]
    reading = reading_of("contacts", roles, as_at=date(2024, 1, 31), first=JANUARY)
    facts, _ = read(rows, reading)
    bands = {"Under 18": 1, "18 to 24": 2, "45 to 64": 1, "65 and over": 1, "Not stated": 2}
    found = {band: months(facts, "attended_contacts", group=band) for band in bands}
    assert found == {band: {"2024-01": count} for band, count in bands.items()}
