"""Names from a file that Markdown, LaTeX or HTML would act on are shown as they were typed."""

import re
from io import BytesIO

import pytest
from openpyxl import Workbook

from tests.app import app_pages
from tests.app.page_list import PAGES

NAMES = (
    "<script>alert(1)</script>",
    "$\\alpha$ ward",
    "*Starred* _under_ `code`",
    "[link](http://elsewhere.example)",
    ":red[Red] :smile: ward",
    "=HYPERLINK(1) & co",
)
MARK = re.compile(r"(?<!\\)[`*_{}\[\]()<>#+\-.!|$:~^=&@/]")


def workbook():
    """Twenty months of wards with hostile names, under a hostile title."""
    book = Workbook()
    sheet = book.active
    sheet.title = "<b>Falls"
    sheet.append(["Ward", "Month", "Falls <img src=x> $x$"])
    for place, name in enumerate(NAMES):
        for month in range(20):
            when = f"{month % 12 + 1:02}/{2023 + month // 12}"
            sheet.append([name, f"01/{when}", 40 + place + month % 3])
            sheet.cell(sheet.max_row, 1).data_type = "s"  # a name, however it begins
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


@pytest.fixture
def hostile(app):
    """The file open, under a hostile name."""
    app_pages.drop(app, "*return* <i>of<i> $x$.xlsx", workbook())
    assert not app.exception
    return app


def shown(app):
    """Every text that Streamlit reads as Markdown."""
    return [said for said in app_pages.texts(app) if not said.startswith("<style>")]


def unmarked(said):
    """The text as it looks: every mark stands there with a backslash, so as itself."""
    return re.sub(r"\\(.)", r"\1", said)


def test_file_name_is_shown_as_typed_while_it_waits_and_after(hostile):
    for _ in range(2):
        looks = [unmarked(said) for said in shown(hostile)]
        assert any("*return* <i>of<i> $x$.xlsx" in look for look in looks)
        app_pages.use(hostile)
    assert not hostile.exception


def test_names_are_shown_as_typed_on_trends(hostile):
    app_pages.use(hostile)
    app_pages.go_to(hostile, "Trends")
    hostile.multiselect[0].set_value(list(NAMES)).run()
    assert not hostile.exception
    headings = [heading.value for heading in hostile.subheader]
    assert len(headings) == len(NAMES)
    for name, heading in zip(NAMES, headings, strict=True):
        assert name in unmarked(heading)
        assert MARK.findall(heading) == []
    assert all("falls <img src=x> $x$" in unmarked(heading).casefold() for heading in headings)


def test_names_are_shown_as_typed_on_variation(hostile):
    app_pages.use(hostile)
    app_pages.go_to(hostile, "Variation")
    assert not hostile.exception
    (title,) = app_pages.titles(hostile)
    assert MARK.findall(title) == []
    assert NAMES[0] in unmarked(title)


def test_nothing_of_a_page_runs_as_html(hostile):
    app_pages.use(hostile)
    for page in PAGES:
        app_pages.go_to(hostile, page)
        for element in hostile.markdown:
            assert not element.proto.allow_html
        for block in hostile.get("html"):
            assert "alert" not in block.proto.body
