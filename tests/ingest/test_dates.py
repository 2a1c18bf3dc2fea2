"""Dates in one order or the other, quarters of an unclear year, and the two day counts of Excel."""

import datetime
import io

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from mhvalue.day_orders import are_mixed_up
from mhvalue.ingest.dates_in_text import in_text, without_period
from mhvalue.ingest.pipeline import read
from mhvalue.ingest.reading import from_json, to_json
from tests.ingest.books import result_of, rows, told


def falls(*dates, reading=None):
    return result_of(reading, S=[["Ward", "Date", "Falls"], *(["Elm", d, 1] for d in dates)])


def with_period_named(result, name):
    """The same reading with another name for its period column."""
    unnamed = '"name":"","parent":"","role":"period"'
    return from_json(to_json(result.reading).replace(unnamed, unnamed.replace('""', f'"{name}"')))


def test_a_column_is_read_month_first_where_one_of_its_dates_can_only_be_so():
    result = falls("04/05/2024", "04/13/2024")
    assert rows(result, "period") == [("2024-04-05",), ("2024-04-13",)]
    (said,) = told(result)
    assert "month first (B3)" in said


def test_a_column_is_read_day_first_where_one_of_its_dates_can_only_be_so():
    result = falls("04/05/2024", "13/05/2024")
    assert rows(result, "period") == [("2024-05-04",), ("2024-05-13",)]
    assert told(result) == []


def test_dates_are_mixed_up_where_early_days_are_dates_and_all_later_ones_text():
    early = [
        datetime.date(2024, month, day) for month, day in ((4, 1), (5, 2), (6, 3), (7, 4), (8, 12))
    ]
    later = [f"{day}/04/2024" for day in range(13, 18)]
    assert are_mixed_up([*early, *later])
    assert are_mixed_up([*early, *(f"04/{day}/2024" for day in range(13, 18))])
    few = ([*early, *later[:4]], [*early[:4], *later])
    plain = ("05/04/2024", datetime.date(2024, 4, 13))
    for other in (early, later, *few, *([*early, *later, day] for day in plain)):
        assert not are_mixed_up(other)


def test_two_orders_in_one_column_are_refused_with_their_cells():
    result = falls("04/13/2024", "13/04/2024", "01/02/2024")
    assert rows(result, "period") == []
    said = told(result)[0]
    assert "month first (B2)" in said
    assert "day first (B3)" in said


def test_an_order_that_cannot_be_told_is_asked_once_and_taken_as_said():
    first = falls("04/10/2024", "05/11/2024")
    assert rows(first, "period") == [("2024-10-04",), ("2024-11-05",)]
    assert sum("month first" in text for text in told(first)) == 1
    reading = with_period_named(first, "month first")
    again = falls("04/10/2024", "05/11/2024", reading=reading)
    assert rows(again, "period") == [("2024-04-10",), ("2024-05-11",)]
    assert told(again) == []


def test_firsts_of_months_are_months_without_a_question():
    result = falls("01/04/2024", "01/05/2024", "01/06/2024")
    assert rows(result, "grain", "period")[0] == ("month", "2024-04-01")
    assert told(result) == []


def test_a_quarter_of_an_unclear_year_is_said_to_be_one_and_read_as_said():
    first = falls("Q1 2024", "Q4 2024")
    assert rows(first, "grain", "period") == [
        ("quarter", "2024-04-01"), ("quarter", "2025-01-01"),
    ]  # fmt: skip
    assert "calendar years" in told(first)[0]
    again = falls("Q1 2024", "Q4 2024", reading=with_period_named(first, "calendar quarters"))
    assert rows(again, "period") == [("2024-01-01",), ("2024-10-01",)]


def test_quarters_of_an_unclear_year_across():
    result = result_of(S=[["Falls"], ["Ward", "Q1 2024", "Q2 2024"], ["Elm", 1, 2], ["Oak", 1, 3]])
    assert rows(result, "period")[:2] == [("2024-04-01",), ("2024-07-01",)]
    assert "calendar years" in told(result)[0]


@pytest.mark.parametrize("value", ["29/02/2023", "31/04/2024", "01/04/0024", "01/04/2204"])
def test_days_that_never_were_are_listed_by_cell_and_not_shifted(value):
    result = falls("01/04/2024", value)
    assert rows(result, "period") == [("2024-04-01",)]
    assert "B3" in told(result)[0]


@pytest.mark.parametrize(("mac", "serial"), [(False, 45383), (True, 45383 - 1462)])
def test_excel_day_numbers_of_both_counts_are_the_same_day(mac, serial):
    made = openpyxl.Workbook()
    if mac:
        made.epoch = CALENDAR_MAC_1904
    sheet = made.active
    for row in (["Ward", "Month", "Falls"], ["Elm", serial, 1], ["Oak", serial, 2]):
        sheet.append(row)
    sheet["B3"] = datetime.datetime(2024, 4, 1)
    kept = io.BytesIO()
    made.save(kept)
    result = read(kept.getvalue(), "a.xlsx", None, lambda stage: None)
    assert rows(result, "unit", "period") == [("Elm", "2024-04-01"), ("Oak", "2024-04-01")]


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        (
            "Waiting list by service, October 2025",
            "Oct 2025",
            "Waiting list by service",
        ),
        ("Ward report Apr-24", "Apr 2024", "Ward report"),
        ("Monthly-AE-April-2025", "Apr 2025", "Monthly-AE"),
        ("MSitAE-APRIL-2025", "Apr 2025", "MSitAE"),
        ("Month 6 2024/25 finance report", "Sep 2024", "finance report"),
        ("Waits for the period April 2024 to March 2025", "2024/25", "Waits for the period"),
        ("Data 01/04/2024 to 30/04/2024", "Apr 2024", "Data"),
        ("Falls, July 2019 - September 2019", "Q2 2019/20", "Falls"),
        ("January 2021 and March 2021", None, "January 2021 and March 2021"),
        ("Falls on 3 wards", None, "Falls on 3 wards"),
        ("Total spend - 2018/19 ^", "2018/19", "Total spend"),
        ("Waits, all services, April 2019 - March 2020.", "2019/20", "Waits, all services"),
    ],
)
def test_a_title_names_one_period_and_something_without_it(text, label, rest):
    found = in_text(text)
    assert (found.label if found else None) == label
    assert without_period(text) == rest


def test_monthly_files_join_into_one_series():
    april = result_of(
        name="Ward report April 2024.xlsx",
        S=[["Admissions, April 2024"], ["Ward", "Number"], ["Elm", 3], ["Oak", 4]],
    )
    may = result_of(
        name="Ward report May 2024.xlsx",
        S=[["Admissions, May 2024"], ["Ward", "Number"], ["Elm", 5], ["Oak", 6]],
    )
    assert rows(april, "item", "level", "unit") == rows(may, "item", "level", "unit")
    assert {*rows(april, "period"), *rows(may, "period")} == {("2024-04-01",), ("2024-05-01",)}


def test_a_unit_that_is_the_file_keeps_its_name_from_month_to_month():
    sheets = {"S": [["Item", "Value"], ["Admissions", 3], ["Discharges", 4]]}
    april = result_of(name="Elm ward April 2024.xlsx", **sheets)
    may = result_of(name="Elm ward May 2024.xlsx", **sheets)
    assert set(rows(april, "unit")) == set(rows(may, "unit")) == {("Elm ward",)}


def test_the_dates_from_and_to_of_a_report_are_one_period():
    whole = in_text("Date From: 01/04/2024 Date To: 30/06/2024")
    assert whole is not None
    assert whole.label == "Q1 2024/25"
    assert in_text("Date from: 01/04/2024. Board date 30/06/2024") is None
