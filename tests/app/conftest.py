"""The app without a browser: every page run as Streamlit runs it."""

import hashlib
from collections.abc import Iterator

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from mhvalue.ingest.bounded import process
from mhvalue.ui.opening import DEMO
from mhvalue.workspace import OpenFile, Workspace
from tests.app import app_pages
from tests.child_here import ChildHere


@pytest.fixture(autouse=True)
def as_it_is_started(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """In the project's folder, and with nothing kept of the test before.

    Files are read in this process, after the same door as in the app. That a page reads them in a
    child of its own, tests/bad_input and tests/browser see.
    """
    monkeypatch.chdir(app_pages.ROOT)
    monkeypatch.setattr(process, "Child", ChildHere)
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def app() -> AppTest:
    """The app as one person sees it first."""
    return app_pages.first_seen()


@pytest.fixture(scope="session")
def demo_file() -> OpenFile:
    """The demonstration workbook, read once for all tests."""
    data = DEMO.read_bytes()
    result = process.read_file(data, DEMO.name)
    return OpenFile(DEMO.name, hashlib.sha256(data).hexdigest(), result, synthetic=True)


@pytest.fixture
def demo(app: AppTest, demo_file: OpenFile) -> AppTest:
    """A person with the demonstration open, and nothing yet worked out from it."""
    app.session_state["workspace"] = Workspace((demo_file,))
    return app.run()
