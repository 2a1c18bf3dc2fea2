"""Headings that claim people's data: closed lists of words, each filling the whole heading.

So a heading that makes a claim holds nobody's data itself and may be shown.
"""

import re
from functools import lru_cache
from typing import Final

from mhvalue.privacy.identity.kinds import (
    ADDRESSES,
    BIRTHS,
    EMAILS,
    HOSPITAL_NUMBERS,
    INSURANCE_NUMBERS,
    NAMES,
    NHS_NUMBERS,
    PHONES,
    POSTCODES,
)

LONGEST: Final = 60

PERSON: Final = (
    r"(?:patient|client|service user|su|person|child|young person|cyp|resident|carer|guardian"
    r"|mother|father|parent|baby|relative|next (?:of )?kin|nok|pt|individual|customer)s?"
)
NUMBER: Final = r"(?:ids?|no|nos|num|nbr|number|identifier|ref|reference|key)"

# Words that change nothing of what a heading claims: "Date of birth (dd/mm/yyyy)".
_FILLERS: Final = """
    of the a s and full new old legacy current local unique verified traced formatted format
    value digit digits 10 dd mm yy yyyy ddmmyyyy ccyy hh ss der mhsds extended
    pseudo pseudonym pseudonymised anonymised encrypted hashed
"""
_BESIDE: Final = frozenset(_FILLERS.split())
_P: Final = rf"(?:{PERSON} )*"
_AFTER: Final = rf"(?: {PERSON})*"
_PART: Final = (
    r"(?:(?:fore|sur|first ?|last ?|given ?|family ?|maiden ?|middle ?|preferred ?|christian ?)"
    r"names?(?: \d)?|alias|aka|known as)"
)
_RECORD: Final = (
    rf"(?:{PERSON}|pas|ri ?o|systm ?one|s ?1|emis|paris|care ?notes|cerner|lorenzo|epr|mosaic"
    r"|swift|hospital|hosp|case ?notes?|medical record|health record|chi|iaptus|pcmis|framework ?i"
    r"|liquid ?logic|meditech)"
)
_LIVES: Final = rf"(?:{PERSON}|home|usual|residential|residence|permanent|temporary|correspondence)"
_POSTCODE: Final = r"(?:post ?code|postal code|p ?code|pc|zip(?: code)?)"
_ADDRESS: Final = r"addr(?:ess|esses)?(?: line)?(?: ?\d)?"
_REACHED: Final = (
    rf"(?:{PERSON}|home|work|daytime|evening|day|mobile|primary|main|contact|emergency|\d)"
)
_PHONE: Final = rf"(?:(?:tele)?phone|mobile|tel|mob|landline)(?: (?:{NUMBER}|numbers))?"

_SURE: Final = (
    (NHS_NUMBERS, rf"{_P}nhs ?(?:{NUMBER}|numbers){_AFTER}"),
    (
        BIRTHS,
        rf"{_P}(?:d ?o ?b|date ?(?:of ?)?birth|birth ?(?:date|day|dt)?|born)(?: d ?o ?b)?{_AFTER}",
    ),
    (
        NAMES,
        rf"(?:{PERSON} )+(?:preferred )?(?:names?|initials)(?: {_PART})*|names?(?: {PERSON})+"
        rf"|names?(?: (?:sur|fore|first|last|family|given)(?:names?)?)+"
        rf"|{_P}(?:names? )?{_PART}(?: {_PART}| names?)*{_AFTER}|next kin|nok",
    ),
    (
        HOSPITAL_NUMBERS,
        rf"{_P}{_RECORD} ?{NUMBER}{_AFTER}|mrn|mpi|upi|lpid?|crn|ri ?o|pas"
        r"|(?:chart|district|k) (?:no|num|number)",
    ),
    (INSURANCE_NUMBERS, rf"{_P}(?:ni ?{NUMBER}|nino|national insurance(?: {NUMBER})?)"),
    (
        POSTCODES,
        rf"(?:{_LIVES} )+(?:address )?{_POSTCODE}"
        rf"|{_POSTCODE} (?:usual |home )*(?:address|residence)"
        rf"|{_POSTCODE}(?: {PERSON})+",
    ),
    (ADDRESSES, rf"(?:{_LIVES} )+{_ADDRESS}(?: {_POSTCODE})?|{_ADDRESS}(?: {PERSON})+|lives at"),
)
_UNLESS_PLACES: Final = (
    (POSTCODES, rf"{_POSTCODE}(?: \d)?"),
    (ADDRESSES, rf"(?:street )?{_ADDRESS}(?: {_POSTCODE})?|street|house (?:no|name)"),
    (PHONES, rf"(?:{_REACHED} )*(?:{_PHONE}|contact (?:no|num|number|numbers))(?: {_REACHED})*"),
    (EMAILS, rf"(?:{_REACHED} )*e ?mail(?: address(?:es)?| addr)?(?: {_REACHED})*"),
)
_CLAIMS: Final = tuple(
    (kind, sure, re.compile(pattern))
    for claims, sure in ((_SURE, True), (_UNLESS_PLACES, False))
    for kind, pattern in claims
)
_HINT: Final = re.compile(
    r"nhs|birth|d\W?o\W?b|born|name|alias|aka|kin\b|nok|no\b|num|nbr|\bid|ref|key|mrn|mpi|upi|lpi"
    r"|crn|rio|pas|nino|insurance|post|p ?c|zip|addr|lives|street|house|phone|tel|mob|line|mail",
    re.IGNORECASE,
)
_APART: Final = re.compile(
    r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z]{3})|(?<=[A-Z])(?=[A-Z][a-z]{2})"
)
_WORD: Final = re.compile(r"[^\W_]+")


@lru_cache(maxsize=20_000)
def folded(heading: str) -> str:
    """A heading in small letters, words parted by one space: NHS_NoNew is "nhs no new"."""
    apart = _APART.sub(" ", heading)
    return " ".join(_WORD.findall(apart.casefold().replace("'", "").replace("’", "")))


def is_claim(heading: str) -> bool:
    """Whether a heading is one of those known to stand over people's data."""
    if len(heading) > LONGEST or not _HINT.search(heading):
        return False
    return claim(folded(heading)) is not None


@lru_cache(maxsize=20_000)
def claim(words: str) -> tuple[str, bool] | None:
    """The kind a folded heading claims, and whether it speaks of people without doubt."""
    if not words or len(words) > LONGEST:
        return None
    plain = " ".join(word for word in words.split() if word not in _BESIDE)
    return next(((kind, sure) for kind, sure, p in _CLAIMS if p.fullmatch(plain)), None)
