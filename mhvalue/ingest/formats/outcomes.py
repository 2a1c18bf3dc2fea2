"""NHS Outcomes Framework and CCG indicator files: one row a period, place or group, and sex.

"Breakdown" says what the level of a row is of: a kind of place, or of people in England. A file
holds one indicator and does not name it, so that its figures are named after the file.
"""

from pathlib import PurePath
from typing import Final

import numpy as np

from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import Facts
from mhvalue.ingest.dates import read_column
from mhvalue.ingest.dates_in_text import without_period
from mhvalue.ingest.formats.mhsds import Layout, level_of
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
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.vocabulary import breakdown_of, is_everybody, slug
from mhvalue.periods import Period
from mhvalue.units import Unit

NEEDED: Final = {
    "breakdown": ("breakdown",),
    "code": ("level",),
    "name": ("level description",),
    "value": ("indicator value",),
}
WELCOME: Final = {
    "period": ("period of coverage", "reporting period", "year"),
    "sex": ("gender", "sex"),
    "age": ("age", "age group", "age band"),
    "count": ("numerator",),
    "denominator": ("denominator", "population"),
}
ENGLAND: Final = Unit("England", "England")
_PARTS: Final = {"value": "", "count": ": numerator", "denominator": ": denominator"}
_EVERYBODY: Final = ("person", "persons", "people")


def read(
    layout: Layout, catalogue: Catalogue, file: str, key: str
) -> tuple[Facts, tuple[Problem, ...]]:
    """The value of every row, and its numerator and denominator where the file has them."""
    units = each(layout, ("breakdown", "code", "name"), _unit)
    whole = {part: _only(layout, part) for part in ("sex", "age")}
    groups = each(
        layout,
        ("breakdown", "code", "name", "sex", "age"),
        lambda breakdown, code, name, sex, age: _group(
            (breakdown, name or code), ("sex", sex, whole["sex"]), ("age", age, whole["age"])
        ),
    )
    indicator = without_period(PurePath(file).stem)
    amounts = [
        Amounts(
            layout.columns[part],
            same(layout, (slug(f"{indicator}{ending}"), f"{indicator}{ending}")),
            figures(layout, layout.columns[part]),
        )
        for part, ending in _PARTS.items()
        if part in layout.columns
    ]
    return facts_of(Rows(layout, units, groups, _periods(layout)), amounts, file, key)


def _periods(layout: Layout) -> Said[Period | None]:
    if "period" not in layout.columns:
        return same(layout, None)
    line = read_column(layout.sheet, layout.columns["period"], *layout.rows, ending=False)
    return Said(line.codes.astype(np.int64), line.periods)


def _unit(breakdown: str, code: str, name: str) -> Unit | None:
    if not breakdown:
        return None
    level = level_of(breakdown)
    if level in (None, "England"):
        return ENGLAND
    return Unit(level, name or code or "Not stated", code, parents=(("England", "England"),))


def _only(layout: Layout, part: str) -> str:
    """The one sex or age that all rows are of: that of everybody the indicator speaks of."""
    told = set(layout.coded(part)[1])
    return told.pop() if len(told) == 1 else ""


def _group(first: tuple[str, str], *others: tuple[str, str, str]) -> tuple[str, str]:
    breakdown, label = first
    named = []
    if level_of(breakdown) is None:
        named.append((breakdown_of(breakdown) or breakdown.casefold(), label))
    named += [
        (kind, text)
        for kind, text, whole in others
        if text not in ("", whole) and text.casefold() not in _EVERYBODY and not is_everybody(text)
    ]
    named = list(dict.fromkeys(named))
    if not named:
        return EVERYBODY
    return "; ".join(kind for kind, _ in named), "; ".join(text for _, text in named)
