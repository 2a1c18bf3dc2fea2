"""The shortlist as slides: the list with its reasons, the order, and the log, all to be edited."""

from datetime import date
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Pt

from mhvalue.catalogue.loader import load
from mhvalue.export.fitting import cut, lines
from mhvalue.export.shortlist_page import board_page
from mhvalue.export.slide_pages import FOOT_TOP
from mhvalue.shortlist.decisions import decide, freeze
from mhvalue.shortlist.records import Candidate
from mhvalue.shortlist.scoring import score
from mhvalue.shortlist.workshop import begin

WHEN = date(2026, 4, 20)
HOSTILE = "=HYPERLINK(1) <script>alert(1)</script> \x07 &"


def workshop(reason: str = "It is seen every day"):
    known = load().metrics
    listed = [Candidate(m.id, m.name) for m in list(known.values())[:6]]
    made = score(begin("ab12", "Inpatient first", listed), "Ada", {(listed[0].id, "signal"): 4})
    made = decide(made, [listed[0].id, listed[1].id], "keep", reason, "Chair", WHEN)
    made = decide(made, [each.id for each in listed[2:]], "drop", "Not ours to move", "Chair", WHEN)
    return freeze(made, "Two for a year", "Chair", WHEN), listed


def slides(data: bytes):
    deck = Presentation(BytesIO(data))
    texts = []
    for slide in deck.slides:
        said = []
        for shape in slide.shapes:
            if shape.has_table:
                said += [cell.text for row in shape.table.rows for cell in row.cells]
            elif shape.has_text_frame:
                said.append(shape.text_frame.text)
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height
        texts.append("\n".join(said))
    return texts


def test_the_final_list_the_order_and_the_log_are_there():
    made, listed = workshop()
    said = slides(board_page(made, load(), WHEN, "0.1.0"))
    assert listed[0].name in said[0]
    assert listed[3].name not in said[0]
    assert "Two for a year" in "\n".join(said)
    assert "Not ours to move" in "\n".join(said[2:])


def test_the_same_workshop_makes_the_same_file_without_macros_or_author():
    made, _ = workshop()
    one, two = (board_page(made, load(), WHEN, "0.1.0") for _ in range(2))
    assert one == two
    with ZipFile(BytesIO(one)) as package:
        names = package.namelist()
        core = package.read("docProps/core.xml").decode()
    assert not [name for name in names if "vba" in name.casefold() or "external" in name.casefold()]
    assert "creator" not in core
    assert "lastModifiedBy" not in core


def test_hostile_words_are_shown_as_typed():
    made, _ = workshop(HOSTILE)
    said = "\n".join(slides(board_page(made, load(), WHEN, "0.1.0")))
    assert "<script>alert(1)</script>" in said
    assert "\x07" not in said


def test_the_package_holds_slides_and_nothing_else_of_anybody():
    made, _ = workshop(HOSTILE)
    with ZipFile(BytesIO(board_page(made, load(), WHEN, "0.1.0"))) as package:
        names = package.namelist()
        for name in names:
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(name))
        assert b"Steve" not in package.read("docProps/core.xml")
    unwanted = ("vba", "external", "connections", "pivot", "embed", "printer", "thumbnail", ".bin")
    assert not [name for name in names if any(part in name.casefold() for part in unwanted)]


def test_the_ranking_is_a_table_with_a_mark_for_each_metric():
    made, listed = workshop()
    deck = Presentation(BytesIO(board_page(made, load(), WHEN, "0.1.0")))
    (table,) = [shape.table for shape in deck.slides[1].shapes if shape.has_table]
    # One metric was scored: 4 of 4 on one criterion is 100 of 100, the first rank of one
    cells = [cell.text for cell in table.rows[1].cells]
    assert cells[:5] == ["1", listed[0].name, "100", "1", "1 of 8"]
    assert len(table.rows) == 2


def test_texts_of_any_length_stay_on_their_slides():
    long = "Counted since 2019 " * 90
    listed = [Candidate(f"m{place}", f"{long}{place}") for place in range(60)]
    made = begin("ab12", long, listed)
    made = score(made, "Ada", {(each.id, "signal"): place % 5 for place, each in enumerate(listed)})
    made = decide(made, made.ids[:9], "keep", long, "W" * 300, WHEN)
    made = freeze(decide(made, made.ids[9:], "drop", long), long)
    deck = Presentation(BytesIO(board_page(made, load(), WHEN, "0.1.0")))
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert len(set(titles)) == len(titles)
    drawn = [shape for slide in deck.slides for shape in slide.shapes if shape.has_table]
    for shape in drawn:
        foot = Pt(FOOT_TOP)
        assert shape.top + shape.height <= foot
        assert sum(row.height for row in shape.table.rows) <= foot - shape.top
    decisions = [
        row.cells[0].text
        for shape in drawn
        if shape.table.cell(0, 0).text == "Decision"
        for row in list(shape.table.rows)[1:]
    ]
    assert [decisions.count(each) for each in ("Kept", "Dropped", "List frozen")] == [9, 51, 1]


def test_a_workshop_that_has_just_begun_says_so():
    made = begin("ab12", "New", [Candidate("gone", "A metric of an earlier list")])
    said = "\n".join(slides(board_page(made, load(), WHEN, "0.1.0")))
    for text in ("No metric is kept yet", "No metric is scored yet", "Nothing is decided yet"):
        assert text in said


@given(st.text(max_size=200), st.integers(30, 400), st.integers(1, 4))
def test_a_cut_text_fits_and_a_fitting_text_is_left_alone(text, room, most):
    kept = cut(text, room, 12, most)
    assert lines(kept, room, 12) <= most
    assert kept == text or kept.endswith("…")
    assert (kept == text) or lines(text, room, 12) > most
