"""Metrics of one's own: what is taken, what is refused with its row, and how they are kept."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhvalue.catalogue.loader import load
from mhvalue.catalogue.schema import Catalogue, Item, Term
from mhvalue.errors import MetricProblem
from mhvalue.facts import join
from mhvalue.grids import Question
from mhvalue.own_metric_notes import notes
from mhvalue.own_metrics import OwnMetric, as_metric, from_data, made, to_data, with_own
from mhvalue.series import series
from tests.tables import catalogue_of, facts_of, item, share

PAY = Item("pay", "Ward pay", "money", "sum", "sum", "sum", unit="£")
DAYS = Item("bed_days", "Occupied bed days", "days", "sum", "sum", "sum", unit="days")
SEEN = item("seen", "people", over_time="never", over_units="never")
KNOWN = catalogue_of(
    item("missed"),
    item("booked"),
    item("falls", "events"),
    item("assaults", "events"),
    SEEN,
    PAY,
    DAYS,
    metrics=[share("missed", "booked")],
)


def own(name="Falls per 1,000 bed days", top=(("falls", 1),), bottom=(("bed_days", 1),), **more):
    return made(name, top, bottom, KNOWN, **{"multiplier": 1000, "spread": "events", **more})


def test_a_over_b_times_a_thousand_gives_the_figure_worked_out_by_hand():
    metric = as_metric(own(unit="per 1,000 bed days", better="lower"), KNOWN)
    facts = join(
        [facts_of({("falls", "Elm"): [3, 1]}), facts_of({("bed_days", "Elm"): [600, 500]})]
    )
    # 3 / 600 x 1,000 = 5 and 1 / 500 x 1,000 = 2.
    value = series(facts, KNOWN, metric, Question("Ward")).value
    assert value.amount.tolist() == [[5.0, 2.0]]
    assert (metric.kind, metric.unit, metric.better) == ("ratio", "per 1,000 bed days", "lower")


def test_a_sum_with_weights_gives_the_figure_worked_out_by_hand():
    metric = as_metric(own("Harm", [("falls", 1), ("assaults", 2.5)], (), spread="none"), KNOWN)
    facts = join([facts_of({("falls", "Elm"): [3]}), facts_of({("assaults", "Elm"): [4]})])
    # (3 + 2.5 x 4) x 1,000 = 13,000.
    assert series(facts, KNOWN, metric, Question("Ward")).value.amount.tolist() == [[13000.0]]


def test_items_may_be_given_by_name_and_weights_as_they_are_typed():
    got = own(top=[("Falls", " 1.5 ")], spread="none")
    assert got.top == (("falls", 1.5),)


def test_it_stands_among_the_metrics_under_an_id_of_its_own():
    got = own()
    both = with_own(KNOWN, [got])
    assert list(both.metrics) == ["missed_share", "own:fallsper1000beddays"]
    assert both.metrics[got.id].numerator == (Term(("falls",), 1.0),)
    assert list(KNOWN.metrics) == ["missed_share"]


def test_one_whose_items_went_with_a_closed_file_waits():
    gone = OwnMetric("X", (("closed_column", 1.0),))
    assert with_own(KNOWN, [gone]) is KNOWN


REFUSED = [
    ({"name": "  "}, "The metric has no name."),
    ({"name": "Missed share"}, "There is a metric Missed share already."),
    ({"top": [("fals", 1)]}, "Top, row 1: There is no such data item."),
    ({"top": [("falls", 1), ("assualts", 1)]}, "Top, row 2: There is no such data item. Did you"),
    ({"top": [("falls", 1), ("falls", 2)]}, "Top, row 2: Falls is there twice."),
    ({"top": []}, "Top: The metric counts nothing."),
    ({"top": [("", 1)]}, "Top, row 1: No data item is chosen."),
    ({"top": [("falls", "many")]}, "Top, row 1: The weight is not a number."),
    ({"top": [("falls", float("nan"))]}, "Top, row 1: The weight is not a number."),
    ({"top": [("falls", 0)]}, "Top, row 1: The weight is 0"),
    ({"multiplier": "x"}, "The number it is multiplied by is not a number."),
    ({"multiplier": 0}, "The number it is multiplied by is 0"),
    ({"top": [("missed_share", 1)]}, "Top, row 1: A metric is made of data items, not of other"),
    ({"top": [("Missed share", 1)]}, "Top, row 1: A metric is made of data items, not of other"),
    ({"top": [("Falls per 1,000 bed days", 1)]}, "Top, row 1: The metric is made of itself."),
    ({"bottom": [("falls", 1)]}, "Bottom, row 1: Top and bottom are the same"),
    (
        {"top": [("falls", 2)], "bottom": [("falls", 3)], "spread": "none"},
        "Bottom, row 1: Top and bottom are the same",
    ),
    ({"bottom": [("bed_days", 1), ("pay", 1)]}, "Bottom, row 2: This counts money and row 1"),
    (
        {"top": [("pay", 1)], "unit": "%", "multiplier": 100, "spread": "none"},
        "Bottom: The top counts money and the bottom days: that is no percentage.",
    ),
    ({"unit": "%"}, "A percentage is multiplied by 100."),
    (
        {"unit": "%", "multiplier": 100, "bottom": ()},
        "Bottom: A percentage needs something to divide by.",
    ),
    ({"spread": "people"}, "It can only vary as people do"),
    ({"top": [("pay", 1)]}, "It can only vary as events do"),
    ({"spread": "mean"}, "How it varies by chance is not known."),
    ({"better": "up"}, "Which way is better is not known."),
]


@pytest.mark.parametrize(("changed", "sentence"), REFUSED)
def test_what_makes_no_sense_is_refused_with_its_row(changed, sentence):
    with pytest.raises(MetricProblem) as caught:
        own(**changed)
    assert str(caught.value).startswith(sentence)
    assert caught.value.do


def test_another_own_metric_is_no_item_and_its_name_is_taken():
    first = own("Falls rate")
    with pytest.raises(MetricProblem, match="made of data items, not of other metrics"):
        own("Twice that", [("Falls rate", 2)], others=[first])
    with pytest.raises(MetricProblem, match="There is a metric Falls rate already"):
        own("falls RATE", others=[first])


def test_money_may_be_made_of_days_by_a_weight():
    got = own("Cost", [("pay", 1), ("bed_days", 350)], (), spread="none", multiplier=1)
    assert as_metric(got, KNOWN).lens == "cost"


def test_people_over_people_may_vary_as_people_do():
    assert own("Missed", [("missed", 1)], [("booked", 1)], spread="people").spread == "people"


def test_an_item_that_never_adds_is_told():
    told = notes(own("Seen", [("seen", 1)], (), spread="none"), KNOWN, None)
    assert told == (
        "Seen never adds up over months or units: the metric is shown only where a file gives "
        "the figure itself.",
    )


def _facts(days: list[float]):
    falls = facts_of({("falls", "Elm"): [1.0] * len(days)})
    return join([falls, facts_of({("bed_days", "Elm"): days})])


def test_some_zeros_below_are_told_and_zeros_everywhere_refused():
    assert notes(own(), KNOWN, _facts([600, 0, 500])) == (
        "What it divides by is 0 in 1 of 3 figures (Ward, month): those have no value.",
    )
    assert notes(own(), KNOWN, _facts([600, 500])) == ()
    with pytest.raises(MetricProblem, match="Bottom: What it divides by is 0 everywhere"):
        notes(own(), KNOWN, _facts([0, 0]))


def test_what_the_files_do_not_hold_is_told():
    told = notes(own(), KNOWN, facts_of({("falls", "Elm"): [1]}))
    assert told == ("Not in the open files: Occupied bed days. It is shown once a file holds it.",)


def test_it_comes_back_from_its_data():
    got = own("Harm", [("falls", 1), ("assaults", 2.5)], better="lower", spread="none")
    assert from_data(json.loads(json.dumps(to_data(got))), KNOWN) == got


ITEMS = st.sampled_from([i for i in load().items.values() if i.counts == "events"])


@given(ITEMS, ITEMS, st.floats(0.1, 1e6), st.text(min_size=1, max_size=30))
def test_every_metric_that_is_taken_comes_back_from_its_data(top, bottom, weight, name):
    known = load()
    try:
        got = made(name, [(top.id, weight)], [(bottom.id, 1)], known)
    except MetricProblem:
        return
    assert from_data(json.loads(json.dumps(to_data(got))), known) == got
    assert as_metric(got, known).id not in known.metrics


@pytest.mark.parametrize(
    "junk",
    [
        None,
        [],
        {},
        {"name": "X"},
        {"name": "X", "top": "falls"},
        {"name": "X", "top": [["falls"]]},
        {"name": "X", "top": [["falls", 1]], "formula": "1/0"},
        {"name": "X", "top": [["own:y", 1]]},
        {"name": "X", "top": [["missed_share", 1]]},
        {"name": "X", "top": [["X", 1]]},
    ],
)
def test_saved_junk_is_refused(junk):
    with pytest.raises(MetricProblem):
        from_data(junk, KNOWN)


def test_one_made_of_a_files_own_heading_comes_back_and_waits_for_it():
    mine = Item("Keys lost", "Keys lost", "other", "sum", "sum", "never")
    wider = Catalogue({**KNOWN.items, mine.id: mine}, KNOWN.metrics)
    got = made("Keys", [("Keys lost", 1)], [("booked", 1)], wider, multiplier=1000)
    again = from_data(to_data(got), KNOWN)
    assert again == got
    assert with_own(KNOWN, [again]) is KNOWN
    assert got.id in with_own(wider, [again]).metrics


def test_the_long_list_can_be_built_on():
    known: Catalogue = load()
    got = made("Falls", [("occupied_bed_days", 1)], [("beds", 1)], known, spread="none")
    assert with_own(known, [got]).metrics[got.id].parts() == {"occupied_bed_days", "beds"}
