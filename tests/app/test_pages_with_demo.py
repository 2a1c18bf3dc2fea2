"""The demonstration trust on every page, and what choices do there."""

import pytest

from tests.app import app_pages
from tests.app.page_list import PAGES


@pytest.mark.parametrize("page", PAGES)
def test_page_runs_and_has_one_title(demo, page):
    app_pages.go_to(demo, page)
    assert not demo.exception
    assert not demo.error
    assert len(app_pages.titles(demo)) == 1
    assert any("mhvalue" in said and "demo" in said for said in app_pages.texts(demo))


def test_title_of_trends_is_the_finding_that_was_put_in(demo):
    app_pages.go_to(demo, "Trends")
    app_pages.choose(demo, "Metric", "Average length of stay")
    (title,) = app_pages.titles(demo)
    assert title.startswith("Average length of stay on Willow fell from ")
    assert title.endswith("lower since Oct 2024")


def test_several_units_have_a_chart_each_with_names_of_their_own(demo):
    app_pages.go_to(demo, "Trends")
    wards = ["Willow", "Hazel", "Tamar"]
    demo.multiselect[0].set_value(wards).run()
    assert not demo.exception
    names = app_pages.charts(demo)
    assert len(set(names)) == len(wards)
    for ward, name in zip(wards, names, strict=True):
        assert f"Ward {ward}," in name
    assert "3 charts" in app_pages.titles(demo)[0]


def test_funnel_and_ranked_dots_are_told_apart(demo):
    app_pages.go_to(demo, "Variation")
    app_pages.choose(demo, "Metric", "Appointments missed by the person")
    (name,) = app_pages.charts(demo)
    assert name.startswith("Funnel plot of ")
    app_pages.choose(demo, "Metric", "Average length of stay")
    (name,) = app_pages.charts(demo)
    assert name.startswith("Ranked dots of ")


def test_kinds_with_too_few_units_get_a_table(demo):
    app_pages.go_to(demo, "Variation")
    app_pages.choose(demo, "Kind of service", "Psychiatric intensive care")
    assert not demo.exception
    assert app_pages.charts(demo) == []
    assert len(demo.dataframe) == 1


def test_check_lists_every_problem(demo):
    app_pages.go_to(demo, "Check")
    problems = demo.session_state["workspace"].problems
    listed = demo.dataframe[0].value if problems else []
    assert len(listed) == len(problems)


def test_downloads_ask_once_whom_they_are_for(demo):
    app_pages.go_to(demo, "Download")
    assert not demo.download_button
    assert [radio.label for radio in demo.main.radio] == ["Whom is it for?"]
    app_pages.press(demo, "Continue")
    labels = [button.label for button in demo.download_button]
    assert labels == ["Excel workbook", "Table (CSV)", "Picture (PNG)", "Picture (SVG)"]
    assert demo.session_state["sharing"] == "to share"
    for page in ("Trends", "Download"):
        app_pages.go_to(demo, page)
    assert not demo.main.radio
    assert len(demo.download_button) == len(labels)


def test_removing_the_file_brings_back_the_offer(demo):
    app_pages.go_to(demo, "Trends")
    app_pages.press(demo, "Remove")
    assert app_pages.titles(demo) == ["Is it changing, or is it noise?"]
    assert [button.label for button in demo.button] == ["Try it with the demonstration trust"]


def test_cells_behind_a_chart_are_worked_out_on_asking_only(demo):
    app_pages.go_to(demo, "Trends")
    (box,) = demo.expander
    assert box.label == "Figures, method and cells behind this chart"
    assert len(demo.dataframe) == 0
    app_pages.behind(demo)
    figures, cells = (table.value for table in demo.dataframe)
    assert len(figures) == len(cells) == 48
    assert cells["Cells"].str.startswith("mhvalue-demo.xlsx#Wards!").all()
