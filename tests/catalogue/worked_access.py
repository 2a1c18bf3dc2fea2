"""Every metric of crisis, access and talking therapies, worked out by hand on two months."""

from tests.catalogue.worked import NEVER, Worked

CRISIS = [
    Worked(
        "crisis_24h",
        {"crisis_seen_24h": [60, 18], "crisis_urgent_seen": [80, 20]},
        # 60 / 80 = 75%; 18 / 20 = 90%; 78 / 100 = 78%
        [75, 90],
        78,
    ),
    Worked(
        "crisis_4h",
        {"ccr119": [6, 32], "ccr118": [10, 40]},
        # 6 / 10 = 60%; 32 / 40 = 80%; 38 / 50 = 76%
        [60, 80],
        76,
    ),
    Worked(
        "crisis_never_seen",
        {"ccr71": [100, 60], "crisis_urgent_seen": [80, 54]},
        # (100 - 80) / 100 = 20%; (60 - 54) / 60 = 10%; (160 - 134) / 160 = 16.25%
        [20, 10],
        16.25,
    ),
    Worked(
        "liaison_1h",
        {"pls123": [30, 40], "pls122": [40, 60]},
        # 30 / 40 = 75%; 40 / 60 = 66.7%; 70 / 100 = 70%
        [75, 100 * 40 / 60],
        70,
    ),
    Worked(
        "ed_12h_mh",
        {"ed_mh_over_12h": [12, 30], "ed_mh_attendances": [80, 120]},
        # 12 / 80 = 15%; 30 / 120 = 25%; 42 / 200 = 21%
        [15, 25],
        21,
    ),
    Worked(
        "s136_rate",
        {"s136_uses": [30, 20], "population": [500_000, 500_000]},
        # 30 / 500,000 = 6 per 100,000; 20 / 500,000 = 4; 50 in two months: 5 a month
        [6, 4],
        5,
    ),
    Worked(
        "high_intensity_users",
        {"crisis_contacts_frequent_12m": [300, 330], "crisis_contacts_12m": [1500, 1500]},
        # 300 / 1,500 = 20%; 330 / 1,500 = 22%; who has five or more is known of the whole only
        [20, 22],
        NEVER,
        apart=True,
    ),
]

ACCESS = [
    Worked(
        "cmh_wait_median",
        {"cmh_second_contact_median": [28, 30]},
        [28, 30],
        NEVER,
        apart=True,
    ),
    Worked("cmh_still_waiting_median", {"mhs128": [90, 95]}, [90, 95], NEVER, apart=True),
    Worked(
        "cmh_4week",
        {"mrs01a": [60, 45], "mrs01": [100, 90]},
        # 60 / 100 = 60%; 45 / 90 = 50%; three-month figures overlap
        [60, 50],
        NEVER,
    ),
    # Waiting lists: 10 of 200 is 5%, 12 of 150 is 8%; at the end of both months 8%
    Worked("cmh_52wk", {"mrs02e": [10, 12], "mrs02": [200, 150]}, [5, 8], 8),
    Worked("cmh_78wk", {"mrs02c": [10, 12], "mrs02": [200, 150]}, [5, 8], 8),
    Worked("cmh_104wk", {"mrs02a": [10, 12], "mrs02": [200, 150]}, [5, 8], 8),
    Worked("cmh_second_52wk", {"mrs07e": [10, 12], "mrs03": [200, 150]}, [5, 8], 8),
    Worked("cmh_second_78wk", {"mrs07c": [10, 12], "mrs03": [200, 150]}, [5, 8], 8),
    Worked("cmh_second_104wk", {"mrs07a": [10, 12], "mrs03": [200, 150]}, [5, 8], 8),
    Worked(
        "community_52wk",
        {"community_waiting_52wk": [50, 72], "community_waiting": [1000, 1200]},
        [5, 6],
        6,
    ),
    Worked(
        "eip_2week",
        {"eip23b": [9, 7], "eip23a": [12, 10]},
        # 9 / 12 = 75%; 7 / 10 = 70%; three-month figures overlap
        [75, 70],
        NEVER,
    ),
    Worked(
        "eip_still_waiting",
        {"eip23f": [3, 2], "eip23d": [10, 8]},
        # 3 / 10 = 30%; 2 / 8 = 25%
        [30, 25],
        NEVER,
    ),
    Worked(
        "adhd_waiting_list",
        {"adhd_waiting": [400, 420]},
        # On the list at the end of each month, so 420 at the end of both and not 820
        [400, 420],
        420,
    ),
    Worked(
        "adhd_52wk",
        {"adhd_waiting_52wk": [100, 126], "adhd_waiting": [400, 420]},
        # 100 / 400 = 25%; 126 / 420 = 30%; at the end 30%
        [25, 30],
        30,
    ),
    Worked(
        "autism_13wk",
        {"autism_seen_13wk": [10, 30], "autism_referrals": [50, 75]},
        # 10 / 50 = 20%; 30 / 75 = 40%; 40 / 125 = 32%
        [20, 40],
        32,
    ),
]

TALKING = [
    Worked(
        "tt_6wk",
        {"tt_started_6wk": [160, 210], "tt_finished": [200, 300]},
        # 160 / 200 = 80%; 210 / 300 = 70%; 370 / 500 = 74%
        [80, 70],
        74,
    ),
    Worked(
        "tt_18wk",
        {"tt_started_18wk": [196, 297], "tt_finished": [200, 300]},
        # 196 / 200 = 98%; 297 / 300 = 99%; 493 / 500 = 98.6%
        [98, 99],
        98.6,
    ),
    Worked(
        "tt_first_second_90",
        {"tt_second_over_90": [30, 45], "tt_second_treatments": [200, 250]},
        # 30 / 200 = 15%; 45 / 250 = 18%; 75 / 450
        [15, 18],
        100 * 75 / 450,
    ),
    Worked(
        "tt_completed",
        {"tt_finished": [200, 300]},
        # 200 + 300 courses
        [200, 300],
        500,
    ),
    Worked(
        "tt_reliable_recovery",
        {
            "tt_reliable_recovered": [80, 126],
            "tt_finished": [200, 300],
            "tt_not_caseness": [40, 20],
        },
        # 80 / (200 - 40) = 50%; 126 / (300 - 20) = 45%; 206 / 440
        [50, 45],
        100 * 206 / 440,
    ),
    Worked(
        "tt_reliable_improvement",
        {"tt_reliable_improved": [130, 210], "tt_finished": [200, 300]},
        # 130 / 200 = 65%; 210 / 300 = 70%; 340 / 500 = 68%
        [65, 70],
        68,
    ),
    Worked(
        "tt_dna",
        {"tt_missed": [60, 40], "tt_appointments": [500, 800]},
        # 60 / 500 = 12%; 40 / 800 = 5%; 100 / 1,300
        [12, 5],
        100 * 100 / 1300,
    ),
    Worked(
        "tt_sessions_mean",
        {"tt_course_appointments": [1600, 2100], "tt_finished": [200, 300]},
        # 1,600 / 200 = 8; 2,100 / 300 = 7; 3,700 / 500 = 7.4
        [8, 7],
        7.4,
    ),
]

CASES = CRISIS + ACCESS + TALKING
