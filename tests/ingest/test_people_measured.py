"""How many of planted people are found, and how many tables of nobody are stopped, counted.

Every table is made here from lists of this file; none of the names was taken from the program.
"""

import random
from datetime import date, timedelta

import nhs_number
import pytest

from mhvalue.errors import PeopleFound
from mhvalue.ingest.people import clear
from mhvalue.ingest.sheets.cells import Sheet, column_name, grid

GIVEN = [
    "Oluwaseun", "Zbigniew", "Parveen", "Siobhan", "Mary", "John", "Fatima", "Priya", "Rhys", "Ava",
]  # fmt: skip
FAMILY = [
    "Smith", "Patel", "Khan", "O'Brien", "Nowak", "Okafor", "Begum", "Singh", "Evans", "Nguyen",
]  # fmt: skip
WARDS = [
    "Elm", "Byron Ward", "Smith House", "Wilson Unit", "Taylor Court", "Bell Ward", "Keats",
    "Austen",
]  # fmt: skip
PLACES = [
    "Chapel Allerton", "Market Harborough", "Milton Keynes", "Bradford Dales", "St Helens",
    "Hall Green", "Wood End", "Marsh Farm", "Kelly Bray", "Stewart Park", "Murray Grove",
    "Taylor Hill",
]  # fmt: skip
MONTHS = [f"{date(2024, month, 1):%b %Y}" for month in range(1, 13)]
DRAW = random.Random(8)


@pytest.fixture(autouse=True)
def same_draw():
    DRAW.seed(8)


def somebody(form):
    given, family = DRAW.choice(GIVEN), DRAW.choice(FAMILY)
    return form.format(given=given, family=family, big=family.upper(), initial=given[0])


def born():
    return date(1930, 1, 1) + timedelta(DRAW.randrange(31000))


def digits(count):
    return "".join(DRAW.choice("0123456789") for _ in range(count))


def postcode():
    return f"{DRAW.choice(['LS', 'M', 'YO', 'SW'])}{DRAW.randrange(1, 19)} {DRAW.randrange(9)}AB"


def spaced(sign):
    number = nhs_number.generate()[0]
    return sign.join((number[:3], number[3:6], number[6:]))


NAMES = ["{given} {family}", "{big}, {given}", "{initial} {family}", "{initial}. {family}",
         "{family}, {initial}", "Mr {initial} {family}", "{big} {given} (Mrs)"]  # fmt: skip
FORMS = {
    "name": (
        ["Name", "Patient", "Patient name", "Service user", "SU name", "Name of patient", "Pt name",
         "Name (surname, first)", "Client", "Young person", "Full name", "Resident"],
        [lambda form=form: somebody(form) for form in NAMES],
    ),
    "part": (
        ["Surname", "Forename(s)", "Patient's surname", "Known as", "Preferred name"],
        [lambda: DRAW.choice(FAMILY), lambda: DRAW.choice(GIVEN)],
    ),
    "birth": (
        ["DOB", "Date of Birth (DOB)", "DOB (dd/mm/yyyy)", "DoB of patient", "Pt DOB", "Born"],
        [born, lambda: f"{born():%d/%m/%y}", lambda: f"{born():%A %d %B %Y}",
         lambda: f"{born():%B %d, %Y}", lambda: f"{born():%Y-%m-%d} 00:00:00"],
    ),
    "nhs": (
        ["ID", "", "Ref", "NHS No", "NHS", "Nhs no. (10 digit)", "Column1"],
        [lambda: nhs_number.generate()[0], lambda: float(nhs_number.generate()[0]),
         *(lambda sign=sign: spaced(sign) for sign in (" ", "-", "\u00a0", "\t", "/", "_", ".")),
         lambda: f"'{nhs_number.generate()[0]}", lambda: f"DNA, NHS no {spaced(' ')}, rang"],
    ),
    "key": (
        ["RiO ID", "RiO", "PAS number", "MRN", "Pt ID", "Unique patient ID", "Der_Person_ID",
         "SystmOne ID", "Hosp No", "Patient Identifier (local)", "CareNotes ID", "Person_ID"],
        [lambda: float("1" + digits(6)), lambda: f"H{digits(6)}", lambda: f"1-{digits(4)}"],
    ),
    "insurance": (["NI No.", "NINO", "Reference"], [lambda: f"AB{digits(6)}C"]),
    "reached": (
        ["Contact tel", "Telephone (home)", "Mobile", ""],
        [lambda: f"07{DRAW.choice('789')}{digits(8)}", lambda: f"0113 {digits(3)} {digits(4)}"],
    ),
    "lives": (
        ["Address & postcode", "Home address", "Patient address", "Addr"],
        [lambda: f"{DRAW.randrange(1, 99)} Mill Road, Leeds, {postcode()}"],
    ),
    "postcode": (["Postcode", "Pt postcode", "Home post code", "", "PC"], [postcode]),
    "mail": (["Email", "Patient email", ""], [lambda: f"{digits(6)}.jo@gmail.com"]),
    "told": (
        ["Notes", "Comments"],
        [lambda: f"{somebody(NAMES[0])} was seen, born {born():%d/%m/%Y}",
         lambda: f"Call 07{DRAW.choice('789')}{digits(8)} about Mrs {DRAW.choice(FAMILY)}",
         lambda: f"Patient name: {somebody(NAMES[0])}"],
    ),
}  # fmt: skip


def stopped(rows):
    try:
        clear(b"", "csv", (Sheet("S", grid(rows)),), (), "a.csv")
    except PeopleFound as found:
        return {column.column for column in found.columns}
    return set()


def activity(size):
    rows = [[MONTHS[i % 12], WARDS[i // 12 % 8], DRAW.randrange(30)] for i in range(size)]
    return [["Month", "Ward", "Falls"], *rows]


def stays(size):
    days = [date(2024, 1, 1) + timedelta(DRAW.randrange(300)) for _ in range(size)]
    return [["Ward", "Admission date", "Discharge date"]] + [
        [DRAW.choice(WARDS), day, day + timedelta(9)] for day in days
    ]


@pytest.mark.parametrize("kind", FORMS)
def test_planted_people_are_found(kind):
    """Of all headings, spellings and places of a column, in tables of counts and of stays."""
    missed, tried, extra = [], 0, []
    heads, makers = FORMS[kind]
    for table in (activity, stays):
        for head in heads:
            for number, make in enumerate(makers):
                for size in (4, 40):
                    rows, at = table(size), DRAW.randrange(4)
                    for row, value in zip(rows, [head, *(make() for _ in rows[1:])], strict=True):
                        row.insert(at, value or None)
                    found = stopped([["A report"], [], *rows])
                    tried += 1
                    if column_name(at) not in found:
                        missed.append((table.__name__, head, number, size))
                    extra += found - {column_name(at)}
    assert extra == []
    # A name of two words that no list holds is told by its neighbours only.
    assert len(missed) <= (0.03 * tried if kind == "name" else 0), missed


def issued():
    while True:
        number = str(DRAW.randrange(4 * 10**9, 5 * 10**9))
        if nhs_number.is_valid(number):
            return number


@pytest.mark.parametrize("of", [str, float])
def test_numbers_parted_over_three_columns_are_found(of):
    def parts():
        number = issued()
        return [of(part) for part in (number[:3], number[3:6], number[6:])]

    rows = stays(8)
    for row in rows:
        row += ["A", "B", "C"] if row is rows[0] else parts()
    assert stopped(rows) == {"D", "E", "F"}
    for row in rows[1:]:
        row[3:] = [of(DRAW.randrange(100, 1000)) for _ in range(2)] + [of(DRAW.randrange(9999))]
    assert stopped(rows) == set()


def test_numbers_with_their_power_of_ten_are_found_while_no_digit_is_lost():
    kept = [f"{int(issued()):.9E}" for _ in range(9)]
    rows = stays(9)
    for row, value in zip(rows, ["Ref", *kept], strict=True):
        row.append(value)
    assert stopped(rows) == {"D"}
    for row in rows[1:]:
        row[3] = f"{float(row[3]):.2E}"
    assert stopped(rows) == set()


def test_names_no_list_holds_and_keys_under_unknown_words():
    rare = ["Xanthe", "Ptolemy", "Zephyrine", "Eluned", "Caradoc", "Thelonius", "Oisin", "Ap Rhys"]
    keys = [float(DRAW.randrange(100_000, 999_999)) for _ in range(10)]
    rows = stays(24)
    for i, row in enumerate(rows):
        row += ["Cl_Idx", "First"] if not i else [keys[i % 10], rare[i % 8]]
    assert stopped(rows) == {"D", "E"}
    # Numbers of rows follow one another, amounts differ in width, wards are few.
    for i, row in enumerate(rows[1:]):
        row[3:] = [500_000.0 + i // 2, DRAW.choice(WARDS[:3])]
    assert stopped(rows) == set()
    for row in rows[1:]:
        row[3] = DRAW.choice([80_000.0, 150_000.0, 1_200_345.0])
    assert stopped(rows) == set()


def test_an_incident_log_numbers_its_incidents_under_id():
    log = [["ID", "Incident date", "Category"]]
    log += [[f"W{digits(5)}", stays(1)[1][1], "Fall"] for _ in range(40)]
    assert stopped(log) == set()
    # Where numbers come again, as people do, it is another matter.
    people = [f"W{digits(5)}" for _ in range(30)]
    assert stopped([log[0], *[[people[i % 30], *row[1:]] for i, row in enumerate(log[1:])]]) == {
        "A"
    }


def crossed(names, corner):
    return [[corner, *MONTHS], *[[n, *[DRAW.randrange(200) for _ in MONTHS]] for n in names]]


def ten(valid):
    while True:
        number = str(DRAW.randrange(10**9, 10**10))
        if nhs_number.is_valid(number) == valid:
            return number


def look_alikes():
    for corner in ("Ward", None, "Team", "Location", "Area", "Name", "Directorate"):
        yield crossed(WARDS, corner)
        yield crossed(PLACES, corner)
    for size in (1, 2, 3, 60):
        yield [["Cost centre", "Spend"], *[[ten(False), 9.5] for _ in range(size)]]
        yield [["Cost centre", "Spend"], *[[float(ten(False)), 9.5] for _ in range(size)]]
    # 401 023 2137 passes the check, and is a sum of money here.
    yield [["Year", "Spend"], ["2022/23", 4010232137.0], ["2023/24", 3987123456.0]]
    yield [["Item", "Amount"], ["Total", 4010232137.0]]
    yield [["Month", "Phone calls", "Email"], *[[m, DRAW.randrange(10**9), 9] for m in MONTHS]]
    sites = [["R1", w, f"{n} Mill Road", postcode(), "0113 496 0000", f"{n}@nhs.net"]
             for n, w in enumerate(WARDS, start=1)]  # fmt: skip
    yield [["Site code", "Site name", "Address", "Postcode", "Telephone", "Email"], *sites]
    monthly = [[m, row[1], row[3], DRAW.randrange(9)] for row in sites for m in MONTHS]
    yield [["Month", "Ward", "Postcode", "Falls"], *monthly]
    items = ["Surname", "Forename", "NHS number", "Date of birth", "Postcode", "Ethnicity"]
    yield [[None, "Apr 2024", "May 2024"], *[[item, 0.98, 0.97] for item in items]]
    yield [["Field", "Meaning"], *[[item, "Text"] for item in items], ["Ward", "Text"]]
    yield [
        ["Provider", *items[2:5]],
        *[[p, 9000.0 + n, 9100.0, 9200.0] for n, p in enumerate(PLACES)],
    ]
    yield [["Month", "Patients", "Clients"], *[[m, 9000.0 + n, 12.0] for n, m in enumerate(MONTHS)]]
    lead = [["Title", "Dashboard"], ["Author", "Jane Smith"], ["Lead", "John Brown"]]
    yield [*lead, ["Checked by", "Ann Jones"], ["Email", "data@nhs.net"]]
    doctors = [f"Dr {somebody(NAMES[2])}" for _ in range(6)]
    yield [["Month", *doctors], *[[m, *range(6)] for m in MONTHS]]
    yield [["Care coordinator", "Caseload"], *[[somebody(NAMES[0]), 9] for _ in range(9)]]
    events = [[f"W{digits(5)}", row[1], row[0]] for row in stays(30)[1:]]
    yield [["Incident number", "Date of incident", "Ward"], *events]
    codes = [float(DRAW.randrange(100_000, 999_999)) for _ in range(30)]
    ledger = ["CC", "Account", "Subjective", "Entity", "Journal No", "Assignment number", "ESR no"]
    coded = [[*row, *DRAW.sample(codes, len(ledger))] for row in stays(60)[1:]]
    yield [["Ward", "Admission date", "Discharge date", *ledger], *coded]
    yield [["Ward", "Opened"], *[[f"Ward {n}", born()] for n in range(20)]]
    tools = ["Beck Depression", "Hamilton Anxiety", "Young Mania", "Edinburgh Postnatal"]
    yield [[None, "Used"], *[[tool, 9] for tool in tools]]
    yield [["Patient name", "NHS number", "DOB", "Ward"], [None] * 4]


def test_not_one_table_of_nobody_is_stopped():
    false_alarms = [rows[:3] for rows in look_alikes() if stopped(rows)]
    assert false_alarms == []


def test_of_random_ten_digit_codes_less_than_one_column_in_a_hundred_stops():
    """Three that all pass by chance, once in 1,331 columns, are the likeliest false alarm."""
    alarms = 0
    for size in (1, 2, 3, 5, 20):
        for _ in range(60):
            rows = [
                ["Code", "Spend"],
                *[[str(DRAW.randrange(10**9, 10**10)), 9] for _ in range(size)],
            ]
            alarms += bool(stopped(rows))
    assert alarms <= 3
