"""Units of several files that stand beside one code: under other names, or under no name."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from mhvalue.facts import Facts
from mhvalue.ingest.alike import distinctive, plainest
from mhvalue.ingest.places import AREA_CODE
from mhvalue.ingest.slips import is_slip
from mhvalue.ingest.spellings import written
from mhvalue.ingest.unit_codes import Name, places_of
from mhvalue.naming.groups import Group

_Level = dict[str, dict[str, set[int]]]
"""Of one level: by code its names, and by name the files that say so."""
Spoken = Mapping[Name, set[int]]
TRUST: Final = 3
SITE: Final = 5
"""Letters of the code of an organisation, and of one of its sites. Source: NHS ODS."""
_TRUST: Final = re.compile(r"R(?:[A-Z][A-Z0-9]|[0-9][A-Z])", re.IGNORECASE)
"""A trust's national code. Source: NHS ODS."""
OF_TRUSTS: Final = ("Organisation", "Provider", "Trust")
LEAST: Final = 3
"""Letters of a word by which two names may be known for one."""


@dataclass(frozen=True)
class ByCode:
    """Groups of names that are one unit by their code, and groups that only may be."""

    surely: tuple[Group, ...]
    maybe: tuple[Group, ...]


def by_code(files: Sequence[Facts]) -> ByCode:
    """Which names one code joins over several files.

    A unit may be renamed, and a file may write its code alone or within its name. But codes may
    also be row numbers, or each site's own: where most codes of a level that several files have
    stand beside unlike names, the unlike ones are asked about; where the codes of names change
    places, that level's codes say nothing at all.
    """
    levels: dict[str, _Level] = {}
    unclear: set[str] = set()
    for place, facts in enumerate(files):
        for level, code, name in _coded(facts):
            names = levels.setdefault(level, {}).setdefault(code, {})
            if any(place in held for other, held in names.items() if other != name):
                unclear.add(level)
            names.setdefault(name, set()).add(place)
    surely: list[Group] = []
    maybe: list[Group] = []
    for level, codes in levels.items():
        if level not in unclear and not _change_places(codes):
            one, perhaps = _of_level(codes, trusts=level in OF_TRUSTS)
            surely += [tuple((level, name) for name in names) for names in one]
            maybe += [tuple((level, name) for name in names) for names in perhaps]
    return ByCode((*surely, *_by_the_code_itself(files, levels, unclear)), tuple(maybe))


def newest(level: str, names: Sequence[str], files: Sequence[Facts], spoken: Spoken) -> str:
    """The name of the latest period, written as most periods write it; else most plainly.

    A name without a code in it goes first.
    """
    coded = {(name, facts.units.get(level, name).code) for facts in files for name in names}
    codes = {written(text) for n, c in coded if c for text in (c, f"{n} {c}", f"{c} {n}")}
    rest = {n: spoken[level, n] for n in names if written(n) not in codes}
    rest = rest or {name: spoken[level, name] for name in names}
    last = max(max(held, default=0) for held in rest.values())
    latest = plainest(name for name, held in rest.items() if max(held, default=0) == last)
    kin = [n for n in rest if written(n) == written(latest) or is_slip(n, latest)]
    most = max(len(rest[name]) for name in kin)
    return plainest(name for name in kin if len(rest[name]) == most)


def periods_of(names: Collection[Name], files: Sequence[Facts]) -> Spoken:
    """The first days of the periods that figures of some units speak of, as numbers."""
    found: dict[Name, set[int]] = {name: set() for name in names}
    known = list(found)
    for facts in files if known else ():
        place = places_of(facts, known)
        days = facts.frame["period"].to_numpy().astype(np.int64)[place >= 0]
        for number, day in np.unique(np.stack([place[place >= 0], days]), axis=1).T.tolist():
            found[known[number]].add(day)
    return found


def differ(codes: Iterable[str]) -> bool:
    """Whether codes say that two units are meant; those of other systems say nothing.

    A trust's code (RX4) and that of a site of it (RX401) may both stand for the trust.
    """
    given = {code.casefold() for code in codes if code}
    systems: dict[str, set[str]] = {}
    for code in given:
        whole = code[:TRUST] if len(code) == SITE and code[:TRUST] in given else code
        area = AREA_CODE.fullmatch(code.upper())
        system = "area" if area else "number" if code.isdigit() else "text"
        systems.setdefault(system, set()).add(whole)
    return any(len(held) > 1 for held in systems.values())


def _coded(facts: Facts) -> list[tuple[str, str, str]]:
    """Level, code and name of the units that have both."""
    return [
        (unit.level, unit.code.casefold(), unit.name)
        for unit in facts.units.units
        if unit.code and unit.name.casefold() != unit.code.casefold()
    ]


def _change_places(codes: _Level) -> bool:
    """Whether some file gives a name's code to another name, and the name another code."""
    of_name: dict[str, set[str]] = {}
    for code, names in codes.items():
        for name in names:
            of_name.setdefault(name, set()).add(code)
    return any(
        codes[one][name] & other_held
        for name, held in of_name.items()
        if len(held) > 1
        for one in held
        for code in held - {one}
        for other, other_held in codes[code].items()
        if other != name
    )


def _of_level(
    codes: _Level, *, trusts: bool
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    held = {code: n for code, n in codes.items() if len(set().union(*n.values())) > 1}
    sure = {tuple(names) for code, names in held.items() if trusts and is_trust(code)}
    shared = [tuple(names) for names in held.values()]
    alike = [names for names in shared if names in sure or like(names)]
    unlike = [names for names in shared if names not in sure and not like(names)]
    one = [names for names in alike if len(names) > 1]
    return (one + unlike, []) if len(unlike) <= len(alike) else (one, unlike)


def is_trust(code: str) -> bool:
    """Whether a code is written as the national one of a trust is: RX4, R1F."""
    return bool(_TRUST.fullmatch(code))


def like(names: Sequence[str]) -> bool:
    """Whether every name has a word in common with the first, or is written the same."""
    first, *others = names
    words = set(distinctive(first))
    return all(
        written(first) == written(other)
        or any(len(word) >= LEAST for word in words & set(distinctive(other)))
        for other in others
    )


def _by_the_code_itself(
    files: Sequence[Facts], levels: dict[str, _Level], unclear: Collection[str]
) -> list[Group]:
    """Units that a file names by their code alone, or by name and code in one cell."""
    meant: dict[Name, set[Name]] = {}
    for level, codes in levels.items():
        for code, names in codes.items() if level not in unclear else ():
            for name in names:
                for text in (code, f"{name} {code}", f"{code} {name}"):
                    meant.setdefault((level, written(text)), set()).add((level, name))
    found = []
    for facts in files:
        for unit in facts.units.units:
            named = meant.get((unit.level, written(unit.name)), set())
            bare = unit.code.casefold() in ("", unit.name.casefold())
            if bare and named and (unit.level, unit.name) not in named:
                found.append((*sorted(named), (unit.level, unit.name)))
    return list(dict.fromkeys(found))
