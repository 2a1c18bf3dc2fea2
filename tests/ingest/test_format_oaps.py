"""Out of area placements as published: made rows, and the real file counted by other means."""

import csv
from pathlib import Path

import numpy as np
import pytest

from mhvalue.facts import latest, source_text
from mhvalue.ingest.pipeline import read

REAL = Path(__file__).parents[2] / ".." / "shared" / "data" / "real"
NAME = "oaps-open-data-oct-2016.csv"
HEADER = '"Question","Breakdown1","Breakdown1Code","Breakdown2","Breakdown2Code","value"'
ACTIVE = '"OAPs active at period end"'
PERCENT = '"Percentage of OAP days with cost recorded"'


def result_of(*rows, header=HEADER, name=NAME):
    return read("\n".join([header, *rows, ""]).encode(), name, None, lambda stage: None)


def frame_of(*rows, **kept):
    return result_of(*rows, **kept).facts.frame


def test_it_is_known_published_and_dated_by_the_name_of_the_file():
    result = result_of(f'{ACTIVE},"England","","","","203"')
    assert (result.reading.format, result.reading.published) == ("oaps", True)
    row = result.facts.frame.iloc[0]
    assert (row["item"], row["level"], row["amount"]) == ("oap_open", "England", 203)
    assert (str(row["start"].date()), str(row["end"].date())) == ("2016-10-01", "2016-10-31")
    assert source_text(result.facts, 0) == f"{NAME}#F2"


def test_the_two_sides_of_a_provider_and_the_two_spellings_of_region_do_not_clash():
    frame = frame_of(
        f'{ACTIVE},"SendingProvider","R1A","","","10"',
        f'{ACTIVE},"ReceivingProvider","R1A","","","15"',
        f'{ACTIVE},"Region","Y54","BedType","10","20"',
        f'{ACTIVE},"region","Y54","Gender","1","25"',
    )
    assert frame["level"].tolist() == [
        "Sending provider", "Receiving provider", "Region", "Region"
    ]  # fmt: skip
    assert frame["breakdown"].tolist() == ["none", "none", "bed type", "gender"]
    assert frame["group"].tolist() == ["all", "all", "10", "Male"]
    assert frame["status"].tolist() == ["ok"] * 4


def test_a_breakdown_of_england_is_of_england_and_its_total_is_stated_once():
    result = result_of(
        f'{ACTIVE},"England","","","","203"',
        f'{ACTIVE},"BedType","England","","","203"',
        f'{ACTIVE},"BedType","12","","","44"',
    )
    kept = latest(result.facts).frame
    assert kept["level"].tolist() == ["England", "England"]
    assert kept["group"].tolist() == ["all", "12"]
    assert kept["amount"].tolist() == [203, 44]


def test_rounding_and_stars_leave_ranges_below_england_only():
    days = '"Total number of OAP days over the period"'
    frame = frame_of(
        f'{ACTIVE},"Gender","1","","","25"', f'{ACTIVE},"Ccg","00C","","","25"',
        f'{ACTIVE},"Ccg","00D","","","5"', f'{ACTIVE},"Ccg","00J","","","*"',
        f'{days},"Ccg","00C","","","40"', f'{days},"Ccg","00D","","","*"',
    )  # fmt: skip
    np.testing.assert_array_equal(frame["low"], [25, 23, 5, 0, 40, 0])
    np.testing.assert_array_equal(frame["high"], [25, 27, 7, 4, 40, np.nan])


def test_a_share_of_one_becomes_percent_and_a_hidden_one_is_at_most_all():
    frame = frame_of(f'{PERCENT},"England","","","","0.85"', f'{PERCENT},"Ccg","00C","","","*"')
    assert frame["amount"].iloc[0] == pytest.approx(85)
    assert (frame["low"].iloc[1], frame["high"].iloc[1]) == (0, 100)


def test_later_months_bring_their_periods_and_names_in_columns_of_any_order():
    header = (
        "Value,REPORTING_PERIOD_END,REPORTING_PERIOD_START,Breakdown1,Breakdown1Code,"
        "Breakdown1Description,Breakdown2,Breakdown2Code,Question"
    )
    frame = frame_of(
        '15,31/03/2019,01/03/2019,SendingProvider,R1A,ELM TRUST,,,"OAPs started in period"',
        '20,30/04/2019,01/04/2019,SendingProvider,R1A,ELM TRUST,,,"OAPs started in period"',
        header=header,
        name="oaps.csv",
    )
    assert frame["unit"].tolist() == ["ELM TRUST"] * 2
    assert [str(day.date()) for day in frame["period"]] == ["2019-03-01", "2019-04-01"]
    assert frame["amount"].tolist() == [15, 20]


def test_one_publication_has_its_month_the_quarter_and_the_year_up_to_it():
    header = (
        "PublicationPeriod,Question,Breakdown1,Breakdown1Code,Breakdown2,Breakdown2Code,"
        "ReportPeriodLength,Value"
    )
    frame = frame_of(
        *(
            f'"March 2021","Inappropriate OAPs started in period",England,,,,{length},{value}'
            for length, value in (("monthly", 205), ("quarterly", 630), ("annual", 2730))
        ),
        header=header,
    )
    assert [str(day.date()) for day in frame["start"]] == ["2021-03-01", "2021-01-01", "2020-04-01"]
    assert {str(day.date()) for day in frame["end"]} == {"2021-03-31"}
    assert frame["amount"].tolist() == [205, 630, 2730]


def test_all_placements_are_not_the_inappropriate_ones_beside_them():
    inappropriate = '"Inappropriate out of area placements active at period end"'
    frame = frame_of(f"{ACTIVE},England,,,,203", f"{inappropriate},England,,,,180")
    assert frame["item"].tolist() == ["oaps_active_at_period_end", "oap_open"]


def test_a_file_without_any_period_says_so():
    result = result_of(f'{ACTIVE},"England","","","","203"', name="oaps.csv")
    assert len(result.facts.frame) == 0
    assert result.problems[0].what == "1 rows have no period that can be read."


@pytest.mark.skipif(not (REAL / NAME).is_file(), reason="the published files are not here")
def test_the_october_2016_file_reads_as_its_rows_count():
    with (REAL / NAME).open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    result = read((REAL / NAME).read_bytes(), NAME, None, lambda stage: None)
    frame = result.facts.frame
    assert len(frame) == len(rows)
    stars = [row["value"] == "*" for row in rows]
    np.testing.assert_array_equal((frame["status"] == "suppressed").to_numpy(), stars)
    sending = [
        r for r in rows if r["Breakdown1"] == "SendingProvider" and r["Breakdown1Code"] != "England"
    ]
    assert (frame["level"] == "Sending provider").sum() == len(sending)
    regions = {
        (r["Breakdown1Code"], r["Breakdown2"], r["Breakdown2Code"])
        for r in rows
        if r["Breakdown1"].casefold() == "region" and r["Breakdown1Code"] != "England"
    }
    here = frame[frame["level"] == "Region"]
    assert len(here[["unit", "breakdown", "group"]].drop_duplicates()) == len(regions)
    days = next(
        r for r in rows if r["Question"].startswith("Total number") and r["Breakdown1"] == "England"
    )
    england = frame[(frame["item"] == "oap_bed_days") & (frame["level"] == "England")]
    assert england.loc[england["group"] == "all", "amount"].unique().tolist() == [
        float(days["value"])
    ]
    kept = latest(result.facts).frame
    assert (kept["status"] == "error").sum() == 0
