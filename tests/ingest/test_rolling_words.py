"""Figures over rolling months, in all the words for it: one item, with its window, never summed."""

import pytest

from mhvalue.ingest.wording import earlier_of, window_of
from tests.ingest.books import result_of, rows

YEAR = ("2023-11-01", "2024-10-31")
QUARTER = ("2024-08-01", "2024-10-31")
WORDINGS = [
    ("Falls (rolling 12 months)", YEAR),
    ("Falls (12m rolling)", YEAR),
    ("Falls 12 month rolling total", YEAR),
    ("Falls R12", YEAR),
    ("Falls - R12M", YEAR),
    ("Falls LTM", YEAR),
    ("Falls last twelve months", YEAR),
    ("Falls, last 12 mths", YEAR),
    ("Falls (rolling year)", YEAR),
    ("Falls, 12 months to October 2024", YEAR),
    ("Falls - quarterly rolling", QUARTER),
    ("Falls rolling 3 months", QUARTER),
]


@pytest.mark.parametrize(("text", "window"), WORDINGS)
def test_a_rolling_figure_is_one_of_its_item(text, window):
    down = result_of(
        Sheet1=[["Ward safety October 2024"], ["Measure", "Elm", "Oak"], ["Complaints", 1, 2],
                [text, 31, 32]]
    )  # fmt: skip
    across = result_of(
        Sheet1=[["Ward safety October 2024"], ["Ward", "Complaints", text], ["Elm", 1, 31],
                ["Oak", 2, 32]]
    )  # fmt: skip
    for result in (down, across):
        found = rows(result, "item", "unit", "start", "end", "amount")
        assert [row for row in found if row[0] == "falls"] == [
            ("falls", "Elm", *window, 31), ("falls", "Oak", *window, 32),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "window"),
    [("Falls (3-month average)", QUARTER), ("Falls 3mma", QUARTER),
     ("Falls, rolling average (12 months)", YEAR), ("Falls 12 month moving average", YEAR)],
)  # fmt: skip
def test_an_average_over_months_is_no_figure_of_them_and_has_its_own_name(text, window):
    result = result_of(
        Sheet1=[["Ward safety October 2024"], ["Measure", "Elm", "Oak"], ["Falls", 1, 2],
                [text, 1.5, 2.5]]
    )  # fmt: skip
    found = rows(result, "item", "start", "end", "amount")
    assert [row[1:] for row in found if row[3] == 1.5] == [(*window, 1.5)]
    assert [row[3] for row in found if row[0] == "falls"] == [1, 2]


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("Spend YTD", "year to date"), ("Cum. falls", "year to date"),
        ("Cumulative falls", "year to date"), ("Year-to-date actual", "year to date"),
        ("Annual budget", "full year"), ("FYE", "full year"), ("Full-year plan", "full year"),
        ("Forecast out-turn", "full year"), ("Falls TTM", "rolling 12 months"),
        ("Moving quarter ending", "rolling 3 months"), ("Annually rolling", "rolling 12 months"),
        ("Falls R6M", "rolling 6 months"), ("Trailing six months", "rolling 6 months"),
        ("Previous three mths", "rolling 3 months"), ("Year ended June", "rolling 12 months"),
        ("3mma", "rolling 3 months"), ("Falls", ""), ("Waits of 3 to 12 weeks", ""),
    ],
)  # fmt: skip
def test_every_word_for_a_window_is_heard(text, window):
    assert window_of(text) == window


@pytest.mark.parametrize(
    ("text", "which"),
    [("Falls last month", "period before"), ("Prev. quarter", "period before"),
     ("Prior period", "period before"), ("Preceding week", "period before"),
     ("Same month, previous year", "year before"), ("Falls than last month", ""),
     ("Falls this month", "")],
)  # fmt: skip
def test_every_word_for_an_earlier_period_is_heard(text, which):
    assert earlier_of(text) == which


def test_twelve_months_up_to_one_above_months_say_which_these_are():
    head = ["Ward", "Aug-24", "Sep-24", "Oct-24"]
    result = result_of(
        Sheet1=[["Falls, 3 months to October 2024"], head, ["Elm", 1, 2, 3], ["Oak", 4, 5, 6]]
    )
    assert rows(result, "item", "start", "end", "amount")[:3] == [
        ("falls", "2024-08-01", "2024-08-31", 1), ("falls", "2024-09-01", "2024-09-30", 2),
        ("falls", "2024-10-01", "2024-10-31", 3),
    ]  # fmt: skip


def test_the_name_of_a_sheet_may_say_that_its_months_are_rolling():
    result = result_of(
        **{"Rolling 12m": [["Falls"], ["Ward", "Sep-24", "Oct-24"], ["Elm", 1, 2], ["Oak", 3, 4]]}
    )
    assert rows(result, "start", "end", "amount")[:2] == [
        ("2023-10-01", "2024-09-30", 1), (*YEAR, 2),
    ]  # fmt: skip


def test_a_column_says_which_rows_are_rolling():
    result = result_of(
        Sheet1=[
            ["Indicator", "Basis", "Sep-24", "Oct-24"],
            ["Falls", "Month", 1, 2],
            ["Falls", "Rolling 12 months", 31, 32],
            ["Complaints", "Month", 3, 4],
            ["Complaints", "Rolling 12 months", 33, 34],
        ]
    )
    assert rows(result, "item", "group", "start", "end", "amount")[:4] == [
        ("falls", "all", "2024-09-01", "2024-09-30", 1),
        ("falls", "all", "2024-10-01", "2024-10-31", 2),
        ("falls", "all", "2023-10-01", "2024-09-30", 31),
        ("falls", "all", *YEAR, 32),
    ]


def test_a_line_above_months_says_that_they_end_rolling_quarters():
    result = result_of(
        Sheet1=[["People waiting"], ["Rolling quarter ending"], ["Measure", "Jan 2024", "Feb 2024"],
                ["Number still waiting", 30, 31]]
    )  # fmt: skip
    assert rows(result, "start", "end") == [
        ("2023-11-01", "2024-01-31"), ("2023-12-01", "2024-02-29")
    ]  # fmt: skip


def test_wards_named_as_windows_are_are_wards():
    result = result_of(Sheet1=[["Falls October 2024"], ["Ward", "Falls"], ["R12", 5], ["R3", 6]])
    assert rows(result, "unit", "start", "amount") == [
        ("R12", "2024-10-01", 5), ("R3", "2024-10-01", 6),
    ]  # fmt: skip


def test_rolling_months_up_to_the_end_of_each_quarter():
    result = result_of(
        Sheet1=[["IPS: people accessing, 2023/24 (rolling 12 months to quarter end)"],
                ["ICB level"], ["ICB", "Q1", "Q4"], ["Dale", 300, 340]]
    )  # fmt: skip
    assert rows(result, "grain", "period", "start", "end", "amount") == [
        ("quarter", "2023-04-01", "2022-07-01", "2023-06-30", 300),
        ("quarter", "2024-01-01", "2023-04-01", "2024-03-31", 340),
    ]
    assert {heading.partition(" (")[0] for (heading,) in rows(result, "heading")} == {
        "IPS: people accessing"
    }
