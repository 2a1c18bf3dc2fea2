"""Half years across, down and in a title, never taken for the year that they are part of."""

from datetime import date

import pytest

from mhvalue.periods import Period
from mhvalue.written_windows import parse_window, window_in, without_window
from tests.ingest.books import result_of, rows

FIRST = ("2024-04-01", "2024-09-30")
SECOND = ("2024-10-01", "2025-03-31")


@pytest.mark.parametrize(
    "text",
    ["H1 2024/25", "2024/25 H1", "H1 24/25", "Half 1 2024-25", "First half of 2024/25",
     "Half year 1 2024/25", "H1 (2024/25)", "Apr-Sep 2024", "6 months to Sep-24"],
)  # fmt: skip
def test_the_first_six_months_of_a_financial_year(text):
    expected = Period(date(2024, 4, 1), date(2024, 9, 30), "month")
    assert parse_window(text) == expected
    assert window_in(f"Seclusions {text}") == expected
    assert without_window(f"Seclusions, {text}") == "Seclusions"


@pytest.mark.parametrize("lead", ["YE", "Y/E", "R12M", "R12", "12 months to", "Year ending"])
def test_twelve_months_by_their_last_one(lead):
    heads = [f"{lead} {month} 2024" for month in ("Sep", "Oct")]
    across = [["Falls"], ["Ward", *heads], ["Elm ward", 3, 4], ["Oak ward", 5, 6]]
    down = [["Ward", "Period", "Falls"], *(["Elm ward", head, 3] for head in heads)]
    for table in (across, down):
        found = set(rows(result_of(Sheet1=table), "item", "start", "end"))
        assert found == {
            ("falls", "2023-10-01", "2024-09-30"), ("falls", "2023-11-01", "2024-10-31")
        }  # fmt: skip


def test_a_year_to_date_down_the_rows_is_no_month():
    result = result_of(Sheet1=[["Ward", "Period", "Falls"], ["Elm ward", "Sep-24 YTD", 3],
                               ["Elm ward", "Oct-24 YTD", 4]])  # fmt: skip
    assert rows(result, "amount") == []


def test_half_of_a_single_year_is_of_an_unclear_one():
    assert parse_window("H1 2024") is None
    result = result_of(
        Sheet1=[
            ["Falls by ward"], ["Ward", "H1 2023", "H2 2023", "H1 2024"],
            ["Elm", 11, 12, 13], ["Oak", 14, 15, 16],
        ]
    )  # fmt: skip
    assert rows(result, "amount") == []


@pytest.mark.parametrize(
    "head",
    [("H1 2024/25", "H2 2024/25"), ("2024/25 H1", "2024/25 H2"),
     ("Apr-Sep 2024", "Oct 2024-Mar 2025"), ("6 months to Sep 2024", "6 months to Mar 2025")],
)  # fmt: skip
def test_halves_across(head):
    result = result_of(
        Sheet1=[["Falls by ward"], ["Ward", *head], ["Elm", 11, 12], ["Oak", 13, 14]]
    )
    assert rows(result, "item", "unit", "start", "end", "amount") == [
        ("falls", "Elm", *FIRST, 11), ("falls", "Elm", *SECOND, 12),
        ("falls", "Oak", *FIRST, 13), ("falls", "Oak", *SECOND, 14),
    ]  # fmt: skip


def test_halves_over_measures_with_their_year_in_the_title():
    result = result_of(
        Sheet1=[
            ["Quality 2024/25"],
            ["Ward", "H1", "H1", "H2", "H2"],
            [None, "Falls", "Complaints", "Falls", "Complaints"],
            ["Elm", 11, 12, 13, 14],
            ["Oak", 15, 16, 17, 18],
        ]
    )
    assert rows(result, "item", "unit", "start", "end", "amount")[:4] == [
        ("falls", "Elm", *FIRST, 11), ("complaints", "Elm", *FIRST, 12),
        ("falls", "Elm", *SECOND, 13), ("complaints", "Elm", *SECOND, 14),
    ]  # fmt: skip


def test_halves_down_and_a_half_in_the_title():
    down = result_of(
        Sheet1=[
            ["Half year", "Ward", "Falls"],
            ["H1 2024/25", "Elm", 11], ["H2 2024/25", "Elm", 12],
        ]
    )  # fmt: skip
    assert rows(down, "start", "end", "amount") == [(*FIRST, 11), (*SECOND, 12)]
    titled = result_of(
        Sheet1=[["Falls and complaints H2 2024/25"], ["Ward", "Falls"], ["Elm", 11], ["Oak", 12]]
    )
    assert rows(titled, "start", "end", "amount") == [(*SECOND, 11), (*SECOND, 12)]


def test_houses_by_their_numbers_are_no_halves():
    result = result_of(
        Sheet1=[
            ["Falls 2024/25"],
            ["Month", "H1", "H2", "H3"],
            ["Apr 2024", 1, 2, 3],
            ["May 2024", 4, 5, 6],
        ]
    )
    assert rows(result, "period", "amount")[:3] == [
        ("2024-04-01", 1), ("2024-04-01", 2), ("2024-04-01", 3),
    ]  # fmt: skip
