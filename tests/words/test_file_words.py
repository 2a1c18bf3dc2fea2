"""What a file holds, in a line."""

from dataclasses import replace

from mhvalue.facts import join
from mhvalue.words.files import read
from tests.tables import facts_of


def test_plans_are_counted_apart():
    actual = facts_of({("falls", "Elm"): [4, 5, 6]})
    frame = actual.frame.assign(scenario="plan").astype({"scenario": "category"})
    both = join([actual, replace(actual, frame=frame)])
    held = "1 ward, 3 months to Jun 2024, 1 item"
    assert read(actual, 0) == f"{held}; no problems"
    apart = "3 planned or forecast figures kept apart from what happened"
    assert read(both, 2) == f"{held}; {apart}; 2 things to check"
