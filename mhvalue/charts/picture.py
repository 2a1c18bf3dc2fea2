"""A picture: a Vega-Lite drawing, its rows and its words, on a page or as a file."""

import json
import textwrap
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final, Literal

from mhvalue.charts.theme import (
    DARK_GREY,
    INK,
    LETTER,
    SMALL_TEXT,
    SUBTITLE_SIZE,
    TITLE_SIZE,
    UNLIMITED,
    Sign,
    config,
)

Spec = dict[str, Any]
Row = dict[str, Any]

PAGE_WIDTH: Final = 760
"""What a container is taken to be wide where something must be fitted in beforehand."""
NARROW: Final = 560
PHONE: Final = 300
LINE: Final = SMALL_TEXT + 4
BOLD: Final = 1.12
BELOW_AXIS: Final = 48


@dataclass(frozen=True)
class Look:
    """How a picture is framed: on the page without title, as a file with title and foot.

    `width` and `height` are in pixels; the height is that of the plot alone.
    """

    width: int | Literal["container"] = "container"
    height: int = 300
    titled: bool = False
    foot: str = ""

    @property
    def pixels(self) -> int:
        """The width to fit things into."""
        return PAGE_WIDTH if self.width == "container" else self.width

    @property
    def narrow(self) -> bool:
        """Whether there is only room for short labels."""
        return self.width != "container" and self.width < NARROW


ON_PAGE: Final = Look()


def printed(foot: str, width: int = 1000, height: int = 400) -> Look:
    """The look of a picture that leaves the app: title, subtitle and a foot with its source."""
    return Look(width, height, titled=True, foot=foot)


@dataclass(frozen=True, eq=False)
class Picture:
    """A Vega-Lite spec without data, the rows it draws, and the words that go with it.

    Keep Streamlit's own chart theme off when showing it: the colours carry meaning.
    """

    spec: Spec
    rows: list[Row]
    title: str
    subtitle: str
    alt: str

    def filled(self) -> Spec:
        """The spec with its rows in it."""
        return {**self.spec, "data": {"values": self.rows}}


def png(picture: Picture, scale: float = 2) -> bytes:
    """The picture as a PNG file."""
    import vl_convert

    data: bytes = vl_convert.vegalite_to_png(json.dumps(_fixed(picture)), scale=scale)
    return data


def svg(picture: Picture) -> bytes:
    """The picture as an SVG file, with its words as its description."""
    import vl_convert

    text: str = vl_convert.vegalite_to_svg(json.dumps(_fixed(picture)))
    return text.encode()


def _fixed(picture: Picture) -> Spec:
    spec = picture.filled()
    return {**spec, "width": PAGE_WIDTH} if spec["width"] == "container" else spec


def framed(
    template: Spec, look: Look, *, title: str, subtitle: str, alt: str, below: int = BELOW_AXIS
) -> Spec:
    """A copy of the template with size, words and look; `below` is where the foot begins."""
    spec = deepcopy(template)
    spec.pop("data", None)
    spec["width"] = look.width
    spec["height"] = look.height
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    spec["padding"] = {"left": 5, "top": 5, "right": 8, "bottom": 8}
    spec["config"] = config()
    if look.titled:
        # On a page the words go with the chart as its `alt`; Streamlit warns of two of them.
        spec["description"] = alt
        spec["title"] = {
            "text": lines(title, look.pixels, TITLE_SIZE * BOLD),
            "subtitle": lines(subtitle, look.pixels, SUBTITLE_SIZE),
        }
    if look.foot:
        spec["layer"].append(_foot(look, below))
    return spec


def _foot(look: Look, below: int) -> Spec:
    return {
        "data": {"values": [{}]},
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "top",
            "fontSize": SMALL_TEXT,
            "lineHeight": LINE,
            "color": DARK_GREY,
            "clip": False,
        },
        "encoding": {
            "x": {"value": -30},
            "y": {"value": look.height + below},
            "text": {"value": lines(look.foot, look.pixels, SMALL_TEXT)},
        },
    }


def lines(text: str, width: int, size: float) -> list[str]:
    """The text broken into lines that fit the width."""
    return textwrap.wrap(text, max(12, int(width / (size * LETTER)))) or [""]


def text_width(text: str, size: float) -> float:
    """About how many pixels a text is wide."""
    return len(text) * size * LETTER


def layer(spec: Spec, name: str) -> Spec:
    """The layer of that name."""
    found: Spec = next(each for each in spec["layer"] if each.get("name") == name)
    return found


def fill_signs(spec: Spec, name: str, signs: Sequence[Sign], room: int) -> None:
    """Give a layer's scales the signs that occur; a plot less wide than `room` gets two columns.

    On a phone long words are shortened: "Worse (99.8%)" for "Worse than expected (99.8%)".
    The width is only known where the picture is shown, so that the drawing asks for it itself.
    """
    once = list(dict.fromkeys(signs))
    encoding = layer(spec, name)["encoding"]
    words = [sign.words for sign in once]
    encoding["fill"]["scale"] = {"domain": words, "range": [sign.fill for sign in once]}
    encoding["shape"]["scale"] = {"domain": words, "range": [sign.shape for sign in once]}
    encoding["stroke"]["scale"] = {"domain": words, "range": [INK for _ in once]}
    columns = {"expr": f"width < {room} ? 2 : {len(once)}"}
    shorter = f"width < {PHONE} ? replace(datum.label, ' than expected', '') : datum.label"
    legend = (
        None
        if once == [UNLIMITED]
        else {
            "columns": columns,
            "values": words,
            "labelExpr": shorter,
        }
    )
    for channel in ("fill", "shape", "stroke"):
        encoding[channel]["legend"] = legend
