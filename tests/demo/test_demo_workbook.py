"""The demonstration workbook: made by its script, read by the catalogue, true to its README."""

import importlib
import sys
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from mhvalue.catalogue.loader import derivable, find_item, load, metrics_with
from mhvalue.catalogue.schema import BUILT_IN

FOLDER = Path(__file__).parents[2] / "assets" / "demo"
WORKBOOK = FOLDER / "mhvalue-demo.xlsx"
LABELS = {
    "Ward",
    "Team",
    "Trust",
    "Kind of service",
    "Locality",
    "Ethnic group",
    "Month",
    "Quarter",
}


@pytest.fixture(scope="module")
def sheets() -> dict[str, list[list[object]]]:
    """Every sheet's rows as the committed file holds them."""
    with CalamineWorkbook.from_path(str(WORKBOOK)) as book:
        return {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        }


@pytest.fixture(scope="module")
def tables(sheets: dict[str, list[list[object]]]) -> dict[str, list[dict[str, object]]]:
    """Every sheet's table: one dictionary by heading for each row."""
    return {
        name: [dict(zip(rows[2], row, strict=True)) for row in rows[3:]]
        for name, rows in sheets.items()
    }


@pytest.fixture(scope="module")
def make_demo():
    """The script as a module; its neighbours are imported from its folder."""
    sys.path.insert(0, str(FOLDER))
    kept, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        yield importlib.import_module("make_demo")
    finally:
        sys.dont_write_bytecode = kept
        sys.path.remove(str(FOLDER))


def test_the_script_makes_the_very_same_cells(make_demo, tmp_path: Path) -> None:
    made = tmp_path / "made.xlsx"
    made.write_bytes(make_demo.as_bytes(make_demo.workbook()))
    ours, theirs = (CalamineWorkbook.from_path(str(path)) for path in (made, WORKBOOK))
    assert ours.sheet_names == theirs.sheet_names
    for name in ours.sheet_names:
        mine = ours.get_sheet_by_name(name).to_python(skip_empty_area=False)
        assert mine == theirs.get_sheet_by_name(name).to_python(skip_empty_area=False), name


def test_bytes_do_not_depend_on_the_clock(make_demo) -> None:
    book = make_demo.Workbook()
    assert make_demo.as_bytes(book) == make_demo.as_bytes(book)


def test_it_is_small_and_says_what_it_is(sheets: dict[str, list[list[object]]]) -> None:
    assert WORKBOOK.stat().st_size < 1_000_000
    assert list(sheets) == ["Wards", "Community teams", "Trust", "Trust quarterly", "Ethnicity"]
    for rows in sheets.values():
        assert str(rows[0][0]).startswith("SYNTHETIC DEMONSTRATION DATA, not a real trust")
        assert rows[1][0]


def test_months_are_real_dates_for_every_unit(tables: dict[str, list[dict[str, object]]]) -> None:
    expected = [date(y, m, 1) for y in range(2022, 2027) for m in range(1, 13)][3:51]
    for name, unit, units in (("Wards", "Ward", 14), ("Community teams", "Team", 20)):
        rows = tables[name]
        assert len(rows) == units * 48
        assert [row["Month"] for row in rows[:48]] == expected
        assert len({row[unit] for row in rows}) == units
        assert len({row["Locality"] for row in rows}) == 4


def test_every_heading_is_known_and_every_core_metric_can_be_had(
    sheets: dict[str, list[list[object]]],
) -> None:
    catalogue = load()
    found = set()
    for rows in sheets.values():
        for heading in rows[2]:
            if heading not in LABELS:
                item = find_item(catalogue, str(heading))
                assert item is not None, heading
                found.add(item.id)
    ready = {metric.id for metric in metrics_with(catalogue, frozenset(found))}
    known = derivable(catalogue, frozenset(found))
    for metric in catalogue.metrics.values():
        if metric.core:
            assert metric.parts() - set(BUILT_IN) <= known, metric.id
            assert not metric.squares or metric.squares in found, metric.id
            assert metric.id in ready


def test_each_core_metric_has_its_parts_on_one_sheet(
    sheets: dict[str, list[list[object]]],
) -> None:
    catalogue = load()
    by_sheet = []
    for rows in sheets.values():
        items = (find_item(catalogue, str(h)) for h in rows[2] if h not in LABELS)
        by_sheet.append(frozenset(i.id for i in items if i is not None))
    for metric in catalogue.metrics.values():
        if metric.core:
            assert any(metric in metrics_with(catalogue, items) for items in by_sheet), metric.id
