"""Finance layouts: scenarios side by side, the year to date, thousands, cost centres and teams."""

import pytest

from mhvalue.ingest.wording import wordings
from tests.ingest.books import result_of, rows, told

REPORT = [
    ["Finance report Month 6 2024/25 (£000)"],
    [],
    ["Cost centre", "Description", "In month", None, None, "Year to date", None, None,
     "Full year", None],
    [None, None, "Budget", "Actual", "Variance", "Budget", "Actual", "Variance", "Budget",
     "Forecast"],
    [100200, "Elm Ward", 100, "(20)", 120, 600, 550, 50, 1200, 1190],
    [100300, "Oak Ward", 90, 95, -5, 540, 560, -20, 1080, 1100],
    [None, "Total", 190, 75, 115, 1140, 1110, 30, 2280, 2290],
]  # fmt: skip
MAPPING = [["Cost centre", "Team"], [100200, "Adult"], [100300, "Adult"]]


def test_plan_actual_and_forecast_are_scenarios_and_the_variance_is_left_out():
    result = result_of(Finance=REPORT)
    elm = [row for row in rows(result, "unit", "scenario", "start", "end", "amount")
           if row[0] == "Elm Ward"]  # fmt: skip
    assert elm == [
        ("Elm Ward", "plan", "2024-09-01", "2024-09-30", 100_000),
        ("Elm Ward", "actual", "2024-09-01", "2024-09-30", -20_000),
        ("Elm Ward", "plan", "2024-04-01", "2024-09-30", 600_000),
        ("Elm Ward", "actual", "2024-04-01", "2024-09-30", 550_000),
        ("Elm Ward", "plan", "2024-04-01", "2025-03-31", 1_200_000),
        ("Elm Ward", "forecast", "2024-04-01", "2025-03-31", 1_190_000),
    ]
    assert set(rows(result, "item")) == {("spend",)}
    assert {unit for (unit,) in rows(result, "unit")} == {"Elm Ward", "Oak Ward"}


def test_the_year_to_date_keeps_the_month_as_its_period_and_the_full_year_has_its_own():
    result = result_of(Finance=REPORT)
    found = set(rows(result, "grain", "period", "start"))
    assert found == {
        ("month", "2024-09-01", "2024-09-01"),
        ("month", "2024-09-01", "2024-04-01"),
        ("financial year", "2024-04-01", "2024-04-01"),
    }


def test_thousands_become_pounds_for_money_the_catalogue_knows_and_it_is_said():
    assert any("multiplied by 1,000" in text for text in told(result_of(Finance=REPORT)))
    own = result_of(S=[["Ward", "Month", "Widget fund (£000)"], ["Elm", "Apr-24", 7],
                       ["Elm", "May-24", 8]])  # fmt: skip
    assert rows(own, "amount") == [(7,), (8,)]


def test_thousands_told_in_a_line_above_or_in_the_corner_count_where_no_heading_says_pounds():
    months = ["Apr-24", "May-24"]
    above = result_of(S=[["Spend by ward"], ["All figures in £000"], [], ["Ward", *months],
                         ["Elm", 7, 8], ["Oak", 5, 6]])  # fmt: skip
    assert rows(above, "amount") == [(7_000,), (8_000,), (5_000,), (6_000,)]
    corner = result_of(S=[["Spend"], [], ["Ward (£m)", *months], ["Elm", 1.5, 2], ["Oak", 3, 4]])
    assert rows(corner, "amount") == [(1_500_000,), (2_000_000,), (3_000_000,), (4_000_000,)]
    plain = result_of(S=[["All figures in £000"], [], ["Ward", "Month", "Spend (£)"],
                         ["Elm", "Apr-24", 700], ["Elm", "May-24", 800]])  # fmt: skip
    assert rows(plain, "amount") == [(700,), (800,)]


def test_cost_centres_take_their_team_from_a_second_sheet():
    result = result_of(Finance=REPORT, Mapping=MAPPING)
    units = {unit.name: unit for unit in result.facts.units.units}
    assert units["Elm Ward"].code == "100200"
    assert units["Elm Ward"].parents == units["Oak Ward"].parents == (("Team", "Adult"),)


def test_a_cost_centre_of_two_teams_is_not_split():
    result = result_of(Finance=REPORT, Mapping=[*MAPPING, [100300, "Older people"]])
    units = {unit.name: unit.parents for unit in result.facts.units.units}
    assert units == {"Elm Ward": (("Team", "Adult"),), "Oak Ward": ()}
    (said,) = [text for text in told(result) if "not split" in text]
    assert "Mapping" in said
    assert "A3, A4" in said


def test_the_mapping_is_part_of_the_reading_and_can_be_switched_off():
    first = result_of(Finance=REPORT, Mapping=MAPPING)
    again = result_of(first.reading, Finance=REPORT, Mapping=MAPPING)
    assert again.facts.units == first.facts.units
    (mapping,) = [table for table in first.reading.tables if table.layout == "mapping"]
    assert (mapping.sheet, mapping.level) == ("Mapping", "Cost centre")


def test_scenarios_across_months_and_down_a_column():
    across = result_of(
        Spend=[["Agency spend by ward"], [], ["", "Apr-24", None, "May-24", None],
               ["Ward", "Plan", "Actual", "Plan", "Actual"], ["Elm", 1, 2, 3, 4],
               ["Oak", 5, 6, 7, 8]]
    )  # fmt: skip
    assert rows(across, "item", "unit", "period", "scenario", "amount")[:4] == [
        ("agency_spend", "Elm", "2024-04-01", "plan", 1),
        ("agency_spend", "Elm", "2024-04-01", "actual", 2),
        ("agency_spend", "Elm", "2024-05-01", "plan", 3),
        ("agency_spend", "Elm", "2024-05-01", "actual", 4),
    ]
    down = result_of(
        S=[["Line", "Type", "Apr-24"], ["Pay costs", "Budget", 1], ["Pay costs", "Actual", 3],
           ["Pay costs", "Variance", 2], ["Other", "Actual", 9]]
    )  # fmt: skip
    assert rows(down, "item", "scenario", "amount") == [
        ("pay_spend", "plan", 1), ("pay_spend", "actual", 3), ("other", "actual", 9),
    ]  # fmt: skip


def test_a_cumulative_column_beside_the_month_is_a_window_of_the_same_item():
    result = result_of(
        S=[["Ward", "Month", "Admissions", "Cumulative admissions"], ["Elm", "May-24", 12, 21],
           ["Elm", "Jun-24", 5, 26]]
    )  # fmt: skip
    assert rows(result, "item", "start", "end", "amount") == [
        ("admissions", "2024-05-01", "2024-05-31", 12),
        ("admissions", "2024-04-01", "2024-05-31", 21),
        ("admissions", "2024-06-01", "2024-06-30", 5),
        ("admissions", "2024-04-01", "2024-06-30", 26),
    ]


def test_a_forecast_of_the_year_given_every_month_is_a_release_of_each_month():
    result = result_of(
        S=[["Ward", "Month", "Actual spend", "Full year forecast spend"],
           ["Elm", "May-24", 12, 200], ["Elm", "Jun-24", 5, 210]]
    )  # fmt: skip
    yearly = [row for row in rows(result, "scenario", "period", "release", "amount")
              if row[0] == "forecast"]  # fmt: skip
    assert yearly == [
        ("forecast", "2024-04-01", "2024-05", 200), ("forecast", "2024-04-01", "2024-06", 210),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["Care plan", "Discharges planned"], [("Care plan", ""), ("Discharges planned", "")]),
        (["Contacts plan", "Contacts"], [("Contacts", "plan"), ("Contacts", "")]),
        (["Plan", "Actual", "Var %"], [("", "plan"), ("", "actual"), ("", "variance")]),
        (["Budget (£)", "Over/(Under) spend"], [("", "plan"), ("", "variance")]),
        (["Pay budget", "Pay actual"], [("Pay", "plan"), ("Pay", "actual")]),
        (["Admissions", "Planned admissions"], [("Admissions", ""), ("Planned admissions", "")]),
        (["Planned hours", "Actual hours"], [("hours", "plan"), ("hours", "actual")]),
    ],
)
def test_a_scenario_is_a_word_alone_or_has_its_counterpart_beside_it(headings, expected):
    assert [(known.stem, known.scenario) for known in wordings(headings)] == expected


@pytest.mark.parametrize(
    ("heading", "window"),
    [
        ("Falls YTD", "year to date"), ("Year to date: falls", "year to date"),
        ("Rolling 12 month falls", "rolling 12 months"), ("Falls (12 months to)",
                                                          "rolling 12 months"),
        ("Falls, last three months", "rolling 3 months"), ("Full year budget", "full year"),
        ("Falls", ""), ("Year", ""), ("Waiting over 12 months", ""),
        ("Cumulative to month 6", "year to date"), ("Cumulative, month 2 actual", "year to date"),
        ("Cumulative falls at month end", "year to date"), ("Cumulative falls in the month", ""),
    ],
)  # fmt: skip
def test_windows_are_told_by_the_heading(heading, window):
    assert wordings([heading])[0].window == window


@pytest.mark.parametrize(
    ("above", "corner"),
    [
        ("\u00a3000", None),
        ("All figures in \u00a3'000", None),
        ("Year to date", "\u00a3k"),
        ("Thousands of pounds", None),
        (None, "'000"),
    ],
)
def test_a_scale_above_the_table_or_in_its_corner_holds_for_its_money_and_no_more(above, corner):
    result = result_of(
        S=[["Income and expenditure, October 2024"], [above], [],
           [corner, "Plan", "Actual", "Variance"], ["Income", 900, 905, 5],
           ["Pay", 600, "(620)", -20], ["Depreciation", 10, 10, 0], ["WTE in post", 55, 54, -1]]
    )  # fmt: skip
    found = {(row[0], row[1]): row[2] for row in rows(result, "heading", "scenario", "amount")}
    assert found["Income", "plan"] == 900_000
    assert found["Pay", "actual"] == -620_000
    assert found["Depreciation", "actual"] == 10_000
    assert found["WTE in post", "plan"] == 55
    assert any("multiplied by 1,000" in text for text in told(result))


def test_staff_and_quality_beside_money_in_thousands_stay_as_they_are():
    side = result_of(
        S=[["Ward", "Month", "Budget £k", "Actual £k", "Variance £k", "WTE budget", "WTE actual"],
           ["Elm", "Apr-24", 100, 101.5, -1.5, 20, 19.5],
           ["Oak", "Apr-24", 90, 91.5, -1.5, 18, 17.5]]
    )  # fmt: skip
    elm = rows(side, "unit", "item", "scenario", "amount")[:4]
    assert elm == [("Elm", "spend", "plan", 100_000), ("Elm", "spend", "actual", 101_500),
                   ("Elm", "wte", "plan", 20), ("Elm", "wte", "actual", 19.5)]  # fmt: skip
    down = result_of(
        S=[["Finance and quality, \u00a3000"], [], ["Measure", "Apr-24", "May-24"],
           ["Agency", 12.4, 11.2], ["Falls", 12, 11], ["Complaints", 3, 4]]
    )  # fmt: skip
    assert rows(down, "amount") == [(12_400,), (11_200,), (12,), (11,), (3,), (4,)]
    assert any("The money of Agency in column B, C" in text for text in told(down))


def test_names_of_measures_tell_the_plan_of_each():
    result = result_of(
        S=[["Team", "Measure", "Apr-24", "May-24"], ["North", "Referrals - plan", 100, 100],
           ["North", "Referrals - actual", 90, 110], ["North", "Contacts plan", 500, 510],
           ["North", "Contacts", 480, 520], ["North", "Care plan reviews", 7, 8],
           ["South", "Referrals - plan", 60, 61], ["South", "Referrals - actual", 50, 51],
           ["South", "Contacts plan", 300, 310], ["South", "Contacts", 280, 320],
           ["South", "Care plan reviews", 5, 6]]
    )  # fmt: skip
    north = [row[1:] for row in rows(result, "unit", "heading", "scenario", "amount")
             if row[0] == "North"]  # fmt: skip
    assert north == [
        ("Referrals", "plan", 100), ("Referrals", "plan", 100), ("Referrals", "actual", 90),
        ("Referrals", "actual", 110), ("Contacts", "plan", 500), ("Contacts", "plan", 510),
        ("Contacts", "actual", 480), ("Contacts", "actual", 520),
        ("Care plan reviews", "actual", 7), ("Care plan reviews", "actual", 8),
    ]  # fmt: skip


def test_planned_and_actual_hours_below_two_rows_of_labels_are_scenarios():
    result = result_of(
        S=[["Safer staffing October 2024"], ["Ward", "Day", None, "Night", None],
           [None, "Planned hours", "Actual hours", "Planned hours", "Actual hours"],
           ["Elm", 100, 90, 80, 70], ["Oak", 101, 91, 81, 71]]
    )  # fmt: skip
    elm = rows(result, "heading", "scenario", "amount")[:4]
    assert elm == [("Day: hours", "plan", 100), ("Day: hours", "actual", 90),
                   ("Night: hours", "plan", 80), ("Night: hours", "actual", 70)]  # fmt: skip


def test_actual_months_on_a_sheet_called_forecast_stay_actual():
    result = result_of(
        Forecast=[["Pay spend"], [None, "Actual", None, "Forecast"],
                  ["Team", "Apr-24", "May-24", "Jun-24"], ["A", 5, 6, 7], ["B", 8, 9, 10]]
    )  # fmt: skip
    assert rows(result, "scenario", "amount")[:3] == [("actual", 5), ("actual", 6), ("forecast", 7)]


def test_a_forecast_has_a_plan_and_a_variance_below_it():
    result = result_of(
        M9=[["ICS financial performance, Month 9 2023/24"], ["£m"],
            [None, "Year to date", None, None, "Forecast outturn"],
            ["ICB", "Plan", "Actual", "Variance", "Plan", "Actual", "Variance"],
            ["Dale ICB", -5, -7, -2, 0, -3, -3], ["Hill ICB", -6, -9, -3, 1, -4, -5]]
    )  # fmt: skip
    found = rows(result, "heading", "scenario", "start", "end", "amount")[:4]
    assert [(scenario, start, end, amount) for _, scenario, start, end, amount in found] == [
        ("plan", "2023-04-01", "2023-12-31", -5e6), ("actual", "2023-04-01", "2023-12-31", -7e6),
        ("plan", "2023-04-01", "2024-03-31", 0), ("forecast", "2023-04-01", "2024-03-31", -3e6),
    ]  # fmt: skip
    assert len(rows(result, "amount")) == 8
