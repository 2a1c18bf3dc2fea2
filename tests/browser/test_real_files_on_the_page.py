"""Published files, dropped as they are: what the page then says agrees with the file."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import driving

REAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "real"
APRIL, SEPTEMBER = "MHSDS_Data_4WW_AprPerf_2024_v2.csv", "MHSDS_Data_4WW_SepPerf_2024.csv"

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the published files are not here")


def opened(page: Page, app: str, *names: str) -> None:
    """The files dropped, their readings confirmed as proposed."""
    driving.start(page, app)
    driving.drop(page, *((name, (REAL / name).read_bytes()) for name in names))
    for _ in names:
        page.get_by_role("button", name="Use these figures").first.click()
        driving.wait_idle(page)


def providers(file: str) -> tuple[int, float]:
    """How many providers have a hidden part of the four-week share, and England's share."""
    with (REAL / file).open(encoding="utf-8-sig", newline="") as text:
        rows = [
            (row["BREAKDOWN"], row["PRIMARY_LEVEL"], row["MEASURE_ID"], row["MEASURE_VALUE"])
            for row in csv.DictReader(text)
        ]
    parts = [row for row in rows if row[2] in ("MRS01", "MRS01a")]
    hidden = {code for where, code, _, value in parts if where == "Provider" and value == "*"}
    england = {measure: float(value) for where, _, measure, value in parts if where == "England"}
    return len(hidden), 100 * england["MRS01a"] / england["MRS01"]


def test_providers_against_england(page: Page, app: str):
    opened(page, app, APRIL, SEPTEMBER)
    driving.go_to(page, "Variation")
    driving.choose(page, "Metric", "Adults given full help within 4 weeks of referral")
    driving.choose(page, "Units", "Provider")
    driving.choose(page, "Period", "Sep 2024")
    hidden, england = providers(SEPTEMBER)
    said = driving.main_text(page)
    assert f"Held against England: {england:.1f}% (published)." in said
    assert f"{hidden} providers are hidden because of small numbers" in said
    expect(driving.chart(page, "Funnel plot")).to_be_visible()
    driving.open_expanders(page)
    assert "Published figures" in driving.main_text(page)


def test_england_over_five_years(page: Page, app: str):
    opened(page, app, "RTT-Overview-Timeseries-Dec25.xlsx")
    driving.go_to(page, "Trends")
    driving.choose(page, "Metric", "Incomplete RTT pathways: % within 18 weeks")
    points = page.locator('[data-testid="stVegaLiteChart"] .mark-symbol.role-mark path')
    assert points.count() >= 60
    assert re.search(r"within 18 weeks .* England", driving.title(page))


def test_an_old_workbook_in_the_xls_format(page: Page, app: str):
    opened(page, app, "Monthly-AE-Time-Series-June-2025.xls")
    driving.go_to(page, "Trends")
    points = page.locator('[data-testid="stVegaLiteChart"] .mark-symbol.role-mark path')
    assert points.count() >= 60
    assert "Jun 2025" in driving.main_text(page)


def test_staff_days_get_ranked_dots_without_limits(page: Page, app: str):
    opened(page, app, "nhs_sickness_absence_2024-04.csv")
    driving.go_to(page, "Variation")
    driving.choose(page, "Units", "Organisation")
    kinds = driving.options(page, "Kind of service")
    driving.choose(
        page, "Kind of service", next(kind for kind in kinds if kind.startswith("Mental Health ("))
    )
    expect(driving.chart(page, "Ranked dots of sickness absence rate")).to_be_visible()
    said = driving.main_text(page)
    assert "No limits are drawn" in said
    assert driving.title(page).startswith("Sickness absence rate ranged from ")
