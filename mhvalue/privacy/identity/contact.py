"""Postcodes, addresses, phone numbers and email addresses, by how they are written."""

import re
from typing import Final

from mhvalue.privacy.identity.given_names import GIVEN_NAMES
from mhvalue.privacy.identity.surnames import SURNAMES

POSTCODE: Final = re.compile(
    r"\s*(?:[A-Z]{1,2}[0-9][0-9A-Z]?|GIR)\s{0,3}[0-9][ABD-HJLNP-UW-Z]{2}\s*", re.IGNORECASE
)
"""A whole postcode; an outward code alone ("LS6") is an area of thousands of people.

Source: BS 7666 as given in the NHS Data Dictionary, POSTCODE.
"""

POSTCODE_WITHIN: Final = re.compile(
    r"(?<![A-Z0-9])[A-Z]{1,2}[0-9][0-9A-Z]?[ \xa0]{1,2}[0-9][ABD-HJLNP-UW-Z]{2}(?![A-Z0-9])"
)
"""A whole postcode among other words, in capitals and with its space."""

_STREET: Final = (
    r"(?:road|rd|street|st|avenue|ave|lane|ln|close|cl|drive|dr|crescent|court|ct|gardens|gdns"
    r"|way|place|pl|terrace|grove|walk|row|mews|hill|rise|square|park|green|view|parade|boulevard"
    r"|fold|croft|villas|yard|garth|drove)\b"
)
_NUMBERED: Final = rf"\d{{1,4}}[A-Za-z]?,?\s+(?:[^\W\d_]+[ ,'’-]+){{1,4}}{_STREET}"
ADDRESS: Final = re.compile(
    rf"\s*(?:(?:flat|apartment|unit|room)\s+\w{{1,4}},?\s+)?{_NUMBERED}.{{0,60}}",
    re.IGNORECASE | re.DOTALL,
)
ADDRESS_WITHIN: Final = re.compile(
    rf"\b(?:(?:lives?|living|resid(?:es|ing)) (?:at|in|on)|addr(?:ess)?)\b.{{0,12}}?\b{_NUMBERED}",
    re.IGNORECASE,
)
"""A street and its number where somebody is said to live."""

_HOUSE: Final = re.compile(
    rf"((?:[^\W\d_]+[ '’-]*){{1,4}}),\s*(?:[^\W\d_]+[ '’-]+){{1,3}}{_STREET}(?:,.{{0,50}})?",
    re.IGNORECASE,
)
"""The name of a house and a street: "Rose Cottage, Mill Lane, Hexham"."""

_HOME: Final = re.compile(
    r"\b(?:cottages?|farm|farmhouse|barn|bungalow|flat|vicarage|rectory|manse|stables|croft"
    r"|caravan|annexe?|maisonette)\b",
    re.IGNORECASE,
)
_PREMISES: Final = re.compile(
    r"\b(?:surgery|practice|clinic|cent(?:re|er)|hospital|unit|ward|team|health|hub|school|college"
    r"|offices?|church|hall|hotel|service|nhs|trust|pharmacy|library|hospice|care|cmht|stores?)\b",
    re.IGNORECASE,
)
EMAIL: Final = re.compile(r"[\w.+'’-]{1,64}@(?:[\w-]{1,63}\.){1,4}[A-Za-z]{2,24}")
MOBILE: Final = re.compile(r"(?<![\d.])(?:\+44[ ()-]{0,3}0?|0)7[1-9](?:[ -]?[0-9]){8}(?![\d.])")
PHONE: Final = re.compile(
    r"\s*'?(?:\+|00)?(?:[ ()./-]{0,3}[0-9]){9,13}\s*(?:\(?(?:x|ext)\D*\d+\)?)?"
)
LANDLINE_WITHIN: Final = re.compile(r"(?<![\d.])\(?0[12](?:[ ()-]{0,2}[0-9]){9}(?![\d.])")
_BARE_MOBILE: Final = re.compile(r"7[1-9][0-9]{8}")
LANDLINE: Final = re.compile(r"\s*'?\(?(?:\+44[ ()-]{0,3}0?|0)[1-3](?:[ ()-]{0,3}[0-9]){9}\s*")

INSURANCE: Final = re.compile(
    r"\s*(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?(?:[0-9]{2} ?){3}[A-D]\s*",
    re.IGNORECASE,
)
"""A National Insurance number.

Source: HM Revenue and Customs, National Insurance Manual NIM39110, format of the number.
"""

INSURANCE_WITHIN: Final = re.compile(
    r"(?<![A-Z0-9])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?(?:[0-9]{2} ){3}[A-D](?![A-Z0-9])"
)
"""The same among other words, in the spacing that is its own."""

INSURANCE_NAMED: Final = re.compile(
    r"\b(?:NI|NINO|[Nn]ational [Ii]nsurance)\b\W{0,3}(?:[Nn]o|[Nn]umber)?\W{0,3}"
    r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]\b"
)
"""The same without spaces where its name stands before it."""

_AT_WORK: Final = re.compile(
    r"@(?:[\w-]+\.)*(?:nhs\.(?:uk|net|scot|wales)|gov\.(?:uk|scot|wales)|ac\.uk|police\.uk"
    r"|org(?:\.uk)?|parliament\.uk)$",
    re.IGNORECASE,
)
_OFFICE: Final = re.compile(
    r"(?:enquir|inquir|info|contact|help|support|admin|data|stat|team|office|press|media|feedback"
    r"|analyt|mail|noreply|no-reply|foi|hello|service)",
    re.IGNORECASE,
)
_FREE: Final = re.compile(
    r"@(?:g(?:oogle)?mail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|btinternet|sky"
    r"|talktalk|virginmedia|ntlworld|blueyonder|tiscali|protonmail|proton)\.(?:com|co\.uk|net|me|uk)$",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(r"[^\W\d_]+")


def private_emails(text: str) -> list[str]:
    """The email addresses of a text that are no workplace's and no office's."""
    found = EMAIL.findall(text)
    return [one for one in found if not _AT_WORK.search(one) and not _OFFICE.match(one)]


def is_of_person(text: str) -> bool:
    """Whether an email address bears a person's name or is of a kind that people have at home."""
    found = EMAIL.search(text)
    if found is None:
        return False
    parts = _PARTS.findall(found[0].partition("@")[0].casefold())
    named = len(parts) > 1 and not (GIVEN_NAMES.isdisjoint(parts) and SURNAMES.isdisjoint(parts))
    return _FREE.search(found[0]) is not None or named


def is_bare_mobile(value: object) -> bool:
    """Whether a value is a mobile number whose first nought was lost."""
    if isinstance(value, float):
        return 7.1e9 <= value < 8e9 and value % 1 == 0
    return isinstance(value, str) and _BARE_MOBILE.fullmatch(value.strip()) is not None


def is_house(text: str) -> bool:
    """Whether a text is an address with the name of a house in place of its number."""
    return "," in text and _HOUSE.fullmatch(text) is not None and not _PREMISES.search(text)


def is_home(text: str) -> bool:
    """Whether a text speaks of such a house as people live in and hardly any service does."""
    return _HOME.search(text) is not None


def is_email(text: str) -> re.Match[str] | None:
    """A match where a text is an email address, brackets and "mailto:" around it or not."""
    return EMAIL.fullmatch(text.strip(" <>;,").removeprefix("mailto:"))


def holds_postcode(text: str) -> bool:
    """Whether a text is a postcode, or an address with one."""
    return bool(POSTCODE.fullmatch(text) or POSTCODE_WITHIN.search(text))
