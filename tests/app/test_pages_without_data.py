"""With no file open, every page says what it would show and offers the demonstration."""

import pytest

from mhvalue.ingest.bounded.children import Child
from tests.app import app_pages


@pytest.mark.parametrize("page", app_pages.NEED_DATA)
def test_page_says_what_to_do(app, page):
    app_pages.go_to(app, page)
    assert not app.exception
    assert not app.error
    assert len(app_pages.titles(app)) == 1
    assert any(said.startswith("No file is open yet. This page ") for said in app_pages.texts(app))
    links = [link.label for link in app.get("page_link")]
    assert links == ["Open your own spreadsheet"]
    assert [button.label for button in app.button] == ["Try it with the demonstration trust"]


@pytest.mark.parametrize("page", ["Upload", *app_pages.NEED_DATA])
def test_demonstration_opens_with_one_click(app, page):
    app_pages.go_to(app, page)
    app_pages.open_demo(app)
    assert not app.exception
    assert not app.error
    assert any("Synthetic demonstration data" in info.value for info in app.info)
    assert len(app_pages.titles(app)) == 1
    assert not [said for said in app_pages.texts(app) if "No file is open" in said]


def test_upload_says_what_it_takes_and_that_nothing_leaves(app):
    assert app_pages.titles(app) == ["Open your spreadsheets"]
    said = " ".join(app_pages.texts(app))
    assert "Nothing leaves it" in said
    kinds = "xlsx, xlsm, xls, xlsb, ods, csv, tsv, parquet"
    assert app.file_uploader[0].label == f"Spreadsheets ({kinds})"
    assert "Get the demonstration workbook" in [button.label for button in app.download_button]


def test_methods_need_no_data(app):
    app_pages.go_to(app, "Methods")
    assert not app.exception
    (title,) = app_pages.titles(app)
    assert title.startswith("# Methods\n")


def test_upload_has_a_child_wait_for_the_file_and_other_pages_do_not(app):
    assert Child._spare.process.poll() is None
    Child.drop_spare()
    app_pages.go_to(app, "Trends")
    assert Child._spare is None
