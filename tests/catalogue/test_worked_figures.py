"""Every metric of the catalogue, worked out by hand from a handful of amounts."""

import pytest

from mhvalue.catalogue.loader import load
from mhvalue.errors import NotAddable
from mhvalue.grids import Question
from mhvalue.series import pooled
from tests.catalogue import (
    worked_access,
    worked_children,
    worked_community,
    worked_equity,
    worked_finance,
    worked_inpatient,
    worked_outcomes,
    worked_safety,
    worked_workforce,
)
from tests.catalogue.worked import (
    NEVER,
    NOTHING,
    Worked,
    facts_of_wards,
    of_one_ward,
    of_two_equal_wards,
    told,
    told_of_two,
)
from tests.tables import months

THEMES = (
    worked_access, worked_children, worked_community, worked_equity, worked_finance,
    worked_inpatient, worked_outcomes, worked_safety, worked_workforce,
)  # fmt: skip
CASES = [case for theme in THEMES for case in theme.CASES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.metric)
def test_each_period_and_all_together(case):
    assert of_one_ward(case) == [pytest.approx(value) for value in told(case)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.metric)
def test_two_wards_that_are_alike(case):
    assert of_two_equal_wards(case) == [pytest.approx(value) for value in told_of_two(case)]


def test_why_people_restrained_are_never_added_over_months():
    (case,) = [case for case in worked_safety.CASES if case.together == NEVER]
    metric = load().metrics[case.metric]
    with pytest.raises(NotAddable, match="same person"):
        pooled(facts_of_wards(case, "Elm"), load(), metric, Question("Ward"), *months(2))


def test_one_group_alone_is_no_gap():
    one = {("group_mean_stay", "ethnicity", "Black or Black British"): [44.5]}
    assert of_one_ward(Worked("los_gap_ethnicity", one, [0])) == [NOTHING]


def test_every_metric_has_a_case():
    assert {case.metric for case in CASES} == set(load().metrics)
