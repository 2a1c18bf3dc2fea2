"""What is shown first tells something: a metric with figures, a unit that has nearly all."""

import numpy as np
import pytest

from mhvalue.beginnings import EVERYBODY, first_group, first_metric, first_unit, only_noughts
from mhvalue.facts import join
from mhvalue.grids import Question
from mhvalue.measures import with_own_headings
from mhvalue.series import series
from tests.tables import HIDDEN, catalogue_of, count, facts_of, item, share

NONE = None
KNOWN = catalogue_of(item("falls"), metrics=[count("falls")])


@pytest.mark.parametrize(
    ("ash", "elm", "first"),
    [
        ([5, 6, 7, 8], [1, 2, 3, 4], "Ash"),
        ([5, NONE, 7, 8], [1, 2, 3, 4], "Ash"),
        ([5, 6, 7, NONE], [1, 2, 3, 4], "Elm"),
        ([5, NONE, NONE, 8], [1, 2, 3, 4], "Elm"),
        ([0, 0, 0, 0], [1, 2, 3, 4], "Elm"),
        ([0, 0, 0, 0], [1, 2, 3, NONE], "Ash"),
        ([0, 0, 0, 0], [0, 0, 0, 0], "Ash"),
    ],
)
def test_a_trend_begins_with_a_unit_that_has_nearly_all_and_something_to_tell(ash, elm, first):
    told = [facts_of({("falls", "Ash"): ash}), facts_of({("falls", "Elm"): elm})]
    shown = series(join(told), KNOWN, KNOWN.metrics["falls"], Question("Ward"))
    assert np.count_nonzero(shown.value.known) == sum(a is not NONE for a in (*ash, *elm))
    assert first_unit(shown) == first


def test_a_trend_does_not_begin_with_a_row_that_names_no_unit():
    held = facts_of({("falls", "UNKNOWN"): [5, 6, 7], ("falls", "Elm"): [1, 2, 3]})
    shown = series(held, KNOWN, KNOWN.metrics["falls"], Question("Ward"))
    assert shown.units[0] == "UNKNOWN"
    assert first_unit(shown) == "Elm"


def test_a_page_begins_with_a_metric_of_its_own_though_a_heading_has_more_figures():
    held = facts_of({("visitors", "Ash"): [1, 2, 3], ("falls", "Ash"): [4, 5, NONE]})
    every = with_own_headings(KNOWN, held, ())
    assert first_metric(held, every, ["visitors", "falls"]) == "falls"


def test_of_a_files_own_headings_that_with_most_figures_that_are_not_nought():
    held = facts_of({("sent nothing", "Ash"): [0, 0, 1], ("visitors", "Ash"): [1, 2, NONE]})
    every = with_own_headings(catalogue_of(), held, ())
    assert first_metric(held, every, ["sent nothing", "visitors"]) == "visitors"


def test_of_as_many_figures_those_of_an_item_the_catalogue_knows():
    held = facts_of({("visitors", "Ash"): [1, 2, 3], ("admissions", "Ash"): [4, 5, 6]})
    every = with_own_headings(catalogue_of(), held, ())
    assert first_metric(held, every, ["visitors", "admissions"]) == "admissions"


def test_a_file_with_groups_only_begins_with_the_group_that_has_most_figures():
    held = join(
        [
            facts_of({("falls", "Ash"): cells}, breakdown="age", group=group)
            for group, cells in {
                "0 to 17": [1, NONE],
                "18 to 64": [2, 3],
                "Unknown": [1, 1],
            }.items()
        ]
    )
    offered = [("age", "0 to 17"), ("age", "18 to 64"), ("age", "Unknown")]
    assert first_group(held, KNOWN.metrics["falls"], offered) == ("age", "18 to 64")
    assert first_group(held, KNOWN.metrics["falls"], [EVERYBODY, *offered]) == EVERYBODY


def test_the_metric_with_most_figures_may_be_held_for_groups_only():
    sent = facts_of({("sent", "Ash"): [1, NONE, NONE]})
    waiting = facts_of({("waiting", "Ash"): [4, 5, 6]}, breakdown="age", group="0 to 17")
    every = with_own_headings(catalogue_of(), join([sent, waiting]), ())
    assert first_metric(join([sent, waiting]), every, ["sent", "waiting"]) == "waiting"


def test_groups_of_which_every_figure_is_0_are_told_from_those_that_tell_something():
    """A hidden figure may be 4; a share of 0 in 20 is a finding; 0 in 0 is none."""
    cells = {"0 to 17": [0, NONE], "18 to 64": [0, 3], "65 and over": [0, HIDDEN]}
    parts = [
        facts_of({("falls", "Ash"): row}, breakdown="age", group=group)
        for group, row in cells.items()
    ]
    offered = [EVERYBODY, *(("age", group) for group in cells)]
    falls = KNOWN.metrics["falls"]
    assert only_noughts(join(parts), falls, offered) == (("age", "0 to 17"),)
    assert only_noughts(join(parts), falls, offered[1:2]) == ()
    stays = facts_of({("stays", "Ash"): [20, 20]}, breakdown="age", group="0 to 17")
    assert only_noughts(join([*parts, stays]), share("falls", "stays"), offered) == ()
    none = facts_of({("stays", "Ash"): [0, 0]}, breakdown="age", group="0 to 17")
    assert only_noughts(join([*parts, none]), share("falls", "stays"), offered) == (offered[1],)
