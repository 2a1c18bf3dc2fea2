"""A table that names no measure is about what the right line says, wherever that stands."""

import pytest

from tests.ingest.books import result_of, rows, told

WARDS = [["Ward", "Apr 2024", "May 2024"], ["Elm", 400, 410], ["Oak", 380, 390]]
BESIDE_THE_POINT = (
    "Produced by the performance team",
    "Report run on 12/06/2024",
    "OFFICIAL-SENSITIVE",
    "Draft - not for onward circulation",
    "For internal management use only",
    "Page 1 of 3",
    "FOI 2024-118",
    "Version 1.2",
    "Last updated 12 June 2024",
    "Data as at 31/05/2024",
    "Extracted from Rio on 3 June 2024",
    "Northshire Mental Health NHS Foundation Trust",
    "Business Intelligence",
    "\u00a9 Northshire 2024",
)


def items(**sheets):
    return set(rows(result_of(**sheets), "item"))


@pytest.mark.parametrize("line", BESIDE_THE_POINT)
def test_a_line_about_the_report_is_not_what_is_counted(line):
    known = {("occupied_bed_days",)}
    assert items(Sheet1=[[line], ["Occupied bed days by ward"], [None], *WARDS]) == known
    assert items(**{"Occupied bed days": [[line], [None], *WARDS]}) == known


def test_a_line_the_catalogue_does_not_know_is_taken_where_it_speaks_of_a_measure():
    trust = "Northshire Mental Health NHS Foundation Trust"
    lines = [[trust], ["Draft"], ["Number of zone visits"], [None]]
    assert items(Sheet1=[*lines, *WARDS]) == {("number_of_zone_visits",)}


def test_the_title_stays_what_it_is_about_where_nothing_is_known():
    assert items(Walks=[["Garden walks"], ["As told by the wards"], [None], *WARDS]) == {
        ("garden_walks",)
    }


def test_the_name_of_the_file_tells_where_nothing_on_the_sheet_does():
    trust = [["Northshire NHS Trust"], [None], *WARDS]
    found = rows(result_of(name="Occupied bed days 2024.xlsx", Sheet1=trust), "item")
    assert set(found) == {("occupied_bed_days",)}


def test_bands_under_the_name_of_a_measure_are_groups_and_the_title_says_what_is_counted():
    result = result_of(
        Sheet1=[
            ["Table 1.1: Number of inpatients at the end of each month by length of stay"],
            ["England"],
            ["Total length of stay", "Oct 2024", "Nov 2024"],
            ["0-3 months", 300, 290],
            ["6 months to 1 year", 200, 210],
            ["10+ years", 250, 240],
        ]
    )
    found = rows(result, "heading", "level", "breakdown", "group", "amount")
    assert found[::2] == [
        ("Number of inpatients at the end of each month", "England", "total length of stay", *row)
        for row in (("0-3 months", 300), ("6 months to 1 year", 200), ("10+ years", 250))
    ]


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("Northfield NHS Trust - Integrated performance report", "Northfield NHS Trust"),
        ("Falls at Elm and Oak Partnership NHS Foundation Trust, 2024", None),
        ("SOURCE: ST GEORGE'S NHS TRUST", "ST GEORGE'S NHS TRUST"),
        ("Board report Northfield NHS Trust", "report"),
        ("Admissions to each NHS Trust", "report"),
        ("Elm NHS Trust and Oak NHS Trust", "report"),
    ],
)
def test_the_one_unit_of_a_file_is_the_trust_that_a_title_states(line, unit):
    result = result_of(
        Sheet1=[[line], [None], ["Month", "Falls"], ["Apr 2024", 4], ["May 2024", 5]]
    )
    expected = unit or "Elm and Oak Partnership NHS Foundation Trust"
    assert set(rows(result, "level", "unit")) == {("Organisation", expected)}


@pytest.mark.parametrize(
    ("lines", "unit"),
    [
        (["Oak Ward - performance dashboard"], ("Ward", "Oak Ward")),
        (["Northshire NHS Foundation Trust", "Willow Team: activity"], ("Team", "Willow Team")),
        (["Monthly ward report", "Performance team"], ("Organisation", "report")),
        (["Oak Ward", "Elm Ward"], ("Organisation", "report")),
    ],
)
def test_the_one_ward_or_team_is_the_one_that_a_line_names(lines, unit):
    table = [["Measure", "Apr 2024", "May 2024"], ["Admissions", 4, 5], ["Falls", 2, 1]]
    result = result_of(Sheet1=[*([line] for line in lines), [], *table])
    assert set(rows(result, "level", "unit")) == {unit}


def test_a_table_goes_by_what_it_is_about_and_not_by_whose_it_is():
    trust = ["Northshire Mental Health NHS Foundation Trust"]
    (table,) = result_of(S=[trust, ["Zone visits by ward"], [], *WARDS]).reading.tables
    assert table.title == "Zone visits by ward"


def test_a_title_that_speaks_of_hospital_is_no_organisation_s_and_a_sheet_number_no_subject():
    table = [
        ["Restricted patients in hospital at 31 December by sex, England and Wales"],
        ["This worksheet contains one table"],
        ["Sex", 2021, 2022, 2023],
        ["Male", 90, 95, 99],
        ["Female", 20, 21, 23],
    ]
    found = rows(result_of(Table_1=table), "heading", "level", "unit")[0]
    assert found == (
        "Restricted patients in hospital at 31 December",
        "National",
        "England and Wales",
    )


def test_a_log_of_stretches_is_no_table_of_the_one_that_lasted_a_week():
    days = [
        ("26/04/2024", "01/08/2024"),
        ("21/11/2024", "03/03/2025"),
        ("11/08/2025", "17/08/2025"),
        ("20/03/2024", "17/05/2024"),
        ("01/09/2025", "29/09/2025"),
    ]
    head = ["Placement ref", "Provider", "Start date", "End date", "Cost per night"]
    log = [[f"OAP{n}", "Vale", *pair, 650] for n, pair in enumerate(days)]
    result = result_of(S=[head, *log])
    assert rows(result, "amount") == []
    assert any("Most rows run from one day to another" in text for text in told(result))
