"""On a narrow screen a chart is as wide as the screen allows, and no wider."""

import pytest
from playwright.sync_api import Page

from tests.browser import driving


@pytest.mark.parametrize("page", [driving.NARROW], indirect=True)
def test_charts_fit_the_screen(page: Page, app: str):
    driving.start(page, app)
    driving.open_demo(page)
    for name in ("Trends", "Variation"):
        driving.go_to(page, name)
        (drawn,) = page.get_by_test_id("stVegaLiteChart").all()
        box = drawn.locator("svg").first.bounding_box()
        assert box is not None
        assert box["x"] >= 0, name
        assert box["x"] + box["width"] <= driving.NARROW, name
        assert box["width"] > 0.7 * driving.NARROW, name
