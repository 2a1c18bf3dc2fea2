"""From the rows of a published layout to facts: what each row says, worked out once a wording."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from mhvalue.facts import STATUSES, Facts, Origin, make
from mhvalue.ingest.coded import categories
from mhvalue.ingest.dates import read_ends, spans
from mhvalue.ingest.formats.mhsds import Layout
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.sheets.cells import distinct, range_name
from mhvalue.ingest.values import Figures, parse_cells
from mhvalue.periods import Period, period
from mhvalue.units import Unit, UnitRegister

T = TypeVar("T")

EVERYBODY: Final = ("none", "all")
"""The breakdown and group of a figure for all people."""


@dataclass(frozen=True, eq=False)
class Said(Generic[T]):
    """What each row says of one matter: `values[codes[row]]`."""

    codes: NDArray[np.int64]
    values: Sequence[T]


@dataclass(frozen=True, eq=False)
class Amounts:
    """One column of figures: the item and heading of each row, and what its cells say.

    `groups` are the column's own, where not the row but the heading names the group.
    """

    column: int
    items: Said[tuple[str, str]]
    figures: Figures
    groups: Said[tuple[str, str]] | None = None


@dataclass(frozen=True, eq=False)
class Rows:
    """What the rows say beside their figures; a row without a unit is left out silently.

    `releases` are those of rows that say which publication they are of.
    """

    layout: Layout
    units: Said[Unit | None]
    groups: Said[tuple[str, str]]
    periods: Said[Period | None]
    published: bool = True
    releases: Said[str] | None = None


def each(layout: Layout, parts: Sequence[str], say: Callable[..., T]) -> Said[T]:
    """What `say` makes of the texts of some parts, asked once for each distinct combination."""
    first, last = layout.rows
    key = np.zeros(last - first + 1, dtype=np.int64)
    coded = [layout.coded(part) for part in parts]
    for codes, texts in coded:
        key = np.unique(key * len(texts) + codes, return_inverse=True)[1].astype(np.int64)
    _, where, of_row = np.unique(key, return_index=True, return_inverse=True)
    values = [say(*(texts[codes[row]] for codes, texts in coded)) for row in where]
    return Said(of_row.astype(np.int64), values)


def same(layout: Layout, value: T) -> Said[T]:
    """One value for all rows."""
    first, last = layout.rows
    return Said(np.zeros(last - first + 1, dtype=np.int64), [value])


def figures(layout: Layout, column: int) -> Figures:
    """What the cells of one column say."""
    return parse_cells(*distinct(layout.sheet, column, *layout.rows))


def windows(layout: Layout, start: str, end: str) -> Said[Period | None]:
    """The days from one column's to another's; those that overlap go by their last month."""
    first, last = layout.rows
    columns = layout.columns[start], layout.columns[end]
    starts, ends = read_ends(layout.sheet, columns, first, last)
    key = starts.codes.astype(np.int64) * len(ends.periods) + ends.codes
    unique, of_row = np.unique(key, return_inverse=True)
    pairs = [divmod(code, len(ends.periods)) for code in unique.tolist()]
    told = spans([starts.periods[a] for a, _ in pairs], [ends.periods[b] for _, b in pairs])
    return Said(of_row.astype(np.int64), told)


def facts_of(
    rows: Rows, amounts: Sequence[Amounts], file: str, key: str, *, do: str = ""
) -> tuple[Facts, tuple[Problem, ...]]:
    """One fact for each row and column of figures; rows without a period are told and left out.

    A window longer than its grain is labelled by the last period in it and keeps its own days.
    """
    first, last = rows.layout.rows
    placed = np.array([unit is not None for unit in rows.units.values], dtype=bool)
    timed = np.array([p is not None for p in rows.periods.values], dtype=bool)
    has_unit, has_period = placed[rows.units.codes], timed[rows.periods.codes]
    kept = np.flatnonzero(has_unit & has_period)
    times = len(amounts)
    units = _told_apart(rows.units.values)
    known = [unit for unit in units if unit is not None]
    place = np.tile(rows.units.codes[kept], times)
    when = _dates(rows.periods.values)
    time = np.tile(rows.periods.codes[kept], times)
    of_item, pairs = _stacked([a.items for a in amounts], kept)
    of_group, groups = _stacked([a.groups or rows.groups for a in amounts], kept)
    stacked = {
        name: np.concatenate([getattr(a.figures, name)[kept] for a in amounts])
        for name in ("amount", "low", "high", "status")
    }
    columns: dict[str, object] = {
        "item": categories([item for item, _ in pairs], of_item),
        "heading": categories([heading for _, heading in pairs], of_item),
        "level": categories([unit.level if unit else "" for unit in units], place),
        "unit": categories([unit.name if unit else "" for unit in units], place),
        "grain": categories([p.grain if p else "" for p in rows.periods.values], time),
        **{name: when[time, at] for at, name in enumerate(("period", "start", "end"))},
        "breakdown": categories([name for name, _ in groups], of_group),
        "group": categories([name for _, name in groups], of_group),
        **_released(rows.releases, kept, times),
        **{name: stacked[name] for name in ("amount", "low", "high")},
        "status": categories(list(STATUSES), stacked["status"]),
        "row": np.tile(np.arange(first, last + 1)[kept], times),
        "column": np.repeat([a.column for a in amounts], len(kept)),
    }
    used = [*rows.layout.columns.values(), *(a.column for a in amounts)]
    cells = range_name(rows.layout.header, min(used), last, max(used))
    origin = Origin(file, rows.layout.sheet.name, cells, published=rows.published)
    register = UnitRegister().join(UnitRegister(tuple(known)))
    lost = int((has_unit & ~has_period).sum())
    facts = make(columns, units=register, origins=(origin,), key=key)
    return facts, _lost(lost, file, rows.layout.sheet.name, do)


def _released(said: Said[str] | None, kept: NDArray[np.intp], times: int) -> dict[str, object]:
    if said is None:
        return {}
    return {"release": categories(said.values, np.tile(said.codes[kept], times))}


def _stacked(
    columns: Sequence[Said[tuple[str, str]]], kept: NDArray[np.intp]
) -> tuple[NDArray[np.int64], list[tuple[str, str]]]:
    """What the kept rows say in each column, the columns one below the other."""
    codes: list[NDArray[np.int64]] = []
    values: list[tuple[str, str]] = []
    for said in columns:
        codes.append(said.codes[kept] + len(values))
        values.extend(said.values)
    return np.concatenate(codes), values


def _told_apart(units: Sequence[Unit | None]) -> list[Unit | None]:
    """The units with the code in the name where two codes of a level share one name."""
    owners: dict[tuple[str, str], set[str]] = {}
    for unit in units:
        if unit is not None:
            owners.setdefault((unit.level, unit.name), set()).add(unit.code)
    return [
        Unit(unit.level, f"{unit.name} ({unit.code})", unit.code, parents=unit.parents)
        if unit is not None and unit.code and len(owners[unit.level, unit.name]) > 1
        else unit
        for unit in units
    ]


def _dates(periods: Sequence[Period | None]) -> NDArray[np.datetime64]:
    told = [
        (period(p.end, p.grain).start, p.start, p.end) if p else ("NaT", "NaT", "NaT")
        for p in periods
    ]
    return np.array(told, dtype="datetime64[s]").reshape(-1, 3)


def _lost(rows: int, file: str, sheet: str, do: str) -> tuple[Problem, ...]:
    if not rows:
        return ()
    what = f"{rows} rows have no period that can be read."
    return (Problem(what, file, sheet, "", "They were left out.", do),)
