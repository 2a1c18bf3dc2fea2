"""The unit register: which wards, teams and organisations there are, and what they belong to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Final

_NOBODY: Final = re.compile(
    r"(\W*\b(un(known|specified|allocated|assigned|stated)|not|known|stated|recorded|specified"
    r"|applicable|available|valid|invalid|missing|none|no|or|and|other|code|data|value"
    r"|organisation|provider|commissioner|icb|ccg|gp|practice|site|ward|team|service)\b)+\W*",
    re.IGNORECASE,
)
_SAYS_SO: Final = re.compile(
    r"\b(un(known|specified|allocated|assigned|stated)|invalid|missing|none"
    r"|not (known|stated|recorded|specified|applicable|available|valid))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Unit:
    """One ward, team, provider or area.

    `size` is beds or another stated size; `parents` are pairs of level and name, of which there
    may be several (locality, service line, organisation).
    """

    level: str
    name: str
    code: str = ""
    kind: str = ""
    size: float | None = None
    opened: date | None = None
    closed: date | None = None
    merged_into: str = ""
    parents: tuple[tuple[str, str], ...] = ()


def is_nobody(name: str) -> bool:
    """Whether a name says that the unit is not known ("UNKNOWN/INVALID"), and nothing else."""
    return bool(_NOBODY.fullmatch(name) and _SAYS_SO.search(name))


@dataclass(frozen=True)
class UnitRegister:
    """All units known, in the order in which the files name them."""

    units: tuple[Unit, ...] = ()

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], Unit]:
        return {(unit.level, unit.name): unit for unit in self.units}

    def get(self, level: str, name: str) -> Unit:
        """The unit of that level and name; a bare one when the register does not hold it."""
        return self._by_name.get((level, name)) or Unit(level, name)

    def levels(self) -> tuple[str, ...]:
        """Every level, in the order first met."""
        return tuple(dict.fromkeys(unit.level for unit in self.units))

    def names(self, level: str, kind: str | None = None) -> tuple[str, ...]:
        """Names of the units of a level, of one kind of service if given."""
        return tuple(
            unit.name
            for unit in self.units
            if unit.level == level and (kind is None or unit.kind == kind)
        )

    def kinds(self, level: str) -> tuple[str, ...]:
        """The kinds of service at a level, in the order first met; '' for units without one."""
        return tuple(dict.fromkeys(unit.kind for unit in self.units if unit.level == level))

    def shared_parents(self, level: str, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """The parents that every one of the named units has, in the first unit's order."""
        found = [self.get(level, name).parents for name in names]
        if not found:
            return ()
        return tuple(parent for parent in found[0] if all(parent in other for other in found[1:]))

    def join(self, *others: "UnitRegister") -> "UnitRegister":
        """All registers as one; what a later register knows fills what earlier ones leave open."""
        merged = dict(self._by_name)
        for unit in chain.from_iterable(other.units for other in others):
            known = merged.get((unit.level, unit.name))
            if known is not unit and known != unit:
                merged[unit.level, unit.name] = unit if known is None else _filled(known, unit)
        return UnitRegister(tuple(merged.values()))


def _filled(known: Unit, other: Unit) -> Unit:
    return replace(
        known,
        code=known.code or other.code,
        kind=known.kind or other.kind,
        size=known.size if known.size is not None else other.size,
        opened=known.opened or other.opened,
        closed=known.closed or other.closed,
        merged_into=known.merged_into or other.merged_into,
        parents=tuple(dict.fromkeys(known.parents + other.parents)),
    )
