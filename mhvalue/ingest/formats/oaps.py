"""Out of area placements: the open data that NHS Digital published monthly from October 2016.

One row a question and place or group. Figures for places below England are rounded to the
nearest 5 where they count placements, and a star hides what is fewer than 5.
"""

import re
from dataclasses import replace
from typing import Final

import numpy as np

from mhvalue.catalogue.loader import find_item
from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import STATUSES, Facts
from mhvalue.ingest.dates import read_column
from mhvalue.ingest.dates_in_text import in_text
from mhvalue.ingest.formats.mhsds import Layout
from mhvalue.ingest.formats.statements import (
    EVERYBODY,
    Amounts,
    Rows,
    Said,
    each,
    facts_of,
    figures,
    windows,
)
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.values import HIGHEST_HIDDEN, Figures
from mhvalue.ingest.vocabulary import FINISHED, PERCENT, folded, slug
from mhvalue.periods import Period, period, step
from mhvalue.units import Unit

NEEDED: Final = {
    "question": ("question",),
    "first": ("breakdown1", "breakdown 1"),
    "first code": ("breakdown1 code", "breakdown 1 code"),
    "second": ("breakdown2", "breakdown 2"),
    "second code": ("breakdown2 code", "breakdown 2 code"),
    "value": ("value",),
}
WELCOME: Final = {
    "first name": ("breakdown1 description", "breakdown1 name", "breakdown 1 description"),
    "second name": ("breakdown2 description", "breakdown2 name", "breakdown 2 description"),
    "start": ("reporting period start", "period start", "start date"),
    "end": ("reporting period end", "period end", "end date"),
    "period": (
        "reporting period", "publication period", "publication period end", "period", "month",
        "reporting period end", "period end", "end date",
    ),
    "length": (
        "report period length", "reporting period length", "reporting period type", "period length",
        "period type",
    ),
}  # fmt: skip
_LENGTHS: Final = (
    (re.compile(r"(?:1 |one )?month(?:ly)?"), 1),
    (re.compile(r"(?:rolling )?(?:quarter(?:ly)?|(?:3|three) months?)"), 3),
    (re.compile(r"(?:rolling )?(?:year(?:ly)?|annual|(?:12|twelve) months?)"), 12),
)
ENGLAND: Final = Unit("England", "England")
ROUNDED_TO: Final = 5

_LEVELS: Final = (
    (re.compile(r"england|national"), "England"),
    (re.compile(r"sending provider"), "Sending provider"),
    (re.compile(r"receiving provider"), "Receiving provider"),
    (re.compile(r"provider"), "Provider"),
    (re.compile(r"(?:commissioning )?region"), "Region"),
    (re.compile(r"ccg"), "CCG"),
    (re.compile(r"sub ?icb.*"), "Sub ICB"),
    (re.compile(r"stp"), "STP"),
    (re.compile(r"icb|ics"), "ICB"),
)
_GROUPS: Final = {
    "gender": {"1": "Male", "2": "Female", "9": "Indeterminate", "x": "Not known"},
}
_OAP: Final = r"(?:inappropriate )?(?:oap|out of area placement)"
_COUNT: Final = re.compile(rf"(?:number of )?{_OAP}s?\b(?! (?:bed )?days).*")
_ITEMS: Final = (
    (re.compile(rf"(?:number of )?{_OAP}s active at period end"), "oap_open"),
    (re.compile(rf"total number of {_OAP} days over the period"), "oap_bed_days"),
)
_NAME_THE_FILE: Final = "Put the month into the name of the file, such as oaps-oct-2016.csv."


def read(
    layout: Layout, catalogue: Catalogue, file: str, key: str
) -> tuple[Facts, tuple[Problem, ...]]:
    """Every row as one fact; England stated again under each breakdown stays one statement."""
    units = each(layout, ("first", "first code", "first name"), _unit)
    groups = each(
        layout,
        ("first", "first code", "first name", "second", "second code", "second name"),
        _group,
    )
    items = _items(layout, catalogue)
    amounts = Amounts(layout.columns["value"], items, _figures(layout, items, units))
    rows = Rows(layout, units, groups, _periods(layout, file))
    return facts_of(rows, (amounts,), file, key, do=_NAME_THE_FILE)


def _level(breakdown: str) -> str | None:
    words = folded(breakdown)
    return next((level for shape, level in _LEVELS if shape.fullmatch(words)), None)


def _unit(breakdown: str, code: str, name: str) -> Unit | None:
    if not breakdown:
        return None
    level = _level(breakdown)
    if level in (None, "England") or folded(code) == "england":
        return ENGLAND
    return Unit(level, name or code or "Not stated", code, parents=(("England", "England"),))


def _group(*texts: str) -> tuple[str, str]:
    """The groups that the two breakdowns name, those that name places left aside."""
    named = []
    for kind, code, name in (texts[:3], texts[3:]):
        if kind and _level(kind) is None and folded(code) != "england":
            words = folded(kind)
            named.append((words, name or _GROUPS.get(words, {}).get(code.casefold(), code)))
    if not named:
        return EVERYBODY
    return "; ".join(kind for kind, _ in named), "; ".join(group for _, group in named)


def _items(layout: Layout, catalogue: Catalogue) -> Said[tuple[str, str]]:
    """The item of each question; of two that one item answers, inappropriate placements have it."""
    told = each(layout, ("question",), lambda question: _item(catalogue, question))
    taken = {item for item, question in told.values if _is_inappropriate(question)}
    values = [
        (slug(question) if item in taken and not _is_inappropriate(question) else item, question)
        for item, question in told.values
    ]
    return Said(told.codes, values)


def _is_inappropriate(question: str) -> bool:
    return "inappropriate" in folded(question)


def _item(catalogue: Catalogue, question: str) -> tuple[str, str]:
    words = folded(question)
    known = next((item for shape, item in _ITEMS if shape.fullmatch(words)), "")
    found = find_item(catalogue, question)
    return known or (found.id if found else slug(question)), question


def _periods(layout: Layout, file: str) -> Said[Period | None]:
    if {"start", "end"} <= layout.columns.keys():
        return windows(layout, "start", "end")
    if "period" not in layout.columns:
        named = in_text(file)
        return each(layout, ("length",), lambda length: _up_to(named, length))
    line = read_column(layout.sheet, layout.columns["period"], *layout.rows, ending=True)
    codes, lengths = layout.coded("length")
    key, of_row = np.unique(line.codes.astype(np.int64) * len(lengths) + codes, return_inverse=True)
    told = [divmod(pair, len(lengths)) for pair in key.tolist()]
    return Said(of_row.astype(np.int64), [_up_to(line.periods[p], lengths[n]) for p, n in told])


def _up_to(told: Period | None, length: str) -> Period | None:
    """The months up to the end of a period, as many as its length says; none if it is unclear."""
    if told is None or not length:
        return told
    words = folded(length)
    months = next((count for shape, count in _LENGTHS if shape.fullmatch(words)), 0)
    last = period(told.end, "month")
    if not months or last.end != told.end:
        return None
    return Period(step(last, 1 - months).start, last.end, "month")


def _figures(layout: Layout, items: Said[tuple[str, str]], units: Said[Unit | None]) -> Figures:
    """The figures with the ranges that rounding and hiding leave; shares on 0 to 100."""
    told = figures(layout, layout.columns["value"])
    words = [folded(heading) for _, heading in items.values]
    count = np.array([bool(_COUNT.fullmatch(w)) for w in words])[items.codes]
    percent = np.array([bool(PERCENT.search(w)) for w in words])[items.codes]
    finished = np.array([bool(FINISHED.search(w)) for w in words])[items.codes]
    below = np.array([u is not None and u != ENGLAND for u in units.values])[units.codes]
    amount, low, high = told.amount.copy(), told.low.copy(), told.high.copy()
    if percent.any() and not np.nanmax(amount[percent], initial=0) > 1:
        for figure in (amount, low, high):
            figure[percent] *= 100
    hidden = told.status == STATUSES.index("suppressed")
    low[hidden] = 0.0
    high[hidden] = np.where(percent, 100.0, np.where(count, HIGHEST_HIDDEN, np.nan))[hidden]
    rounded = count & ~finished & below & (amount > 0) & (amount % ROUNDED_TO == 0)
    low[rounded] = np.where(amount == ROUNDED_TO, amount, amount - 2)[rounded]
    high[rounded] = amount[rounded] + 2
    return replace(told, amount=amount, low=low, high=high)
