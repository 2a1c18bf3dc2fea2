"""Published waiting times; every expectation was counted off the files' own cells."""

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

COMMUNITY = "Community_Health_Services_waiting_list_2025-26.xlsx"
CHILDREN = "cyp_wait_times_2019-20_annotated.xlsx"
RTT = "RTT-Overview-Timeseries-Dec25.xlsx"
IAPT = "IAPT_monthly_time_series_feb2019_feb2020.xlsx"
MHSDS = ("MHSDS_Data_4WW_AprPerf_2024_v2.csv", "MHSDS_Data_4WW_SepPerf_2024.csv")


@pytest.mark.parametrize("name", [COMMUNITY, CHILDREN, RTT, IAPT, *MHSDS])
def test_every_amount_is_what_stands_in_its_cell_and_no_cell_is_read_twice(name):
    assert cells_disagree(name) == []
    assert read_twice(name) == 0


@pytest.mark.parametrize(
    ("name", "rows", "stars", "providers", "month"),
    [
        (MHSDS[0], 19958, 12477, 432, "2024-04-01"),
        (MHSDS[1], 18942, 11660, 412, "2024-09-01"),
    ],
)
def test_four_week_waits(name, rows, stars, providers, month):
    result = result_of(name)
    assert (result.reading.format, result.reading.published) == ("mhsds", True)
    frame = result.facts.frame
    assert counts(frame) == {"suppressed": stars, "ok": rows - stars}
    assert frame.loc[frame["level"] == "Provider", "unit"].nunique() == providers
    assert frame.loc[frame["level"] == "ICB", "unit"].nunique() == 43
    assert set(frame["level"]) == {"England", "ICB", "Provider"}
    assert periods(frame) == (month, month, 1)


def test_four_week_waits_have_two_windows_and_ranges():
    frame = frame_of(MHSDS[0])
    starts = frame["start"].astype(str)
    assert (starts == "2024-02-01").sum() == 4760
    assert (starts == "2024-04-01").sum() == 15198
    england = at(MHSDS[0], "K4")
    assert (england["amount"], england["low"], england["high"]) == (10.64024, 10.64024, 10.64024)
    trust = at(MHSDS[0], "K4262")
    assert trust["unit"] == "SOUTH WEST YORKSHIRE PARTNERSHIP NHS FOUNDATION TRUST"
    assert (trust["amount"], trust["low"], trust["high"]) == (545, 543, 547)
    five = at(MHSDS[0], "K103")
    assert (five["level"], five["low"], five["high"]) == ("ICB", 5, 7)


def test_community_waits_have_fourteen_sheets_and_three_header_rows():
    assert headers(COMMUNITY) == [
        ("Table 1", 3), ("Table 2", 3), ("Table 3", 5), ("Table 4", 5),
        *((f"Table 4{letter}", 5) for letter in "abcdefgh"),
    ]  # fmt: skip
    # Numbers counted in C4:N51, B4:M53, B6:J55 and nine times D6:AX194; nothing is hidden.
    # Rows 5 and 6, 7 and 8 add up all adult and all children's services below (7 and 9 columns).
    numbers = 336 + (350 - 2 * 7) + (429 - 2 * 9) + 3518 + 8 * 3515
    assert counts(frame_of(COMMUNITY)).get("ok") == numbers
    assert set(counts(frame_of(COMMUNITY))) == {"ok", "missing"}
    told = table_of(COMMUNITY, "Table 2")
    assert periods(told[(told["status"] == "ok").to_numpy()]) == ("2025-04-01", "2025-10-01", 7)
    assert periods(table_of(COMMUNITY, "Table 4h")) == ("2025-10-01", "2025-10-01", 1)
    units = table_of(COMMUNITY, "Table 4").groupby("level", observed=True)["unit"].nunique()
    # Two of the 42 boards, rows 14 and 15, have no figure at all.
    assert units.to_dict() == {"England": 1, "ICB": 40, "Provider": 139, "Region": 7}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Table 1!C6", ("London", "2025-04-01", 1)),
        ("Table 2!B4", ("England", "2025-04-01", 1121856)),
        ("Table 2!H53", ("(CYP) Wheelchair, orthotics, prosthetics and equipment", "2025-10-01",
                         1628)),
        ("Table 3!B9", ("(A) Adult safeguarding", "2025-10-01", 10)),
        ("Table 4!E8", ("London", "2025-10-01", 2513)),
        ("Table 4f!J100", ("ESSEX PARTNERSHIP UNIVERSITY NHS FOUNDATION TRUST", "2025-10-01", 0)),
        ("Table 4f!AX60", ("BARTS HEALTH NHS TRUST", "2025-10-01", "missing")),
    ],
)  # fmt: skip
def test_community_waits_cell_by_cell(cell, expected):
    assert said(at(COMMUNITY, cell)) == expected


def test_services_are_units_down_a_column_and_groups_across():
    assert at(COMMUNITY, "Table 3!B9")["level"] == "Service"
    across = at(COMMUNITY, "Table 4!E8")
    assert (across["breakdown"], across["group"]) == ("service", "(A) Audiology")
    assert across["item"] == "total_waiting_list"
    two_parts = at(COMMUNITY, "Table 4!AV8")
    assert two_parts["group"] == "(CYP) Therapy interventions: Speech and language"


def test_children_waits_have_their_header_in_row_17_or_18_and_four_quarters():
    sheets = [f"{number}{letter}" for number in range(1, 11) for letter in "ab"]
    assert headers(CHILDREN) == [(name, 17 if name == "1a" else 18) for name in sheets]
    # 244 rows of 21 figures on each sheet, 198 of the year's first two stars, and so on.
    assert counts(frame_of(CHILDREN)) == {"ok": 81162, "suppressed": 21318}
    stars = frame_of(CHILDREN, status="suppressed")["table"].value_counts().sort_index()
    assert stars.tolist() == [
        198, 198, 180, 180, 1329, 1345, 1215, 1227, 1253, 1271,
        1126, 1146, 1417, 1425, 1311, 1319, 1331, 1337, 1252, 1258,
    ]  # fmt: skip
    of_year = {"1a": "2019-04-01 2020-03-31", "3a": "2019-04-01 2019-06-30",
               "6b": "2019-07-01 2019-09-30", "7a": "2019-10-01 2019-12-31",
               "10b": "2020-01-01 2020-03-31"}  # fmt: skip
    for sheet, days in of_year.items():
        told = table_of(CHILDREN, sheet)
        found = {f"{a.date()} {b.date()}" for a, b in zip(told["start"], told["end"], strict=True)}
        assert found == {days}
    # 243 names, one of which (UNKNOWN/INVALID) stands under two codes with figures of its own.
    assert frame_of(CHILDREN)["unit"].nunique() == 244


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1a!D19", ("England", "2019-04-01", 43.046649)),
        ("1a!F19", ("England", "2019-04-01", 20.025201)),
        ("1b!C20", ("England", "2019-04-01", 538564)),
        ("3a!C20", ("England", "2019-04-01", 146676)),
        ("7a!E100", ("NHS SOUTHPORT AND FORMBY CCG", "2019-10-01", 55)),
        ("9b!C22", ("North East and Yorkshire", "2020-01-01", 29730)),
        ("10b!W266", ("UNKNOWN/INVALID (UNKNOWN)", "2020-01-01", 15)),
    ],
)
def test_children_waits_cell_by_cell(cell, expected):
    assert said(at(CHILDREN, cell)) == expected


def test_referral_to_treatment_has_two_header_rows_and_225_months():
    assert headers(RTT) == [("Full Time Series", 11, 12)]
    (table,) = result_of(RTT).reading.tables
    assert (table.first_row, table.last_row) == (12, 236)
    # In D13:AS237 stand 6,885 numbers, 2,308 dashes and 32 times 52+.
    assert counts(frame_of(RTT)) == {"ok": 6885, "not_collected": 2308, "suppressed": 32}
    assert periods(frame_of(RTT)) == ("2007-04-01", "2025-12-01", 225)
    assert set(frame_of(RTT)["unit"]) == {"England"}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("D17", ("England", "2007-08-01", 14.287783)),
        ("E17", ("England", "2007-08-01", "suppressed")),
        ("F100", ("England", "2014-07-01", 2864937)),
        ("AA150", ("England", "2018-09-01", 36.328168)),
        ("D215", ("England", "2024-02-01", 14.785488)),
        ("H237", ("England", "2025-12-01", 61.450529)),
    ],
)
def test_referral_to_treatment_cell_by_cell(cell, expected):
    assert said(at(RTT, f"Full Time Series!{cell}")) == expected


def test_shares_shown_as_percentages_are_told_from_other_numbers():
    within = frame_of(RTT, heading="Incomplete RTT pathways: % within 18 weeks")
    assert (within["status"] == "ok").sum() == 221
    assert within["amount"].max() <= 100
    median = frame_of(RTT, heading="Incomplete RTT pathways: Median wait (weeks)")
    assert median["amount"].max() < 20
    assert at(RTT, "Full Time Series!E17")["low"] == 52


def test_talking_therapies_keep_stars_and_dashes_apart():
    (origin,) = result_of(IAPT).facts.origins
    assert origin.cells == "A8:O32105"
    frame = frame_of(IAPT)
    assert counts(frame) == {"not_collected": 135171, "suppressed": 77380, "ok": 76322}
    units = frame.groupby("level", observed=True)["unit"].nunique().to_dict()
    # 201 boards, 182 providers and 2,085 pairs of them.
    assert sorted(units.values()) == [1, 182, 201, 2085]
    assert periods(frame) == ("2019-02-01", "2020-02-01", 13)


@pytest.mark.parametrize(
    ("cell", "names", "month", "amount"),
    [
        ("G9", ["England"], "2019-02-01", 137647),
        ("L9", ["England"], "2019-02-01", 98.8),
        ("G3000", ["NHS HARROGATE AND RURAL DISTRICT CCG"], "2019-03-01", 240),
        ("H20000", ["NHS NORTH TYNESIDE CCG",
                    "THE NEWCASTLE UPON TYNE HOSPITALS NHS FOUNDATION TRUST"],
         "2019-12-01", "suppressed"),
        ("M30000", ["NHS BRADFORD CITY CCG", "LEEDS COMMUNITY HEALTHCARE NHS TRUST"],
         "2019-02-01", "not_collected"),
        ("O32105", ["NHS BIRMINGHAM AND SOLIHULL CCG",
                    "BLACK COUNTRY HEALTHCARE NHS FOUNDATION TRUST"], "2020-02-01", 83),
    ],
)  # fmt: skip
def test_talking_therapies_cell_by_cell(cell, names, month, amount):
    unit, *found = said(at(IAPT, f"Table 1!{cell}"))
    assert found == [month, amount]
    assert all(name in unit for name in names)
