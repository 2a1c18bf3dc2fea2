"""Exported pictures: their words are in them, and nothing else is."""

from datetime import date
from struct import unpack
from xml.etree import ElementTree
from zlib import crc32

import pytest

from mhvalue.errors import ExportProblem
from mhvalue.export.picture import PNG_START, bare, png, svg
from mhvalue.findings.trend import TrendSettings, trends
from mhvalue.findings.variation import VariationSettings, variation
from mhvalue.privacy.disclosure import INSIDE, SHARE

TODAY = date(2024, 7, 1)


def monthly(make, *names):
    """Twenty months of wards that have 40 and 44 in a hundred seen by turns."""
    seen = {name: [40 + 4 * (i % 2) for i in range(20)] for name in names}
    return make({"seen": seen, "referred": {name: [100] * 20 for name in names}})


def trend_of(make, name="Oak", sharing=INSIDE):
    protected = monthly(make, name).protected("seen_share", sharing)
    return trends(protected, TrendSettings((name,)))[0]


def text_of(image):
    return " ".join("".join(ElementTree.fromstring(image).itertext()).split())


def chunks_of(image):
    at, found = 8, []
    while at < len(image):
        (size,) = unpack(">I", image[at : at + 4])
        found.append(image[at + 4 : at + 8])
        assert unpack(">I", image[at + 8 + size : at + 12 + size])[0] == crc32(
            image[at + 4 : at + 8 + size]
        )
        at += 12 + size
    return found


def test_a_picture_carries_title_source_date_and_rule(make):
    text = text_of(svg(trend_of(make), made_on=TODAY))
    for words in (
        "No clear change in seen in time on Oak",
        "Source: wards.xlsx",
        "Apr 2024 to Nov 2025",
        "made on 1 Jul 2024",
        "Not for sharing: exact figures",
    ):
        assert words in text
    assert "Synthetic" not in text


def test_a_picture_to_share_says_what_was_done_to_the_counts(make):
    text = text_of(svg(trend_of(make, sharing=SHARE), made_on=TODAY, demo=True))
    assert "Not for sharing" not in text
    assert "Counts under 5 hidden, others rounded to 5" in text
    assert "Synthetic demonstration data" in text


def test_a_comparison_carries_them_too(make):
    protected = monthly(make, "Oak", "Elm", "Ash", "Fir").pooled("seen_share", INSIDE)
    found = variation(protected, VariationSettings(), None)
    text = text_of(svg(found, made_on=TODAY, denominator="People referred"))
    assert "Source: wards.xlsx" in text
    assert "People referred" in text
    assert "Not for sharing: exact figures" in text
    assert png(found, made_on=TODAY).startswith(PNG_START)


def test_a_png_holds_the_drawing_and_no_metadata(make):
    image = png(trend_of(make), made_on=TODAY, scale=1)
    chunks = chunks_of(image)
    assert chunks[0] == b"IHDR"
    assert chunks[-1] == b"IEND"
    assert set(chunks) <= {b"IHDR", b"PLTE", b"tRNS", b"pHYs", b"IDAT", b"IEND"}


def test_metadata_in_a_png_is_left_out(make):
    image = png(trend_of(make), made_on=TODAY, scale=1)
    body = b"Author\0Somebody"
    note = len(body).to_bytes(4, "big") + b"tEXt" + body
    note += crc32(b"tEXt" + body).to_bytes(4, "big")
    assert bare(image[:33] + note + image[33:]) == image


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("R&D $a$ [x](http://y)", "R&D $a$ [x](http://y)"),
        ("nul\x00bell\x07esc\x1b", "nulbellesc"),
    ],
)
def test_hostile_names_are_shown_as_typed(make, name, shown):
    found = trend_of(make, name)
    image = svg(found, made_on=TODAY)
    assert shown in text_of(image)
    assert b"<script" not in image
    assert b"href" not in image
    assert png(found, made_on=TODAY, scale=1).startswith(PNG_START)


def test_the_same_finding_makes_the_same_bytes(make):
    found = trend_of(make)
    assert svg(found, made_on=TODAY) == svg(found, made_on=TODAY)
    assert png(found, made_on=TODAY, scale=1) == png(found, made_on=TODAY, scale=1)


def test_only_findings_are_drawn(make):
    service = monthly(make, "Oak")
    for bare_figures in (service.series("seen_share"), service.protected("seen_share", SHARE)):
        with pytest.raises(ExportProblem, match="finding"):
            svg(bare_figures, made_on=TODAY)


def test_what_is_no_picture_is_refused():
    with pytest.raises(ExportProblem, match="could not be drawn"):
        bare(b"GIF89a")
