"""Groups, totals and units as published tables lay them out, one row a unit and group."""

import pytest

from mhvalue.ingest.pipeline import read
from tests.ingest.books import book, result_of, rows, told

COUNTS = ("unit", "breakdown", "group", "amount")


def of(table, *columns, name="report 2023-24.xlsx"):
    return rows(result_of(name=name, Data=table), *columns)


def test_a_total_over_the_groups_of_a_unit_is_its_figure_for_everybody():
    table = [
        ["Provider name", "Gender", "Referrals"],
        ["Elm Trust", "Total", 30],
        ["Elm Trust", "Female", 20],
        ["Oak Trust", "Total", 44],
        ["Oak Trust", "Female", 24],
    ]
    assert of(table, *COUNTS) == [
        ("Elm Trust", "none", "all", 30),
        ("Elm Trust", "sex", "Female", 20),
        ("Oak Trust", "none", "all", 44),
        ("Oak Trust", "sex", "Female", 24),
    ]


def test_one_group_beside_the_total_is_not_read_as_everybody():
    table = [
        ["Provider name", "Sector", "2023/24 Q1", "2023/24 Q2"],
        ["Elm Trust", "Total", 100, 90],
        ["Elm Trust", "Mental Health", 40, 30],
        ["Oak Trust", "Total", 80, 70],
        ["Oak Trust", "Mental Health", 20, 10],
    ]
    found = of(table, "unit", "breakdown", "period", "amount")
    assert ("Elm Trust", "none", "2023-04-01", 100) in found
    assert ("Elm Trust", "sector", "2023-07-01", 30) in found
    assert len(found) == 8


def test_a_total_in_the_column_of_units_stays_left_out():
    table = [
        ["Ward", "Gender", "Referrals"],
        ["Elm", "Female", 20],
        ["Oak", "Female", 24],
        ["Total", "Female", 44],
    ]
    assert {unit for unit, *_ in of(table, *COUNTS)} == {"Elm", "Oak"}


def test_none_is_a_group_where_the_total_stands_beside_it():
    table = [
        ["Provider name", "Disability", "Referrals"],
        ["Elm Trust", "All", 30],
        ["Elm Trust", "None", 26],
        ["Elm Trust", "Hearing", 4],
    ]
    assert [row[1:] for row in of(table, *COUNTS)] == [
        ("none", "all", 30), ("disability", "None", 26), ("disability", "Hearing", 4),
    ]  # fmt: skip


def test_a_column_that_says_by_what_a_row_is_broken_down_names_the_groups_beside_it():
    table = [
        ["OrgType", "OrgCode", "OrgName", "VariableType", "VariableA", "CountReferrals"],
        ["England", "Eng", "England", "Total", "Total", 900],
        ["England", "Eng", "England", "Age Group", "18 to 25", 300],
        ["England", "Eng", "England", "Age Group", "26 to 64", 600],
        ["Provider", "ZZ1", "Elm Trust", "Total", "Total", 90],
        ["Provider", "ZZ1", "Elm Trust", "Religion", "Sikh", 9],
        ["Provider", "ZZ1", "Elm Trust", "Religion", "NULL", 8],
    ]
    assert of(table, "level", *COUNTS) == [
        ("England", "England", "none", "all", 900),
        ("England", "England", "age", "18 to 25", 300),
        ("England", "England", "age", "26 to 64", 600),
        ("Provider", "Elm Trust", "none", "all", 90),
        ("Provider", "Elm Trust", "religion", "Sikh", 9),
        ("Provider", "Elm Trust", "religion", "Not stated", 8),
    ]


def test_one_name_under_two_codes_is_two_units():
    table = [
        ["Org code", "Org name", "Month", "Referrals"],
        ["ZZ101", "Park House", "Apr 2024", 3],
        ["ZZ102", "Park House", "Apr 2024", 5],
        *[[f"ZZ2{n:02}", f"Clinic {n}", "Apr 2024", n] for n in range(10)],
    ]
    found = of(table, "unit", "amount", "status")
    assert found[:2] == [("Park House (ZZ101)", 3, "ok"), ("Park House (ZZ102)", 5, "ok")]
    assert found[2] == ("Clinic 0", 0, "ok")


def test_two_figures_for_one_unit_are_asked_about_whatever_the_unit_belongs_to():
    table = [
        ["Ward", "Division", "Month", "Referrals"],
        ["Elm", "North", "Apr 2024", 3],
        ["Elm", "South", "Apr 2024", 5],
        ["Oak", "South", "Apr 2024", 7],
        ["Ash", "South", "Apr 2024", 8],
    ]
    result = result_of(Data=table)
    assert rows(result, "unit", "status") == [("Elm", "error"), ("Oak", "ok"), ("Ash", "ok")]
    assert any("2 cells give different figures" in sentence for sentence in told(result))


def test_a_group_that_only_one_unit_has_beside_totals_is_still_a_group():
    table = [
        ["Org name", "Diagnosis", "Referrals"],
        ["Elm Trust", "Total", 30],
        ["Elm Trust", "Depression", 20],
        ["Oak Trust", "Total", 44],
        ["Oak Trust", "Phobia", 24],
    ]
    assert [row[1:] for row in of(table, *COUNTS)] == [
        ("none", "all", 30), ("diagnosis", "Depression", 20),
        ("none", "all", 44), ("diagnosis", "Phobia", 24),
    ]  # fmt: skip


def test_a_specialty_that_every_trust_has_is_a_group_of_its_figures():
    table = [
        ["HSCT", "Health and Social Care Trust", "SPEC", "Specialty", "UNIT", "Month", "VALUE"],
        *[
            [code, trust, number, specialty, "Number", "Apr 2024", number]
            for code, trust in (("ELM", "Elm Trust of Dale"), ("OAK", "Oak Trust of Hill"))
            for number, specialty in ((710, "Adult mental illness"), (711, "Forensic psychiatry"))
        ],
    ]
    assert of(table, "level", *COUNTS)[:2] == [
        ("Trust", "Elm Trust of Dale", "specialty", "Adult mental illness", 710),
        ("Trust", "Elm Trust of Dale", "specialty", "Forensic psychiatry", 711),
    ]


def test_the_total_of_all_regions_is_england_and_other_countries_are_countries():
    table = [
        ["NHS England region", "Organisation", "Month", "Staff"],
        ["All NHS England regions", None, "Apr 2024", 90],
        ["London", None, "Apr 2024", 50],
        [None, "Elm Trust", "Apr 2024", 40],
        [None, "Wales", "Apr 2024", 30],
        [None, "Oak Trust", "Apr 2024", 20],
    ]
    assert of(table, "level", "unit") == [
        ("England", "England"), ("Region", "London"), ("Organisation", "Elm Trust"),
        ("National", "Wales"), ("Organisation", "Oak Trust"),
    ]  # fmt: skip


def test_not_applicable_beside_other_groups_is_some_of_the_people_and_not_all_of_them():
    sheet = [["Year", "Accommodation", "Jan", "Feb"]]
    for group, amounts in (
        ("Owner", [703, 666]),
        ("Not applicable", [6, 7]),
        ("Not known", [9, 8]),
    ):
        sheet.append([2018, group, *amounts])
    found = rows(result_of(**{"All adults": sheet}), "breakdown", "group", "amount")
    assert ("accommodation", "Not applicable", 6.0) in found
    assert {breakdown for breakdown, _, _ in found} == {"accommodation"}


LEVELS = ["OrgType", "OrgName", "VariableType", "VariableA", "VariableB", "Count_Referrals"]


@pytest.mark.parametrize("blank", [None, "NULL", "Total"])
def test_what_is_broken_down_no_further_is_of_all_of_its_group(blank):
    told_of = [
        ("Total", "Total", "Total", 90), ("Age", "18-25", blank, 30), ("Age", "65+", blank, 20),
        ("Ethnicity", "White", "Irish", 5), ("Ethnicity", "White", blank, 60),
        ("Ethnicity", "Mixed", blank, 9),
    ]  # fmt: skip
    found = of([LEVELS, *(["Provider", "Elm Trust", *row] for row in told_of)], *COUNTS)
    assert [(group, amount) for _, _, group, amount in found] == [
        ("all", 90), ("18-25", 30), ("65+", 20), ("White × Irish", 5), ("White", 60), ("Mixed", 9),
    ]  # fmt: skip


def test_a_total_far_to_the_right_stays_where_names_are_blank():
    table = [
        ["Start date", "End date", "Org type", "ICB name", "Provider name", "Variable type",
         "Variable A", "Measure name", "Measure value"],
        *[
            ["01/04/2024", "30/06/2024", *place, *group, "Referrals", amount]
            for place in (["ICB", "Dale ICB", None], ["Provider", None, "Elm Trust"])
            for *group, amount in (("Total", "All", 9), ("Age", "18-64", 5), ("Sex", "Male", 4))
        ],
    ]  # fmt: skip
    assert of(table, *COUNTS) == [
        (unit, *group)
        for unit in ("Dale ICB", "Elm Trust")
        for group in (("none", "all", 9), ("age", "18-64", 5), ("sex", "Male", 4))
    ]


def test_a_region_named_on_the_row_of_its_total_only():
    table = [
        ["Vacancies by region and sector"],
        ["Region", "Sector", "Q1 2022/23", "Q2 2022/23"],
        ["London", "Total", 9, 10], [None, "Acute", 5, 6], [None, "Mental Health", 4, 4],
        ["South West", "Total", 7, 8], [None, "Acute", 6, 6], [None, "Mental Health", 1, 2],
    ]  # fmt: skip
    assert of(table, *COUNTS)[::2] == [
        ("London", "none", "all", 9), ("London", "sector", "Acute", 5),
        ("London", "sector", "Mental Health", 4), ("South West", "none", "all", 7),
        ("South West", "sector", "Acute", 6), ("South West", "sector", "Mental Health", 1),
    ]  # fmt: skip


def test_labels_on_the_first_row_of_each_block_end_where_the_next_block_begins():
    table = [
        ["Talking therapies by CCG and sex, 2014-15"],
        [None, "CCG code", "CCG name", "Sex", "Referrals", "Contacts"],
        ["England total", None, None, "All", 90, 60], [None, None, None, "Female", 50, 35],
        [None, "00C", "NHS Dale CCG", "All", 9, 6], [None, None, None, "Female", 5, 4],
        [None, "00D", "NHS Hill CCG", "All", 8, 3], [None, None, None, "Female", 4, 1],
    ]  # fmt: skip
    assert of(table, "level", "unit", "group", "amount")[::2] == [
        ("England", "England", "all", 90), ("England", "England", "Female", 50),
        ("CCG", "NHS Dale CCG", "all", 9), ("CCG", "NHS Dale CCG", "Female", 5),
        ("CCG", "NHS Hill CCG", "all", 8), ("CCG", "NHS Hill CCG", "Female", 4),
    ]  # fmt: skip


def test_labels_merged_down_over_rows_are_those_of_all_their_rows():
    table = [
        ["Ward", "Shift", "Staff", "Apr 2024", "May 2024"],
        ["Elm", "Day", "RN", 11, 12], [None, None, "HCA", 13, 14],
        [None, "Night", "RN", 15, 16], [None, None, "HCA", 17, 18],
        ["Oak", "Day", "RN", 21, 22], [None, None, "HCA", 23, 24],
        [None, "Night", "RN", 25, 26], [None, None, "HCA", 27, 28],
    ]  # fmt: skip
    merged = ("A2:A5", "A6:A9", "B2:B3", "B4:B5", "B6:B7", "B8:B9")
    result = read(book(merged=merged, Hours=table), "Hours.xlsx", None, lambda stage: None)
    april = [row for row in rows(result, "unit", "group", "status", "amount") if row[3] % 2]
    assert april == [
        ("Elm", "Day \u00d7 RN", "ok", 11), ("Elm", "Day \u00d7 HCA", "ok", 13),
        ("Elm", "Night \u00d7 RN", "ok", 15), ("Elm", "Night \u00d7 HCA", "ok", 17),
        ("Oak", "Day \u00d7 RN", "ok", 21), ("Oak", "Day \u00d7 HCA", "ok", 23),
        ("Oak", "Night \u00d7 RN", "ok", 25), ("Oak", "Night \u00d7 HCA", "ok", 27),
    ]  # fmt: skip


def test_wards_of_one_name_on_two_sites_are_two_wards():
    table = [
        ["Site", "Ward", "Apr 2024", "May 2024"],
        ["North", "Elm", 3, 4], [None, "Oak", 5, 6], [None, "Ash", 7, 8],
        ["South", "Elm", 13, 14], [None, "Oak", 15, 16],
    ]  # fmt: skip
    data = book(merged=("A2:A4", "A5:A6"), Falls=table)
    result = read(data, "Falls.xlsx", None, lambda stage: None)
    assert rows(result, "unit", "group", "amount") == [
        ("Elm (North)", "all", 3), ("Elm (North)", "all", 4), ("Oak (North)", "all", 5),
        ("Oak (North)", "all", 6), ("Ash", "all", 7), ("Ash", "all", 8),
        ("Elm (South)", "all", 13), ("Elm (South)", "all", 14), ("Oak (South)", "all", 15),
        ("Oak (South)", "all", 16),
    ]  # fmt: skip
