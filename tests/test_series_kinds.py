"""Gaps, changes, indexes and yearly rates: small tables worked out in the text."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhvalue.catalogue import entries
from mhvalue.catalogue.schema import Metric, Term
from mhvalue.errors import CatalogueProblem, NothingToShow
from mhvalue.facts import join
from mhvalue.grids import Question
from mhvalue.parts import Part, exact
from mhvalue.periods import period
from mhvalue.series import pooled, series, value_of
from tests.tables import APRIL, BLANK, HIDDEN, catalogue_of, facts_of, item, months, share

WARDS = Question("Ward")
KNOWN = catalogue_of(item("now"), item("then"))
STAFF = catalogue_of(item("left", "staff"), item("staff", "staff", over_time="average"))


def of_kind(kind: str, multiplier: float = 1.0) -> Metric:
    return replace(share("now", "then", spread="none"), kind=kind, multiplier=multiplier)


def one(amount: float, low: float, high: float) -> Part:
    part = exact(np.array([[amount]]))
    return replace(part, low=np.array([[low]]), high=np.array([[high]]))


def test_a_gap_is_a_difference_and_may_be_negative():
    facts = facts_of({("now", "Elm"): [30, 10], ("then", "Elm"): [20, 25]})
    made = series(facts, KNOWN, of_kind("gap"), WARDS)
    np.testing.assert_allclose(made.value.amount, [[10.0, -15.0]])
    # Put together: 40 less 45
    assert pooled(facts, KNOWN, of_kind("gap"), WARDS, *months(2)).value.amount.item() == -5


def test_a_gap_between_two_groups_reads_each_group():
    mean = catalogue_of(item("stay", "other", over_time="never", over_groups="never"))
    groups = {"Black": 44.5, "White British": 39.0}
    facts = join(
        [
            facts_of({("stay", "Elm"): [days]}, breakdown="ethnicity", group=group, key=group)
            for group, days in groups.items()
        ]
    )
    black, white = (Term(("stay",), breakdown="ethnicity", group=group) for group in groups)
    metric = replace(of_kind("gap"), numerator=(black,), denominator=(white,))
    assert series(facts, mean, metric, WARDS).value.amount.item() == pytest.approx(5.5)


def test_a_gap_from_nothing_is_a_gap_and_a_month_without_one_side_is_not():
    # 4 less 0 is 4, although nothing can be divided by 0
    facts = facts_of({("now", "Elm"): [4, 4], ("then", "Elm"): [0, BLANK]})
    made = series(facts, KNOWN, of_kind("gap"), WARDS)
    assert made.value.amount[0, 0] == 4
    assert np.isnan(made.value.amount[0, 1])


def test_a_hidden_side_leaves_the_gap_a_range():
    # 10 less something from 0 to 4 lies between 6 and 10
    facts = facts_of({("now", "Elm"): [10], ("then", "Elm"): [HIDDEN]})
    value = series(facts, KNOWN, of_kind("gap"), WARDS).value
    assert np.isnan(value.amount.item())
    assert (value.low.item(), value.high.item()) == (6, 10)


def test_a_change_is_measured_from_its_base():
    # 1,000 from 800 is a quarter more, 720 from 800 a tenth less
    facts = facts_of({("now", "Elm"): [1000, 720], ("then", "Elm"): [800, 800]})
    change = of_kind("change", 100)
    made = series(facts, KNOWN, change, WARDS)
    np.testing.assert_allclose(made.value.amount, [[25.0, -10.0]])
    # Together 1,720 from 1,600: 7.5% more
    both = pooled(facts, KNOWN, change, WARDS, *months(2))
    assert both.value.amount.item() == pytest.approx(7.5)


def test_a_hidden_count_leaves_the_change_a_range():
    # From 10 to something between 0 and 4: between all gone and 60% fewer
    facts = facts_of({("now", "Elm"): [HIDDEN], ("then", "Elm"): [10]})
    value = series(facts, KNOWN, of_kind("change", 100), WARDS).value
    assert (value.low.item(), value.high.item()) == pytest.approx((-100, -60))


def test_there_is_no_change_from_nothing():
    facts = facts_of({("now", "Elm"): [3], ("then", "Elm"): [0]})
    value = series(facts, KNOWN, of_kind("change", 100), WARDS).value
    assert np.isnan(value.amount.item())
    assert not value.hidden.item()


def test_an_index_says_how_a_figure_stands_to_its_base():
    # 84 against 80 is 105
    facts = facts_of({("now", "Elm"): [84], ("then", "Elm"): [80]})
    made = series(facts, KNOWN, of_kind("index", 100), WARDS)
    assert made.value.amount.item() == pytest.approx(105)


@given(
    st.floats(0.0, 1e6),
    st.floats(0.0, 1e6),
    st.floats(0.01, 1e6),
    st.floats(0.0, 1e6),
    st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from(["gap", "change", "index"]),
)
def test_the_range_holds_the_truth(low, width, base, more, here, there, kind):
    over = one(np.nan, low, low + width)
    under = one(np.nan, base, base + more)
    value = value_of(of_kind(kind, 100), over, under)
    true = value_of(
        of_kind(kind, 100),
        exact(np.array([[low + here * width]])),
        exact(np.array([[base + there * more]])),
    ).amount.item()
    slack = 1e-9 * max(1.0, abs(value.low.item()), abs(value.high.item()), 100 * (base + more))
    assert value.low.item() - slack <= true <= value.high.item() + slack


@pytest.mark.parametrize(
    ("grain", "cells", "rate"),
    [
        # 5 of 500 in a month are 12% in a year; 15 in a quarter too; 60 in a year are 12%
        ("month", [5], 12.0),
        ("quarter", [15], 12.0),
        ("financial year", [60], 12.0),
        # 5 and 10 in two months: 3%, six times that in a year
        ("month", [5, 10], 18.0),
        # 60 and 40 in two years: 20% in both together, 10% a year
        ("financial year", [60, 40], 10.0),
    ],
)
def test_a_yearly_rate_is_the_same_however_long_the_window(grain, cells, rate):
    first = period(APRIL.start, grain)
    facts = facts_of(
        {("left", "Elm"): cells, ("staff", "Elm"): [500] * len(cells)}, grain=grain, first=first
    )
    metric = replace(share("left", "staff", spread="none"), time_base="year")
    question = Question("Ward", grain)
    made = pooled(facts, STAFF, metric, question, first, months(len(cells), first)[-1])
    assert made.value.amount.item() == pytest.approx(rate)


def test_a_rolling_figure_is_no_longer_stretched():
    # 60 of 500 in the twelve months to April, published for April: 12% a year, 1% a month
    facts = facts_of({("left", "Elm"): [60], ("staff", "Elm"): [500]}, window=12)
    yearly = replace(share("left", "staff", spread="none"), time_base="year")
    monthly = replace(yearly, time_base="month")
    assert series(facts, STAFF, yearly, WARDS).value.amount.item() == pytest.approx(12)
    assert series(facts, STAFF, monthly, WARDS).value.amount.item() == pytest.approx(1)


@pytest.mark.parametrize("kind", ["ratio", "group ratio", "gap", "index", "change"])
def test_what_compares_needs_something_to_compare_with(kind):
    described = {
        "name": "Gap",
        "question": "?",
        "theme": "t",
        "lens": "quality",
        "setting": "s",
        "kind": kind,
        "numerator": ["now"],
    }
    with pytest.raises(CatalogueProblem, match=f"kind {kind} needs a denominator"):
        entries.metric("gap", described, "metrics.toml, gap")


def test_one_side_alone_makes_no_gap():
    with pytest.raises(NothingToShow):
        series(facts_of({("now", "Elm"): [3]}), KNOWN, of_kind("gap"), WARDS)
