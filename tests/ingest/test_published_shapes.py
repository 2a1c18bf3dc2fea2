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


def test_dashes_for_england_leave_labels_labels_beside_a_spacer():
    table = [
        ["Delayed days, March 2018"], [],
        [None, None, None, None, "Acute", None, "Non Acute", None],
        ["Region", "Code", "Name", None, "NHS", "Social Care", "NHS", "Social Care"],
        ["-", "-", "England", None, 10, 20, 30, 40], [],
        ["NORTH", "RX4", "Elm Trust", None, 1, 2, 3, 4],
        ["NORTH", "RDY", "Oak Trust", None, 5, 6, 7, 8],
    ]  # fmt: skip
    found = of(table, "unit", "heading", "amount")
    assert found[:2] == [("England", "Acute: NHS", 10), ("England", "Acute: Social Care", 20)]
    assert found[-1] == ("Oak Trust", "Non Acute: Social Care", 8)
    assert len(found) == 12


def test_a_region_of_dashes_is_no_figure():
    table = [
        ["Region", "Provider code", "Provider name", "Breaches"],
        ["-", "RX4", "Elm Trust", 3], ["-", "RDY", "Oak Trust", 0],
    ]  # fmt: skip
    assert of(table, "unit", "heading", "amount") == [
        ("Elm Trust", "Breaches", 3), ("Oak Trust", "Breaches", 0)
    ]  # fmt: skip


def test_bands_of_weeks_from_more_than_one_number_to_another_head_their_columns():
    table = [
        ["Provider", ">0-1", ">1-2", ">12", "Total waiting"],
        ["Elm Trust", 3, 4, 5, 12], ["Oak Trust", 6, 7, 8, 21],
    ]  # fmt: skip
    assert [amount for (amount,) in of(table, "amount")] == [3, 4, 5, 12, 6, 7, 8, 21]


def test_limits_and_changes_from_year_to_year_are_no_figures():
    headings = ["Provider", "Prevalence", "CI lower", "CI upper", "Year on year change: Prevalence"]
    table = [headings, ["Elm Trust", 1.2, 1.1, 1.3, 0.1], ["Oak Trust", 2.2, 2.1, 2.3, 0.2]]
    assert of(table, "unit", "amount") == [("Elm Trust", 1.2), ("Oak Trust", 2.2)]


def test_a_mark_for_no_code_is_no_name_of_a_unit():
    table = [
        ["Region name", "Local authority name", "LA code", "Applications"],
        ["England", "All", "[z]", 90], ["North", "All", "[z]", 50],
        ["North", "Elmshire", "116", 20], ["North", "Oakshire", "112", 30],
    ]  # fmt: skip
    assert of(table, "level", "unit", "amount") == [
        ("England", "England", 90), ("Region", "North", 50),
        ("Local authority", "Elmshire", 20), ("Local authority", "Oakshire", 30),
    ]  # fmt: skip


def test_names_behind_codes_are_the_units_also_where_no_code_stands():
    table = [
        ["Region / Provider", None, "Episodes", "Admissions"],
        [None, "North", 30, 20], ["RX4", "Elm Trust", 10, 5], ["RDY", "Oak Trust", 20, 15],
        [None, "London", 7, 6], ["RV5", "Ash Trust", 7, 6],
    ]  # fmt: skip
    found = of(table, "unit", "group", "amount")
    assert found[::2] == [
        ("North", "all", 30), ("Elm Trust", "all", 10), ("Oak Trust", "all", 20),
        ("London", "all", 7), ("Ash Trust", "all", 7),
    ]  # fmt: skip


def test_a_service_that_several_organisations_have_is_a_group_of_theirs():
    table = [["Org code", "Org name", "Service description", "Activity"]]
    for code, name in (("RX4", "Elm Trust"), ("RDY", "Oak Trust")):
        table += [[code, name, service, len(table)] for service in ("Admitted care", "Community")]
    assert of(table, "level", "unit", "group") == [
        ("Organisation", "Elm Trust", "Admitted care"), ("Organisation", "Elm Trust", "Community"),
        ("Organisation", "Oak Trust", "Admitted care"), ("Organisation", "Oak Trust", "Community"),
    ]  # fmt: skip


def test_each_figure_may_be_headed_by_a_period_of_its_own():
    table = [
        ["Area name", "Suicide rate 2020 - 22", "Self-harm admissions 2021/22"],
        ["Elmshire", 10.5, 90], ["Oakshire", 11.5, 80],
    ]  # fmt: skip
    assert of(table, "unit", "start", "end", "amount", name="areas.xlsx")[:2] == [
        ("Elmshire", "2020-01-01", "2022-12-31", 10.5), ("Elmshire", "2021-04-01", "2022-03-31", 90)
    ]  # fmt: skip


def test_white_and_bme_are_groups_of_what_the_title_counts():
    table = [
        ["Percentage of staff experiencing harassment, 2023"],
        ["Organisation", "White", "BME"], ["Elm Trust", 20.5, 25.5], ["Oak Trust", 18.5, 22.5],
    ]  # fmt: skip
    assert of(table, "breakdown", "group", "amount", name="wres 2023.xlsx")[:2] == [
        ("ethnicity", "White", 20.5), ("ethnicity", "BME", 25.5)
    ]  # fmt: skip


def test_first_and_last_days_stand_in_one_order():
    table = [
        ["Provider", "Start date", "End date", "Referrals"],
        ["Elm", "4/1/2024", "4/30/2024", 10], ["Elm", "5/1/2024", "5/31/2024", 12],
    ]  # fmt: skip
    assert of(table, "start", "end", "amount") == [
        ("2024-04-01", "2024-04-30", 10), ("2024-05-01", "2024-05-31", 12)
    ]  # fmt: skip


def test_a_specialty_that_is_all_of_them_is_no_unit_beside_boards():
    table = [
        ["FinancialYear", "HBR", "Specialty", "Sex", "NumberOfDischarges"],
        ["2021/22", "S08000015", "All", "All", 30], ["2021/22", "S08000015", "All", "Male", 10],
        ["2021/22", "S08000016", "All", "All", 40], ["2021/22", "S08000016", "All", "Male", 20],
    ]  # fmt: skip
    assert of(table, "level", "unit", "group", "amount") == [
        ("Health board", "S08000015", "all", 30), ("Health board", "S08000015", "Male", 10),
        ("Health board", "S08000016", "all", 40), ("Health board", "S08000016", "Male", 20),
    ]  # fmt: skip


def test_of_codes_alone_the_one_that_settles_the_others_is_the_unit():
    table = [
        ["REGION_CODE", "SUB_ICB_CODE", "PRACTICE_CODE", "MEASURE", "VALUE"],
        ["Y63", "16C", "A81001", "Register", 30], ["Y63", "16C", "A81002", "Register", 40],
        ["Y60", "15M", "C82001", "Register", 50],
    ]  # fmt: skip
    assert of(table, "level", "unit", "breakdown", "amount") == [
        ("Practice", "A81001", "none", 30), ("Practice", "A81002", "none", 40),
        ("Practice", "C82001", "none", 50),
    ]  # fmt: skip


def test_bases_of_a_survey_are_no_group():
    table = [
        ["Table 1: Probable mental disorder, by age and sex, England, 2022"],
        ["Age", "Boys", "Girls"],
        ["7-10", 19.5, 10.5], ["11-16", 18.5, 22.5], ["Unweighted bases", 741, 752],
    ]  # fmt: skip
    assert [amount for (amount,) in of(table, "amount", name="survey 2022.xlsx")] == [
        19.5, 10.5, 18.5, 22.5
    ]  # fmt: skip


def test_a_total_over_groups_of_a_measure_is_its_figure_for_everybody():
    table = [
        ["Table 1: Open referrals, England"],
        ["Age group", "Measure", "Apr-24", "May-24"],
        ["Total", "Open referrals", 90, 95], ["Total", "Median wait (days)", 30, 31],
        ["0 to 9", "Open referrals", 40, "[c]"], ["0 to 9", "Median wait (days)", 20, 21],
        ["10 to 17", "Open referrals", 50, 51], ["10 to 17", "Median wait (days)", 40, 41],
    ]  # fmt: skip
    found = of(table, "group", "heading", "amount")
    assert found[:4] == [
        ("all", "Open referrals", 90), ("all", "Open referrals", 95),
        ("all", "Median wait (days)", 30), ("all", "Median wait (days)", 31),
    ]  # fmt: skip
    assert len(found) == 12


def test_a_board_in_the_title_is_the_unit_of_its_sheet():
    table = [
        ["NHS Elmshire and Oakshire Integrated Care Board"], ["Mental health dashboard"],
        ["Indicator", "Q1 2023/24", "Q2 2023/24"],
        ["Inappropriate OAP bed days", 30, 40], ["Admissions", 5, 6],
    ]  # fmt: skip
    assert set(of(table, "unit")) == {("NHS Elmshire and Oakshire Integrated Care Board",)}


def test_a_number_under_each_quarter_is_what_the_title_counts():
    table = [
        ["Referrals accepted"],
        [None, "Q1 2023/24", None, "Q2 2023/24", None],
        ["ICB", "Number", "% of births", "Number", "% of births"],
        ["Elm ICB", 30, 4.5, 40, 5.5], ["Oak ICB", 35, 6.5, 45, 7.5],
    ]  # fmt: skip
    assert of(table, "unit", "heading", "start", "amount")[:2] == [
        ("Elm ICB", "Referrals accepted", "2023-04-01", 30),
        ("Elm ICB", "% of births", "2023-04-01", 4.5),
    ]


def test_countries_in_a_first_column_are_not_what_a_title_splits_by():
    table = [
        ["Admissions to mental health facilities by sex and financial year"], [],
        [None, None, "2021-22", "2022-23"],
        ["Wales", "Male", 40, 35], ["Wales", "Female", 50, 45],
        ["Elm Board", "Male", 10, 15], ["Elm Board", "Female", 20, 25],
    ]  # fmt: skip
    found = of(table, "unit", "breakdown", "group", "amount", name="hlth.csv.xlsx")
    assert found[::2] == [
        ("Wales", "sex", "Male", 40), ("Wales", "sex", "Female", 50),
        ("Elm Board", "sex", "Male", 10), ("Elm Board", "sex", "Female", 20),
    ]  # fmt: skip


def test_a_share_run_together_with_the_number_of_its_question_adds_up_to_nothing():
    table = [["ics_name", "received", "q51_1pct"], ["Elm", 90, 0.84], ["Oak", 80, 0.75]]
    found = roles(table, "survey 2024.xlsx")
    assert (found["received"], found["q51_1pct"]) == ("amount", "value")
