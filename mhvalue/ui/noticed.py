"""What was noticed in a file, each kind once however many sheets it was seen on."""

from collections.abc import Iterable

from mhvalue.ingest.problems import Problem

MOST_PLACES = 6


def noticed(problems: Iterable[Problem]) -> tuple[str, ...]:
    """One sentence a kind, in the order first seen; the file is known to the reader.

    Problems of one kind say the same of several places, which are listed: "1a, 1b and 3 more".
    """
    places: dict[tuple[str, str, str], list[str]] = {}
    for problem in problems:
        where = " ".join(part for part in (problem.sheet, problem.cell) if part)
        places.setdefault((problem.what, problem.done, problem.do), []).append(where)
    return tuple(_sentence(kind, list(dict.fromkeys(found))) for kind, found in places.items())


def _sentence(kind: tuple[str, str, str], found: list[str]) -> str:
    said = " ".join(part for part in kind if part)
    named = [where for where in found if where]
    if not named:
        return said
    more = f" and {len(named) - MOST_PLACES:,} more" if len(named) > MOST_PLACES else ""
    return f"{', '.join(named[:MOST_PLACES])}{more}: {said}"
