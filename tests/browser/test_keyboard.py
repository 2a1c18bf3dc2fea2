"""Everything can be reached and done without a mouse."""

from playwright.sync_api import Page, expect

from tests.browser import driving

MOST_STEPS = 60


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus is called so; it must be seen to have it."""
    reached = []
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        name = page.evaluate(
            "() => { const e = document.activeElement;"
            " return (e.getAttribute('aria-label') || e.innerText || '').trim(); }"
        )
        reached.append(name)
        if name.endswith(words):
            return
    raise AssertionError(f"{words!r} is not reached, only {reached}")


def test_trends_can_be_reached_and_changed_by_keyboard(page: Page, app: str):
    driving.start(page, app)
    tab_to(page, driving.DEMO)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Synthetic demonstration data")).to_be_visible(timeout=60_000)
    driving.wait_idle(page)

    tab_to(page, "Trends")
    page.keyboard.press("Enter")
    page.wait_for_url("**/trends")
    driving.wait_idle(page)
    assert "Willow" in driving.title(page)

    tab_to(page, "Metric")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("Bed occ", delay=20)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    driving.wait_idle(page)
    assert driving.title(page).startswith("Bed occupancy excluding leave on Willow")
    tab_to(page, "Figures, method and cells behind this chart")
    page.keyboard.press("Enter")
    expect(page.locator("details[open]")).to_have_count(1)
