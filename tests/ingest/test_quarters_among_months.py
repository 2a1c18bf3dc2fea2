"""Quarters without a year among months that have one, and totals of years among quarters."""

from tests.ingest.books import result_of, rows


def test_a_quarter_among_its_months_is_that_quarter():
    result = result_of(
        Sheet1=[
            ["Measure", "Feb-24", "Mar-24", "Q4", "Apr-24", "May-24", "Jun-24", "Q1"],
            ["Recovery rate", "48%", "50%", "49%", "51%", "52%", "53%", "52%"],
            ["Referrals", 10, 11, 30, 13, 14, 15, 42],
        ]
    )
    quarters = [
        row for row in rows(result, "grain", "start", "item", "amount") if row[0] != "month"
    ]
    assert quarters == [
        ("quarter", "2024-01-01", "recovery_rate", 49),
        ("quarter", "2024-04-01", "recovery_rate", 52),
        ("quarter", "2024-01-01", "referrals", 30),
        ("quarter", "2024-04-01", "referrals", 42),
    ]


def test_a_total_under_a_year_is_that_of_the_year():
    result = result_of(
        Sheet1=[
            ["Referrals by team"],
            [None, "2023/24", None, None, None, None],
            ["Team", "Q1", "Q2", "Q3", "Q4", "Total"],
            ["North", 1, 2, 3, 4, 10],
            ["South", 5, 6, 7, 8, 26],
        ]
    )
    assert rows(result, "unit", "grain", "item", "amount")[4::5] == [
        ("North", "financial year", "referrals", 10),
        ("South", "financial year", "referrals", 26),
    ]


def test_a_quarter_named_by_its_last_day():
    result = result_of(
        Sheet1=[
            ["Admissions"],
            ["Ward", "Quarter ending 30/06/2024", "Quarter ending 30/09/2024"],
            ["Elm", 10, 20],
            ["Oak", 30, 40],
        ]
    )
    assert rows(result, "item", "start", "end", "amount")[:2] == [
        ("admissions", "2024-04-01", "2024-06-30", 10),
        ("admissions", "2024-07-01", "2024-09-30", 20),
    ]


def test_months_by_number_and_the_year_before_stand_beside_quarters():
    result = result_of(
        Sheet1=[
            ["KPI", "Target", "2022-23 outturn", "Q1 23/24", "Q2 23/24", "M7", "2023-24 total"],
            ["Referrals", 9, 400, 110, 120, 41, 271],
            ["Complaints", 9, 40, 11, 12, 4, 27],
        ]
    )
    assert rows(result, "grain", "start", "scenario", "amount") == [
        ("financial year", "2022-04-01", "actual", 400), ("quarter", "2023-04-01", "actual", 110),
        ("quarter", "2023-07-01", "actual", 120), ("month", "2023-10-01", "actual", 41),
        ("financial year", "2022-04-01", "actual", 40), ("quarter", "2023-04-01", "actual", 11),
        ("quarter", "2023-07-01", "actual", 12), ("month", "2023-10-01", "actual", 4),
    ]  # fmt: skip


def test_months_that_a_period_ends_with_are_quarters_where_they_end_some():
    head = ["Year", "Period End", "Trust", "Beds available"]
    table = [head, ["2023-24", "June", "Elm", 30], ["2023-24", "March", "Elm", 31]]
    assert rows(result_of(Data=table), "start", "end", "amount") == [
        ("2023-04-01", "2023-06-30", 30), ("2024-01-01", "2024-03-31", 31),
    ]  # fmt: skip
    monthly = [head, ["2023-24", "May", "Elm", 29], ["2023-24", "June", "Elm", 30]]
    assert rows(result_of(Data=monthly), "start", "amount")[1] == ("2023-06-01", 30)


def test_figures_under_a_label_of_their_own_beside_two_years_are_of_the_year_stated():
    result = result_of(
        MH=[
            ["Quality framework, 2023-24"],
            [None, "Prevalence", None, "Achievement", None],
            [None, "2022-23", "2023-24", None, None],
            ["Practice", "Register", "Register", "Score", "Patients asked"],
            ["Elm Surgery", 200, 210, 5.5, 150],
            ["Oak Surgery", 90, 95, 6, 80],
        ]
    )
    found = rows(result, "unit", "heading", "start", "amount")[:4]
    assert [(start, amount) for _, _, start, amount in found] == [
        ("2022-04-01", 200), ("2023-04-01", 210), ("2023-04-01", 5.5), ("2023-04-01", 150),
    ]  # fmt: skip
