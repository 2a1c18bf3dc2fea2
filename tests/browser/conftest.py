"""A real browser at a real server; nothing may leave this machine and nothing may go wrong."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, ViewportSize, sync_playwright

from tests.browser import driving
from tests.browser.running_app import running_app

HERE = Path(__file__).parent
# The browser itself lets all else through: asking here for each file of a page takes longer.
ELSEWHERE = re.compile(r"^(?!https?://(127\.0\.0\.1|localhost)[:/]|data:|blob:|about:)")
# Under a page's address Streamlit first asks for its server there, then at the root.
PROBED = re.compile(r"/[a-z]+/_stcore/(health|host-config)")
SWITCHES = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    "--font-render-hinting=none",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser that MHVALUE_BROWSER names; without one there is nothing to test with."""
    path = os.environ.get("MHVALUE_BROWSER")
    if not path and not os.environ.get("CI"):
        pytest.skip("MHVALUE_BROWSER names no browser; python start.py test finds one.")
    assert path, "MHVALUE_BROWSER must name a browser where CI is set."
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    switches = [*SWITCHES, *(["--no-sandbox"] if root else [])]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=switches)
        yield running
        running.close()


@pytest.fixture(scope="session")
def app(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that all tests of the run share, its first page once shown."""
    with running_app(tmp_path_factory.mktemp("server") / "log.txt") as address:
        first = browser.new_page()
        driving.start(first, address)
        first.close()
        yield address


@dataclass
class Watch:
    """What a page did that it should not: calls to elsewhere, errors, lines in the console."""

    expected: str = ""
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        page.context.route(ELSEWHERE, self._stop)
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _stop(self, route: Route) -> None:
        self.outside.append(route.request.url)
        route.abort()

    def _note(self, said: ConsoleMessage) -> None:
        address = urlsplit(said.location["url"]).path
        harmless = PROBED.fullmatch(address) or (self.expected and self.expected in said.text)
        if said.type == "error" and not harmless:
            self.errors.append(f"{said.text} ({address})")


OpenPage = Callable[..., Page]


@pytest.fixture
def new_page(browser: Browser) -> Iterator[OpenPage]:
    """Makes pages of a given width, each a person of their own, all watched to the end."""
    watches, contexts = [], []

    def made(width: int = driving.WIDE, height: int = 900, expected: str = "") -> Page:
        size = ViewportSize(width=width, height=height)
        context = browser.new_context(viewport=size, accept_downloads=True, locale="en-GB")
        watch = Watch(expected)
        page = context.new_page()
        page.set_default_timeout(15_000)
        watch.follow(page)
        contexts.append(context)
        watches.append(watch)
        return page

    yield made
    for context in contexts:
        context.close()
    assert [url for watch in watches for url in watch.outside] == []
    assert "\n".join(error for watch in watches for error in watch.errors) == ""


@pytest.fixture
def page(new_page: OpenPage, request: pytest.FixtureRequest) -> Page:
    """One person's page, as wide as the test's parameter says."""
    return new_page(getattr(request, "param", driving.WIDE))
