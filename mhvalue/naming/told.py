"""What to say of units that a file names otherwise than another file."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from mhvalue.editions import Edition
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.spellings import names_of
from mhvalue.ingest.unit_codes import Name, first_cells, listed
from mhvalue.naming.groups import Joined, Why
from mhvalue.naming.namesakes import Namesakes

_WHAT: Final[Mapping[str, tuple[str, str, str]]] = {
    "writing": (
        "1 unit is",
        "units are",
        "written otherwise here than in another file, by capitals, spaces or punctuation",
    ),
    "code": (
        "1 unit has",
        "units have",
        "another name here than beside the same code in another file",
    ),
    "name": ("1 name stands", "names stand", "beside another code here than in another file"),
}
_JOINED: Final[Mapping[Why, str]] = {
    "writing": "Each was read as one unit over all files, by the plainest spelling.",
    "code": "Each was read as one unit over all files, by its newest name.",
}
_APART: Final = "They are told apart by their codes."
_LEFT: Final = "Each was read as one unit over all files, since most codes differ."
_DO: Final = "If they are different units, say so on the Upload page."
_DO_JOIN: Final = "If only the code has changed, say so on the Upload page."
_DO_PART: Final = "If they are different units, give one of them another name before it is used."


def problems_of(editions: Sequence[Edition], joined: Iterable[Joined]) -> list[Problem]:
    """What was joined without asking, file by file; by cells, never by the names of units."""
    every = tuple(joined)
    found: list[Problem] = []
    for edition in editions:
        held = names_of(edition.facts)
        for by, done in _JOINED.items():
            changed = [name for name in _changed(every, by) if name in held]
            found += _problem(edition, changed, by, done, _DO)
    return found


def told_apart(editions: Sequence[Edition], found: Namesakes) -> list[Problem]:
    """Names that stand beside other codes in another file, told apart by them or not."""
    problems: list[Problem] = []
    for edition, apart in zip(editions, found.apart, strict=True):
        left = [name for name in sorted(found.left) if edition.facts.units.get(*name).code]
        problems += _problem(edition, list(apart), "name", _APART, _DO_JOIN)
        problems += _problem(edition, left, "name", _LEFT, _DO_PART)
    return problems


def _changed(every: Iterable[Joined], by: Why) -> list[Name]:
    return [
        (one.level, name)
        for one in every
        for name in one.names
        if one.by == by and name != one.kept
    ]


def _problem(
    edition: Edition, names: Sequence[Name], kind: str, done: str, do: str
) -> list[Problem]:
    if not names:
        return []
    one, many, what = _WHAT[kind]
    cells = first_cells(edition.facts, names)
    counted = one if len(names) == 1 else f"{len(names)} {many}"
    where = f" ({listed(cells)})" if cells else ""
    return [Problem(f"{counted} {what}{where}.", edition.name, done=done, do=do)]
