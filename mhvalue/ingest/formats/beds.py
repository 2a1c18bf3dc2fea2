"""KH03: NHS England's average daily available and occupied beds, each quarter.

By sector, or by the consultant's specialty. Blocks for available beds, occupied beds and the share
occupied stand side by side, each with a column for each sector; the block's name stands above its
first column. Beds by specialty may have a sheet for each instead.
"""

import re
from typing import Final

import numpy as np

from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import Facts
from mhvalue.ingest.dates_in_text import in_text, named_period
from mhvalue.ingest.formats.mhsds import Layout
from mhvalue.ingest.formats.statements import (
    EVERYBODY,
    Amounts,
    Rows,
    Said,
    each,
    facts_of,
    figures,
    same,
)
from mhvalue.ingest.headings import plain
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.unit_levels import is_national
from mhvalue.ingest.values import Figures
from mhvalue.ingest.vocabulary import folded
from mhvalue.ingest.year_parts import joined
from mhvalue.periods import Period, period
from mhvalue.units import Unit

NEEDED: Final = {
    "acute": ("general & acute", "general and acute"),
    "learning": ("learning disabilities", "learning disability", "learning disabilites"),
    "maternity": ("maternity",),
    "mental": ("mental illness",),
}
BY_SPECIALTY: Final = {
    "adult": ("710 adult mental illness", "adult mental illness"),
    "old age": ("715 old age psychiatry", "old age psychiatry"),
}
WELCOME: Final = {
    "code": ("org code", "organisation code", "provider code", "code"),
    "name": ("org name", "organisation name", "provider name", "name"),
    "year": ("year", "financial year"),
    "period": ("period end", "period", "quarter", "month"),
    "region": ("region name", "region", "region code"),
}
ENGLAND: Final = ("England", "England")
_SECTORS: Final = {
    "total": "all",
    "general & acute": "General and acute",
    "general and acute": "General and acute",
    "learning disabilities": "Learning disabilities",
    "learning disability": "Learning disabilities",
    "learning disabilites": "Learning disabilities",
    "maternity": "Maternity",
    "mental illness": "Mental illness",
}
_SPECIALTY: Final = re.compile(
    r"\d{3}\s+\S.*|adult mental illness|old age psychiatry", re.IGNORECASE
)
_ITEMS: Final = {
    ("unclear", False): ("kh03_beds", "Beds, available or occupied"),
    ("unclear", True): (
        "kh03_day_only_beds",
        "Day only beds, available or occupied",
    ),
    ("available", False): ("beds", "Available beds"),
    ("occupied", False): ("occupied_beds", "Occupied beds"),
    ("share", False): ("occupied_beds_percent", "% of beds occupied"),
    ("available", True): ("day_only_beds", "Available day only beds"),
    ("occupied", True): ("occupied_day_only_beds", "Occupied day only beds"),
    ("share", True): ("occupied_day_only_beds_percent", "% of day only beds occupied"),
}


def read(
    layout: Layout, catalogue: Catalogue, file: str, key: str
) -> tuple[Facts, tuple[Problem, ...]]:
    """Every figure of every block as one fact, the sector as its group."""
    told_by = folded(f"{_above(layout)} {layout.sheet.name} {file}")
    day_only = "day only" in told_by
    amounts = []
    for column, block, sector in _blocks(layout):
        told = figures(layout, column)
        if block == "share":
            told = _as_percent(told)
        kind = "specialty" if _SPECIALTY.fullmatch(sector) else "sector"
        group = EVERYBODY if sector == "all" else (kind, sector)
        items = same(layout, _ITEMS[block, day_only])
        amounts.append(Amounts(column, items, told, same(layout, group)))
    places = ("name", "code", "region")
    if layout.columns.keys().isdisjoint(places):
        units = each(layout, ("year", "period"), _england)
    else:
        units = each(layout, places, _unit)
    rows = Rows(layout, units, same(layout, EVERYBODY), _periods(layout, file))
    return facts_of(rows, amounts, file, key)


def _blocks(layout: Layout) -> list[tuple[int, str, str]]:
    """Each column of figures: its place, which block it is in, and its sector."""
    found: list[tuple[int, str, str]] = []
    for column, text in enumerate(map(plain, layout.sheet.cells[layout.header])):
        words = " ".join(text.split())
        sector = _SECTORS.get(words.casefold(), words if _SPECIALTY.fullmatch(words) else None)
        if sector is not None:
            found.append((column, _block(layout, column), sector))
    return found


def _block(layout: Layout, column: int) -> str:
    """What the nearest label above and to the left of a column calls its block."""
    rows = layout.sheet.cells[max(layout.header - 2, 0) : layout.header, : column + 1]
    for row in reversed(rows):
        for label in map(folded, map(plain, reversed(row))):
            if "occup" in label and "available" not in label:
                return "share" if "%" in label or "per" in label or "rate" in label else "occupied"
            if "available" in label and "occup" not in label:
                return "available"
    for told in (folded(layout.sheet.name), folded(_above(layout))):
        named = [name for name in ("available", "occupied") if name in told]
        if len(named) == 1:
            return named[0]
    return "unclear"


def _above(layout: Layout) -> str:
    """The texts above the header."""
    return " ".join(plain(v) for row in layout.sheet.cells[: layout.header] for v in row if v)


def _unit(name: str, code: str, region: str) -> Unit | None:
    if is_national(name) or is_national(code):
        return Unit(*ENGLAND)
    if not name or not code:
        return None
    parents = ((("Region", region),) if region else ()) + (ENGLAND,)
    return Unit("Provider", name, code, parents=parents)


def _england(year: str, part: str) -> Unit | None:
    """England, in a series that names no places, for every row with a period."""
    return Unit(*ENGLAND) if _quarter(year, part) else None


def _periods(layout: Layout, file: str) -> Said[Period | None]:
    titled = in_text(_above(layout)) or in_text(file)
    return each(layout, ("year", "period"), lambda year, part: _quarter(year, part) or titled)


def _quarter(year: str, part: str) -> Period | None:
    """The quarter of a year and the month it ends with, or of a quarter's own name."""
    named = joined(year, part) if year and part else named_period(part or year)
    if named is None:
        return None
    return period(named.end, "quarter") if named.grain in ("day", "month") else named


def _as_percent(told: Figures) -> Figures:
    """Shares on a scale of 0 to 100; a column with none above 1 holds shares of one."""
    if not np.nanmax(told.amount, initial=0.0) <= 1:
        return told
    amount, low, high = (100 * figure for figure in (told.amount, told.low, told.high))
    return Figures(amount, low, high, told.status, told.percent)
