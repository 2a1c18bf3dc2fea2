"""Readings of small made-up files, written as a person would describe them."""

from mhvalue.ingest.reading import Column, Reading, TableReading

ITEMS = {"Admissions": "admissions", "Discharges": "discharges", "Bank spend": "bank_spend"}


def column(index, heading, role=None, *, item=None, name=""):
    """A column; a heading of ITEMS is a figure of that item."""
    role = role or ("amount" if heading in ITEMS else "ignore")
    if item is None:
        item = ITEMS.get(heading, heading if role == "amount" else "")
    return Column(index, heading, role, item, name)


def table(*columns, sheet="Wards", first_row=3, last_row=20, **rest):
    """A table with its headings right above its first row."""
    known = {"header_rows": (first_row - 1,), "level": "Ward", **rest}
    return TableReading(
        sheet=sheet, first_row=first_row, last_row=last_row, columns=tuple(columns), **known
    )


def wards(**rest):
    """Ward, month, admissions, discharges."""
    return table(
        column(0, "Ward", "unit"),
        column(1, "Month", "period"),
        column(2, "Admissions"),
        column(3, "Discharges"),
        **rest,
    )


def reading(*tables, **rest):
    """A reading of these tables."""
    return Reading(tables=tables, **rest)
