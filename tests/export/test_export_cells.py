"""Names from people's files cannot become formulas, broken XML or invisible text."""

import csv
import unicodedata
from io import StringIO

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mhvalue.export.cells import LONGEST, plain, safe_text, starts_formula, workbook_text

HOSTILE = [
    '=HYPERLINK("http://x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "|calc",
    "\t=1+1",
    "\r=1+1",
    "\ttab-led",
    " =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "'=1+1",
    '"=1+1"',
    "“=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "﹦1+1",
    "\x00=1+1",
    "\x07 =1+1",
]
HARMLESS = ["Willow", "3-4 Oak Street", "A=B", "O'Neill", "Ward 5 & 6", "£ team", "", "' '", "Æsc"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_led_by_an_apostrophe(name):
    assert starts_formula(name)
    assert safe_text(name).startswith("'")


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_names_stay_as_they_are(name):
    assert not starts_formula(name)
    assert safe_text(name) == name
    assert workbook_text(name) == name


def test_what_xml_cannot_hold_is_left_out():
    assert plain("a\x00b\x1bc\ud800d\ufffee") == "abcde"
    assert plain("two\r\nlines\tand a tab") == "two  lines and a tab"


def test_text_is_cut_to_what_a_cell_holds_as_excel_counts_it():
    # An emoji is two of Excel's characters, so 32,766 of them leave room for 16,383 emojis.
    assert plain("x" * 32_767) == "x" * 32_767
    assert plain("x" * 32_768) == "x" * 32_766 + "…"
    assert plain("😀" * 20_000) == "😀" * 16_383 + "…"
    assert safe_text("=" * 40_000) == "'" + "=" * 32_765 + "…"


def test_a_workbook_shows_text_that_looks_like_an_encoded_letter():
    # ECMA-376 22.9.2.19 gives _x005F_ for the underscore itself.
    assert workbook_text("_x0041_ ward") == "_x005F_x0041_ ward"
    assert workbook_text("_xylem_") == "_xylem_"
    long = workbook_text("_x0041" * 6_000 + "_")
    assert len(long) <= LONGEST
    assert long.endswith("…")


@given(st.text())
@example("\u2028=1")
@example("'" * 5 + "\x01+1")
def test_a_safe_text_never_starts_with_what_a_spreadsheet_works_out(text):
    safe = safe_text(text)
    bare = unicodedata.normalize("NFKC", safe).lstrip()
    assert bare[:1] not in {"=", "+", "-", "@", "|"}
    assert safe[:1] not in {"\t", "\r", "\n", "\x00"}
    assert safe.isprintable() or all(c >= " " for c in safe)


@given(st.text(max_size=80))
def test_a_name_is_changed_by_no_more_than_the_apostrophe(text):
    assert safe_text(text) in {plain(text), "'" + plain(text)}


@given(st.text())
def test_a_safe_text_comes_back_from_a_comma_separated_file(text):
    line = StringIO()
    csv.writer(line).writerow([safe_text(text), "end"])
    assert next(csv.reader(StringIO(line.getvalue(), newline=""))) == [safe_text(text), "end"]


@given(st.text(max_size=80))
def test_openpyxl_takes_every_text(text):
    book = openpyxl.Workbook(write_only=True)
    cell = openpyxl.cell.WriteOnlyCell(book.create_sheet("s"), value=workbook_text(text))
    assert cell.value == workbook_text(text)
    assert cell.value.encode().decode() == cell.value
