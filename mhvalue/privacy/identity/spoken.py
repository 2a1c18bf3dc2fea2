"""What longer texts say about somebody, and lines such as "Patient name: ..." in one cell."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from mhvalue.privacy.identity import births, claims, contact, headings, names
from mhvalue.privacy.identity.kinds import (
    ADDRESSES,
    BIRTHS,
    EMAILS,
    HOSPITAL_NUMBERS,
    INSURANCE_NUMBERS,
    NAMES,
    PHONES,
    POSTCODES,
)
from mhvalue.privacy.identity.look import (
    ALONE,
    FEW,
    ITSELF,
    SAMPLE,
    UNLESS_PLACES,
    WITH_PEOPLE,
    Look,
    Sign,
    Weight,
)

_BIRTH_MARKS: Final = (
    "dob",
    "d.o",
    "d o b",
    "d/o",
    "of birth",
    "born ",
    "b. ",
    "b.1",
    "b.2",
    "b.3",
)
_KEY: Final = re.compile(
    r"\b(?:rio|mrn|pas|crn|epr|emis|systm ?one|paris|care ?notes|cerner|lorenzo|hospital|hosp"
    r"|patient|pt|client)(?: (?:no|num|number|id|ref))?\b[\s:.#-]{1,4}[A-Z]{0,3}\d{6,9}\b",
    re.IGNORECASE,
)
_SHORTEST: Final = 8
_LINE: Final = re.compile(r"\s*([^\d:]{2,60}?)\s*:\s*(\S.{1,80})", re.DOTALL)
_CODE: Final = re.compile(r"(?=\S*\d)[\w/-]{4,40}")

_RELATED: Final = """
    pt patient client su user resident nok kin mother father mum dad son daughter wife husband
    partner sister brother carer parent patient's
"""
_SYSTEMS: Final = """
    rio mrn pas crn epr emis systm systmone one paris notes carenotes cerner lorenzo hospital hosp
    patient pt client
"""
_LIVING: Final = "live lives living resides residing address addr"
_SAYING_WHOSE: Final[tuple[tuple[str, frozenset[str], Callable[[str], object]], ...]] = (
    (NAMES, frozenset(_RELATED.split()), names.are_pointed_out),
    (HOSPITAL_NUMBERS, frozenset(_SYSTEMS.split()), _KEY.search),
    (ADDRESSES, frozenset(_LIVING.split()), contact.ADDRESS_WITHIN.search),
    (INSURANCE_NUMBERS, frozenset({"ni", "nino", "insurance"}), contact.INSURANCE_NAMED.search),
)
"""Kinds, words in small letters without which nothing tells them, and what tells them."""


def signs_in_texts(look: Look) -> list[Sign]:
    """What the texts of a column say of people, however few of them do."""
    if not look.texts:
        return []
    joined = "\x1f".join(look.texts)
    found = []
    small = joined.casefold()
    if any(mark in small for mark in _BIRTH_MARKS):
        found.append(_of_any(look, BIRTHS, births.is_told, ALONE))
    if ":" in joined:
        found += _lines(look)
    found += _pointed_out(look, small)
    for kind, mark, test, weight in (
        (EMAILS, "@", contact.private_emails, UNLESS_PLACES),
        (PHONES, "7", contact.MOBILE.search, UNLESS_PLACES),
        (PHONES, "01", contact.LANDLINE_WITHIN.search, WITH_PEOPLE),
        (NAMES, "M", names.are_told, UNLESS_PLACES),
        (POSTCODES, " ", contact.POSTCODE_WITHIN.search, UNLESS_PLACES),
        (INSURANCE_NUMBERS, " ", contact.INSURANCE_WITHIN.search, UNLESS_PLACES),
    ):
        if mark in joined:
            found += _several(look, kind, mark, test, weight)
    return [sign for sign in found if sign.rows]


def _pointed_out(look: Look, small: str) -> Iterator[Sign]:
    """Kinds of which one text is enough, because it says whose they are."""
    for mark in ":(,.":
        small = small.replace(mark, " ")
    said = set(small.split())
    for kind, words, test in _SAYING_WHOSE:
        if not said.isdisjoint(words):
            yield _of_any(look, kind, test, ITSELF)


def _of_any(look: Look, kind: str, test: Callable[[str], object], weight: Weight) -> Sign:
    """The sign of texts that pass a test, in no rows where none does."""
    told = {text for text in look.texts if len(text) >= _SHORTEST and test(text)}
    return Sign(kind, look.column, look.rows(told.__contains__) if told else 0, weight)


def _several(
    look: Look, kind: str, mark: str, test: Callable[[str], object], weight: Weight
) -> list[Sign]:
    """A kind that at least two texts tell; three where no other column speaks of people.

    One telephone number or title is often that of the office that made the file.
    """
    if headings.of_staff(look.words) or headings.of_places(look.words):
        return []
    marked = [text for text in look.texts if mark in text]
    some = marked[:: max(1, len(marked) // SAMPLE)]
    passed = sum(map(bool, map(test, some)))
    if passed < FEW - 1:
        return []
    proved = weight if passed >= FEW else WITH_PEOPLE
    return [Sign(kind, look.column, look.text_rows(test), proved)]


def _lines(look: Look) -> list[Sign]:
    """Cells that hold a heading of people's data with what belongs to it behind a colon."""
    told: dict[str, set[str]] = {}
    for text in look.texts:
        line = _LINE.match(text) if ":" in text else None
        kind = _claimed(claims.folded(line[1])) if line else ""
        if line and kind and _bears_out(kind, line[2].strip()):
            told.setdefault(kind, set()).add(text)
    return [
        Sign(kind, look.column, look.rows(texts.__contains__), ALONE)
        for kind, texts in told.items()
    ]


def _claimed(words: str) -> str:
    claim = claims.claim(words)
    if claim and claim[1]:
        return claim[0]
    return NAMES if headings.of_people(words) else ""


def _bears_out(kind: str, text: str) -> bool:
    if kind == NAMES:
        return names.is_part(text.split(",", maxsplit=1)[0]) or names.is_name(text)
    if kind == BIRTHS:
        return births.day_of(text) is not None
    if kind == POSTCODES:
        return contact.POSTCODE.match(text) is not None
    return kind == HOSPITAL_NUMBERS and _CODE.fullmatch(text) is not None
