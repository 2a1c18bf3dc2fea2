"""Names compared with periods and numbers left aside, and headings in other words."""

import pytest

from mhvalue.recipe.alike import dated, key, pattern, renamed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wards Apr 2024.xlsx", "Wards May 2025.xlsx"),
        ("Wards 2024-04.xlsx", "Wards 2024-12.xlsx"),
        ("MHSDS_Data_AprPerf_2024_v2.csv", "MHSDS_Data_AprPerf_2023_v3.csv"),
        ("Report 01.04.2024 v1.xlsx", "Report 01.05.2024 v12.xlsx"),
        ("Q1 2023-24", "Q2 2024-25"),
    ],
)
def test_names_that_differ_by_their_period_only(one, other):
    assert pattern(one) == pattern(other)
    assert dated(one)


def test_names_that_differ_by_more():
    assert pattern("Wards Apr 2024.xlsx") != pattern("Teams Apr 2024.xlsx")
    assert not dated("Wards")


def test_a_word_with_a_month_in_it_is_no_month():
    assert pattern("Marches Mayfield Decision") == "Marches Mayfield Decision"


def test_headings_keep_their_numbers():
    assert key("Readmitted within 14 days") != key("Readmitted within 30 days")
    assert key("Occupied Bed-Days ") == key("occupied bed days")
    assert key("Apr 2024: Admissions") == key("May 2025: Admissions")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Restraint", "Restraints"),
        ("Admisions", "Admissions"),
        ("Number of falls", "Falls"),
        ("Ward name", "Ward"),
        ("Falls on wards", "Wards: falls"),
    ],
)
def test_the_same_in_other_words(old, new):
    assert renamed(old, new) >= 80
    assert renamed(new, old) == renamed(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Male caseload", "Female caseload"),
        ("Admissions", "Readmissions"),
        ("Attended", "Unattended"),
        ("Inpatients", "Outpatients"),
        ("Bank spend", "Agency spend"),
        ("Readmitted within 14 days", "Readmitted within 30 days"),
        ("Followed up", "% followed up"),
        ("Under 18", "Over 18"),
        ("Falls", "Falls with harm"),
    ],
)
def test_other_things_are_never_taken_for_a_new_name(old, new):
    assert renamed(old, new) == 0
