"""The picture of ranks and their ranges."""

import json

import numpy as np
import pytest

from mhvalue.charts.picture import printed, svg
from mhvalue.charts.rank_ranges import MOST_ROWS, PARTLY, WHOLE, rank_ranges_picture
from mhvalue.errors import NothingToShow
from mhvalue.shortlist.ranking import rank

NAMES = {"stay": "Length of stay", "wait": "Wait for a bed", "cost": "Cost per stay"}
# Ranks 1, 1 and 3; ranges 1 to 3, 1 to 2 and 2 to 3: worked out in the ranking's test.
TIED = rank(tuple(NAMES), np.array([[4.0, 0], [0, 4], [1, 2]]), (1, 1))


def rows_of(picture, role):
    return [row for row in picture.rows if row["role"] == role]


def test_each_metric_has_its_rank_and_its_range():
    picture = rank_ranges_picture(TIED, NAMES)
    assert [(row["metric"], row["x"]) for row in rows_of(picture, "dot")] == [
        ("Length of stay", 1),
        ("Wait for a bed", 1),
        ("Cost per stay", 3),
    ]
    assert [(row["x"], row["x2"]) for row in rows_of(picture, "range")] == [(1, 3), (1, 2), (2, 3)]
    assert [row["text"] for row in rows_of(picture, "end")] == ["1 to 3", "1 to 2", "2 to 3"]
    assert picture.spec["encoding"]["y"]["scale"]["domain"] == list(NAMES.values())
    assert picture.spec["encoding"]["x"]["axis"]["values"] == [1, 2, 3]


def test_a_metric_scored_in_part_looks_and_reads_otherwise():
    found = rank(tuple(NAMES), np.array([[3, np.nan], [2, 4], [np.nan, np.nan]]), (3, 1))
    picture = rank_ranges_picture(found, NAMES)
    assert [row["sign"] for row in rows_of(picture, "dot")] == [PARTLY.words, WHOLE.words]
    assert PARTLY.shape != WHOLE.shape
    assert rows_of(picture, "range") == []


def test_of_many_the_highest_are_drawn_and_the_rest_counted():
    count = MOST_ROWS + 3
    points = np.linspace(4, 0, count)[:, None]
    ids = [f"m{place}" for place in range(count)]
    picture = rank_ranges_picture(rank(ids, points, (1,)), dict.fromkeys(ids, "Same name"))
    assert len(rows_of(picture, "dot")) == MOST_ROWS
    assert picture.subtitle.endswith("The table holds another 3 metrics.")
    labels = picture.spec["encoding"]["y"]["scale"]["domain"]
    assert len(set(labels)) == MOST_ROWS
    assert max(row["x"] for row in rows_of(picture, "dot")) == MOST_ROWS


def test_nothing_scored_is_no_picture():
    with pytest.raises(NothingToShow, match="scored"):
        rank_ranges_picture(rank(("stay",), np.array([[np.nan]]), (1,)), NAMES)


def test_it_can_be_drawn_with_its_words_in_it():
    picture = rank_ranges_picture(TIED, NAMES, printed("Source: workshop"))
    drawn = svg(picture).decode()
    for text in (*NAMES.values(), "1 to 3", "Rank (1 is the highest)", "Source: workshop"):
        assert text in drawn
    json.dumps(picture.filled())
