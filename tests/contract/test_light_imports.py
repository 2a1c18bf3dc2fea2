"""Statistics stay light: to import them loads no page, no chart and none of scipy's big tables."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# scipy.stats alone takes seconds on a cold start; it is imported where it is used.
HEAVY = ("streamlit", "altair", "scipy.stats", "scipy.special", "pandas", "pyarrow", "duckdb")
MODULES = sorted(
    f"mhvalue.stats.{path.stem}"
    for path in (ROOT / "mhvalue" / "stats").glob("*.py")
    if path.stem != "__init__"
)
# Everything the first page needs before a person has chosen anything.
SMALL = [
    "mhvalue.errors",
    "mhvalue.periods",
    "mhvalue.units",
    "mhvalue.catalogue.loader",
    "mhvalue.ingest.bounded.children",
]
LOADED = "import sys, importlib; importlib.import_module(sys.argv[1]); print(*sys.modules)"


def loaded_by(module: str) -> set[str]:
    """Every module that is loaded once `module` is, in a Python of its own."""
    ran = subprocess.run(
        [sys.executable, "-c", LOADED, module],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return set(ran.stdout.split())


def test_there_are_statistics_to_look_at():
    assert len(MODULES) > 1


@pytest.mark.parametrize("module", [*MODULES, *SMALL])
def test_importing_loads_nothing_heavy(module):
    loaded = loaded_by(module)
    assert module in loaded
    assert sorted(loaded.intersection(HEAVY)) == []


def test_the_check_sees_what_is_loaded():
    assert "scipy.special" in loaded_by("scipy.special")
