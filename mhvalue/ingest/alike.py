"""Unit names that look like one another: "Ward 1" and "WARD-1", or letters of two scripts."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from mhvalue.units import UnitRegister

# Letters of other scripts that look like Latin ones. Source: Unicode confusables.txt, the capital
# and small letters of Cyrillic and Greek that fold to one Latin letter.
_LOOKS_LIKE: Final = str.maketrans(
    "АВЕЅІЈКМНОРСТХҮаеѕіјорсухԁԛԝһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧορνικαυ",
    "ABESIJKMHOPCTXYaesijopcyxdqwhlABEZHIKMNOPTYXopvikau",
)
_LEVEL: Final = re.compile(r"\b(?:the|ward|team|unit)\b")
_APART: Final = re.compile(r"[^a-z0-9]+")


def alike(units: UnitRegister) -> tuple[tuple[str, ...], ...]:
    """Groups of names of one level that differ in case, spaces, punctuation or script only.

    They are proposed for merging and never merged here. The first of each group is the name that
    is written most plainly.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for unit in units.units:
        if unit.name:
            groups.setdefault((unit.level, look(unit.name)), []).append(unit.name)
    return tuple(
        tuple(sorted(dict.fromkeys(names), key=_oddness))
        for (_, seen), names in groups.items()
        if seen and len(set(names)) > 1
    )


def look(name: str) -> str:
    """What a name looks like at a glance."""
    return "".join(distinctive(name))


@lru_cache(maxsize=20_000)
def distinctive(name: str) -> tuple[str, ...]:
    """The words of a name in small Latin letters, without those that only say what a unit is."""
    text = unicodedata.normalize("NFKD", name.translate(_LOOKS_LIKE))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = text.replace("&", " and ").replace("'", "").replace("\u2019", "")
    bare = _LEVEL.sub(" ", text)
    kept = bare if re.search(r"[a-z]{3}", bare) else text
    return tuple(filter(None, _APART.split(kept)))


def plainest(names: Iterable[str]) -> str:
    """The name of several that is written most plainly."""
    return min(names, key=_oddness)


def _oddness(name: str) -> tuple[bool, bool, bool, str]:
    """Plain names first: Latin letters, no shouting, no dashes."""
    return (not name.isascii(), not name[:1].isupper() or name.isupper(), "-" in name, name)
