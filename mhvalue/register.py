"""The unit register as a table a person may edit: one row a unit, under headings of its own.

What the files tell of a unit is the beginning; a row that was changed replaces it. Only changed
rows are kept, so that whatever next month's files tell of the others is taken from them.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from mhvalue.errors import ReadingProblem
from mhvalue.units import Unit, UnitRegister
from mhvalue.written_periods import parse

LEVEL: Final = "Level"
UNIT: Final = "Unit"
BEDS: Final = "Beds"
HEADINGS: Final = (
    LEVEL, UNIT, "Code", "Kind", BEDS, "Opened", "Closed", "Merged into", "Parents",
)  # fmt: skip
MOST_UNITS: Final = 20_000
TOP: Final = 20
"""Rows at the top of a sheet among which the headings are looked for."""
_APART: Final = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')

Row = Mapping[str, object]
Told = Callable[[str, str], ReadingProblem]


def to_rows(units: Iterable[Unit]) -> list[dict[str, Any]]:
    """One row a unit: texts, and the beds as a number or None. Days are written day first."""
    return [
        {
            LEVEL: unit.level,
            UNIT: unit.name,
            "Code": unit.code,
            "Kind": unit.kind,
            BEDS: unit.size,
            "Opened": _day_text(unit.opened),
            "Closed": _day_text(unit.closed),
            "Merged into": unit.merged_into,
            "Parents": "; ".join(f"{level}: {_quoted(name)}" for level, name in unit.parents),
        }
        for unit in units
    ]


def from_rows(
    rows: Iterable[Row], known: UnitRegister | None = None, *, first_row: int = 1
) -> tuple[Unit, ...]:
    """The units of the rows, blank rows left out; what a row has no heading for stays as known.

    `known` is what the files tell; a level must be one of its levels, where it has any.
    `first_row` is the number of the first row as the person counts. Raises ReadingProblem that
    names the row and the heading, never what stands there.
    """
    register = known or UnitRegister()
    levels = {level.casefold(): level for level in register.levels()}
    units: dict[tuple[str, str], Unit] = {}
    places: dict[tuple[str, str], int] = {}
    for place, row in enumerate(rows, first_row):
        if all(not _text(value) for value in row.values()):
            continue
        unit = _unit(row, register, levels, place)
        key = (unit.level, unit.name)
        if key in units:
            raise _problem(place, f"The unit already stands in row {places[key]}.", "Delete one.")
        units[key], places[key] = unit, place
        if len(units) > MOST_UNITS:
            raise _problem(place, f"A register holds at most {MOST_UNITS:,} units.", "")
    names = {*units, *((unit.level, unit.name) for unit in register.units)}
    for key, unit in units.items():
        if unit.merged_into and known is not None and (unit.level, unit.merged_into) not in names:
            what = "Merged into names no unit of the same level."
            raise _problem(places[key], what, "Write the name as it stands under Unit.")
    return tuple(units.values())


def from_cells(cells: Sequence[Sequence[object]]) -> list[dict[str, object]] | None:
    """The rows of a sheet whose top has the headings Level and Unit; None where it has not.

    Rows above the headings and columns of other headings are left out. Every row below is kept,
    blank ones too, so that a row's number can be told; the first one is that of row 1.
    """
    known = {heading.casefold(): heading for heading in HEADINGS}
    for place, row in enumerate(cells[:TOP]):
        found = {known.get(_text(value).casefold()): i for i, value in enumerate(row)}
        if LEVEL in found and UNIT in found:
            columns = {heading: i for heading, i in found.items() if heading}
            blank: list[dict[str, object]] = [{} for _ in range(place + 1)]
            return blank + [
                {heading: below[i] for heading, i in columns.items()}
                for below in cells[place + 1 :]
            ]
    return None


def changed(units: Iterable[Unit], files: UnitRegister) -> tuple[Unit, ...]:
    """Only the units that are not as the files tell of them."""
    told = {(unit.level, unit.name): unit for unit in files.units}
    return tuple(unit for unit in units if told.get((unit.level, unit.name)) != unit)


def applied(files: UnitRegister, own: Iterable[Unit]) -> UnitRegister:
    """The files' units, each replaced by the person's row of it.

    A row of a unit that no file speaks of changes nothing: it waits for a file that does.
    """
    rows = {(unit.level, unit.name): unit for unit in own}
    return UnitRegister(tuple(rows.get((unit.level, unit.name), unit) for unit in files.units))


def together(earlier: Iterable[Unit], later: Iterable[Unit]) -> tuple[Unit, ...]:
    """Both lists as one, the later row of a unit in place of the earlier."""
    rows = {(unit.level, unit.name): unit for unit in (*earlier, *later)}
    return tuple(rows.values())


def _unit(row: Row, known: UnitRegister, levels: Mapping[str, str], place: int) -> Unit:
    level, name = _text(row.get(LEVEL)), _text(row.get(UNIT))
    if not level or not name:
        blank = UNIT if level else LEVEL
        raise _problem(place, f"{blank} is blank.", "Fill it in, or delete the row.")
    if levels:
        if level.casefold() not in levels:
            what = f"The level is none of those in your files ({', '.join(levels.values())})."
            raise _problem(place, what, "Write one of them.")
        level = levels[level.casefold()]
    before = known.get(level, name)
    texts = {"code": "Code", "kind": "Kind", "merged_into": "Merged into"}
    given: dict[str, Any] = {f: _text(row[h]) for f, h in texts.items() if h in row}
    if BEDS in row:
        given["size"] = _beds(row[BEDS], place)
    for field, heading in (("opened", "Opened"), ("closed", "Closed")):
        if heading in row:
            given[field] = _day(row[heading], heading, place)
    if "Parents" in row:
        given["parents"] = _parents(_text(row["Parents"]), place)
    unit = replace(before, **given)
    if unit.opened and unit.closed and unit.closed < unit.opened:
        raise _problem(place, "Closed comes before Opened.", "Correct one of the two dates.")
    if unit.merged_into == unit.name:
        raise _problem(place, "The unit is merged into itself.", "Name the other unit.")
    return unit


def _text(value: object) -> str:
    """A cell as text; blank for None and for the not-a-number of an empty cell."""
    if value is None or value != value:  # noqa: PLR0124 - not-a-number and not-a-time differ so
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def _beds(value: object, place: int) -> float | None:
    text = _text(value).replace(",", "")
    if not text:
        return None
    try:
        beds = float(text)
    except ValueError:
        beds = math.nan
    if isinstance(value, bool) or not (math.isfinite(beds) and beds >= 0):
        raise _problem(place, "Beds is not a number of 0 or more.", "Write a number, such as 18.")
    return beds


def _day(value: object, heading: str, place: int) -> date | None:
    if isinstance(value, datetime):
        return None if not _text(value) else value.date()
    if isinstance(value, date):
        return value
    text = _text(value)
    if not text:
        return None
    found = parse(text)
    if found is None or found.grain != "day":
        what = f"{heading} is not a date."
        raise _problem(place, what, "Write the day first, such as 01/04/2024.")
    return found.start


def _parents(text: str, place: int) -> tuple[tuple[str, str], ...]:
    parents = []
    for part in filter(None, map(str.strip, _APART.split(text))):
        level, colon, name = part.partition(":")
        level, name = level.strip(), name.strip()
        if len(name) > 1 and name[0] == name[-1] == '"':
            name = name[1:-1]
        if not colon or not level or not name:
            do = "Write them as Locality: Northfield; Trust: Example."
            raise _problem(place, "Parents does not name a level and a unit.", do)
        parents.append((level, name))
    return tuple(dict.fromkeys(parents))


def _quoted(name: str) -> str:
    return f'"{name}"' if ";" in name else name


def _day_text(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""


def _problem(place: int, what: str, do: str) -> ReadingProblem:
    return ReadingProblem(what, where=f"Units, row {place}", do=do)
