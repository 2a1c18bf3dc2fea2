"""The test command: every check, in order, until one fails."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def checks(monkeypatch):
    """The module, with a browser that is there, and the commands it runs recorded."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    spec = importlib.util.spec_from_file_location(
        "checks_under_test", Path(__file__).with_name("checks.py")
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "browser", lambda: Path("a-browser"))
    return module


@pytest.fixture
def ran(checks, monkeypatch):
    """Commands as they are run; mypy is the one that fails where a test asks for it."""
    seen = []

    def run(command, *, env, **_):
        seen.append((command, env["MHVALUE_BROWSER"]))
        return subprocess.CompletedProcess(command, 3 if command[-1] in run.failing else 0)

    run.failing = set()
    monkeypatch.setattr(checks.subprocess, "run", run)
    return seen, run.failing


def test_all_checks_in_order_with_the_browser(checks, ran, capsys):
    seen, _ = ran
    assert checks.run_checks(["-k", "spc"]) == 0
    headings = [line[3:] for line in capsys.readouterr().out.splitlines() if line[:3] == "== "]
    assert headings == ["ruff format --check", "ruff check", "mypy", "lint-imports", "pytest"]
    assert [command[1:] for command, _ in seen if "-k" in command] == [
        ["-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "-k", "spc"]
    ]
    assert {command[0] for command, _ in seen} == {sys.executable}
    assert {browser for _, browser in seen} == {"a-browser"}


def test_the_first_failure_ends_it_with_its_code(checks, ran, capsys):
    seen, failing = ran
    failing.add("mypy")
    assert checks.run_checks([]) == 3
    assert len(seen) == 3
    assert "mypy found problems" in capsys.readouterr().err


def test_lint_imports_is_really_run_by_its_command(checks):
    ran = subprocess.run(
        [sys.executable, "-c", checks.LINT_IMPORTS, "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0
    assert "contract" in ran.stdout.lower()
