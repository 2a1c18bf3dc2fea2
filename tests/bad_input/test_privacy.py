"""Files that tell who somebody is (T43 to T46): stopped, told by column, never by value."""

import io
import logging
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.app import app_pages
from tests.bad_input.person import saved, table
from tests.ingest.crafted_files import archive, rewritten

MONTHS = [f"{month:02}/2024" for month in range(1, 13)]
NOTHING_KEPT = "Nothing was kept. Go on without these columns, or take them out of the file and "
NOTHING_KEPT += "upload it again."
FIRST_NAMES = ["John", "Mary", "Ann", "Peter", "Paul", "Susan", "Jane", "David", "Emma", "Ruth"]
LAST_NAMES = ["Smith", "Jones", "Brown", "Taylor", "Evans", "Thomas", "Walker", "White", "Green"]
LAST_NAMES += ["Clark"]


def nhs_number(seed):
    """A number whose tenth digit is its check digit by modulus 11, or None where there is none."""
    digits = [int(sign) for sign in f"{seed:09d}"]
    left = sum((10 - place) * digit for place, digit in enumerate(digits)) % 11
    check = {11: 0}.get(11 - left, 11 - left)
    return None if check == 10 else "".join(map(str, (*digits, check)))


NUMBERS = [n for n in (nhs_number(400_000_001 + 7919 * seed) for seed in range(20)) if n][:12]
HALF_SPACED = [f"{n[:3]} {n[3:6]} {n[6:]}" for n in NUMBERS]


def beside(values, heading):
    """A CSV of a ward's months, with a fourth column."""
    rows = zip(MONTHS, values, strict=True)
    return table(f"Ward,Month,Falls,{heading}", *(f'Fir,{m},4,"{v}"' for m, v in rows))


def is_stopped(person, name, data, found):
    """The file is stopped with these columns told; no number of it is on the page or in the log."""
    person.drops(name, data)
    assert person.errors() == [f"{name}: Looks like patient data: {found}. {NOTHING_KEPT}"]
    assert not person.app.session_state["waiting"]
    shown = " ".join(map(str, person.texts()))
    assert not any(number in shown.replace(" ", "") for number in NUMBERS)


WRITTEN = {
    "plain": NUMBERS,
    "spaced": HALF_SPACED,
    "dashes": [n.replace(" ", "-") for n in HALF_SPACED],
    "no-break spaces": [n.replace(" ", "\u00a0") for n in HALF_SPACED],
    "one digit at a time": [" ".join(n) for n in NUMBERS],
    "in free text": [f"Seen at home, {n}, well" for n in HALF_SPACED],
    "marked": [f"NHS{n}" for n in NUMBERS],
}


@pytest.mark.parametrize("kind", WRITTEN)
def test_T43_nhs_numbers_under_any_heading(person, kind, caplog):
    with caplog.at_level(logging.DEBUG):
        found = "NHS numbers in column D (12 rows)"
        is_stopped(person, "falls.csv", beside(WRITTEN[kind], "ID"), found)
    assert not any(number in caplog.text.replace(" ", "") for number in NUMBERS)


def test_T43_one_number_in_one_comment_among_many(person):
    notes = ["well", "slept", f"see {HALF_SPACED[0]}", *["well"] * 9]
    is_stopped(person, "falls.csv", beside(notes, "Notes"), "NHS numbers in column D (1 row)")


def test_T43_numbers_as_numbers_in_a_workbook(person):
    made = openpyxl.Workbook()
    made.active.append(["Ward", "Month", "Falls", "Local reference"])
    for month, number in zip(MONTHS, NUMBERS, strict=True):
        made.active.append(["Fir", month, 4, int(number)])
    found = "NHS numbers in sheet Sheet, column D (12 rows)"
    is_stopped(person, "falls.xlsx", saved(made), found)


def test_T43_a_number_in_the_name_of_the_file(person):
    data = beside(range(12), "Visits")
    said = "The name of this file looks like it holds patient data. Give the file another name and "
    person.is_refused(f"{HALF_SPACED[0]}.csv", data, f"{said}upload it again.")


def test_T43_going_on_without_the_column(person):
    person.drops("falls.csv", beside(WRITTEN["spaced"], "ID"))
    app_pages.press(person.app, "Go on without those columns")
    assert not person.app.exception
    (file,) = person.app.session_state["waiting"].values()
    assert file.result.facts.frame["amount"].tolist() == [4.0] * 12
    assert file.without == (("", "D"),)


def people():
    """A person a row: name, birth, postcode, address, email and phone, and a figure."""
    head = "Patient name,DOB,Postcode,Home address,Email,Mobile,Ward,Month,Bed days"
    rows = [
        f'"{last}, {first}",{n + 1:02}/0{n % 9 + 1}/19{50 + n},LS{n + 1} 4AB,"{n + 1} High Street, '
        f'Leeds",{first}.{last}@example.org,07700 9001{n:02},Fir,{MONTHS[n]},{n}'
        for n, (first, last) in enumerate(zip(FIRST_NAMES, LAST_NAMES, strict=True))
    ]
    return table(head, *rows)


def test_T44_people_by_name_birth_address_and_phone(person):
    kinds = ["names", "dates of birth", "postcodes", "addresses"]
    kinds += ["email addresses", "phone numbers"]
    found = [f"{kind} in column {c} (10 rows)" for kind, c in zip(kinds, "ABCDEF", strict=True)]
    is_stopped(person, "people.csv", people(), ", ".join(found))
    shown = " ".join(person.texts())
    assert not any(name in shown for name in (*FIRST_NAMES, *LAST_NAMES))
    first, *_ = [button.label for button in person.app.button if "column" in button.label]
    assert first == "Go on without those columns"
    app_pages.press(person.app, first)
    (file,) = person.app.session_state["waiting"].values()
    assert [letters for _, letters in file.without] == list("ABCDEF")
    assert file.result.facts.frame["amount"].tolist() == [float(n) for n in range(10)]


@pytest.mark.parametrize("heading", ["Cost code", "Staff number", "Order"])
def test_T45_ten_digits_that_are_no_nhs_numbers(person, heading):
    codes = [str(int(number[:9]) * 10 + (int(number[9]) + 1) % 10) for number in NUMBERS]
    result = person.reads("falls.csv", beside(codes, heading))
    frame = result.facts.frame
    assert frame.loc[frame["heading"] == "Falls", "amount"].tolist() == [4.0] * 12
    (said,) = [line for line in person.warnings() if "ten-digit numbers" in line]
    assert said.startswith(
        "D: Column D holds ten-digit numbers that are not NHS numbers (12 rows)."
    )


def good():
    made = openpyxl.Workbook()
    made.active.title = "Falls"
    made.active.append(["Ward", "Month", "Falls"])
    for month in MONTHS:
        made.active.append(["Fir", month, 4])
    return made


def hidden_sheet(state):
    made = good()
    sheet = made.create_sheet("Patients")
    sheet.sheet_state = state
    for number in ["NHS number", *NUMBERS]:
        sheet.append([number])
    return saved(made)


def comment():
    made = good()
    made["Falls"]["C3"].comment = Comment(f"fell twice: {HALF_SPACED[0]}", "x")
    return saved(made)


def properties():
    made = good()
    made.properties.title = f"Review of {HALF_SPACED[0]}"
    return saved(made)


def defined_name():
    named = f'<definedNames><definedName name="who">"{HALF_SPACED[0]}"</definedName></definedNames>'
    data = saved(good())
    for mark in (b"<definedNames/>", b"<definedNames />"):
        data = rewritten(data, "xl/workbook.xml", mark, b"")
    return rewritten(data, "xl/workbook.xml", b"</sheets>", b"</sheets>" + named.encode())


def pivot_cache():
    with zipfile.ZipFile(io.BytesIO(saved(good()))) as book:
        parts = [(name, book.read(name)) for name in book.namelist()]
    values = "".join(f'<s v="{number}"/>' for number in NUMBERS)
    cache = (
        '<pivotCacheDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<cacheFields count="1"><cacheField name="NHS number"><sharedItems>{values}</sharedItems>'
        "</cacheField></cacheFields></pivotCacheDefinition>"
    )
    return archive([*parts, ("xl/pivotCache/pivotCacheDefinition1.xml", cache.encode())])


UNSEEN = {
    "hidden sheet": (lambda: hidden_sheet("hidden"), "Patients: ", "a hidden sheet"),
    "very hidden sheet": (lambda: hidden_sheet("veryHidden"), "Patients: ", "a hidden sheet"),
    "comment": (comment, "", "comments"),
    "properties": (properties, "", "document properties"),
    "defined name": (defined_name, "", "defined names"),
    "pivot cache": (pivot_cache, "", "the saved rows of a pivot table"),
}


@pytest.mark.parametrize("kind", UNSEEN)
def test_T46_people_where_nobody_looks(person, kind):
    made, sheet, place = UNSEEN[kind]
    result = person.reads("falls.xlsx", made())
    assert result.facts.frame["amount"].tolist() == [4.0] * 12
    said = f"{sheet}Looks like patient data that is not seen at once: NHS numbers in {place}."
    assert f"{said} It was not read. Take it out before you pass the file on." in person.warnings()
    kept = repr(result).replace(" ", "") + result.facts.frame.to_csv().replace(" ", "")
    assert not any(number in kept for number in NUMBERS)


def test_T46_who_made_the_workbook(person):
    made = good()
    data = saved(made)
    made.properties.creator = "Mary Smith"
    packed = io.BytesIO()
    made.save(packed)
    assert packed.getvalue() != data
    person.reads("falls.xlsx", packed.getvalue())
    said = "The document properties name who made the workbook or saved it last."
    assert f"{said} The name was not read." in person.warnings()
    assert not any("Smith" in text for text in person.texts())
