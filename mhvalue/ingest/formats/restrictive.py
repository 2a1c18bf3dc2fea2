"""Files of the MHSDS with more levels than two: restrictive interventions have up to six.

Columns and breakdowns as NHSDigital/mental-health-monthly-statistics (Restraints) writes them:
"Provider; Restrictive Intervention Type; Age Group" names what the levels hold, in their order.
Nines stand for a figure that is hidden.
"""

from typing import Final

import numpy as np

from mhvalue.catalogue.loader import find_item
from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import STATUSES, Facts
from mhvalue.ingest.formats.mhsds import Layout, level_of
from mhvalue.ingest.formats.statements import (
    EVERYBODY,
    Amounts,
    Rows,
    each,
    facts_of,
    figures,
    windows,
)
from mhvalue.ingest.formats.talking_therapies import rounded
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.values import Figures
from mhvalue.ingest.vocabulary import FINISHED, PERCENT, folded
from mhvalue.units import Unit

_LEVELS: Final = ("one", "two", "three", "four", "five", "six")
NEEDED: Final = {
    "start": ("reporting period start", "reporting period start date"),
    "end": ("reporting period end", "reporting period end date"),
    "breakdown": ("breakdown",),
    "one": ("level one", "level 1"),
    "two": ("level two", "level 2"),
    "measure": ("metric", "measure id"),
    "value": ("metric value", "measure value"),
}
WELCOME: Final = {
    "status": ("status",),
    "measure name": ("metric name", "measure name"),
    **{
        part: (f"level {part}", f"level {number}")
        for number, part in enumerate(_LEVELS, 1)
        if number > 2
    },
    **{
        f"{part} name": (f"level {part} description", f"level {number} description")
        for number, part in enumerate(_LEVELS, 1)
    },
}
_DEEPER: Final = {
    "one": ("primary level",),
    "two": ("secondary level",),
    "three": ("tertiary level", "level 3", "level three"),
    "four": ("quarternary level", "quaternary level", "level 4", "level four"),
}
BY_RANK: Final = {**NEEDED, **{part: _DEEPER[part] for part in ("one", "two", "three")}}
"""The same where the levels are called primary, secondary and so on."""
WELCOME_BY_RANK: Final = {
    **WELCOME,
    "three": _DEEPER["three"],
    "four": _DEEPER["four"],
    **{f"{part} name": tuple(f"{n} description" for n in names) for part, names in _DEEPER.items()},
}
HIDDEN: Final = 9_999_999.0
ENGLAND: Final = ("England", "England")
_NOTHING: Final = ("", "null", "none")
_NAMES: Final = {
    "mhs76": "Number of people with a restrictive intervention",
    "mhs77": "Number of restrictive interventions",
    "mhs96": "Restrictive interventions per 1,000 occupied bed days",
}


def read(
    layout: Layout, catalogue: Catalogue, file: str, key: str
) -> tuple[Facts, tuple[Problem, ...]]:
    """Every row as one fact; the first level is the unit, all others are its groups."""
    levels = [part for level in _LEVELS for part in (level, f"{level} name")]
    units = each(layout, ("breakdown", *levels[:2]), _unit)
    groups = each(layout, ("breakdown", *levels), _group)
    items = each(
        layout,
        ("measure", "measure name"),
        lambda measure, name: _item(catalogue, measure, name),
    )
    percent = each(layout, ("measure", "measure name"), _is_percent)
    finished = each(layout, ("measure", "measure name"), _is_finished)
    told = rounded(
        _without_nines(figures(layout, layout.columns["value"])), units, percent, finished
    )
    releases = each(layout, ("status",), str)
    rows = Rows(layout, units, groups, windows(layout, "start", "end"), releases=releases)
    return facts_of(rows, (Amounts(layout.columns["value"], items, told),), file, key)


def _without_nines(told: Figures) -> Figures:
    """The figures with the stand-in for a hidden one taken for what it is."""
    nines = told.amount == HIDDEN
    amount, low, high = (
        np.where(nines, np.nan, figure) for figure in (told.amount, told.low, told.high)
    )
    status = np.where(nines, STATUSES.index("suppressed"), told.status).astype(np.int8)
    return Figures(amount, low, high, status, told.percent)


def _unit(breakdown: str, code: str, name: str) -> Unit | None:
    level = level_of(breakdown.partition(";")[0].strip())
    if not breakdown:
        return None
    if level in (None, "England"):
        return Unit(*ENGLAND)
    shown = code if name.casefold() in _NOTHING else name
    return Unit(level, shown or "Not stated", code, parents=(ENGLAND,))


def _group(breakdown: str, *levels: str) -> tuple[str, str]:
    """The names of the breakdown's parts after the unit's, each with its level's text."""
    told = [
        code if name.casefold() in _NOTHING else name
        for code, name in zip(levels[::2], levels[1::2], strict=True)
    ]
    named = [
        (kind.strip(), group)
        for place, (kind, group) in enumerate(zip(breakdown.split(";"), told, strict=False))
        if (place or level_of(kind.strip()) is None) and group.casefold() not in _NOTHING
    ]
    if not named:
        return EVERYBODY
    return "; ".join(kind.casefold() for kind, _ in named), "; ".join(g for _, g in named)


def _item(catalogue: Catalogue, measure: str, name: str) -> tuple[str, str]:
    found = find_item(catalogue, measure)
    return found.id if found else measure.casefold(), _name(measure, name)


def _name(measure: str, name: str) -> str:
    return name or _NAMES.get(measure.casefold(), measure)


def _is_percent(measure: str, name: str) -> bool:
    return bool(PERCENT.search(folded(_name(measure, name))))


def _is_finished(measure: str, name: str) -> bool:
    words = folded(_name(measure, name))
    return bool(PERCENT.search(words) or FINISHED.search(words))
