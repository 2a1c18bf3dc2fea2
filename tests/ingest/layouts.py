"""Workbooks of many layouts made from known figures, for reading them back."""

import csv
import datetime
import io
from dataclasses import dataclass, field

import openpyxl
from openpyxl.utils import get_column_letter

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FULL = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
SPELLINGS = {
    "Apr-24": lambda y, m: f"{MONTHS[m - 1]}-{y % 100:02}",
    "April 2024": lambda y, m: f"{FULL[m - 1]} {y}",
    "Apr 2024": lambda y, m: f"{MONTHS[m - 1]} {y}",
    "2024-04": lambda y, m: f"{y}-{m:02}",
    "2024_04": lambda y, m: f"{y}_{m:02}",
    "01/04/2024": lambda y, m: f"01/{m:02}/{y}",
    "date": lambda y, m: datetime.datetime(y, m, 1),
    "2024/25 M01": lambda y, m: (
        f"{y - (m < 4)}/{(y - (m < 4) + 1) % 100:02} M{(m - 4) % 12 + 1:02}"
    ),
}


class Share(float):
    """A share of one in a cell that shows it as a percentage."""


@dataclass
class Page:
    """One sheet as cells by row and column, with merged ranges and number formats."""

    cells: dict[tuple[int, int], object] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    percent: set[tuple[int, int]] = field(default_factory=set)
    next_row: int = 0

    def put(self, row, column, value):
        if value not in (None, ""):
            self.cells[row, column] = value
        if isinstance(value, Share):
            self.percent.add((row, column))

    def line(self, *values, left=0):
        for place, value in enumerate(values):
            self.put(self.next_row, left + place, value)
        self.next_row += 1

    def merge(self, first_row, first_column, last_row, last_column):
        if (first_row, first_column) != (last_row, last_column):
            self.merged.append((first_row, first_column, last_row, last_column))


def xlsx(pages):
    """The pages as a workbook."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, page in pages.items():
        sheet = book.create_sheet(name)
        for (row, column), value in page.cells.items():
            cell = sheet.cell(row + 1, column + 1, value)
            if isinstance(value, datetime.datetime):
                cell.number_format = "mmm-yy"
            elif (row, column) in page.percent:
                cell.number_format = "0.0%"
        for top, left, bottom, right in page.merged:
            first, last = get_column_letter(left + 1), get_column_letter(right + 1)
            sheet.merge_cells(f"{first}{top + 1}:{last}{bottom + 1}")
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def csv_text(page):
    """One page as the bytes of a CSV file."""
    height = 1 + max(row for row, _ in page.cells)
    width = 1 + max(column for _, column in page.cells)
    made = io.StringIO()
    writer = csv.writer(made)
    for row in range(height):
        writer.writerow([_as_text(page.cells.get((row, column), "")) for column in range(width)])
    return made.getvalue().encode()


def _as_text(value):
    return value.strftime("%d/%m/%Y") if isinstance(value, datetime.datetime) else value


def long_table(page, truth, say, left):
    """Ward and month down, one column an item."""
    first = page.next_row
    page.line("Ward", "Month", *truth.items, left=left)
    for unit in truth.units:
        for month in truth.months:
            shown = [truth.shown(item, unit, month) for item in truth.items]
            page.line(unit, say(*month), *shown, left=left)
    return first


def months_across(page, truth, say, left, *, merged, gap=0):
    """Wards down, months across; several items stand side by side under merged labels.

    `gap` blank columns stand between the wards and the months.
    """
    if len(truth.items) > 1:
        for place, item in enumerate(truth.items):
            start = left + 1 + gap + place * len(truth.months)
            page.put(page.next_row, start, item)
            if merged:
                page.merge(page.next_row, start, page.next_row, start + len(truth.months) - 1)
        page.next_row += 1
    space = [None] * gap
    heads = [say(*month) for month in truth.months] * len(truth.items)
    page.line("Ward", *space, *heads, left=left)
    for unit in truth.units:
        shown = [truth.shown(i, unit, m) for i in truth.items for m in truth.months]
        page.line(unit, *space, *shown, left=left)


def year_of(year, month, *, financial):
    """The year of a month as a person writes it: 2024, or 2024/25 from April."""
    first = year - (financial and month < 4)
    return f"{first}/{(first + 1) % 100:02}" if financial else first


def months_under_years(page, truth, left, *, merged, financial):
    """Wards down, the names of months across, each year once above its months."""
    years = [year_of(*month, financial=financial) for month in truth.months]
    for place, year in enumerate(years):
        if place == 0 or years[place - 1] != year:
            last = len(years) - 1 - years[::-1].index(year)
            page.put(page.next_row, left + 1 + place, year)
            if merged:
                page.merge(page.next_row, left + 1 + place, page.next_row, left + 1 + last)
    page.next_row += 1
    months_across(page, truth, lambda y, m: FULL[m - 1], left, merged=merged)


def one_month_measures_down(page, truth, month, left):
    """Measures down and one column a ward, all of one month."""
    page.line("Measure", *truth.units, left=left)
    for item in truth.items:
        page.line(item, *[truth.shown(item, unit, month) for unit in truth.units], left=left)


def metrics_down(page, truth, say, left, *, merged):
    """Ward and measure down, months across; the ward's name stands once for all its measures."""
    page.line("Ward", "Measure", *[say(*month) for month in truth.months], left=left)
    for unit in truth.units:
        top = page.next_row
        for item in truth.items:
            name = unit if page.next_row == top or not merged else None
            shown = [truth.shown(item, unit, month) for month in truth.months]
            page.line(name, item, *shown, left=left)
        if merged:
            page.merge(top, left, page.next_row - 1, left)


def units_across(page, truth, say, left, *, merged):
    """Months down, wards across under a label for each item."""
    for place, item in enumerate(truth.items):
        start = left + 1 + place * len(truth.units)
        page.put(page.next_row, start, item)
        if merged:
            page.merge(page.next_row, start, page.next_row, start + len(truth.units) - 1)
    page.next_row += 1
    page.line("Month", *(list(truth.units) * len(truth.items)), left=left)
    for month in truth.months:
        shown = [truth.shown(i, unit, month) for i in truth.items for unit in truth.units]
        page.line(say(*month), *shown, left=left)


def one_unit(page, truth, unit, say, left):
    """Months down and one column an item, all of one ward."""
    page.line("Month", *truth.items, left=left)
    for month in truth.months:
        page.line(say(*month), *[truth.shown(i, unit, month) for i in truth.items], left=left)


def one_month(page, truth, month, left):
    """Wards down and one column an item, all of one month."""
    page.line("Ward", *truth.items, left=left)
    for unit in truth.units:
        page.line(unit, *[truth.shown(i, unit, month) for i in truth.items], left=left)


def over_all(page, truth, left, width):
    """One more label above the header, over all of its columns of figures."""
    page.put(page.next_row, left + 1, "Inpatient activity")
    page.merge(page.next_row, left + 1, page.next_row, left + width)
    page.next_row += 1
