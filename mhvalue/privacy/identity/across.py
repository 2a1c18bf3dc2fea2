"""People's data along a row: "Patient name" with the name beside it, or people as headings."""

from collections.abc import Callable, Sequence
from typing import Final
from unicodedata import category

import numpy as np

from mhvalue.privacy.identity import births, claims, contact, headings, names, numbers
from mhvalue.privacy.identity.evidence import convincing
from mhvalue.privacy.identity.kinds import (
    ADDRESSES,
    BIRTHS,
    HOSPITAL_NUMBERS,
    INSURANCE_NUMBERS,
    NAMES,
    NHS_NUMBERS,
    POSTCODES,
)
from mhvalue.privacy.identity.look import FEW
from mhvalue.privacy.identity.signs import is_code

_MOST: Final = 0.75
_SMALLEST: Final = 1e9 - 1
_LARGEST: Final = 1e10
"""Numbers of ten digits lie between."""
_LONGEST: Final = 20
_SIGNS: Final = ("Zs", "Cc", "Cf", "Pd")
"""Spaces, signs that are not seen, and dashes of any kind."""
_PUNCTUATION: Final = " :*-–"


def told_across(cells: Sequence[object]) -> tuple[str, list[int]] | None:
    """The kind of thing that a row of cells tells of people, and in which of the cells.

    A heading in the first filled cell is believed where the cells after it bear it out each by
    itself; without one, names or NHS numbers must fill the row.
    """
    filled = [place for place, value in enumerate(cells) if value is not None]
    if len(filled) < 2:
        return None
    first, rest = cells[filled[0]], filled[1:]
    words = claims.folded(first.strip(_PUNCTUATION)) if isinstance(first, str) else ""
    claim = claims.claim(words)
    if claim and claim[1]:
        kind, test = claim[0], _TESTS[claim[0]]
    elif headings.of_people(words):
        kind, test = NAMES, _is_name
    else:
        return _unnamed(cells, rest)
    found = [place for place in rest if test(cells[place])]
    return (kind, found) if found else None


def _unnamed(cells: Sequence[object], rest: Sequence[int]) -> tuple[str, list[int]] | None:
    texts = [p for p in rest if isinstance(cells[p], str)]
    found = [p for p in texts if _is_name(cells[p]) and not names.is_of_staff(str(cells[p]))]
    if len(found) >= FEW and len(found) >= _MOST * len(rest):
        return NAMES, texts
    short = {p for p in rest if isinstance(v := cells[p], float) and v < _SMALLEST}
    tried = [p for p in rest if p not in short and _digits(cells[p])]
    passed = [p for p in tried if _passes(cells[p])]
    return (NHS_NUMBERS, tried) if convincing(len(passed), len(tried)) else None


def _is_name(value: object) -> bool:
    return isinstance(value, str) and names.is_name(value)


def _digits(value: object) -> str:
    """The ten digits a cell holds and nothing else; empty where it holds anything else."""
    if isinstance(value, float) and not _SMALLEST <= value <= _LARGEST:
        return ""
    text = f"{value:.0f}" if isinstance(value, float) else value if isinstance(value, str) else ""
    if not 10 <= len(text) <= _LONGEST:
        return ""
    plain = "".join(sign for sign in text if category(sign) not in _SIGNS and sign not in "',−")
    return plain if len(plain) == 10 and plain.isdecimal() and plain.isascii() else ""


def _passes(value: object) -> bool:
    digits = np.array([[int(digit) for digit in _digits(value)]], dtype=np.uint8)
    return bool(digits.size and numbers.passes(digits)[0])


_TESTS: Final[dict[str, Callable[[object], object]]] = {
    NHS_NUMBERS: _digits,
    BIRTHS: lambda value: births.day_of(value) is not None,
    NAMES: lambda value: isinstance(value, str) and names.is_part(value),
    HOSPITAL_NUMBERS: is_code,
    INSURANCE_NUMBERS: lambda value: contact.INSURANCE.fullmatch(str(value)),
    POSTCODES: lambda value: contact.holds_postcode(str(value)),
    ADDRESSES: lambda value: (
        contact.ADDRESS.match(str(value)) or contact.holds_postcode(str(value))
    ),
}
