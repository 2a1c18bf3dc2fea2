"""Rows that add up others or speak of them, under whichever column their label stands."""

from dataclasses import replace

import pytest

from tests.ingest.books import result_of, rows, told


def test_an_average_below_months_leaves_the_months_months():
    result = result_of(
        **{
            "2023-24": [
                ["Occupied bed days"],
                ["Month", "Elm Ward", "Oak Ward"],
                ["April", 300, 400], ["May", 310, 410], ["Total", 610, 810], ["Average", 305, 405],
            ]
        }
    )  # fmt: skip
    assert rows(result, "unit", "period", "amount") == [
        ("Elm Ward", "2023-04-01", 300), ("Oak Ward", "2023-04-01", 400),
        ("Elm Ward", "2023-05-01", 310), ("Oak Ward", "2023-05-01", 410),
    ]  # fmt: skip


def test_a_sum_named_after_what_its_units_belong_to():
    result = result_of(
        Sheet1=[
            ["Staff, October 2024"],
            ["Directorate", "Team", "Headcount", "WTE"],
            ["Community", "North", 20, 18.5],
            [None, "South", 10, 9.5],
            ["Community Total", None, 30, 28],
            ["Inpatient", "Elm", 40, 35.5],
            ["Inpatient Total", None, 40, 35.5],
        ]
    )
    assert rows(result, "unit", "amount") == [
        ("North", 20), ("North", 18.5), ("South", 10), ("South", 9.5), ("Elm", 40), ("Elm", 35.5),
    ]  # fmt: skip


CAUSES = [
    ["Cause group", "Ward", "Q1 2024/25", "Q2 2024/25"],
    ["Fire", "Elm", 1, 2],
    [None, "Oak", 3, 4],
    ["Fire Total", None, 4, 6],
    ["Theft", "Elm", 5, 6],
    [None, "Oak", 7, 8],
    ["Theft Total", None, 12, 14],
]


def test_a_sum_named_after_a_group():
    result = result_of(Sheet1=[["Incidents by cause group"], *CAUSES])
    assert rows(result, "unit", "group", "amount") == [
        ("Elm", "Fire", 1), ("Elm", "Fire", 2), ("Oak", "Fire", 3), ("Oak", "Fire", 4),
        ("Elm", "Theft", 5), ("Elm", "Theft", 6), ("Oak", "Theft", 7), ("Oak", "Theft", 8),
    ]  # fmt: skip


def test_a_sum_over_units_named_after_a_measure():
    measured = {"Fire": "Falls", "Fire Total": "Falls Total"}
    result = result_of(Sheet1=[[measured.get(row[0], row[0]), *row[1:]] for row in CAUSES])
    assert [unit for unit, _ in rows(result, "unit", "amount")] == ["Elm", "Elm", "Oak", "Oak"] * 2


def test_cost_centres_stay_codes_beside_the_names_of_their_sums():
    result = result_of(
        Sheet1=[
            ["Month 7, October 2024"],
            ["Cost Centre", "Description", "Budget", "Actual"],
            ["Acute"],
            [400101, "Elm", 10, 11],
            [400102, "Oak", 20, 21],
            ["Acute Total", None, 30, 32],
            ["Community"],
            [400201, "North", 30, 31],
            [400202, "South", 40, 41],
            ["Community Total", None, 70, 72],
        ]
    )
    assert rows(result, "unit", "scenario", "amount") == [
        ("Elm", "plan", 10), ("Elm", "actual", 11), ("Oak", "plan", 20), ("Oak", "actual", 21),
        ("North", "plan", 30), ("North", "actual", 31), ("South", "plan", 40),
        ("South", "actual", 41),
    ]  # fmt: skip


def test_the_trust_among_its_wards_and_the_average_of_a_site_are_no_wards():
    result = result_of(
        Sheet1=[
            ["Ward", "Apr 2024", "May 2024"],
            ["Elm", 10, 20], ["Oak", 30, 50], ["Ash", 31, 51], ["Site average", 20, 35],
            ["Trust", 70, 121],
        ]
    )  # fmt: skip
    assert [unit for unit, _ in rows(result, "unit", "amount")] == [
        "Elm", "Elm", "Oak", "Oak", "Ash", "Ash"
    ]  # fmt: skip


def test_labels_of_few_rows_are_joined_over_blank_columns():
    result = result_of(
        Sheet1=[
            ["Directorate", None, "Ward", None, "Apr 2024", "May 2024"],
            ["Acute", None, "Elm", None, 1, 2],
            [None, None, "Oak", None, 3, 4],
            ["Older", None, "Ash", None, 5, 6],
            [None, None, "Fir", None, 7, 8],
            ["Total", None, None, None, 16, 20],
        ]
    )
    assert rows(result, "unit", "amount") == [
        ("Elm", 1), ("Elm", 2), ("Oak", 3), ("Oak", 4), ("Ash", 5), ("Ash", 6),
        ("Fir", 7), ("Fir", 8),
    ]  # fmt: skip
    parents = {unit.name: unit.parents for unit in result.facts.units.units}
    assert parents["Oak"] == (("Directorate", "Acute"),)


def test_the_year_to_date_below_months_is_left_out():
    result = result_of(
        Sheet1=[
            ["Admissions 2024/25"],
            ["Month", "Elm ward", "Oak ward"],
            ["April", 3, 4], ["May", 5, 6], ["June", 7, 8], ["YTD", 15, 18],
        ]
    )  # fmt: skip
    assert rows(result, "start", "amount") == [
        ("2024-04-01", 3), ("2024-04-01", 4), ("2024-05-01", 5), ("2024-05-01", 6),
        ("2024-06-01", 7), ("2024-06-01", 8),
    ]  # fmt: skip


def test_a_percentage_below_groups_is_none_of_them():
    result = result_of(
        Sheet1=[
            ["Referrals by source"],
            ["Source", "Apr 2024", "May 2024"],
            ["GP", 10, 20], ["Self", 30, 40], ["% self referral", "75%", "67%"],
        ]
    )  # fmt: skip
    assert rows(result, "group", "amount") == [
        ("GP", 10), ("GP", 20), ("Self", 30), ("Self", 40),
    ]  # fmt: skip


def test_a_row_that_says_number_under_each_month_names_no_figure():
    result = result_of(
        Sheet1=[
            ["Falls"],
            ["Ward", "Apr 2024", "May 2024"],
            [None, "n", "n"],
            ["Elm", 1, 2],
            ["Oak", 3, 4],
        ]
    )
    assert set(rows(result, "item")) == {("falls",)}


@pytest.mark.parametrize("blank", [0, None])
def test_divisions_of_few_small_figures_are_known_by_the_total_they_part(blank):
    result = result_of(
        S=[["Seclusions by ward"], ["Row Labels", "Apr-24", "May-24"], ["Adult", 2, 1],
           ["Elm", 2, blank], ["Oak", blank, 1], ["Secure", 1, 2], ["Ash", 1, 2],
           ["Grand Total", 3, 3]]
    )  # fmt: skip
    assert set(rows(result, "level", "unit")) == {
        ("Ward", "Elm"), ("Ward", "Oak"), ("Ward", "Ash"), ("Group", "Adult"), ("Group", "Secure"),
    }  # fmt: skip


def test_wards_that_make_up_the_total_are_no_sums_of_each_other():
    result = result_of(
        S=[["Falls by ward"], ["Ward", "Apr-24", "May-24"], ["Elm", 2, 1], ["Oak", 1, 1],
           ["Ash", 1, 0], ["Fir", 0, 0], ["Total", 4, 2]]
    )  # fmt: skip
    assert {unit for (unit,) in rows(result, "unit")} == {"Elm", "Oak", "Ash", "Fir"}


def test_a_total_of_groups_above_it_is_no_group_and_one_of_nothing_is():
    result = result_of(
        S=[["Spend, October 2024"], ["Description", "Budget", "Actual", "WTE"],
           ["Nurses", 50, 40, 2], ["Porters", 10, 20, 1], ["Total people", 60, 60, None],
           ["Linen", 5, 6, None], ["Total care package", 7, 8, None],
           ["* Debit", 72, 74, None]]
    )  # fmt: skip
    groups = {group for (group,) in rows(result, "group")}
    assert groups == {"Nurses", "Porters", "Linen", "Total care package"}


def test_one_row_named_after_the_trust_is_no_ward():
    table = [["Sickness %"], ["Ward", "Apr-24", "May-24"], ["Anytown NHS Foundation Trust", 5, 6],
             ["Elm", 4, 5], ["Oak", 6, 7], ["Ash", 4, 6]]  # fmt: skip
    assert {unit for (unit,) in rows(result_of(S=table), "unit")} == {"Elm", "Oak", "Ash"}
    table[1][0] = "Provider"
    assert len({unit for (unit,) in rows(result_of(S=table), "unit")}) == 4


def test_rows_that_a_person_left_out_are_not_said_to_add_up_others():
    sheet = [["Ward", "Apr 2024", "May 2024"], ["Elm", 4, 5], ["Oak", 6, 7], ["Ash", 1, 9],
             ["Total", 11, 21]]  # fmt: skip
    first = result_of(Sheet1=sheet)
    assert any(
        "1 row adds up others, compares with them or repeats the headings (A5)." in line
        for line in told(first)
    )
    table = replace(first.reading.tables[0], skip_rows=(2, 4))
    again = result_of(replace(first.reading, tables=(table,)), Sheet1=sheet)
    assert set(rows(again, "unit")) == {("Elm",), ("Ash",)}
    said = [line for line in told(again) if "A3" in line]
    assert [line.partition(": ")[2] for line in said] == [
        "2 rows are not among those to be read (A3, A5). They were left out."
    ]


def test_services_given_before_all_of_their_parts_are_sums_also_where_a_part_is_hidden():
    rest = [["(A) Memory", 31200, 200], ["(A) Therapy", 24050, None], ["(A) Nursing", 19750, 150],
            ["(C) Therapy", 12100, 60], ["(C) Nursing", 9900, 70]]  # fmt: skip
    heads = [["Adult services", 75000, 420], ["Children's services", 22000, 130]]
    result = result_of(
        S=[["Waiting, November 2024"], ["Service", "People waiting", "Over 18 weeks"],
           ["England", 97000, 550], *heads, *rest]
    )  # fmt: skip
    units = {unit for (unit,) in rows(result, "unit")}
    assert units == {"England", *(name for name, *_ in rest)}
    assert any("A4, A5" in text for text in told(result))
    # Of 6 and 4 people the same may be chance.
    small = result_of(
        S=[["Waiting, November 2024"], ["Service", "People waiting"], ["Adult", 6], ["Children", 4],
           ["Memory", 2], ["Therapy", 4], ["Nursing", 1], ["Play", 3]]
    )  # fmt: skip
    assert len({unit for (unit,) in rows(small, "unit")}) == 6


def test_a_total_of_one_line_and_the_sum_of_all_are_left_out_of_a_budget_statement():
    result = result_of(
        S=[
            ["Cost centre: B12 Elm"],
            ["Month 7, October 2024"],
            ["Description", "Budget £", "Actual £"],
            ["Nursing", 5000, 5200], ["Admin", 1000, 900], ["Total pay", 6000, 6100],
            ["Income", -1500, -1400], ["Total income", -1500, -1400],
            ["Net expenditure", 4500, 4700],
        ]
    )  # fmt: skip
    assert rows(result, "unit", "group", "scenario", "amount") == [
        ("B12 Elm", "Nursing", "plan", 5000), ("B12 Elm", "Nursing", "actual", 5200),
        ("B12 Elm", "Admin", "plan", 1000), ("B12 Elm", "Admin", "actual", 900),
        ("B12 Elm", "Income", "plan", -1500), ("B12 Elm", "Income", "actual", -1400),
    ]  # fmt: skip
    assert any("3 rows add up others" in text for text in told(result))
