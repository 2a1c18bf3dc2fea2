"""One kind of unit that several files give two names: Organisation here, Provider there.

Levels are joined by the codes of their units and never by what they are called alone. A word that
any unit may be called by gives way to the level at which all its units are known. Of two words for
one kind of national organisation, the wider is kept where one has units that the other has not.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, permutations
from typing import Final

import numpy as np

from mhvalue.editions import Edition
from mhvalue.facts import Facts
from mhvalue.ingest.coded import categories
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.spellings import written
from mhvalue.ingest.unit_codes import Name, first_cells, listed
from mhvalue.naming.codes import OF_TRUSTS, is_trust, like
from mhvalue.units import Unit, UnitRegister

GENERAL: Final = ("Unit", "Organisation")
"""Words that a unit of any level may go by."""
WIDER: Final = (("Organisation", "Provider"), ("Organisation", "Trust"), ("Provider", "Trust"))
RENAMED: Final = (("Sub ICB", "CCG"), ("ICB", "STP"))
"""What levels of the health service are called now, and were before."""
FEWEST_ALIKE: Final = 2
SAY_SO: Final = (
    "If they are the same units, say so on the Upload page, under “Each unit is a”, in the same "
    "word for both files."
)
_CODE: Final = re.compile(r"(?=.*[A-Z])[A-Z0-9]{2,8}", re.IGNORECASE)
"""What may be a code: row numbers are none."""

Apart = frozenset[str]
"""Two levels of which the person said that they are different kinds of units."""
_Codes = dict[str, set[Unit]]
"""Of one level: by code the units that have it, in all files; one without a code by its name."""


@dataclass(frozen=True)
class Levels:
    """The files with each level under one name, what levels were called, and what to tell.

    `parted` are pairs of levels that are joined no longer, since the person said so.
    """

    editions: tuple[Edition, ...]
    kept: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    parted: tuple[tuple[str, str], ...] = ()


def one_name_each(editions: Sequence[Edition], apart: Collection[Apart] = ()) -> Levels:
    """The files with levels joined whose units have the same codes, and told.

    Not where a file has both, or the person said that they are `apart`. What is the same unit at
    two levels after that is told as well.
    """
    kept: dict[str, str] = {}
    problems: list[Problem] = []
    made = tuple(editions)
    while pair := _one_kind(made, _now(apart, kept)):
        old, new = pair
        problems += _joined(made, old, new)
        kept = {**{of: new if now == old else now for of, now in kept.items()}, old: new}
        made = tuple(replace(e, facts=relevelled(e.facts, old, new)) for e in made)
    said = _now(apart, kept)
    problems += [*_left_apart(made, said), *_named_alike(made, said)]
    held = {level for edition in editions for level in _levels(edition.facts)}
    parted = sorted((min(pair), max(pair)) for pair in apart if pair <= held)
    return Levels(made, kept, tuple(problems), tuple(parted))


def _now(apart: Collection[Apart], kept: Mapping[str, str]) -> frozenset[Apart]:
    """The levels that are to stay apart, as they are called now."""
    return frozenset(frozenset(kept.get(level, level) for level in pair) for pair in apart)


def moved(unit: Unit, kept: Mapping[str, str]) -> Unit:
    """The unit with what its level, and those of what it belongs to, are called now."""
    parents = tuple((kept.get(level, level), name) for level, name in unit.parents)
    return replace(unit, level=kept.get(unit.level, unit.level), parents=parents)


def relevelled(facts: Facts, old: str, new: str) -> Facts:
    """The facts with another name for one level, and a key that says so."""
    register = UnitRegister().join(
        UnitRegister(tuple(moved(unit, {old: new}) for unit in facts.units.units))
    )
    column = facts.frame["level"].cat
    if old not in column.categories:
        return facts if register == facts.units else replace(facts, units=register)
    names = [new if name == old else name for name in column.categories]
    frame = facts.frame.assign(level=categories(names, column.codes.to_numpy()))
    key = hashlib.sha256(f"{facts.key}|{old}>{new}".encode()).hexdigest()
    return replace(facts, frame=frame, units=register, key=key)


def _one_kind(editions: Sequence[Edition], apart: Collection[Apart]) -> tuple[str, str] | None:
    """Two levels that are one, the name to be given up first; None where there are none."""
    codes = _codes_of(editions)
    both = {pair for e in editions for pair in permutations(_levels(e.facts), 2)}
    alone = [
        pair for pair in permutations(codes, 2) if pair not in both and frozenset(pair) not in apart
    ]
    for new, old in RENAMED:
        if (new, old) in alone and _shared(codes[new], codes[old]):
            return old, new
    for general in GENERAL:
        known_at = [
            level
            for level in codes
            if level not in GENERAL
            and (general, level) in alone
            and len(_shared(codes[general], codes[level])) == len(codes[general])
        ]
        if len(known_at) == 1:
            return general, known_at[0]
    for wide, narrow in WIDER:
        if (wide, narrow) in alone:
            shared = _shared(codes[wide], codes[narrow])
            if any(map(is_trust, shared)):
                return (wide, narrow) if len(shared) == len(codes[wide]) else (narrow, wide)
    return None


def _levels(facts: Facts) -> list[str]:
    """The levels that figures of some file stand at."""
    column = facts.frame["level"].cat
    return [column.categories[code] for code in np.unique(column.codes.to_numpy()).tolist()]


def _codes_of(editions: Iterable[Edition]) -> dict[str, _Codes]:
    """The levels of all files with their units."""
    found: dict[str, _Codes] = {}
    for edition in editions:
        of_level = {level: found.setdefault(level, {}) for level in _levels(edition.facts)}
        for unit in edition.facts.units.units:
            if unit.level in of_level:
                code = (unit.code or unit.name).casefold()
                of_level[unit.level].setdefault(code, set()).add(unit)
    return found


def _shared(one: _Codes, other: _Codes) -> set[str]:
    """The codes of units that two levels have; none where most of their names are unlike."""
    both = {code: one[code] | other[code] for code in one.keys() & other.keys()}
    common = {
        code: units
        for code, units in both.items()
        if is_trust(code) or (_CODE.fullmatch(code) and any(unit.code for unit in units))
    }
    same = {code for code, units in common.items() if _is_same(code, units)}
    return same if len(same) > len(common) / 2 else set()


def _is_same(code: str, units: Collection[Unit]) -> bool:
    spelt = sorted({unit.name for unit in units if written(unit.name) != written(code)})
    if len(spelt) < 2 or like(spelt):
        return True
    # A trust may change its name; a ward's code may look like a trust's.
    return is_trust(code) and all(unit.level in OF_TRUSTS for unit in units)


def _joined(editions: Sequence[Edition], old: str, new: str) -> list[Problem]:
    """File by file, that its units of one level are read as another; by cells, not by names."""
    return [
        Problem(
            f"What is called {old} here is called {new} in another file, by the same codes "
            f"({_places(edition.facts, old, None)}).",
            edition.name,
            done=f"It was read as {new} in all files.",
            do="If they are different units, keep them apart on the Upload page.",
        )
        for edition in editions
        if old in _levels(edition.facts)
    ]


def _left_apart(editions: Sequence[Edition], said: Collection[Apart]) -> list[Problem]:
    """Units of one trust's code at two levels that could not be joined."""
    codes = _codes_of(editions)
    found = []
    for one, other in ((wide, level) for wide in GENERAL for level in codes):
        if one not in codes or other in GENERAL or {one, other} in said:
            continue
        shared = _shared(codes[one], codes[other])
        for edition in editions if shared else ():
            if one in _levels(edition.facts):
                found.append(_apart(edition, one, other, shared))
    return [problem for problem in found if problem is not None]


def _named_alike(editions: Sequence[Edition], said: Collection[Apart]) -> list[Problem]:
    """Levels of two files that share most names and nothing else: wards here, services there."""
    found = []
    for (before, own), (after, other) in combinations(_names_of(editions), 2):
        shared = {name for _, name in own} & {name for _, name in other}
        least = min(len(own), len(other))
        (level,), (called,) = ({at for at, _ in names} for names in (own, other))
        together = any({level, called} <= {*_levels(e.facts)} for e in (before, after))
        if (
            level == called
            or {level, called} in said
            or len(shared) < FEWEST_ALIKE
            or 2 * len(shared) < least
        ):
            continue
        if not together:
            found.append(
                Problem(
                    f"What is called {called} here has the names of what {before.name} calls "
                    f"{level}.",
                    after.name,
                    done="They were left apart: nothing but names says that they are one.",
                    do=SAY_SO,
                )
            )
    return found


def _names_of(editions: Iterable[Edition]) -> Iterator[tuple[Edition, set[tuple[str, str]]]]:
    """The units of each level of each file, as their names are compared."""
    for edition in editions:
        for level in _levels(edition.facts):
            units = edition.facts.units.units
            names = {(level, written(unit.name)) for unit in units if unit.level == level}
            if names:
                yield edition, names


def _apart(edition: Edition, one: str, other: str, shared: set[str]) -> Problem | None:
    places = _places(edition.facts, one, shared)
    if not places:
        return None
    return Problem(
        f"Some of what is called {one} here has the codes of what another file calls {other} "
        f"({places}).",
        edition.name,
        done="They were left apart: not all its codes are known there, or one file has both.",
        do=SAY_SO,
    )


def _places(facts: Facts, level: str, codes: set[str] | None) -> str:
    names: list[Name] = [
        (unit.level, unit.name)
        for unit in facts.units.units
        if unit.level == level and (codes is None or (unit.code or unit.name).casefold() in codes)
    ]
    return listed(first_cells(facts, names))
