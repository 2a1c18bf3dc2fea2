"""One item as a grid of units by periods, found in the facts.

A published figure for the level and group asked for always wins. Only where there is none is it
added up, over groups or over the units below, and only as far as the item allows it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from mhvalue.catalogue.schema import Catalogue, Item
from mhvalue.errors import NotAddable
from mhvalue.facts import STATUSES, Facts, where
from mhvalue.parts import MISSING, Part, stacked, total
from mhvalue.periods import Period, period, step

CROSSED = " \N{MULTIPLICATION SIGN} "
"""What joins the names of crossed breakdowns."""


@dataclass(frozen=True)
class Question:
    """Which slice of the facts is looked at."""

    level: str
    grain: str = "month"
    breakdown: str = "none"
    group: str = "all"
    scenario: str = "actual"

    @property
    def whom(self) -> str:
        """The group asked for with what it is a group of; blank for everybody."""
        return "" if self.breakdown == "none" else f"{self.group} ({self.breakdown})"


@dataclass(frozen=True, eq=False)
class Grid:
    """Amounts of one item or product of items; `window` is how many periods each covers."""

    units: tuple[str, ...]
    periods: tuple[Period, ...]
    part: Part
    window: int
    published: bool
    files: tuple[str, ...]

    def on(self, units: Sequence[str], periods: Sequence[Period]) -> Part:
        """The same amounts laid on other units and periods; what is not there is missing."""
        if tuple(units) == self.units and tuple(periods) == self.periods:
            return self.part
        rows = pd.Index(self.units).get_indexer(pd.Index(units))
        columns = pd.Index(list(self.periods)).get_indexer(pd.Index(list(periods)))
        outside = (rows < 0)[:, None] | (columns < 0)[None, :]
        laid = self.part.at(rows.tolist(), columns.tolist())
        return Part(
            np.where(outside, np.nan, laid.amount),
            np.where(outside, np.nan, laid.low),
            np.where(outside, np.nan, laid.high),
            np.where(outside, MISSING, laid.status).astype(np.int8),
        )


def common(grids: Sequence[Grid]) -> tuple[tuple[str, ...], tuple[Period, ...]]:
    """Every unit that any of the grids knows, and every period from their first to their last.

    A month of which no file speaks is a gap and not a month that never was. Days are taken as
    they are published: many services rest at weekends.
    """
    units = tuple(dict.fromkeys(name for grid in grids for name in grid.units))
    known = sorted({period for grid in grids for period in grid.periods})
    if known[0].grain == "day":
        return units, tuple(known)
    every = [known[0]]
    while every[-1] < known[-1]:
        every.append(step(every[-1]))
    return units, tuple(every)


def summed(grids: Sequence[Grid], weights: Sequence[float] = ()) -> Grid:
    """The weighted sum of grids (plain sum without weights), on all their units and periods."""
    units, periods = common(grids)
    parts = [grid.on(units, periods) for grid in grids]
    return replace(
        grids[0],
        units=units,
        periods=periods,
        part=total(parts, weights or [1.0] * len(parts)),
        published=all(grid.published for grid in grids),
        files=_files(grids),
    )


def _files(grids: Sequence[Grid]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for grid in grids for name in grid.files))


def item_grid(facts: Facts, catalogue: Catalogue, item: str, question: Question) -> Grid | None:
    """The item for the question, or None where the facts do not hold it.

    Raises NotAddable where it could only be had by adding what never adds.
    """
    rows = where(facts, item=item, grain=question.grain, scenario=question.scenario)
    if rows.frame.empty:
        return None
    exact = where(rows, level=question.level, breakdown=question.breakdown, group=question.group)
    if not exact.frame.empty:
        return _grid(exact, catalogue.items.get(item))
    found = _over_groups(rows, catalogue, item, question)
    if found is None and question.breakdown == "none":
        return _over_units(rows, catalogue, item, question)
    return found


def _over_groups(rows: Facts, catalogue: Catalogue, item: str, question: Question) -> Grid | None:
    parts = parts_of(where(rows, level=question.level), question.breakdown, question.group)
    if parts.frame.empty:
        return None
    _demand(catalogue, item, "over_groups", "groups")
    groups = list(parts.frame["group"].unique())
    return summed([_grid(where(parts, group=g), catalogue.items.get(item)) for g in groups])


def parts_of(rows: Facts, breakdown: str, group: str) -> Facts:
    """The rows of the groups that make up one group, or everybody; none where nothing parts it.

    Everybody is parted by the first single breakdown, else by the first crossed one; people of an
    age by a breakdown in which the ages are crossed with something else.
    """
    for name in sorted(rows.frame["breakdown"].unique(), key=lambda name: CROSSED in name):
        singles = name.split(CROSSED)
        if breakdown == "none" and name != "none":
            return where(rows, breakdown=name)
        if breakdown in singles and len(singles) > 1:
            place = singles.index(breakdown)
            held = where(rows, breakdown=name)
            groups = [str(text) for text in held.frame["group"].unique()]
            return where(held, group=[g for g in groups if g.split(CROSSED)[place] == group])
    return where(rows, breakdown=())


def _over_units(rows: Facts, catalogue: Catalogue, item: str, question: Question) -> Grid | None:
    """The item added up over the units below that record it, where those are of one level."""
    plain = where(rows, breakdown="none")
    spoken = plain.frame[plain.frame["status"] != "missing"]
    members: dict[str, list[str]] = {}
    levels = set()
    for level, name in spoken[["level", "unit"]].drop_duplicates().itertuples(index=False):
        for parent_level, parent in rows.units.get(level, name).parents:
            if parent_level == question.level:
                members.setdefault(parent, []).append(name)
                levels.add(level)
    if len(levels) != 1:
        return None
    _demand(catalogue, item, "over_units", "units")
    known, level = catalogue.items.get(item), levels.pop()
    made = []
    for parent, names in members.items():
        grid = _grid(where(plain, level=level, unit=names), known)
        every = range(len(grid.periods))
        singles = [
            replace(grid, units=(parent,), part=grid.part.at([i], every))
            for i in range(len(grid.units))
        ]
        made.append(summed(singles))
    units, periods = common(made)
    laid = stacked([grid.on(grid.units, periods) for grid in made])
    return replace(
        made[0],
        units=units,
        periods=periods,
        part=laid,
        published=all(grid.published for grid in made),
        files=_files(made),
    )


def _demand(catalogue: Catalogue, item: str, way: str, over: str) -> None:
    known = catalogue.items.get(item)
    if known is None or getattr(known, way) != "sum":
        name = known.name if known else item
        raise NotAddable(
            f"{name} cannot be added up over {over}, and the file gives no total.",
            do="Choose a level for which the file has figures.",
        )


def _grid(rows: Facts, item: Item | None) -> Grid:
    frame, months = _one_window(rows.frame, item)
    unit_codes, units = pd.factorize(frame["unit"].astype(object), sort=False)
    order = _register_order(rows, frame, units)
    unit_codes = order[unit_codes]
    names = [""] * len(units)
    for before, after in enumerate(order):
        names[after] = str(units[before])
    period_codes, starts = pd.factorize(frame["period"], sort=True)
    grain = str(frame["grain"].iloc[0])
    periods = tuple(period(start.date(), grain) for start in pd.DatetimeIndex(starts))
    shape = (len(units), len(periods))
    arrays = []
    for name in ("amount", "low", "high"):
        array = np.full(shape, np.nan)
        array[unit_codes, period_codes] = frame[name].to_numpy()
        arrays.append(array)
    status = np.full(shape, MISSING)
    known = np.asarray([STATUSES.index(s) for s in frame["status"].cat.categories], dtype=np.int8)
    status[unit_codes, period_codes] = known[frame["status"].cat.codes.to_numpy()]
    tables = frame["table"].unique()
    origins = [rows.origins[int(table)] for table in tables]
    return Grid(
        tuple(names),
        periods,
        Part(arrays[0], arrays[1], arrays[2], status),
        months,
        all(origin.published for origin in origins),
        tuple(dict.fromkeys(origin.file for origin in origins)),
    )


def _one_window(frame: pd.DataFrame, item: Item | None) -> tuple[pd.DataFrame, int]:
    """Rows of one length alone: the item's own where it is published, else the shortest."""
    start, end = frame["start"].dt, frame["end"].dt
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    lengths = sorted(months.unique())
    if len(lengths) == 1:
        chosen = lengths[0]
    else:
        wanted = item.window_months if item else 0
        chosen = wanted if wanted in lengths else lengths[0]
        frame = frame[months == chosen]
    grain = str(frame["grain"].iloc[0])
    published = {"quarter": 3, "calendar year": 12, "financial year": 12}.get(grain, 1)
    return frame, max(1, int(chosen) // published)


def _register_order(rows: Facts, frame: pd.DataFrame, units: pd.Index) -> np.ndarray:
    """Where each unit stands among the others, in the order in which the files name them."""
    level = str(frame["level"].iloc[0])
    place = {name: i for i, name in enumerate(rows.units.names(level))}
    ranks = np.array([place.get(name, len(place)) for name in units])
    return np.argsort(np.argsort(ranks, kind="stable"), kind="stable")
