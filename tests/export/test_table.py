"""The comma-separated file: what stands on its rows and how it is written."""

import csv
from datetime import date
from io import StringIO

import pytest

from mhvalue.errors import ExportProblem
from mhvalue.export.table import table
from mhvalue.privacy.disclosure import INSIDE, SHARE

TODAY = date(2024, 7, 1)


def lines_of(data):
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def test_excel_can_tell_that_it_is_utf_8(make):
    service = make({"spent": {"Café £": [-1200.5]}})
    data = table(service.protected("balance", INSIDE), made_on=TODAY)
    assert data.startswith(b"\xef\xbb\xbfMetric,Level,Unit,")
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == 2
    assert lines_of(data)[0]["Unit"] == "Café £"


def test_every_row_says_what_it_may_be_used_for(wards):
    rows = lines_of(table(wards.protected("seen_share", INSIDE), made_on=TODAY))
    assert {row["Sharing"] for row in rows} == {"Not for sharing: exact figures"}
    assert {row["Made on"] for row in rows} == {"2024-07-01"}
    rows = lines_of(table(wards.protected("seen_share", SHARE), made_on=TODAY, demo=True))
    assert {row["Sharing"] for row in rows} == {"Synthetic demonstration data. To share"}


def test_numbers_and_dates_are_written_for_any_program(make):
    service = make({"spent": {"Ash": [-1200.5, 0.1 + 0.2]}})
    rows = lines_of(table(service.protected("balance", INSIDE), made_on=TODAY))
    assert [row["Value (£)"] for row in rows] == ["-1200.5", "0.3"]
    assert [row["Last day"] for row in rows] == ["2024-04-30", "2024-05-31"]
    assert [row["Period"] for row in rows] == ["Apr 2024", "May 2024"]


def test_hidden_figures_are_empty_with_their_range_beside(wards):
    rows = lines_of(table(wards.protected("seen_share", SHARE), made_on=TODAY))
    ash = next(r for r in rows if (r["Unit"], r["Period"]) == ("Ash", "Apr 2024"))
    assert (ash["Value (%)"], ash["Numerator"], ash["Denominator"]) == ("", "", "40")
    assert (ash["Lowest it can be (%)"], ash["Status"]) == ("0", "hidden: 0% to 10.5%")


def test_the_same_figures_make_the_same_bytes(wards):
    protected = wards.protected("seen_share", SHARE)
    assert table(protected, made_on=TODAY) == table(protected, made_on=TODAY)


def test_unprotected_figures_are_refused(wards):
    for bare in (wards.series("seen_share"), wards.facts, wards.facts.frame):
        with pytest.raises(ExportProblem, match="sharing rule"):
            table(bare, made_on=TODAY)
