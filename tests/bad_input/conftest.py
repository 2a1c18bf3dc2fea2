"""A person with a small good workbook open, to whom something bad happens.

After every test the app lives on: the page shows no traceback, what was open is open with the same
figures, and another good file can be read. Files are read in this process, after the same door as
in the app; `real_child` reads them in a real child process.
"""

import warnings
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from mhvalue.errors import MhvalueError
from mhvalue.ingest import people, pipeline
from mhvalue.ingest.bounded import process
from mhvalue.ingest.bounded.child import _located
from mhvalue.ingest.bounded.children import Child
from mhvalue.ingest.sheets import gate
from tests.bad_input.person import ROOT, Person


def read_here(data, name, reading=None, *, on_stage=None, cancelled=None, bounds=None, without=()):
    """What process.read_file does, with the child's part done in this process."""
    shown = gate.shown_name(name)
    people.check_name(shown)
    gate.check(data, name)
    try:
        return pipeline.read(data, shown, reading, on_stage or (lambda stage: None), without)
    except MhvalueError as error:
        if error.where.startswith(shown):
            raise
        raise _located(error, shown) from error


@pytest.fixture(scope="module")
def at_work() -> Iterator[Person]:
    """The app, started once for a module, with the good workbook in use."""
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("ignore", DeprecationWarning)
        patch.chdir(ROOT)
        patch.setattr(process, "read_file", read_here)
        person = Person(AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run())
        person.opens_the_good_workbook()
    yield person
    Child.drop_spare()


@pytest.fixture
def person(at_work: Person, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Somebody at work; whatever the test does to the app, it must live on."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(process, "read_file", read_here)
    yield at_work
    at_work.is_unharmed()


@pytest.fixture
def real_child(person: Person, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """The same person, for whom files are read in a child process, as in the app."""
    with monkeypatch.context() as patch:
        patch.setattr(process, "read_file", REAL)
        yield person


REAL = process.read_file
