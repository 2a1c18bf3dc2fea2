"""A period that is stated on a cover or an "About" sheet only."""

from datetime import datetime

import pytest

from tests.ingest.books import result_of, rows, told

WARDS = [["Ward", "Admissions", "Falls"], ["Elm", 11, 12], ["Oak", 13, 14]]


def read(cover, name="Cover", table=WARDS):
    return result_of(name="pack.xlsx", **{name: cover, "Wards": table})


@pytest.mark.parametrize(
    ("cover", "name", "start", "end", "place"),
    [
        ([["Pack"], ["Reporting period: October 2024"]], "Cover", "2024-10-01", "2024-10-31", "A2"),
        ([["Period", "2024/25 Q2"], ["Produced", "12/11/2024"]], "About", "2024-07-01",
         "2024-09-30", "A1"),
        ([["Data for 2024/25 Q2"]], "Contents", "2024-07-01", "2024-09-30", "A1"),
        ([["Month:", datetime(2024, 10, 1)]], "Front", "2024-10-01", "2024-10-31", "A1"),
        ([["Inpatient pack"], [None, "October 2024"]], "Cover", "2024-10-01", "2024-10-31", "B2"),
        ([["Financial year: 2024/25"], ["Month", "October"]], "Info", "2024-10-01", "2024-10-31",
         "A2"),
        ([["Reporting period: H1 2024/25"]], "Cover", "2024-04-01", "2024-09-30", "A1"),
    ],
)  # fmt: skip
def test_the_period_of_a_cover_is_that_of_tables_without_one(cover, name, start, end, place):
    result = read(cover, name)
    assert rows(result, "item", "unit", "start", "end", "amount") == [
        ("admissions", "Elm", start, end, 11), ("falls", "Elm", start, end, 12),
        ("admissions", "Oak", start, end, 13), ("falls", "Oak", start, end, 14),
    ]  # fmt: skip
    assert any(f"was taken from {name} {place}." in p.done for p in result.problems)


@pytest.mark.parametrize(
    "cover",
    [
        [["Reporting period: October 2024"], ["Period: September 2024"]],
        [["Reporting period", "October 2024"], ["Data for September 2024"]],
        [["Published 14 November 2024"]],
        [["Date", "14/11/2024"]],
        [["Next release: January 2025"]],
        [["2023/24 data are provisional and 2024/25 data are not complete"]],
    ],
)
def test_two_periods_or_the_day_of_a_report_are_not_believed(cover):
    assert rows(read(cover), "amount") == []


def test_a_table_with_a_period_of_its_own_keeps_it():
    result = read([["Reporting period: October 2024"]], table=[["September 2024"], *WARDS])
    assert set(rows(result, "start")) == {("2024-09-01",)}


def test_months_without_a_year_take_it_from_the_cover():
    result = read(
        [["Financial year: 2024/25"]],
        table=[["Ward", "Feb", "Mar"], ["Elm", 11, 12], ["Oak", 13, 14]],
    )
    assert rows(result, "start", "amount")[:2] == [("2025-02-01", 11), ("2025-03-01", 12)]


@pytest.mark.parametrize("title", ["Community mental health survey 2023", "NHS Staff Survey 2023"])
def test_the_year_of_a_survey_is_a_calendar_year(title):
    result = result_of(
        Sheet1=[[title], ["Question", "Score"], ["Listened to", 7.5], ["Crisis", 6.5]]
    )
    assert rows(result, "start", "end", "amount") == [
        ("2023-01-01", "2023-12-31", 7.5), ("2023-01-01", "2023-12-31", 6.5),
    ]  # fmt: skip
    assert any(p.done.startswith("2023 was taken from the texts above") for p in result.problems)


def test_two_years_of_surveys_are_none():
    result = result_of(
        Sheet1=[["Staff survey 2022 and 2023"], ["Question", "Score"], ["Morale", 7], ["Pay", 6]]
    )
    assert rows(result, "amount") == []


EXPORT = [["Team", "Sum of Referrals", "Sum of Contacts"], ["Elm", 11, 12], ["Oak", 13, 14], []]


@pytest.mark.parametrize(
    ("filters", "starts"),
    [
        ("Applied filters:\nMonth is October 2024\nDirectorate is not Corporate", {"2024-10-01"}),
        ("Applied filters:\nMonth is October\nFinancial Year is 2024/25", {"2024-10-01"}),
        ("Applied filters:\nReporting Month is 01/10/2024 00:00:00", {"2024-10-01"}),
        ("Applied filters:\nMonth is October 2024 or November 2024", set()),
        ("Applied filters:\nDate is on or after 01/10/2024", set()),
        ("Applied filters:\nMonth is not October 2024", set()),
    ],
)
def test_the_filters_of_an_exported_dashboard_say_its_period(filters, starts):
    result = result_of(name="data.xlsx", Export=[*EXPORT, [filters]])
    assert {start for (start,) in rows(result, "start")} == starts
    if starts:
        assert {(grain, end) for grain, end in rows(result, "grain", "end")} == {
            ("month", "2024-10-31")
        }


@pytest.mark.parametrize(
    ("above", "start", "end"),
    [
        ("Thursday 31st October 2024", "2024-10-31", "2024-10-31"),
        ("As at Thursday 31st October 2024", "2024-10-01", "2024-10-31"),
        ("31 October 2024", "2024-10-01", "2024-10-31"),
    ],
)
def test_a_day_of_the_week_makes_the_last_of_a_month_a_day(above, start, end):
    result = result_of(S=[[above], ["Ward", "Beds", "Occupied"], ["Elm", 18, 17], ["Oak", 9, 8]])
    assert set(rows(result, "start", "end")) == {(start, end)}


FALLS = [["Elm", 3, 4, 5], ["Oak", 6, 7, 8]]


def test_a_year_in_the_corner_of_each_of_two_tables_dates_its_months():
    result = result_of(
        S=[["Falls by ward"], ["2022/23", "Apr", "May", "Mar"], *FALLS, [],
           ["2023/24", "Apr", "May", "Mar"], *FALLS]
    )  # fmt: skip
    assert {start for (start,) in rows(result, "start")} == {
        "2022-04-01", "2022-05-01", "2023-03-01", "2023-04-01", "2023-05-01", "2024-03-01",
    }  # fmt: skip
    assert set(rows(result, "unit", "group")) == {("Elm", "all"), ("Oak", "all")}


def test_days_that_cannot_be_read_are_not_groups_of_the_month_above():
    result = result_of(
        S=[
            ["Sitrep October 2024"],
            ["Day", "Beds", "Falls"],
            ["7th shift", 1, 2],
            ["8th shift", 3, 4],
        ]
    )
    assert rows(result, "amount") == []
    assert any("which period" in text for text in told(result))


@pytest.mark.parametrize("label", ["Cost centre", "Cost centre:"])
def test_labels_beside_what_they_name_above_a_table(label):
    result = result_of(
        S=[[label, "7001 Ash"], ["Month", "October 2024"], [], ["Measure", "Value"], ["Falls", 3],
           ["Admissions", 4]]
    )  # fmt: skip
    assert rows(result, "level", "unit", "start", "amount") == [
        ("Cost centre", "7001 Ash", "2024-10-01", 3), ("Cost centre", "7001 Ash", "2024-10-01", 4),
    ]  # fmt: skip


def test_quarters_written_short_take_the_year_of_the_title():
    result = result_of(
        S=[["Falls by ward, 2023-24"], ["Ward", "Qtr 1", "Qtr 2", "Full year"], ["Elm", 3, 4, 7],
           ["Oak", 5, 6, 11]]
    )  # fmt: skip
    assert rows(result, "unit", "grain", "start", "amount")[:2] == [
        ("Elm", "quarter", "2023-04-01", 3), ("Elm", "quarter", "2023-07-01", 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("period", "starts"),
    [("7 to 7 2024", set()), ("October 2024", {"2024-10-01"}), ("30/09/2024", {"2024-09-01"})],
)
def test_the_day_of_a_report_is_not_believed_beside_a_line_for_its_period(period, starts):
    result = result_of(
        S=[["Date:", "05/11/2024"], ["Reporting period", period], [], ["Ward", "Falls", "Beds"],
           ["Elm", 3, 4], ["Oak", 5, 6]]
    )  # fmt: skip
    assert {start for (start,) in rows(result, "start")} == starts
