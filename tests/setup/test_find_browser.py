"""Which browser the browser tests get: the one named, on PATH, in its usual place, or fetched."""

import importlib.util
import os
import sys
from pathlib import Path

import pytest


@pytest.fixture
def finder(monkeypatch):
    """The module, on a machine that has no browser yet."""
    path = Path(__file__).with_name("find_browser.py")
    spec = importlib.util.spec_from_file_location("find_browser_under_test", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.delenv("MHVALUE_BROWSER", raising=False)
    monkeypatch.setattr(module.shutil, "which", lambda name: None)
    monkeypatch.setattr(module, "program_folders", list)
    return module


def program(folder: Path, place: str) -> Path:
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def test_no_browser_is_none(finder):
    assert finder.installed() is None


def test_the_named_browser_comes_first(finder, monkeypatch, tmp_path):
    named = program(tmp_path, "mine")
    monkeypatch.setenv("MHVALUE_BROWSER", str(named))
    monkeypatch.setattr(finder.shutil, "which", lambda name: "/elsewhere/chromium")
    assert finder.installed() == named


def test_a_named_browser_that_is_not_there_is_told(finder, monkeypatch, tmp_path):
    monkeypatch.setenv("MHVALUE_BROWSER", str(tmp_path / "gone"))
    with pytest.raises(finder.NoBrowserError, match="gone, and there is no such file"):
        finder.installed()


def test_on_path_chromium_comes_before_chrome_before_edge(finder, monkeypatch):
    there = {"msedge", "google-chrome", "chromium"}
    monkeypatch.setattr(finder.shutil, "which", lambda name: name if name in there else None)
    order = []
    while there:
        order.append(str(finder.installed()))
        there.remove(order[-1])
    assert order == ["chromium", "google-chrome", "msedge"]


@pytest.mark.parametrize(
    ("system", "place"),
    [
        ("win32", "Microsoft/Edge/Application/msedge.exe"),
        ("darwin", "Google Chrome.app/Contents/MacOS/Google Chrome"),
        ("linux", "google/chrome/chrome"),
    ],
)
def test_the_usual_places_of_each_system(finder, monkeypatch, tmp_path, system, place):
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(finder, "program_folders", lambda: [tmp_path / "first", tmp_path])
    there = program(tmp_path, place)
    assert finder.installed() == there


def test_windows_program_folders_are_the_environments(monkeypatch, tmp_path):
    path = Path(__file__).with_name("find_browser.py")
    spec = importlib.util.spec_from_file_location("find_browser_under_test", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path / "64"))
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path / "32"))
    assert module.program_folders() == [tmp_path / "64", tmp_path / "32"]


@pytest.fixture
def fetching(finder, monkeypatch):
    """The finder with its steps recorded instead of run; as root on Debian."""
    steps = []
    monkeypatch.setattr(finder, "run", steps.append)
    monkeypatch.setattr(finder, "playwrights_own", lambda: None)
    monkeypatch.setattr(finder.shutil, "which", lambda name: name if name == "apt-get" else None)
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    return finder, steps


def test_debian_is_asked_when_the_download_failed(fetching):
    finder, steps = fetching
    assert finder.fetch() is None
    assert steps[0][1:] == ["-m", "playwright", "install", "chromium"]
    assert steps[1:] == [["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]]


def test_debian_is_not_asked_after_a_good_download(fetching, monkeypatch, tmp_path):
    finder, steps = fetching
    own = [None, tmp_path]  # not there before the download, there after it
    monkeypatch.setattr(finder, "playwrights_own", lambda: own.pop(0))
    assert finder.browser() == tmp_path
    assert len(steps) == 1


def test_debian_is_not_asked_where_we_are_not_root(fetching, monkeypatch):
    finder, steps = fetching
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(finder.NoBrowserError, match="Install one"):
        finder.browser()
    assert len(steps) == 1
