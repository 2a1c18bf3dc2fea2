"""Targets by date: fixed, stepped, trajectory, and what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhvalue.errors import TargetProblem
from mhvalue.targets import fixed, from_data, target, to_data
from tests.tables import months


def test_a_fixed_target_holds_always():
    np.testing.assert_array_equal(fixed(80).over(months(3)), [80, 80, 80])


def test_a_stepped_target_holds_from_its_day_on():
    steps = target("stepped", [("Jun 2024", "85%"), ("May 2024", 80)])
    np.testing.assert_array_equal(steps.over(months(4)), [np.nan, 80, 85, 85])


def test_a_trajectory_runs_straight_between_its_days():
    # 1 April to 1 May are 30 days from 60 to 90: one a day. On 30 April it is 89
    line = target("trajectory", [("01/04/2024", 60), ("01/05/2024", 90)])
    np.testing.assert_allclose(line.over(months(2)), [89, 90])


@pytest.mark.parametrize(
    ("shape", "steps", "sentence"),
    [
        ("fixed", [("", "eighty")], "Row 1: The target is not a number."),
        ("stepped", [("Apr 2024", 80), ("soon", 90)], "Row 2: The target has no date."),
        ("stepped", [("Apr 2024", 80), ("Apr 2024", 90)], "Row 2: Two targets for the same day."),
        ("trajectory", [("Apr 2024", 80)], "A trajectory target needs at least 2 rows."),
        ("wish", [("", 1)], "This kind of target is not known."),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_row(shape, steps, sentence):
    with pytest.raises(TargetProblem) as caught:
        target(shape, steps)
    assert str(caught.value).startswith(sentence)


@given(st.lists(st.tuples(st.dates(), st.floats(-1e6, 1e6)), min_size=2, max_size=5))
def test_a_target_comes_back_from_its_data(steps):
    unique = {day.replace(year=2024 + day.year % 10): number for day, number in steps}
    if len(unique) < 2:
        return
    made = target("stepped", [(day.isoformat(), number) for day, number in unique.items()])
    assert from_data(to_data(made)) == made


def test_saved_junk_is_refused():
    for junk in (None, [], {"shape": "fixed"}, {"shape": "fixed", "steps": [[1]]}):
        with pytest.raises(TargetProblem):
            from_data(junk)
