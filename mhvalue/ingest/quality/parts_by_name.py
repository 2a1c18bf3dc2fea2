"""Parts told from their whole by their headings: "Contacts attended" is some of "Contacts"."""

import re
from collections.abc import Iterator
from typing import Final

from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import CELL_OF, Facts
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.quality.impossible import larger, shares_of_people
from mhvalue.ingest.quality.runs import numbered
from mhvalue.ingest.quality.settings import Settings
from mhvalue.ingest.quality.telling import escaped, told

MOST_ITEMS: Final = 300
MOST: Final = 0.1
"""Where more figures than this are above the other, the headings mean something else."""

_WORDS: Final = """
    of which who were that the with and in on by to attended seen missed dna cancelled completed
    within over under target time weeks week days day hours hour months month met breached valid
    offered started trained compliant
"""
_NARROWER: Final = frozenset(_WORDS.split())
_RATE: Final = re.compile(r"%|percent|rate|ratio|average|mean|median|\bper\b|£|cost|spend", re.I)
_WORD: Final = re.compile(r"[a-z]+|\d+")


def above_by_name(facts: Facts, catalogue: Catalogue, settings: Settings) -> tuple[Problem, ...]:
    """Counts of some that are larger than the count of all, where they hardly ever are."""
    cell = numbered(facts.frame, [*CELL_OF[1:], "release"])
    known = shares_of_people(catalogue)
    found: list[Problem] = []
    for part, whole, heading in _pairs(facts):
        if (part, whole) in known:
            continue
        met, rows = larger(facts, part, whole, cell)
        if 0 < len(rows) <= MOST * met:
            found += told(
                facts,
                rows,
                f"Larger than {escaped(heading)}, of which it seems to be a part: {{figures}} in "
                "{headings}.",
                do="Check both columns.",
            )
    return tuple(found)


def _pairs(facts: Facts) -> Iterator[tuple[str, str, str]]:
    """Items of which one is some of the other, with the heading of the other."""
    named = facts.frame.drop_duplicates("item")[["item", "heading"]].astype(str)
    words = {
        item: (frozenset(_WORD.findall(heading.casefold())), heading)
        for item, heading in zip(named["item"], named["heading"], strict=True)
        if not _RATE.search(heading)
    }
    if len(words) > MOST_ITEMS:
        return
    for part, (more, _) in words.items():
        for whole, (fewer, heading) in words.items():
            extra = more - fewer
            if fewer and extra and fewer < more and all(map(_narrows, extra)):
                yield part, whole, heading


def _narrows(word: str) -> bool:
    return word in _NARROWER or word.isdigit()
