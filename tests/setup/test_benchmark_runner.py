"""The benchmark command: every module is run, every ratio is shown, a broken bound is told."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
MODULE = "from ratio import Ratio\n\ndef run():\n    return [Ratio({what!r}, {ours}, 2.0, 1.5)]\n"


def run_in(folder: Path) -> subprocess.CompletedProcess[str]:
    """The runner as the command runs it, in a folder of its own."""
    for name in ("__main__.py", "ratio.py"):
        (folder / name).write_text((BENCHMARKS / name).read_text(encoding="utf-8"), "utf-8")
    command = [sys.executable, str(folder / "__main__.py")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("ours", "code", "verdict"),
    [
        (1.0, 0, "0.50   1.50  pass"),
        (3.0, 0, "1.50   1.50  pass"),  # the bound itself still holds
        (3.1, 1, "1.55   1.50  FAIL"),
    ],
)
def test_a_ratio_is_held_against_its_bound(tmp_path, ours, code, verdict):
    (tmp_path / "bench_one.py").write_text(MODULE.format(what="reading", ours=ours))
    ran = run_in(tmp_path)
    assert ran.returncode == code, ran.stderr
    assert verdict in ran.stdout


def test_every_module_is_run_and_one_failure_is_enough(tmp_path):
    (tmp_path / "bench_one.py").write_text(MODULE.format(what="reading", ours=9.0))
    (tmp_path / "bench_two.py").write_text(MODULE.format(what="drawing", ours=1.0))
    ran = run_in(tmp_path)
    assert ran.returncode == 1
    assert ran.stdout.index("reading") < ran.stdout.index("drawing")
    assert "1 passed, 1 failed" in ran.stdout


def test_measuring_nothing_is_no_success(tmp_path):
    ran = run_in(tmp_path)
    assert ran.returncode == 1
    assert "No benchmark was found" in ran.stdout
