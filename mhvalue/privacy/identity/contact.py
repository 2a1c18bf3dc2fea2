"""Postcodes, addresses, phone numbers and email addresses, by how they are written."""

import re
from typing import Final

POSTCODE: Final = re.compile(
    r"\s*(?:[A-Z]{1,2}[0-9][0-9A-Z]?|GIR)\s{0,3}[0-9][ABD-HJLNP-UW-Z]{2}\s*", re.IGNORECASE
)
"""A whole postcode; an outward code alone ("LS6") is an area of thousands of people.

Source: BS 7666 as given in the NHS Data Dictionary, POSTCODE.
"""

ADDRESS: Final = re.compile(
    r"\s*(?:(?:flat|apartment|unit|room)\s+\w{1,4},?\s+)?\d{1,4}[A-Za-z]?,?\s+(?:[^\W\d_]+[ ,'’-]+)"
    r"{1,4}(?:road|rd|street|st|avenue|ave|lane|ln|close|cl|drive|dr|crescent|court|ct|gardens|gdns"
    r"|way|place|pl|terrace|grove|walk|row|mews|hill|rise|square|park|green|view)\b.{0,60}",
    re.IGNORECASE | re.DOTALL,
)
EMAIL: Final = re.compile(r"[\w.+'’-]{1,64}@(?:[\w-]{1,63}\.){1,4}[A-Za-z]{2,24}")
MOBILE: Final = re.compile(r"(?<![\d.])(?:\+44[ ()-]{0,3}0?|0)7[1-9](?:[ -]?[0-9]){8}(?![\d.])")
PHONE: Final = re.compile(
    r"\s*'?(?:\+|00)?(?:[ ()./-]{0,3}[0-9]){9,13}\s*(?:\(?(?:x|ext)\D*\d+\)?)?"
)

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


def private_emails(text: str) -> list[str]:
    """The email addresses of a text that are no workplace's and no office's."""
    found = EMAIL.findall(text)
    return [one for one in found if not _AT_WORK.search(one) and not _OFFICE.match(one)]
