"""On a narrow screen, or at a zoom of 340%, nothing needs scrolling sideways."""

import pytest
from playwright.sync_api import Page

from tests.app.page_list import PAGES
from tests.browser import driving

WIDTH = 400

_SCROLLS_SIDEWAYS = """() =>
    [document.scrollingElement, ...document.querySelectorAll(
        '[data-testid="stMain"], [data-testid="stMainBlockContainer"]')]
    .some(part => part.scrollWidth > part.clientWidth + 1)
"""


@pytest.mark.parametrize("page", [WIDTH], indirect=True)
def test_no_page_scrolls_sideways(page: Page, app: str):
    driving.start(page, app)
    assert not page.evaluate(_SCROLLS_SIDEWAYS)
    driving.open_demo(page)
    for name in PAGES:
        driving.go_to(page, name)
        if name == "Download":
            driving.press(page, "Continue")
        driving.open_expanders(page)
        assert not page.evaluate(_SCROLLS_SIDEWAYS), name
        for drawn in page.get_by_test_id("stVegaLiteChart").all():
            box = drawn.locator("svg").first.bounding_box()
            assert box is not None
            assert box["x"] >= 0, name
            assert box["x"] + box["width"] <= WIDTH, name
            assert box["width"] > 0.7 * WIDTH, name
