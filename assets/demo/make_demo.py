"""Writes mhvalue-demo.xlsx, the workbook of a trust that does not exist.

Run it from anywhere: python assets/demo/make_demo.py. The same numbers come out every time.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import numpy as np
from calendar_of_demo import MONTHS, SEED
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from teams import GROUPS, TEAMS, team_months
from trust import NAME, group_months, trust_months, trust_quarters
from wards import OLDER, REHAB, WARDS, Amounts, ward_months

WORKBOOK = Path(__file__).with_name("mhvalue-demo.xlsx")
TITLE = "SYNTHETIC DEMONSTRATION DATA, not a real trust"
MADE_ON = datetime(2026, 4, 20, 9, 0, 0)

Cell = str | float | int | date | None
Row = dict[str, Cell]

WARD_ITEMS = (
    "Beds",
    "Available bed days",
    "Occupied bed days",
    "Leave days",
    "Admissions",
    "Admissions not known to services",
    "Discharges",
    "Total LOS of discharges",
    "Sum of LOS squared",
    "Discharges over 60 days",
    "Inpatients at month end",
    "LOS so far",
    "LOS so far squared",
    "CRFD days",
    "Discharges eligible for readmission",
    "Readmitted within 14 days",
    "Eligible for 72 hour follow up",
    "Followed up within 72 hours",
    "Restraints",
    "Self harm",
    "FFT responses",
    "FFT good or very good",
    "FTE days available",
    "FTE days lost",
    "Total pay (£)",
    "Bank spend (£)",
    "Agency spend (£)",
    "Cost of completed stays",
)
TEAM_ITEMS = (
    "Clinical WTE",
    "Caseload",
    "Referrals received",
    "Attended contacts",
    "DNAs",
    "Cancelled by provider",
    "Median wait to second contact",
    "Closed referrals 2+ contacts",
    "Paired outcomes",
    "CYP with 1+ contact (12 months)",
    "CYP median wait to first contact",
    "Urgent crisis referrals seen",
    "Urgent referrals seen within 24 hours",
    "ADHD waiting list",
    "ADHD over 52 weeks",
    "Finished courses",
    "Not at caseness",
    "Started within 6 weeks",
    "Reliably recovered",
    "FFT responses",
    "FFT good or very good",
    "FTE days available",
    "FTE days lost",
    "Total pay (£)",
    "Bank spend (£)",
    "Agency spend (£)",
)
GROUP_ITEMS = (
    "Standardised detention rate",
    "Detentions",
    "Population",
    "Finished courses",
    "Not at caseness",
    "Reliably recovered",
)


def rows_of(amounts: Amounts, labels: Row, items: tuple[str, ...]) -> Iterator[Row]:
    """One row a month: the labels, the month, then the items; blank where nothing is recorded."""
    for place, month in enumerate(MONTHS):
        row: Row = {**labels, "Month": month}
        for item in items:
            row[item] = _cell(amounts, item, place)
        yield row


def _cell(amounts: Amounts, item: str, place: int) -> Cell:
    if item not in amounts or np.isnan(amounts[item][place]):
        return None
    value = float(amounts[item][place])
    return int(value) if value.is_integer() else round(value, 3)


def ward_rows() -> list[Row]:
    """The sheet of wards; small counts of the first year are starred on quiet wards."""
    rows: list[Row] = []
    for index, ward in enumerate(WARDS):
        labels: Row = {
            "Ward": ward.name,
            "Kind of service": ward.kind,
            "Locality": ward.locality,
        }
        rows += rows_of(ward_months(index), labels, WARD_ITEMS)
    for row in rows:
        if row["Kind of service"] in (OLDER, REHAB) and str(row["Month"]) < "2023-04-01":
            _star(row, "Restraints", "Self harm")
    _leave_blank(rows, ("FFT responses", "FFT good or very good"), 8, 1)
    _leave_blank(rows, ("FTE days available", "FTE days lost"), 5, 2)
    return rows


def team_rows() -> list[Row]:
    """The sheet of community teams."""
    rows: list[Row] = []
    for index, team in enumerate(TEAMS):
        labels: Row = {
            "Team": team.name,
            "Kind of service": team.kind,
            "Locality": team.locality,
        }
        rows += rows_of(team_months(index), labels, TEAM_ITEMS)
    _leave_blank(rows, ("FFT responses", "FFT good or very good"), 10, 3)
    _leave_blank(rows, ("Attended contacts", "DNAs"), 3, 4)
    return rows


def trust_rows() -> list[Row]:
    """The sheet of the whole trust."""
    amounts = trust_months()
    return list(rows_of(amounts, {"Trust": NAME}, tuple(amounts)))


def quarter_rows() -> list[Row]:
    """The sheet of quarterly figures, its quarters written as people write them."""
    amounts = trust_quarters()
    rows: list[Row] = []
    for place in range(16):
        year = 2022 + place // 4
        label = f"Q{place % 4 + 1} {year}/{(year + 1) % 100}"
        cells = {item: _cell(amounts, item, place) for item in amounts}
        rows.append({"Trust": NAME, "Quarter": label, **cells})
    return rows


def group_rows() -> list[Row]:
    """The sheet of ethnic groups; detentions under 5 are starred as published files do."""
    rows: list[Row] = []
    for index, group in enumerate(GROUPS):
        labels: Row = {"Trust": NAME, "Ethnic group": group}
        rows += rows_of(group_months(index), labels, GROUP_ITEMS)
    for row in rows:
        _star(row, "Detentions")
    return rows


def _star(row: Row, *items: str) -> None:
    for item in items:
        value = row[item]
        if isinstance(value, int) and value < 5:
            row[item] = "*"


def _leave_blank(rows: list[Row], items: tuple[str, ...], count: int, stream: int) -> None:
    """Blank the same items in some rows, as when nobody sent the figures."""
    rng = np.random.default_rng([SEED, 7, stream])
    for place in rng.choice(len(rows), count, replace=False):
        for item in items:
            rows[int(place)][item] = None


SHEETS = (
    ("Wards", "Month by month from the ward returns. Kind of service as commissioned.", ward_rows),
    ("Community teams", "Contacts and caseloads from the patient record system.", team_rows),
    ("Trust", "Trust totals. Unit costs are those of 2022/23.", trust_rows),
    ("Trust quarterly", "Physical health checks, each quarter over 12 months.", quarter_rows),
    ("Ethnicity", "* is a count below 5. Rates are over 12 months.", group_rows),
)


def workbook() -> Workbook:
    """The whole workbook: on each sheet a title, a note, then the table."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, note, rows in SHEETS:
        _fill(book.create_sheet(name), note, rows())
    book.properties.creator = "mhvalue"
    book.properties.title = TITLE
    book.properties.created = MADE_ON
    return book


def _fill(sheet: Worksheet, note: str, rows: list[Row]) -> None:
    sheet.append([f"{TITLE}: {sheet.title.lower()}"])
    sheet.append([note])
    headings = list(rows[0])
    sheet.append(headings)
    for row in rows:
        sheet.append(list(row.values()))
    sheet["A1"].font = Font(bold=True, size=14)
    for place, heading in enumerate(headings, start=1):
        sheet.cell(3, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = max(11, len(heading) * 0.9)
        if heading == "Month":
            for line in range(4, len(rows) + 4):
                sheet.cell(line, place).number_format = "mmm-yy"
    sheet.freeze_panes = "A4"


def as_bytes(book: Workbook) -> bytes:
    """The workbook as a file whose bytes do not depend on when it was made."""
    saved, fixed = io.BytesIO(), io.BytesIO()
    book.save(saved)
    stamp = f"{MADE_ON.isoformat()}Z".encode()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, content)
            new.writestr(
                zipfile.ZipInfo(entry.filename, (2026, 4, 20, 9, 0, 0)),
                content,
                zipfile.ZIP_DEFLATED,
                9,
            )
    return fixed.getvalue()


if __name__ == "__main__":
    WORKBOOK.write_bytes(as_bytes(workbook()))
