"""Figures and findings as an Excel workbook, with a first sheet that says what they are."""

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

from mhvalue.export.about import About, lines
from mhvalue.export.doorway import Finding, admit_together, notices
from mhvalue.export.package import settled
from mhvalue.export.rows import figures, trend_rows, variation_rows
from mhvalue.export.sheets import add_lines, add_table
from mhvalue.findings.trend import TrendFinding
from mhvalue.findings.variation import VariationFinding
from mhvalue.privacy.disclosure import Protected

if TYPE_CHECKING:
    from openpyxl import Workbook

TITLE: Final = "Figures from mhvalue"


@dataclass(frozen=True, eq=False)
class Contents:
    """What goes into a workbook: the figures, what is said of them, and the findings made."""

    protected: Protected
    about: About
    trends: tuple[TrendFinding, ...] = ()
    variation: VariationFinding | None = None


def workbook(contents: Contents) -> bytes:
    """The workbook as a file; the same contents make the same bytes.

    Raises ExportProblem for figures or findings that did not go through the sharing rule, or
    that went through another one.
    """
    from openpyxl import Workbook

    found: tuple[Finding, ...] = contents.trends
    if contents.variation is not None:
        found = (*found, contents.variation)
    admit_together(contents.protected, found)
    book = Workbook(write_only=True)
    first = notices(contents.protected, demo=contents.about.demo)
    add_lines(book, "About", lines(contents.about, contents.protected), first)
    add_table(book, figures(contents.protected), first)
    if contents.trends:
        add_table(book, trend_rows(contents.trends), first)
    if contents.variation is not None:
        add_table(book, variation_rows(contents.variation), first)
    return _saved(book, contents.about.made_on)


def _saved(book: "Workbook", made_on: date) -> bytes:
    """The file without an author; its only date is the day it was made on."""
    from zipfile import ZipFile

    from openpyxl.packaging.core import DocumentProperties
    from openpyxl.workbook.properties import CalcProperties
    from openpyxl.writer.excel import ExcelWriter

    day = datetime(made_on.year, made_on.month, made_on.day)
    book.properties = DocumentProperties(creator=None, title=TITLE, created=day, modified=day)
    # There are no formulas: nothing to work out on opening, so nothing to be asked to save.
    book.calculation = CalcProperties(fullCalcOnLoad=False)
    package = BytesIO()
    with ZipFile(package, "w") as archive:
        ExcelWriter(book, archive).write_data()
    return settled(package.getvalue())
