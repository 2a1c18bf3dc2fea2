"""Headings that say the same thing twice, the second time in brackets: "Bed days (OBDs)"."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from mhvalue.catalogue.headings import fold

_BRACKETED: Final = re.compile(r"\s*(.*\S)\s*[(\[]\s*([^()\[\]]*\w[^()\[\]]*)[)\]]\s*")
_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_SMALL: Final = frozenset({"a", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to"})
SHORTEST_PART: Final = 3
"""Letters from which initials may be those of the last words only: "Number of ... (OAPs)"."""


def known_as(known: Mapping[str, str], heading: str) -> str | None:
    """The id of what a folded heading means; None where it, or its bracket, means something else.

    A bracket is passed over where by itself it means the same as the words before it, or holds
    their initials. "Referrals (urgent)" are some of the referrals, and not that item.
    """
    found = known.get(fold(heading))
    if found is not None or not heading.endswith((")", "]")):
        return found
    said = _said_twice(heading)
    if said is None:
        return None
    outside, inside = said
    found = known.get(fold(outside))
    same = found is not None and any(known.get(text) == found for text in _numbers(fold(inside)))
    return found if same or _are_initials(inside, outside) else None


def without_unit(heading: str) -> tuple[str, str] | None:
    """A heading without its bracket, and the folded bracket: "Average wait", "days"."""
    said = _said_twice(heading) if heading.endswith((")", "]")) else None
    return (said[0], fold(said[1])) if said else None


@lru_cache(maxsize=20_000)
def _said_twice(heading: str) -> tuple[str, str] | None:
    found = _BRACKETED.fullmatch(heading)
    return (found[1], found[2]) if found else None


def _numbers(folded: str) -> Iterator[str]:
    """A folded text in the singular and in the plural."""
    yield folded
    yield folded.removesuffix("s") if folded.endswith("s") else f"{folded}s"


def _are_initials(inside: str, outside: str) -> bool:
    """Whether a bracket holds the first letters of the words before it: Length of stay (LOS)."""
    letters = inside.strip().casefold()
    if not letters.isalpha():
        return False
    words = [word[0] for word in _WORD.findall(outside.casefold())]
    large = [word[0] for word in _WORD.findall(outside.casefold()) if word not in _SMALL]
    for text in {letters, letters.removesuffix("s")}:
        for initials in ("".join(words), "".join(large)):
            part = len(text) >= SHORTEST_PART and initials.endswith(text)
            if len(text) > 1 and (text == initials or part):
                return True
    return False
