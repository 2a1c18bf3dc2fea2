"""Replies of trusts and of the national body; what to expect was counted off their cells.

The replies of the trusts carry no licence for re-use: only the few numbers that a check needs stand
here.
"""

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

KMPT = "FOI-KMPT-accommodation-tables.xlsx"
NELFT = "FOI-NELFT-accommodation-split.xlsx"
SPFT = "FOI-SPFT-accommodation-results.xlsx"
ENGLAND = "FOI-accommodation-status-England.xlsx"
YEARLY = "FOI-accommodation-England-Table_1.csv"


@pytest.mark.parametrize(
    ("name", "encoding"),
    [(KMPT, ""), (NELFT, ""), (SPFT, ""), (ENGLAND, ""), (YEARLY, "cp1252")],
)
def test_every_amount_is_what_stands_in_its_cell_and_no_cell_is_read_twice(name, encoding):
    assert cells_disagree(name, encoding) == []
    assert read_twice(name) == 0


def test_stacked_tables_are_read_one_by_one():
    assert headers(KMPT) == [
        *(("Raw Data", row) for row in (2, 56, 109)),
        *(("Question 1", row) for row in (2, 54, 106, 158)),
        *(("Question 2", row) for row in (2, 53, 104, 155)),
        *(("Question 3", row) for row in (1, 43, 85, 127)),
    ]
    skipped = [t.skip_rows for t in result_of(KMPT).reading.tables if t.sheet == "Raw Data"]
    assert skipped == [(52,), (105,), (149,)]
    frame = frame_of(KMPT)
    assert periods(frame) == ("2018-01-01", "2021-03-01", 39)
    # Each number and each "Fewer than 5" stands twice: with the other years, and by year.
    found = counts(frame)
    assert found["ok"] == 2 * (1574 + 1162 + 480)
    assert found["suppressed"] == 2 * (304 + 535 + 708)
    by_sheet = {
        sheet: counts(table_of(KMPT, sheet))["suppressed"]
        for sheet in ("Question 1", "Question 2", "Question 3")
    }
    assert by_sheet == {"Question 1": 304, "Question 2": 535, "Question 3": 708}


@pytest.mark.parametrize(
    ("cell", "code", "month", "amount"),
    [
        ("Raw Data!B3", "CH00", "2018-01-01", 51),
        ("Raw Data!L3", "CH00", "2018-11-01", 43),
        ("Raw Data!B4", "CH01", "2018-01-01", "suppressed"),
        ("Question 1!F5", "CH02", "2018-05-01", 6),
        ("Question 2!D3", "CH00", "2018-03-01", 12),
        ("Question 3!H5", "HM00", "2018-07-01", 6),
    ],
)
def test_stacked_tables_cell_by_cell(cell, code, month, amount):
    fact = at(KMPT, cell)
    assert (fact["group"], *said(fact)[1:]) == (code, month, amount)


def test_years_down_and_months_across_with_the_header_repeated():
    assert headers(NELFT) == [("All MHS Adults", 3), ("CPA", 3), ("117 aftercare", 3)]
    frame = frame_of(NELFT)
    # Four years of 57 rows on each sheet; the last year is filled in up to March.
    assert counts(frame) == {"ok": 1874 + 1591 + 1767, "suppressed": 349 + 632 + 456}
    assert periods(frame) == ("2018-01-01", "2021-03-01", 39)


@pytest.mark.parametrize(
    ("cell", "month", "amount"),
    [
        ("All MHS Adults!F5", "2018-01-01", 703),
        ("All MHS Adults!L6", "2018-07-01", 1049),
        ("All MHS Adults!F7", "2018-01-01", "suppressed"),
        ("CPA!I5", "2018-04-01", 299),
        ("117 aftercare!G8", "2018-02-01", 41),
        ("117 aftercare!L5", "2018-07-01", "suppressed"),
    ],
)
def test_years_down_and_months_across_cell_by_cell(cell, month, amount):
    assert said(at(NELFT, cell))[1:] == (month, amount)


def test_months_down_and_codes_across_leave_the_totals_of_the_years_out():
    assert headers(SPFT) == [("Q1_ALL", 3), ("Q2_CPA", 3), ("Q3_S117", 3)]
    for table in result_of(SPFT).reading.tables:
        assert set(table.skip_rows) >= {15, 30, 45, 51}
    frame = frame_of(SPFT)
    assert periods(frame) == ("2018-01-01", "2021-03-01", 39)
    assert counts(frame) == {"ok": 1648 + 1451 + 1415, "suppressed": 107 + 304 + 340}


@pytest.mark.parametrize(
    ("cell", "month", "amount"),
    [
        ("Q1_ALL!E4", "2018-01-01", 261),
        ("Q1_ALL!F4", "2018-01-01", "suppressed"),
        ("Q1_ALL!K6", "2018-03-01", 49),
        ("Q2_CPA!E6", "2018-03-01", 34),
        ("Q3_S117!B7", "2018-04-01", "suppressed"),
        ("Q3_S117!E8", "2018-05-01", 18),
    ],
)
def test_months_down_and_codes_across_cell_by_cell(cell, month, amount):
    assert said(at(SPFT, cell))[1:] == (month, amount)


def test_two_tables_of_one_year_in_a_csv_of_another_encoding():
    tables = result_of(YEARLY).reading.tables
    assert [(t.header_rows, t.first_row, t.last_row) for t in tables] == [
        ((5,), 6, 63),
        ((68,), 69, 126),
    ]
    assert counts(frame_of(YEARLY)) == {"ok": 2 * 684}
    assert periods(frame_of(YEARLY)) == ("2018-01-01", "2018-12-01", 12)
    assert set(frame_of(YEARLY)["unit"]) == {"England"}
    # Two tables about different people must not say two things about one.
    assert frame_of(YEARLY)["item"].nunique() == 2


@pytest.mark.parametrize(
    ("cell", "group", "month", "amount"),
    [
        ("C7", "Accommodation with other (not specialist mental health) care support",
         "2018-01-01", 1659),
        ("N63", "Other", "2018-12-01", 57),
        ("C70", "Accommodation with other (not specialist mental health) care support",
         "2018-01-01", 427),
        ("H100", "Other NHS facilities/hospital", "2018-06-01", 330),
        ("N126", "Other", "2018-12-01", 27),
    ],
)  # fmt: skip
def test_two_tables_of_one_year_cell_by_cell(cell, group, month, amount):
    fact = at(YEARLY, cell)
    shown = "Other" if fact["breakdown"] == "none" else fact["group"]
    assert (shown, *said(fact)) == (group, "England", month, amount)


def test_three_years_across_and_one_month_with_its_categories():
    assert headers(ENGLAND) == [
        ("mental health services 2018-21", 3), ("January 2021", 5), ("January 2021", 66),
        ("CPA 2018-21", 3),
    ]  # fmt: skip
    for sheet in ("mental health services 2018-21", "CPA 2018-21"):
        assert counts(table_of(ENGLAND, sheet)) == {"ok": 2109}
        assert periods(table_of(ENGLAND, sheet)) == ("2018-01-01", "2021-01-01", 37)
    # 53 statuses, then 7 categories with a number and a share, and one without a share; the two
    # rows named total are left out.
    assert counts(table_of(ENGLAND, "January 2021"))["ok"] == 53 + 2 * 7 + 1
    assert periods(table_of(ENGLAND, "January 2021")) == ("2021-01-01", "2021-01-01", 1)


@pytest.mark.parametrize(
    ("cell", "month", "amount"),
    [
        ("mental health services 2018-21!C4", "2018-01-01", 1659),
        ("mental health services 2018-21!AM60", "2021-01-01", 38),
        ("CPA 2018-21!C4", "2018-01-01", 427),
        ("CPA 2018-21!Z30", "2019-12-01", 433),
        ("January 2021!D6", "2021-01-01", 51978),
        ("January 2021!C67", "2021-01-01", 181316),
        ("January 2021!D67", "2021-01-01", 80.737033),
    ],
)
def test_three_years_across_cell_by_cell(cell, month, amount):
    assert said(at(ENGLAND, cell)) == ("England", month, amount)
