"""Talking Therapies (IAPT) quarterly and annual files: a column of codes for each kind of place.

One row a place, group and measure. The group type says which of the columns is meant; the others
say that they are of all ("All_CCG"). Rounded and hidden as the monthly file is.
"""

from typing import Final

from mhvalue.catalogue.loader import find_item
from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import Facts
from mhvalue.ingest.formats import talking_therapies
from mhvalue.ingest.formats.mhsds import Layout
from mhvalue.ingest.formats.statements import Amounts, Rows, each, facts_of, figures
from mhvalue.ingest.problems import Problem
from mhvalue.units import Unit

NEEDED: Final = {
    "level": ("group type",),
    "variable": ("variable type",),
    "group a": ("variable a",),
    "measure": ("measure name",),
    "value": ("measure value suppressed", "measure value"),
}
WELCOME: Final = {
    **talking_therapies.PERIODS,
    "id": ("measure id",),
    "group b": ("variable b",),
    "type": ("measure type",),
    "region": ("region", "region code", "commissioning region"),
    "region name": ("region name",),
    "icb": ("icb", "icb code", "stp", "stp code", "ics"),
    "icb name": ("icbname", "icb name", "stpname", "stp name"),
    "place": ("sub icb", "sub icb code", "ccg", "ccg code", "sub icbcode"),
    "place name": ("sub icbname", "sub icb name", "ccgname", "ccg name"),
    "provider": ("provider", "provider code"),
    "provider name": ("provider name",),
}
_COLUMNS: Final = {
    "Region": ("region", "icb"),
    "ICB": ("icb",),
    "STP": ("icb",),
    "Sub ICB": ("place",),
    "CCG": ("place",),
    "Provider": ("provider",),
}
"""Where the code of each level stands; older files have regions among the ICBs."""
_PLACES: Final = ("region", "icb", "place", "provider")


def read(
    layout: Layout, catalogue: Catalogue, file: str, key: str
) -> tuple[Facts, tuple[Problem, ...]]:
    """Every row as one fact; a place that its row does not name is called "Not stated"."""
    texts = [part for place in _PLACES for part in (place, f"{place} name")]
    units = each(layout, ("level", *texts), _unit)
    items = each(layout, ("id", "measure"), lambda *told: _item(catalogue, *told))
    percent = each(layout, ("type", "measure"), talking_therapies.is_percent)
    finished = each(layout, ("type", "measure"), talking_therapies.is_finished)
    told = figures(layout, layout.columns["value"])
    told = talking_therapies.rounded(told, units, percent, finished)
    groups = each(layout, ("variable", "group a", "group b"), talking_therapies.group)
    periods = talking_therapies.periods(layout, file)
    rows = Rows(layout, units, groups, periods)
    amounts = Amounts(layout.columns["value"], items, told)
    return facts_of(rows, (amounts,), file, key, do=talking_therapies.NAME_THE_FILE)


def _unit(group_type: str, *texts: str) -> Unit | None:
    said = dict(zip(_PLACES, zip(texts[::2], texts[1::2], strict=True), strict=True))
    named = [_named(level, said) for level in talking_therapies.levels_of(group_type)]
    return talking_therapies.unit(group_type, *(text for pair in named[:2] for text in pair))


def _named(level: str, said: dict[str, tuple[str, str]]) -> tuple[str, str]:
    """Code and name of a row's place of one level, blank where it names none."""
    found = [said[part] for part in _COLUMNS.get(level, ())]
    told = (pair for pair in found if not talking_therapies.is_everyone(pair[0], ""))
    return next(told, ("", ""))


def _item(catalogue: Catalogue, identifier: str, name: str) -> tuple[str, str]:
    found = (identifier and find_item(catalogue, identifier)) or find_item(catalogue, name)
    return found.id if found else (identifier or name).casefold(), name
