"""What longer texts say about somebody, and lines such as "Patient name: ..." in one cell."""

import re
from collections.abc import Callable
from typing import Final

from mhvalue.privacy.identity import births, claims, contact, headings, names
from mhvalue.privacy.identity.kinds import (
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
    SAMPLE,
    UNLESS_PLACES,
    WITH_PEOPLE,
    Look,
    Sign,
)

_BIRTH_WORDS: Final = re.compile(r"d\W?o\W?b\b|of birth|born ", re.IGNORECASE)
_LINE: Final = re.compile(r"\s*([^\d:]{2,60}?)\s*:\s*(\S.{1,80})", re.DOTALL)
_CODE: Final = re.compile(r"(?=\S*\d)[\w/-]{4,40}")


def signs_in_texts(look: Look) -> list[Sign]:
    """What the texts of a column say of people, however few of them do."""
    joined = "\x1f".join(look.texts)
    found = []
    if _BIRTH_WORDS.search(joined):
        found.append(Sign(BIRTHS, look.column, look.text_rows(births.is_told), ALONE))
    if ":" in joined:
        found += _lines(look)
    for kind, mark, test in (
        (EMAILS, "@", contact.private_emails),
        (PHONES, "7", contact.MOBILE.search),
        (NAMES, "M", names.are_told),
        (POSTCODES, " ", contact.POSTCODE_WITHIN.search),
        (INSURANCE_NUMBERS, " ", contact.INSURANCE_WITHIN.search),
    ):
        if mark in joined:
            found += _several(look, kind, mark, test)
    return [sign for sign in found if sign.rows]


def _several(look: Look, kind: str, mark: str, test: Callable[[str], object]) -> list[Sign]:
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
    weight = UNLESS_PLACES if passed >= FEW else WITH_PEOPLE
    return [Sign(kind, look.column, look.text_rows(test), weight)]


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
