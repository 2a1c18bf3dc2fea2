"""Names of units that differ by a slip of the pen: "Cedar Ward" and "Ceder Ward"."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from mhvalue.facts import Facts
from mhvalue.ingest.alike import alike
from mhvalue.ingest.unit_codes import periods_of

SHORTEST: Final = 4
"""Letters of a word that may have one letter other than another's; of twice as many, two."""
MOST_WORDS: Final = 15
MOST_NAMES: Final = 1_000
"""Units of one level in one file; a longer list is published, and written by no hand."""
MOST_LIKE: Final = 400
"""Of more names that begin alike and differ in one word, none is taken for a slip of another."""


def look_alike(facts: Facts) -> tuple[tuple[str, ...], ...]:
    """Groups of names of one file's units that look like one: by writing, or but for a slip."""
    written = alike(facts.units)
    return (*written, *slips(facts, {name for group in written for name in group}))


def slips(facts: Facts, asked: Collection[str] = ()) -> tuple[tuple[str, ...], ...]:
    """Pairs of names in one file that may be one unit, the one with more figures first.

    They are proposed for merging and never merged here; `asked` are names asked about already.
    Two that ever have figures for the same period, or two codes, are two units.
    """
    by_level: dict[str, list[str]] = {}
    for unit in facts.units.units:
        by_level.setdefault(unit.level, []).append(unit.name)
    written = {level: names for level, names in by_level.items() if len(names) <= MOST_NAMES}
    pairs = [(level, pair) for level, names in written.items() for pair in pairs_of(names)]
    if not pairs:
        return ()
    stated = facts.frame[(facts.frame["status"] != "missing").to_numpy()]
    names = list(dict.fromkeys((level, name) for level, pair in pairs for name in pair))
    spoken = periods_of(replace(facts, frame=stated), names)
    figures = stated["unit"].value_counts()
    found: list[tuple[str, ...]] = []
    taken = {*asked}
    for level, pair in pairs:
        one, other = sorted(pair, key=lambda name: -int(figures.get(name, 0)))
        held = [spoken[level, name] for name in (one, other)]
        codes = {facts.units.get(level, name).code for name in (one, other)} - {""}
        if all(held) and not held[0] & held[1] and len(codes) < 2 and not {one, other} & taken:
            taken |= {one, other}
            found.append((one, other))
    return tuple(found)


def pairs_of(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Names of one level that differ by a slip in one word of the same first letter."""
    places: dict[object, list[str]] = {}
    for name in names:
        every = name.casefold().split()
        for place, word in enumerate(every if len(every) <= MOST_WORDS else ()):
            if len(word) >= SHORTEST and word.isalpha():
                rest = (*every[:place], "", *every[place + 1 :])
                places.setdefault((rest, word[0]), []).append(name)
    for near in places.values():
        for place, name in enumerate(near if len(near) <= MOST_LIKE else ()):
            yield from ((name, other) for other in near[place + 1 :] if is_slip(name, other))


def is_slip(one: str, other: str) -> bool:
    """Whether two names differ by a slip of the pen in one word: a letter, or two in long words."""
    from rapidfuzz.distance import OSA

    sides = one.casefold().split(), other.casefold().split()
    if len(sides[0]) != len(sides[1]):
        return False
    unlike = [pair for pair in zip(*sides, strict=True) if pair[0] != pair[1]]
    if len(unlike) != 1:
        return False
    mine, yours = unlike[0]
    short = min(len(mine), len(yours))
    most = 2 if short >= 2 * SHORTEST else 1
    plain = short >= SHORTEST and mine.isalpha() and yours.isalpha() and mine[0] == yours[0]
    return plain and int(OSA.distance(mine, yours, score_cutoff=most)) <= most
