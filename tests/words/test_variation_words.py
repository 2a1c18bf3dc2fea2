from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from mhvalue.findings.variation import Comparator
from mhvalue.words import variation as words
from mhvalue.words.source import foot
from mhvalue.words.variation_meaning import of_no_kind, unlike
from tests.words.made_findings import (
    COST,
    FOLLOW_UP,
    MISSED,
    RESTRAINT,
    comparison_of,
    metric,
    ranking_of,
    trend_of,
)

# Eight teams of 1,000 at 60%; chance varies by sqrt(.6 x .4 / 1000) = 1.5 points, 3.09 of which
# make 4.8: 50% and 70% are far outside, 63.5% is beyond the 95% limit of 3.0 only.
TEAMS = [500.0, 600.0, 600.0, 600.0, 600.0, 600.0, 600.0, 700.0]
THOUSAND = [1000.0] * 8
DETAINED = metric("People detained", "%", "neutral", "people", multiplier=100.0)


def test_the_title_names_the_outliers_worse_first():
    assert words.title(comparison_of(TEAMS, THOUSAND)) == (
        "Follow-up within 72 hours: A is lower than chance explains; H is higher"
    )
    assert words.title(comparison_of(TEAMS, THOUSAND, MISSED)) == (
        "Appointments missed: H is higher than chance explains; A is lower"
    )


def test_many_outliers_are_counted_and_the_comparison_is_doubted():
    half = comparison_of([400.0] * 5 + [600.0] * 5 + [500.0] * 2, [1000.0] * 12)
    assert words.title(half) == (
        "Follow-up within 72 hours: 5 teams are lower than chance explains; 5 are higher"
    )
    said = words.sentence(half)
    assert "look first at how each records and whom it serves" in said
    assert "bad" not in said


def test_units_in_line_and_worth_a_look():
    level = comparison_of(
        [600.0] * 7 + [635.0], THOUSAND, parent=Comparator(60, "Country", "England", True)
    )
    assert words.title(level) == "Follow-up within 72 hours: no clear differences between 8 teams"
    assert words.worth_a_look(level) == ["H"]
    said = words.sentence(level)
    assert said.startswith(
        "1 of 8 teams lies beyond the 95% limits and 0 beyond the 99.8% limits "
        "(by chance alone hardly any would)."
    )
    assert "Held against England: 60% (published)." in said
    assert "Not adjusted for case mix: teams may serve different people." in said


def test_hidden_missing_and_partly_known_units_are_counted():
    finding = comparison_of(
        [600.0, 600.0, 600.0, 600.0, np.nan, 3.0], [1000.0] * 4 + [np.nan, 10.0],
        hidden=(5,), of=FOLLOW_UP, behind=np.array([1, 0, 1, 1, 1, 1]),
    )  # fmt: skip
    said = words.sentence(finding)
    assert "1 team is hidden because of small numbers" in said
    assert "E has no figure." in said
    assert "without the 1 hidden: 60%" in said
    assert "1 team is missing part of the period" in said
    table = words.table(finding, "seen", "discharges")
    assert table.header[:4] == ("Team", "Value (%)", "Seen", "Discharges")
    assert table.rows[5][1] == "hidden"
    assert table.rows[5][-1] == "Hidden: between 0% and 40%"
    assert table.rows[1][-2:] == ("0 of 1", "In line")


def test_the_table_tells_reasons_and_limits():
    finding = comparison_of([*TEAMS, 5.0, 7.0], [*THOUSAND, 0.0, 6.0])
    shows = {row[0]: row[-1] for row in words.table(finding).rows}
    assert shows["A"] == "Worse than expected: low, beyond the 99.8% limits"
    assert shows["H"] == "Better than expected: high, beyond the 99.8% limits"
    assert shows["B"] == "In line"
    assert shows["J"] == "Not judged: counts more than its whole"
    assert "J is not judged: it counts more than its whole." in words.sentence(finding)


def test_overdispersion_is_said_plainly():
    events = np.array([100.0, 200.0, 300.0, 120.0, 180.0, 250.0, 90.0, 310.0])
    restraint = comparison_of(events, [10000.0] * 8, of=RESTRAINT)
    assert restraint.funnel.adjusted
    assert "limits were widened" in words.sentence(restraint)
    assert "widened" in words.method(restraint)


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("not independent", "days, money and staff time do not come one by one"),
        ("mean", "how far people differ from one another"),
        ("finished only", "only the finished figures are known"),
        ("no counts", "a count needs the number it is out of"),
        ("rounded", "rounded too coarsely"),
        ("too few", "at least three units"),
    ],
)
def test_without_a_funnel_the_reason_is_given(why, text):
    assert text in words.sentence(ranking_of([300.0, 400.0, 500.0, 600.0], why=why))


def test_a_ranking_names_the_ends_and_the_middle_half():
    finding = ranking_of([300.0, 600.0, 400.0, 500.0, 700.0])
    assert words.title(finding) == "Cost per stay ranged from £300 (A) to £700 (E)"
    said = words.sentence(finding)
    assert "The middle half lie between £400 and £600." in said
    assert "An order is not a judgement" in said
    assert words.title(ranking_of([300.0])) == "Cost per stay: only A has a figure, £300"
    assert words.title(ranking_of([300.0, 300.0])) == "Cost per stay: the same for 2 teams, £300"


def test_without_a_good_direction_nobody_is_better_or_worse():
    finding = comparison_of(TEAMS, THOUSAND, of=DETAINED)
    everything = words.title(finding) + words.sentence(finding) + words.alt(finding)
    assert "worse" not in everything
    assert "Different from expected" in words.table(finding).rows[0][-1]
    assert "Neither higher nor lower is better" in words.subtitle(finding)


def test_subtitle_and_alternative_text():
    finding = comparison_of(TEAMS, THOUSAND, kind="Adult acute")
    assert words.subtitle(finding) == (
        "Follow-up within 72 hours, in %, 2025/26. Each shape is a team (Adult acute); bigger "
        "teams sit further right, where chance varies less. Higher is better."
    )
    assert words.alt(finding).startswith(
        "Funnel plot of follow-up within 72 hours, 8 teams (Adult acute), 2025/26."
    )
    assert words.title(finding) in words.alt(finding)
    assert "in order of its figure" in words.subtitle(ranking_of([1.0, 2.0, 3.0]))


def test_rows_that_name_no_unit_are_told():
    told = words.sentence(comparison_of(TEAMS, THOUSAND, nobody=("UNKNOWN",)))
    assert "UNKNOWN names no team and is left out." in told
    both = words.sentence(comparison_of(TEAMS, THOUSAND, nobody=("UNKNOWN", "Not stated")))
    assert "UNKNOWN and Not stated name no team and are left out." in both


def test_unlike_services_side_by_side_are_told_only_where_no_kind_is_known():
    finding = comparison_of(TEAMS, THOUSAND)
    assert unlike(finding).startswith("No kind is known for these teams, so unlike ones")
    assert "under Units: kinds, beds, parents" in unlike(finding)
    assert unlike(replace(finding, kind="Adult acute")) == ""
    assert unlike(replace(finding, level="ICB")) == ""
    assert of_no_kind(1, "Ward").startswith("1 ward of no known kind is not compared.")


def test_names_stay_as_typed():
    names = ("<b>A</b>", "=1+1", "$x$", "*b*", "e", "f", "g", "@h")
    finding = comparison_of(TEAMS, THOUSAND, units=names)
    assert "<b>A</b> is lower" in words.title(finding)
    assert "@h is higher" in words.title(finding)


def test_the_foot_of_a_picture():
    made = date(2026, 11, 21)
    assert foot(trend_of([1.0, 2.0]), made) == (
        "Source: Flow.xlsx · Apr 2023 to May 2023 · made on 21 Nov 2026 · "
        "Not for sharing: exact figures"
    )
    many = comparison_of(TEAMS, THOUSAND, files=("a", "b", "c", "d"), published=True)
    assert foot(many, made, synthetic=True) == (
        "Source: a, b and 2 more files · 2025/26 · made on 21 Nov 2026 · Published figures · "
        "Synthetic demonstration data"
    )


def test_costs_are_not_called_people():
    assert COST.unit == "£"
    assert "people counted" not in words.method(ranking_of([1.0, 2.0, 3.0]))
