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
