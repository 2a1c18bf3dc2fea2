"""Safety, and learning disability and autism: each metric worked out in the text."""

import pytest

from mhvalue.errors import NotAddable
from tests.catalogue.worked_figures import (
    Case,
    of_two_equal_wards,
    themes_without_case,
    twice_or_the_same,
    worked,
)

SAFETY = (
    # 12 in 800 bed days and 9 in 600: 21 in 1,400 is 15 in 1,000
    Case(
        "restraint_rate",
        {"restrictive_interventions": [12, 9], "occupied_bed_days": [800, 600]},
        15,
    ),
    # 6 of 120 people who were in hospital in April were restrained
    Case(
        "people_restrained_share",
        {"people_restrained": [6], "people_in_hospital": [120]},
        5,
        apart=True,
    ),
    # Only the published share is there
    Case("people_restrained_share", {"mhs97": [4]}, 4, apart=True),
    # 1 in 2,000 bed days and 2 in 2,000: 3 in 4,000 is 0.75 in 1,000
    Case("prone_rate", {"prone_restraints": [1, 2], "occupied_bed_days": [2000, 2000]}, 0.75),
    # 18 in 1,200 bed days
    Case("self_harm_rate", {"self_harm_incidents": [18], "occupied_bed_days": [1200]}, 15),
    # 10 in 1,000 and 20 in 3,000: 30 in 4,000 is 7.5 in 1,000
    Case("violence_rate", {"assaults_on_staff": [10, 20], "occupied_bed_days": [1000, 3000]}, 7.5),
    # 84 in 1,200 bed days
    Case(
        "incident_reporting_rate",
        {"patient_safety_incidents": [84], "occupied_bed_days": [1200]},
        70,
    ),
    # None in April, 2 in May, 1 in June
    Case("suspected_suicide", {"suspected_suicides": [0, 2, 1]}, 3),
)
LEARNING_DISABILITY = (
    # 41 at the end of April and 38 at the end of May: 38 people, not 79
    Case("lda_inpatients", {"lda_in_hospital": [41, 38]}, 38),
    # 21 adults of 600,000 are 35 of a million
    Case("lda_per_million", {"lda_adults_in_hospital": [21], "adult_population": [600_000]}, 35),
    # At the end of May 18 of 36, not 20 of 40 and 18 of 36 together
    Case("lda_2yr_share", {"lda_over_2_years": [10, 18], "lda_in_hospital": [40, 36]}, 50),
    # Checks run from April: 300 by the end of May hold the 100 by the end of April; 300 of 1,500
    Case("lda_health_check", {"ld_health_checks": [100, 300], "ld_register": [1490, 1500]}, 20),
)
CASES = SAFETY + LEARNING_DISABILITY


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.metric)
def test_worked_figures_of_safety(case: Case) -> None:
    assert worked(case) == pytest.approx(case.value)


def test_people_restrained_are_never_added_over_months() -> None:
    # The same person may be restrained in April and in May
    amounts = {"people_restrained": [6, 6], "people_in_hospital": [120, 120]}
    with pytest.raises(NotAddable, match="same person"):
        worked(Case("people_restrained_share", amounts, 5))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.metric)
def test_two_equal_wards_of_safety(case: Case) -> None:
    assert of_two_equal_wards(case) == pytest.approx(twice_or_the_same(case))


def test_every_metric_of_safety_has_a_case() -> None:
    assert themes_without_case(CASES, "Safety", "Learning disability and autism") == set()
