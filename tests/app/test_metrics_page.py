"""The Metrics page: search, card, picking, targets and own metrics, as Streamlit runs them."""

import re

import pytest

from mhvalue.catalogue.loader import load
from tests.app import app_pages

METRICS = "pages/look/metrics.py"
MISSED = "Appointments missed by the person"
FOLLOW_UP = "Follow-up within 72 hours of discharge"


@pytest.fixture
def page(demo):
    """The page with the demonstration open."""
    return demo.switch_page(METRICS).run()


def search(app, words):
    app.text_input(key="metric search").set_value(words)
    return app.run()


def look_at(app, name):
    return app_pages.choose(app, "Look at", name)


def listed(app):
    return list(app.dataframe[0].value["Metric"])


def press(app, label):
    next(button for button in app.button if button.label == label).click()
    return app.run()


def said(app):
    """Everything on the page, with the marks taken away that keep Markdown from acting on it."""
    return " ".join(app_pages.texts(app)).replace("\\", "")


def opened(app, key):
    """An expander that works only while it is open, opened."""
    app.session_state[key] = True
    return app.run()


def test_without_data_all_definitions_are_there(app):
    app.switch_page(METRICS).run()
    assert not app.exception
    (title,) = app_pages.titles(app)
    assert title.endswith("metrics to choose from")
    look_at(app, FOLLOW_UP)
    assert "How it is worked out" in said(app)
    assert [button.label for button in app.download_button] == [
        "Metric dictionary (Excel)",
        "Page to print (HTML)",
    ]


def test_demonstration_opens_from_here(app):
    app.switch_page(METRICS).run()
    app_pages.open_demo(app)
    assert not app.exception
    assert "can be worked out from your data" in app_pages.titles(app)[0]


def test_the_title_counts_what_the_data_allow(page):
    assert not page.exception
    open_files = page.session_state["workspace"]
    # What a file states by itself is shown too, but is no metric of the list.
    offered = [metric.id for metric in open_files.metrics()]
    ready = sum(name in load().metrics for name in offered)
    assert all(open_files.readiness[name].state == "ready" for name in offered)
    assert app_pages.titles(page)[0].startswith(f"{ready} of ")


def test_words_narrow_the_list_and_the_card_follows(page):
    search(page, "missed appoint")
    assert MISSED in listed(page)
    assert all(button.label != "Clear search and filters" for button in page.button)
    assert page.header[0].value == MISSED.replace("-", "\\-")
    search(page, "zzzzzzzzzz")
    assert not page.exception
    press(page, "Clear search and filters")
    assert len(listed(page)) == 12


def test_filters_narrow_together(page):
    page.button_group(key="metric states").set_value(["ready"]).run()
    page.button_group(key="metric lenses").set_value(["cost"]).run()
    assert set(page.dataframe[0].value["Your data"]) == {"Ready"}
    workspace = page.session_state["workspace"]
    ready = {m.name for m in workspace.metrics() if m.lens == "cost"}
    assert set(listed(page)) == ready


def test_the_formula_is_filled_with_the_persons_own_figures(page):
    look_at(page, MISSED)
    found = re.search(r"([\d,]+) contacts missed .* of ([\d,]+) \(.*\): ([\d.]+)%", said(page))
    assert found, said(page)
    missed, booked, share = (float(text.replace(",", "")) for text in found.groups())
    assert 100 * missed / booked == pytest.approx(share, abs=0.06)


def test_the_formula_follows_the_sharing_rule(page):
    look_at(page, "Restrictive interventions per 1,000 occupied bed days")
    exact = said(page)
    app_pages.share(page, "to share")
    assert not page.exception
    assert said(page) != exact


def test_what_is_missing_is_named_with_headings_that_would_do(page):
    look_at(page, "Readmission within 30 days")
    text = said(page)
    assert "Nearly. It needs a column of Unplanned readmissions within 30 days." in text
    assert "a column headed “Unplanned readmissions within 30 days”" in text


def test_picked_metrics_are_what_the_other_pages_show(page):
    for name in (MISSED, FOLLOW_UP):
        look_at(page, name)
        press(page, "Pick it")
    assert page.session_state["working set"] == ("dna_rate", "followup_72h")
    told = page.dataframe[0].value
    both = dict(zip(told["Metric"], told["Your data"], strict=True))
    assert both[FOLLOW_UP] == "Ready, picked"
    app_pages.go_to(page, "Trends")
    box = next(box for box in page.selectbox if box.label == "Metric")
    assert box.options == [MISSED, FOLLOW_UP]
    page.toggle(key="all metrics").set_value(True).run()
    box = next(box for box in page.selectbox if box.label == "Metric")
    assert len(box.options) > 20


def test_a_picked_metric_can_be_taken_out_again(page):
    look_at(page, MISSED)
    press(page, "Pick it")
    press(page, "Take out of my metrics")
    assert page.session_state["working set"] == ()
    assert "No metric is picked" in said(page)


def test_metrics_picked_without_data_do_not_empty_the_other_pages(page):
    page.session_state["working set"] = ("liaison_1h", "gone")
    page.run()
    assert not page.exception
    app_pages.go_to(page, "Trends")
    assert not page.exception
    assert "None of the metrics you picked can be shown here" in said(page)


def test_a_target_set_here_holds_on_trends(page):
    look_at(page, FOLLOW_UP)
    opened(page, "target box")
    page.text_input(key="goal number followup_72h 0").set_value("92.5")
    press(page, "Save target")
    assert "92.5% throughout. Set by you." in said(page)
    app_pages.go_to(page, "Trends")
    app_pages.choose(page, "Metric", FOLLOW_UP)
    assert page.number_input(key="target followup_72h").value == 92.5
    page.number_input(key="target followup_72h").set_value(95.0).run()
    page.switch_page(METRICS).run()
    assert "95% throughout. Set by you." in said(page)


def test_a_target_by_date_is_named_on_trends(page):
    look_at(page, FOLLOW_UP)
    opened(page, "target box")
    page.button_group(key="goal shape followup_72h").set_value("stepped").run()
    page.text_input(key="goal when followup_72h 0").set_value("Apr 2024")
    page.text_input(key="goal number followup_72h 0").set_value("80")
    page.text_input(key="goal when followup_72h 1").set_value("1 April 2025")
    page.text_input(key="goal number followup_72h 1").set_value("90")
    press(page, "Save target")
    assert "80% from 1 April 2024, 90% from 1 April 2025, in steps." in said(page)
    app_pages.go_to(page, "Trends")
    app_pages.choose(page, "Metric", FOLLOW_UP)
    assert not page.exception
    assert "Target: 2 numbers by date" in said(page)
    assert any(link.label == "See or change it" for link in page.get("page_link"))


def test_a_target_that_is_text_is_refused_and_stays_as_typed(page):
    look_at(page, FOLLOW_UP)
    opened(page, "target box")
    page.text_input(key="goal number followup_72h 0").set_value("eighty")
    press(page, "Save target")
    (told,) = page.error
    assert "Row 1: The target is not a number." in told.value.replace("\\", "")
    assert page.text_input(key="goal number followup_72h 0").value == "eighty"
    assert not page.session_state["targets"]


def _fill_own(page, **texts):
    page.toggle(key="own open").set_value(True).run()
    page.text_input(key="own name").set_value(texts.get("name", "Restraints per stay"))
    items = load().items
    page.selectbox(key="own top item 0").select(items["restrictive_interventions"].name)
    below = texts.get("bottom", "discharges")
    page.selectbox(key="own bottom item 0").select(items[below].name)
    return page


def test_an_own_metric_is_made_listed_and_drawn(page):
    _fill_own(page)
    press(page, "Save it")
    assert not page.exception
    assert not page.error
    (own,) = page.session_state["own metrics"]
    assert own.top == (("restrictive_interventions", 1.0),)
    assert "Restraints per stay is saved and listed." in " ".join(
        info.value.replace("\\", "") for info in page.info
    )
    assert page.header[0].value == "Restraints per stay"
    press(page, "See its trend")
    assert not page.exception
    box = next(box for box in page.selectbox if box.label == "Metric")
    assert box.value == own.id


def test_an_own_metric_that_makes_no_sense_is_told_with_its_row_and_stays(page):
    _fill_own(page, bottom="restrictive_interventions")
    press(page, "Save it")
    (told,) = page.error
    assert "Bottom, row 1: Top and bottom are the same" in told.value.replace("\\", "")
    assert page.text_input(key="own name").value == "Restraints per stay"
    assert "own metrics" not in page.session_state


def test_an_own_metric_can_be_changed_and_removed(page):
    _fill_own(page)
    press(page, "Save it")
    press(page, "Pick it")
    press(page, "Change it")
    page.text_input(key="own name").set_value("Restraints per discharge")
    press(page, "Save it")
    assert [own.name for own in page.session_state["own metrics"]] == ["Restraints per discharge"]
    assert page.session_state["working set"] == ("own:restraintsperdischarge",)
    press(page, "Remove it")
    assert not page.exception
    assert page.session_state["own metrics"] == ()
    assert page.session_state["working set"] == ()


def test_own_metrics_wait_for_a_file_and_outlive_it(app):
    app.switch_page(METRICS).run()
    _fill_own(app)
    press(app, "Save it")
    assert not app.exception
    app_pages.open_demo(app)
    search(app, "restraints per stay")
    assert listed(app) == ["Restraints per stay"]
    assert list(app.dataframe[0].value["Your data"]) == ["Ready"]
