"""Columns of whole numbers that are codes of units, and those that may be and are told of."""

import pytest

from tests.ingest.books import result_of, rows

MONTHS = ("Apr 2024", "May 2024", "Jun 2024")
WARDS = ("Elm", "Oak", "Ash")


def long(heading, codes, first=("Month", "Ward")):
    """A row a month and ward with a code beside it and 1 to 9 admissions."""
    head = [*first, heading, "Admissions"]
    made, count = [head], 0
    for month in MONTHS:
        for ward, code in zip(WARDS, codes, strict=True):
            count += 1
            made.append([month, ward, code, count][-len(head) :])
            made[-1][0] = month
    return made


@pytest.mark.parametrize("heading", ["Ledger", "Subj", "Loc", "Grouping"])
def test_a_number_that_stands_beside_its_ward_in_every_month_is_its_code(heading):
    result = result_of(Sheet1=long(heading, (4021, 4022, 4107)))
    assert rows(result, "item", "unit", "amount") == [
        ("admissions", ward, count + 1) for count, ward in enumerate(3 * WARDS)
    ]
    (told,) = [p for p in result.problems if "as many digits" in p.what]
    assert (told.cell, told.done) == ("C2", "They were taken for codes and left out.")


@pytest.mark.parametrize(
    "heading", ["Beds", "Population", "Patients", "Value", "Agency spend", "Slots"]
)
def test_what_counts_something_is_an_amount_even_where_it_never_changes(heading):
    found = rows(result_of(Sheet1=long(heading, (412, 418, 420))), "amount")
    assert sorted(amount for (amount,) in found)[-9:] == [412] * 3 + [418] * 3 + [420] * 3


def test_numbers_that_change_from_month_to_month_are_amounts():
    table = long("Grouping", (401, 402, 403))
    table[-1][2] = 404
    found = rows(result_of(Sheet1=table), "item", "amount")
    assert len(found) == 18
    assert ("grouping", 404) in found


def test_numbers_under_a_heading_of_codes_need_no_month():
    result = result_of(
        Sheet1=[["October 2024"], ["Ward", "Loc", "Falls"], ["Elm", 4021, 5], ["Oak", 5022, 6]]
    )
    assert rows(result, "item", "unit", "amount") == [("falls", "Elm", 5), ("falls", "Oak", 6)]


def test_amounts_near_each_other_are_read_and_asked_about():
    table = [["October 2024"], ["Team", "Reach"], ["North", 4021], ["South", 4188], ["East", 4390]]
    result = result_of(Sheet1=table)
    assert rows(result, "item", "unit", "amount") == [
        ("reach", "North", 4021), ("reach", "South", 4188), ("reach", "East", 4390),
    ]  # fmt: skip
    (told,) = [p for p in result.problems if "is it a code?" in p.what]
    assert (told.sheet, told.cell) == ("Sheet1", "B3")
    table[2][1] = 950
    assert not [p for p in result_of(Sheet1=table).problems if "is it a code?" in p.what]


def test_codes_alone_name_the_units_of_their_rows():
    table = [["Month", "CC", "Contacts"]]
    table += [[month, code, code % 7 + 10] for month in MONTHS for code in (40210, 40221)]
    result = result_of(Sheet1=table)
    assert rows(result, "unit", "amount") == 3 * [("40210", 12), ("40221", 16)]


@pytest.mark.parametrize(("heading", "level"), [("Ward no", "Ward"), ("Cluster", "Locality")])
def test_a_level_beside_months_may_be_numbered_from_one(heading, level):
    table = [["Month", heading, "Contacts"]]
    table += [[month, number, 10 * number] for month in MONTHS for number in (1, 2, 10)]
    result = result_of(Sheet1=table)
    assert rows(result, "level", "unit", "amount") == 3 * [
        (level, "1", 10), (level, "2", 20), (level, "10", 100),
    ]  # fmt: skip


def test_wards_numbered_under_a_blank_corner_are_wards_where_the_title_says_so():
    def table(title):
        return [[title], [None, "Apr 2024", "May 2024"], [1, 10, 20], [2, 30, 40], [3, 50, 60]]

    told = result_of(Sheet1=table("Admissions by ward"))
    assert rows(told, "level", "unit", "amount") == [
        ("Ward", "1", 10), ("Ward", "1", 20), ("Ward", "2", 30),
        ("Ward", "2", 40), ("Ward", "3", 50), ("Ward", "3", 60),
    ]  # fmt: skip
    unclear = result_of(Sheet1=table("Admissions"))
    assert {status for (status,) in rows(unclear, "status")} == {"error"}
