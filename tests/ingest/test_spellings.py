"""Units whose names are written differently from sheet to sheet of one file."""

import pytest

from mhvalue.ingest.spellings import written
from tests.ingest.books import result_of, rows, told

MONTHS = ["Apr 2024", "May 2024", "Jun 2024"]


def sheet(unit, heading, first, *, level="Ward", code=None):
    """Three months of one figure of a unit."""
    head = [level, *(["Code"] if code else []), "Month", heading]
    return [head, *([unit, *([code] if code else []), m, first + n] for n, m in enumerate(MONTHS))]


def units(result):
    return sorted(result.facts.frame["unit"].unique())


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        ("NHS LONDON", "NHS London", "NHS London"),
        ("Elm Ward", "Elm  ward ", "Elm Ward"),
        ("St. Ann's House", "St Anns House", "St Anns House"),
        ("Mother & Baby", "Mother and Baby", "Mother & Baby"),
        ("Northfield CMHT", "Northfield-CMHT", "Northfield CMHT"),
    ],
)
def test_two_spellings_on_two_sheets_are_one_unit_and_told(one, other, kept):
    result = result_of(A=sheet(one, "Admissions", 10), B=sheet(other, "Discharges", 5))
    assert units(result) == [kept]
    assert len(rows(result, "unit")) == 6
    assert result.alike == ()
    (said,) = [text for text in told(result) if "written differently" in text]
    assert "1 unit is" in said
    # Names of units stand in no notice: the list may be sent to whoever made the file.
    assert kept not in said


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ward 1.1", "Ward 11"), ("CAMHS", "CAMHS+"), ("Elm Ward", "Elms Ward"), ("Team A", "Team B")],
)
def test_names_that_may_be_two_units_stay_two(one, other):
    assert written(one) != written(other)
    result = result_of(A=sheet(one, "Admissions", 10), B=sheet(other, "Discharges", 5))
    assert len(units(result)) == 2


def test_codes_that_differ_keep_them_apart():
    result = result_of(
        A=sheet("ELM WARD", "Admissions", 10, code="W01"),
        B=sheet("Elm Ward", "Discharges", 5, code="W02"),
    )
    assert len(units(result)) == 2


def test_levels_that_differ_keep_them_apart():
    result = result_of(
        A=sheet("NORTHFIELD", "Admissions", 10, level="Ward"),
        B=sheet("Northfield", "Discharges", 5, level="Team"),
    )
    assert units(result) == ["NORTHFIELD", "Northfield"]


def test_both_names_on_one_sheet_are_asked_about():
    both = [*sheet("Elm Ward", "Admissions", 10), *sheet("ELM WARD", "Admissions", 10)[1:]]
    result = result_of(A=both, B=sheet("Elm Ward", "Discharges", 5))
    assert units(result) == ["ELM WARD", "Elm Ward"]
    assert result.alike == (("Elm Ward", "ELM WARD"),)


def test_figures_that_would_contradict_each_other_keep_them_apart():
    result = result_of(A=sheet("ELM WARD", "Admissions", 10), B=sheet("Elm Ward", "Admissions", 50))
    assert units(result) == ["ELM WARD", "Elm Ward"]


def test_what_units_belong_to_is_written_one_way_too():
    wards = [["Region", "Ward", "Month", "Admissions"]]
    wards += [["NHS LONDON", "Elm", month, 10] for month in MONTHS]
    result = result_of(A=wards, B=sheet("NHS London", "Discharges", 5, level="Region"))
    assert result.facts.units.get("Ward", "Elm").parents == (("Region", "NHS London"),)


@pytest.mark.parametrize(
    ("may", "june", "asked"),
    [
        ((None, 3), (4, None), True),
        ((None, 3), (4, 5), False),
        (("*", 3), (4, None), False),
    ],
)
def test_a_slip_of_the_pen_is_asked_about_where_no_period_has_both_names(may, june, asked):
    """Rows of Cedar and of Ceder, in May and in June: a hidden figure is a figure too."""
    first, second = zip(may, june, strict=True)
    sheet = [["Ward", "May 2024", "Jun 2024"], ["Ceder", *first], ["Cedar", *second],
             ["Willow", 1, 2], ["Birch", 3, 4]]  # fmt: skip
    result = result_of(S=sheet)
    assert [set(names) for names in result.alike] == [{"Ceder", "Cedar"}] * asked
    assert {unit for (unit,) in rows(result, "unit")} == {"Ceder", "Cedar", "Willow", "Birch"}
