"""Which metrics the demonstration and real files allow, worked out by reading their headings.

Every expectation was written down from the headings of the files and the definition of the metric
before anything was run; the reason stands beside it.
"""

from functools import cache
from pathlib import Path

import pytest

from mhvalue.ingest.pipeline import read
from mhvalue.workspace import OpenFile, Workspace

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "assets" / "demo" / "mhvalue-demo.xlsx"
REAL = ROOT / ".." / "shared" / "data" / "real"
WAITS_APRIL = "MHSDS_Data_4WW_AprPerf_2024_v2.csv"
WAITS_SEPTEMBER = "MHSDS_Data_4WW_SepPerf_2024.csv"
SICKNESS = "nhs_sickness_absence_2024-04.csv"
DELAYS = "MHSDS-delayed-discharge-reasons.xlsx"
COMMUNITY = "Community_Health_Services_waiting_list_2025-26.xlsx"

# Sheets "Wards", "Community teams", "Trust", "Trust quarterly" and "Ethnicity": one row a unit
# and month, headings on the third row.
IN_DEMO = {
    # Wards: "Total LOS of discharges" over "Discharges".
    "los_mean_acute_all": "ready",
    # Wards: "Discharges over 60 days" over "Discharges".
    "los_60plus_adult": "ready",
    # Wards: "LOS so far" over "Inpatients at month end".
    "los_open_spells": "ready",
    # Wards: "CRFD days" over "Occupied bed days".
    "crfd_bed_day_rate": "ready",
    # Wards: "Readmitted within 14 days" over "Discharges eligible for readmission".
    "readmit_14": "ready",
    # Wards: "Followed up within 72 hours" over "Eligible for 72 hour follow up".
    "followup_72h": "ready",
    # Wards: "Occupied bed days" less "Leave days" over "Available bed days".
    "occupancy_excl_leave": "ready",
    # Wards: "Admissions not known to services" over "Admissions".
    "admit_no_prior_contact": "ready",
    # Trust: "OAP bed days" over "Adult acute bed days".
    "oap_bed_day_share": "ready",
    # Community teams: "DNAs" over "DNAs" and "Attended contacts".
    "dna_rate": "ready",
    # Community teams: "Attended contacts" over "Clinical WTE" and the calendar's working days.
    "contacts_per_wte": "ready",
    # Community teams: "Caseload" over "Clinical WTE".
    "caseload_per_wte": "ready",
    # Community teams: the finished "Median wait to second contact".
    "cmh_wait_median": "ready",
    # Community teams: "Seen within 24 hours" over "Urgent crisis referrals seen".
    "crisis_24h": "ready",
    # Community teams: "ADHD over 52 weeks" over "ADHD waiting list".
    "adhd_52wk": "ready",
    # Trust quarterly: "SMI full health checks" over "SMI register".
    "smi_health_check": "ready",
    # Ethnicity: "Standardised detention rate" of the groups Black and White.
    "detention_rr_black_white": "ready",
    # Trust: bed days and contacts at their unit costs over "Total spend (£)" x "Real terms factor".
    "cwa_per_real_pound": "ready",
    # "Discharges" are there; readmissions only within 14 days, not within 30.
    "readmit_30": "nearly",
    # "Inpatients at month end" are there; how many of them are ready to leave is not.
    "crfd_patients_share": "nearly",
    # "Cancelled by provider" is there, but not how many contacts were offered.
    "provider_cancel_rate": "nearly",
    # "Occupied bed days" are there; "Restraints" does not say which were face down.
    "prone_rate": "nearly",
    # No wait from decision to admission anywhere.
    "dta_to_admission": "no",
    # No liaison referrals anywhere.
    "liaison_1h": "no",
    # Neither funded posts nor staff in post; "Clinical WTE" is something else.
    "vacancy": "no",
    # No floor area, no running cost.
    "estate_cost_m2": "no",
    # No children's A&E or eating disorder columns.
    "cyp_ed_urgent": "no",
}

# One row a provider and measure; the measure ids and names of the file itself are quoted.
IN_WAITS = {
    "cmh_4week": "ready",  # MRS01a "full clock stop in less than 4 weeks" over MRS01
    "cmh_104wk": "ready",  # MRS02a over MRS02 "waiting for a full clock stop"
    "cmh_78wk": "ready",  # MRS02c over MRS02
    "cmh_52wk": "ready",  # MRS02e over MRS02
    "cmh_second_104wk": "ready",  # MRS07a over MRS03 "waiting for a 2nd contact"
    "cmh_second_78wk": "ready",  # MRS07c over MRS03
    "cmh_second_52wk": "ready",  # MRS07e over MRS03
    "cyp_4week": "ready",  # MRS08a over MRS08
    "cyp_104wk": "ready",  # MRS09a over MRS09
    "cyp_78wk": "ready",  # MRS09c over MRS09
    "cyp_52wk": "ready",  # MRS09e over MRS09
    "cyp_first_104wk": "ready",  # MRS14a over MRS10 "waiting for a 1st contact"
    "cyp_first_78wk": "ready",  # MRS14c over MRS10
    "cyp_first_52wk": "ready",  # MRS14e over MRS10
    # The finished MHS125 is in the main file, not in this one: MRS03a is of people still waiting.
    "cmh_wait_median": "no",
    # MRS17 and MRS18 start later: the file ends at MRS14f.
    "cyp_open_helped": "no",
    # No contacts, bed days or staff in a file of waits.
    "dna_rate": "no",
    "occupancy_excl_leave": "no",
    "sickness": "no",
}

IN_SICKNESS = {
    "sickness": "ready",  # FTE_DAYS_LOST over FTE_DAYS_AVAILABLE
    "vacancy": "no",  # days available are no posts
    "turnover": "no",  # nobody is counted as leaving
    "temp_staff_share": "no",  # no money
    "contacts_per_wte": "no",  # no contacts, no WTE
}

# "Delayed discharge reasons": days by month and reason, England, with a column headed "total".
IN_DELAYS = {
    # The days delayed stand under "total", which says nothing of what it is a total of, and bed
    # days are in none of the sheets.
    "crfd_bed_day_rate": "no",
    "crfd_cost": "no",  # no cost
    "occupancy_excl_leave": "no",  # neither occupied nor available beds
}

# Numbers waiting by service, with bands ">52-104 weeks" and ">104 weeks" in tables of their own.
IN_COMMUNITY = {
    # "Over 52 weeks" is in no column: it would be two bands added up, and the total stands under
    # the name of each service.
    "community_52wk": "no",
    "cmh_52wk": "no",  # these are community health services, not mental health ones
    "cyp_52wk": "no",
    "tt_6wk": "no",
}

FILES = {
    WAITS_APRIL: IN_WAITS,
    WAITS_SEPTEMBER: IN_WAITS,
    SICKNESS: IN_SICKNESS,
    DELAYS: IN_DELAYS,
    COMMUNITY: IN_COMMUNITY,
}
CASES = [
    (file, metric, state) for file, all_of in FILES.items() for metric, state in all_of.items()
]


@cache
def opened(path: Path) -> Workspace:
    """The file as it is read without anybody's help."""
    result = read(path.read_bytes(), path.name, None, lambda stage: None)
    return Workspace((OpenFile(path.name, path.name, result),))


@pytest.mark.parametrize(("metric", "state"), IN_DEMO.items())
def test_in_the_demonstration(metric, state):
    assert opened(DEMO).readiness[metric].state == state


@pytest.mark.parametrize(("file", "metric", "state"), CASES)
def test_in_a_real_file(file, metric, state):
    path = REAL / file
    if not path.exists():
        pytest.skip(f"{file} lies outside the project and is not here")
    assert opened(path).readiness[metric].state == state


def test_what_is_missing_is_what_the_sheets_do_not_hold():
    found = opened(DEMO).readiness
    # The only column of its kind is "Restraints", of every type.
    assert found["prone_rate"].missing == ("prone_restraints",)
    # "Contacts offered" is the only part of this share without a column.
    assert found["provider_cancel_rate"].missing == ("contacts_offered",)


def test_the_files_together_allow_what_each_allows():
    paths = [REAL / WAITS_APRIL, REAL / SICKNESS]
    if not all(path.exists() for path in paths):
        pytest.skip("the real files lie outside the project and are not here")
    both = Workspace(tuple(file for path in paths for file in opened(path).files)).readiness
    assert both["sickness"].state == "ready"
    assert both["cmh_52wk"].state == "ready"
    assert both["dna_rate"].state == "no"
