"""Figures leave by the Download page alone: Streamlit's own side doors are shut."""

import re

from playwright.sync_api import Page, expect

from tests.browser import driving

SIDE_DOORS = re.compile(r"\b(download|export|copy|save|view source)\b", re.IGNORECASE)


def reachable(page: Page) -> list[str]:
    """The names of visible buttons, outside the Download page, by which figures might leave."""
    buttons = page.get_by_role("button").filter(visible=True).all()
    names = [b.get_attribute("aria-label") or b.inner_text() for b in buttons]
    return [name for name in names if SIDE_DOORS.search(name)]


def test_no_chart_or_table_hands_out_its_figures(page: Page, app: str):
    driving.start(page, app)
    driving.open_demo(page)
    for name in ("Upload", "Check", "Trends", "Variation"):
        driving.go_to(page, name)
        driving.open_expanders(page)
        for drawn in page.get_by_test_id("stVegaLiteChart").all():
            drawn.hover()
            assert reachable(page) == []
        for table in page.get_by_test_id("stDataFrame").all():
            table.hover()
            assert reachable(page) == []
            toolbar = page.get_by_test_id("stElementToolbarButton").filter(visible=True)
            expect(toolbar.filter(has_text=SIDE_DOORS)).to_have_count(0)
