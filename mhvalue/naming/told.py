"""What to say of units that a file names otherwise than another file."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from mhvalue.editions import Edition
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.spellings import names_of
from mhvalue.ingest.unit_codes import first_cells, listed
from mhvalue.naming.groups import Joined, Why

_WHAT: Final[Mapping[Why, str]] = {
    "writing": "written otherwise here than in another file, by capitals, spaces or punctuation",
    "code": "another name here than beside the same code in another file",
}
_VERB: Final[Mapping[Why, tuple[str, str]]] = {"writing": ("is", "are"), "code": ("has", "have")}
_DONE: Final[Mapping[Why, str]] = {
    "writing": "Each was read as one unit over all files, by the plainest spelling.",
    "code": "Each was read as one unit over all files, by its newest name.",
}
_DO: Final = "If they are different units, say so on the Upload page."


def problems_of(editions: Sequence[Edition], joined: Iterable[Joined]) -> list[Problem]:
    """What was joined without asking, file by file; by cells, never by the names of units."""
    every = [one for one in joined if one.by in _WHAT]
    found = []
    for edition in editions:
        held = names_of(edition.facts) if every else set()
        for by in _WHAT:
            changed = [
                (one.level, name)
                for one in every
                for name in one.names
                if one.by == by and name != one.kept and (one.level, name) in held
            ]
            if changed:
                units = "1 unit" if len(changed) == 1 else f"{len(changed)} units"
                verb = _VERB[by][len(changed) > 1]
                cells = first_cells(edition.facts, changed)
                where = f" ({listed(cells)})" if cells else ""
                what = f"{units} {verb} {_WHAT[by]}{where}."
                found.append(Problem(what, edition.name, done=_DONE[by], do=_DO))
    return found
