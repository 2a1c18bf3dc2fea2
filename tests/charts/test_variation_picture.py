import json

import numpy as np
import pytest

from mhvalue.charts.picture import ON_PAGE, printed
from mhvalue.charts.variation import dots_picture, funnel_picture, variation_picture
from mhvalue.errors import NothingToShow
from mhvalue.findings.variation import Comparator
from tests.words.made_findings import COST, FOLLOW_UP, comparison_of, metric, ranking_of

TEAMS = [500.0, 600.0, 600.0, 600.0, 600.0, 600.0, 600.0, 700.0]
SIZES = [1000.0] * 8
STEADY = metric("Detained", "%", "neutral", "people", multiplier=100.0)


def rows_of(picture, role):
    return [row for row in picture.rows if row["role"] == role]


def shapes_of(picture):
    layer = next(each for each in picture.spec["layer"] if each.get("name") == "points")
    scale = layer["encoding"]["shape"]["scale"]
    return dict(zip(scale["domain"], scale["range"], strict=True))


def test_a_funnel_draws_units_where_they_are_and_outliers_last():
    picture = funnel_picture(comparison_of(TEAMS, SIZES), denominator="People discharged")
    points = rows_of(picture, "point")
    assert {(row["unit"], row["x"], row["y"]) for row in points} >= {
        ("A", 1000.0, 50.0), ("H", 1000.0, 70.0),
    }  # fmt: skip
    assert {row["unit"] for row in points[-2:]} == {"A", "H"}
    assert picture.spec["encoding"]["x"]["axis"]["title"] == "People discharged"
    assert shapes_of(picture) == {
        "In line": "circle",
        "Worse than expected (99.8%)": "triangle-down",
        "Better than expected (99.8%)": "triangle-up",
    }


def test_no_direction_is_a_diamond():
    shapes = shapes_of(funnel_picture(comparison_of(TEAMS, SIZES, STEADY)))
    assert shapes["Different from expected (99.8%)"] == "diamond"


def test_bands_and_centre_carry_the_multiplier():
    finding = comparison_of(TEAMS, SIZES, parent=Comparator(60.0, "Country", "England", True))
    picture = funnel_picture(finding)
    (centre,) = rows_of(picture, "centre")
    assert centre["y"] == pytest.approx(60.0)
    band = rows_of(picture, "band")[-1]
    assert band["y"] < band["low"] < 60 < band["high"] < band["y2"]
    # Nearly normal at 1,000: 1.96 and 3.09 times 1.549 points.
    at = min(rows_of(picture, "band"), key=lambda row: abs(row["x"] - 1000))
    assert at["high"] - 60 == pytest.approx(3.04, abs=0.1)
    assert at["y2"] - 60 == pytest.approx(4.79, abs=0.1)
    assert "England 60%" in [row["text"] for row in rows_of(picture, "end")]


def test_outliers_and_own_units_are_named():
    sizes = np.arange(1000.0, 1800.0, 100.0)
    shares = np.array([0.5, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.7])
    picture = funnel_picture(comparison_of(np.round(sizes * shares), sizes, named=("C",)))
    names = {row["text"]: row["weight"] for row in rows_of(picture, "name")}
    assert names == {"C": "bold", "A": "normal", "H": "normal"}


def test_hidden_units_are_bars_at_their_size():
    picture = funnel_picture(comparison_of([*TEAMS, 3.0], [*SIZES, 50.0], hidden=(8,)))
    (bar,) = rows_of(picture, "hidden")
    assert (bar["x"], bar["y"], bar["y2"]) == (50.0, 0.0, 8.0)
    assert bar["shown"] == "between 0% and 8%"
    assert "I" not in {row["unit"] for row in rows_of(picture, "point")}


def test_very_uneven_sizes_get_a_square_root_axis():
    sizes = [50.0] * 7 + [9000.0]
    picture = funnel_picture(comparison_of([30.0] * 7 + [5400.0], sizes))
    assert picture.spec["encoding"]["x"]["scale"]["type"] == "sqrt"
    assert "square root" in picture.spec["encoding"]["x"]["axis"]["title"]


def test_the_picture_follows_the_finding():
    assert rows_of(variation_picture(comparison_of(TEAMS, SIZES)), "band")
    assert rows_of(variation_picture(ranking_of([1.0, 2.0, 3.0])), "dot")
    with pytest.raises(NothingToShow) as refused:
        funnel_picture(ranking_of([1.0, 2.0, 3.0]))
    assert str(refused.value) == (
        "There are no limits for these figures, so there is no funnel. "
        "Show the figures as ranked dots."
    )


def test_dots_go_from_highest_to_lowest_with_hidden_ones_below():
    hidden = np.array([False, False, True, False, False])
    low = np.array([np.nan, np.nan, 100.0, np.nan, np.nan])
    finding = ranking_of(
        [300.0, 500.0, np.nan, 400.0, 600.0], hidden=hidden, low=low, high=low + 200
    )
    picture = dots_picture(finding)
    assert picture.spec["encoding"]["y"]["scale"]["domain"] == ["E", "B", "D", "A", "C"]
    (bar,) = rows_of(picture, "hidden")
    assert (bar["x"], bar["x2"], bar["unit"]) == (100.0, 300.0, "C")
    (centre,) = rows_of(picture, "centre")
    assert centre["text"] == "Median £450"
    (middle,) = rows_of(picture, "middle")
    assert (middle["x"], middle["x2"]) == (375.0, 525.0)


def test_of_many_units_the_ends_and_one_s_own_are_drawn():
    units = tuple(f"Unit {place}" for place in range(200))
    finding = ranking_of(np.arange(200.0), units=units, named=("Unit 100",))
    picture = dots_picture(finding)
    drawn = [row["unit"] for row in rows_of(picture, "dot")]
    assert drawn == [
        *(f"Unit {place}" for place in range(199, 174, -1)),
        "Unit 100",
        *(f"Unit {place}" for place in range(24, -1, -1)),
    ]
    assert "the table holds another 149 teams." in picture.subtitle


LONG = tuple(f"Northern Valley Mental Health NHS Partnership Ward {name}" for name in "ABCDEFGH")


def test_long_names_that_begin_alike_stay_apart_on_the_axis_and_whole_in_the_tooltip():
    finding = ranking_of([300.0, 500.0, 400.0], units=LONG[:3])
    for look in (ON_PAGE, printed("foot")):
        picture = dots_picture(finding, look)
        assert picture.spec["encoding"]["y"]["scale"]["domain"] == ["…Ward B", "…Ward C", "…Ward A"]
        rows = {row["name"]: row["unit"] for row in rows_of(picture, "dot")}
        assert rows == {"…Ward B": LONG[1], "…Ward C": LONG[2], "…Ward A": LONG[0]}
    assert "ranged from £300 (…Ward A) to £500 (…Ward B)" in picture.title


def test_long_names_that_begin_alike_stay_apart_on_a_funnel():
    picture = funnel_picture(comparison_of(TEAMS, SIZES, units=LONG))
    named = {row["text"]: row["y"] for row in rows_of(picture, "name")}
    assert named == {"…Ward A": 50.0, "…Ward H": 70.0}
    assert {row["unit"] for row in rows_of(picture, "point")} == set(LONG)


@pytest.mark.parametrize(
    "finding",
    [
        comparison_of([*TEAMS, np.nan], [*SIZES, 0.0]),
        comparison_of([*TEAMS, 3.0], [*SIZES, 50.0], hidden=(8,)),
        comparison_of([0.0] * 8, SIZES),
        comparison_of(SIZES, SIZES),
        ranking_of([5.0, np.nan, 5.0], COST),
        ranking_of([0.0]),
    ],
)
def test_specs_are_plain_json(finding):
    json.dumps(variation_picture(finding, printed("foot")).filled(), allow_nan=False)


def test_names_never_enter_an_expression():
    names = tuple(f"');alert({place});//" for place in range(8))
    spec = funnel_picture(comparison_of(TEAMS, SIZES, FOLLOW_UP, units=names)).spec
    assert "alert" not in json.dumps(spec)
