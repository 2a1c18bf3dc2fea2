"""Talking Therapies as published: the monthly CSV and the time series, on made rows."""

import io
from pathlib import Path

import numpy as np
import pytest
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from mhvalue.ingest.pipeline import read

REAL = Path(__file__).parents[2] / ".." / "shared" / "data" / "real"
SERIES = "IAPT_monthly_time_series_feb2019_feb2020.xlsx"
HEADER = (
    "REPORTING_PERIOD_START,REPORTING_PERIOD_END,GROUP_TYPE,ORG_CODE1,ORG_NAME1,ORG_CODE2,"
    "ORG_NAME2,MEASURE_ID,MEASURE_NAME,MEASURE_TYPE,MEASURE_VALUE_SUPPRESSED"
)
MONTH = "01/04/2024,30/04/2024"
ENGLAND = "England,All,England,NULL,NULL"
ELM = "Provider,R1A,ELM TRUST,NULL,NULL"
STARTED = "M052,Count_FirstTreatment6Weeks,Count"
SHARE = "M053,Percentage_FirstTreatment6Weeks,Percentage"
WAIT = "M043,Median_WaitFirstTreatment,Median"


def result_of(*rows, header=HEADER):
    text = "\n".join([header, *(f"{MONTH},{row}" for row in rows), ""])
    return read(text.encode(), "tt-activity-apr-2024.csv", None, lambda stage: None)


def frame_of(*rows, **kept):
    return result_of(*rows, **kept).facts.frame


def test_it_is_known_published_and_its_measures_are_items_of_the_catalogue():
    result = result_of(f"{ENGLAND},{STARTED},1203", f"{ENGLAND},{SHARE},91.2")
    assert (result.reading.format, result.reading.published) == ("talking therapies", True)
    frame = result.facts.frame
    assert frame["item"].tolist() == ["tt_started_6wk", "tt_6wk_published"]
    assert frame["amount"].tolist() == [1203, 91.2]
    assert [str(day.date()) for day in frame["end"]] == ["2024-04-30"] * 2


def test_rounding_hiding_and_the_kinds_of_measure():
    frame = frame_of(
        f"{ENGLAND},{STARTED},70", f"{ELM},{STARTED},70", f"{ELM},{STARTED},*",
        f"{ELM},{SHARE},91", f"{ELM},{SHARE},*", f"{ELM},{WAIT},12",
    )  # fmt: skip
    assert frame["item"].tolist()[-1] == "m043"
    np.testing.assert_array_equal(frame["low"], [70, 68, 0, 90.5, 0, 11.5])
    np.testing.assert_array_equal(frame["high"], [70, 72, 4, 91.5, 100, 12.5])


def test_levels_and_a_pair_of_organisations_that_belongs_to_both():
    result = result_of(
        f"SubICB,01A,NHS DALE,NULL,NULL,{STARTED},50",
        f"ICB,QE1,NHS VALE,NULL,NULL,{STARTED},90",
        f"CommissioningRegion,Y60,MIDLANDS,NULL,NULL,{STARTED},900",
        f"SubICB/Provider,01A,NHS DALE,R1A,ELM TRUST,{STARTED},20",
        f"SubICB/Provider,02B,NHS HILL,R1A,ELM TRUST,{STARTED},25",
    )
    frame = result.facts.frame
    assert frame["level"].tolist() == ["Sub ICB", "ICB", "Region", *["Sub ICB/Provider"] * 2]
    assert frame["unit"].tolist()[3:] == ["NHS DALE / ELM TRUST", "NHS HILL / ELM TRUST"]
    pair = result.facts.units.get("Sub ICB/Provider", "NHS DALE / ELM TRUST")
    assert pair.parents == (
        ("Sub ICB", "NHS DALE"), ("Provider", "ELM TRUST"), ("England", "England")
    )  # fmt: skip


def test_of_two_organisations_the_one_that_is_not_all_of_them_is_meant():
    frame = frame_of(
        f"England,all,all SubICBs,all,all Providers,{STARTED},900",
        f"Provider,all,all SubICBs,R1A,ELM TRUST,{STARTED},70",
        f"SubICB,01A,NHS DALE,all,all Providers,{STARTED},50",
        f"SubICB-Provider,01A,NHS DALE,R1A,ELM TRUST,{STARTED},20",
    )
    assert frame[["level", "unit", "amount"]].astype(object).values.tolist() == [
        ["England", "England", 900], ["Provider", "ELM TRUST", 70], ["Sub ICB", "NHS DALE", 50],
        ["Sub ICB/Provider", "NHS DALE / ELM TRUST", 20],
    ]  # fmt: skip


def test_columns_stand_in_any_order():
    header = (
        "MEASURE_VALUE_SUPPRESSED,MEASURE_ID,ORG_CODE1,GROUP_TYPE,REPORTING_PERIOD_END,"
        "REPORTING_PERIOD_START"
    )
    text = f"{header}\n35,M076,R1A,Provider,31/05/2024,01/05/2024\n"
    frame = read(text.encode(), "tt.csv", None, lambda stage: None).facts.frame
    assert frame[["item", "unit", "amount"]].values.tolist() == [["tt_finished", "R1A", 35]]


def series_of(*rows):
    book = Workbook()
    sheet = book.active
    sheet.title = "Table 1"
    for row in (
        ("Monthly time series for key measures",), (),
        ("CCG Code", "CCG Name", "Provider Code", "Provider Name", "Group Type", "Month / Year",
         "Referrals Received", "Finished a Course of Treatment", "Recovery rate"),
        *rows, (), ("Copyright of the publisher",),
    ):  # fmt: skip
        sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    return read(saved.getvalue(), "series.xlsx", None, lambda stage: None)


def test_the_time_series_has_a_fact_for_every_measure_and_leaves_the_footer_out():
    result = series_of(
        ("England", "England", "England", "England", "England", "Feb-19", 137, 49, 52.3),
        ("01A", "NHS DALE", "-", "-", "CCG", "Feb-19", 30, "*", "-"),
        ("-", "-", "R1A", "ELM TRUST", "Provider", "Feb-19", 40, 10, 50),
        ("01A", "NHS DALE", "R1A", "ELM TRUST", "CCG/Provider", "Feb-19", 25, "*", "-"),
    )
    assert (result.reading.format, result.reading.published) == ("therapies series", True)
    frame = result.facts.frame
    assert len(frame) == 4 * 3
    assert set(frame["item"]) == {"referrals", "tt_finished", "recovery_rate"}
    assert frame["unit"].tolist()[:4] == [
        "England",
        "NHS DALE",
        "ELM TRUST",
        "NHS DALE / ELM TRUST",
    ]
    counted = frame["status"].value_counts()
    assert (counted["ok"], counted["suppressed"], counted["not_collected"]) == (8, 2, 2)


@pytest.mark.skipif(not (REAL / SERIES).is_file(), reason="the published files are not here")
def test_the_published_series_adds_up_as_its_cells_do():
    rows = CalamineWorkbook.from_path(str(REAL / SERIES)).get_sheet_by_name("Table 1").to_python()
    top, heads = next((i, row) for i, row in enumerate(rows) if "Group Type" in row)
    level, finished = heads.index("Group Type"), heads.index("Finished a Course of Treatment")
    wanted = {}
    for row in rows[top + 1 :]:
        if isinstance(row[finished], float) and row[level]:
            count, total = wanted.get(row[level], (0, 0.0))
            wanted[row[level]] = (count + 1, total + row[finished])
    result = read((REAL / SERIES).read_bytes(), SERIES, None, lambda stage: None)
    frame = result.facts.frame
    told = frame[(frame["item"] == "tt_finished") & (frame["status"] == "ok")]
    grouped = told.groupby("level", observed=True)["amount"].agg(["size", "sum"])
    assert {name: (row["size"], row["sum"]) for name, row in grouped.iterrows()} == wanted


@pytest.mark.parametrize(
    ("england", "elm", "item"),
    [(86.8, 90.0, "tt_6wk_published"), (41_475.0, 310.0, "tt_started_6wk")],
)
def test_within_six_weeks_is_a_share_or_a_count_by_its_figures(england, elm, item):
    book = Workbook()
    for row in (
        ("Provider Code", "Provider Name", "CCG Code", "CCG Name", "Group Type", "Month / Year",
         "Finished a Course of Treatment",
         "First Treatment within 6 weeks Finished a Course of Treatment"),
        ("England", "England", "England", "England", "England", "Feb-19", 47_783, england),
        ("R1A", "ELM TRUST", "-", "-", "Provider", "Feb-19", 345, elm),
    ):  # fmt: skip
        book.active.append(row)
    saved = io.BytesIO()
    book.save(saved)
    result = read(saved.getvalue(), "series.xlsx", None, lambda stage: None)
    told = result.facts.frame[["item", "amount"]].astype(object).to_numpy().tolist()
    assert ["tt_finished", 47_783.0] in told
    assert [item, england] in told


@pytest.mark.skipif(not (REAL / SERIES).is_file(), reason="the published files are not here")
def test_the_published_shares_are_shares():
    result = read((REAL / SERIES).read_bytes(), SERIES, None, lambda stage: None)
    frame = result.facts.frame
    one = frame[(frame["level"] == "England") & (frame["period"] == "2019-06-01")]
    said = dict(zip(one["item"], one["amount"], strict=True))
    # Cells K and L of the row of England for June 2019.
    assert (said["tt_6wk_published"], said["tt_18wk_published"]) == (86.8, 98.6)


def test_the_annual_release_names_its_groups_by_a_kind_and_two_variables():
    header = (
        "REPORTING_PERIOD_START,REPORTING_PERIOD_END,ORG_TYPE,ORG_CODE,ORG_NAME,VARIABLE_TYPE,"
        "VARIABLE_A,VARIABLE_B,MEASURE_ID,MEASURE_NAME,MEASURE_VALUE"
    )
    elm = "01/04/2023,31/03/2024,Provider,R1A,ELM TRUST"
    lines = [
        f"{elm},Total,Total,NULL,M001,Count_ReferralsReceived,900",
        f"{elm},Age Group,18 to 25,NULL,M001,Count_ReferralsReceived,300",
        f"{elm},Age Group,26 to 64,NULL,M001,Count_ReferralsReceived,600",
        f"{elm},Age Group; Gender,18 to 25,Female,M001,Count_ReferralsReceived,200",
    ]
    data = "\n".join([header, *lines, ""]).encode()
    frame = read(data, "psych-ther-2023-24-ann.csv", None, lambda stage: None).facts.frame
    assert [str(day.date()) for day in frame["start"]] == ["2023-04-01"] * 4
    assert list(zip(frame["group"], frame["amount"], strict=True)) == [
        ("all", 900), ("18 to 25", 300), ("26 to 64", 600), ("18 to 25; Female", 200),
    ]  # fmt: skip


QUARTER = (
    "REPORTING_PERIOD_START,REPORTING_PERIOD_END,STP,STPName,CCG,CCGName,Provider,ProviderName,"
    "GroupType,VariableType,VariableA,VariableB,MEASURE_ID,MEASURE_NAME,MEASURE_VALUE_SUPPRESSED"
)


def test_the_quarterly_release_has_a_column_for_each_kind_of_place_and_all_its_groups():
    days, referrals = "01/04/2021,30/06/2021", "M001,Count_ReferralsReceived"
    lines = (
        f"All_STP,null,All_CCG,null,All_Provider,null,England,Total,Total,null,{referrals},900",
        "All_STP,null,All_CCG,null,All_Provider,null,England,Ethnic Group,Asian,Indian,"
        f"{referrals},41",
        "All_STP,null,All_CCG,null,All_Provider,null,England,Ethnic Group,Asian,Chinese,"
        f"{referrals},42",
        f"Y60,MIDLANDS,All_CCG,null,All_Provider,null,CommissioningRegion,Gender,Female,Female,"
        f"{referrals},50",
        f"QE1,VALE,01A,DALE,All_Provider,null,CCG,Total,Total,null,{referrals},*",
        "All_STP,null,All_CCG,null,R1A,ELM TRUST,Provider,Total,Total,null,"
        "M053,Percentage_FirstTreatment6Weeks,95",
        f"QE1,VALE,01A,DALE,R1A,ELM TRUST,CCG/Provider,Total,Total,null,{referrals},20",
    )
    text = "\n".join([QUARTER, *(f"{days},{line}" for line in lines), ""])
    result = read(text.encode(), "iapt-quarterly.csv", None, lambda stage: None)
    assert (result.reading.format, result.reading.published) == ("therapies columns", True)
    frame = result.facts.frame
    assert list(zip(frame["level"], frame["unit"], frame["group"], strict=True)) == [
        ("England", "England", "all"), ("England", "England", "Asian; Indian"),
        ("England", "England", "Asian; Chinese"), ("Region", "MIDLANDS", "Female"),
        ("CCG", "DALE", "all"), ("Provider", "ELM TRUST", "all"),
        ("CCG/Provider", "DALE / ELM TRUST", "all"),
    ]  # fmt: skip
    assert set(frame["grain"]) == {"quarter"}
    assert frame["item"].tolist()[5] == "tt_6wk_published"
    assert frame["status"].tolist()[4] == "suppressed"
    assert result.facts.units.get("CCG", "DALE").code == "01A"


def test_an_annual_release_without_dates_is_of_the_year_in_the_name_of_its_file():
    header = HEADER.removeprefix("REPORTING_PERIOD_START,REPORTING_PERIOD_END,")
    data = f"{header}\n{ELM},{STARTED},70\n".encode()
    frame = read(data, "tt-annual-2023-24.csv", None, lambda stage: None).facts.frame
    assert [str(day.date()) for day in (*frame["start"], *frame["end"])] == [
        "2023-04-01", "2024-03-31"
    ]  # fmt: skip


def test_a_quarterly_file_of_commissioners_alone_is_dated_by_its_name():
    data = (
        b"GroupType,STP,CCG,VariableType,VariableA,MEASURE_NAME,MEASURE_VALUE_SUPPRESSED\n"
        b"STP,QE1,All_CCG,Total,Total,Count_ReferralsReceived,90\n"
        b"CCG,All_STP,01A,Gender,Female,Count_ReferralsReceived,45\n"
    )
    frame = read(data, "iapt_STP_and_CCGs_q1_2021-22.csv", None, lambda stage: None).facts.frame
    assert frame[["level", "unit", "group"]].astype(object).values.tolist() == [
        ["STP", "QE1", "all"], ["CCG", "01A", "Female"]
    ]  # fmt: skip
    assert [str(day.date()) for day in frame["start"]] == ["2021-04-01"] * 2
