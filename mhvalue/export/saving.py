"""A workbook as a file: without an author, and the same bytes whenever it is made."""

from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from mhvalue.export.package import settled

if TYPE_CHECKING:
    from openpyxl import Workbook


def saved(book: "Workbook", made_on: date, title: str) -> bytes:
    """The file; its only date is the day it was made on."""
    from zipfile import ZipFile

    from openpyxl.packaging.core import DocumentProperties
    from openpyxl.workbook.properties import CalcProperties
    from openpyxl.writer.excel import ExcelWriter

    day = datetime(made_on.year, made_on.month, made_on.day)
    book.properties = DocumentProperties(creator=None, title=title, created=day, modified=day)
    # There are no formulas: nothing to work out on opening, so nothing to be asked to save.
    book.calculation = CalcProperties(fullCalcOnLoad=False)
    package = BytesIO()
    with ZipFile(package, "w") as archive:
        ExcelWriter(book, archive).write_data()
    return settled(package.getvalue())
