"""Names of units in groups: those that are read as one unit, and those that may be one."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from mhvalue.ingest.unit_codes import Name

Group = tuple[Name, ...]
"""Names of one level."""
Why = Literal["answer", "code", "writing"]
Doubt = Literal["figures", "code", "name", "look"]
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True)
class Joined:
    """Names of one level that are read as one unit, the name it has now, and why.

    "code": they stand beside one code; "writing": they differ by capitals, spaces or punctuation.
    """

    level: str
    names: tuple[str, ...]
    kept: str
    by: Why


@dataclass(frozen=True)
class Asked:
    """Names of one level that may be one unit, plainest first, and why that is not sure.

    `files` are the names of the files, of each the first that has the name. "figures": they are
    one by writing or code, but would state different figures; "code": one code stands beside names
    that are not alike; "name": one name stands beside several codes; "look": they look alike.
    """

    level: str
    names: tuple[str, ...]
    files: tuple[str, ...]
    why: Doubt


def together(groups: Iterable[Sequence[T]]) -> list[tuple[T, ...]]:
    """Groups that have a member in common as one, each member once, in the order first met."""
    of: dict[T, dict[T, None]] = {}
    for group in groups:
        whole: dict[T, None] = {}
        for member in group:
            whole |= of.get(member, {member: None})
        of |= dict.fromkeys(whole, whole)
    return [tuple(whole) for whole in {id(whole): whole for whole in of.values()}.values()]
