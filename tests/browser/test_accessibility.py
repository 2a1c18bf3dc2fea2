"""Every page with figures open, wide and narrow: axe by the rules of WCAG 2.2 AA, and reflow.

A width of 400 is also what a zoom of 340% leaves of a usual screen.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.app.page_list import PAGES
from tests.browser import driving
from tests.browser.driving import NARROW, WIDE
from tests.browser.made_workbook import drawn, workbook

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}

STREAMLITS_OWN = {
    "list": "stSidebarNavItems",  # its sections stand between the list and its items
    "listitem": "stSidebarNav",
}
"""Rules broken by what Streamlit draws and we cannot change: the part that all its nodes are in."""

SCROLLS_SIDEWAYS = """() =>
    [document.scrollingElement, ...document.querySelectorAll(
        '[data-testid="stMain"], [data-testid="stMainBlockContainer"]')]
    .some(part => part.scrollWidth > part.clientWidth + 1)
"""


def broken_by_us(page: Page) -> list[tuple[str, str]]:
    """Rules broken on the page, each with the first piece of it, but for Streamlit's own."""
    found = []
    for rule in Axe().run(page, options=OPTIONS).response["violations"]:
        part = STREAMLITS_OWN.get(rule["id"])
        for node in rule["nodes"]:
            inside = f'[data-testid="{part}"]'
            spot = page.locator(node["target"][0]).first
            if part is None or not spot.evaluate("(e, part) => e.closest(part) !== null", inside):
                found.append((rule["id"], node["html"][:160]))
    return found


def broken_at_any_width(page: Page) -> list[tuple[str, str]]:
    """What is broken on the page, wide and narrow; it may scroll sideways at no width."""
    found = []
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        # On a narrow screen the sidebar would cover the page: it folds away by itself.
        expect(page.get_by_test_id("stExpandSidebarButton")).to_be_visible(visible=width == NARROW)
        driving.wait_idle(page)
        found += broken_by_us(page)
        if page.evaluate(SCROLLS_SIDEWAYS):
            found.append(("reflow", f"scrolls sideways at {width}"))
    return found


def test_no_page_breaks_a_rule(page: Page, app: str):
    driving.start(page, app)
    assert broken_at_any_width(page) == []
    driving.open_demo(page)
    found = {}
    for name in PAGES:
        driving.go_to(page, name)
        if name == "Download":
            driving.press(page, "Continue")
        driving.open_expanders(page)
        found[name] = broken_at_any_width(page)
    assert {name: rules for name, rules in found.items() if rules} == {}


def test_a_file_to_confirm_breaks_no_rule(page: Page, app: str):
    driving.start(page, app)
    driving.drop(page, ("return.xlsx", workbook(drawn())), ("empty.xlsx", b""))
    assert broken_by_us(page) == []


def test_streamlits_own_list_holds_no_rule_too_many(page: Page, app: str):
    driving.start(page, app)
    broken = {rule["id"] for rule in Axe().run(page, options=OPTIONS).response["violations"]}
    assert broken == set(STREAMLITS_OWN)
