"""A person with a small good workbook open, to whom something bad happens.

After every test the app lives on: the page shows no traceback, what was open is open with the same
figures, and another good file can be read. Files are read in this process, after the same door as
in the app; `real_child` reads them in a real child process.
"""

from collections.abc import Iterator

import pytest

from mhvalue.ingest.bounded import process
from mhvalue.ingest.bounded.children import Child
from tests.app import app_pages
from tests.bad_input.person import ROOT, Person
from tests.child_here import ChildHere


@pytest.fixture(scope="module")
def at_work() -> Iterator[Person]:
    """The app, started once for a module, with the good workbook in use."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        patch.setattr(process, "Child", ChildHere)
        person = Person(app_pages.first_seen())
        person.opens_the_good_workbook()
    yield person
    Child.drop_spare()


@pytest.fixture
def person(at_work: Person, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Somebody at work; whatever the test does to the app, it must live on."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(process, "Child", ChildHere)
    yield at_work
    at_work.is_unharmed()


@pytest.fixture
def real_child(person: Person, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """The same person, for whom files are read in a child process, as in the app."""
    with monkeypatch.context() as patch:
        patch.setattr(process, "Child", Child)
        yield person
