"""Sheets of a workbook: typed cells, a header that stays in sight, and notices above it."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, cast

from mhvalue.errors import ExportProblem
from mhvalue.export.cells import starts_formula, workbook_text
from mhvalue.export.names import sheet_name
from mhvalue.export.rows import Cell, Column, Table

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

A4: Final = 9
DAY: Final = "dd mmm yyyy"
NARROWEST: Final = 11
WIDEST: Final = 44
LONG_TEXT: Final = 80
LOOKED_AT: Final = 200
"""Rows looked at to choose a column's width."""
MOST_ROWS: Final = 1_048_576


def add_lines(
    book: "Workbook", name: str, lines: Sequence[tuple[str, str | date]], first: Sequence[str]
) -> None:
    """A sheet of headings with a text or a date beside each, below the notices."""
    from openpyxl.styles import Alignment

    sheet = _sheet(book, name, first)
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 110
    _add_notices(sheet, first)
    for heading, text in lines:
        said = _cell(sheet, text, Column("Text"))
        if said is not None:
            said.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        sheet.append([_bold(sheet, heading), said])


def add_table(book: "Workbook", table: Table, first: Sequence[str]) -> None:
    """A table below the notices; its header stays in sight, prints on each page and filters.

    Raises ExportProblem for more rows than a sheet can hold.
    """
    from openpyxl.utils import get_column_letter

    header = len(first) + 1
    if header + len(table.rows) > MOST_ROWS:
        raise ExportProblem(
            f"The table has {len(table.rows):,} rows, more than an Excel sheet can hold.",
            do="Choose fewer units or dates, or download it as a comma-separated file.",
        )
    sheet = _sheet(book, table.name, first)
    sheet.freeze_panes = f"A{header + 1}"
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A{header}:{last}{header + len(table.rows)}"
    sheet.print_title_rows = f"1:{header}"
    for place, column in enumerate(table.columns):
        letter = get_column_letter(place + 1)
        shown = [row[place] for row in table.rows[:LOOKED_AT]]
        sheet.column_dimensions[letter].width = _width(column, shown)
    _add_notices(sheet, first)
    sheet.append([_bold(sheet, column.heading, wrapped=True) for column in table.columns])
    for row in table.rows:
        cells = zip(row, table.columns, strict=True)
        sheet.append([_cell(sheet, value, column) for value, column in cells])


def _sheet(book: "Workbook", name: str, first: Sequence[str]) -> "Worksheet":
    """A new sheet that prints one page wide, with the notices at the top and foot of each."""
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.properties import PageSetupProperties

    # A write-only sheet has all of what is used here, but its type hints do not say so.
    sheet = cast("Worksheet", book.create_sheet(sheet_name(name, book.sheetnames)))
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    header.center.text = footer.left.text = ". ".join(first) or None
    footer.right.text = "Page &P of &N"
    sheet.oddHeader, sheet.oddFooter = header, footer
    return sheet


def _add_notices(sheet: "Worksheet", first: Sequence[str]) -> None:
    for notice in first:
        sheet.append([_bold(sheet, notice)])


def _bold(sheet: "Worksheet", text: str, *, wrapped: bool = False) -> "SheetCell":
    from openpyxl.styles import Alignment, Font

    cell = _written(sheet, text)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="top", wrap_text=wrapped)
    return cell


def _cell(sheet: "Worksheet", value: Cell, column: Column) -> "SheetCell | None":
    """A text, a number or a date as what it is; None for an empty cell."""
    from openpyxl.cell import WriteOnlyCell

    if value is None:
        return None
    if isinstance(value, str):
        return _written(sheet, value)
    cell = WriteOnlyCell(sheet)
    cell.value = value
    if isinstance(value, date):
        cell.number_format = DAY
    else:
        places = f".{'0' * column.decimals}" if column.decimals else ""
        cell.number_format = f"#,##0{places}"
    return cell


def _written(sheet: "Worksheet", text: str) -> "SheetCell":
    """A cell that holds the text as text, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=workbook_text(text))
    cell.data_type = "s"
    cell.quotePrefix = starts_formula(text)
    return cell


def _width(column: Column, shown: Sequence[Cell]) -> float:
    """Wide enough for the words of the heading and for the cells, within reason."""
    if column.kind == "long text":
        return LONG_TEXT
    words = max((len(word) for word in column.heading.split()), default=0)
    longest = max((len(text) for text in shown if isinstance(text, str)), default=0)
    return float(min(max(NARROWEST, words + 4, longest + 2), WIDEST))
