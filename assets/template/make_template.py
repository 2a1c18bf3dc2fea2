"""Writes mhvalue-template.xlsx, the workbook to fill in where no other file can be had.

Run it with the project installed: python assets/template/make_template.py. It has three sheets:
figures to fill in, units to fill in, and a dictionary made from the catalogue.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from mhvalue.catalogue.loader import load
from mhvalue.catalogue.schema import BUILT_IN, Catalogue, Item

WORKBOOK: Final = Path(__file__).with_name("mhvalue-template.xlsx")
MADE_ON: Final = datetime(2026, 4, 20, 9, 0, 0)
ROWS_PREPARED: Final = 2000
WIDEST: Final = 70

LABELS: Final = ("Unit", "Kind of service", "Locality", "Month")
CORE: Final = (
    "beds", "available_bed_days", "occupied_bed_days", "leave_days", "admissions", "discharges",
    "discharged_stay_days", "discharges_60plus", "open_stays", "delayed_days", "oap_bed_days",
    "readmission_eligible", "readmissions_14", "followup_eligible", "followups_72h",
    "detentions", "restrictive_interventions", "self_harm_incidents", "referrals",
    "referrals_accepted", "referral_discharges", "attended_contacts", "missed_contacts",
    "provider_cancelled_contacts", "caseload", "crisis_urgent_seen", "crisis_seen_24h",
    "tt_finished", "tt_started_6wk", "tt_not_caseness", "tt_reliable_recovered",
    "fft_responses", "fft_good", "funded_wte", "staff_in_post_wte", "clinical_wte",
    "sickness_days_lost", "sickness_days_available", "pay_spend", "bank_spend",
    "agency_spend", "spend",
)  # fmt: skip
UNIT_HEADINGS: Final = (
    "Level", "Unit", "Code", "Kind of service", "Beds", "Opened", "Closed", "Merged into",
    "Parent level", "Parent",
)  # fmt: skip
DICTIONARY_HEADINGS: Final = (
    "Name", "What it counts", "Unit", "Over months", "Over units", "Over groups",
    "Also known as", "MHSDS measures", "Note",
)  # fmt: skip
ADDS: Final = {
    "sum": "is added up",
    "average": "is averaged",
    "closing": "the last one counts",
    "never": "is never added up",
}
GUIDE: Final = (
    "Figures: one row for each unit and month. Leave a cell blank where there is no figure; write"
    " * where a small number is hidden.",
    "Units: one row for each unit. A unit with several parents has several rows. Give dates of"
    " opening and closing, and what a closed unit was merged into.",
    "Columns that nobody uses may stay blank or be taken out. A column of any name below may be"
    " added to Figures, and so may columns of your own.",
    "Never put names or numbers of people into this workbook: figures of units alone.",
)
_HEAD: Final = PatternFill("solid", start_color="FFE8EDEE")


def workbook() -> Workbook:
    """The template with its three sheets."""
    catalogue = load()
    book = Workbook()
    figures = book.active
    assert isinstance(figures, Worksheet)
    figures.title = "Figures"
    _headings(figures, 1, (*LABELS, *(catalogue.items[item].name for item in CORE)))
    _format(figures, LABELS.index("Month") + 1, "mmm yyyy")
    figures.freeze_panes = figures.cell(2, len(LABELS) + 1)
    units = book.create_sheet("Units")
    _headings(units, 1, UNIT_HEADINGS)
    for heading in ("Opened", "Closed"):
        _format(units, UNIT_HEADINGS.index(heading) + 1, "dd/mm/yyyy")
    _offer_levels(units)
    units.freeze_panes = "A2"
    _dictionary(book.create_sheet("Dictionary"), catalogue)
    return book


def _dictionary(sheet: Worksheet, catalogue: Catalogue) -> None:
    """What every item of the catalogue means, the ones on the first sheet before all others."""
    for row, line in enumerate(GUIDE, 1):
        sheet.cell(row, 1, line)
    top = len(GUIDE) + 2
    _headings(sheet, top, DICTIONARY_HEADINGS)
    rest = (name for name in catalogue.items if name not in CORE and name not in BUILT_IN)
    for row, name in enumerate((*CORE, *rest), top + 1):
        for column, text in enumerate(_entry(catalogue.items[name]), 1):
            sheet.cell(row, column, text or None)
    sheet.freeze_panes = sheet.cell(top + 1, 2)
    for column, width in enumerate((52, 14, 14, 20, 20, 20, WIDEST, 18, WIDEST), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _entry(item: Item) -> tuple[str, ...]:
    return (
        item.name,
        item.counts,
        item.unit,
        *(ADDS[how] for how in (item.over_time, item.over_units, item.over_groups)),
        "; ".join(item.spellings),
        ", ".join(item.mhsds),
        item.note,
    )


def _headings(sheet: Worksheet, row: int, texts: Sequence[str]) -> None:
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(row, column, text)
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(column)].width = 18
    sheet.row_dimensions[row].height = 62


def _format(sheet: Worksheet, column: int, shown: str) -> None:
    """How a whole column of dates is shown, without making its cells."""
    sheet.column_dimensions[get_column_letter(column)].number_format = shown


def _offer_levels(sheet: Worksheet) -> None:
    offered = _list(("Ward", "Team", "Service", "Locality", "Directorate", "Trust"))
    sheet.add_data_validation(offered)
    offered.add(f"A2:A{ROWS_PREPARED}")


def _list(texts: Iterable[str]) -> DataValidation:
    return DataValidation(
        type="list", formula1=f'"{",".join(texts)}"', allow_blank=True, showErrorMessage=False
    )


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
