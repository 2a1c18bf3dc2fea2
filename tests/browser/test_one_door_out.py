"""Figures leave by their own buttons alone: Streamlit's side doors are shut."""

import re

from playwright.sync_api import Page

from tests.browser import driving

SIDE_DOORS = re.compile(r"\b(download|export|copy|save|source|open in)\b", re.IGNORECASE)
TOOLS = '[data-testid="stElementToolbar"] button, .vega-actions a, details.vega-embed summary'


def reachable(page: Page) -> list[str]:
    """The names of tools in sight, of charts and tables, by which figures might leave."""
    tools = page.locator(TOOLS).filter(visible=True).all()
    names = [tool.get_attribute("aria-label") or tool.inner_text() for tool in tools]
    return [name for name in names if SIDE_DOORS.search(name)]


def test_no_chart_or_table_hands_out_its_figures(page: Page, app: str):
    driving.start(page, app)
    driving.open_demo(page)
    looked_at = 0
    for name in ("Trends", "Variation"):
        driving.go_to(page, name)
        driving.open_expanders(page)
        for kind in ("stVegaLiteChart", "stDataFrame"):
            for shown in page.get_by_test_id(kind).all():
                shown.hover()
                page.wait_for_timeout(300)  # a toolbar takes a moment to come up
                assert reachable(page) == []
                looked_at += 1
    assert looked_at >= 4
