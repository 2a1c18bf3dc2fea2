"""Equity: ratios and gaps between two groups, worked out in the text."""

import pytest

from mhvalue.errors import NotAddable, NothingToShow
from tests.catalogue.worked_figures import (
    Case,
    Key,
    of_two_equal_wards,
    themes_without_case,
    worked,
)


def of_groups(
    item: str, one: tuple[str, float], other: tuple[str, float], breakdown: str = "ethnicity"
) -> dict[Key, list[float]]:
    """The item's amounts in April for two groups."""
    return {(item, breakdown, group): [amount] for group, amount in (one, other)}


BLACK = "Black or Black British"
MOST = "Most deprived fifth"

CASES = (
    # 260 per 100,000 against 65: four times
    Case(
        "detention_rr_black_white",
        of_groups("detention_rate_std", (BLACK, 260), ("White", 65)),
        4,
    ),
    # 72 per 100,000 against 9: eight times
    Case("cto_rr_black_white", of_groups("cto_rate_std", (BLACK, 72), ("White", 9)), 8),
    # 27 per 1,000 bed days against 18: one and a half times
    Case(
        "restraint_rr_ethnicity",
        of_groups("restraint_rate_published", (BLACK, 27), ("White British", 18)),
        1.5,
    ),
    # 44.5 days against 39: 5.5 days longer
    Case(
        "los_gap_ethnicity",
        of_groups("group_mean_stay", (BLACK, 44.5), ("White British", 39)),
        5.5,
    ),
    # 36 days against 39: three days shorter
    Case("los_gap_ethnicity", of_groups("group_mean_stay", (BLACK, 36), ("White British", 39)), -3),
    # 7,400 per 100,000 in the poorest fifth and 6,900 elsewhere: 500 more
    Case(
        "cyp_access_gap_imd",
        of_groups("cyp_access_rate_std", (MOST, 7400), ("All other fifths", 6900), "deprivation"),
        500,
    ),
    # The published gap has no sign: it stands as it is
    Case("cyp_access_gap_imd", {"cyp_gap_deprivation_published": [480]}, 480),
    # 6,100 per 100,000 and 7,000: 900 fewer
    Case(
        "cyp_access_gap_eth",
        of_groups("cyp_access_rate_std", ("White", 6100), ("Non-White", 7000)),
        -900,
    ),
    Case("cyp_access_gap_eth", {"cyp_gap_ethnicity_published": [900]}, 900),
    # 49% of White people and 43% of Black people recover: 6 points behind
    Case("tt_recovery_gap", {"tt_recovery_white": [49], "tt_recovery_black": [43]}, 6),
    # A fitted slope cannot be worked out from two figures: as it comes
    Case("access_sii_imd", {"access_slope": [1150]}, 1150, grain="financial year"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.metric)
def test_worked_figures_of_equity(case: Case) -> None:
    assert worked(case) == pytest.approx(case.value)


def test_rates_of_groups_are_never_put_together_over_months() -> None:
    amounts = {"tt_recovery_white": [49, 50], "tt_recovery_black": [43, 40]}
    with pytest.raises(NotAddable):
        worked(Case("tt_recovery_gap", amounts, 8))


def test_one_group_alone_is_no_gap() -> None:
    one = {("group_mean_stay", "ethnicity", BLACK): [44.5]}
    with pytest.raises(NothingToShow):
        worked(Case("los_gap_ethnicity", one, 0))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.metric)
def test_rates_of_two_wards_are_never_put_together(case: Case) -> None:
    assert of_two_equal_wards(case) is None


def test_every_metric_of_equity_has_a_case() -> None:
    assert themes_without_case(CASES, "Equity") == set()
