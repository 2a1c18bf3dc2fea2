"""Figures counted as something narrower than the file says: occupancy, with or without leave."""

from typing import Final

import numpy as np

from mhvalue.catalogue.schema import Catalogue, Item, Metric
from mhvalue.facts import Facts
from mhvalue.ingest.headings import plain
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import AS_IN_FILE, TableReading
from mhvalue.ingest.sheets.cells import Sheet, cell_name, column_name
from mhvalue.ingest.vocabulary import folded

ABOVE: Final = 30
"""Rows above a table in which a title may say what its headings do not."""


def told_unsaid(
    sheet: Sheet, table: TableReading, facts: Facts, catalogue: Catalogue, file: str
) -> list[Problem]:
    """What the headings, and the texts above the table, leave open of what its figures count."""
    narrower = catalogue.narrower
    items = facts.frame["item"].cat
    asked = [name for name in items.categories if name in narrower]
    if not asked:
        return []
    around = " ".join((file, sheet.name, *_above(sheet, table)))
    found: list[Problem] = []
    for name in asked:
        entry = narrower[name]
        rows = facts.frame[(facts.frame["item"] == name).to_numpy()]
        if rows.empty:
            continue
        headings = rows["heading"].cat
        silent_codes = [
            code
            for code, text in enumerate(headings.categories)
            if not any(
                _says(entry, f"{one} {around}") for one in _headings(sheet, table, text, entry)
            )
        ]
        silent = rows[np.isin(headings.codes.to_numpy(), silent_codes)]
        if len(silent):
            first = int(silent["row"].iloc[0]), int(silent["column"].iloc[0])
            found.append(_doubt(entry, catalogue, sheet, file, first))
    return found


def _doubt(
    entry: Item | Metric, catalogue: Catalogue, sheet: Sheet, file: str, first: tuple[int, int]
) -> Problem:
    wider = catalogue.items.get(entry.wider)
    other = wider.name if wider else f"{AS_IN_FILE.rstrip(': ')} and their name"
    return Problem(
        f"Figures in column {column_name(first[1])} count as {entry.name}; the file does not say "
        f"{entry.unsaid}.",
        file, sheet.name, cell_name(*first), "They were read as that.",
        f"If they may be more than that, choose {other} under Counts as on Upload.",
    )  # fmt: skip


def _says(entry: Item | Metric, text: str) -> bool:
    said = {*folded(text).split()}
    return any(word in said for word in entry.told_by)


def _above(sheet: Sheet, table: TableReading) -> list[str]:
    top = table.header_rows[0] if table.header_rows else table.first_row
    rows = sheet.rows(max(top - ABOVE, 0), top)
    return [plain(value) for row in rows for value in row if isinstance(value, str)]


def _headings(sheet: Sheet, table: TableReading, heading: str, entry: Item | Metric) -> list[str]:
    """A heading as the facts keep it; all those of the table where they keep the item's name."""
    if heading != entry.name:
        return [heading]
    rows = [sheet.rows(row, row + 1)[0] for row in table.header_rows]
    told = [plain(value) for row in rows for value in row if value]
    return told or [heading]
