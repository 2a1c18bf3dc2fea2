"""Which stretches of time are offered for a comparison."""

from datetime import date

from mhvalue.periods import period
from mhvalue.stretches import over, stretches
from tests.tables import APRIL, months


def labels(periods, *, together=True):
    return [stretch.label for stretch in stretches(tuple(periods), together=together)]


def test_single_periods_come_newest_first():
    assert labels(months(3), together=False) == ["Jun 2024", "May 2024", "Apr 2024"]


def test_latest_twelve_months_then_whole_years_then_months():
    # Apr 2024 to Jun 2025: one whole financial year, and the twelve months to June
    got = labels(months(15))
    assert got[:3] == ["Latest 12 months (Jul 2024 to Jun 2025)", "2024/25", "Jun 2025"]
    assert len(got) == 17


def test_a_year_with_a_month_missing_is_not_a_year():
    assert labels([m for m in months(12) if m.start.month != 8])[0] == "Mar 2025"


def test_a_financial_year_that_is_also_the_latest_is_offered_once():
    assert labels(months(24))[:2] == ["2025/26", "2024/25"]


def test_quarters_are_compared_one_at_a_time():
    quarter = period(date(2024, 4, 1), "quarter")
    assert labels([quarter]) == ["Q1 2024/25"]
    assert APRIL.label == "Apr 2024"


def test_periods_that_have_not_ended_are_left_out_unless_none_has():
    year = tuple(months(12))
    assert over(year, date(2024, 6, 30)) == year[:2]
    assert over(year, date(2024, 7, 1)) == year[:3]
    assert over(year, date(2024, 4, 1)) == year
