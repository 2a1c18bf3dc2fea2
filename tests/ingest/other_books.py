"""A small workbook that can be written as ods, as xlsb and as xls, and the writer for ods.

A cell is a text, a number, or one of the classes below. Source: Open Document Format 1.3.
"""

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from tests.ingest.crafted_files import archive

CODES = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36}
CODES["#N/A"] = 42
PLAIN, BUILT_IN, OWN = 0, 1, 2
"""Cell styles: no format, format 10 (0.00%), and a format of the workbook's own (164)."""
OWN_FORMAT = '0.0%" of beds"'


@dataclass(frozen=True)
class Percent:
    """A number shown as a percentage."""

    value: float
    style: int = BUILT_IN


@dataclass(frozen=True)
class Error:
    code: str


@dataclass(frozen=True)
class Formula:
    """A formula with its saved answer: a number, a text, an Error, or None for no answer.

    `anew` asks that it be worked out again on opening.
    """

    answer: object = None
    anew: bool = False


@dataclass(frozen=True)
class Page:
    cells: dict
    name: str = "Data"
    hidden_rows: tuple = ()
    hidden_columns: tuple = ()
    merged: tuple = ()
    state: int = 0
    printed: str = ""
    records: bytes = b""
    """More records of the page, made for one kind of workbook."""

    @property
    def shape(self):
        rows, columns = zip(*self.cells, strict=True)
        return max(rows) + 1, max(columns) + 1

    def row(self, number):
        return sorted((c, value) for (r, c), value in self.cells.items() if r == number)


def page(*rows, **more):
    """A page of rows of values from A1 on; None leaves a cell out."""
    cells = {(r, c): v for r, row in enumerate(rows) for c, v in enumerate(row) if v is not None}
    return Page(cells, **more)


SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def ods(*pages):
    return ods_of("".join(map(_ods_table, pages)))


def ods_of(tables, before=""):
    """An ods workbook around the XML of its tables."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}'
        f'<office:document-content {SPACES} office:version="1.3">'
        '<office:automatic-styles><style:style style:name="t1" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    told = f'<m:file-entry m:full-path="/" m:media-type="{kind.decode()}"/>'
    told += '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>'
    manifest = f'<m:manifest xmlns:m="{space}">{told}</m:manifest>'.encode()
    return archive(
        [
            ("mimetype", kind),
            ("META-INF/manifest.xml", manifest),
            ("content.xml", content.encode()),
        ]
    )


def _ods_table(one):
    height, width = one.shape
    gone = ' table:visibility="collapse"'
    columns = "".join(
        f"<table:table-column{gone if c in one.hidden_columns else ''}/>" for c in range(width)
    )
    rows = ""
    for r in range(height):
        cells = "".join(_ods_cell(one, r, c) for c in range(width))
        rows += f"<table:table-row{gone if r in one.hidden_rows else ''}>{cells}</table:table-row>"
    style = ' table:style-name="t1"' if one.state else ""
    return f"<table:table table:name={quoteattr(one.name)}{style}>{columns}{rows}</table:table>"


def _ods_cell(one, row, column):
    value, told = one.cells.get((row, column)), ""
    for top, left, bottom, right in one.merged:
        if (top, left) == (row, column):
            told = (
                f' table:number-rows-spanned="{bottom - top + 1}"'
                f' table:number-columns-spanned="{right - left + 1}"'
            )
    if isinstance(value, Formula):
        told += ' table:formula="of:=[.A1]"'
        value = value.answer
        if value == "":
            return f"<table:table-cell{told}><text:p/></table:table-cell>"
    if value is None:
        return f"<table:table-cell{told}/>"
    if isinstance(value, Percent):
        told += f' office:value-type="percentage" office:value="{value.value}"'
        value = f"{value.value:.0%}"
    elif isinstance(value, Error):
        told += ' office:value-type="string" office:string-value="" calcext:value-type="error"'
        value = value.code
    elif isinstance(value, float):
        told += f' office:value-type="float" office:value="{value}"'
    else:
        told += ' office:value-type="string"'
    return f"<table:table-cell{told}><text:p>{escape(str(value))}</text:p></table:table-cell>"
