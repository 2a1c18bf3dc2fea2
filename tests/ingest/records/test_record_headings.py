"""Headings as systems export them, and tables of sums that only look like records."""

from datetime import date, timedelta

import pytest

from mhvalue.ingest.records.daily import is_holiday
from mhvalue.ingest.records.recognise import recognise
from mhvalue.ingest.records.told import days_above

ROWS = 40


def day(number):
    return f"{date(2024, 1, 2) + timedelta(number):%d/%m/%Y}"


VALUES = {
    "ward": lambda n: ("Elm", "Oak", "Ash")[n % 3],
    "start": lambda n: day(2 * n % 70),
    "end": lambda n: day(2 * n % 70 + n % 19) if n % 7 else None,
    "after a week": lambda n: day(2 * n % 70 + 6),
    "count": lambda n: n * 13 % 17,
    "many": lambda n: 25_000 + n * 37,
    "serial": lambda n: 45_300.0 + n,
    "number": lambda n: f"R{n:05}",
    "yes": lambda n: "YN"[n % 2],
    "what": lambda n: ("Restraint", "Fall")[n % 2],
    "outcome": lambda n: ("Attended", "DNA", "Cancelled by patient")[n % 3],
    "decile": lambda n: n % 10 + 1,
}


def recognised(table, title=""):
    rows = [[VALUES[kind](number) for kind in table.values()] for number in range(ROWS)]
    return recognise(list(table), rows, title=title)


def roles(reading):
    return {c.role: c.heading for c in reading.columns if c.role not in ("ignore", "breakdown")}


@pytest.mark.parametrize(
    ("kind", "start", "table"),
    [
        ("stays", "AdmDateTime", {"Ward": "ward", "AdmDateTime": "start", "DischDateTime": "end"}),
        ("stays", "Admitted On", {"Ward": "ward", "Admitted On": "start", "Discharged On": "end",
                                  "IMD Decile": "decile"}),
        ("stays", "Adm Dt", {"Ward": "ward", "Adm Dt": "start", "Dis Dt": "end", "LOS": "count"}),
        ("stays", "Date In", {"Ward": "ward", "Date In": "start", "Date Out": "end"}),
        ("stays", "Admission Date", {"Ward": "ward", "Admission Date": "serial"}),
        ("referrals", "Ref Recd Dt", {"Team": "ward", "Ref Recd Dt": "start", "1st Appt": "end"}),
        ("contacts", "Appt Dt", {"Team": "ward", "Appt Dt": "start", "Appt Status": "outcome"}),
        ("contacts", "Date", {"Team": "ward", "Date": "start", "Attended?": "yes"}),
        ("incidents", "Date", {"Datix No": "number", "Date": "start", "Incident Type": "what"}),
        ("waiting list", "DatePutOnList", {"Team": "ward", "DatePutOnList": "start"}),
        ("waiting list", "Clock Start", {"Team": "ward", "Clock Start": "start"}),
    ],
)  # fmt: skip
def test_headings_of_record_systems(kind, start, table):
    reading = recognised(table)
    assert reading.kind == kind
    assert roles(reading)["start"] == start


@pytest.mark.parametrize(
    "table",
    [
        {"Ward": "ward", "From": "start", "To": "after a week", "Admissions": "count"},
        {"Ward": "ward", "Start Date": "start", "End Date": "after a week", "Beds": "count"},
        {"Trust": "number", "Admitted": "many", "Discharged": "many"},
        {"Trust": "number", "Contact": "many", "Referral": "many"},
        {"Team": "ward", "Contact Date": "start", "Contacts": "count"},
        {"Team": "ward", "Activity Date": "start", "Face to face": "count", "Telephone": "count"},
        {"Ward": "ward", "Admission Date": "start", "Patients": "count"},
        {"Ward": "ward", "Stay start": "start", "Stay end": "end", "Number of stays": "count"},
        {"Ward": "ward", "Date": "start", "Incidents": "count"},
    ],
)
def test_sums_by_day_or_week_are_no_records(table):
    assert recognised(table) is None


def test_stays_on_a_ward_come_before_the_stay_in_hospital_around_them():
    table = {
        "Client ID": "number", "Ward": "ward", "Admission Date": "start", "Discharge Date": "end",
        "Ward Start Date": "start", "Ward End Date": "end",
    }  # fmt: skip
    found = roles(recognised(table))
    assert (found["start"], found["end"]) == ("Ward Start Date", "Ward End Date")


def test_a_yes_or_no_goes_with_who_cancelled():
    table = {"Team": "ward", "Appt Date": "start", "Attended": "yes", "Cancelled By": "outcome"}
    found = roles(recognised(table))
    assert (found["outcome"], found["cancelled"]) == ("Attended", "Cancelled By")


def test_episodes_on_a_ward_are_stays_there_and_an_incident_may_be_asked_about():
    table = {"Ward": "ward", "Episode Start Date": "start", "Episode End Date": "end"}
    assert roles(recognised(table))["end"] == "Episode End Date"
    assert not recognised(table).whole_spells
    assert recognised({"Team": "ward", **dict(list(table.items())[1:])}) is None
    table = {"Reference": "number", "When did the incident occur?": "start", "Ward": "ward"}
    assert recognised(table).kind == "incidents"


@pytest.mark.parametrize(
    ("row", "days"),
    [
        (["Stays 01/04/2023 to 31/03/2024"], (date(2023, 4, 1), date(2024, 3, 31))),
        (["Period:", date(2023, 4, 1), "to", date(2024, 3, 31)],
         (date(2023, 4, 1), date(2024, 3, 31))),
        (["Extract run on", "2 May 2024"], (None, date(2024, 5, 2))),
        (["Waiting list as at 30th April 2024"], (None, date(2024, 4, 30))),
        (["Referrals since 01/04/2023"], (date(2023, 4, 1), None)),
        (["Start Date 01/10/2024  End Date 31/03/2025"], (date(2024, 10, 1), date(2025, 3, 31))),
        (["Period: July 2024 to Sept 24"], (date(2024, 7, 1), date(2024, 9, 30))),
        (["1 May 2024 to 31 May 2024, run on 20/05/2024"], (date(2024, 5, 1), date(2024, 5, 20))),
        (["Stays extract, 01/04/2024 to 31/03/2025, run 02/04/2025"],
         (date(2024, 4, 1), date(2025, 3, 31))),
        (["Stays extract 01/04/2024 to 31/03/2025"], (date(2024, 4, 1), date(2025, 3, 31))),
        (["Wards of 2024"], (None, None)),
        (["Produced on 01/01/2090"], (None, None)),
    ],
)  # fmt: skip
def test_the_days_that_title_rows_name(row, days):
    assert days_above([row, [None]]) == days


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("MHS501_2024-04-01_2024-12-31.csv", (date(2024, 4, 1), date(2024, 12, 31))),
        ("stays 20240401-20250331.csv", (date(2024, 4, 1), date(2025, 3, 31))),
        ("Contacts Jul 2024 to Sep 2024.xlsx", (date(2024, 7, 1), date(2024, 9, 30))),
        ("stays run 03.04.2025.xlsx", (None, None)),
    ],
)
def test_a_name_tells_by_two_days_where_the_titles_say_nothing(name, days):
    assert days_above([], name) == days
    assert days_above([["As at 2 May 2024"]], name) == (None, date(2024, 5, 2))


def test_bank_holidays_of_two_years():
    # As gov.uk/bank-holidays lists them for England, the one-off days of 2022 left out.
    told = [date(2021, m, d) for m, d in ((1, 1), (4, 2), (4, 5), (5, 3), (5, 31), (8, 30),
                                          (12, 27), (12, 28))]  # fmt: skip
    told += [date(2022, m, d) for m, d in ((1, 3), (4, 15), (4, 18), (5, 2), (8, 29), (12, 26),
                                           (12, 27))]  # fmt: skip
    assert all(map(is_holiday, told))
    every = [date(2021, 1, 1) + timedelta(n) for n in range(365)]
    assert sum(map(is_holiday, every)) == 8 + 2


def test_the_last_word_of_a_heading_names_the_unit_where_nothing_else_does():
    table = {"Appt Date": "start", "Appt Status": "outcome", "Clinic Team": "ward"}
    assert roles(recognised(table))["unit"] == "Clinic Team"
    assert roles(recognised({**table, "Ward": "ward"}))["unit"] == "Ward"
    assert "unit" not in roles(recognised({**table, "Duty Team": "ward"}))
    others = dict(list(table.items())[:2]) | {"Referring Team": "ward", "Previous ward": "ward"}
    assert "unit" not in roles(recognised(others))


def test_a_column_of_wards_or_teams_names_the_unit():
    table = {"Ref": "number", "Date of incident": "start", "Ward/Team": "ward", "Category": "what"}
    assert roles(recognised(table))["unit"] == "Ward/Team"
