"""A sheet read from its XML at once is what calamine reads cell by cell, or is left to calamine."""

import datetime
from pathlib import Path

import numpy as np
import pytest

from mhvalue.ingest.sheets import gate, readers
from mhvalue.ingest.sheets.cells import CellError, distinct
from mhvalue.ingest.sheets.number_formats import DAY, PLAIN, UNSURE, number_formats
from tests.ingest.crafted_files import DOCUMENT, SPREADSHEET, archive, sheet_xml, workbook_parts

REAL = Path(__file__).parents[2] / ".." / "shared" / "data" / "real"
STYLES = ("General", "mmm-yy", "0.0%", "[h]:mm", "dd/mm/yyyy hh:mm")
SHARED = (
    "<si><t>Ward</t></si><si><t> Elm &amp; Oak </t></si>"
    '<si><t xml:space="preserve"> kept </t></si><si><r><t>Fewer </t></r>'
    '<r><rPr><b/></rPr><t xml:space="preserve"> than 5</t></r></si><si><t/></si>'
    "<si><t>Spend (&#163;)</t></si><si><t>two&#10;lines\r\nthree_x000D_</t></si>"
)
USUAL = {
    "numbers": '<c r="A1"><v>5</v></c><c r="B1" s="0" t="n"><v>-1.5E-3</v></c><c r="D1"/>',
    "texts": "".join(f'<c r="{c}1" t="s"><v>{n}</v></c>' for n, c in enumerate("ABCDEFG")),
    "days": '<c r="A1" s="1"><v>45383</v></c><c r="B1" s="1"><v>45414</v></c>',
    "shares": '<c r="A1" s="2"><v>0.455</v></c><c r="C1" s="2"/>',
    "truths": '<c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1"><v>1</v></c>',
    "errors": '<c r="A1" t="e"><v>#DIV/0!</v></c><c r="C1" t="e"><f>1/0</f><v>#REF!</v></c>',
    "formulas": '<c r="A1"><f>B1*2</f><v>84</v></c><c r="B1" t="str"><f>"x"</f><v> a&lt;b </v></c>',
    "unsaved": '<c r="A1"><f>B1</f></c><c r="B1"><f>1</f><v></v></c><c r="C1" t="str"><f>"" </f>'
    '<v></v></c><c r="D1"><v>7</v></c>',
    "inline": '<c r="A1" t="inlineStr"><is><t> a </t></is></c>'
    '<c r="B1" t="inlineStr"><is><t xml:space="preserve"> b </t></is></c>',
    "far": '<c r="AA1"><v>1</v></c><c r="XFD1"><v>2</v></c>',
    "nothing": '<c r="A1" s="2"/>',
}
UNUSUAL = {
    "single quotes": "<c r='A1'><v>5</v></c>",
    "no reference": "<c><v>5</v></c>",
    "space between tags": '<c r="A1"> <v>5</v></c>',
    "another attribute": '<c r="A1" cm="1"><v>5</v></c>',
    "attributes turned round": '<c t="n" r="A1"><v>5</v></c>',
    "backwards": '<c r="B1"><v>5</v></c><c r="A1"><v>6</v></c>',
    "twice": '<c r="A1"><v>5</v></c><c r="A1"><v>6</v></c>',
    "a comment": '<c r="A1"><!-- x --><v>5</v></c>',
    "no number": '<c r="A1"><v>1_0</v></c>',
    "too large a number": '<c r="A1"><v>1E400</v></c>',
    "pieces in a cell": '<c r="A1" t="inlineStr"><is><r><t>a</t></r></is></c>',
    "a date as text": '<c r="A1" t="d"><v>2024-04-01</v></c>',
    "a time of day": '<c r="A1" s="4"><v>45383.25</v></c>',
    "before March 1900": '<c r="A1" s="1"><v>60</v></c>',
    "hours": '<c r="A1" s="3"><v>1.5</v></c>',
    "a tab": '<c\tr="A1"><v>5</v></c><c r="B1"><v>6</v></c>',
    "two values": '<c r="A1"><v>5</v><v>6</v></c>',
}  # fmt: skip


def made(rows, after=""):
    """A workbook of one sheet with the texts and styles above."""
    parts = workbook_parts(sheet_xml(rows, after=after))
    codes = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{code}"/>' for n, code in enumerate(STYLES)
    )
    used = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(STYLES)))
    parts["xl/styles.xml"] = (
        f'<styleSheet xmlns="{SPREADSHEET}"><numFmts>{codes}</numFmts><cellXfs>{used}</cellXfs>'
        "</styleSheet>"
    ).encode()
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{SPREADSHEET}">{SHARED}</sst>'.encode()
    links = "".join(
        f'<Relationship Id="x{name}" Type="{DOCUMENT}/{name}" Target="{name}.xml"/>'
        for name in ("sharedStrings", "styles")
    )
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", f"{links}</Relationships>".encode())
    return archive(parts.items())


@pytest.fixture
def both(monkeypatch):
    """Reads a workbook both ways; says besides which sheets the quick way took."""
    taken = []
    quick = readers.read_quick

    def noted(part, shared, parts, name, visibility):
        found = quick(part, shared, parts, name, visibility)
        taken.extend([name] if found is not None else [])
        return found

    def read(data):
        taken.clear()
        kind = gate.check(data, "a.xlsx", largest=len(data))
        monkeypatch.setattr(readers, "read_quick", noted)
        first = readers.read_sheets(data, kind)
        monkeypatch.setattr(readers, "read_quick", lambda *_: None)
        return first, readers.read_sheets(data, kind), list(taken)

    return read


def assert_alike(quick, slow):
    assert quick.cells.shape == slow.cells.shape
    cells, others = quick.cells.ravel().tolist(), slow.cells.ravel().tolist()
    assert [(type(v), v) for v in cells] == [(type(v), v) for v in others]
    for name in ("name", "visibility", "merged", "hidden_rows", "hidden_columns", "percents"):
        assert getattr(quick, name) == getattr(slow, name), name
    last = slow.cells.shape[0] - 1
    for column in range(slow.cells.shape[1]):
        codes, values = distinct(quick, column, 0, last)
        other_codes, other_values = distinct(slow, column, 0, last)
        assert codes.tolist() == other_codes.tolist()
        assert [(type(v), v) for v in values] == [(type(v), v) for v in other_values]


@pytest.mark.parametrize("cells", USUAL.values(), ids=USUAL)
def test_what_programs_write_is_read_at_once_and_alike(both, cells):
    (quick,), (slow,), taken = both(made(f'<row r="1" spans="1:3">{cells}</row><row r="2"/>'))
    assert taken == ["Sheet1"]
    assert_alike(quick, slow)


@pytest.mark.parametrize("cells", UNUSUAL.values(), ids=UNUSUAL)
def test_anything_else_is_left_to_calamine(both, cells):
    (quick,), (slow,), taken = both(made(f'<row r="1">{cells}</row>'))
    assert taken == []
    assert_alike(quick, slow)


def test_each_kind_of_cell_is_what_it_says(both):
    (sheet,), _, taken = both(made(f'<row r="1">{USUAL["texts"]}</row>'))
    assert sheet.cells[0].tolist() == [
        "Ward", "Elm & Oak", " kept ", "Fewer than 5", None, "Spend (£)", "two\nlines\nthree\r",
    ]  # fmt: skip
    (sheet,), _, taken = both(made(f'<row r="1">{USUAL["days"]}</row>'))
    assert sheet.cells[0].tolist() == [datetime.date(2024, 4, 1), datetime.date(2024, 5, 2)]
    (sheet,), _, taken = both(made(f'<row r="1">{USUAL["unsaved"]}</row>'))
    unsaved = CellError("formula without a saved answer")
    assert sheet.cells[0].tolist() == [unsaved, unsaved, None, 7.0]
    assert taken == ["Sheet1"]


def test_shares_merged_cells_and_hidden_rows_are_told(both):
    rows = "".join(
        f'<row r="{n}"{" hidden=" + chr(34) + "1" + chr(34) if n == 3 else ""}>'
        f'<c r="A{n}" s="0"><v>{n}</v></c><c r="B{n}" s="2"><v>0.{n}</v></c></row>'
        for n in (1, 2, 3, 5)
    )
    after = '<mergeCells count="1"><mergeCell ref="C1:D2"/></mergeCells>'
    (quick,), (slow,), taken = both(made(rows, after))
    assert taken == ["Sheet1"]
    assert_alike(quick, slow)
    assert (quick.merged, quick.hidden_rows) == (((0, 2, 1, 3),), (2,))
    assert quick.percents == ((1, 0, 2), (1, 4, 4))


def test_a_long_sheet_is_read_in_pieces_without_a_seam(both):
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>{n % 3}</v></c><c r="B{n}"><v>{n / 7}</v></c>'
        f'<c r="C{n}" t="str"><f>A{n}&amp;B{n}</f><v>x{n}</v></c></row>'
        for n in range(1, 40_001)
    )
    (quick,), (slow,), taken = both(made(rows))
    assert taken == ["Sheet1"]
    assert np.array_equal(quick.cells, slow.cells)
    assert quick.cells[39_999].tolist() == ["Elm & Oak", 40_000 / 7, "x40000"]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", PLAIN),
        ("#,##0;[Red]-#,##0", PLAIN),
        ('0.0" days"', PLAIN),
        ("[$£-809]#,##0", PLAIN),
        ("0;yyyy", PLAIN),
        ("mmm-yy", DAY),
        ("[$-409]d mmm", DAY),
        ("d/m/yy;@", DAY),
        ("[h]:mm", UNSURE),
        ("h:mm AM/PM", UNSURE),
    ],
)
def test_a_number_format_tells_days_from_numbers(code, kind):
    assert number_formats([164], {164: code}).kinds == (kind,)


@pytest.mark.parametrize(
    "name",
    [
        "Community_Health_Services_waiting_list_2025-26.xlsx",
        "cyp_wait_times_2019-20_annotated.xlsx",
        "nhsmh-dashboard-q4-21-22-v3.2.xlsm",
    ],
)
def test_real_workbooks_are_read_alike(both, name):
    path = REAL / name
    if not path.exists():
        pytest.skip("the published files are not on this machine")
    first, second, taken = both(path.read_bytes())
    assert taken
    for quick, slow in zip(first, second, strict=True):
        assert_alike(quick, slow)
