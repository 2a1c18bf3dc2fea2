"""Every metric of inpatient flow on two months of facts, worked out by hand beside each.

April 2024 has 30 days, May 31.
"""

from tests.catalogue.worked import NEVER, Worked

ATTRIBUTED = "delayed discharge attributable to"

CASES = [
    Worked(
        "los_mean_acute_all",
        {"discharged_stay_days": [300, 500], "discharges": [10, 20]},
        # 300 / 10 = 30; 500 / 20 = 25; (300 + 500) / (10 + 20) = 800 / 30
        [30, 25],
        800 / 30,
    ),
    Worked(
        "los_mean_adult_picu",
        {"adult_picu_stay_days": [240, 160], "adult_picu_discharges": [8, 2]},
        # 240 / 8 = 30; 160 / 2 = 80; 400 / 10 = 40
        [30, 80],
        40,
    ),
    Worked(
        "los_mean_adult_picu",
        {"mhs156d": [900, 1000], "mhs156c": [30, 25]},
        # As published, over three months: 900 / 30 = 30; 1,000 / 25 = 40; neighbours overlap
        [30, 40],
        NEVER,
    ),
    Worked(
        "los_mean_older",
        {"older_acute_stay_days": [400, 200], "older_acute_discharges": [5, 10]},
        # 400 / 5 = 80; 200 / 10 = 20; 600 / 15 = 40
        [80, 20],
        40,
    ),
    Worked(
        "los_median_adult",
        {"mhs140b": [35, 41]},
        # A median is taken as it is, and two medians make no third
        [35, 41],
        NEVER,
        apart=True,
    ),
    Worked(
        "los_60plus_adult",
        {"discharges_60plus": [2, 3], "discharges": [20, 10]},
        # 2 / 20 = 10%; 3 / 10 = 30%; 5 / 30, not the mean of 10% and 30%
        [10, 30],
        100 * 5 / 30,
    ),
    Worked(
        "los_60plus_adult_3m",
        {"mhs100": [20, 15], "mhs140": [80, 100]},
        # 20 / 80 = 25%; 15 / 100 = 15%
        [25, 15],
        NEVER,
    ),
    Worked(
        "los_90plus_adult_3m",
        {"mhs101": [8, 12], "mhs140": [80, 100]},
        # 8 / 80 = 10%; 12 / 100 = 12%
        [10, 12],
        NEVER,
    ),
    Worked(
        "los_60plus_older",
        {"mhs102": [15, 10], "mhs141": [30, 40]},
        # 15 / 30 = 50%; 10 / 40 = 25%
        [50, 25],
        NEVER,
    ),
    Worked(
        "los_90plus_older",
        {"mhs103": [3, 6], "mhs141": [30, 40]},
        # 3 / 30 = 10%; 6 / 40 = 15%
        [10, 15],
        NEVER,
    ),
    Worked(
        "los_mean_3m",
        {"mhs156a": [3000, 3300], "mhs156": [100, 150]},
        # 3,000 / 100 = 30; 3,300 / 150 = 22
        [30, 22],
        NEVER,
    ),
    Worked(
        "los_open_spells",
        {"open_stay_days": [900, 1000], "open_stays": [30, 40]},
        # 900 / 30 = 30; 1,000 / 40 = 25; who is here is counted at the end: 25
        [30, 25],
        25,
    ),
    Worked(
        "los_excl_crfd",
        {
            "discharged_stay_days": [300, 500],
            "discharged_delayed_days": [60, 50],
            "discharges": [10, 15],
        },
        # (300 - 60) / 10 = 24; (500 - 50) / 15 = 30; (800 - 110) / 25 = 27.6
        [24, 30],
        27.6,
    ),
    Worked(
        "crfd_bed_day_rate",
        {"delayed_days": [60, 90], "occupied_bed_days": [600, 300]},
        # 60 / 600 = 10%; 90 / 300 = 30%; 150 / 900
        [10, 30],
        100 * 150 / 900,
    ),
    Worked(
        "crfd_patients_share",
        {"crfd_people": [4, 9], "open_stays": [40, 45]},
        # 4 / 40 = 10%; 9 / 45 = 20%; at the end 20%
        [10, 20],
        20,
    ),
    Worked(
        "crfd_mean_delay",
        {"ended_delay_days": [120, 40], "ended_delays": [6, 4]},
        # 120 / 6 = 20; 40 / 4 = 10; 160 / 10 = 16
        [20, 10],
        16,
    ),
    Worked(
        "crfd_system_share",
        {"delayed_days_outside_nhs": [40, 50], "delayed_days": [100, 200]},
        # 40 / 100 = 40%; 50 / 200 = 25%; 90 / 300 = 30%
        [40, 25],
        30,
    ),
    Worked(
        "crfd_system_share",
        {
            "delayed_days": [100, 200],
            ("delayed_days", ATTRIBUTED, "NHS, excluding housing"): [60, 150],
            ("delayed_days", ATTRIBUTED, "Social Care, excluding housing"): [20, 30],
            ("delayed_days", ATTRIBUTED, "Both (NHS and Social Care), excluding housing"): [5, 0],
            ("delayed_days", ATTRIBUTED, "Housing (including supported/specialist housing)"): [
                15,
                20,
            ],
        },
        # Published rows: (20 + 5 + 15) / 100 = 40%; (30 + 0 + 20) / 200 = 25%; 90 / 300 = 30%
        [40, 25],
        30,
    ),
    Worked(
        "oap_bed_day_share",
        {"oap_bed_days": [30, 10], "adult_acute_bed_days": [300, 200]},
        # 30 / 300 = 10%; 10 / 200 = 5%; 40 / 500 = 8%
        [10, 5],
        8,
    ),
    Worked(
        "oap_active",
        {"oap_open": [3, 5]},
        # Open at the end of each month, so 5 at the end of both and not 8
        [3, 5],
        5,
    ),
    Worked(
        "oap_rehab_bed_days",
        {"oap_rehab_days": [120, 90]},
        # 120 + 90 = 210 days
        [120, 90],
        210,
    ),
    Worked(
        "far_from_home_acute",
        {"acute_ward_stays_far": [2, 5], "acute_ward_stays_open": [40, 50]},
        # 2 / 40 = 5%; 5 / 50 = 10%; at the end 10%
        [5, 10],
        10,
    ),
    Worked(
        "admissions_acute_rate",
        {"acute_admissions": [40, 50], "adult_population": [200_000, 200_000]},
        # 40 / 200,000 = 20 per 100,000; 50 / 200,000 = 25; (40 + 50) in two months: 22.5 a month
        [20, 25],
        22.5,
    ),
    Worked(
        "unplanned_admission_share",
        {"emergency_admissions": [45, 24], "admissions_with_method": [50, 30]},
        # 45 / 50 = 90%; 24 / 30 = 80%; 69 / 80 = 86.25%
        [90, 80],
        86.25,
    ),
    Worked(
        "admit_no_prior_contact",
        {"admissions_no_prior_contact": [3, 1], "admissions": [20, 5]},
        # 3 / 20 = 15%; 1 / 5 = 20%; 4 / 25 = 16%
        [15, 20],
        16,
    ),
    Worked(
        "admit_no_prior_contact_3m",
        {"mhs106b": [12, 15], "mhs106": [100, 120]},
        # 12 / 100 = 12%; 15 / 120 = 12.5%
        [12, 12.5],
        NEVER,
    ),
    Worked(
        "readmit_14",
        {"readmissions_14": [2, 3], "readmission_eligible": [25, 15]},
        # 2 / 25 = 8%; 3 / 15 = 20%; 5 / 40 = 12.5%
        [8, 20],
        12.5,
    ),
    Worked(
        "readmit_30",
        {"readmissions_30": [4, 6], "readmission_eligible": [25, 15]},
        # 4 / 25 = 16%; 6 / 15 = 40%; 10 / 40 = 25%
        [16, 40],
        25,
    ),
    Worked(
        "occupancy_excl_leave",
        {"occupied_bed_days": [560, 600], "leave_days": [20, 42], "beds": [20, 20]},
        # (560 - 20) / (20 x 30) = 540 / 600 = 90%; (600 - 42) / (20 x 31) = 558 / 620 = 90%
        [90, 90],
        90,
    ),
    Worked(
        "bed_throughput",
        {"discharges": [15, 31], "beds": [20, 20]},
        # 365 x 15 / (20 x 30) = 9.125; 365 x 31 / (20 x 31) = 18.25; 365 x 46 / 1,220
        [9.125, 18.25],
        365 * 46 / 1220,
    ),
    Worked(
        "bed_days_per_1000_pop",
        {"occupied_bed_days": [600, 620], "adult_population": [100_000, 100_000]},
        # 600 / 100,000 = 6 per 1,000; 620 / 100,000 = 6.2; 1,220 in two months: 6.1 a month
        [6, 6.2],
        6.1,
    ),
    Worked(
        "detained_share",
        {"people_detained": [18, 20], "open_stays": [40, 50]},
        # 18 / 40 = 45%; 20 / 50 = 40%; at the end 40%
        [45, 40],
        40,
    ),
    Worked(
        "dta_to_admission",
        {"dta_median_hours": [6, 9]},
        # A median is taken as it is
        [6, 9],
        NEVER,
        apart=True,
    ),
    Worked(
        "followup_72h",
        {"followups_72h": [8, 36], "followup_eligible": [10, 40]},
        # 8 / 10 = 80%; 36 / 40 = 90%; 44 / 50 = 88%
        [80, 90],
        88,
    ),
    Worked(
        "ward_moves_per_spell",
        {"discharged_ward_stays": [25, 12], "discharges": [20, 5]},
        # 20 people on 25 wards moved 5 times: 5 / 20 = 0.25; 7 / 5 = 1.4; 12 / 25 = 0.48
        [0.25, 1.4],
        0.48,
    ),
    Worked(
        "section_length_mean",
        {"ended_detention_days": [500, 100], "detentions_ended": [10, 5]},
        # 500 / 10 = 50; 100 / 5 = 20; 600 / 15 = 40
        [50, 20],
        40,
    ),
]
