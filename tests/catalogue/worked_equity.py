"""Equity: ratios and gaps between two groups, worked out in the text."""

from tests.catalogue.worked import NEVER, Key, Worked


def of_groups(
    item: str, one: tuple[str, float], other: tuple[str, float], breakdown: str = "ethnicity"
) -> dict[Key, list[float]]:
    """The item's amounts in April for two groups."""
    return {(item, breakdown, group): [amount] for group, amount in (one, other)}


BLACK = "Black or Black British"
MOST = "Most deprived fifth"

CASES = (
    # 260 per 100,000 against 65: four times
    Worked(
        "detention_rr_black_white",
        of_groups("detention_rate_std", (BLACK, 260), ("White", 65)),
        [4],
        apart=True,
    ),
    # 72 per 100,000 against 9: eight times
    Worked(
        "cto_rr_black_white", of_groups("cto_rate_std", (BLACK, 72), ("White", 9)), [8], apart=True
    ),
    # 27 per 1,000 bed days against 18: one and a half times
    Worked(
        "restraint_rr_ethnicity",
        of_groups("restraint_rate_published", (BLACK, 27), ("White British", 18)),
        [1.5],
        apart=True,
    ),
    # 44.5 days against 39: 5.5 days longer
    Worked(
        "los_gap_ethnicity",
        of_groups("group_mean_stay", (BLACK, 44.5), ("White British", 39)),
        [5.5],
        apart=True,
    ),
    # 36 days against 39: three days shorter
    Worked(
        "los_gap_ethnicity",
        of_groups("group_mean_stay", (BLACK, 36), ("White British", 39)),
        [-3],
        apart=True,
    ),
    # 7,400 per 100,000 in the poorest fifth and 6,900 elsewhere: 500 more
    Worked(
        "cyp_access_gap_imd",
        of_groups("cyp_access_rate_std", (MOST, 7400), ("All other fifths", 6900), "deprivation"),
        [500],
        apart=True,
    ),
    # The published gap has no sign: it stands as it is
    Worked("cyp_access_gap_imd", {"cyp_gap_deprivation_published": [480]}, [480], apart=True),
    # 6,100 per 100,000 and 7,000: 900 fewer
    Worked(
        "cyp_access_gap_eth",
        of_groups("cyp_access_rate_std", ("White", 6100), ("Non-White", 7000)),
        [-900],
        apart=True,
    ),
    Worked("cyp_access_gap_eth", {"cyp_gap_ethnicity_published": [900]}, [900], apart=True),
    # 49% of White people and 43% of Black people recover: 6 points behind
    Worked(
        "tt_recovery_gap", {"tt_recovery_white": [49], "tt_recovery_black": [43]}, [6], apart=True
    ),
    # Rates of two months are not added: 49 less 43, then 50 less 40
    Worked(
        "tt_recovery_gap",
        {"tt_recovery_white": [49, 50], "tt_recovery_black": [43, 40]},
        [6, 10],
        NEVER,
        apart=True,
    ),
    # A fitted slope cannot be worked out from two figures: as it comes
    Worked("access_sii_imd", {"access_slope": [1150]}, [1150], apart=True, grain="financial year"),
)
