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


@pytest.mark.parametrize("page", [driving.NARROW], indirect=True)
def test_what_must_be_read_of_a_table_needs_no_push_to_the_side(page: Page, app: str):
    """State and name of a metric; what a column is and counts as, before the reasons why."""
    driving.start(page, app)
    driving.drop(page, ("falls.csv", b"Ward,Month,Falls\nOak,Apr 2024,3\nElm,Apr 2024,4\n"))
    beyond = "each => each.scrollWidth - each.clientWidth"
    columns = page.get_by_test_id("stDataFrame").first.locator(".dvn-scroller")
    reasons = 120
    assert 0 < columns.evaluate(beyond) <= reasons
    driving.press(page, "Use these figures")
    driving.go_to(page, "Metrics")
    listed = page.get_by_test_id("stDataFrame").first.locator(".dvn-scroller")
    assert listed.evaluate(beyond) == 0
