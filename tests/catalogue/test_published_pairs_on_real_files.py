"""Numerator over denominator gives the published share, England, in the waits files."""

import csv
from pathlib import Path

import pytest

from mhvalue.catalogue.loader import find_item, load

REAL = (Path(__file__).parents[2] / ".." / "shared" / "data" / "real").resolve()
FILES = ("MHSDS_Data_4WW_AprPerf_2024_v2.csv", "MHSDS_Data_4WW_SepPerf_2024.csv")


def england(name: str) -> dict[str, float]:
    """Item id to the England figure; every measure of the file must be an item."""
    if not (REAL / name).exists():
        pytest.skip("the published MHSDS waits files are not on this machine")
    amounts = {}
    with (REAL / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            item = find_item(load(), row["MEASURE_ID"])
            assert item is not None, row["MEASURE_ID"]
            assert item.mhsds == (row["MEASURE_ID"],)
            months = (
                int(row["REPORTING_PERIOD_END"][3:5]) - int(row["REPORTING_PERIOD_START"][3:5])
            ) % 12 + 1
            assert item.window_months == months, row["MEASURE_ID"]
            if row["BREAKDOWN"] == "England" and row["SECONDARY_LEVEL"] == "NONE":
                amounts[item.id] = float(row["MEASURE_VALUE"])
    return amounts


@pytest.mark.parametrize("name", FILES)
def test_every_published_share_is_its_parts(name: str) -> None:
    amounts = england(name)
    checked = 0
    for metric in load().metrics.values():
        if metric.value in amounts:
            above = sum(amounts[term.items[0]] for term in metric.numerator)
            below = sum(amounts[term.items[0]] for term in metric.denominator)
            assert 100 * above / below == pytest.approx(amounts[metric.value], abs=1e-4)
            checked += 1
    assert checked == 14
