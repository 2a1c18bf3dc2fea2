"""Columns that stand beside figures to compare them are no figures of their own."""

import pytest

from tests.ingest.books import result_of, rows, told

OCTOBER = "Ward summary, October 2024"


def test_last_month_and_last_year_are_read_for_those_months():
    result = result_of(
        Sheet1=[
            [OCTOBER],
            ["Ward", "Admissions this month", "Admissions last month",
             "Admissions same month last year"],
            ["Elm", 11, 12, 13],
            ["Oak", 21, 22, 23],
        ]
    )  # fmt: skip
    assert rows(result, "unit", "item", "start", "end", "amount") == [
        ("Elm", "admissions", "2024-10-01", "2024-10-31", 11),
        ("Elm", "admissions", "2024-09-01", "2024-09-30", 12),
        ("Elm", "admissions", "2023-10-01", "2023-10-31", 13),
        ("Oak", "admissions", "2024-10-01", "2024-10-31", 21),
        ("Oak", "admissions", "2024-09-01", "2024-09-30", 22),
        ("Oak", "admissions", "2023-10-01", "2023-10-31", 23),
    ]


def test_measures_down_with_last_month_beside_this_month():
    result = result_of(
        Sheet1=[
            ["Summary, October 2024"],
            ["KPI", "Target", "This month", "Last month", "Change on last month"],
            ["Referrals", 90, 80, 70, 10],
            ["Discharges", 9, 8, 7, 1],
        ]
    )
    assert rows(result, "item", "period", "amount") == [
        ("referrals", "2024-10-01", 80),
        ("referrals", "2024-09-01", 70),
        ("discharges", "2024-10-01", 8),
        ("discharges", "2024-09-01", 7),
    ]


def test_a_sheet_for_each_month_does_not_tell_the_month_before_again():
    heading = ["Ward", "Admissions", "Admissions previous month"]
    result = result_of(
        **{"Sep 2024": [heading, ["Elm", 5, 4], ["Oak", 7, 6]],
           "Oct 2024": [heading, ["Elm", 9, 5], ["Oak", 8, 7]]}
    )  # fmt: skip
    assert rows(result, "unit", "period", "amount") == [
        ("Elm", "2024-09-01", 5), ("Oak", "2024-09-01", 7),
        ("Elm", "2024-10-01", 9), ("Oak", "2024-10-01", 8),
    ]  # fmt: skip
    assert any("Numbers in column C" in sentence for sentence in told(result))


def test_the_month_before_is_left_out_where_every_row_has_its_own_month():
    result = result_of(
        Sheet1=[
            ["Month", "Ward", "Falls", "Falls previous month"],
            ["Apr 2024", "Elm", 3, 9],
            ["May 2024", "Elm", 4, 3],
        ]
    )
    assert rows(result, "period", "amount") == [("2024-04-01", 3), ("2024-05-01", 4)]


@pytest.mark.parametrize(
    "beside",
    [
        ["Mean", "UCL", "LCL"],
        ["Average", "Lower process limit", "Upper process limit"],
        ["Target", "Peer median", "National quartile"],
    ],
)
def test_limits_targets_and_peers_are_no_figures(beside):
    result = result_of(
        Sheet1=[
            ["Month", "Falls", *beside],
            ["Apr 2024", 3, 5, 9, 1],
            ["May 2024", 4, 5, 9, 1],
            ["Jun 2024", 6, 5, 9, 1],
        ]
    )
    assert rows(result, "item", "amount") == [("falls", 3), ("falls", 4), ("falls", 6)]


@pytest.mark.parametrize(
    ("own", "national", "beside"),
    [
        ("Trust value", "National value", "Peer median"),
        ("Trust", "National", "Peers"),
        ("Our trust", "England", "Region"),
    ],
)
def test_beside_measures_ones_own_figures_and_those_of_england_are_units(own, national, beside):
    result = result_of(
        S=[["Metric", "Period", own, national, beside], ["DNA rate", "Apr 2024", 8, 9, 7],
           ["DNA rate", "May 2024", 6, 5, 7], ["Referrals", "Apr 2024", 80, 90, 70],
           ["Referrals", "May 2024", 60, 50, 70]]
    )  # fmt: skip
    found = rows(result, "level", "unit", "amount")
    mine = own.removesuffix(" value")
    assert found[:2] == [("Unit", mine, 8), ("England", "England", 9)]
    assert {unit for _, unit, _ in found} == {mine, "England"}


def test_a_mean_without_limits_is_a_figure():
    result = result_of(
        Sheet1=[
            ["Length of stay, October 2024"],
            ["Ward", "Discharges", "Mean", "Median"],
            ["Elm", 5, 31.5, 28],
            ["Oak", 7, 22.5, 19],
        ]
    )
    assert [amount for _, amount in rows(result, "unit", "amount")] == [
        5, 31.5, 28, 7, 22.5, 19
    ]  # fmt: skip


def test_plan_and_actual_among_the_words_of_a_heading():
    result = result_of(
        Sheet1=[
            ["Staffing, October 2024"],
            ["Ward", "Total monthly planned staff hours", "Total monthly actual staff hours"],
            ["Elm", 700, 650],
            ["Oak", 800, 790],
        ]
    )
    assert rows(result, "unit", "scenario", "amount") == [
        ("Elm", "plan", 700), ("Elm", "actual", 650), ("Oak", "plan", 800), ("Oak", "actual", 790),
    ]  # fmt: skip
    assert len(set(rows(result, "item"))) == 1


def test_a_count_over_the_month_is_not_the_year_to_date():
    result = result_of(
        Sheet1=[
            ["Staffing, October 2024"],
            ["Ward", "Cumulative count over the month of patients at 23:59", "Beds"],
            ["Elm", 500, 18],
            ["Oak", 600, 20],
        ]
    )
    assert set(rows(result, "start", "end")) == {("2024-10-01", "2024-10-31")}


def test_targets_of_each_month_are_no_figures():
    result = result_of(
        Sheet1=[
            ["KPI", "Apr 2024", None, "May 2024", None],
            [None, "Target", "Actual", "Target", "Actual"],
            ["Referrals", 50, 40, 50, 60],
            ["Discharges", 30, 20, 30, 10],
        ]
    )
    assert rows(result, "item", "start", "amount") == [
        ("referrals", "2024-04-01", 40), ("referrals", "2024-05-01", 60),
        ("discharges", "2024-04-01", 20), ("discharges", "2024-05-01", 10),
    ]  # fmt: skip


def test_ranks_beside_each_figure_are_no_figures():
    result = result_of(
        Sheet1=[
            ["Benchmarking 2023/24"],
            ["Trust", "Beds", "Rank", "Falls", "Rank"],
            ["Avon", 30, 1, 50, 2],
            ["Dee", 40, 2, 60, 1],
        ]
    )
    assert rows(result, "unit", "item", "amount") == [
        ("Avon", "beds", 30), ("Avon", "falls", 50), ("Dee", "beds", 40), ("Dee", "falls", 60),
    ]  # fmt: skip


def test_this_year_and_last_year_are_the_same_month_of_both():
    result = result_of(
        Sheet1=[
            ["Referrals by team, October 2024"],
            ["Team", "This year", "Last year", "Difference"],
            ["North", 30, 20, 10],
            ["South", 50, 45, 5],
        ]
    )
    assert rows(result, "unit", "item", "start", "amount")[:2] == [
        ("North", "referrals", "2024-10-01", 30),
        ("North", "referrals", "2023-10-01", 20),
    ]


def test_a_last_year_beside_a_month_alone_is_left_out():
    result = result_of(
        Sheet1=[
            ["Referrals by team, October 2024"],
            ["Team", "Referrals", "Referrals last year"],
            ["North", 30, 200],
            ["South", 50, 450],
        ]
    )
    assert rows(result, "unit", "amount") == [("North", 30), ("South", 50)]
    assert any("Numbers in column C" in sentence for sentence in told(result))


def test_the_number_and_the_domain_of_a_measure_are_no_groups():
    result = result_of(
        Sheet1=[
            ["Board report, September 2024"],
            ["Ref", "Domain", "Metric", "Latest month", "Previous month"],
            ["S1", "Safe", "Falls", 5, 6],
            ["S2", "Safe", "Complaints", 7, 8],
            ["W1", "Well led", "Referrals", 9, 10],
        ]
    )
    assert rows(result, "item", "group", "start", "amount")[:2] == [
        ("falls", "all", "2024-09-01", 5), ("falls", "all", "2024-08-01", 6),
    ]  # fmt: skip


def test_last_years_figure_beside_this_years_is_not_of_this_year():
    result = result_of(
        S=[
            ["Benchmarks, 2023/24"],
            ["Measure", "Ours 2022/23", "Ours 2023/24", "Mean", "Median", "Members"],
            ["Beds", 17, 18, 19, 20, 62],
            ["Admissions", 38, 39, 40, 41, 61],
        ]
    )
    assert {start for (start,) in rows(result, "start")} == {"2023-04-01"}
    amounts = {amount for (amount,) in rows(result, "amount")}
    assert {18, 39} <= amounts
    assert not {17, 38} & amounts
    assert any("Numbers in column B" in sentence for sentence in told(result))


def test_a_benchmark_is_told_by_its_own_score_of_its_own_year():
    result = result_of(
        Scores=[
            ["Community Survey 2023"],
            ["Question", "Number of respondents", "This trust's score",
             "Lowest trust score in England", "Highest trust score in England",
             "2022 score for this trust"],
            ["Q10. Were you given time?", 100, 7.1, 5.1, 8.2, 6.8],
            ["Q14. Did you feel listened to?", 101, 7.4, 5.3, 8.1, 6.9],
        ]
    )  # fmt: skip
    assert rows(result, "start", "amount") == [
        ("2023-01-01", 100), ("2023-01-01", 7.1), ("2023-01-01", 101), ("2023-01-01", 7.4),
    ]  # fmt: skip


def test_best_and_worst_results_among_rows_are_no_units():
    table = [[None, 2022, 2023, 2024], ["Our trust", 7.5, 7.6, 7.7], ["Best result", 8, 8.1, 8.2],
             ["Average result", 7.2, 7.3, 7.4], ["Worst result", 6, 6.1, 6.2]]  # fmt: skip
    assert {amount for (amount,) in rows(result_of(S=[["Survey scores"], *table]), "amount")} == {
        7.5, 7.6, 7.7,
    }  # fmt: skip


def test_a_group_called_a_total_is_doubted():
    table = [["Provider", "Staff group", "Bank WTE"], ["Elm", "Total WTE staff", 9.5],
             ["Elm", "Nursing", 5.5], ["Elm", "Medical", 2.5], ["Oak", "Total WTE staff", 8.5],
             ["Oak", "Nursing", 6.5], ["Oak", "Medical", 1.5]]  # fmt: skip
    result = result_of(S=[["September 2024"], *table])
    assert any("B3" in text and "called a total" in text for text in told(result))
    plain = result_of(S=[["September 2024"], table[0], *table[2:4], *table[5:]])
    assert not any("called a total" in text for text in told(plain))
