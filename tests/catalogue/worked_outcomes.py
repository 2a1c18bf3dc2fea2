"""Outcomes, experience and data quality: each metric from a few amounts, worked out in the text."""

from tests.catalogue.worked import Worked

OUTCOMES = (
    # 3 of 100 in April and 7 of 100 in May: 10 of 200
    Worked("cmh_paired", {"cmh_closed_paired": [3, 7], "cmh_closed": [100, 100]}, [3, 7], 5),
    # 24 of 60 pairs of scores show reliable improvement
    Worked(
        "prom_improved_adult", {"adult_scores_improved": [24], "adult_paired_scores": [60]}, [40]
    ),
    # Work 90 and a home 690 of 1,000 people aged 18 to 69
    Worked("employment_rate", {"amh17e": [90], "amh03e": [1000]}, [9]),
    Worked("settled_accom", {"amh14e": [690], "amh03e": [1000]}, [69]),
    # Two months: the state at the end of May, 700 of 1,120, and not the sum of both
    Worked("settled_accom", {"amh14e": [690, 700], "amh03e": [1000, 1120]}, [69, 62.5], 62.5),
    # Checks of the year before are counted at the end of each quarter: 300 of 480, then 330 of 500
    Worked(
        "smi_health_check",
        {"smi_full_checks": [300, 330], "smi_register": [480, 500]},
        [62.5, 66],
        66,
    ),
    # 45 of 180 open early intervention referrals hold what NICE recommends
    Worked("eip_nice", {"eip69b": [45], "eip68": [180]}, [25]),
    # The older counts: 150 of 200 with a settled home, 16 of 200 in work
    Worked("settled_accom_cpa", {"amh14": [150], "amh03": [200]}, [75]),
    Worked("employment_cpa", {"amh17": [16], "amh03": [200]}, [8]),
)
EXPERIENCE = (
    # 80 of 100 and 100 of 100: 180 of 200
    Worked("fft_positive", {"fft_good": [80, 100], "fft_responses": [100, 100]}, [80, 100], 90),
    # One score a year, as published
    Worked(
        "cmh_survey", {"community_survey_score": [6.8]}, [6.8], grain="financial year", apart=True
    ),
    # 2 and 4 complaints in 5,000 and 10,000 contacts: 6 in 15,000 is 4 in 10,000
    Worked(
        "complaints_rate",
        {"complaints_upheld": [2, 4], "attended_contacts": [5000, 10000]},
        [4, 4],
        4,
    ),
    # 72 of 90 answers are positive: four in five
    Worked("inpt_experience", {"ward_survey_positive": [72], "ward_survey_answers": [90]}, [80]),
)
DATA_QUALITY = (
    # A score out of 100, as published
    Worked("dqmi_mhsds", {"dqmi_score": [91.4]}, [91.4], apart=True),
    # 4,600 of 5,000 people in contact have a stated ethnic group
    Worked("ethnicity_complete", {"ethnicity_stated": [4600], "mhs01": [5000]}, [92]),
    # 1,750 of 5,000 have a diagnosis
    Worked("diagnosis_complete", {"mhs20": [1750], "mhs01": [5000]}, [35]),
    # A ready date on 20 of 40 and 50 of 60 discharges: 70 of 100
    Worked(
        "crfd_recording",
        {"discharges_ready_date_recorded": [20, 50], "discharges": [40, 60]},
        [50, 100 * 50 / 60],
        70,
    ),
    # 270 of 300 people were reviewed in time
    Worked("cluster_review", {"acc36": [270], "acc33": [300]}, [90]),
)
CASES = OUTCOMES + EXPERIENCE + DATA_QUALITY
