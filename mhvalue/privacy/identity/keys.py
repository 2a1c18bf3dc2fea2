"""Numbers by which a service knows its people, told by content: codes that seldom repeat."""

import re
from collections.abc import Sequence
from typing import Final

from mhvalue.privacy.identity import births, headings
from mhvalue.privacy.identity.kinds import HOSPITAL_NUMBERS
from mhvalue.privacy.identity.look import FIRST, WITH_PEOPLE, WITH_RECORDS, Look, Sign

ENOUGH: Final = 5
SHARE: Final = 0.9
MANY: Final = 8
INCIDENTS: Final = 20
_KEY: Final = re.compile(
    r"\s*(?:[A-Z]{0,4}[-/ ]?[0-9]{5,9}|[A-Z]{0,3}[0-9]{2,4}[-/ ][0-9]{3,7})[-/ ]?[A-Z]{0,2}\s*",
    re.IGNORECASE,
)
_AREA: Final = re.compile(r"\s*[EWSNKJLM][0-9]{8}\s*", re.IGNORECASE)
"""A code of the Office for National Statistics. Source: its Code History Database."""

_PRACTICE: Final = re.compile(r"\s*[A-Z][0-9]{5}\s*", re.IGNORECASE)
"""A practice has such a code; so may a person, where rows are records."""

_YEARS: Final = re.compile(r"\s*(?:19|20)[0-9]{2}[-/ ][0-9]{2,4}\s*")
_SMALLEST, _LARGEST = 1e5, 1e9
"""Six to nine digits."""
_FEWEST_DIGITS: Final = 6


def keys_in(look: Look) -> Sign | None:
    """Codes or whole figures that seldom repeat, where the heading says nothing else of them."""
    words = look.words
    if not look.texts and not _may_be_figures(look):
        return None
    if headings.of_places(words) or headings.of_staff(words) or headings.of_one_person(words):
        return None
    if headings.of_other_numbers(words) or look.claim is not None:
        return None
    coded = headings.of_codes(words)
    if headings.of_labels(words) and not coded:
        return None
    if look.texts:
        found = _are_codes(look)
        weight = WITH_RECORDS if coded or _of_practices(look) else WITH_PEOPLE
    else:
        found, weight = _are_figures(look) or _come_again(look), WITH_RECORDS
    return Sign(HOSPITAL_NUMBERS, look.column, look.filled, weight) if found else None


def number_incidents(look: Look, looks: Sequence[Look]) -> bool:
    """Whether bare numbers, each once, stand beside days of incidents: they number those.

    So incident systems export them, headed ID; a person has more than one incident.
    """
    if not headings.of_bare_numbers(look.words) or len(look.own) < max(INCIDENTS, look.filled):
        return False
    return any(headings.of_incidents(other.words) for other in looks)


def _are_codes(look: Look) -> bool:
    codes = [text.strip() for text in look.sample if _is_key(text)]
    if len(codes) < ENOUGH or len(codes) < SHARE * len(look.sample) or not look.one_each:
        return False
    if not all(map(str.isdigit, codes)):
        return True
    if not headings.perhaps_keys(look.words):
        return False
    if not headings.of_number(look.words):
        return True
    widths = set(map(len, codes))
    return len(widths) == 1 and min(widths) >= _FEWEST_DIGITS


def _is_key(text: str) -> bool:
    return (
        _KEY.fullmatch(text) is not None
        and not _AREA.fullmatch(text)
        and not _YEARS.fullmatch(text)
        and births.day_of(text.strip()) is None
    )


def _of_practices(look: Look) -> bool:
    return all(map(_PRACTICE.fullmatch, look.sample))


def _may_be_figures(look: Look) -> bool:
    """Whether the first values do not tell at once that the figures are no numbers of people."""
    first = [value for value in look.values[:FIRST] if isinstance(value, float)]
    return bool(first) and all(value % 1 == 0 and _SMALLEST <= value < _LARGEST for value in first)


def _are_figures(look: Look) -> bool:
    """Whole figures of one width, each once: amounts and counts differ in width."""
    if not headings.perhaps_keys(look.words) or len(look.own) < max(ENOUGH, SHARE * look.filled):
        return False
    figures = [value for value in look.own if isinstance(value, float) and value % 1 == 0]
    if len(figures) < len(look.own):
        return False
    within = min(figures) >= _SMALLEST and max(figures) < _LARGEST
    if not within or len({len(f"{value:.0f}") for value in figures}) > 1:
        return False
    return not all(map(_is_day_or_month, figures))


def _come_again(look: Look) -> bool:
    """Whole figures of one width, many and some of them again, under words that say nothing.

    Amounts differ in width; numbers of rows never come again, and follow one another.
    """
    words = look.words
    if headings.of_figures(words) or headings.of_labels(words) or headings.of_periods(words):
        return False
    figures = [value for value in look.own if isinstance(value, float) and value % 1 == 0]
    if len(figures) < max(MANY, len(look.own)) or len(figures) >= look.filled:
        return False
    within = min(figures) >= _SMALLEST and max(figures) < _LARGEST
    if not within or len({len(f"{value:.0f}") for value in figures}) > 1:
        return False
    in_a_row = max(figures) - min(figures) < 2 * len(figures)
    dated = sum(map(_is_day_or_month, figures)) >= SHARE * len(figures)
    return not in_a_row and not dated and not any(value % 100 == 0 for value in figures[:MANY])


def _is_day_or_month(value: float) -> bool:
    in_month = 190001 <= value <= 210012 and 1 <= value % 100 <= 12
    return in_month or births.day_of(value) is not None
