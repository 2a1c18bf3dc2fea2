"""What a column's heading says about people.

Every claim is a closed list of words that fills the whole heading, so a heading that makes one
holds nobody's data itself and may be shown.
"""

import re
from typing import Final

from mhvalue.privacy.identity.kinds import (
    ADDRESSES,
    BIRTHS,
    EMAILS,
    HOSPITAL_NUMBERS,
    NAMES,
    NHS_NUMBERS,
    PHONES,
    POSTCODES,
)

LONGEST: Final = 60

_PERSON: Final = (
    r"(?:patient|client|service user|su|person|child|young person|resident|carer|guardian"
    r"|mother|father|next of kin|nok)s?"
)
_NUMBER: Final = r"(?:ids?|no|nos|num|nbr|number|identifier|ref|reference|key)"
_RECORD: Final = (
    rf"(?:{_PERSON}|pas|rio|systm ?one|emis|paris|care ?notes|cerner|lorenzo|epr|hospital|hosp"
    r"|local patient|case ?notes?|medical record|health record)"
)

_SURE: Final = (
    (
        NHS_NUMBERS,
        rf"(?:{_PERSON} |new |old |legacy )*nhs ?(?:no|nos|num|nbr|number|numbers|id|identifier)"
        r"(?: (?:value|new|old|formatted))?",
    ),
    (BIRTHS, rf"(?:{_PERSON} )*(?:d ?o ?b|(?:date ?of ?)?birth ?(?:date|day|dt)?|born)"),
    (
        NAMES,
        rf"(?:{_PERSON} (?:full |preferred )?names?|{_PERSON} initials"
        rf"|(?:{_PERSON} )?(?:fore|sur|first ?|last ?|given ?|family ?|maiden ?|middle ?)names?"
        r"(?: \d)?|next of kin|nok)",
    ),
    (
        HOSPITAL_NUMBERS,
        rf"{_RECORD} ?{_NUMBER}|local patient identifier(?: extended)?|mrn|lpid?|crn",
    ),
    (
        POSTCODES,
        rf"(?:{_PERSON}|home) (?:home )?post ?code"
        r"|post ?code (?:of )?(?:usual |home )?(?:address|residence)",
    ),
    (
        ADDRESSES,
        rf"(?:{_PERSON} |home |usual |residential |permanent |temporary |correspondence )+"
        r"address(?: line)?(?: \d)?",
    ),
)
_UNLESS_PLACES: Final = (
    (POSTCODES, r"(?:full |current )?post ?code(?: \d)?|p code|zip(?: code)?|postal code"),
    (ADDRESSES, r"(?:full |current )?address(?:es)?(?: line)?(?: \d)?|street|house (?:no|name)"),
    (
        PHONES,
        rf"(?:{_PERSON} |home |work |daytime |evening |mobile |primary )*"
        r"(?:(?:(?:tele)?phone|mobile|tel|mob|landline)(?: (?:no|num|number|numbers))?"
        r"|contact (?:no|num|number|numbers))",
    ),
    (EMAILS, rf"(?:{_PERSON} |home |work |contact )*e ?mail(?: address(?:es)?| addr)?"),
)
_PERHAPS_NAMES: Final = re.compile(
    rf"names?|full name|contact name|{_PERSON}|people|individual|customer|pt"
)
_STAFF: Final = re.compile(
    r"\b(?:consultant|clinician|doctor|dr|practitioner|care ?co ?ordinator|key ?worker|nurse"
    r"|staff|employee|manager|lead|supervisor|holder|worker|author|owner|professional"
    r"|psychologist|psychiatrist|therapist|handler|gp|prepared by|completed by|entered by)s?\b"
)
_PLACE: Final = re.compile(
    r"\b(?:ward|team|unit|site|trust|provider|org|organi[sz]ation|practice|hospital|service"
    r"|icb|ics|stp|ccg|region|locality|department|dept|directorate|division|cost cent(?:re|er)"
    r"|clinic|location|commissioner|borough|council|authority|school|area|specialty|programme"
    r"|supplier|company|payee|vendor|building|property|home name|care home)s?\b"
)
_NOT_PLACE: Final = re.compile(r"\bservice users?\b|\bhospital n\w+\b")
_NOT_STAFF: Final = re.compile(r"\bgp practice\b|\bstaff group\b|\bteam lead\b")
_LABEL: Final = re.compile(
    r"\b(?:measure|metric|indicator|description|category|type|group|reason|title|status|item|level"
    r"|breakdown|code|kind|band|definition|notes?|source)s?\b"
)
_EVENT: Final = (
    r"(?:admission|admitted|referral|referred|discharge|discharged|contact|appointment|attendance"
    r"|assessment|incident|spell|episode|stay)"
)
_OF_ONE_PERSON: Final = re.compile(
    rf"(?:date|time) ?of ?(?:first |last )?{_EVENT}|{_EVENT} ?(?:start |end )?(?:date|time|dt)+"
    rf"|(?:{_PERSON}|spell|episode|referral|stay|ward stay) ?{_NUMBER}|{_PERSON}"
    r"|marital status|presenting problem|(?:primary )?diagnosis|registered gp(?: practice)?"
    r"|age(?: at .{1,30})?|age in years"
)
_DATED: Final = re.compile(
    r"\b(?:open|opened|close|closed|start|end|from|to|effective|established|built|period|month"
    r"|week|year|day|as at|reporting|published)\b"
)
_CLAIMS: Final = tuple(
    (kind, sure, re.compile(pattern))
    for claims, sure in ((_SURE, True), (_UNLESS_PLACES, False))
    for kind, pattern in claims
)


def folded(heading: str) -> str:
    """A heading in small letters, words parted by one space: NHS_NoNew is "nhs no new"."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z][a-z])", " ", heading)
    return " ".join(re.findall(r"[^\W_]+", apart.casefold().replace("'", "").replace("’", "")))


def claim(words: str) -> tuple[str, bool] | None:
    """The kind a folded heading claims, and whether it speaks of people without doubt."""
    if not words or len(words) > LONGEST:
        return None
    return next(((kind, sure) for kind, sure, p in _CLAIMS if p.fullmatch(words)), None)


def perhaps_names(words: str) -> bool:
    """Whether the heading may stand over people's names as well as over names of places."""
    return _PERHAPS_NAMES.fullmatch(words) is not None


def of_staff(words: str) -> bool:
    """Whether the heading speaks of those who work here."""
    return _STAFF.search(words) is not None and not _NOT_STAFF.search(words)


def of_places(words: str) -> bool:
    """Whether the heading speaks of organisations, wards, teams or sites."""
    return _PLACE.search(_NOT_PLACE.sub(" ", words)) is not None


def of_labels(words: str) -> bool:
    """Whether the heading speaks of words that sort rows, not of people."""
    return _LABEL.search(words) is not None


def of_one_person(words: str) -> bool:
    """Whether the heading belongs to a table of one row a person, stay or contact."""
    return _OF_ONE_PERSON.fullmatch(words) is not None


def of_periods(words: str) -> bool:
    """Whether dates under the heading are periods, or days on which places open and close."""
    return _DATED.search(words) is not None
