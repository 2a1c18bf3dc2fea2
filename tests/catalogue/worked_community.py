"""Every metric of community care on two months of facts, worked out by hand beside each.

April 2024 has 21 working days (22 weekdays without Easter Monday), May 21 (23 without two bank
holidays).
"""

from tests.catalogue.worked import NEVER, Worked

CASES = [
    Worked(
        "contacts_per_wte",
        {"attended_contacts": [420, 630], "clinical_wte": [10, 12]},
        # 420 / (10 x 21) = 2; 630 / (12 x 21) = 2.5; 1,050 / (210 + 252) staff days
        [2, 2.5],
        1050 / 462,
    ),
    Worked(
        "contacts_per_caseload",
        {"attended_contacts": [200, 300], "caseload": [100, 120]},
        # 200 / 100 = 2; 300 / 120 = 2.5; 500 for a mean caseload of 110 in two months
        [2, 2.5],
        500 / 110 / 2,
    ),
    Worked(
        "contacts_per_caseload_smi",
        {"mhs30f": [200, 300], "mhs23d": [100, 120]},
        # As above
        [2, 2.5],
        500 / 110 / 2,
    ),
    Worked(
        "caseload_per_wte",
        {"caseload": [300, 360], "clinical_wte": [10, 12]},
        # 300 / 10 = 30; 360 / 12 = 30; mean of 330 over mean of 11
        [30, 30],
        30,
    ),
    Worked(
        "cmh_2plus_access",
        {"mhs108": [5000, 5100]},
        # Different people in a year: the two years share eleven months and most people
        [5000, 5100],
        NEVER,
        apart=True,
    ),
    Worked(
        "dna_rate",
        {"missed_contacts": [20, 30], "attended_contacts": [180, 170]},
        # 20 / 200 = 10%; 30 / 200 = 15%; 50 / 400 = 12.5%
        [10, 15],
        12.5,
    ),
    Worked(
        "dna_rate",
        {
            "attended_contacts": [180, 170],
            ("mhs29f", "attendance", "Did not attend, no advance warning given"): [20, 30],
        },
        # The missed ones from the published rows by attendance
        [10, 15],
        12.5,
    ),
    Worked(
        "provider_cancel_rate",
        {
            "provider_cancelled_contacts": [10, 30],
            "attended_contacts": [150, 140],
            "missed_contacts": [20, 15],
            "person_cancelled_contacts": [20, 15],
        },
        # 10 / (150 + 20 + 10 + 20) = 5%; 30 / (140 + 15 + 30 + 15) = 15%; 40 / 400 = 10%
        [5, 15],
        10,
    ),
    Worked(
        "provider_cancel_rate",
        {
            "contacts_offered": [200, 200],
            (
                "mhs29f",
                "attendance",
                "Appointment cancelled or postponed by the health care provider",
            ): [10, 30],
        },
        # 10 / 200 = 5%; 30 / 200 = 15%; 40 / 400 = 10%
        [5, 15],
        10,
    ),
    Worked(
        "referral_discharge_ratio",
        {"referral_discharges": [45, 70], "referrals": [50, 50]},
        # 45 / 50 = 0.9; 70 / 50 = 1.4; 115 / 100 = 1.15
        [0.9, 1.4],
        1.15,
    ),
    Worked(
        "referral_discharge_ratio_smi",
        {"mhs57b": [40, 50], "mhs32c": [50, 50]},
        # 40 / 50 = 0.8; 50 / 50 = 1; 90 / 100 = 0.9
        [0.8, 1],
        0.9,
    ),
    Worked(
        "referral_accept_rate",
        {"referrals_accepted": [40, 30], "referrals_decided": [50, 50]},
        # 40 / 50 = 80%; 30 / 50 = 60%; 70 / 100 = 70%
        [80, 60],
        70,
    ),
    Worked(
        "dormant_caseload",
        {"dormant_referrals": [30, 54], "caseload": [200, 220]},
        # 30 / 200 = 15%; 54 / 220 = 24.5%; mean of 42 over mean of 210 = 20%
        [15, 100 * 54 / 220],
        20,
    ),
    Worked(
        "clinical_time_share",
        {"direct_contact_hours": [360, 520], "clinical_hours": [1200, 1300]},
        # 360 / 1,200 = 30%; 520 / 1,300 = 40%; 880 / 2,500 = 35.2%
        [30, 40],
        35.2,
    ),
    Worked(
        "perinatal_access",
        {"mhs91": [400, 410]},
        # Different people in a year
        [400, 410],
        NEVER,
        apart=True,
    ),
    Worked(
        "ips_access",
        {"mhs116": [250, 260]},
        # Referrals of a year: two years overlap, but two services add
        [250, 260],
        NEVER,
    ),
    Worked(
        "dementia_dx_rate",
        {"dementia_diagnosed": [650, 680], "dementia_estimated": [1000, 1000]},
        # 650 / 1,000 = 65%; 680 / 1,000 = 68%; at the end 68%
        [65, 68],
        68,
    ),
    Worked(
        "dementia_dx_rate",
        {"dementia_diagnosed": [1050], "dementia_estimated": [1000]},
        # More are diagnosed than were estimated: 105%, and not cut to 100%
        [105],
    ),
]
