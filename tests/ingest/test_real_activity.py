"""Published activity and workforce; every expectation was counted off the files' own cells."""

import pytest

from tests.ingest.real import (
    at,
    cells_disagree,
    counts,
    frame_of,
    headers,
    needs_files,
    periods,
    read_twice,
    result_of,
    said,
    table_of,
)

pytestmark = needs_files

SERIES = "Monthly-AE-Time-Series-June-2025.xls"
PROVIDERS = "June-2025-AE-by-provider.xlsx"
MONTH = "Monthly-AE-April-2025.csv"
HES = "HES_MAR_2020-21_M13.csv"
SICKNESS = "nhs_sickness_absence_2024-04.csv"
REASONS = "nhs_sickness_reason_12m_ending_20250131.xlsx"
DELAYS = "MHSDS-delayed-discharge-reasons.xlsx"


@pytest.mark.parametrize("name", [SERIES, PROVIDERS, MONTH, HES, SICKNESS, REASONS, DELAYS])
def test_every_amount_is_what_stands_in_its_cell_and_no_cell_is_read_twice(name):
    assert cells_disagree(name) == []
    assert read_twice(name) == 0


def test_emergency_series_of_three_sheets_without_the_helpers_beside_them():
    assert headers(SERIES) == [("Activity", 13, 14), ("Performance", 13, 14), ("Booking", 12, 13)]
    # C15:N193 holds 2,148 numbers, C15:N190 2,112, C14:R72 940 and four dashes.
    assert counts(frame_of(SERIES)) == {"ok": 2148 + 2112 + 940, "not_collected": 4}
    assert periods(table_of(SERIES, "Activity")) == ("2010-08-01", "2025-06-01", 179)
    assert periods(table_of(SERIES, "Performance")) == ("2010-11-01", "2025-06-01", 176)
    assert periods(table_of(SERIES, "Booking")) == ("2020-08-01", "2025-06-01", 59)
    assert set(frame_of(SERIES)["unit"]) == {"England"}
    assert set(result_of(SERIES).hidden_sheets) == {"Chart Data", "Charts"}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Activity!C15", ("England", "2010-08-01", 1138652)),
        ("Activity!D18", ("England", "2010-11-01", 53727.428571)),
        ("Activity!N193", ("England", "2025-06-01", 38683)),
        ("Performance!K190", ("England", "2025-06-01", 75.545017)),
        ("Booking!C14", ("England", "2020-08-01", 1401)),
        ("Booking!Q15", ("England", "2020-09-01", "not_collected")),
        ("Booking!R72", ("England", "2025-06-01", 98.894782)),
    ],
)
def test_emergency_series_cell_by_cell(cell, expected):
    assert said(at(SERIES, cell)) == expected


def test_emergency_attendances_by_provider_take_their_month_from_the_block_above():
    sheets = ["System Level Data", "Provider Level Data", "Non-Booked Data",
              "Booked Appointments Data", "Acute Trust Footprint Data"]  # fmt: skip
    assert headers(PROVIDERS) == [(sheet, 15, 16) for sheet in sheets]
    frame = frame_of(PROVIDERS)
    assert counts(frame) == {"ok": 16095, "not_collected": 17 + 284 + 289 + 591 + 4}
    assert periods(frame) == ("2025-06-01", "2025-06-01", 1)
    # 42 systems and the row of dashes, which is England; 208 names and England elsewhere, five of
    # them with "and" on one sheet and "And" on the others (Kingston and Richmond, say).
    units = frame.groupby("level", observed=True)["unit"].nunique().to_dict()
    assert units == {"England": 1, "System": 42, "Organisation": 202}
    hidden = result_of(PROVIDERS).hidden_sheets
    assert set(hidden) == {"System Mapping", "Acute Trust Mapping"}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("System Level Data!D17", ("England", 1428563)),
        ("System Level Data!P19", (
            "NHS Bath And North East Somerset, Swindon And Wiltshire Integrated Care Board",
            69.810363)),
        ("Provider Level Data!E17", ("England", 1428563)),
        ("Provider Level Data!E19", ("Bedfordshire Hospitals NHS Foundation Trust", 16839)),
        ("Provider Level Data!Q19", ("Bedfordshire Hospitals NHS Foundation Trust", 73.24813)),
        ("Booked Appointments Data!E20", (
            "Cambridge University Hospitals NHS Foundation Trust", 296)),
        ("Acute Trust Footprint Data!H100", (
            "Liverpool University Hospitals NHS Foundation Trust", 29930.302013)),
    ],
)  # fmt: skip
def test_emergency_attendances_by_provider_cell_by_cell(cell, expected):
    unit, period, amount = said(at(PROVIDERS, cell))
    assert (unit, amount) == expected
    assert period == "2025-06-01"


def test_emergency_month_leaves_its_total_out():
    assert headers(MONTH) == [("", 1)]
    frame = frame_of(MONTH)
    assert counts(frame) == {"ok": 198 * 18}
    assert frame["unit"].nunique() == 198
    assert "TOTAL" not in set(frame["unit"])
    assert any(problem.cell == "A200" for problem in result_of(MONTH).problems)
    assert periods(frame) == ("2025-04-01", "2025-04-01", 1)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("E2", ("FIRST COMMUNITY HEALTH AND CARE CIC", "2025-04-01", 0)),
        ("J50", ("MID CHESHIRE HOSPITALS NHS FOUNDATION TRUST", "2025-04-01", 63)),
        ("V100", ("THE PRINCESS ALEXANDRA HOSPITAL NHS TRUST", "2025-04-01", 296)),
        ("P150", ("BIRMINGHAM WOMEN'S AND CHILDREN'S NHS FOUNDATION TRUST", "2025-04-01", 0)),
        ("E199", ("ROYAL BERKSHIRE NHS FOUNDATION TRUST", "2025-04-01", 10298)),
    ],
)
def test_emergency_month_cell_by_cell(cell, expected):
    assert said(at(MONTH, cell)) == expected


def test_hospital_activity_by_level():
    assert headers(HES) == [("", 1)]
    frame = frame_of(HES)
    assert counts(frame) == {"ok": 298912, "suppressed": 21028}
    assert periods(frame) == ("2020-04-01", "2021-03-01", 12)
    units = frame.groupby("level", observed=True)["unit"].nunique().to_dict()
    # 1391 provider codes under 1385 names: six names are those of two providers each.
    assert (units["England"], units["CCG"], units["Provider"]) == (1, 144, 1391)
    # A provider's region is where it belongs, and breaks nothing down: J5000 stands beside Y63.
    assert set(frame["breakdown"]) == {"none"}
    bradford = "BRADFORD TEACHING HOSPITALS NHS FOUNDATION TRUST"
    above = result_of(HES).facts.units.get("Provider", bradford).parents
    assert above == (("Region", "NORTH EAST AND YORKSHIRE COMMISSIONING REGION"),)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("I2", ("England", "2020-04-01", 31952)),
        ("Z300", ("LONDON - H&J COMMISSIONING HUB", "2020-04-01", "suppressed")),
        ("J5000", ("BRADFORD TEACHING HOSPITALS NHS FOUNDATION TRUST", "2020-06-01", 1485)),
        ("K9000", ("SPIRE THAMES VALLEY HOSPITAL", "2020-10-01", 20)),
        ("AB15998", ("SPAMEDICA BROMLEY", "2021-03-01", 0)),
    ],
)
def test_hospital_activity_cell_by_cell(cell, expected):
    assert said(at(HES, cell)) == expected


def test_sickness_absence_by_organisation():
    result = result_of(SICKNESS)
    assert result.reading.published
    frame = result.facts.frame
    assert counts(frame) == {"ok": 855}
    assert frame["unit"].nunique() == 285
    assert len(result.facts.units.names("Organisation", "Mental Health")) == 48
    assert periods(frame) == ("2024-04-01", "2024-04-01", 1)
    unit = result.facts.units.get(
        "Organisation", "South West Yorkshire Partnership NHS Foundation Trust"
    )
    assert unit.code == "RXG"
    assert ("Region", "North East and Yorkshire") in unit.parents


@pytest.mark.parametrize(
    ("cell", "item", "expected"),
    [
        ("I2", "sickness_days_lost", (
            "NHS North of England Commissioning Support Unit", "2024-04-01", 1868.54684)),
        ("I284", "sickness_days_lost", (
            "South West Yorkshire Partnership NHS Foundation Trust", "2024-04-01", 6602.2384)),
        ("J284", "sickness_days_available", (
            "South West Yorkshire Partnership NHS Foundation Trust", "2024-04-01",
            137692.88992)),
        ("J100", "sickness_days_available", ("NHS Sussex ICB", "2024-04-01", 25363.0597)),
        ("I286", "sickness_days_lost", (
            "Bradford District Care NHS Foundation Trust", "2024-04-01", 6299.71309)),
    ],
)  # fmt: skip
def test_sickness_absence_cell_by_cell(cell, item, expected):
    fact = at(SICKNESS, cell)
    assert said(fact) == expected
    assert fact["item"] == item
    assert at(SICKNESS, "K284")["amount"] == 4.79


def test_sickness_by_reason():
    frame = frame_of(REASONS)
    assert counts(frame) == {"ok": 300}
    assert set(frame["breakdown"]) == {"reason"}
    assert frame["group"].nunique() == 25
    assert periods(frame) == ("2024-02-01", "2025-01-01", 12)


@pytest.mark.parametrize(
    ("cell", "reason", "month", "amount"),
    [
        ("D2", "S10 Anxiety/stress/depression/other psychiatric illnesses", "2024-02-01",
         545141.24473),
        ("D26", "S99 Unknown causes / Not specified", "2024-02-01", 62334.07326),
        ("D151", "S99 Unknown causes / Not specified", "2024-07-01", 64476.82446),
        ("D300", "S98 Other known causes - not elsewhere classified", "2025-01-01",
         147139.50482),
        ("D301", "S99 Unknown causes / Not specified", "2025-01-01", 61114.41249),
    ],
)  # fmt: skip
def test_sickness_by_reason_cell_by_cell(cell, reason, month, amount):
    fact = at(REASONS, f"Sheet1!{cell}")
    assert said(fact)[1:] == (month, amount)
    assert fact["group"] == reason


def test_delays_stacked_with_helpers_beside_them_that_would_count_twice():
    assert headers(DELAYS) == [
        ("original", 1), ("Delayed discharge reasons", 3), ("Delayed discharge reasons", 17),
        ("Housing-related delays", 4), ("Housing-related delays", 18),
    ]  # fmt: skip
    left_out = [t for t in result_of(DELAYS).reading.tables if not t.use]
    assert [(t.header_rows, t.first_row, t.last_row) for t in left_out] == [((2,), 3, 12)]
    assert counts(frame_of(DELAYS)) == {"ok": 280 + 80 + 70 + 50 + 50}
    assert periods(frame_of(DELAYS)) == ("2020-04-01", "2021-01-01", 10)


@pytest.mark.parametrize(
    ("cell", "month", "amount"),
    [
        ("original!D2", "2020-04-01", 735),
        ("original!AE11", "2021-01-01", 17512),
        ("Delayed discharge reasons!B4", "2020-04-01", 8440),
        ("Delayed discharge reasons!J13", "2021-01-01", 17512),
        ("Delayed discharge reasons!B23", "2020-09-01", 33.088946),
        ("Housing-related delays!G14", "2021-01-01", 4451),
        ("Housing-related delays!C19", "2020-04-01", 17.489069),
    ],
)
def test_delays_cell_by_cell(cell, month, amount):
    assert said(at(DELAYS, cell))[1:] == (month, amount)
