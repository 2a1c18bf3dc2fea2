from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhvalue.charts.labels import BESIDE, LINE_GAP, Box, apart, place_names


@given(st.lists(st.floats(0, 300), min_size=1, max_size=8))
def test_names_of_lines_stand_apart_within_the_plot_in_their_order(positions):
    moved = apart(positions, 0, 300)
    assert all(-1e-9 <= y <= 300 + 1e-9 for y in moved)
    in_order = [moved[place] for place in sorted(range(len(moved)), key=positions.__getitem__)]
    assert all(b - a >= LINE_GAP - 1e-9 for a, b in pairwise(in_order))


def test_lines_that_stand_apart_already_are_not_moved():
    assert apart([10.0, 200.0, 100.0], 0, 300) == [10.0, 200.0, 100.0]


def test_boxes_meet_only_where_they_overlap():
    box = Box(0, 0, 10, 10)
    assert box.meets(Box(9, 9, 20, 20))
    assert not box.meets(Box(10, 0, 20, 10))


def test_a_name_goes_to_a_free_side_and_is_left_out_without_one():
    alone, crowded = (
        (200.0, 100.0),
        [(200.0 + x, 100.0 + y) for x in (-40, 0, 40) for y in (-14, 0, 14)],
    )
    assert place_names(["Willow"], [alone], [alone], (400, 200)) == [BESIDE[0]]
    at_the_edge = (395.0, 100.0)
    (left,) = place_names(["Willow"], [at_the_edge], [at_the_edge], (400, 200))
    assert left is not None
    assert left.align == "right"
    assert place_names(["Willow"], [alone], crowded, (400, 200)) == [None]
    assert place_names(["Willow"], [alone], crowded, (400, 200), needed=1) != [None]


@pytest.mark.parametrize("gap", [5.0, 20.0, 60.0])
def test_placed_names_never_overlap(gap):
    points = [(150.0 + gap * place, 100.0) for place in range(4)]
    found = place_names(["Name"] * 4, points, points, (500, 200))
    boxes = [
        Box(x + o.dx - 5, y + o.dy - 5, x + o.dx + 5, y + o.dy + 5)
        for (x, y), o in zip(points, found, strict=True)
        if o is not None
    ]
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))
