"""Periods as people write them; expected days worked out from the calendar."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhvalue.periods import GRAINS, Period, period, step
from mhvalue.written_periods import month_number, parse, parse_serial

APRIL = (date(2023, 4, 1), date(2023, 4, 30), "month")
FIRST_QUARTER = (date(2023, 4, 1), date(2023, 6, 30), "quarter")
YEAR = (date(2023, 4, 1), date(2024, 3, 31), "financial year")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        *((text, APRIL) for text in ("Apr-23", "April 2023", "APR 23", "Apr'23", "2023-04")),
        *((text, APRIL) for text in ("2023_04", "202304", "04/2023", "2023 April", "M01 2023/24")),
        *((text, APRIL) for text in ("2023/24 Month 1", "* Apr-23", "Apr 2023 (provisional)")),
        *((text, APRIL) for text in ("MSitAE-APRIL-2023", "Apr 2023 [note 2]", 202304, 202304.0)),
        *((text, APRIL) for text in ("04/23", "4/23", "M1 Apr-23", "P01 - April 2023")),
        *((text, APRIL) for text in ("Month 1 (Apr 23)", "Month to 30/04/2023", "M1 (4/2023)")),
        *((text, APRIL) for text in ("2023 04 (April)", "2023 04 Apr")),
        *((text, FIRST_QUARTER) for text in ("1st Quarter 2023/24", "First Qtr 23/24")),
        ("2023-04 to 2024-03", YEAR),
        *(
            (text, FIRST_QUARTER)
            for text in ("Q1 (Apr-Jun 2023)", "Quarter to 30/06/2023", "2324 Q1")
        ),
        *((text, YEAR) for text in ("FY2324", "fy 2324")),
        ("2324 M12", (date(2024, 3, 1), date(2024, 3, 31), "month")),
        ("As at 30/04/2024", (date(2024, 4, 30), date(2024, 4, 30), "day")),
        ("w.c. 06.05.24", (date(2024, 5, 6), date(2024, 5, 12), "week")),
        ("Wk ending 12/05/24", (date(2024, 5, 6), date(2024, 5, 12), "week")),
        *(
            (text, APRIL)
            for text in ("Apr\u201923", "Month of April 2023", "Apr 2023/24", "Apr 2023p")
        ),
        *(
            (text, APRIL)
            for text in ("2023/24 (Apr)", "1 April 2023 to 30 April 2023", "Apr 2023 (M1)")
        ),
        *((text, FIRST_QUARTER) for text in ("2023/24 (Q1)", "Q1 (Apr-Jun) 2023/24")),
        ("Mar 2023/24", (date(2024, 3, 1), date(2024, 3, 31), "month")),
        *((text, FIRST_QUARTER) for text in ("2023/24 Q1", "Q1 2023/24", "Q1 23/24")),
        *(
            (text, FIRST_QUARTER)
            for text in ("Quarter 1 2023-24", "Apr-Jun 2023", "Apr-23 to Jun-23")
        ),
        *((text, YEAR) for text in ("2023/24", "2023-24", "2023/2024", "FY 2023/24", "FY23-24")),
        *((text, YEAR) for text in ("23/24", "202324", "April 2023 to March 2024")),
        ("2023", (date(2023, 1, 1), date(2023, 12, 31), "calendar year")),
        (2023.0, (date(2023, 1, 1), date(2023, 12, 31), "calendar year")),
        ("Q1 2014/15", (date(2014, 4, 1), date(2014, 6, 30), "quarter")),
        ("Q4 2014/15", (date(2015, 1, 1), date(2015, 3, 31), "quarter")),
        ("M12 2023/24", (date(2024, 3, 1), date(2024, 3, 31), "month")),
        ("01/04/2024", (date(2024, 4, 1), date(2024, 4, 1), "day")),
        ("13/02/2024", (date(2024, 2, 13), date(2024, 2, 13), "day")),
        ("2024-04-01T00:00:00", (date(2024, 4, 1), date(2024, 4, 1), "day")),
        ("1st May 24", (date(2024, 5, 1), date(2024, 5, 1), "day")),
        (datetime(2024, 4, 1), (date(2024, 4, 1), date(2024, 4, 1), "day")),
        (date(2024, 4, 1), (date(2024, 4, 1), date(2024, 4, 1), "day")),
        ("w/e 12/05/2024", (date(2024, 5, 6), date(2024, 5, 12), "week")),
        ("week commencing 6 May 2024", (date(2024, 5, 6), date(2024, 5, 12), "week")),
    ],
)
def test_a_period_as_people_write_it(written, expected):
    assert parse(written) == Period(*expected)


@pytest.mark.parametrize(
    "written",
    [
        "29/02/2023", "31/04/2024", "01/04/0024", "01/04/2204", "02/13/2024", "Year to March 2024",
        "12 months to Mar 2024", "Q1 2024", "2024 (Q1)", "18-19", "0-4", "April", "Ward 12", "",
        "45017", 45017, True, None, float("nan"), float("inf"), "2023/25", "Reporting Period 13",
        "04/12", "24/26", "FY2021", "FY24", "FY 2024", "M2 Apr-23", "2021 Q1", "2024 (Apr-Mar)",
        "Month to 29/04/2023", "24-Apr", "2023 05 (April)",
    ],
)  # fmt: skip
def test_what_is_not_certainly_a_period_is_none(written):
    assert parse(written) is None


def test_an_excel_day_number_is_a_date_only_when_asked():
    assert parse_serial(45017) == Period(date(2023, 4, 1), date(2023, 4, 1), "day")
    assert parse_serial("45017") == parse_serial(45017.0)
    assert parse_serial(45017 - 1462, date1904=True) == parse_serial(45017)
    assert parse_serial(19999) is None
    assert parse_serial(80001) is None
    assert parse_serial("1234") is None


@pytest.mark.parametrize(
    ("day", "grain", "label"),
    [
        (date(2023, 4, 9), "month", "Apr 2023"),
        (date(2023, 4, 9), "quarter", "Q1 2023/24"),
        (date(2024, 2, 9), "quarter", "Q4 2023/24"),
        (date(2024, 3, 31), "financial year", "2023/24"),
        (date(2099, 4, 1), "financial year", "2099/00"),
        (date(2023, 4, 9), "calendar year", "2023"),
        (date(2024, 5, 12), "day", "12 May 2024"),
        (date(2024, 5, 12), "week", "week of 6 May 2024"),
    ],
)
def test_labels(day, grain, label):
    assert period(day, grain).label == label


def test_months_by_name():
    assert [month_number(t) for t in ("Sept", "april", "DEC.", "Ward", 4)] == [9, 4, 12, None, None]


days = st.dates(date(1960, 1, 1), date(2090, 12, 31))


@given(days, st.sampled_from(GRAINS))
def test_a_period_holds_its_day_and_its_neighbours_touch_it(day, grain):
    here = period(day, grain)
    assert here.start <= day <= here.end
    assert (step(here).start - here.end).days == 1
    assert step(step(here), -1) == here


@given(days, st.sampled_from([grain for grain in GRAINS if grain != "week"]))
def test_every_label_reads_back(day, grain):
    here = period(day, grain)
    assert parse(here.label) == here
