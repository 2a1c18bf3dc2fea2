"""Files that NHS bodies published, read without help; what to expect was read off their cells."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from mhvalue.facts import source_text
from mhvalue.ingest.pipeline import read

REAL = Path(__file__).parents[2] / ".." / "shared" / "data" / "real"

pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the published files are not on this machine"
)


@cache
def result_of(name):
    return read((REAL / name).read_bytes(), name, None, lambda stage: None)


def frame_of(name, **equal):
    frame = result_of(name).facts.frame
    for column, wanted in equal.items():
        frame = frame[(frame[column] == wanted).to_numpy()]
    return frame


def at(name, cell):
    """The one fact that came from a cell such as "D19" or "Sheet!D19"."""
    facts = result_of(name).facts
    sheet, _, place = cell.rpartition("!")
    letter, row = place[0], int(place[1:]) - 1
    tables = [i for i, origin in enumerate(facts.origins) if origin.sheet == sheet]
    here = facts.frame["table"].isin(tables) & (facts.frame["row"] == row)
    (index,) = np.flatnonzero(here & (facts.frame["column"] == ord(letter) - ord("A")))
    assert source_text(facts, int(index)) == f"{name}#{cell}"
    return facts.frame.iloc[int(index)]


def months(frame):
    told = sorted({str(day.date()) for day in frame["period"]})
    return told[0], told[-1], len(told)


@pytest.mark.parametrize(
    ("name", "rows", "stars", "providers", "month"),
    [
        ("MHSDS_Data_4WW_AprPerf_2024_v2.csv", 19958, 12477, 432, "2024-04-01"),
        ("MHSDS_Data_4WW_SepPerf_2024.csv", 18942, 11660, 412, "2024-09-01"),
    ],
)
def test_mhsds_four_week_waits(name, rows, stars, providers, month):
    result = result_of(name)
    assert (result.reading.format, result.reading.published) == ("mhsds", True)
    frame = result.facts.frame
    assert len(frame) == rows
    assert (frame["status"] == "suppressed").sum() == stars
    assert frame.loc[frame["level"] == "Provider", "unit"].nunique() == providers
    assert frame.loc[frame["level"] == "ICB", "unit"].nunique() == 43
    assert set(frame["level"]) == {"England", "ICB", "Provider"}
    assert months(frame) == (month, month, 1)


def test_mhsds_windows_ranges_and_a_trust():
    name = "MHSDS_Data_4WW_AprPerf_2024_v2.csv"
    frame = frame_of(name)
    starts = frame["start"].astype(str)
    assert (starts == "2024-02-01").sum() == 4760
    assert (starts == "2024-04-01").sum() == 15198
    england = at(name, "K4")
    assert (england["amount"], england["low"], england["high"]) == (10.64024, 10.64024, 10.64024)
    trust = at(name, "K4262")
    assert trust["unit"] == "SOUTH WEST YORKSHIRE PARTNERSHIP NHS FOUNDATION TRUST"
    assert (trust["amount"], trust["low"], trust["high"]) == (545, 543, 547)
    five = at(name, "K103")
    assert (five["level"], five["low"], five["high"]) == ("ICB", 5, 7)


def test_referral_to_treatment_series():
    name = "RTT-Overview-Timeseries-Dec25.xlsx"
    (table,) = result_of(name).reading.tables
    assert table.header_rows == (10, 11)
    assert table.first_row == 12
    within = frame_of(name, heading="Incomplete RTT pathways: % within 18 weeks")
    assert set(within["unit"]) == {"England"}
    assert set(within["grain"]) == {"month"}
    assert months(within) == ("2007-04-01", "2025-12-01", 225)
    assert (within["status"] == "ok").sum() == 221
    assert (within["status"] == "not_collected").sum() == 4
    assert at(name, "Full Time Series!H237")["amount"] == pytest.approx(61.45052852760089)
    beyond = at(name, "Full Time Series!E17")
    assert (beyond["status"], beyond["low"]) == ("suppressed", 52)
    assert np.isnan(beyond["high"])


def test_the_starred_month_of_the_series_is_read_too():
    row = at("RTT-Overview-Timeseries-Dec25.xlsx", "Full Time Series!D215")
    assert str(row["period"].date()) == "2024-02-01"
    assert row["amount"] == pytest.approx(14.7854880885455)


def test_emergency_attendances_series():
    name = "Monthly-AE-Time-Series-June-2025.xls"
    result = result_of(name)
    activity = next(t for t in result.reading.tables if t.sheet == "Activity" and t.use)
    assert activity.header_rows == (12, 13)
    assert max(c.index for c in activity.columns) == 13
    first = at(name, "Activity!C15")
    assert (first["amount"], str(first["period"].date())) == (1138652, "2010-08-01")
    assert first["heading"].startswith("A&E attendances: Type 1")
    assert at(name, "Activity!D18")["amount"] == pytest.approx(53727.42857142859)
    assert months(frame_of(name, heading=first["heading"])) == ("2010-08-01", "2025-06-01", 179)
    share = at(name, "Performance!K190")
    assert share["amount"] == pytest.approx(75.54501680083796)
    assert set(result.hidden_sheets) == {"Chart Data", "Charts"}


def test_sickness_absence_by_organisation():
    name = "nhs_sickness_absence_2024-04.csv"
    result = result_of(name)
    assert result.reading.published
    frame = result.facts.frame
    assert frame["unit"].nunique() == 285
    assert len(result.facts.units.names("Organisation", "Mental Health")) == 48
    lost, available = at(name, "I284"), at(name, "J284")
    assert lost["unit"] == "South West Yorkshire Partnership NHS Foundation Trust"
    assert (lost["item"], lost["amount"]) == ("sickness_days_lost", 6602.2384)
    assert (available["item"], available["amount"]) == ("sickness_days_available", 137692.88992)
    assert at(name, "K284")["amount"] == 4.79
    assert months(frame) == ("2024-04-01", "2024-04-01", 1)
    unit = result.facts.units.get("Organisation", lost["unit"])
    assert unit.code == "RXG"
    assert ("Region", "North East and Yorkshire") in unit.parents


def test_talking_therapies_keeps_stars_and_dashes_apart():
    name = "IAPT_monthly_time_series_feb2019_feb2020.xlsx"
    frame = frame_of(name)
    counts = frame["status"].value_counts()
    assert counts["suppressed"] == 77380
    assert counts["not_collected"] == 135171
    assert counts["error"] == 0
    assert set(frame["level"]) == {"England", "CCG", "Provider", "CCG/Provider"}
    assert months(frame) == ("2019-02-01", "2020-02-01", 13)
    england = at(name, "Table 1!G9")
    assert (england["level"], england["amount"]) == ("England", 137647)


def test_hospital_activity_by_level():
    name = "HES_MAR_2020-21_M13.csv"
    frame = frame_of(name)
    assert (frame["status"] == "suppressed").sum() == 21028
    assert (frame["status"] == "error").sum() == 0
    assert months(frame) == ("2020-04-01", "2021-03-01", 12)
    first = at(name, "I2")
    assert (first["level"], first["amount"]) == ("England", 31952)


def test_attendances_of_one_month_leave_the_total_out():
    name = "Monthly-AE-April-2025.csv"
    frame = frame_of(name)
    assert frame["unit"].nunique() == 198
    assert "TOTAL" not in set(frame["unit"])
    assert at(name, "E199")["amount"] == 10298
    assert any(problem.cell == "A200" for problem in result_of(name).problems)
    assert months(frame) == ("2025-04-01", "2025-04-01", 1)


def test_attendances_by_provider_take_their_month_from_the_title():
    name = "June-2025-AE-by-provider.xlsx"
    used = [table for table in result_of(name).reading.tables if table.use]
    assert {table.period for table in used} == {"Jun 2025"}
    assert {table.header_rows for table in used} == {(14, 15)}
    assert at(name, "Provider Level Data!E17")["level"] == "England"
    assert at(name, "Provider Level Data!E19")["amount"] == 16839


def test_stacked_tables_of_a_reply_are_read_one_by_one():
    name = "FOI-KMPT-accommodation-tables.xlsx"
    result = result_of(name)
    raw = [table for table in result.reading.tables if table.sheet == "Raw Data"]
    assert [table.header_rows for table in raw] == [(1,), (55,), (108,)]
    assert [table.skip_rows for table in raw] == [(52,), (105,), (149,)]
    frame = result.facts.frame
    assert months(frame) == ("2018-01-01", "2021-03-01", 39)
    by_sheet = frame["table"].map(lambda t: result.facts.origins[t].sheet)
    hidden = (frame["status"] == "suppressed").groupby(by_sheet).sum()
    assert hidden[["Question 1", "Question 2", "Question 3"]].tolist() == [304, 535, 708]


def test_years_down_and_months_across():
    name = "FOI-NELFT-accommodation-split.xlsx"
    frame = frame_of(name)
    assert months(frame[(frame["status"] != "missing").to_numpy()])[:2] == (
        "2018-01-01",
        "2021-03-01",
    )
    row = at(name, "All MHS Adults!F5")
    assert (row["amount"], str(row["period"].date())) == (703, "2018-01-01")


def test_months_down_and_codes_across_leave_the_year_totals_out():
    name = "FOI-SPFT-accommodation-results.xlsx"
    tables = result_of(name).reading.tables
    assert [table.sheet for table in tables] == ["Q1_ALL", "Q2_CPA", "Q3_S117"]
    assert set(tables[0].skip_rows) >= {15, 30, 45, 51}
    assert months(frame_of(name)) == ("2018-01-01", "2021-03-01", 39)
    assert at(name, "Q1_ALL!E4")["amount"] == 261


def test_two_tables_in_one_csv_of_another_encoding():
    name = "FOI-accommodation-England-Table_1.csv"
    tables = result_of(name).reading.tables
    assert [(t.header_rows, t.first_row, t.last_row) for t in tables] == [
        ((5,), 6, 63),
        ((68,), 69, 126),
    ]
    assert set(frame_of(name)["unit"]) == {"England"}
    assert at(name, "C7")["amount"] == 1659


def test_waiting_times_with_notes_above_and_blank_rows_inside():
    name = "cyp_wait_times_2019-20_annotated.xlsx"
    tables = {t.sheet: t for t in result_of(name).reading.tables}
    assert tables["1a"].header_rows == (16,)
    assert tables["1b"].header_rows == (17,)
    assert tables["1a"].period == "2019/20"
    england = at(name, "1a!D19")
    assert (england["level"], england["amount"]) == ("England", pytest.approx(43.0466485415698))
    assert at(name, "1a!F19")["amount"] == pytest.approx(20.0252013367665)


def test_community_waits_by_region_and_board():
    name = "Community_Health_Services_waiting_list_2025-26.xlsx"
    first = at(name, "Table 2!B4")
    assert (first["level"], first["amount"], str(first["period"].date())) == (
        "England", 1121856, "2025-04-01",
    )  # fmt: skip
    region = at(name, "Table 1!C6")
    assert (region["level"], region["unit"], region["amount"]) == ("Region", "London", 1)


def test_two_tables_on_one_sheet_and_helpers_beside_them():
    name = "MHSDS-delayed-discharge-reasons.xlsx"
    reasons = [t for t in result_of(name).reading.tables if t.sheet == "Delayed discharge reasons"]
    assert [(t.header_rows, t.first_row, t.last_row, t.use) for t in reasons] == [
        ((2,), 3, 12, True), ((16,), 17, 26, True), ((2,), 3, 12, False),
    ]  # fmt: skip
    assert at(name, "Delayed discharge reasons!B4")["amount"] == 8440
    assert at(name, "Delayed discharge reasons!B23")["amount"] == pytest.approx(33.08894572321682)


def test_sickness_by_reason():
    name = "nhs_sickness_reason_12m_ending_20250131.xlsx"
    frame = frame_of(name)
    assert months(frame) == ("2024-02-01", "2025-01-01", 12)
    first = at(name, "Sheet1!D2")
    assert (first["breakdown"], first["item"]) == ("reason", "sickness_days_lost")
    assert first["amount"] == pytest.approx(545141.24473)


def test_hidden_sheets_are_told_and_not_read():
    result = result_of("nhsmh-dashboard-q4-21-22-v3.2.xlsm")
    assert len(result.hidden_sheets) == 80
    assert not set(result.hidden_sheets) & {table.sheet for table in result.reading.tables}
