"""One name that stands for units with different codes in several files."""

from collections.abc import Sequence
from dataclasses import dataclass

from mhvalue.facts import Facts
from mhvalue.ingest.unit_codes import FEW, Name
from mhvalue.naming.codes import differ
from mhvalue.naming.groups import Group


@dataclass(frozen=True)
class Namesakes:
    """Of each file the names that are told apart by their codes, and those that are not.

    `groups` are the new names of what had one name: a code may have changed after all. Of a level
    where most names have several codes the codes are of something else: `left` names stay one.
    """

    apart: tuple[dict[Name, str], ...]
    left: frozenset[Name]
    groups: tuple[Group, ...]


def namesakes(files: Sequence[Facts]) -> Namesakes:
    """Which names have different codes of one kind in several files."""
    codes: dict[Name, dict[str, None]] = {}
    for facts in files:
        for unit in facts.units.units:
            if unit.code and unit.code.casefold() != unit.name.casefold():
                codes.setdefault((unit.level, unit.name), {})[unit.code] = None
    shared = {name for name, held in codes.items() if differ(held)}
    left = {name for name in shared if _of_something_else(name[0], shared, codes)}
    told = shared - left
    apart = tuple(
        {
            (unit.level, unit.name): f"{unit.name} ({unit.code})"
            for unit in facts.units.units
            if unit.code and (unit.level, unit.name) in told
        }
        for facts in files
    )
    groups = (tuple((n[0], f"{n[1]} ({code})") for code in codes[n]) for n in sorted(told))
    return Namesakes(apart, frozenset(left), tuple(groups))


def _of_something_else(level: str, shared: set[Name], codes: dict[Name, dict[str, None]]) -> bool:
    several = sum(name[0] == level for name in shared)
    coded = sum(name[0] == level for name in codes)
    return several > max(FEW * coded, 1) or several == coded
