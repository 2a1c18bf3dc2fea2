"""Finance and productivity: each metric from a few amounts, worked out in the text."""

from tests.catalogue.worked import Worked

# A year with 950 bed days at £500 and 10,800 contacts at £150, in costs of the base year:
# 475,000 + 1,620,000 = £2,095,000 of activity
ACTIVITY = {
    "occupied_bed_days": [950],
    "unit_cost_bed_day": [500],
    "attended_contacts": [10_800],
    "unit_cost_contact": [150],
}
# Two months with the same costs: 100 and 200 bed days, 1,000 and 3,000 contacts, so
# (50,000 + 150,000) + (100,000 + 450,000) = £750,000 of activity
TWO_MONTHS = {
    "occupied_bed_days": [100, 200],
    "unit_cost_bed_day": [500, 500],
    "attended_contacts": [1000, 3000],
    "unit_cost_contact": [150, 150],
}

CASES = (
    # Base year: £2.0m of activity for £2.0m, so 1. Now £2.12m was spent at prices 1.03 times as
    # high; 2,095,000 x 1.03 / 2,120,000 = 2,157,850 / 2,120,000 = 1.017854 or so
    Worked(
        "productivity_growth",
        ACTIVITY
        | {
            "spend": [2_120_000],
            "real_terms_factor": [1 / 1.03],
            "base_year_activity_per_pound": [1],
        },
        [100 * (2_157_850 / 2_120_000 - 1)],
        grain="financial year",
        apart=True,
    ),
    # The base year measured against itself has not grown: £2m over 2,500,000 x 1 x 0.8
    Worked(
        "productivity_growth",
        {
            "occupied_bed_days": [1000],
            "unit_cost_bed_day": [500],
            "attended_contacts": [10_000],
            "unit_cost_contact": [150],
            "spend": [2_500_000],
            "real_terms_factor": [1],
            "base_year_activity_per_pound": [0.8],
        },
        [0],
        grain="financial year",
        apart=True,
    ),
    # £750,000 of activity; £500,000 and £1,000,000 spent at half the old prices' worth and full:
    # 250,000 + 1,000,000 = 1,250,000, which bought 0.5 x 1,250,000 = £625,000 in the base year;
    # 750 / 625 = 1.2. In April 200 / 125 = 1.6, in May 550 / 500 = 1.1
    Worked(
        "productivity_growth",
        TWO_MONTHS
        | {
            "spend": [500_000, 1_000_000],
            "real_terms_factor": [0.5, 1],
            "base_year_activity_per_pound": [0.5, 0.5],
        },
        [60, 10],
        20,
        apart=True,
    ),
    Worked("productivity_growth", {"productivity_growth_published": [1.4]}, [1.4], apart=True),
    # The same activity over the same real spend: 200 / 250, 550 / 1,000 and 750 / 1,250
    Worked(
        "cwa_per_real_pound",
        TWO_MONTHS | {"spend": [500_000, 1_000_000], "real_terms_factor": [0.5, 1]},
        [0.8, 0.55],
        0.6,
        apart=True,
    ),
    # £750,000 by 60 clinicians on average (50 and 70) in two months: 12,500 in both, 6,250 in one;
    # 200,000 / 50 in April, 550,000 / 70 in May
    Worked(
        "labour_productivity",
        TWO_MONTHS | {"clinical_wte_worked": [50, 70]},
        [4000, 550_000 / 70],
        6250,
        apart=True,
    ),
    # £2,095,000 by 97 in a year: 2,095,000 / (97 x 12) = 2,095,000 / 1,164
    Worked(
        "labour_productivity",
        ACTIVITY | {"clinical_wte_worked": [97]},
        [2_095_000 / 1_164],
        grain="financial year",
        apart=True,
    ),
    # £84m for what costs £80m elsewhere: 105
    Worked(
        "relative_cost",
        {"actual_cost": [84_000_000], "expected_cost": [80_000_000]},
        [105],
        grain="financial year",
    ),
    Worked(
        "relative_cost", {"relative_cost_published": [98]}, [98], grain="financial year", apart=True
    ),
    # £420,000 and £480,000 for 800 and 1,000 days: 525 and 480 a day, 900,000 / 1,800 in both
    Worked(
        "cost_per_obd_acute",
        {"adult_acute_ward_cost": [420_000, 480_000], "adult_acute_bed_days": [800, 1000]},
        [525, 480],
        500,
    ),
    # £400,000 and £500,000 for 20 and 25 stays: 20,000 each, 900,000 / 45 in both
    Worked(
        "cost_per_spell_acute",
        {"adult_acute_stay_cost": [400_000, 500_000], "discharges": [20, 25]},
        [20_000, 20_000],
        20_000,
    ),
    # £360,000 for 2,000 contacts
    Worked("cost_per_contact", {"community_cost": [360_000], "attended_contacts": [2000]}, [180]),
    # £300,000 and £300,000 for 120 and 80 recoveries: 2,500 and 3,750, 600,000 / 200 in both
    Worked(
        "cost_per_recovery",
        {"tt_cost": [300_000, 300_000], "tt_reliable_recovered": [120, 80]},
        [2500, 3750],
        3000,
    ),
    # 40 days at £500 and 60 at £600: 20,000 + 36,000 (100 days at the mean £550 would be 55,000)
    Worked(
        "crfd_cost",
        {"delayed_days": [40, 60], "bed_day_cost": [500, 600]},
        [20_000, 36_000],
        56_000,
        apart=True,
    ),
    # £80,000 and £95,000
    Worked("oap_spend", {"purchased_bed_spend": [80_000, 95_000]}, [80_000, 95_000], 175_000),
    # £1.2m lost where £0.2m was to be lost: £1.0m behind, of £50m planned income
    Worked(
        "plan_variance",
        {
            "surplus_to_date": [-1_200_000],
            "planned_surplus_to_date": [-200_000],
            "planned_income_to_date": [50_000_000],
        },
        [-2],
    ),
    # To date, so May holds April: £0.5m ahead of plan, of £100m
    Worked(
        "plan_variance",
        {
            "surplus_to_date": [-1_200_000, 300_000],
            "planned_surplus_to_date": [-200_000, -200_000],
            "planned_income_to_date": [50_000_000, 100_000_000],
        },
        [-2, 0.5],
        0.5,
    ),
)
