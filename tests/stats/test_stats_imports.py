"""Statistics load quickly: the heavy libraries come when a figure is asked for."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "module", ["spc", "funnel", "intervals", "ranking", "chance", "overdispersion"]
)
def test_importing_loads_numpy_only(module):
    program = (
        f"import sys, mhvalue.stats.{module}\n"
        "heavy = {'scipy', 'streamlit', 'altair', 'pandas', 'pyarrow'} & set(sys.modules)\n"
        "raise SystemExit(', '.join(sorted(heavy)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stderr.strip() == ""
