"""Days and months as whole numbers, against the calendar."""

from datetime import date, timedelta

import narwhals as nw
import numpy as np
import pandas as pd
import pytest

from mhvalue.ingest.records.days import (
    UNREADABLE,
    as_date,
    day_number,
    last_days,
    lengths,
    month_of,
    of_date,
    with_month,
)
from mhvalue.ingest.sheets.cells import CellError


def test_every_day_of_a_century_and_a_half_lies_in_its_month():
    every = [date(1948, 1, 1) + timedelta(n) for n in range(55_000)]
    assert every[-1].year == 2098
    numbers = pd.DataFrame({"day": [of_date(day) for day in every]})
    found = (
        with_month(nw.from_native(numbers).lazy(), "day", "month", "place").collect().to_native()
    )
    assert found["month"].tolist() == [month_of(day) for day in every]
    assert found["place"].tolist() == [day.day - 1 for day in every]


def test_months_know_their_last_day_and_length():
    months = np.array([month_of(date(2024, 1, 5)), month_of(date(2024, 2, 5)), 2023 * 12 + 1])
    assert [as_date(int(day)) for day in last_days(months)] == [
        date(2024, 1, 31), date(2024, 2, 29), date(2023, 2, 28),
    ]  # fmt: skip
    assert lengths(months).tolist() == [31, 29, 28]


@pytest.mark.parametrize(
    "value",
    ["03/04/2024", "3 Apr 2024", "2024-04-03", "2024-04-03 13:59:10", "2024-04-03T00:00:00",
     " 03-04-24 ", "20240403", 45385.0, "45385", date(2024, 4, 3), pd.Timestamp("2024-04-03 09")],
)  # fmt: skip
def test_the_third_of_april_however_it_is_written(value):
    assert as_date(day_number(value)) == date(2024, 4, 3)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        # Summer time of 2024 lasted from 31 March to 27 October, 1 in the morning in Greenwich.
        ("2024-06-30T23:00:00Z", date(2024, 7, 1)),
        ("2024-06-30T22:59:59.000Z", date(2024, 6, 30)),
        ("2024-07-01T00:00:00+01:00", date(2024, 7, 1)),
        ("2024-03-31 23:15:00+00:00", date(2024, 4, 1)),
        ("2024-03-30T23:15Z", date(2024, 3, 30)),
        ("2024-10-27T23:00:00Z", date(2024, 10, 27)),
        ("30/06/2024 23:00", date(2024, 6, 30)),
    ],
)
def test_a_moment_in_greenwich_is_that_of_the_day_here(value, day):
    assert as_date(day_number(value)) == day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("4/13/2024", date(2024, 4, 13)),
        ("04/05/24 11:30:00 PM", date(2024, 4, 5)),
        ("2024-05-04", date(2024, 5, 4)),
        ("4 May 2024", date(2024, 5, 4)),
        (date(2024, 5, 4), date(2024, 5, 4)),
    ],
)
def test_dates_with_the_month_first(value, day):
    assert as_date(day_number(value, month_first=True)) == day


def test_a_day_first_is_none_where_the_month_comes_first():
    assert day_number("13/04/2024", month_first=True) == UNREADABLE


@pytest.mark.parametrize(
    "value",
    [None, "", " ", "NULL", "n/a", float("nan"), pd.NaT, pd.NA,
     "31/12/9999", "01/01/1900", date(1900, 1, 1), date(9999, 12, 31)],
)  # fmt: skip
def test_what_stands_for_no_day(value):
    assert day_number(value) is None


@pytest.mark.parametrize("value", ["soon", "31/02/2024", "Apr 2024", 12.0, True, CellError("#N/A"),
                                   "04/13/2024", date(1930, 1, 1)])  # fmt: skip
def test_what_is_written_and_is_no_day(value):
    assert day_number(value) == UNREADABLE
