"""Names of units in several files that look like one another: proposed, and never joined."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from mhvalue.ingest.alike import distinctive, look
from mhvalue.ingest.slips import MOST_WORDS, pairs_of
from mhvalue.ingest.unit_codes import Name
from mhvalue.naming.groups import Group, together

_DIGITS: Final = re.compile(r"\d+")


def alike_over(named: Sequence[set[Name]]) -> tuple[Group, ...]:
    """Groups of names of one level that may be one unit, no two of them in one file.

    Alike are names that differ by case, punctuation or script; by the order of their words; by a
    slip in one word of the same first letter (Osa distance); or where one goes on after the other
    ends: "Oak Ward (Older people)". Their numbers must be the same.
    """
    by_level: dict[str, dict[str, None]] = {}
    for names in named:
        for level, name in sorted(names):
            by_level.setdefault(level, {})[name] = None
    found: list[Group] = []
    for level, texts in by_level.items():
        groups = together(_pairs(tuple(texts)))
        found += [tuple((level, name) for name in group) for group in groups]
    return tuple(group for group in found if not any(len(held & {*group}) > 1 for held in named))


def _pairs(names: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Names of one level that look like one another."""
    first: dict[object, str] = {}
    by_words = {_words(name): name for name in names}
    for name in names:
        words = _words(name)
        if not words:
            continue
        for seen in (look(name), tuple(sorted(words))):
            other = first.setdefault((seen, _numbers(name)), name)
            if other != name:
                yield other, name
        for length in range(1, min(len(words), MOST_WORDS)):
            shorter = by_words.get(words[:length])
            if shorter and _numbers(shorter) == _numbers(name):
                yield shorter, name
    yield from pairs_of(names)


def _words(name: str) -> tuple[str, ...]:
    """The words that tell a unit from others; 01 is 1."""
    return tuple(filter(None, (word.lstrip("0") for word in distinctive(name))))


def _numbers(name: str) -> tuple[str, ...]:
    """The numbers of a name: 1.1 is not 11, and 01 is 1."""
    return tuple(number.lstrip("0") for number in _DIGITS.findall(name))
