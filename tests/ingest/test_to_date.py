"""Files that hold the year to date alone: never read as months, split into months by difference."""

import math

import pytest

from mhvalue.ingest.wording import cover_of
from tests.ingest.books import result_of, rows, told

MONTHS = ["Apr-24", "May-24", "Jun-24", "Jul-24", "Aug-24"]
ELM = [3, 5, 9, 9, 14]
OF_ELM = [("2024-04-01", 3), ("2024-05-01", 2), ("2024-06-01", 4), ("2024-07-01", 0)]
OF_ELM += [("2024-08-01", 5)]


def single(result, unit="Elm", **equal):
    """Period and amount of the figures that cover one month each, the blank ones as None."""
    wanted = [*rows(result, "unit", "item", "scenario", "period", "start", "end", "amount")]
    return [
        (period, None if math.isnan(amount) else amount)
        for name, item, scenario, period, start, end, amount in wanted
        if (name, start[:7]) == (unit, end[:7])
        and equal.items() <= {"item": item, "scenario": scenario}.items()
    ]


@pytest.mark.parametrize(
    "sheets",
    [
        {"S": [["Cumulative admissions by ward 2024/25"], [], ["Ward", *MONTHS], ["Elm", *ELM]]},
        {"YTD": [["Admissions by ward"], [], ["Ward", *MONTHS], ["Elm", *ELM]]},
        {"S": [["Admissions by ward"], ["All figures are year to date"], [], ["Ward", *MONTHS],
               ["Elm", *ELM]]},
        {"S": [["Ward", "Month", "Admissions YTD"],
               *[["Elm", month, n] for month, n in zip(MONTHS, ELM, strict=True)]]},
        {"S": [["Ward", "Month", "Cumulative admissions"],
               *[["Elm", month, n] for month, n in zip(MONTHS, ELM, strict=True)][::-1]]},
        {"S": [["Ward", "Measure", *MONTHS], ["Elm", "Admissions (cumulative)", *ELM],
               ["Elm", "Falls", 1, 1, 1, 1, 1]]},
    ],
)  # fmt: skip
def test_the_year_to_date_becomes_months_that_say_they_were_worked_out(sheets):
    oak = {name: [*table, ["Oak", *table[-1][1:]]] if table[-1][0] == "Elm" and len(table) < 6
           else table for name, table in sheets.items()}  # fmt: skip
    result = result_of(**oak)
    assert sorted(single(result, item="admissions")) == OF_ELM
    headings = {heading for item, start, end, heading in rows(result, "item", "start", "end",
                "heading") if item == "admissions" and start[:7] == end[:7]}  # fmt: skip
    assert all(heading.endswith("(worked out from the year to date)") for heading in headings)
    as_written = [(end, amount) for unit, item, start, end, amount
                  in rows(result, "unit", "item", "start", "end", "amount")
                  if (unit, item, start) == ("Elm", "admissions", "2024-04-01")]  # fmt: skip
    assert ("2024-08-31", 14) in as_written
    assert any("difference from the month before" in text for text in told(result))


def table(figures, months=MONTHS, heading="Admissions YTD"):
    body = [["Elm", month, figure] for month, figure in zip(months, figures, strict=True)]
    return result_of(S=[["Ward", "Month", heading], *body])


def test_a_month_that_is_missing_takes_the_next_one_with_it():
    blank = result_of(YTD=[["Admissions by ward"], [], ["Ward", *MONTHS],
                           ["Elm", 3, None, 9, 9, 14], ["Oak", *ELM]])  # fmt: skip
    assert sorted(single(blank)) == [
        ("2024-04-01", 3), ("2024-05-01", None), ("2024-06-01", None), ("2024-07-01", 0),
        ("2024-08-01", 5),
    ]  # fmt: skip
    absent = table([3, 9, 9], ["Apr-24", "Jun-24", "Jul-24"])
    assert single(absent) == [("2024-04-01", 3), ("2024-06-01", None), ("2024-07-01", 0)]
    assert any("1 could not be, as the month before is not known (C3)" in s for s in told(absent))


def test_each_financial_year_begins_anew():
    result = table([30, 33, 2, 5], ["Feb-24", "Mar-24", "Apr-24", "May-24"])
    assert single(result) == [
        ("2024-02-01", None), ("2024-03-01", 3), ("2024-04-01", 2), ("2024-05-01", 3)
    ]  # fmt: skip


def test_money_may_fall_by_credits_and_a_fall_is_told():
    result = table([100.5, 250.75, 240.25], MONTHS[:3], "Agency spend YTD (£)")
    assert single(result) == [("2024-04-01", 100.5), ("2024-05-01", 150.25), ("2024-06-01", -10.5)]
    assert any("fall from one month to the next (C4)" in text for text in told(result))


def test_plan_and_actual_are_split_each_by_itself():
    result = result_of(S=[["Spend year to date"], [], ["", "Apr-24", None, "May-24", None],
                          ["Ward", "Plan", "Actual", "Plan", "Actual"], ["Elm", 10, 12, 20, 30],
                          ["Oak", 5, 6, 7, 8]])  # fmt: skip
    assert single(result, scenario="plan") == [("2024-04-01", 10), ("2024-05-01", 10)]
    assert single(result, scenario="actual") == [("2024-04-01", 12), ("2024-05-01", 18)]


def test_sheets_of_one_month_each_are_split_together():
    sheets = {
        month: [["Ward", "Month", "Admissions YTD"], ["Elm", month, n], ["Oak", month, 2 * n]]
        for month, n in zip(MONTHS, ELM, strict=True)
    }
    result = result_of(**sheets)
    assert sorted(single(result)) == OF_ELM


def test_an_item_with_months_of_its_own_is_not_split():
    result = result_of(S=[["Ward", "Month", "Admissions", "Admissions YTD"],
                          ["Elm", "May-24", 2, 5], ["Elm", "Jun-24", 3, 9]])  # fmt: skip
    assert single(result) == [("2024-05-01", 2), ("2024-06-01", 3)]
    assert not any("worked out" in text for text in told(result))


@pytest.mark.parametrize("heading", ["Sickness rate YTD %", "Average length of stay YTD",
                                     "Caseload YTD"])  # fmt: skip
def test_what_does_not_add_up_over_months_is_left_as_it_is(heading):
    assert all("worked out" not in text for (text,) in rows(table(ELM, heading=heading), "heading"))


def test_one_month_alone_is_told_and_not_split():
    result = result_of(S=[["Ward", "Month", "Admissions YTD"], ["Elm", "Jun-24", 9],
                          ["Oak", "Jun-24", 4]])  # fmt: skip
    assert rows(result, "start", "amount") == [("2024-04-01", 9), ("2024-04-01", 4)]
    assert any("of one month alone" in text for text in told(result))


def test_a_column_may_say_which_rows_are_of_the_year_to_date():
    result = result_of(S=[["Ward", "Basis", "Measure", *MONTHS],
                          ["Elm", "YTD", "Admissions", *ELM],
                          ["Elm", "In month", "Admissions", 3, 2, 4, 0, 5],
                          ["Elm", "YTD", "Falls", *ELM]])  # fmt: skip
    assert sorted(set(single(result, item="admissions"))) == OF_ELM
    assert sorted(single(result, item="falls")) == OF_ELM
    assert set(rows(result, "breakdown", "group")) == {("none", "all")}


@pytest.mark.parametrize(
    ("label", "cover"),
    [("YTD", "year to date"), ("In month", ""), ("Cumulative", "year to date"), ("Monthly", ""),
     ("Year to date total", "year to date"), ("Acute", None), ("YTD variance", None)],
)  # fmt: skip
def test_labels_that_say_what_figures_cover(label, cover):
    assert cover_of(label) == cover


def test_a_title_of_the_year_to_date_may_stand_over_single_months():
    title = [["Falls 2024/25 YTD"], ["Ward", *MONTHS[:4]]]
    plainly = result_of(S=[*title, ["Elm", 5, 3, 4, 2], ["Oak", 2, 6, 1, 3]])
    assert single(plainly)[:3] == [("2024-04-01", 5), ("2024-05-01", 3), ("2024-06-01", 4)]
    assert all(start[:7] == end[:7] for start, end in rows(plainly, "start", "end"))
    assert any("taken for those of each month" in text for text in told(plainly))
    added_up = result_of(S=[*title, ["Elm", 5, 8, 12, 14], ["Oak", 2, 8, 7, 10]])
    assert sorted(single(added_up))[:2] == [("2024-04-01", 5), ("2024-05-01", 3)]
    headed = result_of(
        S=[
            ["Ward", "Month", "Falls YTD"],
            *[["Elm", m, n] for m, n in zip(MONTHS, (5, 3, 4, 2, 1), strict=True)],
        ]
    )
    assert not any("title or the sheet" in text for text in told(headed))


def test_a_year_to_date_is_no_full_year_but_goes_up_to_the_month_that_is_stated():
    body = [["Service", "YTD 2024/25", "YTD 2023/24"], ["Perinatal", 70, 60], ["EIP", 50, 40]]
    stated = result_of(S=[["Activity to month 7 2024/25"], *body])
    assert rows(stated, "start", "end", "amount")[:2] == [
        ("2024-04-01", "2024-10-31", 70), ("2023-04-01", "2023-10-31", 60),
    ]  # fmt: skip
    assert len(rows(stated, "amount")) == 4
    assert rows(result_of(S=[["Activity"], *body]), "amount") == []
    title = [["Falls 2024/25 YTD"], ["Ward", "Falls"], ["Elm", 5], ["Oak", 2]]
    assert rows(result_of(S=title), "amount") == []
