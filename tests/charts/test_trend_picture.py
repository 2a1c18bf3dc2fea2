import json

import numpy as np
import pytest

from mhvalue.charts.picture import Look, printed
from mhvalue.charts.theme import BLUE, MID_GREY, ORANGE, PURPLE
from mhvalue.charts.trend import trend_picture
from tests.words.made_findings import EVEN, FOLLOW_UP, MISSED, OCCUPANCY, STAY, trend_of


def rows_of(picture, role):
    return [row for row in picture.rows if row["role"] == role]


def scale_of(picture, channel):
    layer = next(each for each in picture.spec["layer"] if each.get("name") == "points")
    scale = layer["encoding"][channel]["scale"]
    return dict(zip(scale["domain"], scale["range"], strict=True))


def test_a_page_picture_has_no_data_no_title_and_the_page_s_width():
    spec = trend_picture(trend_of(EVEN)).spec
    assert "data" not in spec
    assert "title" not in spec
    assert "description" not in spec
    assert spec["width"] == "container"


def test_making_one_picture_leaves_the_next_alone():
    first = trend_picture(trend_of(EVEN), printed("foot"))
    layers = len(first.spec["layer"])
    assert len(trend_picture(trend_of(EVEN)).spec["layer"]) == layers - 1
    assert len(trend_picture(trend_of(EVEN), printed("foot")).spec["layer"]) == layers


def test_every_known_point_is_drawn_in_its_place_and_told_in_words():
    picture = trend_picture(trend_of([*EVEN, 60.0]))
    points = rows_of(picture, "point")
    assert [(row["x"], row["y"]) for row in points] == list(enumerate([*EVEN, 60.0]))
    assert points[-1]["shown"] == "60 days"
    assert points[-1]["says"] == "Getting worse: above the upper limit"
    (note,) = rows_of(picture, "note")
    assert note["text"] == "60 · Apr 2024"


def test_colour_and_shape_say_the_same():
    better_when_low = trend_picture(trend_of([*EVEN, 60.0, *EVEN, 20.0]))
    assert scale_of(better_when_low, "fill") == {
        "Expected variation": MID_GREY, "Getting better": BLUE, "Getting worse": ORANGE,
    }  # fmt: skip
    assert scale_of(better_when_low, "shape") == {
        "Expected variation": "circle", "Getting better": "triangle-down",
        "Getting worse": "triangle-up",
    }  # fmt: skip
    better_when_high = trend_picture(trend_of([*EVEN, 60.0], FOLLOW_UP))
    assert scale_of(better_when_high, "shape")["Getting better"] == "triangle-up"
    neutral = trend_picture(trend_of([*EVEN, 60.0], OCCUPANCY))
    assert scale_of(neutral, "shape")["Changed, no good direction"] == "diamond"
    assert PURPLE in scale_of(neutral, "fill").values()


def test_a_gap_breaks_the_line():
    values = list(EVEN)
    values[4] = np.nan
    runs = [row["run"] for row in rows_of(trend_picture(trend_of(values)), "point")]
    assert runs == [0] * 4 + [1] * 7


def test_a_month_the_file_leaves_out_breaks_the_line_too():
    whole = trend_of([*EVEN, 40.0])
    shorter = trend_of(EVEN, periods=(*whole.periods[:6], *whole.periods[7:]))
    points = rows_of(trend_picture(shorter), "point")
    assert [row["run"] for row in points] == [0] * 6 + [1] * 6
    assert points[6]["x"] == 7


def test_hidden_months_are_bars_from_low_to_high():
    finding = trend_of(EVEN * 2, MISSED, hidden=[(3, 0.0, 12.0), (5, np.nan, 9.0)])
    picture = trend_picture(finding)
    first, second = rows_of(picture, "hidden")
    assert (first["x"], first["y"], first["y2"]) == (3.0, 0.0, 12.0)
    assert second["y2"] == 9.0
    assert "Hidden: lies within the bar" in scale_of(picture, "fill")


def test_a_hidden_month_that_may_be_anything_does_not_flatten_the_rest():
    # Limits from 34.68 to 45.32: there is room for 10.64 below and above, not for 0 to 100.
    picture = trend_picture(trend_of(EVEN * 2, FOLLOW_UP, hidden=[(3, 0.0, 100.0)]))
    bottom, top = picture.spec["encoding"]["y"]["scale"]["domain"]
    assert 15 <= bottom <= 34.68 - 10.64
    assert 45.32 + 10.64 <= top <= 65
    (bar,) = rows_of(picture, "hidden")
    assert (bar["y"], bar["y2"], bar["shown"]) == (bottom, top, "between 0% and 100%")
    assert "Hidden: within the bar, or beyond the edge" in scale_of(picture, "fill")


def test_limits_are_those_of_the_finding_and_end_where_figures_must():
    # Mean 40, moving ranges 2: the limits are 40 plus and minus 2.66 times 2.
    lines = rows_of(trend_picture(trend_of(EVEN)), "limit")
    assert [row["y"] for row in lines] == pytest.approx([34.68, 45.32])
    ends = [row["text"] for row in rows_of(trend_picture(trend_of(EVEN, target=32.0)), "end")]
    assert ends == ["Mean 40", "Upper limit 45.3", "Lower limit 34.7", "Target 32"]
    near_full = trend_picture(trend_of([98.0, 100.0] * 6, FOLLOW_UP))
    assert len(rows_of(near_full, "limit")) == 1
    assert near_full.spec["encoding"]["y"]["scale"]["domain"][1] == 100


def test_narrow_pictures_have_shorter_labels():
    texts = [row["text"] for row in rows_of(trend_picture(trend_of(EVEN), Look(400)), "end")]
    assert "Upper 45.3" in texts


def test_without_limits_there_is_a_line_and_no_legend():
    picture = trend_picture(trend_of([3.0, 4.0, 5.0]))
    assert not rows_of(picture, "limit")
    assert not rows_of(picture, "end")
    layer = next(each for each in picture.spec["layer"] if each.get("name") == "points")
    assert layer["encoding"]["fill"]["legend"] is None


@pytest.mark.parametrize(
    "finding",
    [
        trend_of(EVEN, target=32.0),
        trend_of([np.nan, *EVEN, np.nan]),
        trend_of([0.0] * 14),
        trend_of([1.0]),
        trend_of(EVEN * 2, MISSED, hidden=[(0, np.nan, np.nan), (3, 1.0, np.nan)]),
    ],
)
def test_specs_are_plain_json(finding):
    text = json.dumps(trend_picture(finding, printed("foot")).filled(), allow_nan=False)
    assert "NaN" not in text


def test_names_never_enter_an_expression():
    hostile = "');alert(1);//"
    spec = trend_picture(trend_of(EVEN, unit=hostile)).spec
    assert hostile not in json.dumps(spec)


def test_the_words_of_the_picture_are_those_of_the_finding():
    picture = trend_picture(trend_of(EVEN))
    assert picture.title == "No clear change in average length of stay on Willow"
    assert picture.title in picture.alt
    assert STAY.name in picture.subtitle
