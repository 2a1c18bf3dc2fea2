"""What a person with a good workbook open does and sees."""

import hashlib
import io
import re
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from streamlit.testing.v1 import AppTest

from tests.app import app_pages

ROOT = Path(__file__).resolve().parents[2]
OPEN = "contacts 2023.xlsx"
MONTHS = range(1, 13)
FIGURES = [100.0 + month for month in MONTHS] + [200.0 + month for month in MONTHS]
NEXT = b"Ward,Month,Falls\n" + b"".join(b"Ash,%02d/2024,%d\n" % (m, 30 + m) for m in MONTHS)


def workbook(*rows: Sequence[object], title: str = "Sheet1") -> bytes:
    """A workbook of one sheet, as openpyxl saves it."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook, made by nobody."""
    book.properties.creator = None
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def table(head: str, *rows: str) -> bytes:
    """A CSV of these lines."""
    return "\n".join((head, *rows, "")).encode()


GOOD = workbook(
    ["Team", "Month", "Attended contacts"],
    *(
        [team, f"{month:02}/2023", base + month]
        for team, base in (("Oak", 100), ("Elm", 200))
        for month in MONTHS
    ),
)
GOOD_KEY = hashlib.sha256(GOOD).hexdigest()


class Person:
    """The app as one person drives it."""

    def __init__(self, app: AppTest) -> None:
        self.app = app

    def opens_the_good_workbook(self) -> None:
        app_pages.use(app_pages.drop(self.app, OPEN, GOOD))
        assert self.figures() == FIGURES

    def drops(self, name: str, data: bytes) -> None:
        """Drop a file on the Upload page."""
        app_pages.drop(self.app, name, data)
        assert not self.app.exception

    def is_refused(self, name: str, data: bytes, *sentences: str) -> None:
        """Drop a file and be told just this, with nothing of it kept."""
        self.drops(name, data)
        assert self.errors() == list(sentences)
        assert not self.app.session_state["waiting"]

    def reads(self, name: str, data: bytes):
        """Drop a file, be told of no refusal, and return what waits to be confirmed."""
        self.drops(name, data)
        assert self.errors() == []
        (file,) = self.app.session_state["waiting"].values()
        return file.result

    def errors(self) -> list[str]:
        return [_as_shown(element.value) for element in self.app.error]

    def warnings(self) -> list[str]:
        """What the Upload page lists of a file that was read, a line each."""
        lines = [line for element in self.app.warning for line in element.value.split("\n")]
        return [_as_shown(line.removeprefix("- ")) for line in lines]

    def notes(self) -> list[str]:
        return [_as_shown(element.value) for element in self.app.info]

    def texts(self) -> list[str]:
        return [_as_shown(text) for text in app_pages.texts(self.app)]

    def uses_it(self) -> None:
        """Confirm the file that waits."""
        app_pages.use(self.app)
        assert not self.app.exception

    def goes_to(self, page: str) -> AppTest:
        app_pages.go_to(self.app, page)
        assert not self.app.exception
        return self.app

    def figures(self) -> list[float]:
        """The amounts of the good workbook, as they are open now."""
        files = self.app.session_state["workspace"].files
        (good,) = [file for file in files if file.sha256 == GOOD_KEY]
        return good.result.facts.frame["amount"].tolist()

    def is_unharmed(self) -> None:
        """The page shows no traceback, the good workbook is open, another file can be read."""
        assert not self.app.exception
        for waits in ("waiting", "stopped", "refusals"):
            self.app.session_state[waits] = {}
        self._closes_all_others()
        self.drops("next month.csv", NEXT)
        assert self.errors() == []
        (file,) = self.app.session_state["waiting"].values()
        assert file.result.facts.frame["amount"].tolist() == [30.0 + month for month in MONTHS]
        assert self.figures() == FIGURES
        cards = [_as_shown(element.value) for element in self.app.sidebar.markdown]
        assert f"**{OPEN}**" in cards
        self.app.session_state["waiting"] = {}

    def _closes_all_others(self) -> None:
        workspace = self.app.session_state["workspace"]
        for file in workspace.files:
            if file.sha256 != GOOD_KEY:
                workspace = workspace.removed(file.sha256)
        self.app.session_state["workspace"] = workspace


def _as_shown(markdown: str) -> str:
    """A text as it looks: every mark in it stands there with a backslash before it."""
    return re.sub(r"\\(.)", r"\1", markdown)
