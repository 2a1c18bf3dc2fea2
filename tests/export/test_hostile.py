"""Hostile names, and a look inside the package (cases T46, T50, T52, T53 and T55)."""

import csv
from datetime import date
from io import BytesIO, StringIO
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
import python_calamine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mhvalue.export.about import About
from mhvalue.export.cells import plain, starts_formula
from mhvalue.export.table import table
from mhvalue.export.workbook import Contents, workbook
from mhvalue.facts import Origin
from mhvalue.privacy.disclosure import INSIDE, SHARE

TODAY = date(2024, 7, 1)
NAMES = [
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "<script>alert(1)</script>",
    "[link](http://x) $\\latex$",
    'R&D <Ward> "A"',
    "nul\x00bell\x07esc\x1bend",
    "😀 Ward",
    "#N/A",
    "_x0041_ Ward",
    " led by a space",
    "1234",
    "a;=1+1",
]
SHOWN = {
    "\t=1+1": " =1+1",
    "\r=1+1": " =1+1",
    "nul\x00bell\x07esc\x1bend": "nulbellescend",
}


@pytest.fixture
def hostile(make):
    """A service whose wards all have names that try something."""
    return make({"referred": {name: [20 + place] for place, name in enumerate(NAMES)}})


@pytest.fixture
def about(catalogue):
    return About(
        catalogue=catalogue,
        origins=(Origin("wards.xlsx", "Data", "A1:D99"),),
        choices=(("Units", "=cmd|' /C calc'!A0"),),
        method=("+1 is not a formula here.",),
        made_on=TODAY,
        version="0.1.0",
    )


def as_shown(name):
    """The name with control characters gone and tabs and line ends as spaces, written out."""
    return SHOWN.get(name, name)


def test_a_workbook_holds_hostile_names_as_quoted_text(hostile, about):
    data = workbook(Contents(hostile.protected("referrals", INSIDE), about))
    sheet = openpyxl.load_workbook(BytesIO(data))["Figures"]
    cells = [sheet.cell(row, 3) for row in range(3, 3 + len(NAMES))]
    for name, cell in zip(NAMES, cells, strict=True):
        assert cell.data_type == "s"
        assert cell.quotePrefix == starts_formula(name)
    assert sum(cell.quotePrefix for cell in cells) == 6
    for row in openpyxl.load_workbook(BytesIO(data))["About"].iter_rows():
        assert all(cell.data_type in {"s", "d", "n"} for cell in row)


def test_another_reader_shows_every_name_as_it_was(hostile, about):
    data = workbook(Contents(hostile.protected("referrals", INSIDE), about))
    rows = python_calamine.load_workbook(BytesIO(data)).get_sheet_by_name("Figures").to_python()
    assert [row[2] for row in rows[2:]] == [as_shown(name) for name in NAMES]


def test_a_comma_separated_file_leads_hostile_names_with_an_apostrophe(hostile):
    text = table(hostile.protected("referrals", INSIDE), made_on=TODAY).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text, newline="")))
    shown = [row["Unit"] for row in rows]
    quoted = {"=", "+", "-", "@", "\t", "\r"}
    assert shown == [("'" if name[0] in quoted else "") + as_shown(name) for name in NAMES]
    assert not any(text[0] in quoted for row in rows for text in row.values() if text)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    names=st.lists(
        # A name of nothing but white space is no name: reading has trimmed it away.
        st.text(min_size=1, max_size=40).filter(lambda name: plain(name).strip()),
        min_size=1,
        max_size=6,
        unique=True,
    )
)
def test_any_name_comes_back_as_shown(names, make, about):
    service = make({"referred": {name: [30.0] for name in names}})
    protected = service.protected("referrals", SHARE)
    rows = (
        python_calamine.load_workbook(BytesIO(workbook(Contents(protected, about))))
        .get_sheet_by_name("Figures")
        .to_python()
    )
    assert [row[2] for row in rows[1:]] == [plain(name) for name in names]
    text = table(protected, made_on=TODAY).decode("utf-8-sig")
    lines = csv.DictReader(StringIO(text, newline=""))
    for line, name in zip(lines, names, strict=True):
        assert line["Unit"] == ("'" if starts_formula(name) else "") + plain(name)


def test_the_package_holds_sheets_and_styles_and_nothing_else(hostile, about):
    data = workbook(Contents(hostile.protected("referrals", INSIDE), about))
    with ZipFile(BytesIO(data)) as package:
        names = set(package.namelist())
        texts = {name: package.read(name).decode() for name in names}
        dates = {entry.date_time for entry in package.infolist()}
    assert names == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/theme/theme1.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
    }
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    for text in texts.values():
        ElementTree.fromstring(text)
    everything = "".join(texts.values())
    for unwanted in ("vbaProject", "externalLink", "TargetMode", "<f>", "<hyperlink"):
        assert unwanted not in everything
    for unwanted in ("creator", "lastModifiedBy", "manager", "company"):
        assert unwanted.casefold() not in texts["docProps/core.xml"].casefold()
        assert unwanted.casefold() not in texts["docProps/app.xml"].casefold()
    assert 'state="hidden"' not in texts["xl/workbook.xml"]
    assert "veryHidden" not in texts["xl/workbook.xml"]
    assert "2024-07-01T00:00:00Z" in texts["docProps/core.xml"]


def test_the_warning_stands_in_the_sheets_own_xml(hostile, about):
    data = workbook(Contents(hostile.protected("referrals", INSIDE), about))
    with ZipFile(BytesIO(data)) as package:
        for sheet in ("sheet1", "sheet2"):
            text = package.read(f"xl/worksheets/{sheet}.xml").decode()
            assert "<oddHeader>&amp;CNot for sharing: exact figures</oddHeader>" in text
            assert text.index("Not for sharing") < text.index("</row>")


def test_no_hidden_ward_is_anywhere_in_a_file_to_share(make, about):
    # 3 is hidden, 21 is hidden beside it: neither the figures nor a sum of them may remain.
    service = make({"referred": {"Ash": [3], "Elm": [21], "Oak": [61], "Fir": [83]}})
    protected = service.protected("referrals", SHARE)
    sheet = openpyxl.load_workbook(BytesIO(workbook(Contents(protected, about))))["Figures"]
    numbers = {c.value for row in sheet for c in row if isinstance(c.value, int | float)}
    assert numbers == {0, 4, 60, 58, 62, 85, 83, 87}
    text = table(protected, made_on=TODAY).decode("utf-8-sig")
    assert not {"3", "21", "61"} & set(text.replace("\r\n", ",").split(","))
