import numpy as np
import pytest

from mhvalue.words import trend as words
from tests.words.made_findings import (
    COST,
    EVEN,
    FOLLOW_UP,
    MISSED,
    OCCUPANCY,
    RESTRAINT,
    STAY,
    trend_of,
)

# Twelve months around 40, then eight at 34 or 36: the mean of all twenty is 38 and every point
# of the last eight lies below it.
FELL = [*EVEN, *[34.0, 36.0] * 4]


def test_a_shift_says_from_what_to_what_and_since_when():
    finding = trend_of(FELL)
    assert words.title(finding) == (
        "Average length of stay on Willow fell from 40 to 35 days: lower since Apr 2024"
    )
    said = words.sentence(finding)
    assert "The last 8 months all lie below the mean of 38 days" in said
    assert "Lower is better, so this is a change for the better." in said
    assert "by chance, and a signal does not say why" in said


def test_a_shift_the_wrong_way_is_worse_and_one_without_direction_neither():
    risen = [80 - v for v in FELL]
    assert "so this is a change for the worse" in words.sentence(trend_of(risen))
    neutral = trend_of(risen, OCCUPANCY)
    assert (
        words.title(neutral)
        == "Bed occupancy on Willow rose from 40% to 45%: higher since Apr 2024"
    )
    assert "Neither direction is better in itself" in words.sentence(neutral)


def test_a_point_outside_is_told_with_its_figure_and_limit():
    # Moving ranges: eleven of 2, then 60 - 41 = 19.
    finding = trend_of([*EVEN, 60.0])
    mean, ranges = (480 + 60) / 13, (11 * 2 + 19) / 12
    assert words.title(finding) == (
        "Average length of stay on Willow rose to 60 days in Apr 2024, above what is expected"
    )
    limit = f"{mean + 2.66 * ranges:.1f} days"
    assert f"Apr 2024 lies above the upper limit of {limit}." in words.sentence(finding)


def test_a_signal_of_the_past_year_is_told_as_past():
    finding = trend_of([*EVEN, 60.0, *[39.0, 41.0] * 4])
    assert words.title(finding).endswith(
        "rose to 60 days in Apr 2024, above what is expected; no clear change since"
    )


def test_an_older_signal_leaves_the_title():
    finding = trend_of([*EVEN, 60.0, *[39.0, 41.0] * 8])
    assert (
        words.title(finding) == "No clear change in average length of stay on Willow since Apr 2024"
    )


def test_a_steady_line_is_said_to_be_no_proof_that_all_is_well():
    finding = trend_of([*EVEN, *EVEN])
    assert words.title(finding) == "No clear change in average length of stay on Willow"
    assert "34.7 to 45.3 days is expected without a change" in words.sentence(finding)
    assert "does not mean that all is well" in words.sentence(finding)


def test_a_steady_rise():
    # Sixteen points to and fro, then seven that rise through the middle without going outside.
    values = [40.0, 46.0] * 8 + [39.0, 40.0, 41.0, 42.0, 43.0, 44.0, 45.0]
    assert words.title(trend_of(values)) == (
        "Average length of stay on Willow rose 7 months running, from 39 to 45 days in Feb 2025"
    )


def test_constant_and_nearly_constant_lines_are_not_news():
    assert words.title(trend_of([100.0] * 14, FOLLOW_UP)) == (
        "Follow-up within 72 hours on Willow stayed at 100%"
    )
    dipped = trend_of([*[100.0] * 14, 90.0, *[100.0] * 15], FOLLOW_UP)
    assert words.title(dipped) == (
        "Follow-up within 72 hours on Willow stayed at 100% in 29 of 30 months"
    )
    assert "the limits and runs mean little" in words.sentence(dipped)


def test_too_few_points_and_rolling_figures_are_not_judged():
    assert words.title(trend_of([3.0, 4.0, 5.0])) == (
        "Average length of stay on Willow: too few points to tell change from chance (3 points)"
    )
    assert "There are 3 known figures" in words.sentence(trend_of([3.0, 4.0, 5.0]))
    assert "There is 1 known figure." in words.sentence(trend_of([3.0]))
    rolling = trend_of(EVEN * 2, no_limits="rolling year", window=12)
    assert "Each figure covers 12 months" in words.sentence(rolling)
    assert "Each point covers 12 months." in words.subtitle(rolling)


def test_holes_and_small_rounded_counts_are_said():
    values = [*EVEN, *EVEN]
    values[4] = np.nan
    finding = trend_of(
        values, MISSED, hidden=[(7, 0.0, 10.0), (9, 0.0, 10.0)],
        sharing="to share", numerator=np.full(24, 15.0), denominator=np.full(24, 100.0),
    )  # fmt: skip
    said = words.sentence(finding)
    assert "2 months are hidden because of small numbers: a bar shows where" in said
    assert "1 month has no figure" in said
    assert "rounded to 5 and average under 20" in said
    inside = trend_of(values, MISSED, numerator=np.full(24, 15.0))
    assert "rounded" not in words.sentence(inside)


@pytest.mark.parametrize(
    ("target", "of", "text"),
    [
        (None, STAY, "No target is set."),
        (50.0, STAY, "every month can be expected to meet it"),
        (30.0, STAY, "every month can be expected to miss it"),
        (40.0, STAY, "chance decides whether a month meets it"),
        (50.0, FOLLOW_UP, "every month can be expected to miss it"),
        (40.0, OCCUPANCY, "without a better direction it is shown and not judged"),
    ],
)
def test_will_the_target_be_met(target, of, text):
    assert text in words.target_sentence(trend_of(EVEN * 2, of, target=target))


def test_the_target_names_its_direction_and_the_latest_figure():
    assert words.target_sentence(trend_of(EVEN * 2, target=50.0)).startswith(
        "The target is at most 50 days; the latest figure, 41 days, meets it."
    )
    few = words.target_sentence(trend_of([3.0, 9.0], target=5.0))
    assert few.endswith("misses it. Without limits nothing can be said of the next one.")


def test_limits_where_no_figure_can_be_are_said_not_to_be_drawn():
    """Mean 2 and every moving range 4 give 2 - 10.64 below; 98 gives 108.64 above."""
    assert "below 0" not in words.method(trend_of(EVEN))
    few = words.method(trend_of([0.0, 4.0] * 6))
    assert "By that the lower limit lies below 0, where no figure can be" in few
    assert "100%" not in few
    full = words.method(trend_of([96.0, 100.0] * 6, FOLLOW_UP))
    assert "By that the upper limit lies above 100%" in full


def test_subtitle_source_and_method():
    finding = trend_of(EVEN)
    assert words.subtitle(finding) == (
        "Average length of stay, in days, Apr 2023 to Mar 2024. Lower is better."
    )
    assert words.source(finding) == "Source: Flow.xlsx. Not for sharing: exact figures."
    assert "Published figures" in words.source(trend_of(EVEN, published=True))
    assert "rounded to 5" in words.source(trend_of(EVEN, sharing="to share"))
    assert "2.66 times" in words.method(finding)
    assert "no limits" in words.method(trend_of([1.0, 2.0]))


def test_alternative_texts_differ_by_unit_and_metric_and_tell_the_finding():
    findings = [
        trend_of(EVEN, of, unit=unit) for of in (STAY, COST, MISSED) for unit in ("Oak", "Elm")
    ]
    texts = [words.alt(finding) for finding in findings]
    assert len(set(texts)) == len(texts)
    assert all(words.title(f) in text for f, text in zip(findings, texts, strict=True))


def test_the_overview_counts_signals_at_the_end_against_chance():
    # 24 points light up at the end in 1.5% of cases: two charts far less than once.
    charts = [trend_of(EVEN * 2), trend_of([*EVEN, *[34.0, 36.0] * 6]), trend_of([1.0, 2.0])]
    assert words.overview(charts) == (
        "1 of 2 charts has changed in the latest figure; chance alone would light up fewer than "
        "1. 1 has too few separate points to judge."
    )


def test_the_overview_does_not_pass_over_what_changed_earlier():
    said = words.overview([trend_of([*EVEN, 75.0, 5.0, *EVEN]), trend_of(EVEN * 2)])
    assert said.startswith("0 of 2 charts have changed in the latest figure")
    assert said.endswith("1 more changed earlier: see below.")


def test_the_table_says_which_rule_and_keeps_ranges():
    finding = trend_of([*EVEN, 60.0], RESTRAINT, hidden=[(2, 0.0, 3.0)], numerator=np.arange(13.0))
    table = words.table(finding, numerator="restraints")
    assert table.header == (
        "Period", "Value (per 1,000 occupied bed days)", "Restraints", "Mean",
        "Expected from", "Expected to", "What it shows",
    )  # fmt: skip
    assert table.rows[2][0] == "Jun 2023"
    assert table.rows[2][-1] == "Hidden: between 0 and 3 per 1,000 occupied bed days"
    assert table.rows[12][-1] == "Getting worse: above the upper limit"
    assert not any("nan" in cell for row in table.rows for cell in row)


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "$\\alpha$ ward", "*Oak*", '=HYPERLINK("x")', "a_b_c"]
)
def test_names_stay_as_typed(name):
    finding = trend_of(EVEN, unit=name)
    assert name in words.title(finding)
    assert name in words.alt(finding)
