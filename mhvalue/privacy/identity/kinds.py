"""The kinds of things that tell who somebody is, as they are named to the person at the screen."""

from typing import Final

NHS_NUMBERS: Final = "NHS numbers"
HOSPITAL_NUMBERS: Final = "hospital numbers"
INSURANCE_NUMBERS: Final = "National Insurance numbers"
NAMES: Final = "names"
BIRTHS: Final = "dates of birth"
POSTCODES: Final = "postcodes"
ADDRESSES: Final = "addresses"
PHONES: Final = "phone numbers"
EMAILS: Final = "email addresses"

STAFF: Final = "names of staff"
"""Told, and not stopped for: a consultant's name is in many a report."""

TEN_DIGITS: Final = "ten-digit numbers that are not NHS numbers"
"""Told, and not stopped for: staff and cost codes."""
