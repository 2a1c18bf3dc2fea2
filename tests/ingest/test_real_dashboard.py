"""A national dashboard of 84 sheets, 80 of them hidden, and open data without a period column."""

import pytest

from mhvalue.ingest.bounded import process
from mhvalue.ingest.pipeline import read
from mhvalue.ingest.reading import Reading
from tests.ingest.real import (
    REAL,
    at,
    cells_disagree,
    counts,
    frame_of,
    needs_files,
    periods,
    place,
    read_twice,
    result_of,
    said,
)

pytestmark = needs_files

DASHBOARD = "nhsmh-dashboard-q4-21-22-v3.2.xlsm"
PLACEMENTS = "oaps-open-data-oct-2016.csv"
EATING = "CYP(ii_a)_FINAL CALC"
ACCESS = "CYP(i_a)_FINAL CALC"


def test_hidden_sheets_are_told_at_once_and_not_read():
    result = result_of(DASHBOARD)
    assert len(result.hidden_sheets) == 80
    assert not set(result.hidden_sheets) & {table.sheet for table in result.reading.tables}
    (told,) = [p for p in result.problems if "sheets are hidden" in p.what]
    assert "80 of 84 sheets are hidden" in told.what
    assert told.do


def test_the_sheet_that_is_seen_is_read_indicator_by_indicator():
    # Rows 14 to 79 hold 55 indicators in ten sections, rows 83 to 88 six years of five figures;
    # D73 says "End of Q4 Position", which names no year, and E79 says "Y".
    frame = frame_of(DASHBOARD)
    tables = [table for table in result_of(DASHBOARD).reading.tables if table.use]
    assert [(t.header_rows, t.first_row + 1, t.last_row + 1) for t in tables] == [
        ((12,), 14, 79),
        ((81,), 83, 88),
    ]
    assert counts(frame) == {"ok": 83, "error": 1}
    assert set(frame["unit"]) == {"England"}
    quarters = frame[(frame["grain"] == "quarter").to_numpy()]
    assert set(quarters["period"].dt.date.astype(str)) == {"2021-10-01", "2022-01-01"}


@pytest.mark.parametrize(
    ("cell", "period", "amount"),
    [
        ("E15", "2022-01-01", 674485),
        ("E16", "2022-01-01", 61.864406779661),
        ("E23", "2021-04-01", 922005243.426905),
        ("E45", "2022-01-01", 226583),
        ("E70", "2021-10-01", 8595),
        ("E76", "2021-04-01", 13.772932635658627),
        ("D83", "2016-04-01", 9722.8),
        ("K85", "2018-04-01", 91.795),
        ("E88", "2021-04-01", 2327),
    ],
)
def test_the_sheet_that_is_seen_cell_by_cell(cell, period, amount):
    assert said(at(DASHBOARD, f"Dashboard!{cell}"))[1:] == (period, pytest.approx(amount))


@pytest.fixture(scope="module")
def chosen():
    """The two hidden sheets a person chose, read all the way through the child process."""
    data = (REAL / DASHBOARD).read_bytes()
    return process.read_file(data, DASHBOARD, Reading(hidden=(EATING, ACCESS)))


def facts_of(result, sheet):
    tables = [i for i, origin in enumerate(result.facts.origins) if origin.sheet == sheet]
    return result.facts.frame[result.facts.frame["table"].isin(tables).to_numpy()]


def test_chosen_hidden_sheets_are_read_and_the_rest_stay_listed(chosen):
    assert len(chosen.hidden_sheets) == 78
    tables = {t.sheet: t for t in chosen.reading.tables}
    assert {tables[name].header_rows for name in (EATING, ACCESS)} == {(9,)}
    assert chosen.reading.hidden == (EATING, ACCESS)
    # F11:AK166 holds 2,660 shares and 281 stars, F11:AK167 of the other sheet 936 numbers.
    eating, access = facts_of(chosen, EATING), facts_of(chosen, ACCESS)
    assert (counts(eating)["ok"], counts(eating)["suppressed"]) == (2660, 281)
    assert counts(access)["ok"] == 936
    assert periods(eating) == ("2014-04-01", "2022-01-01", 32)
    units = eating.groupby("level", observed=True)["unit"].nunique().to_dict()
    assert units == {"England": 1, "Region": 7, "ICB": 42, "CCG": 106}


@pytest.mark.parametrize(
    ("sheet", "cell", "unit", "quarter", "amount"),
    [
        (EATING, "N11", "England", "2016-04-01", 64.853556),
        (EATING, "AK166", "NHS Frimley CCG", "2022-01-01", 72.093023),
        (EATING, "AI166", "NHS Frimley CCG", "2021-07-01", 84.210526),
        (ACCESS, "AC11", "England", "2019-04-01", 548565),
        (ACCESS, "AK167", "NHS Frimley CCG", "2022-01-01", 8320),
    ],
)
def test_chosen_hidden_sheets_cell_by_cell(chosen, sheet, cell, unit, quarter, amount):
    row, column = place(cell)
    frame = facts_of(chosen, sheet)
    (fact,) = frame[((frame["row"] == row) & (frame["column"] == column)).to_numpy()].to_dict(
        "records"
    )
    assert str(fact["period"].date()) == quarter
    assert fact["amount"] == pytest.approx(amount)
    assert fact["unit"] == unit


def test_the_reading_of_hidden_sheets_reads_them_again_with_and_without_a_child(chosen):
    again = read((REAL / DASHBOARD).read_bytes(), DASHBOARD, chosen.reading, lambda stage: None)
    assert again.facts.key == chosen.facts.key
    assert again.facts.frame.equals(chosen.facts.frame)


def test_placements_take_their_month_from_the_file_name():
    frame = frame_of(PLACEMENTS)
    assert counts(frame) == {"suppressed": 6658, "ok": 1766}
    assert periods(frame) == ("2016-10-01", "2016-10-01", 1)
    assert frame["item"].nunique() == 13
    assert cells_disagree(PLACEMENTS) == []
    assert read_twice(PLACEMENTS) == 0


@pytest.mark.parametrize(("cell", "amount"), [("F2", 203), ("F3", 203), ("F4", 138)])
def test_placements_cell_by_cell(cell, amount):
    assert said(at(PLACEMENTS, cell))[1:] == ("2016-10-01", amount)
