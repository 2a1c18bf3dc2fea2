"""Every check of the project in order: what `python start.py test` runs, in its environment.

What follows on the command line goes to pytest. The exit code is that of the first check that
fails; those after it are not run.
"""

import os
import subprocess
import sys
from pathlib import Path

from find_browser import NoBrowserError, browser

ROOT = Path(__file__).resolve().parents[2]
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CHECKS = (
    ("ruff format --check", ["-m", "ruff", "format", "--check"]),
    ("ruff check", ["-m", "ruff", "check"]),
    ("mypy", ["-m", "mypy"]),
    ("lint-imports", ["-c", LINT_IMPORTS]),
    # A file stays with one worker, so that its fixtures are made once; two cores share the files.
    # In their own order: put by how many tests they hold, the long journeys would come last.
    ("pytest", ["-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]),
)


def run_checks(pytest_arguments: list[str]) -> int:
    """The code of the first check that fails, or 0."""
    environment = {**os.environ, "MHVALUE_BROWSER": str(browser())}
    for heading, arguments in CHECKS:
        sys.stdout.write(f"\n== {heading}\n")
        sys.stdout.flush()
        command = [sys.executable, *arguments, *(pytest_arguments if heading == "pytest" else [])]
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        if code:
            sys.stderr.write(f"\n{heading} found problems; what comes after it was not run.\n")
            return code
    return 0


if __name__ == "__main__":
    try:
        sys.exit(run_checks(sys.argv[1:]))
    except NoBrowserError as problem:
        sys.exit(str(problem))
