"""What a person does in the app, and what a test then waits for."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.app.page_list import PAGES

PATHS = {title: Path(file).stem for title, file in PAGES.items()}
PATHS["Upload"] = ""
DEMO = "Try it with the demonstration trust"
WIDE, NARROW = 1360, 400
LONGEST_RUN = 60_000
"""Milliseconds in which any one step must be done on a busy machine."""

# Streamlit says on its outermost element whether a script runs; a click takes a moment to arrive.
_IDLE = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    const calm = app !== null
        && app.dataset.testScriptState === 'notRunning'
        && app.dataset.testConnectionState === 'CONNECTED'
        && document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]') === null;
    if (!calm) { window.calmSince = undefined; return false; }
    window.calmSince ??= performance.now();
    return performance.now() - window.calmSince > 350;
}"""


def wait_idle(page: Page) -> None:
    """Wait until the app has shown all it has to show."""
    page.evaluate("window.calmSince = undefined")
    page.wait_for_function(_IDLE, timeout=LONGEST_RUN)


def start(page: Page, address: str, path: str = "") -> None:
    """Open the app at a page."""
    page.goto(f"{address}/{path}")
    expect(page.locator("h1").first).to_be_visible(timeout=LONGEST_RUN)
    wait_idle(page)


def press(page: Page, name: str) -> None:
    """Press a button and wait for what it does."""
    page.get_by_role("button", name=name, exact=True).click()
    wait_idle(page)


def press_text(page: Page, words: str) -> None:
    """Press what has no button's role of its own by the words on it."""
    page.get_by_test_id("stMain").get_by_text(words, exact=True).click()
    wait_idle(page)


def open_demo(page: Page) -> None:
    """Open the synthetic trust from any page without data."""
    press(page, DEMO)
    expect(page.get_by_text("Synthetic demonstration data")).to_be_visible(timeout=LONGEST_RUN)


def drop(page: Page, *files: tuple[str, bytes]) -> None:
    """Put files, each a name and its bytes, into the uploader of the Upload page."""
    place = page.get_by_test_id("stFileUploader").filter(has_text="Spreadsheets")
    place.locator('input[type="file"]').set_input_files(
        [{"name": n, "mimeType": "application/octet-stream", "buffer": data} for n, data in files]
    )
    # The uploader empties itself once all files are read.
    expect(place.get_by_test_id("stFileUploaderFile")).to_have_count(0, timeout=LONGEST_RUN)
    wait_idle(page)


def go_to(page: Page, name: str) -> None:
    """Go to a page by the sidebar; where that covers the page it is folded away again."""
    with sidebar(page) as menu:
        menu.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()
        page.wait_for_url(re.compile(rf"/{PATHS[name]}$"))
    wait_idle(page)


@contextmanager
def sidebar(page: Page) -> Iterator[Locator]:
    """The sidebar, unfolded for as long as it is used on a screen that has no room for it."""
    opener = page.get_by_test_id("stExpandSidebarButton")
    folded = opener.is_visible()
    if folded:
        opener.click()
    yield page.get_by_test_id("stSidebar")
    if folded:
        page.get_by_test_id("stSidebarHeader").hover()
        page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
        expect(opener).to_be_visible()


def choose(page: Page, label: str, option: str) -> None:
    """Choose in a selectbox by its label and the words of the option."""
    box = _box(page, "stSelectbox", label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).first.click()
    wait_idle(page)
    assert chosen(page, label) == option


def chosen(page: Page, label: str) -> str:
    """What a selectbox with that label shows now."""
    return _box(page, "stSelectbox", label).input_value()


def options(page: Page, label: str) -> list[str]:
    """What a selectbox with that label offers."""
    box = _box(page, "stSelectbox", label)
    box.click()
    found = page.get_by_role("option").all_inner_texts()
    page.keyboard.press("Escape")
    return found


def only(page: Page, label: str, *options: str) -> None:
    """Choose these and no others in a box for several."""
    box = _box(page, "stMultiSelect", label)
    for option in options:
        if option not in picked(page, label):
            box.click()
            box.fill(option)
            page.get_by_role("option", name=option, exact=True).first.click()
            # While its list is open all else is hidden from assistive technology, and so from us.
            expect(_tag(page, label, option)).to_have_count(1)
            page.keyboard.press("Escape")
            expect(page.get_by_role("listbox")).to_have_count(0)
            wait_idle(page)
    # A box with the focus is taller: a press on a narrow screen would move what it is meant for.
    box.blur()
    for tag in picked(page, label):
        if tag not in options:
            page.get_by_role("button", name=f"Remove {tag}", exact=True).click()
            expect(_tag(page, label, tag)).to_have_count(0)
            wait_idle(page)
    assert sorted(picked(page, label)) == sorted(options)


def picked(page: Page, label: str) -> list[str]:
    """What a box for several with that label holds now."""
    return [tag.get_attribute("aria-label") or "" for tag in _tags(page, label).all()]


def chart(page: Page, words: str) -> Locator:
    """The chart whose name, as a screen reader speaks it, holds these words."""
    return page.locator(f'[data-testid="stVegaLiteChart"][aria-label*="{words}"]')


def _box(page: Page, kind: str, label: str) -> Locator:
    return page.get_by_test_id(kind).locator(f'.react-aria-ComboBox input[aria-label="{label}"]')


def _tags(page: Page, label: str) -> Locator:
    box = page.locator(f'input[aria-label="{label}"]')
    return page.get_by_test_id("stMultiSelect").filter(has=box).locator("div [data-tag]:visible")


def _tag(page: Page, label: str, words: str) -> Locator:
    return _tags(page, label).and_(page.locator(f'[aria-label="{words}"]'))


def share(page: Page, words: str) -> None:
    """Set the rule the whole app follows: 'Inside my team' or 'To share'."""
    with sidebar(page) as menu:
        menu.get_by_text(words, exact=True).click()
    wait_idle(page)


def download(page: Page, name: str) -> tuple[str, bytes]:
    """Press a download button; the name and the bytes of the file that arrives."""
    with page.expect_download(timeout=LONGEST_RUN) as told:
        page.get_by_role("button", name=name, exact=True).click()
    return told.value.suggested_filename, Path(told.value.path()).read_bytes()


def title(page: Page) -> str:
    """The page's one heading of the first order."""
    heading: Locator = page.locator("h1")
    expect(heading).to_have_count(1)
    return heading.inner_text()


def main_text(page: Page) -> str:
    """Everything that the page says outside its sidebar."""
    return page.get_by_test_id("stMain").inner_text()


def open_expanders(page: Page) -> None:
    """Unfold everything that is folded, and what comes to light by that."""
    folded = page.get_by_test_id("stMain").locator("details:not([open]) > summary")
    while folded.count():
        folded.first.click()
        wait_idle(page)
