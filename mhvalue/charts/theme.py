"""One look for all pictures: colours, shapes and text sizes.

Blue is better, orange is worse, purple is a change with no good direction; a shape says the same
as each colour. Marks reach 3:1 on white and text 4.5:1 (WCAG 2.2). No typeface is named: a name
that the machine lacks makes the converter leave out all text.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from mhvalue.catalogue.schema import Better
from mhvalue.stats.codes import BETTER, CHANGED, CHANGED_HIGH, CHANGED_LOW, COMMON, WORSE

INK: Final = "#212B32"
DARK_GREY: Final = "#425563"
MID_GREY: Final = "#768692"
PALE_GREY: Final = "#E8EDEE"
BAND: Final = "#F0F4F5"
INNER_BAND: Final = "#DDE3E7"
WHITE: Final = "#FFFFFF"
BLUE: Final = "#005EB8"
ORANGE: Final = "#C2500A"
PURPLE: Final = "#330072"
TARGET: Final = "#7C2855"

TEXT_SIZE: Final = 12
SMALL_TEXT: Final = 11
TITLE_SIZE: Final = 19
SUBTITLE_SIZE: Final = 13
LETTER: Final = 0.5
"""Average width of a letter as a share of its size."""

HALO: Final[dict[str, Any]] = {"stroke": WHITE, "strokeWidth": 3, "strokeJoin": "round"}
"""White around a label, so that lines behind it do not cross it."""

UPRIGHT_BAR: Final = "M-0.35,-1L0.35,-1L0.35,1L-0.35,1Z"
LYING_BAR: Final = "M-1,-0.35L1,-0.35L1,0.35L-1,0.35Z"


@dataclass(frozen=True)
class Sign:
    """One entry of the legend: words, fill and shape."""

    words: str
    fill: str
    shape: str


EXPECTED: Final = Sign("Expected variation", MID_GREY, "circle")
ORDINARY: Final = Sign("In line", MID_GREY, "circle")
LOOK: Final = Sign("Worth a look (95%)", WHITE, "circle")
PLAIN: Final = Sign("Not judged", WHITE, "square")
UNLIMITED: Final = Sign("Not judged", WHITE, "circle")
HIDDEN: Final = Sign("Hidden: lies within the bar", WHITE, UPRIGHT_BAR)
HIDDEN_FURTHER: Final = Sign("Hidden: within the bar, or beyond the edge", WHITE, UPRIGHT_BAR)
HIDDEN_ACROSS: Final = Sign("Hidden: lies within the bar", WHITE, LYING_BAR)


@cache
def trend_sign(meaning: int, better: Better) -> Sign:
    """How a point of a trend is drawn; the triangle points the way the figures went."""
    up, down = "triangle-up", "triangle-down"
    good, bad = (up, down) if better == "higher" else (down, up)
    return {
        COMMON: EXPECTED,
        BETTER: Sign("Getting better", BLUE, good),
        WORSE: Sign("Getting worse", ORANGE, bad),
        CHANGED_HIGH: Sign("Changed, no good direction", PURPLE, "diamond"),
        CHANGED_LOW: Sign("Changed, no good direction", PURPLE, "diamond"),
    }.get(meaning, UNLIMITED)


@cache
def outlier_sign(meaning: int, better: Better) -> Sign:
    """How a unit beyond the 99.8% limits is drawn."""
    up, down = "triangle-up", "triangle-down"
    good, bad = (up, down) if better == "higher" else (down, up)
    return {
        BETTER: Sign("Better than expected (99.8%)", BLUE, good),
        WORSE: Sign("Worse than expected (99.8%)", ORANGE, bad),
        CHANGED: Sign("Different from expected (99.8%)", PURPLE, "diamond"),
    }.get(meaning, PLAIN)


def config() -> dict[str, Any]:
    """What Vega-Lite needs to know of the look."""
    return {
        "background": WHITE,
        "view": {"stroke": None},
        "axis": {
            "labelFontSize": TEXT_SIZE,
            "labelColor": DARK_GREY,
            "titleFontSize": TEXT_SIZE,
            "titleColor": DARK_GREY,
            "titleFontWeight": "normal",
            "gridColor": PALE_GREY,
            "domainColor": MID_GREY,
            "tickColor": MID_GREY,
            "labelFlush": False,
            "labelOverlap": "greedy",
            "labelSeparation": 6,
        },
        "legend": {
            "labelFontSize": TEXT_SIZE,
            "labelColor": INK,
            "labelLimit": 260,
            "orient": "top",
            "title": None,
            "symbolSize": 110,
            "columnPadding": 14,
            "offset": 12,
        },
        "text": {"fontSize": TEXT_SIZE, "color": INK},
        "title": {
            "anchor": "start",
            "frame": "bounds",
            "align": "left",
            "fontSize": TITLE_SIZE,
            "fontWeight": "bold",
            "color": INK,
            "subtitleFontSize": SUBTITLE_SIZE,
            "subtitleColor": DARK_GREY,
            "subtitlePadding": 6,
            "lineHeight": TITLE_SIZE + 5,
            "subtitleLineHeight": SUBTITLE_SIZE + 5,
            "offset": 12,
        },
    }
