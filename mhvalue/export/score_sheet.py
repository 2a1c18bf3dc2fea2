"""A score sheet for one scorer: metrics down, criteria across, what the scores mean beside it."""

from datetime import date
from typing import TYPE_CHECKING, Final, cast

from mhvalue.export.cells import starts_formula, workbook_text
from mhvalue.export.rows import Column, Table
from mhvalue.export.saving import saved
from mhvalue.export.sheets import add_table
from mhvalue.shortlist import layout
from mhvalue.shortlist.criteria import CRITERIA, HIGHEST, NAMES
from mhvalue.shortlist.records import tidy
from mhvalue.shortlist.workshop import Workshop

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

TITLE: Final = "Score sheet from mhvalue"
HEADER_ROW: Final = 7
TO_FILL_IN: Final = "FFF4CC"

_HOW: Final = (
    f"Give each metric 0 to {HIGHEST} on each criterion: the sheet "
    f'"{layout.ANCHOR_SHEET}" says what the numbers mean. Leave blank what you cannot judge.'
)
_ID_WIDTH: Final = 24
_NAME_WIDTH: Final = 52
_SCORE_WIDTH: Final = 16


def score_sheet(workshop: Workshop, made_on: date, scorer: str = "") -> bytes:
    """The score sheet as an .xlsx file, with what the scorer has given so far.

    Without a scorer the name is left to be filled in. The same contents make the same bytes.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    _add_scores(book, workshop, tidy(scorer))
    add_table(book, anchors(workshop), ())
    if workshop.prescores:
        add_table(book, _from_data(workshop), ())
    return saved(book, made_on, TITLE)


def anchors(workshop: Workshop) -> Table:
    """What 0 to 4 mean on each criterion, with the group's weights."""
    columns = (
        Column("Criterion"),
        Column("Weight", "count", 0 if all(w.is_integer() for w in workshop.weights) else 2),
        *(Column(str(points)) for points in range(HIGHEST + 1)),
    )
    pairs = zip(CRITERIA, workshop.weights, strict=True)
    rows = tuple((each.name, weight, *each.anchors) for each, weight in pairs)
    return Table(layout.ANCHOR_SHEET, columns, rows)


def _from_data(workshop: Workshop) -> Table:
    """What the open data give, beside the scores and never in them: people judge for themselves."""
    columns = (
        Column("Metric"),
        Column("Criterion"),
        Column("From the data", "count"),
        Column("How", "long text"),
    )
    rows = tuple(
        (workshop.names[p.metric], NAMES[p.criterion], p.points, p.how) for p in workshop.prescores
    )
    return Table(layout.DATA_SHEET, columns, rows)


def _add_scores(book: "Workbook", workshop: Workshop, scorer: str) -> None:
    from openpyxl.worksheet.page import PrintPageSetup
    from openpyxl.worksheet.properties import PageSetupProperties

    # A write-only sheet has all of what is used here, but its type hints do not say so.
    sheet = cast("Worksheet", book.create_sheet(layout.SCORE_SHEET))
    sheet.page_setup = PrintPageSetup(orientation="landscape", paperSize=9, fitToHeight=0)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    _set_widths(sheet)
    _allow_scores_only(sheet, len(workshop.metrics))
    sheet.append([_text(sheet, f"Score sheet: {workshop.title}", bold=True)])
    sheet.append([_text(sheet, _HOW)])
    sheet.append([_text(sheet, layout.NAME_LABEL, bold=True), _open(sheet, scorer or None)])
    sheet.append([_text(sheet, layout.WORKSHOP_LABEL), _text(sheet, workshop.id)])
    sheet.append([_text(sheet, layout.VERSION_LABEL), workshop.version])
    sheet.append([])
    headings = (layout.ID_HEADING, layout.NAME_HEADING, *NAMES.values())
    sheet.append([_text(sheet, heading, bold=True) for heading in headings])
    given = {(s.metric, s.criterion): s.points for s in workshop.scores if s.scorer == scorer}
    for metric in workshop.metrics:
        scores = [_open(sheet, given.get((metric.id, each.id))) for each in CRITERIA]
        sheet.append([_text(sheet, metric.id), _text(sheet, metric.name), *scores])


def _set_widths(sheet: "Worksheet") -> None:
    from openpyxl.utils import get_column_letter

    widths = (_ID_WIDTH, _NAME_WIDTH, *(_SCORE_WIDTH for _ in CRITERIA))
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width


def _allow_scores_only(sheet: "Worksheet", metrics: int) -> None:
    """Let the spreadsheet itself refuse anything but 0 to 4."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(
        type="whole",
        operator="between",
        formula1="0",
        formula2=str(HIGHEST),
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Not a score",
        error=f"Enter a whole number from 0 to {HIGHEST}, or leave it blank.",
    )
    last = get_column_letter(2 + len(CRITERIA))
    rule.add(f"C{HEADER_ROW + 1}:{last}{HEADER_ROW + metrics}")
    sheet.data_validations.append(rule)


def _text(sheet: "Worksheet", text: str, *, bold: bool = False) -> "SheetCell":
    """A cell that holds the text as text, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    cell = WriteOnlyCell(sheet, value=workbook_text(text))
    cell.data_type = "s"
    cell.quotePrefix = starts_formula(text)
    if bold:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="top", wrap_text=text in NAMES.values())
    return cell


def _open(sheet: "Worksheet", value: str | int | None) -> "SheetCell":
    """A cell to be filled in, with a frame and a tint."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Border, PatternFill, Side

    cell = _text(sheet, value) if isinstance(value, str) else WriteOnlyCell(sheet, value=value)
    side = Side(style="thin", color="768692")
    cell.border = Border(left=side, right=side, top=side, bottom=side)
    cell.fill = PatternFill("solid", fgColor=TO_FILL_IN)
    return cell
