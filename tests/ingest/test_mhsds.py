"""The published MHSDS layout, on rows written here by its publisher's rules."""

import io

import numpy as np
import pytest
from openpyxl import Workbook

from mhvalue.errors import ReadingProblem
from mhvalue.ingest.formats.mhsds import level_of
from mhvalue.ingest.pipeline import read
from mhvalue.ingest.reading import Reading

HEADER = (
    "REPORTING_PERIOD_START,REPORTING_PERIOD_END,STATUS,BREAKDOWN,PRIMARY_LEVEL,"
    "PRIMARY_LEVEL_DESCRIPTION,SECONDARY_LEVEL,SECONDARY_LEVEL_DESCRIPTION,"
    "{id},{name},{value}"
).format(id="MEASURE_ID", name="MEASURE_NAME", value="MEASURE_VALUE")
COUNT = "X01,Number of people in contact"
SHARE = "X01a,Proportion of people in contact seen"
MEDIAN = "X01b,Median time (days) to contact"
ENGLAND = "England,England,England,NONE,NONE"
ELM = "Provider,R1A,ELM TRUST,NONE,NONE"


def result_of(*rows, header=HEADER, reading=None):
    dated = [
        row if row[0].isdigit() else f"01/04/2024,30/04/2024,Performance,{row}" for row in rows
    ]
    text = "\n".join([header, *dated]) + "\n"
    return read(text.encode(), "MHSDS Data_AprPerf_2024.csv", reading, lambda stage: None)


def frame_of(*rows, **kept):
    return result_of(*rows, **kept).facts.frame


def ranges(frame):
    return list(zip(frame["low"].tolist(), frame["high"].tolist(), strict=True))


def test_it_is_recognised_and_known_to_be_published():
    result = result_of(f"{ENGLAND},{COUNT},19727")
    assert (result.reading.format, result.reading.published) == ("mhsds", True)
    assert result.facts.origins[0].published
    assert result.facts.origins[0].cells == "A1:K2"


def test_england_is_exact_and_providers_are_rounded_to_five():
    frame = frame_of(
        f"{ENGLAND},{COUNT},19727", f"{ELM},{COUNT},5",
        f"Provider,R1B,OAK,NONE,NONE,{COUNT},70", f"Provider,R1C,ASH,NONE,NONE,{COUNT},0",
    )  # fmt: skip
    assert ranges(frame) == [(19727, 19727), (5, 7), (68, 72), (0, 0)]


def test_a_star_hides_a_small_count_any_share_and_any_median():
    frame = frame_of(f"{ELM},{COUNT},*", f"{ELM},{SHARE},*", f"{ELM},{MEDIAN},*")
    assert frame["status"].tolist() == ["suppressed"] * 3
    np.testing.assert_array_equal(frame["low"], [0, 0, np.nan])
    np.testing.assert_array_equal(frame["high"], [4, 100, np.nan])


def test_shares_below_england_are_rounded_to_whole_numbers():
    frame = frame_of(f"{ENGLAND},{SHARE},10.64024", f"{ELM},{SHARE},9", f"{ELM},{MEDIAN},103")
    assert ranges(frame) == [(10.64024, 10.64024), (8.5, 9.5), (102.5, 103.5)]


def test_england_is_the_parent_of_every_other_unit():
    result = result_of(
        f"{ENGLAND},{COUNT},9",
        f"{ELM},{COUNT},5",
        f"ICB of GP Practice or Residence,QE1,NHS KENT,NONE,NONE,{COUNT},5",
    )
    units = result.facts.units
    assert units.get("Provider", "ELM TRUST").code == "R1A"
    for level, name in (("Provider", "ELM TRUST"), ("ICB", "NHS KENT")):
        assert units.get(level, name).parents == (("England", "England"),)
    assert units.get("England", "England").parents == ()


def test_a_rolling_window_is_labelled_by_its_last_month_and_keeps_its_days():
    frame = frame_of(f"01/02/2024,30/04/2024,Performance,{ELM},{COUNT},5")
    assert frame["grain"].tolist() == ["month"]
    dates = [str(frame[name].iloc[0].date()) for name in ("period", "start", "end")]
    assert dates == ["2024-04-01", "2024-02-01", "2024-04-30"]


def test_crossed_breakdowns_take_their_group_from_the_second_level():
    frame = frame_of(
        f"England; Ethnicity,England,England,A,Asian,{COUNT},9",
        f"CASSR;Gender,108,NORTH TYNESIDE,2,Female,{COUNT},5",
    )
    assert frame["breakdown"].tolist() == ["ethnicity", "gender"]
    assert frame["group"].tolist() == ["Asian", "Female"]
    assert frame["level"].tolist() == ["England", "Local authority"]


def test_placements_are_of_the_provider_that_sends_and_by_the_one_that_receives():
    frame = frame_of(
        f"Sending Provider,R1A,ELM TRUST,NONE,NONE,{COUNT},50",
        f"Sending Provider; Receiving Provider,R1A,ELM TRUST,R1B,OAK,{COUNT},20",
        f"Receiving Provider,R1B,OAK,NONE,NONE,{COUNT},25",
    )
    assert list(zip(frame["level"], frame["unit"], frame["group"], strict=True)) == [
        ("Sending provider", "ELM TRUST", "all"), ("Sending provider", "ELM TRUST", "OAK"),
        ("Receiving provider", "OAK", "all"),
    ]  # fmt: skip


def test_a_breakdown_that_begins_with_no_place_has_both_its_groups():
    frame = frame_of(
        f"Age Group; Gender,18,18 to 24,2,Female,{COUNT},9",
        f"Age Group; Gender,18,18 to 24,1,Male,{COUNT},8",
        f"Age Group,18,18 to 24,NONE,NONE,{COUNT},17",
    )
    assert frame["breakdown"].tolist() == [*["age group; gender"] * 2, "age group"]
    assert frame["group"].tolist() == ["18 to 24; Female", "18 to 24; Male", "18 to 24"]


def test_the_oldest_files_have_one_column_for_the_month():
    header = HEADER.replace("REPORTING_PERIOD_START,REPORTING_PERIOD_END", "REPORTING_PERIOD")
    line = f"Final,Provider,R1A,ELM TRUST,,,{COUNT},5"
    result = read(f"{header}\nMar-16,{line}\n".encode(), "a.csv", None, lambda stage: None)
    row = result.facts.frame.iloc[0]
    assert result.reading.format == "mhsds by month"
    assert (row["unit"], row["group"], row["release"]) == ("ELM TRUST", "all", "Final")
    assert (str(row["start"].date()), str(row["end"].date())) == ("2016-03-01", "2016-03-31")


def test_months_that_end_month_first_begin_month_first_too():
    line = f"Final,{ELM},{COUNT},5"
    frame = frame_of(f"4/1/2024,4/30/2024,{line}", f"5/1/2023,4/30/2024,{line}")
    days = [
        (str(a.date()), str(b.date())) for a, b in zip(frame["start"], frame["end"], strict=True)
    ]
    assert days == [("2024-04-01", "2024-04-30"), ("2023-05-01", "2024-04-30")]


def test_indicators_with_one_value_each_are_the_same_layout():
    header = HEADER.replace(
        "MEASURE_ID,MEASURE_NAME,MEASURE_VALUE", "INDICATOR_ID,INDICATOR_NAME,VALUE"
    )
    result = result_of("England; Age Group,E,England,0-17,0-17,A1,Open referrals,7", header=header)
    assert result.reading.format == "mhsds"
    told = result.facts.frame[["heading", "unit", "breakdown", "group", "amount"]]
    assert told.to_numpy().tolist() == [["Open referrals", "England", "age group", "0-17", 7]]


def test_every_sheet_of_the_layout_is_read():
    book = Workbook()
    for sheet, line in ((book.active, ELM), (book.create_sheet("ICB"), "ICB,QE1,KENT,NONE,NONE")):
        sheet.append(HEADER.split(","))
        row = ["01/04/2024", "30/04/2024", "Final", *line.split(","), *COUNT.split(","), 5]
        sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    frame = read(saved.getvalue(), "two.xlsx", None, lambda stage: None).facts.frame
    assert frame["unit"].tolist() == ["ELM TRUST", "KENT"]


def test_a_missing_name_gives_way_to_the_code_and_shared_names_carry_theirs():
    frame = frame_of(
        f"Provider,R1A,NONE,NONE,NONE,{COUNT},5",
        f"Provider,R1B,THE GROVE,NONE,NONE,{COUNT},5",
        f"Provider,R1C,THE GROVE,NONE,NONE,{COUNT},5",
    )
    assert frame["unit"].tolist() == ["R1A", "THE GROVE (R1B)", "THE GROVE (R1C)"]


def test_the_release_is_the_status_and_a_measure_without_a_known_item_keeps_its_id():
    frame = frame_of(f"{ELM},{COUNT},5")
    assert frame["release"].tolist() == ["Performance"]
    assert frame["item"].tolist() == ["x01"]
    assert frame["heading"].tolist() == ["Number of people in contact"]


def test_the_catalogue_names_the_item_of_a_known_measure():
    frame = frame_of(f"{ELM},MHS24,Occupied bed days,500")
    assert frame["item"].tolist() == ["occupied_bed_days"]


def test_metric_columns_in_another_order_are_the_same_layout():
    header = (
        "METRIC_VALUE,METRIC,BREAKDOWN,PRIMARY_LEVEL,REPORTING_PERIOD_END,REPORTING_PERIOD_START"
    )
    frame = frame_of("5,X01,Provider,R1A,30/04/2024,01/04/2024", header=header)
    assert frame[["unit", "item", "amount"]].to_numpy().tolist() == [["R1A", "x01", 5.0]]


def test_a_row_without_a_period_is_left_out_and_counted():
    result = result_of(f"{ELM},{COUNT},5", f"01/04/2024,31/04/2024,Final,{ELM},{COUNT},6")
    assert len(result.facts.frame) == 1
    assert result.problems[0].what.startswith("1 rows")


def test_a_reading_for_this_layout_refuses_another_file():
    with pytest.raises(ReadingProblem, match="MHSDS"):
        read(
            b"Ward,Month,Beds\nElm,Apr-24,3\n", "a.csv", Reading(format="mhsds"), lambda stage: None
        )


@pytest.mark.parametrize(
    ("breakdown", "level"),
    [
        ("England", "England"), ("Provider of Responsibility", "Provider"), ("ICB", "ICB"),
        ("Sub ICB - GP Practice or Residence", "Sub ICB"), ("CCG of Residence", "Sub ICB"),
        ("STP", "ICB"), ("Commissioning Region", "Region"), ("Age Group", None),
        ("Sending Provider", "Sending provider"), ("Receiving Provider", "Receiving provider"),
        ("CASSR of Residence", "Local authority"), ("Provider Type", None), ("TCP", "TCP"),
        ("Host Commissioner", "Host Commissioner"), ("Ward Type", None), ("Ethnicity", None),
        ("NHS England (Region, Local Office)", "Region"),
    ],
)  # fmt: skip
def test_spellings_of_levels(breakdown, level):
    assert level_of(breakdown) == level
