"""Months from one to another in a title, and what stands below without its year."""

import pytest

from tests.ingest.books import result_of, rows, told

MONTHS = ["Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct"]
DAYS = [f"{y}-{m:02}-01" for y, m in [(2023, 11), (2023, 12), *((2024, m) for m in range(1, 11))]]


@pytest.mark.parametrize(
    "title",
    [
        "Falls by ward, November 2023 to October 2024",
        "Falls by ward, Nov-23 - Oct-24",
        "Falls, 12 months to October 2024",
        "Falls by ward as at October 2024",
    ],
)
def test_months_over_a_year_end_take_their_years_from_the_title(title):
    result = result_of(
        Sheet1=[[title], ["Ward", *MONTHS], ["Elm", *range(12)], ["Oak", *range(12)]]
    )
    assert rows(result, "start", "amount")[:12] == list(zip(DAYS, range(12), strict=True))


def test_the_same_months_down():
    body = [[month, number, 30] for number, month in enumerate(MONTHS)]
    result = result_of(
        Sheet1=[["Falls, last 12 months to October 2024"], ["Month", "Falls", "Beds"], *body]
    )
    assert rows(result, "start", "amount")[::2] == list(zip(DAYS, range(12), strict=True))


def test_a_financial_year_written_by_its_ends():
    result = result_of(
        Sheet1=[
            ["Falls by ward April 2024 - March 2025"],
            ["Ward", *MONTHS[5:], *MONTHS[:5]],
            ["Elm", *range(12)],
        ]
    )
    starts = [start for (start,) in rows(result, "start")]
    assert (starts[0], starts[-1], len(starts)) == ("2024-04-01", "2025-03-01", 12)


def test_months_that_do_not_fit_the_title_are_not_read():
    result = result_of(
        Sheet1=[["Falls, May 2024 to June 2024"], ["Ward", *MONTHS], ["Elm", *range(12)]]
    )
    assert not rows(result, "amount")
    assert any("does not say which period, or which year" in sentence for sentence in told(result))


def test_six_months_are_the_period_of_a_table_without_another():
    result = result_of(
        Sheet1=[
            ["Community activity, April to September 2024"],
            ["Team", "Referrals", "Contacts"],
            ["North", 10, 20],
            ["South", 30, 40],
        ]
    )
    assert set(rows(result, "start", "end")) == {("2024-04-01", "2024-09-30")}
    assert len(rows(result, "amount")) == 4


@pytest.mark.parametrize(
    ("title", "file", "start"),
    [
        (
            "Falls by team, 12 months from 1 February 2024 to 31 January 2025",
            "falls.xlsx",
            "2024-02",
        ),
        ("Falls by team", "Falls, 12 months ending 31 January 2025.xlsx", "2024-02"),
        ("Turnover between teams, 31 January 2024 to 31 January 2025", "a.xlsx", "2024-02"),
        ("Falls, 3 months ending 31 January 2025", "falls.xlsx", "2024-11"),
    ],
)
def test_days_at_the_ends_of_months_make_a_window_and_not_their_last_month(title, file, start):
    sheet = [[title], ["Team", "Falls", "Complaints"], ["North", 10, 20], ["South", 30, 40]]
    result = result_of(name=file, Sheet1=sheet)
    assert set(rows(result, "start", "end")) == {(f"{start}-01", "2025-01-31")}


def test_a_start_at_the_end_of_a_month_is_of_the_months_after_it():
    result = result_of(
        Sheet1=[
            ["Start date", "End date", "Trust", "Leavers"],
            ["31/03/2023", "31/03/2024", "Elm", 40],
            ["31/03/2023", "31/03/2024", "Oak", 50],
        ]
    )
    assert set(rows(result, "start", "end")) == {("2023-04-01", "2024-03-31")}


def test_a_quarter_named_by_its_months_goes_with_the_year_beside_it():
    result = result_of(
        Sheet1=[
            ["Year", "Period", "Trust", "Falls"],
            ["2019/20", "January - March", "Elm", 40],
            ["2020/21", "April to June", "Elm", 50],
            ["2020/21", "Apr-Sep", "Elm", 95],
        ]
    )
    assert rows(result, "start", "end") == [
        ("2020-01-01", "2020-03-31"), ("2020-04-01", "2020-06-30"), ("2020-04-01", "2020-09-30"),
    ]  # fmt: skip


def test_weeks_without_their_year():
    result = result_of(
        Sheet1=[
            ["Weekly flash report 2024"],
            ["Measure", "w/e 22 Sep", "w/e 29 Sep", "w/e 6 Oct"],
            ["Admissions", 1, 2, 3],
            ["Discharges", 4, 5, 6],
        ]
    )
    assert rows(result, "item", "start", "end", "amount")[:3] == [
        ("admissions", "2024-09-16", "2024-09-22", 1),
        ("admissions", "2024-09-23", "2024-09-29", 2),
        ("admissions", "2024-09-30", "2024-10-06", 3),
    ]


def test_days_of_a_financial_year():
    result = result_of(
        Sheet1=[
            ["Occupied beds 2024/25"],
            ["Ward", "30 Dec", "31 Dec", "1 Jan"],
            ["Elm", 11, 12, 13],
            ["Oak", 14, 15, 16],
        ]
    )
    assert rows(result, "start", "amount")[:3] == [
        ("2024-12-30", 11), ("2024-12-31", 12), ("2025-01-01", 13),
    ]  # fmt: skip


@pytest.mark.parametrize("names", [("April", "May"), ("M1 Apr", "M2 May")])
@pytest.mark.parametrize("file", ["Wards 2024.xlsx", "Wards 2024-25.xlsx"])
def test_sheets_named_after_months_take_the_year_of_the_file(names, file):
    page = [["Ward", "Admissions", "Discharges"], ["Elm", 5, 6], ["Oak", 7, 8]]
    result = result_of(name=file, **dict.fromkeys(names, page))
    assert [start for (start,) in rows(result, "start")] == ["2024-04-01"] * 4 + ["2024-05-01"] * 4


def test_financial_months_before_what_they_are_of():
    result = result_of(
        Sheet1=[
            ["Contacts 2024/25"],
            ["Team", "M1 Plan", "M1 Actual", "M2 Plan", "M2 Actual"],
            ["North", 10, 11, 12, 13],
            ["South", 14, 15, 16, 17],
        ]
    )
    assert rows(result, "item", "scenario", "start", "amount")[:4] == [
        ("contacts", "plan", "2024-04-01", 10), ("contacts", "actual", "2024-04-01", 11),
        ("contacts", "plan", "2024-05-01", 12), ("contacts", "actual", "2024-05-01", 13),
    ]  # fmt: skip


def test_columns_as_at_the_end_of_each_month():
    result = result_of(
        Sheet1=[
            ["Open referrals"],
            ["Team", "As at 31/08/2024", "As at 30/09/2024"],
            ["North", 10, 11],
            ["South", 12, 13],
        ]
    )
    assert rows(result, "unit", "item", "start", "end", "amount")[:2] == [
        ("North", "caseload", "2024-08-01", "2024-08-31", 10),
        ("North", "caseload", "2024-09-01", "2024-09-30", 11),
    ]


@pytest.mark.parametrize(
    ("first", "second", "begun", "ended"),
    [
        ("2021 to 2023", "2020 to 2022", "2021-01-01", "2023-12-31"),
        ("2021 - 23", "2020 - 22", "2021-01-01", "2023-12-31"),
        ("2021/22 - 23/24", "2020/21 - 22/23", "2021-04-01", "2024-03-31"),
    ],
)
def test_several_years_in_a_heading_are_one_stretch_that_goes_by_its_last(
    first, second, begun, ended
):
    table = [["Area name", *(f"{years} {of}" for years in (first, second) for of in (
        "Deaths", "Rate per 100,000", "Lower 95% confidence limit"))]]  # fmt: skip
    table += [
        ["Elmshire", 210, 10.7, 9.1, 207, 10.5, 9.0],
        ["Oakshire", 90, 8.2, 7.7, 88, 8.1, 7.5],
    ]
    found = rows(result_of(Data=table), "unit", "heading", "period", "start", "end", "amount")
    assert len(found) == 8
    assert found[0] == ("Elmshire", "Deaths", f"2023-{begun[5:]}", begun, ended, 210)


def test_several_years_down_a_column_and_one_figure_for_a_single_year():
    down = result_of(Data=[["Period", "Deaths"], ["2019 to 2021", 5], ["2020 to 2022", 7]])
    assert rows(down, "start", "end", "amount") == [
        ("2019-01-01", "2021-12-31", 5), ("2020-01-01", "2022-12-31", 7),
    ]  # fmt: skip
    once = [["CCG", "Spend - 2018/19", "Spend - 2019/20", "Spend per head - 2019/20 (£)"]]
    found = rows(
        result_of(Data=[*once, ["Dale", 20, 30, 1.5], ["Hill", 9, 8, 2]]), "start", "amount"
    )
    assert ("2019-04-01", 1.5) in found


@pytest.mark.parametrize(
    ("lines", "start"),
    [
        (["Hearings by region", "Period: Year ending 31 December 2023"], "2023-01-01"),
        (["Hearings by region, year ending December 2023"], "2023-01-01"),
        (
            ["Hearings in December 2023", "Sickness is of the year ending December 2023"],
            "2023-12-01",
        ),
    ],
)
def test_a_year_that_ends_with_a_month_is_no_month(lines, start):
    table = [*([line] for line in lines), ["Region", "Hearings"], ["North", 9], ["South", 7]]
    found = rows(result_of(name="hearings-dec-2023.xlsx", Data=table), "start", "end")
    assert set(found) == {(start, "2023-12-31")}


def test_two_years_that_follow_each_other_are_a_financial_year_and_told():
    across = result_of(Data=[["Area", "2021 to 2022", "2022 to 2023"], ["Elmshire", 5, 7]])
    assert rows(across, "start", "amount") == [("2021-04-01", 5), ("2022-04-01", 7)]
    down = result_of(Data=[["Year", "Deaths"], ["2021 to 2022", 5], ["2022 to 2023", 7]])
    assert rows(down, "start", "amount") == [("2021-04-01", 5), ("2022-04-01", 7)]
    for result in (across, down):
        assert any("Two years that follow each other" in text for text in told(result))


def test_what_a_question_asks_about_is_not_what_its_answers_cover():
    asked = "In the last 12 months, have you been harmed"
    result = result_of(Data=[["Survey of March 2024"], ["Ward", asked], ["Elm", 9], ["Oak", 7]])
    assert rows(result, "heading", "start", "end")[0] == (asked, "2024-03-01", "2024-03-31")
