"""Labels of rows that say what is counted and when."""

import pytest

from mhvalue.ingest.dated_labels import dated
from tests.ingest.books import result_of, rows

OCTOBER, SEPTEMBER = "2024-10-01", "2024-09-01"


@pytest.mark.parametrize(
    "label", ["Admissions October 2024", "October 2024 - Admissions", "Admissions (Oct-24)"]
)
def test_a_label_is_taken_apart(label):
    stem, found = dated(label)
    assert (stem, found.label) == ("Admissions", "Oct 2024")


@pytest.mark.parametrize(
    "label",
    ["Admissions", "October 2024", "Reduction since April 2024", "Recruited by March 2025",
     "Change from Sep-24 to Oct-24", "Target March 2025"],
)  # fmt: skip
def test_a_date_that_is_part_of_what_is_counted_is_no_period(label):
    assert dated(label) is None


def test_every_row_is_of_the_period_that_its_label_names():
    result = result_of(
        Sheet1=[
            ["Measure", "Elm", "Oak"],
            ["Admissions September 2024", 1, 2],
            ["Admissions October 2024", 3, 4],
            ["Discharges (Oct-24)", 5, 6],
        ]
    )
    assert rows(result, "item", "unit", "period", "amount") == [
        ("admissions", "Elm", SEPTEMBER, 1), ("admissions", "Oak", SEPTEMBER, 2),
        ("admissions", "Elm", OCTOBER, 3), ("admissions", "Oak", OCTOBER, 4),
        ("discharges", "Elm", OCTOBER, 5), ("discharges", "Oak", OCTOBER, 6),
    ]  # fmt: skip
    assert any("labels in column A name periods (A2, A3, A4)" in p.what for p in result.problems)


def test_a_row_in_arrears_is_of_its_own_month_and_the_others_of_that_of_the_title():
    result = result_of(
        Sheet1=[
            ["Scorecard October 2024"],
            ["Measure", "Elm", "Oak"],
            ["Admissions", 1, 2],
            ["Sickness % (Sep-24)", 3, 4],
            ["Incidents, CQUIN 2024/25", 5, 6],
        ]
    )
    assert rows(result, "period", "amount") == [
        (OCTOBER, 1), (OCTOBER, 2), (SEPTEMBER, 3), (SEPTEMBER, 4), (OCTOBER, 5), (OCTOBER, 6),
    ]  # fmt: skip


def test_rows_without_a_period_are_left_out_and_told_of_where_there_is_no_other():
    result = result_of(
        Sheet1=[
            ["Measure", "Elm", "Oak"],
            ["Admissions Oct 2024", 1, 2],
            ["Discharges Oct 2024", 3, 4],
            ["Complaints", 5, 6],
        ]
    )
    assert rows(result, "amount") == [(1,), (2,), (3,), (4,)]
    assert any(p.cell == "A4" and p.done == "Their rows were left out." for p in result.problems)


@pytest.mark.parametrize(
    "heading", ["Sickness % (Sep 24)", "Falls 12 months to September 2024", "Beds 2023/24"]
)
def test_a_column_headed_by_another_time_is_not_of_the_month_in_the_title(heading):
    result = result_of(
        Sheet1=[
            ["Ward dashboard October 2024"],
            ["Ward", "Admissions", heading, "CQUIN incidents 2024/25"],
            ["Elm", 1, 5, 7],
            ["Oak", 2, 6, 8],
        ]
    )
    assert rows(result, "period", "amount") == [
        (OCTOBER, 1), (OCTOBER, 7), (OCTOBER, 2), (OCTOBER, 8),
    ]  # fmt: skip
    assert any(p.cell == "C3" and p.done == "They were left out." for p in result.problems)


def test_units_may_name_the_periods_of_their_rows():
    result = result_of(
        S=[["Ward", "Admissions"], ["Elm (Oct-24)", 1], ["Elm (Nov-24)", 2], ["Oak (Oct-24)", 3]]
    )
    assert rows(result, "unit", "period", "amount") == [
        ("Elm", OCTOBER, 1), ("Elm", "2024-11-01", 2), ("Oak", OCTOBER, 3),
    ]  # fmt: skip
    named = result_of(S=[["Ward", "Admissions"], ["Elm (opened Oct-24)", 1], ["Oak", 3]])
    assert rows(named, "amount") == []
