"""The download of Fingertips public health profiles: one row an indicator, area, group and time.

The value is finished and never added up; count and denominator are items of their own. Limits of
confidence say nothing about what a value must lie between, and are left out.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.catalogue.loader import find_item
from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import STATUSES, Facts
from mhvalue.ingest.formats.mhsds import Layout
from mhvalue.ingest.formats.statements import EVERYBODY, Amounts, Rows, each, facts_of, figures
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.values import Figures
from mhvalue.ingest.vocabulary import PERCENT, folded, slug
from mhvalue.periods import Period, period
from mhvalue.units import Unit
from mhvalue.written_periods import parse

NEEDED: Final = {
    "id": ("indicator id",),
    "indicator": ("indicator name",),
    "code": ("area code",),
    "area": ("area name",),
    "level": ("area type",),
    "time": ("time period",),
    "value": ("value",),
}
WELCOME: Final = {
    "parent code": ("parent code",),
    "parent": ("parent name",),
    "sex": ("sex",),
    "age": ("age",),
    "category type": ("category type",),
    "category": ("category",),
    "count": ("count",),
    "denominator": ("denominator",),
    "note": ("value note",),
}
_PERSONS: Final = ("Persons", "All persons")
_ALL_AGES: Final = ("All ages", "All")
_YEARS: Final = re.compile(
    r"(\d{4}(?:/\d\d)?)\s*(?:-|\u2013|to)\s*(\d{4}/\d\d|\d\d/\d\d|\d{4}|\d\d)"
)
_QUARTER: Final = re.compile(r"(\d{4})(/\d\d)?\s*q([1-4])")
_COARSER: Final = "Parent area"
_LEVELS: Final = {"icbs": "ICB", "icb": "ICB", "icb sub-locations": "Sub ICB"}
"""Area types that other published files call otherwise."""
_ODS: Final = re.compile(r".+ - ([A-Z0-9]{3,5})")
"""The name of such an area ends in its code; the area code is of Fingertips alone."""


def read(
    layout: Layout, catalogue: Catalogue, file: str, key: str
) -> tuple[Facts, tuple[Problem, ...]]:
    """The value of every row, and its count and denominator where the file has them."""
    units = each(layout, ("level", "code", "area", "parent"), _unit)
    whole = _everybody(layout)
    groups = each(
        layout,
        ("id", "sex", "age", "category type", "category"),
        lambda indicator, *told: _group(whole[indicator], *told),
    )
    rows = Rows(layout, units, groups, each(layout, ("time",), time_of))
    amounts = [_amounts(layout, catalogue, part) for part in _parts(layout)]
    return facts_of(rows, amounts, file, key)


def time_of(text: str) -> Period | None:
    """The time of an indicator; several years together are published under the last of them.

    "2018/19", "2019", "2018 - 20", "2017/18 - 19/20", "2020/21 Q1" (financial), "2020 Q1"
    (calendar) and what people write elsewhere.
    """
    words = " ".join(text.casefold().split())
    quarter = _QUARTER.fullmatch(words)
    if quarter and not quarter[2]:
        month = 3 * int(quarter[3]) - 2
        return period(period(parse(quarter[1]).start, "day").start.replace(month=month), "quarter")  # type: ignore[union-attr]
    several = _YEARS.fullmatch(words)
    if several and parse(words) is None:
        first = parse(several[1])
        century = several[1][:2] if len(several[2]) in (2, 5) else ""
        last = parse(f"{century}{several[2]}")
        if first and last and first.grain == last.grain and first.start <= last.start:
            return Period(first.start, last.end, last.grain)
        return None
    return parse(text)


def _parts(layout: Layout) -> list[str]:
    return [part for part in ("value", "count", "denominator") if part in layout.columns]


def _unit(level: str, code: str, area: str, parent: str) -> Unit | None:
    if not area and not code:
        return None
    if level.casefold() in ("england", "country") and area.casefold() in ("england", ""):
        return Unit("England", "England")
    parents = [("England", "England")]
    if parent and parent.casefold() not in ("england", area.casefold()):
        parents.insert(0, (_COARSER, parent))
    known = _LEVELS.get(level.casefold())
    ods = _ODS.fullmatch(area) if known else None
    own = ods[1] if ods else code
    return Unit(known or level or "Area", area or code, own, parents=tuple(parents))


def _everybody(layout: Layout) -> Mapping[str, tuple[str, str]]:
    """For each indicator the sex and age that mean everybody it speaks of.

    That is persons and all ages; an indicator about one sex or one age has only that.
    """
    seen: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    told = each(layout, ("id", "sex", "age"), lambda *texts: texts)
    for indicator, sex, age in told.values:
        seen[indicator][0].add(sex)
        seen[indicator][1].add(age)
    return {
        indicator: (_whole(sexes, _PERSONS), _whole(ages, _ALL_AGES))
        for indicator, (sexes, ages) in seen.items()
    }


def _whole(seen: set[str], names: tuple[str, ...]) -> str:
    if len(seen) == 1:
        return next(iter(seen))
    return next((name for name in names if name in seen), "")


def _group(
    whole: tuple[str, str], sex: str, age: str, category_type: str, category: str
) -> tuple[str, str]:
    told = [("sex", sex, whole[0]), ("age", age, whole[1])]
    named = [(kind, text) for kind, text, everybody in told if text and text != everybody]
    if category_type and category:
        named.append((category_type.casefold(), category))
    if not named:
        return EVERYBODY
    return "; ".join(kind for kind, _ in named), "; ".join(group for _, group in named)


def _amounts(layout: Layout, catalogue: Catalogue, part: str) -> Amounts:
    items = each(
        layout, ("id", "indicator"), lambda indicator, name: _item(catalogue, indicator, name, part)
    )
    told = figures(layout, layout.columns[part])
    notes = each(layout, ("note",), _status_of)
    noted = np.array([_number(status) for status in notes.values], dtype=np.int8)[notes.codes]
    blank = told.status == STATUSES.index("missing")
    status = np.where(blank & (noted >= 0), noted, told.status).astype(np.int8)
    names = each(layout, ("indicator",), lambda name: bool(PERCENT.search(folded(name))))
    percent = np.array(names.values, dtype=bool)[names.codes] & (part == "value")
    low, high = _hidden(told, status, percent)
    return Amounts(layout.columns[part], items, Figures(told.amount, low, high, status, percent))


def _item(catalogue: Catalogue, indicator: str, name: str, part: str) -> tuple[str, str]:
    """The item of one indicator's value, count or denominator, and the words for it."""
    if part == "value":
        found = find_item(catalogue, name)
        return found.id if found else slug(name or indicator), name or indicator
    return slug(f"{name or indicator} {part}"), f"{name or indicator}: {part}"


def _status_of(note: str) -> str:
    """Why a value is not there, going by its note; '' where the note says nothing of it."""
    words = note.casefold()
    if "suppress" in words or "disclosure" in words or "small number" in words:
        return "suppressed"
    if "cannot be calculated" in words or "not applicable" in words:
        return "not_applicable"
    return "not_collected" if "not collected" in words or "no data" in words else ""


def _number(status: str) -> int:
    return STATUSES.index(status) if status else -1


def _hidden(
    told: Figures, status: NDArray[np.int8], percent: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Open above and nought below for what is hidden; a share is at most 100."""
    hidden = status == STATUSES.index("suppressed")
    low = np.where(hidden & np.isnan(told.low), 0.0, told.low)
    high = np.where(hidden & percent & np.isnan(told.high), 100.0, told.high)
    return low, high
