"""Safety, and learning disability and autism: each metric worked out in the text."""

from tests.catalogue.worked import NEVER, Worked

SAFETY = (
    # 12 in 800 bed days and 9 in 600: 21 in 1,400, each 15 in 1,000
    Worked(
        "restraint_rate",
        {"restrictive_interventions": [12, 9], "occupied_bed_days": [800, 600]},
        [15, 15],
        15,
    ),
    # 6 of 120 people who were in hospital in April were restrained
    Worked(
        "people_restrained_share",
        {"people_restrained": [6], "people_in_hospital": [120]},
        [5],
        apart=True,
    ),
    # The same person may be restrained in April and in May
    Worked(
        "people_restrained_share",
        {"people_restrained": [6, 9], "people_in_hospital": [120, 120]},
        [5, 7.5],
        NEVER,
        apart=True,
    ),
    # Only the published share is there
    Worked("people_restrained_share", {"mhs97": [4]}, [4], apart=True),
    # 1 in 2,000 bed days and 2 in 2,000: 3 in 4,000 is 0.75 in 1,000
    Worked(
        "prone_rate",
        {"prone_restraints": [1, 2], "occupied_bed_days": [2000, 2000]},
        [0.5, 1],
        0.75,
    ),
    # 18 in 1,200 bed days
    Worked("self_harm_rate", {"self_harm_incidents": [18], "occupied_bed_days": [1200]}, [15]),
    # 10 in 1,000 and 20 in 3,000: 30 in 4,000 is 7.5 in 1,000
    Worked(
        "violence_rate",
        {"assaults_on_staff": [10, 20], "occupied_bed_days": [1000, 3000]},
        [10, 20 / 3],
        7.5,
    ),
    # 84 in 1,200 bed days
    Worked(
        "incident_reporting_rate",
        {"patient_safety_incidents": [84], "occupied_bed_days": [1200]},
        [70],
    ),
    # None in April, 2 in May, 1 in June
    Worked("suspected_suicide", {"suspected_suicides": [0, 2, 1]}, [0, 2, 1], 3),
)
LEARNING_DISABILITY = (
    # 41 at the end of April and 38 at the end of May: 38 people, not 79
    Worked("lda_inpatients", {"lda_in_hospital": [41, 38]}, [41, 38], 38),
    # 21 adults of 600,000 are 35 of a million
    Worked(
        "lda_per_million", {"lda_adults_in_hospital": [21], "adult_population": [600_000]}, [35]
    ),
    # At the end of May 18 of 36, not 20 of 40 and 18 of 36 together
    Worked(
        "lda_2yr_share", {"lda_over_2_years": [10, 18], "lda_in_hospital": [40, 36]}, [25, 50], 50
    ),
    # Checks run from April: 300 by the end of May hold the 100 by the end of April; 300 of 1,500
    Worked(
        "lda_health_check",
        {"ld_health_checks": [100, 300], "ld_register": [1490, 1500]},
        [100 * 100 / 1490, 20],
        20,
    ),
)
CASES = SAFETY + LEARNING_DISABILITY
