"""Names of files, sheets and columns compared with their periods and numbers left aside."""

import re
from typing import Final

from mhvalue.catalogue.headings import fold
from mhvalue.catalogue.matching import words

_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_PERIOD: Final = re.compile(
    rf"(?<![^\W_]){_MONTH}(?:[ ._'-]*\d{{2,4}})?(?![^\W_])"
    r"|(?<![^\W_])q[1-4](?![^\W_])"
    r"|\d{1,2}[-/._]\d{1,2}[-/._]\d{2,4}|\d{4}[-/._]\d{1,2}(?:[-/._]\d{1,2})?"
    r"|(?:19|20)\d{2}(?:[-/_]\d{2,4})?|\d{2}/\d{2}",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d+")
_STARS: Final = re.compile(r"\*(?:[ ._/()-]*\*)+")
_EMPTY_WORDS: Final = frozenset({"name", "number", "no", "count", "column"})
_LEAST_ALIKE: Final = 80.0


def pattern(name: str) -> str:
    """The name with a star for every period and number: "Wards Apr 2024 v2" is "Wards * v*"."""
    return _STARS.sub("*", _NUMBER.sub("*", _PERIOD.sub("*", name)))


def dated(name: str) -> bool:
    """Whether the name speaks of a period."""
    return bool(_PERIOD.search(name))


def key(heading: str) -> str:
    """A heading folded until equal ones look equal, periods as a star and numbers kept."""
    parts = [fold(part) for part in _PERIOD.split(heading)]
    return "*".join(parts)


def renamed(old: str, new: str) -> float:
    """How sure one heading is another in new words, 0 to 100; 0 where the meaning may differ.

    What a heading says besides the words both have must begin alike and differ by a few letters:
    numbers, percent signs, prefixes (admissions, readmissions) and other words (bank, agency)
    change what a column means. Measured by Indel similarity, as rapidfuzz has it.
    """
    from rapidfuzz import fuzz

    if _NUMBER.findall(old) != _NUMBER.findall(new):
        return 0.0
    if fold(old).endswith("percent") != fold(new).endswith("percent"):
        return 0.0
    mine, yours = (set(words(text)) - _EMPTY_WORDS for text in (old, new))
    left, right = sorted(mine - yours), sorted(yours - mine)
    if not left and not right:
        return 100.0
    if not left or not right:
        return 0.0
    if [word[0] for word in left] != [word[0] for word in right]:
        return 0.0
    alike = float(fuzz.ratio(" ".join(left), " ".join(right)))
    return alike if alike >= _LEAST_ALIKE else 0.0


def says_as_much(old: str, new: str) -> bool:
    """Whether one of two headings says what the other does and more: Month, Reporting month."""
    mine, yours = set(words(old)), set(words(new))
    return bool(mine and yours) and (mine <= yours or yours <= mine)
