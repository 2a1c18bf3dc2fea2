"""A bookmark or a tab left open is the first thing a new server is asked for."""

import pytest
from playwright.sync_api import Page, expect

from tests.app.page_list import PAGES
from tests.browser import driving
from tests.browser.made_workbook import drawn, workbook
from tests.browser.running_app import running_app

SECTIONS = ["Your data", "Look", "Take away", "Help"]


@pytest.fixture
def fresh(tmp_path):
    """The address of a server that nobody has spoken to yet."""
    with running_app(tmp_path / "log.txt") as address:
        yield address


def test_first_link_leads_to_its_page_in_the_right_shell(fresh: str, new_page):
    page: Page = new_page(expected="The page that you have requested does not seem to exist")
    page.goto(f"{fresh}/variation")
    expect(page.locator("h1")).to_have_text("Which teams truly differ?", timeout=60_000)
    driving.wait_idle(page)
    # Streamlit may not know the page yet and say so once; the page is there all the same.
    told = page.get_by_role("dialog")
    if told.count():
        told.get_by_role("button", name="Close").click()
        expect(told).to_have_count(0)

    menu = page.get_by_test_id("stSidebarNav")
    assert menu.get_by_test_id("stNavSectionHeader").all_inner_texts() == SECTIONS
    assert menu.get_by_role("link").all_inner_texts() == list(PAGES)
    assert "mhvalue" in page.title()
    wide = page.get_by_test_id("stMainBlockContainer").bounding_box()
    assert wide is not None
    assert wide["width"] > 900

    driving.go_to(page, "Upload")
    driving.drop(page, ("return.xlsx", workbook(drawn())))
    driving.press(page, "Use these figures")
    driving.go_to(page, "Variation")
    expect(page.get_by_test_id("stSidebar").get_by_text("return.xlsx")).to_be_visible()
    assert driving.title(page) != "Which teams truly differ?"
