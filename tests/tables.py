"""Tiny facts and catalogues for tests, written as a person would write the numbers down."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from mhvalue.catalogue.schema import Catalogue, Item, Metric, Term
from mhvalue.facts import Facts, Origin, make
from mhvalue.periods import Period, period, step
from mhvalue.units import Unit, UnitRegister

HIDDEN = "*"
BLANK = None
APRIL = period(date(2024, 4, 1), "month")

Cell = float | int | str | None


def months(count: int, first: Period = APRIL) -> list[Period]:
    """So many months from the first."""
    return [step(first, place) for place in range(count)]


def facts_of(
    amounts: Mapping[tuple[str, str], Sequence[Cell]],
    *,
    level: str = "Ward",
    units: Iterable[Unit] = (),
    grain: str = "month",
    first: Period = APRIL,
    window: int = 1,
    release: str = "",
    breakdown: str = "none",
    group: str = "all",
    published: bool = False,
    key: str = "key",
) -> Facts:
    """Facts from {(item, unit): [amount a period]}; "*" is hidden (0 to 4), None is blank."""
    names = ("item", "heading", "unit", "period", "start", "end")
    rows: dict[str, list[object]] = {
        name: [] for name in (*names, "amount", "low", "high", "status", "row", "column")
    }
    for column, ((item, unit), cells) in enumerate(amounts.items()):
        for place, cell in enumerate(cells):
            when = step(first, place)
            begin = step(when, 1 - window)
            low, high, status = cell, cell, "ok"
            if cell == HIDDEN:
                cell, low, high, status = np.nan, 0.0, 4.0, "suppressed"
            elif cell is None:
                cell, low, high, status = np.nan, np.nan, np.nan, "missing"
            values = (item, item.title(), unit, when.start, begin.start, when.end)
            values += (cell, low, high, status, place + 1, column + 1)
            for name, value in zip(rows, values, strict=True):
                rows[name].append(value)
    columns: dict[str, object] = dict(rows)
    for name in ("period", "start", "end"):
        columns[name] = np.asarray(rows[name], dtype="datetime64[s]")
    columns |= {"level": level, "grain": grain, "release": release}
    columns |= {"breakdown": breakdown, "group": group}
    register = UnitRegister(
        tuple(units) or tuple(Unit(level, name) for name in dict.fromkeys(u for _, u in amounts))
    )
    origin = Origin("book.xlsx", "Sheet1", "A1:Z99", published)
    return make(columns, units=register, origins=(origin,), key=key)


def item(
    name: str,
    counts: str = "people",
    *,
    over_time: str = "sum",
    over_units: str = "sum",
    over_groups: str = "sum",
) -> Item:
    """A data item under its own name."""
    return Item(name, name.title(), counts, over_time, over_units, over_groups)


def catalogue_of(*items: Item, metrics: Iterable[Metric] = ()) -> Catalogue:
    """A catalogue of these items and metrics."""
    return Catalogue({i.id: i for i in items}, {m.id: m for m in metrics})


def share(over: str, under: str, *, spread: str = "people", better: str = "lower") -> Metric:
    """The percentage of one item in another."""
    return Metric(
        id=f"{over}_share",
        name=f"{over.title()} share",
        question="?",
        theme="t",
        lens="quality",
        setting="s",
        kind="ratio",
        numerator=(Term((over,)),),
        denominator=(Term((under,)),),
        multiplier=100.0,
        unit="%",
        spread=spread,
        better=better,  # type: ignore[arg-type]
    )


def count(of: str) -> Metric:
    """A plain count of one item."""
    return Metric(
        id=of,
        name=of.title(),
        question="?",
        theme="t",
        lens="activity",
        setting="s",
        kind="count",
        numerator=(Term((of,)),),
        unit="people",
        decimals=0,
    )


def step_from(first: Period, count: int) -> Period:
    """The period so many steps later."""
    return step(first, count)
