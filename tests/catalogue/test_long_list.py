"""The long list: all 130 are there, in its order, and each says what people need to know."""

import csv
from pathlib import Path

import numpy as np
import pytest

from mhvalue.catalogue.loader import load
from mhvalue.catalogue.schema import COUNTS, Metric
from mhvalue.grids import Question
from mhvalue.series import series
from tests.tables import facts_of

LONG_LIST = (Path(__file__).parents[2] / ".." / "shared" / "metrics" / "long_list.csv").resolve()

THE_LIST = [
    "los_mean_acute_all",
    "los_mean_adult_picu",
    "los_mean_older",
    "los_median_adult",
    "los_60plus_adult",
    "los_90plus_older",
    "los_open_spells",
    "los_excl_crfd",
    "crfd_bed_day_rate",
    "crfd_patients_share",
    "crfd_mean_delay",
    "crfd_system_share",
    "oap_bed_day_share",
    "oap_active",
    "oap_rehab_bed_days",
    "far_from_home_acute",
    "admissions_acute_rate",
    "unplanned_admission_share",
    "admit_no_prior_contact",
    "readmit_14",
    "readmit_30",
    "occupancy_excl_leave",
    "bed_throughput",
    "bed_days_per_1000_pop",
    "detained_share",
    "dta_to_admission",
    "followup_72h",
    "ward_moves_per_spell",
    "section_length_mean",
    "contacts_per_wte",
    "contacts_per_caseload",
    "caseload_per_wte",
    "cmh_2plus_access",
    "dna_rate",
    "provider_cancel_rate",
    "referral_discharge_ratio",
    "referral_accept_rate",
    "dormant_caseload",
    "clinical_time_share",
    "perinatal_access",
    "ips_access",
    "dementia_dx_rate",
    "crisis_24h",
    "crisis_4h",
    "crisis_never_seen",
    "liaison_1h",
    "ed_12h_mh",
    "s136_rate",
    "high_intensity_users",
    "cmh_wait_median",
    "cmh_still_waiting_median",
    "cmh_4week",
    "cmh_52wk",
    "community_52wk",
    "eip_2week",
    "adhd_waiting_list",
    "adhd_52wk",
    "autism_13wk",
    "tt_6wk",
    "tt_18wk",
    "tt_first_second_90",
    "tt_completed",
    "tt_reliable_recovery",
    "tt_reliable_improvement",
    "tt_dna",
    "tt_sessions_mean",
    "cyp_access",
    "cyp_access_change",
    "cyp_wait_median",
    "cyp_still_waiting_median",
    "cyp_ed_urgent",
    "cyp_ed_routine",
    "cyp_paired_scores",
    "cyp_improved",
    "cyp_adult_ward_days",
    "cyp_los_60plus",
    "cmh_paired",
    "prom_improved_adult",
    "employment_rate",
    "settled_accom",
    "smi_health_check",
    "eip_nice",
    "fft_positive",
    "cmh_survey",
    "complaints_rate",
    "inpt_experience",
    "restraint_rate",
    "people_restrained_share",
    "prone_rate",
    "self_harm_rate",
    "violence_rate",
    "incident_reporting_rate",
    "suspected_suicide",
    "detention_rr_black_white",
    "cto_rr_black_white",
    "restraint_rr_ethnicity",
    "los_gap_ethnicity",
    "cyp_access_gap_imd",
    "cyp_access_gap_eth",
    "tt_recovery_gap",
    "access_sii_imd",
    "sickness",
    "vacancy",
    "turnover",
    "temp_staff_share",
    "chppd",
    "staff_engagement",
    "raising_concerns",
    "productivity_growth",
    "cwa_per_real_pound",
    "labour_productivity",
    "relative_cost",
    "cost_per_obd_acute",
    "cost_per_spell_acute",
    "cost_per_contact",
    "cost_per_recovery",
    "crfd_cost",
    "oap_spend",
    "plan_variance",
    "estate_cost_m2",
    "empty_space",
    "backlog_m2",
    "lda_inpatients",
    "lda_per_million",
    "lda_2yr_share",
    "lda_health_check",
    "dqmi_mhsds",
    "ethnicity_complete",
    "diagnosis_complete",
    "crfd_recording",
]

CHECKED = ("", "checked", "checked (measure)", "secondary source", "not re-checked")
WASTES = (
    "",
    "Defects",
    "Over-production",
    "Waiting",
    "Non-used talent",
    "Transport",
    "Inventory",
    "Motion",
    "Extra processing",
)


def listed() -> list[Metric]:
    return [load().metrics[identifier] for identifier in THE_LIST]


def rows() -> list[dict[str, str]]:
    if not LONG_LIST.exists():
        pytest.skip("the long list of the metrics research is not on this machine")
    with LONG_LIST.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_all_130_come_first_and_in_order() -> None:
    assert len(THE_LIST) == 130
    assert list(load().metrics)[:130] == THE_LIST


def test_they_are_those_of_the_long_list() -> None:
    assert [row["id"] for row in rows()] == THE_LIST


def test_they_say_what_the_long_list_says() -> None:
    for row in rows():
        metric = load().metrics[row["id"]]
        said = (metric.lens, metric.better, metric.inpatient_first, metric.core)
        wanted = (
            row["lens"],
            row["better_when"],
            row["inpatient_first"] == "yes",
            row["suggested_core_30"] == "yes",
        )
        assert said == wanted, row["id"]


def test_measure_ids_are_those_of_the_long_list() -> None:
    for row in rows():
        columns = ("mhsds_numerator_id", "mhsds_denominator_id", "mhsds_value_id")
        wanted = {one for column in columns for one in row[column].split("-") if one}
        assert wanted <= set(load().metrics[row["id"]].mhsds), row["id"]


def test_each_says_what_to_know_before_comparing() -> None:
    for metric in listed():
        assert len(metric.name) <= 60, metric.id
        assert metric.setting, metric.id
        assert metric.sources, metric.id
        assert metric.frequency, metric.id
        assert metric.caveats.endswith("."), metric.id
        assert metric.waste in WASTES, metric.id


def test_each_has_another_to_balance_it() -> None:
    for metric in listed():
        assert metric.balancing in load().metrics, metric.id
        assert metric.balancing != metric.id


def test_a_target_has_a_source_and_says_whether_it_was_checked() -> None:
    for metric in listed():
        assert metric.target_checked in CHECKED, metric.id
        assert bool(metric.target_source) == bool(metric.target_checked), metric.id
        assert metric.target is None or metric.target_source, metric.id


def test_a_spread_fits_what_is_counted() -> None:
    items = load().items
    for metric in listed():
        counted = {items[i].counts for term in metric.numerator for i in term.items}
        assert counted <= set(COUNTS), metric.id
        if counted & {"days", "money", "staff", "other"}:
            assert metric.spread in ("none", "mean"), metric.id
        if metric.kind == "ready-made":
            assert metric.spread == "none", metric.id
        if metric.spread == "people":
            assert metric.unit == "%", metric.id


def test_a_part_of_a_metric_is_found_under_what_people_write() -> None:
    for metric in listed():
        for part in metric.parts():
            item = load().items[part]
            assert item.mhsds or len(item.spellings) >= 3, part


def test_the_finished_figure_serves_where_its_parts_are_not_known() -> None:
    published = [metric for metric in listed() if metric.value and metric.numerator]
    assert len(published) > 10
    for metric in published:
        facts = facts_of({(metric.value, "Elm"): [42]})
        made = series(facts, load(), metric, Question("Ward"))
        np.testing.assert_array_equal(made.value.amount, [[42]])
        assert made.numerator is None, metric.id
