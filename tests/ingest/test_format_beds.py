"""KH03 beds by sector: blocks side by side, on made figures in the published shape."""

import io

import numpy as np
import pytest
from openpyxl import Workbook

from mhvalue.facts import source_text
from mhvalue.ingest.pipeline import read

SECTORS = ("Total", "General & Acute", "Learning Disabilities", "Maternity", "Mental Illness")
PLACES = ("Year", "Period End", "Region Code", "Org Code", "Org Name")
TITLE = "Average daily number of available and occupied beds open overnight by sector"
ENGLAND = ("2023/24", "June", "", "", "England")
ELM = ("2023/24", "June", "Y60", "R1A", "ELM TRUST")
BEDS = (300, 100, 20, 30, 150)
OCCUPIED = (270, 90, 15, 20, 145)
SHARES = tuple(o / b for o, b in zip(OCCUPIED, BEDS, strict=True))


def result_of(*rows, title=TITLE, merged=True, name="Beds-Open-Web-File.xlsx"):
    book = Workbook()
    sheet = book.active
    sheet.title = "NHS Trust by Sector"
    blocks = ("Available", "Occupied", "% Occupied")
    groups = [None] * len(PLACES)
    heads = list(PLACES)
    for block in blocks:
        groups += [block, *[None] * 4, None]
        heads += [*SECTORS, None]
    for row in (("Title:", title), ("Source:", "Data collection - KH03"), (), groups, heads, ()):
        sheet.append(row)
    for place, *figures in rows:
        line = list(place)
        for figure in figures:
            line += [*figure, None]
        sheet.append(line)
    if merged:
        for first in (6, 12, 18):
            sheet.merge_cells(start_row=4, start_column=first, end_row=4, end_column=first + 4)
    saved = io.BytesIO()
    book.save(saved)
    return read(saved.getvalue(), name, None, lambda stage: None)


@pytest.mark.parametrize("merged", [True, False])
def test_every_block_and_sector_is_read_under_its_quarter(merged):
    result = result_of((ENGLAND, BEDS, OCCUPIED, SHARES), (ELM, BEDS, OCCUPIED, SHARES),
                       merged=merged)  # fmt: skip
    assert (result.reading.format, result.reading.published) == ("beds", True)
    frame = result.facts.frame
    assert len(frame) == 2 * 15
    assert set(frame["grain"]) == {"quarter"}
    assert {str(day.date()) for day in frame["period"]} == {"2023-04-01"}
    assert {str(day.date()) for day in frame["end"]} == {"2023-06-30"}
    told = {
        (r.item, r.group): r.amount for r in frame.itertuples() if r.unit == "ELM TRUST"
    }  # fmt: skip
    assert told["beds", "all"] == 300
    assert told["beds", "Mental illness"] == 150
    assert told["occupied_beds", "Mental illness"] == 145
    assert told["occupied_beds", "Learning disabilities"] == 15
    assert told["occupied_beds_percent", "Learning disabilities"] == pytest.approx(75)
    assert set(frame.loc[frame["group"] != "all", "breakdown"]) == {"sector"}


def test_units_and_the_cells_they_come_from():
    facts = result_of((ENGLAND, BEDS, OCCUPIED, SHARES), (ELM, BEDS, OCCUPIED, SHARES)).facts
    trust = facts.units.get("Provider", "ELM TRUST")
    assert (trust.code, trust.parents) == ("R1A", (("Region", "Y60"), ("England", "England")))
    frame = facts.frame
    mental = (frame["unit"] == "ELM TRUST") & (frame["group"] == "Mental illness")
    (at,) = np.flatnonzero(mental & (frame["item"] == "beds"))
    assert source_text(facts, int(at)).endswith("#NHS Trust by Sector!J8")


def test_beds_open_by_day_only_are_not_the_same_beds():
    frame = result_of((ELM, BEDS, OCCUPIED, SHARES), title="Beds open Day Only").facts.frame
    assert set(frame["item"]) == {
        "day_only_beds", "occupied_day_only_beds", "occupied_day_only_beds_percent"
    }  # fmt: skip


def test_notes_below_are_left_out_and_blanks_are_missing():
    frame = result_of(
        (ELM, (300, None, "-", 30, 150), OCCUPIED, SHARES), (("Notes:", "as submitted"),)
    ).facts.frame
    assert len(frame) == 15
    assert frame["status"].tolist()[:5] == ["ok", "missing", "not_collected", "ok", "ok"]


def test_a_series_without_places_is_of_england():
    book = Workbook()
    for row in (
        (TITLE,), (None, None, "Available", *[None] * 5, "Occupied"),
        ("Year", "Period", *SECTORS, None, *SECTORS),
        ("2023/24", "Q1", *BEDS, None, *OCCUPIED), ("2023/24", "Q2", *BEDS, None, *OCCUPIED),
        ("Note: as submitted",),
    ):  # fmt: skip
        book.active.append(row)
    saved = io.BytesIO()
    book.save(saved)
    result = read(saved.getvalue(), "Beds-Timeseries.xlsx", None, lambda stage: None)
    frame = result.facts.frame
    assert result.reading.format == "beds"
    assert len(frame) == 2 * 10
    assert set(frame["unit"]) == {"England"}
    assert {str(day.date()) for day in frame["period"]} == {"2023-04-01", "2023-07-01"}
    mental = frame[(frame["item"] == "occupied_beds") & (frame["group"] == "Mental illness")]
    assert mental["amount"].tolist() == [145, 145]
    assert result.problems == ()


@pytest.mark.parametrize("second", ["Occupied by Specialty", "Notes on method"])
def test_a_sheet_for_each_block_by_specialty_and_a_sheet_of_another_kind_is_told(second):
    book = Workbook()
    heads = ("Year", "Period", "Org Code", "Org Name", "Total", "710 ADULT MENTAL ILLNESS",
             "715 OLD AGE PSYCHIATRY")  # fmt: skip
    book.active.title = "Available by Specialty"
    other = book.create_sheet(second)
    for sheet, figures in ((book.active, (90, 60, 30)), (other, (80, 55, 25))):
        if sheet.title == "Notes on method":
            heads = ("Year", "Trusts that sent a return", "Trusts that did not")
        sheet.append(("Average daily number of available and occupied beds open overnight",))
        sheet.append(heads)
        sheet.append(("2019/20", "January - March", "R1A", "ELM TRUST", *figures))
        sheet.append(("2019/20", "January - March", "R1B", "OAK TRUST", *figures))
    saved = io.BytesIO()
    book.save(saved)
    result = read(saved.getvalue(), "Beds.xlsx", None, lambda stage: None)
    elm = result.facts.frame[result.facts.frame["unit"] == "ELM TRUST"]
    told = [(r.item, r.breakdown, r.group, r.amount) for r in elm.itertuples()]
    both = {"beds": (90, 60, 30), "occupied_beds": (80, 55, 25)}
    groups = ("all", "710 ADULT MENTAL ILLNESS", "715 OLD AGE PSYCHIATRY")
    wanted = [
        (item, "none" if group == "all" else "specialty", group, amount)
        for item, amounts in both.items()
        for group, amount in zip(groups, amounts, strict=True)
    ]
    assert told == (wanted if second.startswith("Occupied") else wanted[:3])
    assert {(str(r.start.date()), str(r.end.date())) for r in elm.itertuples()} == {
        ("2020-01-01", "2020-03-31")
    }
    unread = [p.sheet for p in result.problems if "was not read" in p.done]
    assert unread == ([] if second.startswith("Occupied") else ["Notes on method"])
