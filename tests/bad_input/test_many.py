"""Very many teams (T42), and figures of one metric that never meet."""

import pytest

from tests.app import app_pages
from tests.bad_input.person import table

TEAMS = 3_000
PLACES = [(f"Team {n:04}", f"{month:02}/2024") for n in range(TEAMS) for month in (1, 2)]


@pytest.fixture
def crowd(person):
    rows = [f"{team},{month},{90 + n % 40},{5 + n % 7}" for n, (team, month) in enumerate(PLACES)]
    person.reads("teams.csv", table("Team,Month,Attended contacts,Missed contacts", *rows))
    person.uses_it()
    return person


@pytest.mark.parametrize("page", ["Check", "Metrics", "Trends", "Download"])
def test_T42_every_page_answers(crowd, page):
    crowd.goes_to(page)


def test_T42_a_comparison_finds_any_of_them(crowd):
    app = crowd.goes_to("Variation")
    assert crowd.errors() == []
    teams = {row["unit"] for row in app_pages.drawn(app) if row.get("unit")}
    (search,) = [box for box in app.multiselect if box.label.startswith("Find a team")]
    assert set(search.options) >= {team for team, _ in PLACES}
    assert 0 < len(teams) <= len(search.options)


def test_figures_of_one_metric_that_never_meet(person):
    # The good workbook holds attended contacts of other teams in another year.
    rows = [f"Ash {n},01/2024,{5 + n}" for n in range(9)]
    person.reads("missed.csv", table("Team,Month,Missed contacts", *rows))
    person.uses_it()
    app = person.goes_to("Variation")
    assert person.errors() == []
    (metrics,) = [box.options for box in app.selectbox if box.label == "Metric"]
    # Each is shown by itself; the share that were missed is not offered, and Metrics says why.
    assert sorted(metrics) == ["Attended contacts", "Contacts missed by the person"]
    share = app.session_state["workspace"].readiness["dna_rate"]
    assert (share.state, share.missing) == ("nearly", ())
    assert "never for the same unit and time" in share.reason
