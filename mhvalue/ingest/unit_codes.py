"""Units by their codes: one name under two codes is two units, two spellings under one code one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.facts import Facts
from mhvalue.ingest.coded import categories
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.sheets.cells import cell_name
from mhvalue.units import Unit, UnitRegister

FEW: Final = 0.2
"""Where more of the names have several codes, the codes of one table are of something else."""

SHOWN: Final = 5
Name = tuple[str, str]
"""Level and name."""


def told_apart(parts: Sequence[Facts], file: str) -> tuple[list[Facts], list[Problem]]:
    """The tables with a name told apart by its code where another table gives it another code.

    Names that one table gave several codes are told apart already, and told of here.
    """
    codes: dict[Name, set[str]] = {}
    for part in parts:
        for unit in part.units.units:
            codes.setdefault((unit.level, unit.name), set()).add(unit.code)
    shared = {name for name, held in codes.items() if len(held - {""}) > 1}
    coded = [name for name, held in codes.items() if held - {""}]
    if len(shared) > max(FEW * len(coded), 1) or len(shared) == len(coded):
        shared = set()
    made = []
    places: list[str] = []
    for part in parts:
        names = {
            (unit.level, unit.name): f"{unit.name} ({unit.code})"
            for unit in part.units.units
            if unit.code and (unit.level, unit.name) in shared
        }
        places += first_cells(part, {*names, *_apart_already(part)})
        made.append(renamed(part, names) if names else part)
    what = f"One name stands for units with different codes ({listed(places)})."
    told = [Problem(what, file, done="They are told apart by their codes.")] if places else []
    return made, told


def _apart_already(part: Facts) -> set[Name]:
    """Units of one table that share a name but for the code behind it."""
    bare: dict[Name, set[Name]] = {}
    for unit in part.units.units:
        name = unit.name.removesuffix(f" ({unit.code})")
        if name != unit.name:
            bare.setdefault((unit.level, name), set()).add((unit.level, unit.name))
    return {name for names in bare.values() if len(names) > 1 for name in names}


def one_spelling(facts: Facts, file: str) -> tuple[Facts, list[Problem]]:
    """The facts with the units of one code as one, under the name of their latest period.

    Names of one code that speak of the same period are different units: then the codes of their
    level are of something else, and nothing is done.
    """
    groups: dict[Name, list[str]] = {}
    for unit in facts.units.units:
        if unit.code:
            groups.setdefault((unit.level, unit.code), []).append(unit.name)
    several = {key: names for key, names in groups.items() if names[1:]}
    if not several:
        return facts, []
    spoken = periods_of(facts, {(key[0], name) for key, names in several.items() for name in names})
    new: dict[Name, str] = {}
    unclear: set[str] = set()
    for (level, _), names in several.items():
        periods = [spoken[level, name] for name in names]
        if sum(map(len, periods)) > len(set().union(*periods)):
            unclear.add(level)
        dated = [(max(held), name) for held, name in zip(periods, names, strict=True) if held]
        latest = max(dated)[1] if dated else names[-1]
        new |= {(level, name): latest for name in names if name != latest}
    new = {name: latest for name, latest in new.items() if name[0] not in unclear}
    if not new:
        return facts, []
    places = first_cells(facts, new.keys())
    what = f"One code stands beside several spellings of a unit's name ({listed(places)})."
    done = "They were read as one unit, by the latest spelling."
    return renamed(facts, new), [Problem(what, file, done=done)]


def renamed(facts: Facts, names: Mapping[Name, str]) -> Facts:
    """The same facts and units with other names for some of them."""
    units = UnitRegister(tuple(renamed_unit(unit, names) for unit in facts.units.units))
    return replace(facts, frame=with_names(facts.frame, names), units=UnitRegister().join(units))


def with_names(
    frame: pd.DataFrame, names: Mapping[Name, str], within: str = "level", column: str = "unit"
) -> pd.DataFrame:
    """The same figures with other names for some of their units, in the order first met.

    So may the texts of another column be renamed, each within the text of one beside it.
    """
    levels, units = frame[within].cat, frame[column].cat
    pairs = levels.codes.to_numpy().astype(np.int64) * len(units.categories)
    of_row, met = pd.factorize(pairs + units.codes.to_numpy())
    level_names, unit_names = levels.categories.tolist(), units.categories.tolist()
    keys = [
        (level_names[pair // len(unit_names)], unit_names[pair % len(unit_names)])
        for pair in met.tolist()
    ]
    return frame.assign(**{column: categories([names.get(k, k[1]) for k in keys], of_row)})


def renamed_unit(unit: Unit, names: Mapping[Name, str]) -> Unit:
    """The unit with other names for itself and what it belongs to."""
    name = names.get((unit.level, unit.name), unit.name)
    parents = tuple((level, names.get((level, own), own)) for level, own in unit.parents)
    unchanged = name == unit.name and parents == unit.parents
    return unit if unchanged else replace(unit, name=name, parents=parents)


def first_cells(
    facts: Facts, names: Collection[Name], within: str = "level", column: str = "unit"
) -> list[str]:
    """The first figure of each of some units, by its sheet and cell."""
    if not names:
        return []
    of_row = places_of(facts, names, within, column)
    rows = np.flatnonzero(of_row >= 0)
    first = rows[np.sort(np.unique(of_row[rows], return_index=True)[1])]
    cells = (facts.frame[name].to_numpy()[first].tolist() for name in ("table", "row", "column"))
    return [
        f"{facts.origins[table].sheet} {cell_name(row, max(column, 0))}".strip()
        for table, row, column in zip(*cells, strict=True)
    ]


def periods_of(facts: Facts, names: Collection[Name]) -> dict[Name, set[int]]:
    """The first days of the periods that the figures of some units speak of, as numbers."""
    of_row = places_of(facts, names)
    days = facts.frame["period"].to_numpy().astype(np.int64)
    told = np.unique(np.stack([of_row, days])[:, of_row >= 0], axis=1)
    return {n: set(told[1, told[0] == place].tolist()) for place, n in enumerate(names)}


def places_of(
    facts: Facts, names: Collection[Name], within: str = "level", column: str = "unit"
) -> NDArray[np.int64]:
    """For each figure the position of its unit among some, or -1 for any other unit."""
    levels, units = facts.frame[within].cat, facts.frame[column].cat
    by_code = np.full((len(levels.categories), len(units.categories)), -1, dtype=np.int64)
    level_codes = {text: code for code, text in enumerate(levels.categories.tolist())}
    unit_codes = {text: code for code, text in enumerate(units.categories.tolist())}
    for place, (level, unit) in enumerate(names):
        if level in level_codes and unit in unit_codes:
            by_code[level_codes[level], unit_codes[unit]] = place
    of_row: NDArray[np.int64] = by_code[levels.codes.to_numpy(), units.codes.to_numpy()]
    return of_row


def listed(places: Sequence[str]) -> str:
    more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
    return ", ".join(places[:SHOWN]) + more
