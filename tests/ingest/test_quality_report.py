"""The whole report: on the demonstration, whose planted effects it must not drown, and others."""

from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from mhvalue.catalogue.loader import load
from mhvalue.errors import FileRefused
from mhvalue.facts import COLUMNS, Facts, make
from mhvalue.ingest.pipeline import read
from mhvalue.ingest.quality.report import CHECKS, quality
from mhvalue.ingest.quality.settings import Settings
from mhvalue.ingest.quality.telling import cells, problem
from mhvalue.units import UnitRegister
from tests.tables import facts_of

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "assets" / "demo" / "mhvalue-demo.xlsx"
REAL = ROOT / ".." / "shared" / "data" / "real"
MOST = 25
"""More remarks than this about one file nobody reads."""


@cache
def facts_in(path: Path) -> Facts:
    return read(path.read_bytes(), path.name, None, lambda stage: None).facts


def test_the_demonstration_shows_what_was_left_blank_in_it_and_nothing_else():
    found = quality(facts_in(DEMO), load(), date(2026, 4, 20))
    assert {(p.sheet, p.what.partition(":")[0].partition(",")[0]) for p in found} == {
        ("Wards", "No row for the next period of the same unit"),
        ("Wards", "Blank"),
        ("Community teams", "Blank"),
    }
    assert len(found) <= 6


def test_no_remark_holds_the_name_of_a_unit():
    facts = facts_in(DEMO)
    said = " ".join(p.sentence() for p in quality(facts, load(), date(2027, 4, 20)))
    assert not [unit.name for unit in facts.units.units if unit.name in said]


def test_nothing_read_gives_nothing_to_say():
    empty = make({name: [] for name in COLUMNS}, units=UnitRegister(), origins=(), key="")
    assert quality(empty, load(), date(2026, 4, 20)) == ()


@pytest.mark.parametrize("check", CHECKS)
def test_each_check_takes_a_single_figure(check):
    facts = facts_of({("falls", "Elm"): [3]})
    assert check(facts, load(), Settings(date(2024, 5, 20))) == ()


def test_cells_are_told_as_ranges_the_shorter_way():
    facts = facts_of({("falls", "Elm"): [1] * 5, ("seen", "Elm"): [1] * 5})
    frame = facts.frame
    down = np.flatnonzero((frame["item"] == "falls").to_numpy())
    along = np.flatnonzero((frame["row"] == 3).to_numpy())
    assert cells(facts, down) == "B2:B6"
    assert cells(facts, along) == "B4:C4"
    assert cells(facts, down[[0, 2, 3]]) == "B2, B4:B5"


def test_a_heading_with_braces_is_told_as_it_is():
    facts = facts_of({("falls {x}", "Elm"): [1]})
    assert problem(facts, np.array([0]), "{figures} in {headings}").what == "1 figure in Falls {X}"


@pytest.mark.skipif(not REAL.is_dir(), reason="the published files are not on this machine")
@pytest.mark.parametrize(
    "name",
    [
        "FOI-KMPT-accommodation-tables.xlsx",
        "RTT-Overview-Timeseries-Dec25.xlsx",
        "June-2025-AE-by-provider.xlsx",
        "MHSDS_Data_4WW_AprPerf_2024_v2.csv",
        "nhs_sickness_absence_2024-04.csv",
        "oaps-open-data-oct-2016.csv",
    ],
)
def test_published_files_are_not_flooded_with_remarks(name):
    try:
        facts = facts_in(REAL / name)
    except FileRefused as refused:
        pytest.fail(str(refused))
    found = quality(facts, load(), date(2026, 11, 21))
    assert 1 <= len(found) <= MOST
    assert any("months ago" in p.what for p in found)
    assert not [p for p in found if p.what.startswith(("Below 0", "Larger than", "For periods"))]
