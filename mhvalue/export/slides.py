"""A deck of slides: a finding as each title, sentences, and tables that can be edited.

White with one blue, 16:9, without an author, and the same bytes for the same contents. Lengths
are in points.
"""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from mhvalue.charts.theme import BLUE, DARK_GREY, INK, MID_GREY, PALE_GREY, WHITE
from mhvalue.export.cells import plain
from mhvalue.export.fitting import cut, lines
from mhvalue.export.package import settled
from mhvalue.export.slide_pages import (
    ABOVE,
    BESIDE,
    CELL_TEXT,
    FOOT_TOP,
    HIGH,
    MARGIN,
    ROOM,
    SENTENCE_TEXT,
    SENTENCES_TOP,
    TITLE_SIZES,
    WIDE,
    Grid,
    Slide,
    Span,
    grid_top,
    headings,
    inside,
    paged,
    row_high,
    sentences_high,
)

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.shapes.graphfrm import GraphicFrame
    from pptx.slide import Slide as Drawn
    from pptx.table import _Cell

_TITLE_TOP: Final = 22
_TITLE_HIGH: Final = 64
_FOOT_HIGH: Final = 20
_FOOT_TEXT: Final = 10
_NUMBER_ROOM: Final = 90
_TITLE_ONLY: Final = 5
_NO_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_FACE: Final = b"Arial"
_EMPTY: Final = "\u00a0"
"""An empty cell would be as high as its application's usual letters."""

_LONGEST_TITLE: Final = 200
_LEFT_OUT: Final = ("thumbnail", "extended-properties", "printerSettings")


def deck(slides: Sequence[Slide], *, title: str, foot: str, made_on: date) -> bytes:
    """The slides as a PowerPoint file; its only date is the day it was made on."""
    from pptx import Presentation

    made = Presentation()
    _prepare(made, title, made_on)
    pages = [page for slide in slides for page in paged(slide)]
    for place, page in enumerate(pages, 1):
        _draw(made, page, foot, f"{place} of {len(pages)}")
    package = BytesIO()
    made.save(package)
    return settled(package.getvalue())


def _prepare(made: "Presentation", title: str, made_on: date) -> None:
    """Make the blank presentation 16:9, and take out what tells of anybody or of a printer."""
    from pptx.util import Pt

    made.slide_width, made.slide_height = Pt(WIDE), Pt(HIGH)
    layouts = made.slide_layouts
    for layout in [each for place, each in enumerate(layouts) if place != _TITLE_ONLY]:
        layouts.remove(layout)
    for holder in (made.slide_master, layouts[0]):
        for shape in list(holder.placeholders):
            if shape.placeholder_format.idx:
                shape._element.getparent().remove(shape._element)
    heading = made.slide_master.placeholders[0]
    heading.left, heading.top = Pt(MARGIN), Pt(_TITLE_TOP)
    heading.width, heading.height = Pt(ROOM), Pt(_TITLE_HIGH)
    for relations in (made.part.package._rels, made.part.rels):
        for name, relation in list(relations.items()):
            if relation.reltype.endswith(_LEFT_OUT):
                relations.pop(name)
    for part in made.part.package.iter_parts():
        if part.partname.startswith("/ppt/theme/"):
            part._blob = part.blob.replace(b"Calibri", _FACE)
    told: Any = made.core_properties
    for entry in list(told._element):
        told._element.remove(entry)
    told.title, told.language = plain(title)[:_LONGEST_TITLE], "en-GB"
    told.created = told.modified = datetime(made_on.year, made_on.month, made_on.day)


def _draw(made: "Presentation", slide: Slide, foot: str, number: str) -> None:
    drawn = made.slides.add_slide(made.slide_layouts[0])
    fits = (size for size in TITLE_SIZES if lines(slide.title, ROOM, size) <= 2)
    heading = drawn.shapes.title
    assert heading is not None
    _write(heading.text_frame, [slide.title], next(fits, TITLE_SIZES[-1]), INK, bold=True)
    if slide.sentences:
        place = (MARGIN, SENTENCES_TOP, ROOM, sentences_high(slide))
        _text(drawn, place, slide.sentences, SENTENCE_TEXT)
    if slide.grid is not None:
        _table(drawn, slide.grid, grid_top(slide))
    left = ROOM - _NUMBER_ROOM
    said = cut(plain(foot), left, _FOOT_TEXT, 1)
    _text(drawn, (MARGIN, FOOT_TOP, left, _FOOT_HIGH), [said], _FOOT_TEXT)
    at = (MARGIN + left, FOOT_TOP, _NUMBER_ROOM, _FOOT_HIGH)
    _text(drawn, at, [number], _FOOT_TEXT, right=True)


def _text(
    drawn: "Drawn",
    place: tuple[float, float, float, float],
    texts: Sequence[str],
    size: float,
    *,
    right: bool = False,
) -> None:
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    left, top, wide, high = (Pt(each) for each in place)
    frame = drawn.shapes.add_textbox(left, top, wide, high).text_frame
    _write(frame, texts, size, DARK_GREY)
    if right:
        frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _write(
    frame: Any,  # noqa: ANN401 - its library gives types to some of it only
    texts: Sequence[str],
    size: float,
    colour: str,
    *,
    bold: bool = False,
) -> None:
    from pptx.enum.lang import MSO_LANGUAGE_ID
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
    from pptx.util import Pt

    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
    for place, text in enumerate(texts):
        paragraph = frame.add_paragraph() if place else frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = text or _EMPTY
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = _colour(colour)
        run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK


def _table(drawn: "Drawn", grid: Grid, top: float) -> None:
    from pptx.util import Pt

    texts = (headings(grid), *grid.rows)
    heights = [row_high(row, grid) for row in texts]
    shares = [column.share for column in grid.columns]
    frame: GraphicFrame = drawn.shapes.add_table(
        len(texts), len(shares), Pt(MARGIN), Pt(top), Pt(ROOM), Pt(sum(heights))
    )
    frame._element._nvXxPr.cNvPr.set("descr", grid.alt)
    table: Any = frame.table
    table._tbl.tblPr.find("{*}tableStyleId").text = _NO_STYLE
    table.horz_banding = False
    for place, share in enumerate(shares):
        table.columns[place].width = Pt(share * ROOM)
    for row, (high, cells) in enumerate(zip(heights, texts, strict=True)):
        table.rows[row].height = Pt(high)
        for column, text in enumerate(cells):
            _fill(table.cell(row, column), text, head=row == 0)
    tops = [top + sum(heights[: row + 1]) for row in range(len(grid.rows))]
    left = MARGIN + sum(shares[:-1]) * ROOM + BESIDE
    for span, above, high, said in zip(grid.spans, tops, heights[1:], grid.rows, strict=False):
        _span(drawn, span, (left, above, inside(grid.columns[-1]), high), " ".join(said).strip())


def _fill(cell: "_Cell", text: str, *, head: bool) -> None:
    """A cell: headings white on blue, the others on white above a grey line."""
    from pptx.oxml import parse_xml
    from pptx.util import Pt

    _write(cell.text_frame, [text], CELL_TEXT, WHITE if head else INK, bold=head)
    cell.margin_left = cell.margin_right = Pt(BESIDE)
    cell.margin_top = cell.margin_bottom = Pt(ABOVE)
    line = parse_xml(
        '<a:lnB xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" w="6350">'
        f'<a:solidFill><a:srgbClr val="{PALE_GREY[1:]}"/></a:solidFill></a:lnB>'
    )
    cell._tc.get_or_add_tcPr().insert(0, line)
    fill: Any = cell.fill
    fill.solid()
    fill.fore_color.rgb = _colour(BLUE if head else WHITE)


def _span(drawn: "Drawn", span: Span, place: tuple[float, float, float, float], name: str) -> None:
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Pt

    left, top, wide, high = place
    middle, thick, dot = top + high / 2, 6, 9
    start, end, at = (left + share * wide for share in (span.start, span.end, span.dot))
    bar = (MSO_SHAPE.RECTANGLE, start, middle - thick / 2, end - start, thick, MID_GREY)
    mark = (MSO_SHAPE.OVAL, at - dot / 2, middle - dot / 2, dot, dot, BLUE)
    for kind, x, y, across, down, colour in (bar, mark) if end > start else (mark,):
        shape = drawn.shapes.add_shape(kind, Pt(x), Pt(y), Pt(across), Pt(down))
        shape._element._nvXxPr.cNvPr.set("descr", name)
        shape.fill.solid()
        shape.fill.fore_color.rgb = _colour(colour)
        shape.line.fill.background()
        shape.shadow.inherit = False


def _colour(sign: str) -> Any:  # noqa: ANN401 - its library does not say
    from pptx.dml.color import RGBColor

    made: Any = RGBColor
    return made.from_string(sign[1:])
