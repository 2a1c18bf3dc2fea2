"""What tells who somebody is, by heading and content, and what only looks like it."""

import random
from datetime import date, timedelta

import numpy as np
import pytest

from mhvalue.privacy.identifiers import (
    NOBODY,
    Column,
    is_claim,
    kinds_claimed,
    pseudonyms,
    scan,
)

PEOPLE = [
    "Aisha Khan", "Brown, David", "Mrs Emma Jones", "Farhan Ali", "Gina O'Neil", "IAN BLACKWELL",
    "Katarzyna Nowak", "Ngozi Okafor",
]  # fmt: skip
PLACES = [
    "Elm Ward", "Willow House", "Oakwell Centre", "North Leeds CMHT", "Crisis Team", "The Mount",
    "St Anne's", "Priestley Unit",
]  # fmt: skip
POSTCODES = ["LS1 4AP", "LS2 9JT", "M1 1AE", "EC1A 1BB", "YO10 5DD"]
MOBILES = ["07700 900123", "07700900456", "+44 7700 900789", "07700-900321"]
EMAILS = ["a.b@example.com", "c@example.net", "d.e@example.com", "f@example.co"]
ADDRESSES = ["12 High Street, Leeds", "Flat 3, 8 Park Road", "101a Mill Lane", "7 The Crescent"]


def column(heading, values, times=1):
    return Column(heading, [heading, *values], np.array([1, *[times] * len(values)]))


def found(*columns):
    return [(f.kind, f.column, f.stops) for f in scan(columns)]


def days(first, last, count, seed=5):
    rng = random.Random(seed)
    return [first + timedelta(rng.randrange((last - first).days)) for _ in range(count)]


ALONE = [
    ("Surname", ["Example", "O'Neil", "Ward"], "names"),
    ("First name", ["Aisha", "Ben"], "names"),
    ("Patient Name", ["A Example", "B Example"], "names"),
    ("Next of kin", ["Jo Example"], "names"),
    ("Who", PEOPLE, "names"),
    ("", PEOPLE, "names"),
    ("DOB", ["12/03/1985"], "dates of birth"),
    ("D.O.B.", [date(1985, 3, 12)], "dates of birth"),
    ("PersonBirthDate", ["1985-03-12"], "dates of birth"),
    ("Date of Birth", ["19850312"], "dates of birth"),
    ("Date of Birth", [19850312.0], "dates of birth"),
    ("Column 4", days(date(1935, 1, 1), date(2006, 1, 1), 40), "dates of birth"),
    ("Notes", ["Seen at home. DOB 12/3/85, well.", "None"], "dates of birth"),
    ("Home postcode", ["LS1 4AP"], "postcodes"),
    ("Patient address", ["12 High Street"], "addresses"),
    ("Hospital number", ["H123456", "H123457"], "hospital numbers"),
    ("RiO ID", [1234567.0, 1234568.0], "hospital numbers"),
    ("MRN", ["00012345"], "hospital numbers"),
    ("Patient ID", ["P-00123", "P-00124"], "hospital numbers"),
    ("Client no", ["10234", "10235"], "hospital numbers"),
]


@pytest.mark.parametrize(("heading", "values", "kind"), ALONE)
def test_found_by_itself(heading, values, kind):
    assert found(column(heading, values)) == [(kind, 0, True)]


@pytest.mark.parametrize(
    ("heading", "values", "kind"),
    [
        ("Postcode", POSTCODES, "postcodes"),
        ("", POSTCODES, "postcodes"),
        ("Address line 1", ADDRESSES, "addresses"),
        ("", ADDRESSES, "addresses"),
        ("Mobile", MOBILES, "phone numbers"),
        ("Telephone number", [7700900123.0], "phone numbers"),
        ("", MOBILES, "phone numbers"),
        ("E-mail address", EMAILS, "email addresses"),
        ("", EMAILS, "email addresses"),
    ],
)
def test_found_unless_the_table_is_one_of_places(heading, values, kind):
    months = column("Month", ["Apr 2024", "May 2024"])
    assert found(column(heading, values), months) == [(kind, 0, True)]
    sites = column("Site name", PLACES)
    beds = column("Beds", [12.0, 18.0])
    assert found(sites, column(heading, values), beds) == [(kind, 1, False)]
    admitted = column("Admission date", days(date(2024, 1, 1), date(2024, 12, 1), 5))
    assert found(sites, column(heading, values), admitted) == [(kind, 1, True)]


def test_email_addresses_of_persons_stop_beside_places_too_and_say_nothing_of_the_places():
    sites = column("Site name", PLACES)
    own = ["mary.jones@nhs.net", "john.smith2@nhs.net", "p.khan@trust.nhs.uk"]
    home = ["sunny99@gmail.com", "oak.tree@hotmail.co.uk", "abc@btinternet.com"]
    boxes = ["elm.ward@nhs.net", "oak.ward@nhs.net", "enquiries@example.org"]
    postcodes = column("Postcode", POSTCODES[: len(PLACES)])
    for emails, stops in ((own, True), (home, True), (boxes, False), (own[:2] + boxes, False)):
        mails = column("Email", emails)
        told = [("email addresses", 1, stops), ("postcodes", 2, False)]
        assert found(sites, mails, postcodes) == told
    assert found(sites, column("Manager email", own)) == [("email addresses", 1, False)]
    publisher = column("", ["Contact", "mary.jones@nhs.net", "data@nhs.net"])
    assert found(publisher, column("Falls", [3.0, 4.0])) == []


@pytest.mark.parametrize(
    ("heading", "texts", "kind"),
    [
        ("Notes", ["rang 07700 900123", "text 07700900456 after 5"], "phone numbers"),
        ("Notes", ["wrote to jo.example@example.com", "mail sam1@example.net"], "email addresses"),
        ("Notes", ["Mrs Example was well", "saw Mr Sample at home"], "names"),
    ],
)
def test_words_about_people_count_where_rows_are_people(heading, texts, kind):
    notes = column(heading, [*texts, "Did not attend", "Cancelled", "No change to the plan"])
    assert found(notes, column("Month", ["Apr 2024"])) == []
    assert found(notes, column("Referral date", [date(2024, 4, 1)])) == [(kind, 0, True)]


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("Ward", PLACES),
        ("", PLACES),
        ("Name", PLACES),
        ("Ward", ["Mary Seacole", "Edith Cavell", "Elizabeth Fry", "Jane Austen", "Emily Bronte"]),
        ("Org name", ["LEEDS AND YORK PARTNERSHIP NHS FOUNDATION TRUST", "SOMERSET NHS TRUST"] * 3),
        ("Provider", ["St Andrew's Healthcare", "Elysium Healthcare", "Cygnet Health Care"]),
        ("Ethnicity", ["White British", "Asian Indian", "Black Caribbean", "Mixed White Asian"]),
        ("Reason", ["Awaiting care package", "Patient choice", "Housing not available"]),
        ("Org code", ["RXG", "RGD", "RV9", "RX4"]),
        ("Postcode area", ["LS", "M", "YO", "EC"]),
        ("Area", ["LS1", "LS2", "M1", "YO10"]),
        ("Trust postcode", POSTCODES),
        ("Telephone", [120.0, 98.0, 143.0]),
        ("Email contacts", [12.0, 9.0]),
        ("Patients", [1200.0, 1350.0]),
        ("Patient numbers", [12000.0, 13500.0]),
        ("Number of patients", [1200.0, 1350.0]),
        ("NHS number", [0.98, 0.97]),
        ("Date of birth", [98.4, 97.0]),
        ("Surname", [1.0, 0.99]),
        ("Data item", ["NHS number", "Date of birth", "Postcode", "Surname", "Ethnicity"]),
        ("Amount", [1234567890.5, 9876543210.25, 1111111111.75]),
        ("Hospital", ["Elm Hospital", "Oak Hospital"]),
        ("Contact", ["england.statistics@nhs.net", "0300 303 5678"]),
    ],
)
def test_places_groups_codes_and_counts_are_nobody(heading, values):
    assert found(column(heading, values), column("Month", ["Apr 2024"])) == []


def test_large_figures_written_as_text_beside_ages_are_nobodys_numbers():
    counted = [f"{68140 + 977 * n}" for n in range(8)]
    ages = column("Age", ["All", "18 to 25"])
    for heading in ("Denominator", "population_2021", "Number of people"):
        assert found(column(heading, counted), ages) == []
    assert found(column("Column 7", counted), ages) == [("hospital numbers", 0, True)]


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("Date", [date(1990 + m // 12, m % 12 + 1, 1) for m in range(400)]),
        ("Date", [date(1990, 1, 1) + timedelta(7 * w) for w in range(1500)]),
        ("Date", [date(1990, 1, 1) + timedelta(d) for d in range(12000)]),
        ("Day", [date(1995, 1, 2) + timedelta(d) for d in range(9000) if d % 7 < 5]),
        ("Date opened", days(date(1950, 1, 1), date(2024, 1, 1), 60)),
        ("Date of admission", days(date(1990, 1, 1), date(2024, 1, 1), 60)),
        ("Decision date", days(date(2018, 1, 1), date(2024, 1, 1), 60)),
    ],
)
def test_periods_and_events_are_no_birthdays(heading, values):
    texts = [f"{day:%d/%m/%Y}" for day in values]
    assert found(column(heading, values)) == []
    assert found(column(heading, texts)) == []


def test_names_of_wards_that_repeat_are_no_people():
    wards = ["Mary Seacole", "Edith Cavell", "Elizabeth Fry", "Jane Austen", "Emily Bronte"]
    assert found(column("Place", wards, times=24), column("Month", ["Apr 2024"])) == []


def test_names_of_staff_are_told_and_not_stopped_for():
    assert found(column("Responsible clinician", PEOPLE)) == [("names of staff", 0, False)]


def test_a_heading_that_holds_somebody_is_not_shown():
    (finding,) = scan([column("Mrs Emma Example", PEOPLE)])
    assert finding.heading == ""
    assert not is_claim("DOB of Emma Example")


def test_no_value_stands_in_a_finding():
    values = [*PEOPLE, "943 476 5919", *POSTCODES, *MOBILES]
    told = repr(scan([column("Notes", values), column("Surname", PEOPLE)]))
    assert "Surname" in told
    assert not [value for value in values if value in told]


def test_nothing_comes_of_nothing():
    assert scan([]) == ()
    assert scan([Column("", [], np.array([], dtype=int)), column("", [None])]) == ()


def test_headings_are_told_among_other_texts():
    assert kinds_claimed(["Surname", "Elm", "date_of_birth", "Postcode"]) == (
        "names",
        "dates of birth",
    )


def test_a_pseudonym_is_the_same_for_one_person_and_for_nobody_else():
    codes = pseudonyms(["943 476 5919", 9434765919.0, "9434765919.0", "h123", "H-123", None, " "])
    assert codes[0] == codes[1] == codes[2]
    assert codes[3] == codes[4] != codes[0]
    assert codes[5:].tolist() == [NOBODY, NOBODY]
    assert (codes[:5] >= 0).all()
    assert 9434765919 not in codes.tolist()
