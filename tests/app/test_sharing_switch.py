"""One switch for the whole app: title, sentence, picture and table never disagree."""

import re

import pytest

from tests.app import app_pages

METRIC = "Restrictive interventions per 1,000 occupied bed days"
WARD = "Beech"


@pytest.fixture
def trend(demo):
    """The trend of a metric with small counts."""
    app_pages.go_to(demo, "Trends")
    app_pages.choose(demo, "Metric", METRIC)
    demo.multiselect[0].set_value([WARD])
    return app_pages.behind(demo)


def points(app):
    """Period to figure, of the points drawn."""
    return {row["when"]: row["shown"] for row in app_pages.drawn(app) if row["role"] == "point"}


def table(app):
    """Period to numerator and value as numbers, of the table behind the chart."""
    shown = app.dataframe[0].value
    value = next(name for name in shown.columns if name.startswith("Value"))
    count = shown.columns[2]
    return {row["Period"]: (number(row[count]), number(row[value])) for _, row in shown.iterrows()}


def number(text):
    return float(text.replace(",", "")) if text else None


def test_picture_and_table_are_of_the_same_figures_under_either_rule(trend):
    for rule in ("inside my team", "to share"):
        app_pages.share(trend, rule)
        assert not trend.exception
        drawn = points(trend)
        known = {when: value for when, (_, value) in table(trend).items() if value is not None}
        assert {when: number(re.match(r"[\d.,]+", shown)[0]) for when, shown in drawn.items()} == (
            pytest.approx(known)
        )


def test_shared_counts_are_never_small_and_rounded_to_five(trend):
    exact = table(trend)
    app_pages.share(trend, "to share")
    shared = table(trend)
    small = [when for when, (count, _) in exact.items() if count is not None and count <= 4]
    assert small, "the demonstration must hold small counts for this test to mean anything"
    for when, (count, value) in shared.items():
        if when in small:
            assert (count, value) == (None, None)
        elif count is not None:
            assert count >= 5
            assert count % 5 == 0
            assert abs(count - exact[when][0]) <= 2
    assert exact.keys() == shared.keys()


def test_every_sentence_follows_the_rule(trend):
    exact = app_pages.texts(trend)
    assert any("Not for sharing" in said for said in exact)
    app_pages.share(trend, "to share")
    shared = app_pages.texts(trend)
    assert not any("not for sharing" in said.casefold() for said in shared)
    assert any("Counts under 5 hidden" in said for said in shared)
    hidden = sum(value is None for _, value in table(trend).values())
    assert hidden
    assert any(re.search(rf"\b{hidden}\b.* hidden", said) for said in shared), shared


def test_switching_back_brings_back_the_exact_figures(trend):
    before = table(trend), app_pages.texts(trend)
    app_pages.share(trend, "to share")
    assert table(trend) != before[0]
    app_pages.share(trend, "inside my team")
    assert (table(trend), app_pages.texts(trend)) == before


def test_rule_holds_on_the_other_pages(trend):
    app_pages.share(trend, "to share")
    app_pages.go_to(trend, "Variation")
    app_pages.choose(trend, "Metric", "Appointments missed by the person")
    app_pages.behind(trend)
    assert not trend.exception
    shown = trend.dataframe[0].value
    counts = [number(text) for column in shown.columns[2:4] for text in shown[column]]
    assert counts
    assert all(count is None or (count >= 5 and count % 5 == 0) for count in counts)
