"""The way in: what tells who somebody is, found before anything of a file is shown or kept.

Found are NHS numbers, hospital numbers, National Insurance numbers, names, dates of birth,
postcodes, addresses, phone numbers and email addresses, by heading and by content. What is found
is told by kind, column and count; no value leaves this module.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mhvalue.privacy.identity import claims, headings, names
from mhvalue.privacy.identity.across import told_across
from mhvalue.privacy.identity.evidence import number_signs
from mhvalue.privacy.identity.kinds import HOSPITAL_NUMBERS, NAMES, NHS_NUMBERS
from mhvalue.privacy.identity.look import (
    ALONE,
    ITSELF,
    TOLD,
    UNLESS_PLACES,
    WITH_PEOPLE,
    WITH_RECORDS,
    Look,
    Weight,
)
from mhvalue.privacy.identity.parted import parted_signs
from mhvalue.privacy.identity.pseudonyms import NOBODY, pseudonyms
from mhvalue.privacy.identity.signs import counts_records, holds_serials, signs_of

__all__ = [
    "NAMES",
    "NHS_NUMBERS",
    "NOBODY",
    "PERSON_KEYS",
    "Column",
    "Finding",
    "is_claim",
    "is_personal_name",
    "is_titled",
    "kinds_claimed",
    "may_head_names",
    "pseudonyms",
    "scan",
    "speaks_of_somebody",
    "told_across",
]

PERSON_KEYS: Final = (NHS_NUMBERS, HOSPITAL_NUMBERS)
"""The kinds by which rows of one person can be told to belong together."""


class Column(NamedTuple):
    """One column of a sheet: its heading, its distinct values and how often each occurs.

    `codes` point from the rows to the values, where the rows are known.
    """

    heading: str
    values: Sequence[object]
    counts: NDArray[np.int64]
    codes: NDArray[np.int32] | None = None


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


def scan(columns: Iterable[Column], *, of_people: bool = False) -> tuple[Finding, ...]:
    """What the columns of one sheet tell about people, in order of columns.

    The columns are judged together: a postcode in a table of sites is a place's, and beside an
    admission date a person's. `of_people` says beforehand that they may well be about people.
    """
    looks = [_look(place, column) for place, column in enumerate(columns)]
    signs = [*number_signs(looks), *parted_signs(looks)]
    counted = any(map(counts_records, looks))
    for look in looks:
        signs += () if counted and holds_serials(look) else signs_of(look, looks)
    records = (
        of_people
        or any(sign.weight == ALONE for sign in signs)
        or any(headings.of_one_record(look.words) for look in looks)
    )
    people = records or any(headings.of_one_person(look.words) for look in looks)
    places = [look for look in looks if headings.of_places(look.words)]
    found: dict[tuple[int, str], Finding] = {}
    for sign in sorted(signs, key=lambda sign: (sign.column, sign.weight not in (ALONE, ITSELF))):
        if sign.weight == WITH_PEOPLE and not people:
            continue
        if sign.weight == WITH_RECORDS and not records:
            continue
        look = looks[sign.column]
        heading = look.heading if is_claim(look.heading) else ""
        stops = _stops(sign.weight, look, people, places)
        finding = Finding(sign.kind, sign.column, sign.rows, heading, stops)
        found.setdefault((sign.column, sign.kind), finding)
    return tuple(found.values())


def _look(place: int, column: Column) -> Look:
    counts = np.asarray(column.counts, dtype=np.int64)
    return Look(place, column.heading, column.values, counts, column.codes)


def is_claim(heading: str) -> bool:
    """Whether a heading is one of those known to stand over people's data; it may be shown."""
    return claims.is_claim(heading)


def kinds_claimed(texts: Iterable[str]) -> tuple[str, ...]:
    """The kinds that texts name as headings of people's data do, each once."""
    short = (text for text in texts if len(text) <= claims.LONGEST)
    found = (claims.claim(claims.folded(text)) for text in short)
    return tuple(dict.fromkeys(claim[0] for claim in found if claim and claim[1]))


def may_head_names(heading: str) -> bool:
    """Whether a heading may stand over people's names as over names of other things."""
    return headings.may_head_names(heading)


def is_personal_name(text: str) -> bool:
    """Whether a text is somebody's name."""
    return names.is_name(text)


def is_titled(text: str) -> bool:
    """Whether a text names somebody by title: "Mrs Example"."""
    return names.are_told(text)


def speaks_of_somebody(text: str) -> bool:
    """Whether a text is somebody's name, or names somebody by title."""
    return names.is_known(text.replace("_", " ")) or names.are_told(text)


def _stops(weight: Weight, look: Look, people: bool, places: Sequence[Look]) -> bool:
    if weight == UNLESS_PLACES:
        return people or not any(look.follows(place) for place in places)
    return weight != TOLD
