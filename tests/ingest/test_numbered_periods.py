"""Months, weeks and longer stretches that are told by their numbers."""

import pytest

from tests.ingest.books import result_of, rows, told

KINDS = ("Plan", "Actual")
TWO = ("Elm ward", "Oak ward")
NUMBERS = tuple(range(1, 8))
TITLE = ["Falls 2024/25"]


@pytest.mark.parametrize(
    "table",
    [
        [["Ward", *(f"P{n}" for n in NUMBERS)], *([ward, *NUMBERS] for ward in TWO)],
        [["Period", *TWO], *([f"P{n}", n, n] for n in NUMBERS)],
        [["Ward", "Period", "Falls"], *([w, f"P{n}", n] for w in TWO for n in NUMBERS)],
    ],
)
def test_periods_numbered_past_all_priorities_are_months_from_april_on(table):
    found = rows(result_of(S=[TITLE, *table]), "unit", "start", "amount")
    assert sorted(found) == [(ward, f"2024-{n + 3:02}-01", n) for ward in TWO for n in NUMBERS]


@pytest.mark.parametrize("rows_of_heads", [1, 2])
def test_a_few_numbered_periods_of_plan_and_actual_are_months(rows_of_heads):
    heads = (
        [None, *("Plan", "Actual") * 2],
        ["Ward", *(f"P{n} {k}" for n in (1, 2) for k in KINDS)],
    )
    above = [["Ward", "P1", None, "P2", None], heads[0]] if rows_of_heads == 2 else [heads[1]]
    result = result_of(S=[["Pay 2024/25"], *above, ["Elm", 3, 4, 5, 6], ["Oak", 3, 4, 5, 6]])
    assert sorted(set(rows(result, "start", "scenario", "amount"))) == [
        ("2024-04-01", "actual", 4), ("2024-04-01", "plan", 3),
        ("2024-05-01", "actual", 6), ("2024-05-01", "plan", 5),
    ]  # fmt: skip


NUMBERED = "weeks by their numbers only"
STRETCHES = "stretches of days, such as four weeks"
WEEKS = [["Elm", 3, 4], ["Oak", 6, 7]]


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ([["Falls 2024/25"], ["Ward", "Wk 27", "Wk 28"], *WEEKS], NUMBERED),
        ([["Ward", "Year", "Week", "Falls"], ["Elm", 2024, 27, 3], ["Elm", 2024, 28, 3]], NUMBERED),
        (
            [["Ward", "Year", "Week no", "Falls"], ["Elm", "2024/25", "Week 27", 3],
             ["Elm", "2024/25", "Week 28", 3]],
            NUMBERED,
        ),
        ([["Falls 2024"], ["Ward", "Week number", "Falls"], ["Elm", 27, 3], ["Elm", 28, 3]],
         NUMBERED),
        ([["Ward", "4 weeks to 28/04/2024", "4 weeks to 26/05/2024"], *WEEKS], STRETCHES),
        ([["Four weeks ending", "Ward", "Falls"], ["28/04/2024", "Elm", 3],
          ["26/05/2024", "Elm", 4]], STRETCHES),
        ([["Roster 2024/25"], ["Ward", "Period 1", "Period 2"], *WEEKS], STRETCHES),
        ([["Falls 2024/25"], ["Ward", "P1 (1 Apr 24 - 28 Apr 24)", "P2 (29 Apr 24 - 26 May 24)"],
          *WEEKS], STRETCHES),
        ([["Roster period", "Year", "Ward", "Falls"], [1, "2024/25", "Elm", 3],
          [13, "2024/25", "Elm", 4]], STRETCHES),
        ([TITLE, ["Ward", *(f"P{n}" for n in range(1, 14))], ["Elm", *range(13)],
          ["Oak", *range(13)]], "periods up to 13"),
        ([TITLE[:0], ["Ward", "FY24", "FY25"], *WEEKS], "financial years by one number"),
        ([["Year", "Ward", "Falls"], ["FY2024", "Elm", 3], ["FY2025", "Elm", 4]],
         "financial years by one number"),
        ([["Period", "Ward", "Falls"], ["009.2024", "Elm", 3], ["010.2024", "Elm", 4]],
         "names its periods as 010.2024"),
        ([["Period", "Ward", "Falls"], ["01/04/2024 - 28/04/2024", "Elm", 3],
          ["29/04/2024 - 26/05/2024", "Elm", 4]], STRETCHES),
        ([["Start", "End", "Ward", "Falls"], ["01/04/2024", "28/04/2024", "Elm", 3],
          ["29/04/2024", "26/05/2024", "Elm", 4]], "Stretches of days that make up no week"),
    ],
)  # fmt: skip
def test_weeks_by_number_and_stretches_of_four_weeks_are_refused_and_say_why(table, why):
    result = result_of(S=table)
    assert rows(result, "amount") == []
    assert [why in text for text in told(result)].count(True) == 1


@pytest.mark.parametrize(
    ("heading", "first", "last"),
    [
        (("2024-W27", "2024-W28"), "2024-07-01", "2024-07-14"),
        (("01/04/2024 - 07/04/2024", "08/04/2024 - 14/04/2024"), "2024-04-01", "2024-04-14"),
        (("202303 to 202402", "202403 to 202502"), "2023-03-01", "2025-02-28"),
        (("202304 to 202403", "202404 to 202503"), "2023-04-01", "2025-03-31"),
    ],
)
def test_weeks_by_their_days_and_months_by_their_codes_are_read(heading, first, last):
    result = result_of(S=[["Falls"], ["Ward", *heading], *WEEKS])
    found = rows(result, "start", "end")
    assert (min(found)[0], max(end for _, end in found)) == (first, last)
    assert len(set(found)) == 2


def test_the_thirteenth_period_of_a_ledger_is_told():
    table = [["Period", "Year", "Ward", "Falls"], *([n, "2024/25", "Elm", n] for n in (11, 12, 13))]
    result = result_of(S=table)
    assert rows(result, "start", "amount") == [("2025-02-01", 11), ("2025-03-01", 12)]
    assert any("S A4: No date or period could be read in 1 cell (A4)" in t for t in told(result))


@pytest.mark.parametrize(
    "heads", [("Spring 2024", "Summer 2024"), ("2023 (Apr-Mar)", "2024 (Apr-Mar)")]
)
def test_a_season_or_a_shifted_year_is_no_calendar_year(heads):
    result = result_of(S=[["Falls"], ["Ward", *heads], *WEEKS])
    assert rows(result, "amount") == []
    assert any("which period" in text for text in told(result))


def test_years_by_one_number_beside_months_leave_the_months_alone():
    below = [[ward, 3, 4, 5, 6] for ward in ("Elm", "Oak")]
    result = result_of(S=[["Falls"], ["Ward", "FY24", "FY25", "Apr-25", "May-25"], *below])
    assert set(rows(result, "start", "amount")) == {("2025-04-01", 5), ("2025-05-01", 6)}
