"""The app without a browser: every page run as Streamlit runs it."""

import hashlib
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mhvalue.ingest.bounded.process import read_file
from mhvalue.ui.opening import DEMO
from mhvalue.workspace import OpenFile, Workspace

ROOT = Path(__file__).resolve().parents[2]
SLOWEST = 60


@pytest.fixture(autouse=True)
def in_project_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The app is started in the project's folder; caches of one test are not those of another."""
    import streamlit as st

    monkeypatch.chdir(ROOT)
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


OpenApp = Callable[..., AppTest]


@pytest.fixture
def new_app() -> OpenApp:
    """Starts the app for one more person, on the Upload page."""

    def started() -> AppTest:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            return AppTest.from_file(str(ROOT / "app.py"), default_timeout=SLOWEST).run()

    return started


@pytest.fixture
def app(new_app: OpenApp) -> AppTest:
    """The app as one person sees it first."""
    return new_app()


@pytest.fixture(scope="session")
def demo_file() -> OpenFile:
    """The demonstration workbook, read once for all tests."""
    data = DEMO.read_bytes()
    result = read_file(data, DEMO.name)
    return OpenFile(DEMO.name, hashlib.sha256(data).hexdigest(), result, synthetic=True)


@pytest.fixture
def demo(app: AppTest, demo_file: OpenFile) -> AppTest:
    """A person with the demonstration open, and nothing yet worked out from it."""
    app.session_state["workspace"] = Workspace((demo_file,))
    return app.run()
