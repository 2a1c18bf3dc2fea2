"""What a column or a note says of people where its heading says nothing of them."""

from datetime import date, timedelta

import nhs_number
import numpy as np
import pytest

from mhvalue.privacy.identifiers import Column, scan

DAYS = [date(2024, 1, 3) + timedelta(9 * n) for n in range(8)]
DIGITS = ["481205", "930176", "275548", "667023", "118842", "509317", "843960", "350791"]
MOBILES = ["7911123456", "7400123987", "7723456701", "7598001234", "7865432109", "7512345678"]
COTTAGES = ["Rose Cottage, Mill Lane, Hexham", "The Old Forge, Church Street, Otley",
            "Low Farm, Station Road", "Orchard End, Park Avenue, Thirsk"]  # fmt: skip
HOUSES = [
    "Ivy House, Station Road, Ilkley",
    "Holly Lodge, Park Road",
    "Elm House, Mill Lane, Otley",
]


def column(heading, values):
    return Column(heading, [heading, *values], np.ones(len(values) + 1, dtype=int))


def stopped(*columns):
    return [(found.kind, found.column) for found in scan(columns) if found.stops]


ADMITTED = column("Admission date", DAYS)
AGES = column("Age", ["18 to 25", "26 to 40"])
MONTHS = column("Month", ["Apr 2024", "May 2024"])


@pytest.mark.parametrize("heading", ["", "Ref", "Code", "Identifier", "Unit number", "Number"])
@pytest.mark.parametrize("form", ["RX{}", "M1{}", "P000{}", "H{}A", "12/{}", "{}"])
def test_codes_that_seldom_repeat_are_numbers_of_people_where_rows_are_records(heading, form):
    codes = column(heading, [form.format(digits) for digits in DIGITS])
    assert stopped(codes, ADMITTED) == [("hospital numbers", 0)]
    assert stopped(codes, MONTHS) == []


@pytest.mark.parametrize("heading", ["", "Ref", "Code", "Local number"])
def test_whole_figures_of_one_width_are_so_too(heading):
    figures = column(heading, [float(digits) for digits in DIGITS])
    assert stopped(figures, ADMITTED) == [("hospital numbers", 0)]
    assert stopped(figures, AGES) == stopped(figures, MONTHS) == []


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("", ["A81001", "B82014", "C83005", "M91002", "Y01123"]),
        ("", ["E01000123", "E01012345", "W06000001", "E54000050", "E38000001"]),
        ("Area", ["E01000123", "E01012345", "W06000001", "E54000050", "E38000001"]),
        ("Number", ["68140", "70231", "9811", "65002", "71114", "120931"]),
        ("Code", ["MHS01", "MHS02", "MHS03", "MHS04", "MHS05"]),
        ("Year", ["2019/20", "2020/21", "2021/22", "2022/23", "2023/24"]),
        ("", ["RX4E2", "RX4E3", "RX4E4", "RXG10", "RXG11"]),
    ],
)
def test_codes_of_places_years_and_counts_beside_ages_are_nobodys(heading, values):
    assert stopped(column(heading, values), AGES) == []


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("Cost", [float(digits) for digits in DIGITS]),
        ("England", [float(digits) for digits in DIGITS]),
        ("Cost centre", [float(digits) for digits in DIGITS]),
        ("", [float(digits) / 4 for digits in DIGITS]),
        ("", [68140.0, 702310.0, 9811.0, 65002.0, 71114.0]),
        ("", [20240401.0, 20240402.0, 20240507.0, 20240603.0, 20240711.0]),
        ("", [202404.0, 202405.0, 202406.0, 202407.0, 202408.0]),
        ("Ward code", [f"W{digits}" for digits in DIGITS]),
        ("Incident ref", [f"W{digits}" for digits in DIGITS]),
        ("", ["2019/20", "2020/21", "2021/22", "2022/23", "2023/24"]),
        ("", ["12/03/2024", "13/03/2024", "15/04/2024", "18/05/2024", "19/06/2024"]),
    ],
)
def test_amounts_days_and_codes_of_other_things_beside_admissions_are_nobodys(heading, values):
    assert stopped(column(heading, values), ADMITTED) == []


@pytest.mark.parametrize("heading", ["", "Column 4", "Best number", "Daytime"])
@pytest.mark.parametrize("kind", [str, float])
def test_mobile_numbers_without_their_nought(heading, kind):
    phones = column(heading, [kind(number) for number in MOBILES])
    assert stopped(MONTHS, phones) == [("phone numbers", 1)]


@pytest.mark.parametrize(
    "heading", ["Spend", "Calls", "Order number", "Staff number", "Drugs cost"]
)
def test_large_amounts_and_orders_are_no_phones(heading):
    assert stopped(MONTHS, column(heading, [float(number) for number in MOBILES])) == []


def test_numbers_that_pass_the_check_are_no_phones():
    passing = ["7100000009", "7200000000", "7300000002", "7400000004", "7700000018"]
    assert all(map(nhs_number.is_valid, passing))
    assert stopped(MONTHS, column("", passing)) == [("NHS numbers", 1)]


def test_numbers_that_begin_alike_are_no_phones():
    orders = [f"74000{n:05}" for n in range(11, 99, 7)]
    orders = [number for number in orders if not nhs_number.is_valid(number)]
    assert stopped(MONTHS, column("Number", orders)) == []


@pytest.mark.parametrize("heading", ["", "Where", "Lives at", "Addr1"])
def test_addresses_without_a_number(heading):
    assert stopped(column(heading, COTTAGES), MONTHS) == [("addresses", 0)]
    sites = column("Site", ["Elm", "Oak", "Ash", "Fir"])
    if heading != "Lives at":
        assert stopped(sites, column(heading, COTTAGES)) == []


def test_names_of_houses_count_where_rows_are_people():
    assert stopped(column("", HOUSES), ADMITTED) == [("addresses", 0)]
    assert stopped(column("", HOUSES), MONTHS) == []
    clinics = ["Elm Surgery, Mill Lane, Otley", "Park Clinic, High Street", "Oak Centre, Low Road"]
    assert stopped(column("", clinics), ADMITTED) == []
    assert stopped(column("", ["Mill Lane", "Park Road", "Church Street"]), ADMITTED) == []


# 12 March 1971 and 2 May 2009 as a spreadsheet counts days from 30 December 1899.
FIRST, SECOND = 26004.0, 39935.0
BORN = ["DOB", "D.O.B.", "Birth date", "Date of birth (dd/mm/yyyy)", "Born", "Patient DOB"]


def test_the_two_days_are_counted_right():
    counted = [(date(1971, 3, 12) - date(1899, 12, 30)).days]
    counted.append((date(2009, 5, 2) - date(1899, 12, 30)).days)
    assert counted == [FIRST, SECOND]


@pytest.mark.parametrize("heading", BORN)
@pytest.mark.parametrize("values", [[FIRST], [FIRST, SECOND], ["26004", "39935"]])
def test_birthdays_as_unformatted_figures_in_a_tiny_table(heading, values):
    assert stopped(MONTHS, column(heading, values)) == [("dates of birth", 1)]


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("Born", [5412.0, 5530.0]),
        ("Births", [26004.0, 39935.0]),
        ("DOB", [98.0, 97.5]),
        ("DOB", [2604.0, 3993.0]),
        ("Date of birth", [9001.0, 9004.0, 9007.0, 9002.0, 9010.0]),
    ],
)
def test_counts_of_births_and_of_records_are_no_birthdays(heading, values):
    assert stopped(MONTHS, column(heading, values)) == []


def test_counts_of_records_that_have_a_birthday_are_told_by_their_neighbours():
    births = column("Date of birth", [FIRST, SECOND, 12345.0, 20000.0, 31234.0])
    numbers = column("NHS number", [26100.0, 39990.0, 12399.0, 20100.0, 31300.0])
    assert stopped(births) == [("dates of birth", 0)]
    assert stopped(births, numbers) == []


ONE_NOTE = [
    ("pt John Smith seen at home", "names"),
    ("PT JOHN SMITH DNA", "names"),
    ("Client: Okafor, Ngozi moved", "names"),
    ("her son Ali Khan visits", "names"),
    ("patient named Mary O'Brien", "names"),
    ("NOK: Jane Smith (sister)", "names"),
    ("DOB 12/03/1971", "dates of birth"),
    ("b. 12.3.71, lives alone", "dates of birth"),
    ("(12/03/1971 DOB)", "dates of birth"),
    ("born on 12 March 1971", "dates of birth"),
    ("lives at 12 Mill Road", "addresses"),
    ("RiO 1234567 reviewed", "hospital numbers"),
    ("MRN: 4412345", "hospital numbers"),
    ("NI AB123456C", "National Insurance numbers"),
    ("NHS#9434765919 seen", "NHS numbers"),
    ("refNHS9434765919x", "NHS numbers"),
    ("NHS no.9434765919;", "NHS numbers"),
]


@pytest.mark.parametrize(("text", "kind"), ONE_NOTE)
def test_one_note_that_says_whose_it_is_is_enough(text, kind):
    notes = column("Comment", [text, "well", "slept", "no change"])
    assert stopped(MONTHS, notes) == [(kind, 1)]


def test_a_telephone_of_an_office_in_notes_stops_only_where_rows_are_people():
    texts = ["rang 0113 496 0001", "left word 0113 496 0002", "on (0113) 496 0003"]
    notes = column("Comment", texts)
    assert stopped(MONTHS, notes) == []
    assert stopped(ADMITTED, notes) == [("phone numbers", 1)]


NOTES_OF_NOBODY = [
    "Patient Experience Lead Jane Smith wrote it",
    "Client Mary Seacole ward",
    "Mother and Baby Unit",
    "Patient Transport Smith House",
    "Father Time",
    "Carer Support",
    "Born before arrival",
    "a. 1.4.23 b. 3.4.23",
    "b. 12 beds from 1.4.23",
    "Opened 12/03/1971",
    "DOB completeness 98.2",
    "moved to 12 Mill Road",
    "lives saved: 12 per road",
    "RiO 2024 upgrade",
    "PAS 12345 rows",
    "https://example.org/view#9434765919",
    "S9434765919X",
]


@pytest.mark.parametrize("text", NOTES_OF_NOBODY)
def test_notes_about_nobody_stop_nothing(text):
    assert stopped(MONTHS, column("Comment", [text, "well", "slept"])) == []


def test_those_to_ask_about_services_are_not_taken_for_patients():
    asked = column("Contact", ["Jane Brown", "John Evans", "Ann Khan"])
    services = column("Service", ["Elm team", "Oak team", "Fir team"])
    phones = column("Telephone", ["0113 496 0001", "0113 496 0002", "0113 496 0003"])
    assert stopped(services, asked, phones) == []
    assert stopped(MONTHS, asked) == [("names", 1)]


@pytest.mark.parametrize("heading", ["First", "Family", "Main carer", "Named patient"])
def test_half_headings_of_names(heading):
    surnames = ["Smith", "Khan", "Okafor", "Nowak"]
    given = ["John", "Fatima", "Priya", "Rhys"]
    assert stopped(column(heading, given if heading == "First" else surnames)) == [("names", 0)]
    assert stopped(column(heading, ["Attended", "Cancelled", "Did not attend"])) == []


def test_no_value_of_these_is_in_a_finding():
    columns = [column("", [text]) for text, _ in ONE_NOTE]
    columns += [column("Code", [f"RX{d}" for d in DIGITS]), column("", COTTAGES), ADMITTED]
    told = repr(scan([*columns, column("DOB", [FIRST, SECOND]), column("", MOBILES)]))
    secrets = [*(text for text, _ in ONE_NOTE), *DIGITS, *COTTAGES, *MOBILES, "26004", "9434765919"]
    assert told.count("Finding") > 15
    assert [secret for secret in secrets if secret in told] == []
