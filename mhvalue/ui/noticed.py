"""What was noticed in a file, each kind once however many sheets it was seen on."""

import re
from collections.abc import Iterable
from typing import Final

from mhvalue.ingest.problems import Problem

MOST_PLACES: Final = 6
MOST_SHEETS: Final = 12
MOST_CELLS: Final = 3
"""Of further places of a kind so many sheets are named, and so many cells of each."""
_CELLS: Final = re.compile(r" \([^()]*\b[A-Z]{1,3}\d+\b[^()]*\)")
_COLUMNS: Final = re.compile(r"\b([Cc]olumns?) [A-Z]{1,3}(?:[:,] ?[A-Z]{1,3}\b)*")
_PERIOD: Final = re.compile(r"(?:Q[1-4] |\d{1,2} )?(?:[A-Z][a-z]{2} \d{4}|\d{4}/\d\d|\d{4})\b")
_QUOTED: Final = re.compile(r"“[^”]*”")
_NAMED: Final = re.compile(r": .*")
"""What follows a colon names measures and tables, or how many there are."""
_NUMBER: Final = re.compile(r"\d[\d,.]*\d|\d")
_MORE: Final = re.compile(r" and ([\d,]+) more$")
_ONE: Final = {
    "are": "is",
    "were": "was",
    "have": "has",
    "they": "it",
    "them": "it",
    "their": "its",
    "these": "this",
}
"""The words for several things as those for one, but for a last s."""
Said = tuple[str, str, str]
"""What is there, what was done, what the person can do."""


def noticed(problems: Iterable[Problem]) -> tuple[str, ...]:
    """One sentence a kind, in the order first seen; the file is known to the reader.

    Problems that say the same of several places are one, and so are those that differ only in
    their numbers, cells, periods or names: the first is told whole, and behind it the places of
    the others. What is said of a whole file stays a sentence of its own.
    """
    kinds: dict[Said, dict[Said, list[Problem]]] = {}
    for problem in problems:
        said = (problem.what, problem.done, problem.do)
        kind = _kind(said, problem.sheet) if problem.sheet or problem.cell else said
        kinds.setdefault(kind, {}).setdefault(said, []).append(problem)
    return tuple(_sentence(alike) for alike in kinds.values())


def gathered(problems: Iterable[Problem]) -> tuple[tuple[Problem, str, str], ...]:
    """What is said in the same words of one file, once: one of them, its sheets and its cells."""
    same: dict[tuple[str, Said], list[Problem]] = {}
    for one in problems:
        same.setdefault((one.file, (one.what, one.done, one.do)), []).append(one)
    return tuple((found[0], *_sheets_and_cells(found)) for found in same.values())


def _sheets_and_cells(problems: list[Problem]) -> tuple[str, str]:
    by_sheet = _by_sheet(problems)
    sheets, cells = ", ".join(filter(None, by_sheet)), {*map(", ".join, by_sheet.values())}
    if len(cells) == 1:
        return sheets, cells.pop()
    return sheets, _joined(f"{sheet} {', '.join(own)}" for sheet, own in by_sheet.items())


def _by_sheet(problems: Iterable[Problem]) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for one in problems:
        found.setdefault(one.sheet, {}).update(dict.fromkeys([one.cell] if one.cell else []))
    return {sheet: list(cells) for sheet, cells in found.items()}


def _sentence(alike: dict[Said, list[Problem]]) -> str:
    (said, first), *others = alike.items()
    named = list(dict.fromkeys(f"{one.sheet} {one.cell}".strip() for one in first))
    more = f" and {len(named) - MOST_PLACES:,} more" if len(named) > MOST_PLACES else ""
    where = ", ".join(filter(None, named[:MOST_PLACES])) + more
    sentence = " ".join(filter(None, said))
    sentence = f"{where}: {sentence}" if where else sentence
    if not others:
        return sentence
    periods = [_PERIOD.search(" ".join(told)) for told in alike]
    named = [_few(own) for _, own in others]
    if len({found[0] for found in periods if found}) == len(alike):
        named = [
            f"{own} ({of[0]})".strip() for own, of in zip(named, periods[1:], strict=True) if of
        ]
    else:
        named = [_few([one for _, own in others for one in own])]
    return f"{sentence} Likewise: {_joined(named)}."


def _few(problems: Iterable[Problem]) -> str:
    """Some of the places, sheet by sheet: "Wards B3, B9, C4 and 7 more"."""
    named = [f"{sheet} {_cells(cells)}".strip() for sheet, cells in _by_sheet(problems).items()]
    rest = len(named) - MOST_SHEETS
    return _joined(named[:MOST_SHEETS]) + (f" and {rest:,} more sheets" if rest > 0 else "")


def _cells(texts: Iterable[str]) -> str:
    """The first few of cells that are themselves told as "B3, B9 and 4 more"."""
    cells: list[str] = []
    rest = 0
    for text in texts:
        more = _MORE.search(text)
        rest += int(more[1].replace(",", "")) if more else 0
        cells += _MORE.sub("", text).split(", ")
    rest += max(len(cells) - MOST_CELLS, 0)
    return ", ".join(cells[:MOST_CELLS]) + (f" and {rest:,} more" if rest else "")


def _joined(named: Iterable[str]) -> str:
    listed = list(filter(None, named))
    return ("; " if any(", " in one for one in listed) else ", ").join(listed)


def _kind(said: Said, sheet: str) -> Said:
    what, done, do = (_shape(part, sheet) for part in said)
    return what, done, do


def _shape(said: str, sheet: str) -> str:
    """What problems of one kind all say, whatever they count, name and point to."""
    said = _PERIOD.sub("#", _QUOTED.sub("#", _COLUMNS.sub(r"\1", _CELLS.sub("", said))))
    if sheet:
        said = re.sub(rf"(?<!\w){re.escape(sheet)}(?!\w)", "#", said)
    said = _NUMBER.sub("#", _NAMED.sub("", said))
    return " ".join(_ONE.get(word, word).rstrip("s") for word in said.casefold().split())
