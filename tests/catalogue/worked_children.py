"""Children and young people: each metric from a few amounts, worked out in the text."""

from tests.catalogue.worked import Worked

CASES = (
    # 1,250 different children in the twelve months to April: a count is what it is
    Worked("cyp_access", {"cyp_seen_12m": [1250]}, [1250], apart=True),
    # 1,000 now and 800 a year ago: 200 more, and 200 of 800 is a quarter
    Worked(
        "cyp_access_change",
        {"cyp_seen_12m": [1000], "cyp_seen_12m_year_ago": [800]},
        [25],
        apart=True,
    ),
    # 720 now and 800 a year ago: 80 fewer, a tenth of 800, so a fall of 10%
    Worked(
        "cyp_access_change",
        {"cyp_seen_12m": [720], "cyp_seen_12m_year_ago": [800]},
        [-10],
        apart=True,
    ),
    # Only the published share is there: it stands as it is
    Worked("cyp_access_change", {"cyp_access_change_published": [-3]}, [-3], apart=True),
    # A median cannot be worked out from anything: as published
    Worked("cyp_wait_median", {"cyp_first_contact_median": [31]}, [31], apart=True),
    Worked("cyp_still_waiting_median", {"cyp_waiting_median": [142]}, [142], apart=True),
    # 9 of 12 urgent referrals within a week: three quarters
    Worked("cyp_ed_urgent", {"ed86a": [9], "ed86": [12]}, [75]),
    # 10 within one week and 28 within one to four are 38; 38 of 40 is 95%
    Worked("cyp_ed_routine", {"ed87a": [10], "ed87b": [28], "ed87": [40]}, [95]),
    # April 30 of 100, May 20 of 150: 50 of 250 is 20% (the mean of 30% and 13.3% would be 21.7%)
    Worked(
        "cyp_paired_scores", {"mhs112": [30, 20], "mhs110": [100, 150]}, [30, 100 * 20 / 150], 20
    ),
    # 12 of 30 is 40%, 18 of 20 is 90%: 30 of 50
    Worked("cyp_improved", {"mhs113a": [12, 18], "mhs112b": [30, 20]}, [40, 90], 60),
    # 3 days in April and 4 in May are 7
    Worked("cyp_adult_ward_days", {"under_16_adult_ward_days": [3, 4]}, [3, 4], 7),
    # 7 of 28 young people discharged had stayed two months: a quarter
    Worked("cyp_los_60plus", {"mhs104": [7], "mhs142": [28]}, [25]),
    # 60 of 200 clocks stopped in under four weeks
    Worked("cyp_4week", {"mrs08a": [60], "mrs08": [200]}, [30]),
    # Of 400 waiting for full help 20, 44 and 100 have waited longer than 104, 78 and 52 weeks
    Worked("cyp_104wk", {"mrs09a": [20], "mrs09": [400]}, [5]),
    Worked("cyp_78wk", {"mrs09c": [44], "mrs09": [400]}, [11]),
    Worked("cyp_52wk", {"mrs09e": [100], "mrs09": [400]}, [25]),
    # The list at the end of May counts, 90 of 450, not the 100 of 400 a month before
    Worked("cyp_52wk", {"mrs09e": [100, 90], "mrs09": [400, 450]}, [25, 20], 20),
    # Of 250 waiting for a first contact 5, 10 and 40
    Worked("cyp_first_104wk", {"mrs14a": [5], "mrs10": [250]}, [2]),
    Worked("cyp_first_78wk", {"mrs14c": [10], "mrs10": [250]}, [4]),
    Worked("cyp_first_52wk", {"mrs14e": [40], "mrs10": [250]}, [16]),
    # 33 of 60 open referrals with a contact have had full help
    Worked("cyp_open_helped", {"mrs17": [33], "mrs18": [60]}, [55]),
)
