import re
import subprocess
import sys
import zlib
from xml.etree import ElementTree

import pytest

from mhvalue.charts.picture import lines, png, printed, svg
from mhvalue.charts.theme import (
    BLUE,
    DARK_GREY,
    INK,
    MID_GREY,
    ORANGE,
    PURPLE,
    SMALL_TEXT,
    TARGET,
    config,
)
from mhvalue.charts.trend import trend_picture
from mhvalue.charts.variation import variation_picture
from tests.words.made_findings import EVEN, comparison_of, ranking_of, trend_of

FOOT = "Source: Flow.xlsx · made on 21 Nov 2026"
FINDINGS = {
    "trend": (trend_picture, trend_of([*EVEN, 60.0], target=32.0)),
    "funnel": (variation_picture, comparison_of([500.0] + [600.0] * 7, [1000.0] * 8)),
    "dots": (variation_picture, ranking_of([300.0, 400.0, 500.0, 600.0])),
}


def texts_of(drawing):
    found = ElementTree.fromstring(drawing).iter("{http://www.w3.org/2000/svg}text")
    return " ".join(" ".join(each.itertext()) for each in found)


@pytest.mark.parametrize("kind", FINDINGS)
def test_an_exported_drawing_holds_its_title_subtitle_and_source(kind):
    draw, finding = FINDINGS[kind]
    picture = draw(finding, printed(FOOT))
    words = texts_of(svg(picture))
    for line in (*lines(picture.title, 1000, 19), *lines(FOOT, 1000, SMALL_TEXT)):
        assert all(word in words for word in line.split())


@pytest.mark.parametrize("kind", FINDINGS)
def test_text_is_not_too_small_and_names_no_typeface_of_its_own(kind):
    draw, finding = FINDINGS[kind]
    drawing = svg(draw(finding, printed(FOOT))).decode()
    assert set(re.findall(r'font-family="([^"]+)"', drawing)) == {"sans-serif"}
    assert min(float(size) for size in re.findall(r'font-size="([\d.]+)px"', drawing)) >= 11


def inked(data):
    """The bytes of a PNG's pixels that are not white, unfiltered rows being good enough."""
    pixels = b"".join(
        data[start + 4 : start + 4 + int.from_bytes(data[start - 4 : start])]
        for start in (found.start() for found in re.finditer(b"IDAT", data))
    )
    return len(zlib.decompress(pixels).replace(b"\x00", b"").replace(b"\xff", b""))


def test_a_png_has_text_drawn_in_it():
    draw, finding = FINDINGS["trend"]
    picture = draw(finding, printed(FOOT))
    whole = png(picture, scale=1)
    assert whole.startswith(b"\x89PNG")
    wordless = {**picture.spec, "title": {"text": " "}}
    less = png(type(picture)(wordless, picture.rows, "", "", ""), scale=1)
    assert inked(whole) > inked(less) + 500


def test_a_page_picture_can_be_exported_too():
    assert svg(trend_picture(trend_of(EVEN))).startswith(b"<svg")


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(
    ("colour", "least"),
    [
        (MID_GREY, 3.0), (BLUE, 4.5), (ORANGE, 4.5), (PURPLE, 4.5), (TARGET, 4.5),
        (INK, 4.5), (DARK_GREY, 4.5),
    ],
)  # fmt: skip
def test_contrast_on_white(colour, least):
    """WCAG 2.2, 1.4.3 and 1.4.11: text 4.5, marks 3."""
    assert 1.05 / (luminance(colour) + 0.05) >= least


def test_the_look_names_no_typeface():
    assert "font" not in {
        key.lower() for part in config().values() if isinstance(part, dict) for key in part
    }


def test_words_and_charts_load_neither_altair_nor_pandas_nor_streamlit_beforehand():
    code = (
        "import sys, mhvalue.words.figures, mhvalue.words.phrases, mhvalue.charts.picture, "
        "mhvalue.charts.axes, mhvalue.charts.labels\n"
        "import mhvalue.charts.variation, mhvalue.charts.trend\n"
        "print([name for name in ('altair', 'streamlit', 'vl_convert') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
