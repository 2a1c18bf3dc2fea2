"""The way in: what tells who somebody is, found before anything of a file is shown or kept.

Found are NHS numbers, hospital numbers, names, dates of birth, postcodes, addresses, phone numbers
and email addresses, by heading and by content. What is found is told by kind, column and count;
no value leaves this module.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mhvalue.privacy.identity import headings, names
from mhvalue.privacy.identity.evidence import number_signs
from mhvalue.privacy.identity.kinds import HOSPITAL_NUMBERS, NHS_NUMBERS
from mhvalue.privacy.identity.pseudonyms import NOBODY, pseudonyms
from mhvalue.privacy.identity.signs import (
    ALONE,
    TOLD,
    UNLESS_PLACES,
    WITH_PEOPLE,
    Look,
    Sign,
    signs_of,
)

__all__ = [
    "NOBODY",
    "PERSON_KEYS",
    "Column",
    "Finding",
    "is_claim",
    "is_personal_name",
    "kinds_claimed",
    "pseudonyms",
    "scan",
]

PERSON_KEYS: Final = (NHS_NUMBERS, HOSPITAL_NUMBERS)
"""The kinds by which rows of one person can be told to belong together."""


class Column(NamedTuple):
    """One column of a sheet: its heading, its distinct values and how often each occurs."""

    heading: str
    values: Sequence[object]
    counts: NDArray[np.int64]


@dataclass(frozen=True)
class Finding:
    """One kind of thing found in one column, and in how many rows.

    `column` is the position among the columns given. `heading` is shown words only: it is empty
    unless the heading is one of those known to hold nobody's data. A finding that does not stop
    the reading is worth a word to the person and no more.
    """

    kind: str
    column: int
    rows: int
    heading: str = ""
    stops: bool = True


def scan(columns: Iterable[Column]) -> tuple[Finding, ...]:
    """What the columns of one sheet tell about people, in order of columns.

    The columns are judged together: a postcode in a table of sites is a place's, and beside an
    admission date a person's.
    """
    looks = [
        Look(place, column.heading, column.values, np.asarray(column.counts, dtype=np.int64))
        for place, column in enumerate(columns)
    ]
    signs = number_signs(looks)
    for look in looks:
        signs += signs_of(look)
    people = any(sign.weight == ALONE for sign in signs) or any(
        headings.of_one_person(look.words) for look in looks
    )
    places = any(headings.of_places(look.words) for look in looks)
    found: dict[tuple[int, str], Finding] = {}
    for sign in sorted(signs, key=lambda sign: (sign.column, sign.weight != ALONE)):
        if sign.weight == WITH_PEOPLE and not people:
            continue
        stops = _stops(sign, people, places)
        heading = looks[sign.column].heading if is_claim(looks[sign.column].heading) else ""
        finding = Finding(sign.kind, sign.column, sign.rows, heading, stops)
        found.setdefault((sign.column, sign.kind), finding)
    return tuple(found.values())


def is_claim(heading: str) -> bool:
    """Whether a heading is one of those known to stand over people's data; it may be shown."""
    return headings.claim(headings.folded(heading)) is not None


def kinds_claimed(texts: Iterable[str]) -> tuple[str, ...]:
    """The kinds that texts name as headings of people's data do, each once."""
    short = (text for text in texts if len(text) <= headings.LONGEST)
    claims = (headings.claim(headings.folded(text)) for text in short)
    return tuple(dict.fromkeys(claim[0] for claim in claims if claim and claim[1]))


def is_personal_name(text: str) -> bool:
    """Whether a text is somebody's name."""
    return names.is_name(text)


def _stops(sign: Sign, people: bool, places: bool) -> bool:
    if sign.weight == UNLESS_PLACES:
        return people or not places
    return sign.weight != TOLD
