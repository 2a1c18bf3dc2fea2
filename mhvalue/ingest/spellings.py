"""One unit's name written in several ways on several sheets: "NHS LONDON" and "NHS London"."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from mhvalue.facts import CELL_OF, Facts, join
from mhvalue.ingest.alike import plainest
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.unit_codes import Name, first_cells, listed, places_of, renamed, with_names
from mhvalue.units import UnitRegister

_BETWEEN_NUMBERS: Final = re.compile(r"(?<=\d)[^\w+]+(?=\d)")
_MARKS: Final = re.compile(r"[^\w+]|_")


def one_writing(parts: Sequence[Facts], file: str) -> tuple[list[Facts], list[Problem]]:
    """The tables with names of one level that differ by capitals, spaces or punctuation as one.

    Not where one table has both names, where their codes differ, or where they state different
    figures for the same thing: then they may be two units, and a person is asked.
    """
    named = [names_of(part) for part in parts]
    groups: dict[Name, dict[str, None]] = {}
    for names in named:
        for level, name in names:
            groups.setdefault((level, written(name)), {})[name] = None
    several = {
        (level, tuple(names))
        for (level, folded), names in groups.items()
        if folded and len(names) > 1 and not in_one_table(level, names, named)
    }
    agreed = [group for group in several if not _codes_differ(group, parts)]
    new = _as_plainest(agreed)
    refused = contradicted(parts, new)
    new = {name: kept for name, kept in new.items() if (name[0], kept) not in refused}
    if not new:
        return list(parts), []
    places = [place for part in parts for place in first_cells(part, new.keys())]
    kinds = len({(level, kept) for (level, _), kept in new.items()})
    units = "1 unit is" if kinds == 1 else f"{kinds} units are"
    what = (
        f"{units} written differently on several sheets, by capitals, spaces or punctuation "
        f"({listed(places)})."
    )
    done = "Each was read as one unit, by the plainest spelling."
    return [renamed(part, new) for part in parts], [Problem(what, file, done=done)]


@lru_cache(maxsize=20_000)
def written(name: str) -> str:
    """The name without what does not matter; numbers stay apart: 1.1 is not 11."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("&", "and")
    return _MARKS.sub("", _BETWEEN_NUMBERS.sub("+", text))


def names_of(part: Facts) -> set[Name]:
    """Every unit that some facts speak of, and what these belong to."""
    units = part.units.units
    return {
        *((unit.level, unit.name) for unit in units),
        *(parent for unit in units for parent in unit.parents),
    }


def in_one_table(level: str, names: Iterable[str], named: Sequence[set[Name]]) -> bool:
    """Whether one of the tables speaks of more than one of these names."""
    return any(sum((level, name) in table for name in names) > 1 for table in named)


def _codes_differ(group: tuple[str, tuple[str, ...]], parts: Sequence[Facts]) -> bool:
    level, names = group
    codes = {part.units.get(level, name).code for part in parts for name in names}
    return len(codes - {""}) > 1


def _as_plainest(groups: Sequence[tuple[str, tuple[str, ...]]]) -> dict[Name, str]:
    kept = {(level, names): plainest(names) for level, names in groups}
    return {
        (level, name): best
        for (level, names), best in kept.items()
        for name in names
        if name != best
    }


def contradicted(parts: Sequence[Facts], new: dict[Name, str]) -> set[Name]:
    """Which of the names kept would state different figures for the same thing."""
    if not new:
        return set()
    concerned = {*new, *((level, kept) for (level, _), kept in new.items())}
    stating = []
    for part in parts:
        told = (part.frame["status"] != "missing").to_numpy() & (places_of(part, concerned) >= 0)
        frame = with_names(part.frame[told], new)
        stating.append(replace(part, frame=frame, units=UnitRegister()))
    whole = join(stating).frame
    again = whole[whole.duplicated([*CELL_OF], keep=False).to_numpy()]
    stated = again.groupby([*CELL_OF], observed=True)[["amount", "status"]].nunique(dropna=False)
    apart = stated[(stated > 1).any(axis=1)].index
    return set(zip(apart.get_level_values("level"), apart.get_level_values("unit"), strict=True))
