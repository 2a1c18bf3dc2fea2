"""What a page costs on the server: a rerun with 12 charts, and the way to the first page."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

from ratio import Ratio
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
CHARTS = 12
RUNS = 15
RERUN_BOUND = 1.5
START_BOUND = 1.3

OURS = """
import streamlit as st
from mhvalue.ui import choices, session, show
from mhvalue.workspace import OpenFile, Workspace
if "workspace" not in st.session_state:
    from mhvalue.ingest.bounded.process import read_file
    from mhvalue.ui.opening import DEMO
    result = read_file(DEMO.read_bytes(), DEMO.name)
    session.keep(Workspace().opened(OpenFile(DEMO.name, "demo", result, True)))
    st.session_state["units"] = list(result.facts.units.names("Ward"))[:12]
open_files = session.workspace()
for finding in choices.current_trends(open_files).findings(open_files):
    show.trend(finding, open_files, titled=True)
"""
THEIRS = """
import json
import streamlit as st
if "specs" not in st.session_state:
    from mhvalue.charts.trend import trend_picture
    from mhvalue.findings.trend import TrendSettings
    from mhvalue.grids import Question
    from mhvalue.ingest.bounded.process import read_file
    from mhvalue.ui.opening import DEMO
    from mhvalue.workspace import OpenFile, Workspace
    result = read_file(DEMO.read_bytes(), DEMO.name)
    opened = Workspace().opened(OpenFile(DEMO.name, "demo", result, True))
    units = tuple(result.facts.units.names("Ward"))[:12]
    metric = opened.metrics()[0]
    found = opened.trends(metric, Question("Ward"), TrendSettings(units), "inside my team")
    st.session_state["specs"] = [trend_picture(finding).filled() for finding in found]
for place, spec in enumerate(st.session_state["specs"]):
    st.vega_lite_chart(spec, theme=None, key=f"chart {place}")
"""


def run() -> list[Ratio]:
    """Script time of a rerun over that of constant charts; start over a one-line app's."""
    ours, theirs = (AppTest.from_string(script, default_timeout=60) for script in (OURS, THEIRS))
    for app in (ours, theirs):
        app.run()
        if app.exception or len(app.get("vega_lite_chart")) != CHARTS:
            raise RuntimeError("The page under measurement did not show its charts.")
    times = [(_rerun(ours), _rerun(theirs)) for _ in range(RUNS)]
    rerun = [statistics.median(each) for each in zip(*times, strict=True)]
    starts = [(_start(APP), _start(ONE_LINE)) for _ in range(5)]
    start = [statistics.median(each) for each in zip(*starts, strict=True)]
    return [
        Ratio("rerun with 12 charts / 12 constant charts", *rerun, RERUN_BOUND),
        Ratio("start to first page / a one-line app", *start, START_BOUND),
    ]


def _rerun(app: AppTest) -> float:
    began = time.perf_counter()
    app.run()
    return time.perf_counter() - began


APP = f"AppTest.from_file({str(ROOT / 'app.py')!r}, default_timeout=60)"
ONE_LINE = (
    "AppTest.from_string('import streamlit as st; st.title(\\'Hello\\')', default_timeout=60)"
)


def _start(app: str) -> float:
    """A fresh process from nothing to a page that has been run."""
    script = f"from streamlit.testing.v1 import AppTest; {app}.run()"
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - began
