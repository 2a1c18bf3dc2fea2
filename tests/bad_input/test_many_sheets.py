"""Workbooks of very many or oddly named sheets (T20)."""

import openpyxl

from mhvalue.export.names import sheet_name
from mhvalue.ingest.sheets import readers
from tests.bad_input.person import saved


def sheets(*names):
    """A workbook with a month of falls on each sheet, a ward of its own on every one."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for place, name in enumerate(names):
        sheet = made.create_sheet(name)
        sheet.append(["Ward", "Month", "Falls"])
        for month in ("01/2024", "02/2024"):
            sheet.append([f"Ward {place}", month, place])
    return saved(made)


def test_T20_more_sheets_than_are_read(person, monkeypatch):
    assert readers.MOST_SHEETS == 300
    monkeypatch.setattr(readers, "MOST_SHEETS", 12)
    result = person.reads("many.xlsx", sheets(*(f"S{place}" for place in range(20))))
    assert result.facts.frame["unit"].nunique() == 12
    said = (
        "8 of 20 sheets were left out: only the first 12 sheets are read (S12, S13, S14, S15, S16"
    )
    assert f"{said} and 3 more). They were not read." in person.warnings()


ODD = ("\U0001f600" * 15, "\u202edraw", "con", "a" * 31, "A" * 30, "<b>x<b>", "$x$ _y_")


def test_T20_odd_names_of_sheets_are_shown_as_typed(person):
    result = person.reads("odd.xlsx", sheets(*ODD))
    assert result.facts.frame["unit"].nunique() == len(ODD)
    (box,) = [box for box in person.app.selectbox if box.label.startswith("Tables found")]
    assert [option.partition(". ")[2].partition(":")[0] for option in box.options] == list(ODD)


def test_T20_names_of_sheets_written_are_short_and_unlike():
    names: list[str] = []
    for wanted in ("con", "a" * 40, "A" * 40, "\U0001f600" * 31, "[x]:*?/\\", "", "'x'"):
        names.append(sheet_name(wanted, names))
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name.encode("utf-16-le")) // 2 <= 31 for name in names)
    assert not any(set(name) & set("[]:*?/\\") for name in names)
