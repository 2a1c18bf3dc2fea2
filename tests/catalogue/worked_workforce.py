"""Workforce and estates: each metric from a few amounts, worked out in the text."""

from tests.catalogue.worked import Worked

WORKFORCE = (
    # 500 of 10,000 and 700 of 10,000 days: 1,200 of 20,000
    Worked(
        "sickness",
        {"sickness_days_lost": [500, 700], "sickness_days_available": [10_000, 10_000]},
        [5, 7],
        6,
    ),
    # 180 of 200 funded posts are filled: 20 of 200 are not
    Worked("vacancy", {"funded_wte": [200], "staff_in_post_wte": [180]}, [10]),
    # On average 210 posts and 189 in them over two months: 21 of 210
    Worked("vacancy", {"funded_wte": [200, 220], "staff_in_post_wte": [180, 198]}, [10, 10], 10),
    # 5 of 500 left in April, 1%; at that pace 12% in a year
    Worked("turnover", {"leavers": [5], "staff_headcount": [500]}, [12]),
    # 5 and 10 left of 500 on average, 3% in two months; six times that in a year;
    # 5 of 490 and 10 of 510 in one month each, twelve times that in a year
    Worked(
        "turnover",
        {"leavers": [5, 10], "staff_headcount": [490, 510]},
        [6000 / 490, 12_000 / 510],
        18,
    ),
    # 60 of 500 in a whole year: 12%, with nothing to stretch
    Worked("turnover", {"leavers": [60], "staff_headcount": [500]}, [12], grain="financial year"),
    # (40,000 + 60,000) + (20,000 + 30,000) of 1,000,000 + 1,000,000: 150,000 of 2,000,000
    Worked(
        "temp_staff_share",
        {
            "bank_spend": [40_000, 60_000],
            "agency_spend": [20_000, 30_000],
            "pay_spend": [1_000_000, 1_000_000],
        },
        [6, 9],
        7.5,
    ),
    # 3,000 + 4,500 + 300 hours for 600 patient days: 7,800 / 600
    Worked(
        "chppd",
        {
            "registered_nurse_hours": [3000],
            "support_worker_hours": [4500],
            "other_care_hours": [300],
            "midnight_patients": [600],
        },
        [13],
    ),
    # The total is there: 6,000 and 6,600 hours for 600 and 660 patient days, 12,600 / 1,260
    Worked("chppd", {"care_hours": [6000, 6600], "midnight_patients": [600, 660]}, [10, 10], 10),
    # One score a year, as published
    Worked(
        "staff_engagement",
        {"staff_engagement_score": [7.02]},
        [7.02],
        grain="financial year",
        apart=True,
    ),
    Worked(
        "raising_concerns",
        {"raising_concerns_score": [6.61]},
        [6.61],
        grain="financial year",
        apart=True,
    ),
)
ESTATES = (
    # £9,000,000 for 60,000 m² in a year
    Worked(
        "estate_cost_m2",
        {"estates_cost": [9_000_000], "occupied_floor_area": [60_000]},
        [150],
        grain="financial year",
    ),
    # £9.0m and £9.6m for 60,000 and 64,000 m²: each £150;
    # £18.6m over 62,000 m² is £300 in two years
    Worked(
        "estate_cost_m2",
        {"estates_cost": [9_000_000, 9_600_000], "occupied_floor_area": [60_000, 64_000]},
        [150, 150],
        150,
        grain="financial year",
    ),
    # 1,500 empty and 900 under-used of 60,000 m² in use: 2,400 of 60,000
    Worked(
        "empty_space",
        {
            "vacant_floor_area": [1500],
            "underused_floor_area": [900],
            "occupied_floor_area": [60_000],
        },
        [4],
        grain="financial year",
    ),
    # £600,000 of high and £2,400,000 of significant risk over 60,000 m²
    Worked(
        "backlog_m2",
        {
            "high_risk_backlog": [600_000],
            "significant_risk_backlog": [2_400_000],
            "occupied_floor_area": [60_000],
        },
        [50],
        grain="financial year",
    ),
)
CASES = WORKFORCE + ESTATES
