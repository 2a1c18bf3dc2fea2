"""The command line run as a person or a script runs it."""

import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest

from mhvalue import __main__
from mhvalue.ingest.bounded import process
from tests.child_here import ChildHere

ROOT = Path(__file__).parents[2]


class Ran(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


def run(*arguments):
    """The command as `python -m mhvalue` runs it, in this process."""
    said, complained = StringIO(), StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        redirect_stdout(said),
        redirect_stderr(complained),
    ):
        patch.setattr(process, "Child", ChildHere)
        try:
            code = __main__.main([*map(str, arguments)])
        except SystemExit as ended:
            code = ended.code
    return Ran(code, said.getvalue(), complained.getvalue())


def run_outside(*arguments):
    """The command in a process of its own, which reads in a child of its own."""
    command = [sys.executable, "-m", "mhvalue", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    return Ran(done.returncode, done.stdout, done.stderr)
