"""What makes a shortlist unbalanced."""

from mhvalue.shortlist.balance import Gap, gaps
from tests.shortlist.made_workshops import metric

STAY = metric("stay", "Flow", "activity", balancing="readmit")
READMIT = metric("readmit", "Safety", "quality", balancing="stay")
COST = metric("cost", "Money", "cost", balancing="outcome")
OUTCOME = metric("outcome", "Outcomes", "quality")
FAIR = [metric(f"fair{n}", "Equity", "quality") for n in range(3)]
# Nine metrics of eight themes at most: three of equity are a third, not more.
BALANCED = [STAY, READMIT, COST, OUTCOME, *FAIR, metric("leave", "Staff", "quality"),
            metric("heard", "Experience", "quality")]  # fmt: skip


def test_a_balanced_list_has_no_gap():
    assert gaps(BALANCED) == ()
    assert gaps([]) == ()


def without(*gone):
    return gaps([each for each in BALANCED if each not in gone])


def test_a_lens_that_is_missing():
    assert Gap("lens", "cost") in without(COST)
    assert Gap("lens", "activity") in without(STAY)


def test_an_efficiency_metric_without_its_balance():
    assert without(OUTCOME) == (
        Gap("unpaired", metrics=("cost",), wanted=("outcome",)),
        # Of the eight that are left three of equity are more than a third.
        Gap("theme", "Equity", ("fair0", "fair1", "fair2")),
    )


def test_a_pair_may_be_named_from_the_side_of_quality():
    own = metric("beds", "Estates", "activity")
    assert Gap("unpaired", metrics=("beds",)) in gaps([*BALANCED, own])
    watching = metric("fall", "Falls", "quality", balancing="beds")
    assert gaps([*BALANCED, own, watching]) == ()


def test_no_equity_and_little_equity():
    none = without(*FAIR)
    assert Gap("no equity") in none
    assert all(gap.needed for gap in none)
    (little,) = without(FAIR[2])
    assert little == Gap("little equity", metrics=("fair0", "fair1"))
    assert not little.needed


def test_a_theme_that_takes_more_than_a_third():
    more = [metric(f"flow{n}", "Flow", "quality") for n in range(3)]
    # Four of twelve are a third; five of thirteen are more.
    assert gaps([*BALANCED, *more]) == ()
    fourth = metric("flow3", "Flow", "quality")
    (gap,) = gaps([*BALANCED, *more, fourth])
    assert (gap.kind, gap.about, len(gap.metrics)) == ("theme", "Flow", 5)


def test_one_metric_alone_takes_nothing_over():
    assert [gap.kind for gap in gaps([READMIT])] == ["lens", "lens", "no equity"]
