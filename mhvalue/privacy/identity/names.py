"""People's names, told from names of places by the given names in them."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from mhvalue.privacy.identity.given_names import GIVEN_NAMES

_NAME: Final = re.compile(
    r"\s*(?:(?:mr|mrs|ms|miss|mx|master|dr|prof|sir|rev)\.? )?"
    r"[^\W\d_][^\W\d_'’.-]*(?:['’-][^\W\d_]+)*(?:,? [^\W\d_]['’.\w-]*){1,3}\s*",
    re.IGNORECASE,
)
_TITLED: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.? [A-Z][a-z]{2,}")
_TITLE: Final = re.compile(r"\s*(?:mr|mrs|ms|miss|mx|master)\.? [^\W\d_]{2,}", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+")
_PLACES_AND_GROUPS: Final = """
    ward team unit house court lodge centre center clinic hospital trust nhs foundation service
    services care health mental community partnership group practice surgery medical school road
    street lane north south east west central northern southern eastern western greater city
    county council borough district region england wales scotland london yorkshire midlands
    and of the for in on at to with by all other total not unknown none st saint
    adult adults older child children inpatient outpatient crisis acute rehab forensic
    limited ltd plc llp charity college university department board authority
    january february april july september october november december
    white black asian british mixed male female day night days weeks months years per number
"""
_NOT_IN_NAMES: Final = frozenset(_PLACES_AND_GROUPS.split())


def is_name(text: str) -> bool:
    """Whether a text is a person's name: two to four words, a given name or a title among them."""
    if not _NAME.fullmatch(text):
        return False
    words = [word.casefold() for word in _WORD.findall(text)]
    if not _NOT_IN_NAMES.isdisjoint(words):
        return False
    return not GIVEN_NAMES.isdisjoint(words) or _TITLE.match(text) is not None


def is_shaped(text: str) -> bool:
    """Whether a text could be a person's name by its shape alone."""
    return _NAME.fullmatch(text) is not None and _NOT_IN_NAMES.isdisjoint(
        word.casefold() for word in _WORD.findall(text)
    )


def is_word(text: str) -> bool:
    """Whether a text could be one part of a name: letters, and no word of a place or a group."""
    words = [word.casefold() for word in _WORD.findall(text)]
    plain = not any(map(str.isdigit, text)) and len(text) <= 40
    return bool(words) and plain and len(words) <= 3 and _NOT_IN_NAMES.isdisjoint(words)


def are_told(text: str) -> bool:
    """Whether a longer text speaks of somebody by title and name: "rang Mrs Example"."""
    return _TITLED.search(text) is not None


def share(texts: Sequence[str], chosen: Iterable[bool]) -> float:
    """The share of the texts that are chosen; 0 for none."""
    return sum(chosen) / len(texts) if texts else 0.0
