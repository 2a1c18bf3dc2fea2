"""A finding as a picture file: its title, source, dates and sharing rule are in the picture."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from struct import unpack
from typing import Final, cast

from mhvalue.charts.picture import Picture, Row, Spec, printed
from mhvalue.charts.picture import png as drawn_png
from mhvalue.charts.picture import svg as drawn_svg
from mhvalue.errors import ExportProblem
from mhvalue.export.cells import plain
from mhvalue.export.doorway import Finding, admit_finding
from mhvalue.findings.trend import TrendFinding
from mhvalue.words.source import foot

PNG_START: Final = b"\x89PNG\r\n\x1a\n"
_DRAWING: Final = (b"IHDR", b"PLTE", b"tRNS", b"pHYs", b"IDAT", b"IEND")


def png(
    finding: Finding,
    *,
    made_on: date,
    demo: bool = False,
    denominator: str = "Denominator",
    scale: float = 2,
) -> bytes:
    """The finding as a PNG file that holds the drawing alone, no metadata.

    `denominator` says what makes a unit big, for a funnel's axis. Raises ExportProblem for
    anything but a finding made from protected figures.
    """
    return bare(drawn_png(_picture(finding, made_on, demo, denominator), scale))


def svg(
    finding: Finding, *, made_on: date, demo: bool = False, denominator: str = "Denominator"
) -> bytes:
    """The finding as an SVG file. Raises ExportProblem as `png` does."""
    return drawn_svg(_picture(finding, made_on, demo, denominator))


def _picture(finding: Finding, made_on: date, demo: bool, denominator: str) -> Picture:
    from mhvalue.charts.trend import trend_picture
    from mhvalue.charts.variation import variation_picture

    look = printed(foot(admit_finding(finding), made_on, synthetic=demo))
    if isinstance(finding, TrendFinding):
        return _cleaned(trend_picture(finding, look))
    return _cleaned(variation_picture(finding, look, denominator))


def _cleaned(picture: Picture) -> Picture:
    """The picture without control characters: one in a name ends the converter's whole process."""
    spec, rows = cast(Spec, _plain(picture.spec)), cast(list[Row], _plain(picture.rows))
    return replace(picture, spec=spec, rows=rows)


def _plain(value: object) -> object:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def bare(image: bytes) -> bytes:
    """A PNG image with no chunk but those that draw and that say its size in print.

    Raises ExportProblem for what is no PNG. Chunks: ISO/IEC 15948, chapter 11.
    """
    if not image.startswith(PNG_START):
        raise ExportProblem("The picture could not be drawn.", do="Try SVG instead.")
    return PNG_START + b"".join(_drawing(image))


def _drawing(image: bytes) -> Iterable[bytes]:
    at = len(PNG_START)
    while at < len(image):
        (size,) = unpack(">I", image[at : at + 4])
        end = at + 12 + size
        if image[at + 4 : at + 8] in _DRAWING:
            yield image[at:end]
        at = end
