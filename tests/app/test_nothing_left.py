"""Where hiding leaves no figure, the page says so and keeps its title."""

import pytest

from tests.app import app_pages

METRIC = "Appointments missed by the person"


def table():
    """Four wards over fourteen months; few appointments are missed on Elm and Fir."""
    missed = {"Oak": 40, "Ash": 30, "Elm": 2, "Fir": 3}
    rows = [
        f"{ward},01/{month % 12 + 1:02}/{2023 + month // 12},{300 + month},{count + month % 2}"
        for ward, count in missed.items()
        for month in range(14)
    ]
    return ("Ward,Month,Attended contacts,DNAs\n" + "\n".join(rows) + "\n").encode()


@pytest.fixture
def shared(app):
    """The table open, to be shared."""
    app_pages.use(app_pages.drop(app, "contacts.csv", table()))
    app_pages.share(app, "to share")
    app_pages.go_to(app, "Trends")
    return app_pages.choose(app, "Metric", METRIC)


def test_units_without_a_figure_are_named(shared):
    shared.multiselect[0].set_value(["Oak", "Elm", "Fir"]).run()
    assert not shared.exception
    assert len(app_pages.charts(shared)) == 1
    assert "Elm and Fir have no figure that can be shown here\\." in app_pages.texts(shared)
    app_pages.share(shared, "inside my team")
    assert len(app_pages.charts(shared)) == 3
    assert not any("no figure that can be shown" in said for said in app_pages.texts(shared))


def test_a_page_without_any_figure_keeps_its_title(shared):
    shared.multiselect[0].set_value(["Elm"]).run()
    assert not shared.exception
    assert app_pages.titles(shared) == ["Is it changing, or is it noise?"]
    assert [error.value for error in shared.error] == [
        f"{METRIC} has no known figure for this choice\\. Choose other units or other dates\\."
    ]
