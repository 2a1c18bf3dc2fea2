"""People's names, told from names of places by the given names and surnames in them."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from mhvalue.privacy.identity.given_names import GIVEN_NAMES
from mhvalue.privacy.identity.surnames import SURNAMES

_LONGEST: Final = 80
_NAME: Final = re.compile(
    r"\s*(?:(?:mr|mrs|ms|miss|mx|master|dr|prof|sir|rev)\.? )?"
    r"[^\W\d_][^\W\d_'’.-]*\.?(?:['’-][^\W\d_]+)*(?:(?:, ?| )[^\W\d_]['’.\w-]*){1,3}\s*",
    re.IGNORECASE,
)
_TITLED: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.? ([A-Z][a-z]{2,})")
_TITLE: Final = re.compile(
    r"\s*(?:mr|mrs|ms|miss|mx|master)\.? (?:[^\W\d_]\.? )*[^\W\d_]{2,}.*", re.IGNORECASE
)
_AT_WORK: Final = re.compile(r"\s*(?:dr|doctor|prof|professor)\b", re.IGNORECASE)
_INITIALS: Final = r"[A-Z]\.?(?: ?[A-Z]\.?){0,2}"
_SURNAME: Final = r"[A-Z][A-Za-zÀ-ÿ'’-]{2,}"
_INITIALLED: Final = re.compile(rf"\s*(?:{_INITIALS} {_SURNAME}|{_SURNAME}, ?{_INITIALS})\s*")
_BESIDE: Final = re.compile(r"\([^()]{0,30}\)|[\"“”]|\xa0")
_POINT: Final = re.compile(r"\.(?=[^\W\d_])")
_WORD: Final = re.compile(r"[^\W\d_]+")
_CAPITAL: Final = r"([A-Z][A-Za-zÀ-ÿ'’-]+)"
_POINTED_OUT: Final = re.compile(
    r"\b(?i:pt|patient|client|service user|su|resident|nok|next of kin|mother|father|mum|dad|son"
    r"|daughter|wife|husband|partner|sister|brother|carer|parent)(?i:(?:'s)? name)?\b"
    r"[\s:;,.(-]{1,4}(?i:named |called |is |was |mr\.? |mrs\.? |ms\.? |miss |dr\.? )?"
    rf"{_CAPITAL},?\s+{_CAPITAL}(?:\s+([A-Za-z]+))?"
)
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
    wing block ray suite bay zone floor site grade band tier level stage phase vitamin hepatitis
    people young men women patient patients client clients scale inventory questionnaire
    surname forename name names address postcode birth gender ethnicity date type status
"""
_NOT_IN_NAMES: Final = frozenset(_PLACES_AND_GROUPS.split())
_NOT_TITLED: Final = _NOT_IN_NAMES | {
    *("teams", "word", "excel", "office", "access", "outlook", "forms", "project"),
    *("rate", "rates", "figures", "data", "targets"),
}
"""What follows Ms and Miss without being anybody: Ms Teams, Miss Rate."""

_NOT_POINTED_OUT: Final = _NOT_IN_NAMES | {
    *("experience", "flow", "safety", "choice", "transport", "lead", "liaison", "support"),
    *("advice", "record", "records", "list", "journey", "pathway", "hub", "status", "details"),
    *("survey", "contact", "admin", "manager", "dna", "seen", "moved", "discharged", "referred"),
}
"""What follows "patient" and "carer" without being anybody: Patient Experience Lead."""


def is_name(text: str) -> bool:
    """Whether a text is a person's name: two to four words, one known as a name or an initial."""
    words = _shaped(text)
    if not words:
        return False
    if _is_known(words):
        return True
    plain_text = _plain(text)
    return _TITLE.fullmatch(plain_text) is not None or _INITIALLED.fullmatch(plain_text) is not None


def is_known(text: str) -> bool:
    """Whether a text is a person's name, one word of it known as such."""
    return _is_known(_shaped(text))


def is_of_staff(text: str) -> bool:
    """Whether a name bears the title of a doctor or a professor."""
    return _AT_WORK.match(text) is not None


def begins(text: str) -> bool:
    """Whether a text begins with a person's name of two or three words."""
    words = text.split()
    return any(is_name(" ".join(words[:count])) for count in (3, 2) if len(words) >= count)


def is_part(text: str) -> bool:
    """Whether a text is a known given name or surname, or a whole name."""
    return text.strip().casefold() in GIVEN_NAMES | SURNAMES or is_name(text)


def is_shaped(text: str) -> bool:
    """Whether a text could be a person's name by its shape alone."""
    return bool(_shaped(text))


def is_word(text: str) -> bool:
    """Whether a text could be one part of a name: letters, and no word of a place or a group."""
    words = [word.casefold() for word in _WORD.findall(text)]
    plain = not any(map(str.isdigit, text)) and len(text) <= 40
    return bool(words) and plain and len(words) <= 5 and _NOT_IN_NAMES.isdisjoint(words)


def are_told(text: str) -> bool:
    """Whether a longer text speaks of somebody by title and name: "rang Mrs Example"."""
    return any(name.casefold() not in _NOT_TITLED for name in _TITLED.findall(text))


def are_pointed_out(text: str) -> bool:
    """Whether a text says who a patient or a relative is: "pt John Smith", "her son Ali Khan"."""
    return any(map(_is_somebody, _POINTED_OUT.findall(text)))


def _is_somebody(words: Sequence[str]) -> bool:
    first, second, after = (word.casefold().replace("'", "").replace("’", "") for word in words)
    if not _NOT_POINTED_OUT.isdisjoint((first, second)) or after in _NOT_IN_NAMES:
        return False
    forward = first in GIVEN_NAMES or second in SURNAMES
    return forward or (first in SURNAMES and second in GIVEN_NAMES)


def share(texts: Sequence[str], chosen: Iterable[bool]) -> float:
    """The share of the texts that are chosen; 0 for none."""
    return sum(chosen) / len(texts) if texts else 0.0


def _plain(text: str) -> str:
    """The text without what stands in brackets or quotes beside a name: "SMITH John (Mr)"."""
    apart = _POINT.sub(". ", _BESIDE.sub(" ", text)).replace(" ,", ",")
    return " ".join(apart.replace("'", "").replace("’", "").split())


# The same labels stand on sheet after sheet.
@lru_cache(maxsize=20_000)
def _shaped(text: str) -> tuple[str, ...]:
    """The words of a text that has the shape of a name; none where it has not."""
    if len(text) > _LONGEST or _is_other(text):
        return ()
    plain = _plain(text)
    if not _NAME.fullmatch(plain):
        return ()
    words = tuple(_WORD.findall(plain))
    return words if _NOT_IN_NAMES.isdisjoint(map(str.casefold, words)) else ()


def _is_other(text: str) -> bool:
    """Whether some word of a text, seen at once, is that of a place or a group."""
    return "(" not in text and not _NOT_IN_NAMES.isdisjoint(text.casefold().split())


def _is_known(words: Sequence[str]) -> bool:
    plain = [word.casefold() for word in words]
    return not (GIVEN_NAMES.isdisjoint(plain) and SURNAMES.isdisjoint(plain))
