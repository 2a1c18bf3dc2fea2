"""What was chosen on one page holds on all; what was opened stays until it is removed."""

from playwright.sync_api import Page, expect

from tests.browser import driving

FILE = "mhvalue-demo.xlsx"
OFFERING = ("Upload", "Check", "Trends", "Variation", "Download")


def test_choices_hold_on_every_page(page: Page, app: str):
    driving.start(page, app, "trends")
    driving.open_demo(page)
    driving.choose(page, "Metric", "Bed occupancy excluding leave")
    driving.only(page, "Ward", "Maple", "Rowan")
    driving.choose(page, "From", "Apr 2023")
    driving.choose(page, "To", "Dec 2025")
    driving.share(page, "To share")
    changed = driving.title(page)

    for name in ("Check", "Download", "Methods"):
        driving.go_to(page, name)
        card = page.get_by_test_id("stSidebar")
        expect(card.get_by_text(FILE)).to_be_visible()
        expect(card.get_by_role("radio", name="To share")).to_be_checked()

    driving.go_to(page, "Variation")
    assert driving.chosen(page, "Metric") == "Bed occupancy excluding leave"
    driving.choose(page, "Kind of service", "Older adult acute (3)")
    driving.choose(page, "Period", "2023/24")
    driving.only(page, "Find a ward in the picture", "Tamar")
    compared = driving.title(page)

    driving.go_to(page, "Trends")
    assert driving.title(page) == changed
    assert driving.chosen(page, "Metric") == "Bed occupancy excluding leave"
    assert driving.picked(page, "Ward") == ["Maple", "Rowan"]
    assert (driving.chosen(page, "From"), driving.chosen(page, "To")) == ("Apr 2023", "Dec 2025")
    driving.go_to(page, "Variation")
    assert driving.title(page) == compared
    assert driving.chosen(page, "Period") == "2023/24"
    assert driving.picked(page, "Find a ward in the picture") == ["Tamar"]

    # A metric of teams alone: the field shows the units that are drawn, not those of before.
    driving.choose(page, "Metric", "Appointments missed by the person")
    assert driving.chosen(page, "Units") == "Team"
    assert driving.picked(page, "Find a team in the picture") == []


def test_a_removed_file_is_closed_everywhere(page: Page, app: str):
    driving.start(page, app, "trends")
    driving.open_demo(page)
    driving.press(page, "Remove")
    for name in OFFERING:
        driving.go_to(page, name)
        expect(page.get_by_role("button", name=driving.DEMO)).to_be_visible()
        expect(page.get_by_text(FILE)).to_have_count(0)
        expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(0)
