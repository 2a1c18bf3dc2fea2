"""NHS Talking Therapies (IAPT) monthly activity: one row an organisation and measure.

Published by NHS England: England is exact, other counts are rounded to the nearest 5 and hidden
under 5, other values are rounded to whole numbers.
"""

import re
from typing import Final

import numpy as np

from mhvalue.catalogue.loader import find_item
from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import Facts
from mhvalue.ingest.dates import read_column
from mhvalue.ingest.dates_in_text import in_text
from mhvalue.ingest.formats.mhsds import Layout, ranges
from mhvalue.ingest.formats.statements import (
    EVERYBODY,
    Amounts,
    Rows,
    Said,
    each,
    facts_of,
    figures,
    same,
    windows,
)
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.values import Figures
from mhvalue.ingest.vocabulary import FINISHED, PERCENT, folded
from mhvalue.periods import Period
from mhvalue.units import Unit

PERIODS: Final = {
    "start": ("reporting period start",),
    "end": ("reporting period end",),
    "period": ("reporting period", "financial year", "year", "quarter", "month", "period"),
}
NEEDED: Final = {
    "level": ("group type", "org type"),
    "code": ("org code1", "org code 1", "org code"),
    "measure": ("measure id",),
    "value": ("measure value suppressed", "measure value"),
}
WELCOME: Final = {
    **PERIODS,
    "name": ("org name1", "org name 1", "org name"),
    "second code": ("org code2", "org code 2"),
    "second name": ("org name2", "org name 2"),
    "measure name": ("measure name",),
    "type": ("measure type",),
    "variable": ("variable type",),
    "group a": ("variable a",),
    "group b": ("variable b",),
}
ENGLAND: Final = ("England", "England")
_LEVELS: Final = (
    (re.compile(r"england|national|all"), "England"),
    (re.compile(r"provider"), "Provider"),
    (re.compile(r"sub ?icb.*"), "Sub ICB"),
    (re.compile(r"icb.*|ics"), "ICB"),
    (re.compile(r"ccg"), "CCG"),
    (re.compile(r"stp"), "STP"),
    (re.compile(r"(?:commissioning )?region"), "Region"),
)
_BETWEEN: Final = re.compile(
    r"\s*/\s*|\s+(?:and|by)\s+|\s+[-\u2013]\s+|(?<=\w)-(?=(?:Prov|Sub|ICB|CCG))"
)
NAME_THE_FILE: Final = "Put the period into the name of the file, such as tt-q1-2024-25.csv."
_NOTHING: Final = ("", "-", "null", "none", "na", "n/a", "not applicable")


def read(
    layout: Layout, catalogue: Catalogue, file: str, key: str
) -> tuple[Facts, tuple[Problem, ...]]:
    """Every row as one fact; measures the catalogue does not know keep their id."""
    units = each(layout, ("level", "code", "name", "second code", "second name"), unit)
    items = each(
        layout,
        ("measure", "measure name"),
        lambda measure, name: _item(catalogue, measure, name),
    )
    told = figures(layout, layout.columns["value"])
    percent = each(layout, ("type", "measure name"), is_percent)
    finished = each(layout, ("type", "measure name"), is_finished)
    told = rounded(told, units, percent, finished)
    groups = each(layout, ("variable", "group a", "group b"), group)
    rows = Rows(layout, units, groups, periods(layout, file))
    amounts = Amounts(layout.columns["value"], items, told)
    return facts_of(rows, (amounts,), file, key, do=NAME_THE_FILE)


def periods(layout: Layout, file: str) -> Said[Period | None]:
    """The period of each row, by its first and last day, by its name, or by the file's."""
    if {"start", "end"} <= layout.columns.keys():
        return windows(layout, "start", "end")
    if "period" not in layout.columns:
        return same(layout, in_text(file))
    line = read_column(layout.sheet, layout.columns["period"], *layout.rows, ending=False)
    return Said(line.codes.astype(np.int64), line.periods)


def unit(level: str, code: str, name: str, second_code: str = "", second: str = "") -> Unit | None:
    """The unit of a row; a pair of organisations is a unit that belongs to both of them."""
    levels = levels_of(level)
    if not level.strip():
        return None
    if levels == ["England"]:
        return Unit(*ENGLAND)
    one, two = _shown(name, code), _shown(second, second_code)
    if len(levels) == 1 and is_everyone(code, name) and not is_everyone(second_code, second):
        return Unit(levels[0], two, second_code, parents=(ENGLAND,))
    if len(levels) == 1:
        return Unit(levels[0], one, code, parents=(ENGLAND,))
    parents = ((levels[0], one), (levels[1], two), ENGLAND)
    return Unit("/".join(levels), f"{one} / {two}", f"{code}/{second_code}", parents=parents)


def rounded(
    told: Figures, units: Said[Unit | None], percent: Said[bool], finished: Said[bool]
) -> Figures:
    """The figures with the range that rounding and hiding leave below England."""
    england = np.array([u is None or u.level == "England" for u in units.values])[units.codes]
    shares = np.array(percent.values, dtype=bool)[percent.codes]
    never_counts = np.array(finished.values, dtype=bool)[finished.codes]
    low, high = ranges(told.amount, told.low, told.high, told.status, england, shares, never_counts)
    return Figures(told.amount, low, high, told.status, told.percent)


def everybody(layout: Layout) -> Said[tuple[str, str]]:
    """No breakdown in any row."""
    return same(layout, EVERYBODY)


def levels_of(group_type: str) -> list[str]:
    """The level that a group type names, or the two of a pair."""
    return [_level(part) for part in _BETWEEN.split(group_type)]


def _level(text: str) -> str:
    words = folded(text)
    return next((level for shape, level in _LEVELS if shape.fullmatch(words)), text.strip())


def is_everyone(code: str, name: str) -> bool:
    """Whether one of a row's two organisations is no one, or all of its kind."""
    said = name if name.casefold() not in _NOTHING else code
    return said.casefold() in _NOTHING or bool(re.match(r"all(?:\b|_)", said, re.IGNORECASE))


def _shown(name: str, code: str) -> str:
    return name if name.casefold() not in _NOTHING else code or "Not stated"


def _item(catalogue: Catalogue, measure: str, name: str) -> tuple[str, str]:
    found = find_item(catalogue, measure)
    return found.id if found else measure.casefold(), name or measure


def is_percent(kind: str, name: str) -> bool:
    """Whether a measure is a share of 100, by its kind and name."""
    words = folded(f"{kind} {name}")
    return "percent" in words or "%" in words or bool(PERCENT.search(words))


def is_finished(kind: str, name: str) -> bool:
    """Whether a measure is worked out and not counted."""
    words = folded(kind)
    if words:
        return words not in ("count", "number", "total")
    return is_percent(kind, name) or bool(FINISHED.search(folded(name)))


def group(variable: str, first: str, second: str) -> tuple[str, str]:
    """The groups of a breakdown, where the file has columns for one; said twice, it is one."""
    named = list(dict.fromkeys(t for t in (first, second) if t.casefold() not in _NOTHING))
    if variable.casefold() in (*_NOTHING, "total", "all"):
        return EVERYBODY
    if not named:
        return variable.casefold(), "Not stated"
    return variable.casefold(), "; ".join(named)
