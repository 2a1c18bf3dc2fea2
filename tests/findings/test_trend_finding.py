"""A trend finding holds what was asked, judged together, and says why when it has no limits."""

from dataclasses import replace

import numpy as np
import pytest

from mhvalue.errors import NothingToShow
from mhvalue.findings.trend import TrendSettings, trends
from mhvalue.grids import Question
from mhvalue.privacy.disclosure import INSIDE, SHARE, protect
from mhvalue.series import series
from mhvalue.stats import codes
from mhvalue.targets import fixed, target
from tests.tables import APRIL, BLANK, HIDDEN, catalogue_of, count, facts_of, item, step_from

KNOWN = catalogue_of(item("missed"))


def found(cells, *, settings=None, window=1, sharing=INSIDE):
    facts = facts_of({("missed", "Elm"): cells}, window=window)
    made = series(facts, KNOWN, replace(count("missed"), better="lower"), Question("Ward"))
    guarded = protect(made, sharing, KNOWN, facts.units)
    return trends(guarded, settings or TrendSettings(("Elm",)))[0]


def test_limits_are_the_mean_and_266_average_moving_ranges():
    # Alternating 10 and 12: mean 11, every moving range 2, limits 11 -+ 5.32
    finding = found([10, 12] * 8)
    np.testing.assert_allclose(finding.mean, 11)
    np.testing.assert_allclose(finding.lower, 11 - 5.32)
    np.testing.assert_allclose(finding.upper, 11 + 5.32)
    assert finding.no_limits == ""
    assert (finding.meaning == codes.COMMON).all()


def test_too_few_points_have_no_limits():
    finding = found([10, 12] * 3)
    assert finding.no_limits == "too few"
    assert np.isnan(finding.upper).all()
    assert (finding.meaning == codes.NOT_JUDGED).all()


def test_hidden_and_missing_months_stay_apart():
    finding = found([10, 12] * 8 + [HIDDEN, BLANK])
    assert (finding.hidden, finding.missing, finding.known) == (1, 1, 16)
    assert (finding.low[16], finding.high[16]) == (0, 4)
    assert np.isnan(finding.low[17])
    assert finding.latest == 15


def test_a_target_beyond_the_limits_will_be_missed():
    # Lower is better and the lower limit is 5.68: a target of 5 cannot be met by chance
    assert found([10, 12] * 8, settings=TrendSettings(("Elm",), target=fixed(5.0))).assurance == (
        codes.MISSED
    )


def test_dates_cut_the_chart():
    settings = TrendSettings(("Elm",), first=step_from(APRIL, 4), last=step_from(APRIL, 17))
    finding = found([10, 12] * 12, settings=settings)
    assert finding.periods[0] == step_from(APRIL, 4)
    assert len(finding.periods) == 14


def test_a_rolling_year_has_no_limits_however_long():
    assert found([10, 12] * 20, window=12).no_limits == "rolling year"


def test_of_a_single_rolling_figure_there_are_too_few_before_they_overlap():
    assert found([10], window=3).no_limits == "too few"
    assert found([10, 12], window=3).no_limits == "rolling"


def test_a_rolling_quarter_shows_every_third_month_once_fifteen_are_apart():
    # 42 months hold 14 that do not overlap, 45 hold 15
    few = found(list(range(42)), window=3)
    assert (few.no_limits, len(few.periods)) == ("rolling", 42)
    enough = found(list(range(45)), window=3)
    assert (enough.no_limits, enough.thinned, len(enough.periods)) == ("", 3, 15)
    np.testing.assert_array_equal(enough.value, np.arange(2, 45, 3))


def test_statistics_see_only_what_may_be_shared():
    # 1 to 4 are hidden and 21, 22 both become 20: the mean of what is left is 20
    finding = found([21, 22] * 7 + [3, 4], sharing=SHARE)
    np.testing.assert_allclose(finding.mean, 20)
    assert finding.hidden == 2


def test_units_come_in_the_order_asked_and_without_figures_are_left_out():
    facts = facts_of(
        {("missed", "Elm"): [1, 2], ("missed", "Oak"): [3, 4], ("missed", "Ash"): [BLANK, BLANK]}
    )
    made = series(facts, KNOWN, count("missed"), Question("Ward"))
    guarded = protect(made, INSIDE, KNOWN, facts.units)
    got = trends(guarded, TrendSettings(("Oak", "Ash", "Elm")))
    assert [finding.unit for finding in got] == ["Oak", "Elm"]
    with pytest.raises(NothingToShow, match="no known figure"):
        trends(guarded, TrendSettings(("Ash",)))


def test_a_target_that_steps_is_judged_by_the_one_that_holds_now():
    # At most 20 until March 2025, at most 5 from April 2025: the lower limit of 5.68 misses it
    steps = target("stepped", [("Apr 2024", 20), ("Apr 2025", 5)])
    finding = found([10, 12] * 8, settings=TrendSettings(("Elm",), target=steps))
    assert finding.target == 5
    np.testing.assert_array_equal(finding.target_line, [20.0] * 12 + [5.0] * 4)
    assert finding.assurance == codes.MISSED
