"""One unit's name written in several ways on several sheets: "NHS LONDON" and "NHS London"."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.facts import CELL_OF, DATES, Facts, numbered
from mhvalue.ingest.alike import plainest
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.unit_codes import Name, first_cells, listed, places_of, renamed

_SAID_OF: Final = tuple(name for name in CELL_OF if name != "level")
"""What makes two figures statements about the same thing, the level taken with the unit."""

_LABELS: Final = tuple(name for name in _SAID_OF if name not in ("unit", *DATES))
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
    kept = [(name[0], new.get(name, name[1])) for name in concerned]
    units = list(dict.fromkeys(kept))
    unit_of = np.array([units.index(name) for name in kept], dtype=np.int64)
    known: dict[object, int] = {}
    found = [_stated(part, concerned, unit_of, known) for part in parts]
    whole = {name: np.concatenate([stated[name] for stated in found]) for name in found[0]}
    of_row = numbered(
        [pd.factorize(whole[name])[0] if name in DATES else whole[name] for name in _SAID_OF]
    )
    again = (np.bincount(of_row) > 1)[of_row]
    repeated = pd.DataFrame({name: values[again] for name, values in whole.items()}, copy=False)
    stated = repeated.groupby([*_SAID_OF])[["amount", "status"]].nunique(dropna=False)
    apart = stated[(stated > 1).any(axis=1)].index
    return {units[place] for place in apart.get_level_values("unit")}


def _stated(
    part: Facts, concerned: Collection[Name], unit_of: NDArray[np.int64], known: dict[object, int]
) -> dict[str, NDArray[Any]]:
    """What one table states of some units, as numbers; texts are numbered as they are met."""
    places = places_of(part, concerned)
    told = np.flatnonzero((part.frame["status"] != "missing").to_numpy() & (places >= 0))
    columns = {"unit": unit_of[places[told]], "amount": part.frame["amount"].to_numpy()[told]}
    for name in (*_LABELS, "status"):
        labels = part.frame[name].cat
        numbers = [known.setdefault(text, len(known)) for text in labels.categories.tolist()]
        columns[name] = np.array(numbers, dtype=np.int64)[labels.codes.to_numpy()[told]]
    for name in DATES:
        columns[name] = part.frame[name].to_numpy()[told]
    return columns
