"""Months, quarters and weeks whose year or kind stands somewhere else than in their cell."""

import datetime

import pytest

from tests.ingest.books import result_of, rows, told

WARDS = [["Elm", 3, 4, 5], ["Oak", 6, 7, 8]]


def starts(result):
    return sorted({start for (start,) in rows(result, "start")})


def test_a_year_over_the_names_of_months_dates_them():
    result = result_of(
        S=[["Falls by ward"], ["Ward", 2023, None, 2024], [None, "November", "December", "January"],
           *WARDS]
    )  # fmt: skip
    assert starts(result) == ["2023-11-01", "2023-12-01", "2024-01-01"]
    assert {grain for (grain,) in rows(result, "grain")} == {"month"}


def test_a_financial_year_over_quarters_dates_them():
    result = result_of(
        S=[["Falls by ward"], ["Ward", "2023/24", None, "2024/25"], [None, "Q3", "Q4", "Q1"],
           *WARDS]
    )  # fmt: skip
    assert starts(result) == ["2023-10-01", "2024-01-01", "2024-04-01"]


@pytest.mark.parametrize(
    ("title", "months", "first", "last"),
    [
        ("Falls by ward 2024/25", ("Apr", "May", "Mar"), "2024-04-01", "2025-03-01"),
        ("Falls by ward 2024", ("Jan", "Feb", "Mar"), "2024-01-01", "2024-03-01"),
        ("Falls by ward 2024", ("Nov", "Dec", "Jan"), "2024-11-01", "2025-01-01"),
        ("Falls by ward to June 2024", ("Apr", "May", "Jun"), "2024-04-01", "2024-06-01"),
        # A report of May cannot hold the figures of the March after it.
        ("Falls by ward, 12 May 2025", ("Jan", "Feb", "Mar"), "2025-01-01", "2025-03-01"),
        ("Falls by ward, 12 May 2025", ("Apr", "Dec", "Mar"), "2024-04-01", "2025-03-01"),
        ("Falls by ward 2024/25", ("M01", "M02", "M12"), "2024-04-01", "2025-03-01"),
    ],
)
def test_months_take_the_year_of_the_title_and_it_is_said(title, months, first, last):
    result = result_of(S=[[title], [], ["Ward", *months], *WARDS])
    found = starts(result)
    assert (found[0], found[-1]) == (first, last)
    assert any("name no year" in text for text in told(result))
    assert {heading for (heading,) in rows(result, "heading")} == {"Falls"}


@pytest.mark.parametrize(
    "title", ["Falls by ward", "Falls by ward 2024/25", "Falls by ward 2023/24 and 2024/25"]
)
def test_months_that_fit_no_one_year_are_not_read_and_it_is_said(title):
    result = result_of(S=[[title], [], ["Ward", "Mar", "Apr", "May"], *WARDS])
    assert rows(result, "start") == []
    assert any("which year" in text for text in told(result))


def test_months_down_take_the_year_of_the_title():
    table = [["Ward", "Month", "Admissions"], ["Elm", "April", 3], ["Elm", "January", 4]]
    result = result_of(S=[["Ward report 2024/25"], [], *table])
    assert rows(result, "start", "amount") == [("2024-04-01", 3), ("2025-01-01", 4)]
    assert rows(result_of(S=table), "start") == []


def test_a_total_beside_months_without_a_year_is_not_read():
    result = result_of(
        S=[["Falls 2024/25"], ["Ward", "Apr", "May", "Total"], ["Elm", 1, 2, 3], ["Oak", 1, 2, 3]]
    )
    assert len(rows(result, "amount")) == 4


def test_questions_and_priorities_are_no_quarters_and_months():
    asked = result_of(
        S=[["Survey 2024/25"], ["Ward", "Q1", "Q2", "Q3", "Q4", "Q5"], ["Elm", 1, 2, 3, 4, 5],
           ["Oak", 1, 2, 3, 4, 5]]
    )  # fmt: skip
    assert {grain for (grain,) in rows(asked, "grain")} == {"financial year"}
    urgent = result_of(S=[["Calls 2024/25"], ["Team", "P1", "P2"], ["A", 1, 2], ["B", 1, 2]])
    assert {grain for (grain,) in rows(urgent, "grain")} == {"financial year"}


def test_a_sheet_named_after_a_month_takes_the_year_of_the_title():
    page = [["Referrals by team 2024/25"], [], ["Team", "Referrals"], ["A", 1], ["B", 2]]
    result = result_of(April=page, March=page)
    assert starts(result) == ["2024-04-01", "2025-03-01"]
    dated = result_of(**{"Jun-24": page})
    assert starts(dated) == ["2024-06-01"]


def test_a_table_further_down_takes_the_period_at_the_top_of_the_sheet():
    result = result_of(
        S=[["Report: October 2024"], [], ["Table 1: Referrals"], ["Team", "Referrals"], ["A", 1],
           ["B", 2], [], ["Table 2: Waits"], ["Team", "Average wait"], ["A", 3], ["B", 4]]
    )  # fmt: skip
    assert rows(result, "start", "amount") == [("2024-10-01", n) for n in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("title", "corner", "start"),
    [
        ("Caseload, week ending", "Team", "2024-08-26"),
        ("Caseload by team", "Team", "2024-08-26"),
        ("Caseload by team", "Week commencing", "2024-09-01"),
    ],
)
def test_dates_across_a_week_apart_are_weeks_also_where_one_is_a_first(title, corner, start):
    days = [datetime.date(2024, 9, day) for day in (1, 8, 15)]
    if corner != "Team":
        days = [day + datetime.timedelta(1) for day in days]
        start = "2024-09-02"
    result = result_of(S=[[title], [corner, *days], *WARDS])
    assert starts(result)[0] == start
    assert {grain for (grain,) in rows(result, "grain")} == {"week"}


def test_days_across_are_days_also_where_one_is_a_first():
    days = [datetime.date(2024, 9, day) for day in (1, 2, 3)]
    result = result_of(S=[["Beds by ward"], ["Ward", *days], *WARDS])
    assert {(grain, start) for grain, start in rows(result, "grain", "start")} == {
        ("day", "2024-09-01"), ("day", "2024-09-02"), ("day", "2024-09-03"),
    }  # fmt: skip


def test_one_week_is_a_week_where_its_heading_says_so():
    page = [["Team", "Week ending", "Referrals"], ["A", "08/09/2024", 1], ["B", "08/09/2024", 2]]
    assert set(rows(result_of(S=page), "start", "end")) == {("2024-09-02", "2024-09-08")}


def test_a_year_over_months_begins_the_next_table_and_is_no_figure_of_the_last():
    page = [[None, 2023, None], ["Ward", "January", "February"], ["Elm", 3, 4], ["Oak", 5, 6]]
    result = result_of(S=[["Falls by ward"], *page, [], ["Doors opened by ward"], *page])
    assert len(rows(result, "amount")) == 8
    assert {heading for (heading,) in rows(result, "heading")} == {"Falls", "Doors opened"}


@pytest.mark.parametrize("months", [("Apr-24", "May-24"), ("Apr", "May")])
def test_a_month_and_what_it_is_of_may_stand_in_one_cell(months):
    one, two = months
    result = result_of(
        S=[["Contacts by team 2024/25"],
           ["Team", f"{one} Plan", f"{one} Actual", f"{two} Plan", f"{two} Actual"],
           ["A", 1, 2, 3, 4], ["B", 5, 6, 7, 8]]
    )  # fmt: skip
    assert rows(result, "start", "scenario", "amount")[:4] == [
        ("2024-04-01", "plan", 1), ("2024-04-01", "actual", 2),
        ("2024-05-01", "plan", 3), ("2024-05-01", "actual", 4),
    ]  # fmt: skip
    listed = result_of(
        S=[["Ward report 2024/25"],
           ["Ward", *(f"{n} {m}" for n in ("Admissions", "Falls") for m in months)],
           ["Elm", 1, 2, 3, 4], ["Oak", 5, 6, 7, 8]]
    )  # fmt: skip
    assert rows(listed, "item", "start")[:4] == [
        ("admissions", "2024-04-01"), ("admissions", "2024-05-01"),
        ("falls", "2024-04-01"), ("falls", "2024-05-01"),
    ]  # fmt: skip


def test_years_across_and_their_months_down():
    result = result_of(
        S=[["Referrals"], ["Month", "2022/23", "2023/24"], ["April", 1, 2], ["March", 3, 4]]
    )
    assert rows(result, "grain", "start", "amount") == [
        ("month", "2022-04-01", 1), ("month", "2023-04-01", 2),
        ("month", "2023-03-01", 3), ("month", "2024-03-01", 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "titles",
    [
        ("Board of Directors, 28 November 2024", "Performance for October 2024"),
        ("Run date: 05/11/2024", "Team activity 2024/25 Month 7"),
        ("Activity 2024/25", "Month 7", "Extracted 05/11/2024"),
    ],
)
def test_the_day_of_a_meeting_or_an_extract_is_not_what_a_report_is_about(titles):
    page = [["Team", "Referrals"], ["A", 5], ["B", 6]]
    result = result_of(S=[*([title] for title in titles), [], *page])
    assert set(rows(result, "start", "end")) == {("2024-10-01", "2024-10-31")}


def test_numbered_months_in_one_cell_with_plan_and_actual():
    head = ["Ward", "M01 Budget", "M01 Actual", "M02 Budget", "M02 Actual"]
    result = result_of(
        Ledger=[["Costs 2025/26"], head, ["Elm", 50, 58, 51, 40], ["Oak", 9, 8, 7, 6]]
    )
    told = rows(result, "period", "unit", "scenario", "amount")
    assert [row[2:] for row in told if row[:2] == ("2025-04-01", "Elm")] == [
        ("plan", 50), ("actual", 58),
    ]  # fmt: skip
    assert ("2025-05-01", "Oak", "actual", 6) in told
    assert len(told) == 8


def test_quarters_in_one_cell_with_target_and_actual():
    head = ["Team", "Q1 Target", "Q1 Actual", "Q2 Target", "Q2 Actual"]
    result = result_of(
        Seen=[["Seen in time 2024/25"], head, ["N", 90, 85, 90, 88], ["S", 90, 7, 90, 6]]
    )
    assert rows(result, "period", "unit", "amount") == [
        ("2024-04-01", "N", 85), ("2024-07-01", "N", 88),
        ("2024-04-01", "S", 7), ("2024-07-01", "S", 6),
    ]  # fmt: skip


def test_answers_to_numbered_questions_are_of_the_year():
    head = ["Team", "Q1 Agree", "Q1 Disagree", "Q2 Agree", "Q2 Disagree"]
    result = result_of(
        Survey=[["Staff survey 2024/25"], head, ["N", 40, 5, 38, 8], ["S", 4, 5, 3, 8]]
    )
    assert {row[0] for row in rows(result, "period")} == {"2024-04-01"}
    assert len({row[0] for row in rows(result, "item")}) == 4


@pytest.mark.parametrize(
    ("sheet", "unit"),
    [
        ("Elm Ward", ("Ward", "Elm Ward")),
        ("Elm PICU", ("Ward", "Elm PICU")),
        ("PICU", ("Ward", "PICU")),
        ("By Ward", None),
        ("Ward", None),
        ("Inpatient Ward", None),
    ],
)
def test_a_sheet_named_after_a_ward_is_of_that_ward(sheet, unit):
    table = [["Measure", "Apr-24", "May-24"], ["Admissions", 7, 8], ["Discharges", 6, 9]]
    told = set(rows(result_of(**{sheet: table}), "level", "unit"))
    assert told == {unit} if unit else not any(level == "Ward" for level, _ in told)


@pytest.mark.parametrize(
    ("months", "start"),
    [(("M1 (Apr)", "M2 (May)"), "2024-04-01"), (("Jul - P04", "Aug - P05"), "2024-07-01"),
     (("M1 (Jan)", "M2 (Feb)"), None)],
)  # fmt: skip
def test_a_month_by_its_number_and_its_name_where_both_agree(months, start):
    result = result_of(
        S=[["Referrals 2024/25"], ["Team", *months], ["North", 5, 6], ["South", 7, 8]]
    )
    assert [row[0] for row in rows(result, "start", "grain") if row[1] == "month"][:1] == (
        [start] if start else []
    )


def test_months_of_actual_and_forecast_below_a_title_of_the_outturn():
    result = result_of(
        S=[["Forecast outturn 2024/25"], ["Directorate", "Actual", "Actual", "Forecast"],
           [None, "M1", "M2", "M3"], ["Adult", 10, 11, 12], ["CAMHS", 20, 21, 22]]
    )  # fmt: skip
    assert rows(result, "start", "end", "scenario", "amount")[:3] == [
        ("2024-04-01", "2024-04-30", "actual", 10), ("2024-05-01", "2024-05-31", "actual", 11),
        ("2024-06-01", "2024-06-30", "forecast", 12),
    ]  # fmt: skip


def test_months_of_a_financial_year_in_columns_with_short_names():
    result = result_of(
        S=[
            ["FinYr", "FinMth", "Team", "Contacts"],
            ["FY2024-25", "M01", "North", 101],
            ["FY2024-25", "M02", "North", 102],
            ["FY2024-25", "M12", "North", 103],
        ]
    )
    assert rows(result, "start", "end", "breakdown", "amount") == [
        ("2024-04-01", "2024-04-30", "none", 101),
        ("2024-05-01", "2024-05-31", "none", 102),
        ("2025-03-01", "2025-03-31", "none", 103),
    ]


def test_weeks_by_day_and_month_in_figures_take_the_year_of_the_title():
    heads = ("w/c 16/12", "w/c 23/12", "w/c 30/12", "w/c 06/01")
    result = result_of(S=[["Calls, winter 2024/25"], ["Team", *heads], ["A", 1, 2, 3, 4],
                          ["B", 5, 6, 7, 8]])  # fmt: skip
    assert starts(result) == ["2024-12-16", "2024-12-23", "2024-12-30", "2025-01-06"]
    assert {grain for (grain,) in rows(result, "grain")} == {"week"}
