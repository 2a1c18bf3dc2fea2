"""Published tables: marks beside figures, codes over names, and what a title says of places."""

import pytest

from tests.ingest.books import result_of, rows


def of(table, *columns, name="report Apr 2024.xlsx"):
    return rows(result_of(name=name, Data=table), *columns)


def roles(table, name="report Apr 2024.xlsx"):
    (found,) = result_of(name=name, Data=table).reading.tables
    return {column.heading: column.role for column in found.columns}


def test_marks_beside_figures_are_no_figures_and_no_groups():
    table = [
        ["Month", "HBT", "AgeGroup", "AgeGroupQF", "Referrals", "ReferralsQF"],
        ["Apr 2024", "S08000015", "All ages", "d", 12, None],
        ["Apr 2024", "S08000015", "0-5", None, 5, "p"],
        ["Apr 2024", "S08000016", "All ages", "d", 20, None],
        ["Apr 2024", "S08000016", "0-5", None, None, "c"],
    ]
    assert [(group, amount) for group, amount in of(table, "group", "amount")][:3] == [
        ("all", 12), ("0-5", 5), ("all", 20)
    ]  # fmt: skip
    found = roles(table)
    assert (found["AgeGroupQF"], found["ReferralsQF"]) == ("ignore", "ignore")


def test_codes_of_areas_stand_beside_the_areas_of_residence():
    table = [
        ["Area Code", "Area of usual residence", "Sex", "2023 Deaths"],
        ["E92000001", "England", "Males", 40], ["E92000001", "England", "Females", 20],
        ["E12000001", "North East", "Males", 4], ["E12000001", "North East", "Females", 2],
    ]  # fmt: skip
    assert of(table, "level", "unit", "group", "amount") == [
        ("England", "England", "Males", 40), ("England", "England", "Females", 20),
        ("Region", "North East", "Males", 4), ("Region", "North East", "Females", 2),
    ]  # fmt: skip


@pytest.mark.parametrize("swap", [False, True])
def test_names_over_their_codes_across_are_the_units(swap):
    names, codes = ["", "", "England", "London", "North"], ["Year", "Month", "Eng", "RRU", "RX6"]
    over = [*codes[:2], *names[2:]], ["", "", *codes[2:]]
    table = [["Section 136 conveyances by service"], *(over if swap else (names, codes))]
    table += [[2024, "April", 30, 20, 10], [2024, "May", 33, 22, 11]]
    assert of(table, "unit", "start", "amount", name="s136.xlsx") == [
        ("England", "2024-04-01", 30), ("London", "2024-04-01", 20), ("North", "2024-04-01", 10),
        ("England", "2024-05-01", 33), ("London", "2024-05-01", 22), ("North", "2024-05-01", 11),
    ]  # fmt: skip
    assert set(of(table, "heading", name="s136.xlsx")) == {("Section 136 conveyances",)}


def test_measures_by_provider_are_measures_and_no_providers():
    table = [
        ["Table 2: Measures by provider, England, June 2024"],
        ["Organisation code", "Organisation name", "AMH03 - People on CPA", "AMH14 - Settled"],
        ["RX4", "Elm Trust", 40, 20], ["RDY", "Oak Trust", 50, 30],
    ]  # fmt: skip
    assert of(table, "heading", "breakdown", "unit", "amount") == [
        ("AMH03 - People on CPA", "none", "Elm Trust", 40),
        ("AMH14 - Settled", "none", "Elm Trust", 20),
        ("AMH03 - People on CPA", "none", "Oak Trust", 50),
        ("AMH14 - Settled", "none", "Oak Trust", 30),
    ]


def test_a_footnote_behind_england_leaves_it_england():
    table = [["Table 2.1: Inpatients and admissions, England\u00b9"],
             ["Measure", "May 2024", "June 2024"], ["Inpatients at month end", 40, 41],
             ["Admissions in month", 4, 5]]  # fmt: skip
    assert set(of(table, "level", "unit")) == {("England", "England")}
