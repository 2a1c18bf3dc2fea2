"""Scorecards: one row an indicator, each of its own period, in sections, with footnotes below."""

import pytest

from tests.ingest.books import result_of, rows, told

Q4, YEAR = ("quarter", "2022-01-01"), ("financial year", "2021-04-01")
LONG = (
    "Adult mental health: common mental health problems (Improving Access to Psychological "
    "Therapies services)"
)
SCORECARD = [
    ["Overview for England"],
    [],
    ["Code", "Indicator", "Reporting period", "Indicator value", "Standard met", "Trend **",
     "12 month % change ****"],
    ["Children and young people", None, 0, 0, None, "N/A"],
    ["CYP(i)", "Number of young people supported", "Q4 2021/22", 674485, "N/A", None, 0.14],
    ["CYP(ii)", "% seen within one week +", "Q4 2021/22", "62%", 0.62, None, -0.08],
    ["CYP(iii)", "Beds of children's wards", "2021/22", 810, "N/A", None, None],
    [LONG],
    ["IAPT(i)", "People entering treatment", "Q4 2021/22", 322252, 322252, None, 0.11],
    ["IAPT(ii)", "Referrals of older people", "End of Q4 position", 5400, "N/A", None, 0.01],
    ["IAPT(iii)", "Spend on talking therapies", "2021/22", 751902, "N/A", "N/A", 0.68],
    [],
    ["*", "Where a standard is set"],
    ["**", "Where fewer than three periods are known there is no trend"],
    ["****", "The change over a year"],
]  # fmt: skip


def test_every_indicator_is_of_the_period_in_its_row():
    result = result_of(Scorecard=SCORECARD)
    assert rows(result, "heading", "grain", "period", "breakdown", "amount") == [
        ("Number of young people supported", *Q4, "none", 674485),
        ("% seen within one week +", *Q4, "none", 62),
        ("Beds of children's wards", *YEAR, "none", 810),
        ("People entering treatment", *Q4, "none", 322252),
        ("Spend on talking therapies", *YEAR, "none", 751902),
    ]
    assert set(rows(result, "level", "unit")) == {("England", "England")}


def test_what_was_not_read_of_it_is_told():
    said = " ".join(told(result_of(Scorecard=SCORECARD)))
    assert "(C4, C10)" in said
    assert "Numbers in column E, G compare other figures" in said


def test_a_table_below_is_of_the_years_in_its_labels_and_of_the_same_country():
    spend = [
        [],
        [],
        ["Commitment to funding", "Local spend (£m)", "Spend as a % of allocations"],
        ["Total actual spend - 2019/20", 9722.8, "13.6%"],
        ["Total actual spend - 2020/21 ^", 10079.6, "13.7%"],
        ["Total actual spend - 2021/22 ^", 10558.9, "13.8%"],
        [],
        ["^", "Spend of the year before audit"],
    ]
    result = result_of(Scorecard=SCORECARD[:8] + spend)
    below = [row for row in rows(result, "period", "unit", "item", "amount") if row[3] < 11000]
    assert [row for row in below if row[2] == "local_spend_m"] == [
        ("2019-04-01", "England", "local_spend_m", 9722.8),
        ("2020-04-01", "England", "local_spend_m", 10079.6),
        ("2021-04-01", "England", "local_spend_m", 10558.9),
    ]
    assert [row[3] for row in below if row[2].endswith("allocations")] == [13.6, 13.7, 13.8]


def test_a_sentence_that_names_another_measure_ends_a_table_whose_rows_name_none():
    wards = [["Ash", "Main", 4, 6], ["Birch", "Main", 5, 7]]
    teams = [["North", "Main", 40, 60], ["South", "Main", 50, 70]]
    title = "Number of referrals received by the community teams in the period, from all sources"
    result = result_of(
        Report=[
            ["Admissions by ward"],
            ["Ward", "Site", "Apr-24", "May-24"],
            *wards,
            [title],
            *teams,
        ]
    )
    assert rows(result, "item", "amount") == [("admissions", amount) for amount in (4, 6, 5, 7)]


def test_a_section_named_by_a_long_sentence_is_one_where_rows_name_their_indicators():
    heading = ["Ref", "Indicator", "Reporting period", "Value"]
    first, second = ["A1", "CPA review", "Q4 2023/24", 90], ["B1", "IPS uptake", "Q4 2023/24", 33]
    named = "Domain two: access to services for adults, as measured by referrals of all the teams"
    result = result_of(
        Scorecard=[["Scorecard"], heading, first, ["A2", *first[1:]], [named], second]
    )
    assert ("IPS uptake", 33) in rows(result, "heading", "amount")


def test_a_column_headed_measure_beside_the_names_of_measures_is_what_was_measured():
    result = result_of(
        S=[
            ["KPI", "Latest month", "Measure", "Target", "Mean", "Lower process limit"],
            ["Falls per 1,000 bed days", "Sep-24", 4.2, 3, 4.4, 1.1],
            ["Complaints received", "Oct-24", 14, 10, 12.5, 6.3],
        ]
    )
    assert rows(result, "heading", "start", "amount") == [
        ("Falls per 1,000 bed days", "2024-09-01", 4.2),
        ("Complaints received", "2024-10-01", 14),
    ]
    lines = [["Measure", "KPI", "Oct-24", "Nov-24"], [1, "Falls", 3, 4], [2, "Complaints", 5, 6]]
    assert rows(result_of(S=lines), "amount") == [(3,), (4,), (5,), (6,)]


def test_the_month_beside_the_year_to_date_and_the_full_year_is_that_of_the_title():
    head = ["Directorate", "Month 7", None, None, "Year to date", None, None, "Full year", None]
    kinds = [None, *["Budget", "Actual", "Variance"] * 2, "Budget", "Forecast"]
    body = [
        ["Adult", 10, 12, -2, 70, 75, -5, 120, 130],
        ["Older", 20, 19, 1, 140, 139, 1, 240, 230],
    ]
    result = result_of(S=[["Finance report Month 7 (October 2024)"], head, kinds, *body])
    found = rows(result, "scenario", "start", "end", "amount")[:6]
    october, to_date = ("2024-10-01", "2024-10-31"), ("2024-04-01", "2024-10-31")
    year = ("2024-04-01", "2025-03-31")
    assert found == [
        ("plan", *october, 10), ("actual", *october, 12),
        ("plan", *to_date, 70), ("actual", *to_date, 75),
        ("plan", *year, 120), ("forecast", *year, 130),
    ]  # fmt: skip


def test_a_column_of_units_says_what_is_a_percentage_and_what_is_in_thousands():
    result = result_of(
        S=[
            ["Indicator", "Unit", "Oct-24", "Nov-24"],
            ["Falls", "Number", 30, 40],
            ["Sickness absence", "%", 5.5, 6.5],
            ["Agency spend", "£000", 98.5, 15.5],
        ]
    )
    assert rows(result, "item", "amount")[::2] == [
        ("falls", 30), ("sickness", 5.5), ("agency_spend", 98_500),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "below"), [("Agency spend £000", []), ("Agency spend", [[None, "£000", "WTE"]])]
)
def test_money_in_thousands_is_known_where_its_scale_stands_beside_its_name(head, below):
    table = [["October 2024"], ["Directorate", head, "Staff in post"], *below]
    result = result_of(S=[*table, ["Adult", 839, 20.5], ["Older", 731, 30.5]])
    assert rows(result, "item", "amount")[0] == ("agency_spend", 839_000)


def test_years_with_plan_forecast_and_outturn_are_scenarios_of_the_title():
    head = ["Directorate", "2023/24 Outturn", "2024/25 Plan", "2024/25 Forecast"]
    result = result_of(S=[["Directorate finance £000"], head, ["Adult", 5, 6, 7], ["Old", 1, 2, 3]])
    assert rows(result, "item", "scenario", "start", "amount")[:3] == [
        ("spend", "actual", "2023-04-01", 5000), ("spend", "plan", "2024-04-01", 6000),
        ("spend", "forecast", "2024-04-01", 7000),
    ]  # fmt: skip


def test_total_beside_parts_of_what_the_title_counts_is_all_of_it():
    months = ["Division", "Apr-24", None, None, "May-24", None, None]
    kinds = [None, *["Short term", "Long term", "Total"] * 2]
    body = [["Adult", 2.5, 3.5, 6.0, 2.6, 3.6, 6.2], ["Older", 1.5, 2.5, 4.0, 1.6, 2.6, 4.2]]
    result = result_of(S=[["Sickness absence % by division"], months, kinds, *body])
    assert [r for r in rows(result, "item", "amount") if r[0] == "sickness"] == [
        ("sickness", 6.0), ("sickness", 6.2), ("sickness", 4.0), ("sickness", 4.2),
    ]  # fmt: skip


def test_a_year_from_month_to_month_with_short_years_is_read():
    table = [["Falls"], ["Ward", "Apr 22 to Mar 23", "Apr 23 to Mar 24"], ["Elm", 5, 6]]
    assert rows(result_of(S=[*table, ["Oak", 1, 2]]), "start", "end")[:2] == [
        ("2022-04-01", "2023-03-31"), ("2023-04-01", "2024-03-31"),
    ]  # fmt: skip


def test_figures_with_their_unit_behind_them_are_no_headings_and_are_read_in_that_unit_only():
    result = result_of(
        S=[["KPI", "Sep-24", "Oct-24"], ["Average length of stay", "35.2 days", "33 days"],
           ["Falls", 5, 6], ["Discharges", 7, 8], ["Admissions", "12 days", 14]]
    )  # fmt: skip
    found = rows(result, "heading", "status", "amount")
    assert found[:2] == [
        ("Average length of stay", "ok", 35.2), ("Average length of stay", "ok", 33),
    ]  # fmt: skip
    assert [status for _, status, _ in found[2:]] == ["ok"] * 4 + ["error", "ok"]
    assert any("(B5)" in text for text in told(result))


def test_lengths_of_time_in_a_second_row_of_headings_stay_headings():
    result = result_of(
        S=[["Followed up, October 2024"], ["Team", "Within", None], [None, "3 days", "7 days"],
           ["A", 11, 12], ["B", 13, 14]]
    )  # fmt: skip
    assert rows(result, "unit", "amount") == [("A", 11), ("A", 12), ("B", 13), ("B", 14)]
