"""Figures held for groups are seen one group at a time, and every word says which."""

import pytest

from mhvalue.grids import Question
from tests.app import app_pages

NAMED = r"Visitors, 18 to 64 \(age\)"
AGES = {"0 to 17": 100, "18 to 64": 40}


def table(heading):
    """Two wards over fourteen months: Oak has ten more than Ash, and a month one more each."""
    rows = [
        f"{ward},01/{month % 12 + 1:02}/{2023 + month // 12},{age},{base + more + month}"
        for ward, more in (("Oak", 10), ("Ash", 0))
        for age, base in AGES.items()
        for month in range(14)
    ]
    return (f"Ward,Month,Age group,{heading}\n" + "\n".join(rows) + "\n").encode()


def said(app):
    return [text.replace("\\", "") for text in app_pages.texts(app)]


def opened(app, heading):
    app_pages.use(app_pages.drop(app, "ages.csv", table(heading)))
    return app


@pytest.mark.parametrize("heading", ["Visitors", "Referrals"])
def test_what_adds_up_is_shown_for_everybody_first_and_what_does_not_for_one_group(app, heading):
    app_pages.go_to(opened(app, heading), "Trends")
    group = app_pages.labelled(app.selectbox, "Group")
    ages = [f"Age: {age}" for age in AGES]
    adds = heading == "Referrals"
    assert group.options == (["Everybody", *ages] if adds else ages)
    (title,) = app_pages.titles(app)
    assert ("age" in title) == (not adds)


@pytest.mark.parametrize("page", ["Trends", "Variation"])
def test_another_group_is_another_picture_that_is_named_after_it(app, page):
    app_pages.go_to(opened(app, "Visitors"), page)
    app_pages.choose(app, "Group", "Age: 18 to 64")
    assert app_pages.titles(app)[0].startswith(NAMED)
    assert not any("0 to 17" in each for each in said(app))
    hints = [each for each in said(app) if each.startswith("No kind is known")]
    assert len(hints) == (page == "Variation")


def test_the_figures_of_a_group_are_its_own(app):
    open_files = opened(app, "Visitors").session_state["workspace"]
    (metric,) = open_files.metrics()
    asked = Question("Ward", "month", "age", "18 to 64")
    assert asked in open_files.places()[metric.id]
    shown = open_files.protected(metric, asked, "inside my team").series
    assert dict(zip(shown.units, shown.value.amount[:, 0], strict=True)) == {"Oak": 50, "Ash": 40}


def test_the_cells_behind_a_group_are_its_own(app):
    """Oak's first age group fills rows 2 to 15, its second rows 16 to 29."""
    app_pages.go_to(opened(app, "Visitors"), "Trends")
    app_pages.choose(app, "Group", "Age: 18 to 64")
    app_pages.behind(app)
    _, cells = (table.value for table in app.dataframe)
    assert list(cells["Cells"]) == [f"ages.csv#D{row}" for row in range(16, 30)]


def test_a_group_shown_instead_of_the_one_chosen_goes_with_its_metric(app):
    """Referrals add up to everybody; of visitors nobody knows whether they do."""
    two = table("Referrals").replace(b"Referrals\n", b"Referrals,Visitors\n").splitlines()
    lines = [two[0], *(line + b",7" for line in two[1:])]
    app_pages.use(app_pages.drop(app, "ages.csv", b"\n".join(lines)))
    app_pages.go_to(app, "Trends")

    def shown(metric):
        app_pages.choose(app, "Metric", metric)
        return app_pages.labelled(app.selectbox, "Group").value

    assert shown("Referrals received") == ("none", "all")
    assert not any("is shown." in each for each in said(app))
    assert shown("Visitors")[0] == "age"
    assert "Everybody has no figures of this metric to show: age: 0 to 17 is shown." in said(app)
    assert shown("Referrals received") == ("none", "all")


def levels_and_groups():
    """Fourteen months of two wards, and of a trust by age too; nobody there is under 18."""
    lines = ["Level,Unit,Month,Age group,Visitors"]
    for month in range(14):
        day = f"01/{month % 12 + 1:02}/{2023 + month // 12}"
        lines += [f"Ward,{ward},{day},All,{20 + month}" for ward in ("Oak", "Ash")]
        lines += [f"Trust,North,{day},All,{40 + month}", f"Trust,North,{day},18 to 64,{30 + month}"]
        lines += [f"Trust,North,{day},0 to 17,0"]
    return ("\n".join(lines) + "\n").encode()


def test_a_group_that_is_known_at_another_level_says_so_and_goes_back_with_it(app):
    app_pages.use(app_pages.drop(app, "levels.csv", levels_and_groups()))
    app_pages.go_to(app, "Trends")
    assert app_pages.labelled(app.selectbox, "Units").value == "Ward"
    app_pages.choose(app, "Group", "Age: 18 to 64")
    assert "North" in app_pages.titles(app)[0]
    assert "Age: 18 to 64 has no figures to show by Ward: those by Trust are shown." in said(app)
    app_pages.choose(app, "Group", "Everybody")
    assert app_pages.labelled(app.selectbox, "Units").value == "Ward"
    assert not any("are shown." in each for each in said(app))


def test_a_group_of_which_every_figure_is_0_is_named_and_not_offered(app):
    app_pages.use(app_pages.drop(app, "levels.csv", levels_and_groups()))
    app_pages.go_to(app, "Trends")
    assert app_pages.labelled(app.selectbox, "Group").options == ["Everybody", "Age: 18 to 64"]
    assert "1 group is not listed, as every figure is 0: Age: 0 to 17." in said(app)
