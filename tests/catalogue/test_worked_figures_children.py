"""Children and young people: each metric from a few amounts, worked out in the text."""

import pytest

from tests.catalogue.worked_figures import (
    Case,
    of_two_equal_wards,
    themes_without_case,
    twice_or_the_same,
    worked,
)

CASES = (
    # 1,250 different children in the twelve months to April: a count is what it is
    Case("cyp_access", {"cyp_seen_12m": [1250]}, 1250, apart=True),
    # 1,000 now and 800 a year ago: 200 more, and 200 of 800 is a quarter
    Case(
        "cyp_access_change",
        {"cyp_seen_12m": [1000], "cyp_seen_12m_year_ago": [800]},
        25,
        apart=True,
    ),
    # 720 now and 800 a year ago: 80 fewer, a tenth of 800, so a fall of 10%
    Case(
        "cyp_access_change",
        {"cyp_seen_12m": [720], "cyp_seen_12m_year_ago": [800]},
        -10,
        apart=True,
    ),
    # Only the published share is there: it stands as it is
    Case("cyp_access_change", {"cyp_access_change_published": [-3]}, -3, apart=True),
    # A median cannot be worked out from anything: as published
    Case("cyp_wait_median", {"cyp_first_contact_median": [31]}, 31, apart=True),
    Case("cyp_still_waiting_median", {"cyp_waiting_median": [142]}, 142, apart=True),
    # 9 of 12 urgent referrals within a week: three quarters
    Case("cyp_ed_urgent", {"ed86a": [9], "ed86": [12]}, 75),
    # 10 within one week and 28 within one to four are 38; 38 of 40 is 95%
    Case("cyp_ed_routine", {"ed87a": [10], "ed87b": [28], "ed87": [40]}, 95),
    # April 30 of 100, May 20 of 150: 50 of 250 is 20% (the mean of 30% and 13.3% would be 21.7%)
    Case("cyp_paired_scores", {"mhs112": [30, 20], "mhs110": [100, 150]}, 20),
    # 12 of 30 and 18 of 20: 30 of 50
    Case("cyp_improved", {"mhs113a": [12, 18], "mhs112b": [30, 20]}, 60),
    # 3 days in April and 4 in May are 7
    Case("cyp_adult_ward_days", {"under_16_adult_ward_days": [3, 4]}, 7),
    # 7 of 28 young people discharged had stayed two months: a quarter
    Case("cyp_los_60plus", {"mhs104": [7], "mhs142": [28]}, 25),
    # 60 of 200 clocks stopped in under four weeks
    Case("cyp_4week", {"mrs08a": [60], "mrs08": [200]}, 30),
    # Of 400 waiting for full help 20, 44 and 100 have waited longer than 104, 78 and 52 weeks
    Case("cyp_104wk", {"mrs09a": [20], "mrs09": [400]}, 5),
    Case("cyp_78wk", {"mrs09c": [44], "mrs09": [400]}, 11),
    Case("cyp_52wk", {"mrs09e": [100], "mrs09": [400]}, 25),
    # The list at the end of May counts, 90 of 450, not the 100 of 400 a month before
    Case("cyp_52wk", {"mrs09e": [100, 90], "mrs09": [400, 450]}, 20),
    # Of 250 waiting for a first contact 5, 10 and 40
    Case("cyp_first_104wk", {"mrs14a": [5], "mrs10": [250]}, 2),
    Case("cyp_first_78wk", {"mrs14c": [10], "mrs10": [250]}, 4),
    Case("cyp_first_52wk", {"mrs14e": [40], "mrs10": [250]}, 16),
    # 33 of 60 open referrals with a contact have had full help
    Case("cyp_open_helped", {"mrs17": [33], "mrs18": [60]}, 55),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.metric)
def test_worked_figures_of_children(case: Case) -> None:
    assert worked(case) == pytest.approx(case.value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.metric)
def test_two_equal_wards_of_children(case: Case) -> None:
    assert of_two_equal_wards(case) == pytest.approx(twice_or_the_same(case))


def test_every_metric_of_children_has_a_case() -> None:
    assert themes_without_case(CASES, "Children and young people") == set()
