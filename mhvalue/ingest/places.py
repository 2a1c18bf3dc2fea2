"""Which unit each row of a table speaks of: its level, its name, and what it belongs to."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.ingest.dated_labels import BY_LABELS, dated
from mhvalue.ingest.headings import plain
from mhvalue.ingest.parents_above import coarser_level, parents_above
from mhvalue.ingest.reading import Column, TableReading
from mhvalue.ingest.sheets.cells import CellError, Sheet, distinct
from mhvalue.ingest.unit_levels import (
    LEVEL_NAMES,
    SAYS_WARD,
    WITHIN_TRUST,
    is_national,
    is_other_country,
    is_part_national,
    level_named,
)
from mhvalue.units import Unit, UnitRegister

Codes = NDArray[np.int64]
ENGLAND: Final = Unit("England", "England")
SPARSE: Final = 0.6
OTHER_KINDS: Final = ("scenario", "window", "breakdown", "part")
"""The names of columns of kinds that say nothing of the unit."""
FEW_SHARED: Final = 0.2
NO_NAME: Final = re.compile(
    r"|-+|\u2013|\[[a-z]{1,2}\]|n/?a|all(?:\b|_).*|none|null|total", re.IGNORECASE
)
"""What stands in place of a unit's name in the rows of the level above it."""
_ERROR: Final = re.compile(r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)", re.IGNORECASE)
_NAMED_LEVELS: Final = ((re.compile(r"\b(?:ICB|Integrated Care Board)\b", re.IGNORECASE), "ICB"),)
_ENGLAND: Final = re.compile(r"(?<!NHS )(?<!Health )\bEngland\b")
_CODE_LEVELS: Final = ((re.compile(r"Y\d\d"), "Region"), (re.compile(r"Q[A-Z0-9]{2}"), "ICB"))
AREA_CODE: Final = re.compile(r"[EWSNKJ]\d{8}")
_AREA_LEVELS: Final = {
    "K02": "National", "K03": "National", "K04": "National", "W92": "National", "S92": "National",
    "N92": "National", "E12": "Region", "E40": "Region", "E54": "ICB", "E10": "County",
    "E11": "County", "S08": "Health board", "W11": "Health board",
    **dict.fromkeys(("E06", "E07", "E08", "E09", "W06", "S12", "N09"), "Local authority"),
}  # fmt: skip
"""The level that the first signs of an area's code of the national register stand for."""


@dataclass(frozen=True, eq=False)
class Places:
    """For each row and figure column the position of its unit in `names`: level and name.

    `units` are the same units as their rows tell of them: one may stand there more than once.
    """

    codes: Codes
    units: tuple[Unit, ...]
    names: tuple[tuple[str, str], ...]

    def register(self) -> UnitRegister:
        """The units once each, with all the parents their rows gave them."""
        told = tuple(unit for unit in self.units if unit.parents)
        bare = tuple(unit for unit in self.units if not unit.parents)
        return UnitRegister().join(UnitRegister(told), UnitRegister(bare))


def labels(
    sheet: Sheet, table: TableReading, column: int, *, each_told: bool = False
) -> tuple[Codes, list[str]]:
    """A column of labels as codes and texts, a label held down over the blank cells below it.

    Blank cells take the label above where cells are merged or most of the column is blank, unless
    each row is told for itself.
    """
    codes, values = distinct(sheet, column, table.first_row, table.last_row)
    texts = [plain(value) for value in values]
    empty = np.array([not text for text in texts], dtype=bool)[codes]
    merged = any(m[1] <= column <= m[3] and m[2] > m[0] >= table.first_row for m in sheet.merged)
    own = ~empty[_counted(table, len(codes))]
    sparse = own.size and np.count_nonzero(own) <= SPARSE * own.size and bool(own[0])
    sparse = sparse and not each_told
    wide = codes.astype(np.int64)
    if empty.any() and (merged or sparse):
        last_told = np.maximum.accumulate(np.where(empty, -1, np.arange(len(codes))))
        wide = np.where(last_told >= 0, wide[np.maximum(last_told, 0)], wide)
    return wide, texts


def is_told_throughout(sheet: Sheet, table: TableReading, column: int) -> bool:
    """Whether a column of labels says something in every row that is not left out."""
    codes, values = distinct(sheet, column, table.first_row, table.last_row)
    told = np.array([bool(plain(value)) for value in values], dtype=bool)[codes]
    return bool(told[_counted(table, len(codes))].all())


def _counted(table: TableReading, rows: int) -> NDArray[np.bool_]:
    """The rows of a table that are not left out of it."""
    counted = np.ones(rows, dtype=bool)
    skipped = np.array(table.skip_rows, dtype=np.int64) - table.first_row
    counted[skipped[(skipped >= 0) & (skipped < rows)]] = False
    return counted


def places(
    sheet: Sheet,
    table: TableReading,
    rows: NDArray[np.int64],
    figures: Sequence[Column],
    merges: Mapping[str, str],
) -> Places:
    """The unit of each of the given rows (counted from the table's first row) by figure column.

    `merges` says which names stand for another one.
    """
    shape = (len(rows), len(figures))
    if any(column.unit for column in figures):
        level = coarser_level("", table.level, [c.parent for c in figures if c.parent])
        headed = [_of_heading(table, column, level, merges) for column in figures]
        known = {unit: place for place, unit in enumerate(dict.fromkeys(headed))}
        of_column = np.array([known[unit] for unit in headed], dtype=np.int64)
        return _placed(np.broadcast_to(of_column, shape), tuple(known))
    told = [c for c in table.columns if c.role in ("unit", "unit code", "kind", "parent")]
    told = [
        c
        for c in told
        if c.role != "kind" or c.name not in ("scenario", "window", "breakdown", "part")
    ]
    if not any(c.role == "unit" or (c.role, c.name) == ("kind", "level") for c in told):
        title = table.title or "Whole file"
        unit = _plain_unit(table, merges.get(title, title))
        return _placed(np.zeros(shape, dtype=np.int64), (unit,))
    read = _by_block(sheet, table, told) or [_told(sheet, table, column) for column in told]
    above = parents_above(sheet, table)
    if above is not None:
        names = list(dict.fromkeys(above[0]))
        read.append((np.array([names.index(name) for name in above[0]], dtype=np.int64), names))
        told.append(above[1])
    combined = np.zeros(len(rows), dtype=np.int64)
    for codes, texts in read:
        _, combined = np.unique(combined * (len(texts) + 1) + codes[rows], return_inverse=True)
    _, first, row_codes = np.unique(combined, return_index=True, return_inverse=True)
    met = [[texts[code] for code in codes[rows[first]].tolist()] for codes, texts in read]
    roles = tuple((column.role, column.name) for column in told)
    english = _ENGLAND.search(table.title) is not None
    level = table.level or "Organisation"
    named = (_unit(level, roles, texts, english=english) for texts in zip(*met, strict=True))
    units = [_merged(unit, merges) for unit in named]
    by = next((column.parent for column in told if column.role == "unit" and column.parent), "")
    units = _by_parent(units, by) if by else units
    return _placed(np.broadcast_to(row_codes[:, None], shape), _by_code(units))


def _told(sheet: Sheet, table: TableReading, column: Column) -> tuple[Codes, list[str]]:
    """What a column tells of the units, without the periods that their labels may name."""
    codes, texts = labels(sheet, table, column.index)
    if (column.role, column.name) == ("unit", BY_LABELS):
        texts = [(dated(text) or (text,))[0] for text in texts]
    return codes, texts


def _by_block(
    sheet: Sheet, table: TableReading, told: Sequence[Column]
) -> list[tuple[Codes, list[str]]] | None:
    """The labels of rows that go in blocks, of which only the first row says whose they are.

    England in a column of its own, and below it code and name of each place in two others: no
    label holds further down than to the next one in any of the columns. None for other tables.
    """
    coded = [distinct(sheet, c.index, table.first_row, table.last_row) for c in told]
    texts = [[plain(value) for value in values] for _, values in coded]
    size = table.last_row - table.first_row + 1
    said = [
        np.array([bool(t) for t in own], dtype=bool)[codes]
        for (codes, _), own in zip(coded, texts, strict=True)
    ]
    named = [s for s, c in zip(said, told, strict=True) if c.role == "unit"]
    begun = np.logical_or.reduce(said)
    apart = any((s & named[0]).sum() == 0 < s.sum() for s in said) if named else False
    counted = begun[_counted(table, size)]
    led = counted.size > 0 and bool(counted[0]) and counted.sum() <= SPARSE * counted.size
    if not apart or not led or not named[0].any():
        return None
    first = np.maximum.accumulate(np.where(begun, np.arange(size), 0))
    return [
        (codes.astype(np.int64)[first], own) for (codes, _), own in zip(coded, texts, strict=True)
    ]


def _placed(codes: Codes, units: tuple[Unit, ...]) -> Places:
    """The places by level and name: a unit that belongs to several others is still one."""
    names = [(unit.level, unit.name) for unit in units]
    known = {name: place for place, name in enumerate(dict.fromkeys(names))}
    of_unit = np.array([known[name] for name in names], dtype=np.int64)
    return Places(of_unit[codes], units, tuple(known))


def _by_parent(units: Sequence[Unit], level: str) -> list[Unit]:
    """The units, a name that stands in several places told apart by them: "Elm (North site)"."""
    lie = [next((name for of, name in unit.parents if of == level), "") for unit in units]
    places: dict[tuple[str, str], set[str]] = {}
    for unit, place in zip(units, lie, strict=True):
        places.setdefault((unit.level, unit.name), set()).add(place)
    return [
        replace(unit, name=f"{unit.name} ({place})")
        if place and len(places[unit.level, unit.name]) > 1
        else unit
        for unit, place in zip(units, lie, strict=True)
    ]


def _by_code(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units, a name that several codes share told apart by them: "Elm (RX301)".

    Unless most names have several codes: then the codes are of something else.
    """
    owners: dict[tuple[str, str], set[str]] = {}
    for unit in units:
        owners.setdefault((unit.level, unit.name), set()).add(unit.code)
    shared = {name for name, codes in owners.items() if len(codes - {""}) > 1}
    if len(shared) > max(FEW_SHARED * len(owners), 1) or len(shared) == len(owners):
        return tuple(units)
    return tuple(
        replace(unit, name=f"{unit.name} ({unit.code})")
        if unit.code and (unit.level, unit.name) in shared
        else unit
        for unit in units
    )


def unnamed(sheet: Sheet, table: TableReading) -> list[int]:
    """The rows of the sheet whose unit is named by an error: a look-up that found nothing."""
    lost: set[int] = set()
    for column in table.columns:
        if column.role == "unit":
            codes, values = distinct(sheet, column.index, table.first_row, table.last_row)
            wrong = [isinstance(v, CellError) or bool(_ERROR.fullmatch(plain(v))) for v in values]
            lost |= set((np.flatnonzero(np.array(wrong, dtype=bool)[codes])).tolist())
    return sorted(table.first_row + row for row in lost)


def _plain_unit(table: TableReading, name: str) -> Unit:
    level = "National" if is_other_country(name) else table.level or "Organisation"
    return ENGLAND if is_national(name) else Unit(level, name)


def _of_heading(table: TableReading, column: Column, above: str, merges: Mapping[str, str]) -> Unit:
    """The unit that heads a column, with what it belongs to: a unit of the level `above`."""
    unit = _plain_unit(table, merges.get(column.unit, column.unit))
    parent = merges.get(column.parent, column.parent)
    return replace(unit, parents=((above, parent),)) if parent and unit != ENGLAND else unit


def _merged(unit: Unit, merges: Mapping[str, str]) -> Unit:
    if not merges:
        return unit
    parents = tuple((level, merges.get(name, name)) for level, name in unit.parents)
    return replace(unit, name=merges.get(unit.name, unit.name), parents=parents)


# The tables of a workbook mostly speak of the same units.
@lru_cache(maxsize=20_000)
def _unit(
    level: str, roles: tuple[tuple[str, str], ...], texts: tuple[str, ...], *, english: bool
) -> Unit:
    """The unit of one combination of labels; `roles` say what each label is of, and its name."""
    told = list(zip(roles, texts, strict=True))
    by_role = {role: text for (role, name), text in told if (role, name) != ("kind", "level")}
    level_text = next((text for role, text in told if role == ("kind", "level")), "")
    named = (
        (name or "Parent", text)
        for (role, name), text in told
        if role == "parent" and not NO_NAME.fullmatch(text)
    )
    parents = tuple(dict.fromkeys(named))
    name, code = by_role.get("unit", ""), by_role.get("unit code", "")
    if is_national(name) or is_national(level_text):
        return ENGLAND
    if NO_NAME.fullmatch(name) and any(map(is_national, texts)):
        return ENGLAND
    if is_part_national(name):
        return Unit("England", name)
    if "/" in level_text and parents and name:
        return Unit(level_text, f"{parents[0][1]} / {name}", code, parents=parents)
    if level_text:
        level = level_named(level_text) or level_text
    if NO_NAME.fullmatch(name) and not _is_name(name, level, among=bool(parents) or english):
        if NO_NAME.fullmatch(code):
            return _without_name(level if level_text else "", name, parents, english=english)
        name = code
    if is_other_country(name):
        level = "National"
    elif not level_text and AREA_CODE.match(code or name):
        level = _AREA_LEVELS.get((code or name)[:3], level)
    elif not level_text and not parents and level == "Organisation":
        by_code = (told for shape, told in _CODE_LEVELS if shape.fullmatch(code))
        by_name = (told for shape, told in _NAMED_LEVELS if shape.search(name))
        level = next(by_code, next(by_name, level))
    return Unit(level, name, code, by_role.get("kind", ""), parents=parents)


def _is_name(name: str, level: str, *, among: bool) -> bool:
    """Whether a name that begins with All is one: All Saints Ward, or all wards of nothing wider.

    `among` says that the row tells what it belongs to, or its table that it is about England.
    """
    every = name.casefold().startswith("all")
    return every and bool(SAYS_WARD.search(name) or (level in WITHIN_TRUST and not among))


def _without_name(
    level: str, name: str, parents: tuple[tuple[str, str], ...], *, english: bool
) -> Unit:
    """The unit of a row that names none: its nearest parent, all of England, or not stated.

    A row with dashes for names, in a table about England, is England.
    """
    if not parents:
        dashed = bool(name) and not name.strip("-\u2013")
        everywhere = name.casefold().startswith("all") or (dashed and english)
        return ENGLAND if everywhere else Unit(level or "Whole table", "Not stated")
    nearest = min(parents, key=lambda parent: _rank(parent[0]))
    others = tuple(parent for parent in parents if parent != nearest)
    return Unit(level or nearest[0], nearest[1], parents=others)


def _rank(level: str) -> int:
    return LEVEL_NAMES.index(level) if level in LEVEL_NAMES else len(LEVEL_NAMES)
