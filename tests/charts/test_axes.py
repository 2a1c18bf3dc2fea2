from datetime import date

import numpy as np
import pytest

from mhvalue.charts.axes import period_axis, places, rounded_scale, value_scale
from mhvalue.periods import period, step


@pytest.mark.parametrize(
    ("values", "floor", "ceiling", "ends"),
    [
        ([30.0, 51.0], 0.0, np.inf, (25.0, 55.0)),
        ([3.0, 20.0], 0.0, np.inf, (0.0, 22.0)),
        ([92.0, 100.0], 0.0, 100.0, (91.0, 100.0)),
        ([-3.0, 4.0], -np.inf, np.inf, (-4.0, 5.0)),
        ([50.0, 50.0], 0.0, 100.0, (44.0, 56.0)),
        ([0.0, 0.0], 0.0, np.inf, (0.0, 0.6)),
    ],
)
def test_a_scale_holds_the_values_and_stays_within_what_can_be(values, floor, ceiling, ends):
    scale = value_scale(np.array([*values, np.nan]), floor, ceiling)
    assert scale.low <= min(values)
    assert scale.high >= max(values)
    assert scale.low >= floor
    assert scale.high <= ceiling
    assert (scale.low, scale.high) == pytest.approx(ends, abs=scale.ticks[1] - scale.ticks[0])


def test_steps_are_round():
    assert rounded_scale(0, 30).ticks == (0, 5, 10, 15, 20, 25, 30)
    assert rounded_scale(0.01, 0.06).decimals == 2


@pytest.mark.parametrize("grain", ["day", "week", "month", "quarter", "financial year"])
def test_places_count_periods_and_skip_those_that_are_not_there(grain):
    first = period(date(2023, 4, 1), grain)
    assert places((first, step(first), step(first, 4))).tolist() == [0, 1, 4]


def test_few_enough_months_are_named_from_a_quarter_on():
    first = period(date(2023, 2, 1), "month")
    axis = period_axis(first, 36, 12)
    assert axis["values"] == list(range(2, 36, 3))
    assert '"2": "Apr 23"' in axis["labelExpr"]
    assert len(period_axis(period(date(2023, 1, 2), "week"), 160, 10)["values"]) <= 10


def test_quarters_are_named_by_their_financial_year():
    axis = period_axis(period(date(2019, 1, 1), "quarter"), 3, 12)
    assert '{"0": "Q4 18/19", "1": "Q1 19/20", "2": "Q2 19/20"}' in axis["labelExpr"]
