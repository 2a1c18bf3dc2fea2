"""The Chromium, Chrome or Edge for the browser tests, fetched where there is none.

Looked for in this order: the path in MHVALUE_BROWSER, the names on PATH, the usual places of the
system, Playwright's own. Then Playwright's is downloaded; where that fails and we are root on
Debian, its package is installed.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
PLACES = {
    "win32": (
        "Google/Chrome/Application/chrome.exe",
        "Microsoft/Edge/Application/msedge.exe",
        "Chromium/Application/chrome.exe",
    ),
    "darwin": (
        "Google Chrome.app/Contents/MacOS/Google Chrome",
        "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        "Chromium.app/Contents/MacOS/Chromium",
    ),
    "linux": (
        "bin/chromium",
        "lib/chromium/chromium",
        "google/chrome/chrome",
        "microsoft/msedge/msedge",
    ),
}


class NoBrowserError(Exception):
    """A sentence: why there is no browser and what to do."""


def program_folders() -> list[Path]:
    """Where programs are installed on this system."""
    if sys.platform == "win32":
        names = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        return [Path(os.environ[name]) for name in names if name in os.environ]
    if sys.platform == "darwin":
        return [Path("/Applications"), Path.home() / "Applications"]
    return [Path("/usr"), Path("/usr/local"), Path("/snap"), Path("/opt")]


def installed() -> Path | None:
    """The browser that is there already: the one named, one on PATH, one in a usual place."""
    named = os.environ.get("MHVALUE_BROWSER")
    if named and not Path(named).is_file():
        raise NoBrowserError(f"MHVALUE_BROWSER names {named}, and there is no such file.")
    if named:
        return Path(named)
    for name in NAMES:
        if path := shutil.which(name):
            return Path(path)
    for folder in program_folders():
        for place in PLACES.get(sys.platform, PLACES["linux"]):
            if (folder / place).is_file():
                return folder / place
    return None


def playwrights_own() -> Path | None:
    """The Chromium that Playwright downloaded, if it did."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() else None


def fetch() -> Path | None:
    """Download Playwright's Chromium, or install Debian's where that fails and we are root."""
    sys.stderr.write("No browser was found for the browser tests; fetching Chromium.\n")
    run([sys.executable, "-m", "playwright", "install", "chromium"])
    if own := playwrights_own():
        return own
    if shutil.which("apt-get") and os.geteuid() == 0:
        run(["apt-get", "update"])
        run(["apt-get", "install", "-y", "chromium"])
    return installed()


def run(command: list[str]) -> None:
    """A step that may fail: what it should have brought is looked for afterwards."""
    environment = {
        **os.environ,
        "DEBIAN_FRONTEND": "noninteractive",
        "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "20000",
    }
    subprocess.run(command, env=environment, check=False)


def browser() -> Path:
    """The browser for the tests; NoBrowserError where there is none to be had."""
    found = installed() or playwrights_own() or fetch()
    if found is None:
        raise NoBrowserError(
            "The browser tests need a Chromium, Chrome or Edge, and none could be fetched. "
            "Install one, or name its program file in MHVALUE_BROWSER."
        )
    return found
