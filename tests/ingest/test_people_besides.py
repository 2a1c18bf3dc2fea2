"""What a workbook carries beside its cells, looked at for people's data and told without it."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.datavalidation import DataValidation

from mhvalue.ingest.leftovers import makers
from mhvalue.ingest.sheets.beside_cells import beside_cells, printed
from tests.ingest.carried import NUMBER, ROWS, carried
from tests.ingest.crafted_files import rewritten
from tests.ingest.other_books import SPACES, ods, page
from tests.ingest.xls_books import xls
from tests.ingest.xlsb_books import xlsb


def book(change):
    made = openpyxl.Workbook()
    for row in ROWS:
        made.active.append(row)
    change(made, made.active)
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def with_part(data, name, content):
    packed = io.BytesIO(data)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def header(text):
    def change(_, sheet):
        sheet.oddHeader.center.text = text

    return change


@pytest.mark.parametrize("text", [f"NHS no {NUMBER}", "Patient: Ann Smith", "Care of Mrs Smith"])
def test_what_is_printed_above_or_below_is_looked_at(text):
    (what,) = carried(book(header(text)))
    assert what.endswith("in what is printed above or below the sheet.")


@pytest.mark.parametrize("text", ['&"Arial,Bold"&14Trust board', "Made by Jane Smith", "Page &P"])
def test_titles_page_numbers_and_who_made_it_are_nothing(text):
    assert carried(book(header(text))) == []


def test_the_codes_of_fonts_and_pages_are_no_text():
    found = printed('&LWards &&&"Arial,Bold"&12 teams&C&K01+000Page &P of &N&R&D')
    assert [text for _, text in found] == ["Wards teams", "Page of"]


def choices(*names):
    def change(_, sheet):
        allowed = DataValidation(type="list", formula1=f'"{",".join(names)}"')
        sheet.add_data_validation(allowed)
        allowed.add("D2")

    return change


def test_lists_to_choose_from_are_looked_at():
    (what,) = carried(book(choices("Ann Smith", "Mary Jones", "Aisha Khan")))
    assert "names in lists to choose from" in what
    assert carried(book(choices("Acute", "PICU", "Rehabilitation"))) == []


def test_a_hidden_sheet_is_printed_too():
    def change(made, _):
        hidden = made.create_sheet("Old")
        hidden.sheet_state = "hidden"
        hidden["A1"] = "x"
        hidden.oddFooter.left.text = f"NHS no {NUMBER}"

    assert carried(book(change))


def test_titles_of_charts_and_custom_data_are_looked_at():
    def change(_, sheet):
        chart = BarChart()
        chart.title = "Falls of Mrs Smith"
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
        sheet.add_chart(chart, "F2")

    (what,) = carried(book(change))
    assert "names in titles of a chart" in what
    plain = book(lambda made, sheet: None)
    custom = f"<a><b>NHS no {NUMBER}</b></a>"
    assert carried(with_part(plain, "customXml/item1.xml", custom))
    label = f"<xml><v:textbox><div><font>NHS no {NUMBER}</font></div></v:textbox></xml>"
    assert carried(with_part(plain, "xl/drawings/vmlDrawing1.vml", label))
    assert carried(plain) == []


@pytest.mark.parametrize(("made", "name"), [(xls, "f.xls"), (xlsb, "f.xlsb")])
def test_what_binary_workbooks_print_is_looked_at(made, name):
    assert carried(made(page(*ROWS, printed=f"&LNHS no {NUMBER}")), name)
    assert carried(made(page(*ROWS, printed="&LTrust board&RPage &P")), name) == []


def test_an_ods_workbook_carries_as_much():
    plain = ods(page(*ROWS))
    assert carried(plain, "f.ods") == []
    told = f"<text:p>NHS no <text:span>{NUMBER}</text:span></text:p>"
    styles = (
        f"<office:document-styles {SPACES}><office:master-styles><style:master-page>"
        f"<style:header><style:region-left>{told}</style:region-left></style:header>"
        "</style:master-page></office:master-styles></office:document-styles>"
    )
    (what,) = carried(with_part(plain, "styles.xml", styles), "f.ods")
    assert what.endswith("NHS numbers in what is printed above or below the sheet.")
    meta = f"<office:document-meta {SPACES}><dc:creator>Ann Smith</dc:creator>"
    meta += "<dc:title>Care plan of Mrs Smith</dc:title></office:document-meta>"
    (what,) = carried(with_part(plain, "meta.xml", meta), "f.ods")
    assert what.endswith("names in document properties.")


ODS = {
    "name": ('<table:named-range table:name="Ann_Smith"/>', "names in defined names"),
    "text of a name": (
        f'<table:named-expression table:name="x" table:expression="of:=&quot;{NUMBER}&quot;"/>',
        "NHS numbers in defined names",
    ),
    "message": (
        f"<table:help-message><text:p>NHS no {NUMBER}</text:p></table:help-message>",
        "NHS numbers in lists to choose from",
    ),
}


ODS |= {
    "picture": (f"<draw:frame><svg:desc>Letter, {NUMBER}</svg:desc></draw:frame>", "describes"),
    "link": (
        f'<text:a xlink:href="file:///S:/Letters/{NUMBER.replace(" ", "%20")}.docx">x</text:a>',
        "NHS numbers in places that links lead to",
    ),
    "formula": (
        f'<table:x table:formula="of:=COUNTIF([.A1:.A9];&quot;{NUMBER}&quot;)"/>', "in formulas",
    ),
    "rule": (
        f'<calcext:condition calcext:value="contains-text(&quot;{NUMBER}&quot;)"/>', "in rules",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ODS)
def test_names_and_messages_of_an_ods_workbook_are_looked_at(kind):
    element, said = ODS[kind]
    end = b"</office:spreadsheet>"
    data = rewritten(ods(page(*ROWS)), "content.xml", end, element.encode() + end)
    (what,) = carried(data, "f.ods")
    assert said in what


def test_charts_and_makers_of_an_ods_workbook_are_looked_at():
    title = "<chart:title><text:p>Falls of Mrs Smith</text:p></chart:title>"
    (what,) = carried(with_part(ods(page(*ROWS)), "Object 1/content.xml", title), "f.ods")
    assert "names in titles of a chart" in what
    meta = "<meta:initial-creator>Ann Smith</meta:initial-creator>"
    made = with_part(ods(page(*ROWS)), "meta.xml", meta)
    assert makers(made, "ods") == ("Ann Smith",)
    assert carried(made, "f.ods") == []
    assert makers(ods(page(*ROWS)), "ods") == makers(xlsb(page(*ROWS)), "xlsb") == ()
    core = with_part(xlsb(page(*ROWS)), "docProps/core.xml", "<dc:creator>Ann Smith</dc:creator>")
    assert makers(core, "xlsb") == ("Ann Smith",)


def test_a_note_in_an_ods_cell_is_looked_at_without_its_author():
    cell = "<table:table-cell"
    author = "<dc:creator>Ann Smith</dc:creator>"

    def noted(text):
        note = f"<office:annotation>{author}<text:p>{text}</text:p></office:annotation>"
        packed = io.BytesIO(ods(page(*ROWS)))
        with zipfile.ZipFile(packed) as archive:
            parts = [(entry, archive.read(entry)) for entry in archive.namelist()]
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for entry, content in parts:
                first, mark, rest = content.decode().partition(cell)
                tag, end, after = rest.partition(">")
                changed = f"{first}{mark}{tag}{end}{note}{after}" if mark else first
                archive.writestr(entry, changed)
        return made.getvalue()

    (what,) = carried(noted(f"NHS no {NUMBER}"), "f.ods")
    assert what.endswith("NHS numbers in comments.")
    assert carried(noted("Counted twice in error"), "f.ods") == []


def test_a_sheet_without_such_texts_has_none():
    assert beside_cells(b"<worksheet><sheetData></sheetData></worksheet>") == ()


PLAIN = book(lambda _, sheet: None)
PUT_IN = {
    "what describes a picture": (
        "xl/drawings/drawing1.xml",
        f'<d><xdr:cNvPr id="2" name="Picture 1" descr="Letter about NHS {NUMBER}"/></d>'.encode(),
    ),
    "a file put into the workbook": (
        "xl/embeddings/Book1.xlsx", book(lambda _, sheet: sheet.append(["NHS Number", NUMBER])),
    ),
    "an object put into the workbook": (
        "xl/embeddings/oleObject1.bin", b"\xd0\xcf" + f"NHS no {NUMBER}".encode("utf-16-le"),
    ),
    "tables, slicers or connections of the workbook": (
        "xl/slicerCaches/slicerCache1.xml", f'<s><x15:item n="{NUMBER}"/></s>'.encode(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("place", PUT_IN)
def test_what_was_put_into_a_workbook_is_looked_at(place):
    name, part = PUT_IN[place]
    (what,) = carried(with_part(PLAIN, name, part), "f.xlsx")
    assert what.endswith(f"NHS numbers in {place}.")


def test_what_was_put_into_a_workbook_and_tells_nobody_is_no_matter():
    logo = (
        b'<d><xdr:cNvPr id="2" name="Picture 1" descr="A picture containing text, NHS logo"/></d>'
    )
    maker = b'<connections><connection id="1" description="By Jane Smith, jane@nhs.net"/></c>'
    noise = bytes((i * 7919 + i // 256) % 256 for i in range(50_000))
    for name, part in (
        ("xl/drawings/drawing1.xml", logo),
        ("xl/connections.xml", maker),
        ("xl/embeddings/oleObject1.bin", noise),
        ("xl/embeddings/Book1.xlsx", PLAIN),
        ("xl/embeddings/Book2.xlsx", b"PK but no archive"),
    ):
        assert carried(with_part(PLAIN, name, part), "f.xlsx") == []


def test_scenarios_and_rules_of_a_sheet_are_looked_at():
    saved = f'<scenarios><scenario name="x" user="Jo" comment="NHS {NUMBER}"/></scenarios>'
    rule = f'<cfRule type="containsText"><formula>"{NUMBER}"</formula></cfRule>'
    end = "<worksheet><sheetData></sheetData>"
    assert beside_cells(f"{end}{saved}".encode()) == (
        ("saved scenarios", "x"), ("saved scenarios", f"NHS {NUMBER}"),
    )  # fmt: skip
    assert beside_cells(f"{end}{rule}".encode()) == (("lists to choose from", NUMBER),)


DIGITS = NUMBER.replace(" ", "")
SHEET = "xl/worksheets/sheet1.xml"
RULES = "rules, filters or links of the sheet"
FURTHER = "further parts of the workbook"
OF_SHEET = {
    "rule": (f'<cfRule type="containsText" text="{NUMBER}"><formula>1</formula></cfRule>', RULES),
    "formula of a rule": (
        f"<cfRule><formula>NOT(ISERROR(SEARCH(&quot;{NUMBER}&quot;,A1)))</formula></cfRule>", RULES,
    ),
    "filter": (f'<autoFilter><filters><filter val="{NUMBER}"/></filters></autoFilter>', RULES),
    "link": (f'<hyperlinks><hyperlink ref="A1" display="{NUMBER}"/></hyperlinks>', RULES),
}  # fmt: skip
PARTS = {
    "xl/worksheets/_rels/sheet1.xml.rels": (
        f'<Relationship Target="file:///S:/Letters/{DIGITS}.docx" TargetMode="External"/>',
        "places that links lead to",
    ),
    "xl/charts/chartEx1.xml": (f'<cx:pt idx="0">{NUMBER}</cx:pt>', FURTHER),
    "xl/diagrams/data1.xml": (f"<a:p><a:r><a:t>NHS {NUMBER}</a:t></a:r></a:p>", FURTHER),
    "xl/pivotTables/pivotTable1.xml": (f'<items><item n="{NUMBER}" x="0"/></items>', FURTHER),
    "xl/ctrlProps/ctrlProp1.xml": (f'<itemLst><item val="{DIGITS}"/></itemLst>', FURTHER),
    "customXml/item1.xml": (f'<record number="{NUMBER}"/>', FURTHER),
}


@pytest.mark.parametrize("kind", OF_SHEET)
def test_rules_filters_and_links_of_a_sheet_are_looked_at(kind):
    element, place = OF_SHEET[kind]
    end = b"</sheetData>"
    (what,) = carried(rewritten(PLAIN, SHEET, end, end + element.encode()))
    assert what.endswith(f"NHS numbers in {place}.")


@pytest.mark.parametrize("part", PARTS)
def test_parts_that_no_sheet_shows_are_looked_at(part):
    element, place = PARTS[part]
    (what,) = carried(with_part(PLAIN, part, f"<x>{element}</x>"), "f.xlsx")
    assert what.endswith(f"NHS numbers in {place}.")


def test_texts_in_formulas_are_looked_at_and_their_figures_are_not():
    (what,) = carried(book(lambda _, s: s.append(["x", f'=SUMIF(A:A,"{NUMBER}",B:B)'])))
    assert what.endswith("NHS numbers in formulas.")
    assert carried(book(lambda _, s: s.append(["x", f"={DIGITS}+1.{DIGITS}"]))) == []


def test_numbers_that_programs_make_are_nobodys():
    page = f"https://example.org/wards?page={DIGITS}"
    for name, part in (
        ("xl/worksheets/_rels/sheet1.xml.rels", f'<Relationship Target="{page}"/>'),
        ("xl/charts/chart1.xml", f'<c:axId val="{DIGITS}"/>'),
        ("xl/pivotTables/pivotTable1.xml", f'<p xr:uid="{{{DIGITS[:8]}-0000-4943-4765-9191}}"/>'),
        ("xl/drawings/drawing1.xml", f'<a:ext cx="1{DIGITS}" cy="5"/>'),
    ):
        assert carried(with_part(PLAIN, name, part), "f.xlsx") == []
