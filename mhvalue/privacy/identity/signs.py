"""What one column shows about people, and how much that proves by itself."""

import re
from collections.abc import Sequence
from typing import Final

from mhvalue.privacy.identity import births, contact, headings, names, numbers
from mhvalue.privacy.identity.keys import keys_in, number_incidents
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
    STAFF,
)
from mhvalue.privacy.identity.look import (
    ALONE,
    FEW,
    FIRST,
    ITSELF,
    MOST,
    SAMPLE,
    TOLD,
    UNLESS_PLACES,
    WITH_PEOPLE,
    WITH_RECORDS,
    Look,
    Sign,
    Weight,
)
from mhvalue.privacy.identity.spoken import signs_in_texts

ENOUGH_NAMES: Final = 5
SHARE_OF_NAMES: Final = 0.6
SHARE_OF_FEW: Final = 0.8
SHARE_UNDER_PEOPLE: Final = 0.3
SHARE_OF_SHAPES: Final = 0.8
SHARE_OF_SINGLE: Final = 0.15
_SINGLE: Final = re.compile(r"[^\W\d_]+(?:['\u2019 -][^\W\d_]+)?")
_DATE_WORDS: Final = frozenset({"date", "dt", "time", "datetime", "when", "timestamp"})


def signs_of(look: Look, looks: Sequence[Look]) -> list[Sign]:
    """Everything a column of some shows but NHS numbers, which are looked for in all at once."""
    if not look.values:
        return []
    claimed = _claimed(look)
    if claimed is not None:
        return [claimed]
    keys = None if number_incidents(look, looks) else keys_in(look)
    found = [_born(look), _dialled(look), keys, *signs_in_texts(look)]
    if look.texts:
        found += [_written(look), _named(look)]
    return [sign for sign in found if sign is not None]


def counts_records(look: Look) -> bool:
    """Whether figures stand where numbers or names would: how many records have theirs."""
    claim = look.claim
    if claim is None or claim[0] not in (NHS_NUMBERS, NAMES, POSTCODES):
        return False
    return bool(look.own) and all(map(_is_count, look.own))


def holds_serials(look: Look) -> bool:
    """Whether whole figures under a heading of birthdays may be days or counts."""
    claim = look.claim
    return claim is not None and claim[0] == BIRTHS and births.are_serials(look.own)


def _is_count(value: object) -> bool:
    if isinstance(value, str):
        return value.isdecimal() and len(value) < 10
    return isinstance(value, float) and value < 10**9


def _claimed(look: Look) -> Sign | None:
    """What the heading claims, if the cells bear it out."""
    claim = look.claim
    if claim is None:
        return None
    kind, sure = claim
    weight = ALONE if sure else UNLESS_PLACES
    rows = 0
    if kind == BIRTHS:
        rows = look.rows(lambda value: births.day_of(value) is not None)
        if not rows and births.are_serials(look.own):
            sure = births.are_of_people(look.own, surely="born" not in look.words.split())
            rows, weight = look.filled, ALONE if sure else WITH_PEOPLE
    elif kind == HOSPITAL_NUMBERS:
        rows = look.filled if _are_codes(look) else 0
    elif kind == INSURANCE_NUMBERS:
        rows = look.text_rows(contact.INSURANCE.fullmatch)
    elif kind == NAMES:
        like_names = names.share(look.sample, map(names.is_word, look.sample)) >= MOST
        rows = look.filled if like_names else 0
    elif kind == POSTCODES:
        rows = look.text_rows(contact.holds_postcode)
    elif kind == ADDRESSES:
        rows = look.text_rows(lambda text: len(text) > FEW and any(map(str.isalpha, text)))
    elif kind == PHONES:
        rows = look.text_rows(contact.PHONE.fullmatch) + look.rows(_is_dialled)
    elif kind == EMAILS:
        rows, weight = look.text_rows(contact.EMAIL.search), _mailed(look)
    return Sign(kind, look.column, rows, weight) if rows and kind != NHS_NUMBERS else None


def _are_codes(look: Look) -> bool:
    some = look.own[:: max(1, len(look.own) // SAMPLE)]
    return bool(some) and sum(map(is_code, some)) >= MOST * len(some)


def is_code(value: object) -> bool:
    """Whether a value is a number or a code of four signs and more, and no amount."""
    if isinstance(value, float):
        return value % 1 == 0 and abs(value) >= 1000
    if not isinstance(value, str):
        return False
    signs = value.strip()
    plain = signs.replace("-", "").replace("/", "").replace(" ", "")
    return 4 <= len(plain) <= 64 and plain.isalnum() and any(map(str.isdigit, plain))


def _is_dialled(value: object) -> bool:
    """Whether a figure is a phone number whose first nought was lost."""
    return isinstance(value, float) and 10**8 <= value < 10**13 and value % 1 == 0


def _dialled(look: Look) -> Sign | None:
    """Mobile numbers without their nought under a heading that says nothing of figures."""
    if not any(map(contact.is_bare_mobile, look.values[:FIRST])):
        return None
    mobiles = [value for value in look.own if contact.is_bare_mobile(value)]
    if len(mobiles) <= FEW or len(mobiles) < SHARE_OF_SHAPES * len(look.own):
        return None
    if numbers.share_passing(mobiles) >= MOST:
        return None
    words = look.words
    if headings.of_staff(words) or headings.of_other_numbers(words) or headings.of_figures(words):
        return None
    # Numbers of orders begin alike; those of people's phones do not.
    begin = {str(value)[:4] for value in mobiles[:SAMPLE]}
    if _sorts(look) or len(begin) <= MOST * len(mobiles[:SAMPLE]):
        return None
    weight = UNLESS_PLACES if headings.of_reach(words) else WITH_PEOPLE
    return Sign(PHONES, look.column, look.rows(contact.is_bare_mobile), weight)


def _written(look: Look) -> Sign | None:
    """Postcodes, addresses, email addresses or phone numbers that fill most of a column."""
    if headings.of_places(look.words):
        return None
    for kind, test, weight in (
        (POSTCODES, contact.POSTCODE.fullmatch, UNLESS_PLACES),
        (EMAILS, contact.is_email, UNLESS_PLACES),
        (PHONES, contact.MOBILE.fullmatch, UNLESS_PLACES),
        (PHONES, contact.LANDLINE.fullmatch, UNLESS_PLACES),
        (ADDRESSES, contact.ADDRESS.match, UNLESS_PLACES),
        (ADDRESSES, contact.is_house, WITH_PEOPLE),
        (INSURANCE_NUMBERS, contact.INSURANCE.fullmatch, ALONE),
    ):
        if not any(test(text.strip()) for text in look.first):
            continue
        passed = sum(bool(test(text.strip())) for text in look.sample)
        if passed >= FEW and passed >= MOST * len(look.sample):
            if kind == EMAILS:
                weight = _mailed(look)
            elif test is contact.is_house:
                weight = _housed(look)
            return Sign(kind, look.column, look.text_rows(test), weight)
    return None


def _housed(look: Look) -> Weight:
    """What names of houses and streets prove: a cottage among them is hardly a service's."""
    return UNLESS_PLACES if any(map(contact.is_home, look.sample)) else WITH_PEOPLE


def _mailed(look: Look) -> Weight:
    """What email addresses prove: several that are persons' are no mailboxes of places."""
    persons = sum(map(contact.is_of_person, look.sample))
    if headings.of_staff(look.words) or persons < max(FEW, MOST * len(look.sample)):
        return UNLESS_PLACES
    return ITSELF


def _named(look: Look) -> Sign | None:
    """People's names, where the heading does not say that they are something else."""
    if len(look.texts) < FEW - 1:
        return None
    if headings.of_name_parts(look.words):
        return _parted(look)
    of_staff = headings.of_staff(look.words)
    asked = of_staff or headings.of_people(look.words) or headings.perhaps_names(look.words)
    if not asked and (_sorts(look) or not any(map(names.is_name, look.first))):
        return None
    share = names.share(look.sample, map(names.is_name, look.sample))
    kind, weight = NAMES, None
    if of_staff:
        kind, weight = STAFF, TOLD if share >= MOST else None
    elif headings.of_people(look.words):
        weight = _of_people(look, share)
    elif headings.perhaps_names(look.words):
        shaped = names.share(look.sample, map(names.is_shaped, look.sample))
        if share >= SHARE_OF_NAMES:
            weight = UNLESS_PLACES if headings.of_contacts(look.words) else ALONE
        elif share >= MOST or shaped >= SHARE_OF_SHAPES:
            weight = WITH_PEOPLE
    elif len(look.texts) >= FEW:
        few = share * len(look.texts) < ENOUGH_NAMES
        if share >= (SHARE_OF_FEW if few else SHARE_OF_NAMES):
            weight = ALONE if look.one_each else WITH_PEOPLE
    return Sign(kind, look.column, look.filled, weight) if weight else None


def _parted(look: Look) -> Sign | None:
    """Given names or surnames under half a heading."""
    parts = names.share(look.sample, map(names.is_part, look.sample))
    if parts >= MOST:
        return Sign(NAMES, look.column, look.filled, ALONE)
    # Names that no list holds: one word each, and many of them.
    single = names.share(look.sample, (bool(_SINGLE.fullmatch(t)) for t in look.sample))
    many = len(look.texts) >= max(ENOUGH_NAMES, SHARE_OF_SINGLE * look.filled)
    if single < SHARE_OF_SHAPES or not many:
        return None
    return Sign(NAMES, look.column, look.filled, WITH_RECORDS)


def _of_people(look: Look, share: float) -> Weight | None:
    """What names under "Patient" or "Service user" prove; one word may be a surname there."""
    parts = names.share(look.sample, map(names.is_part, look.sample))
    if share >= SHARE_UNDER_PEOPLE or parts >= MOST:
        return ALONE
    shaped = names.share(look.sample, map(names.is_shaped, look.sample))
    return WITH_PEOPLE if shaped >= SHARE_OF_SHAPES else None


def _sorts(look: Look) -> bool:
    return headings.of_places(look.words) or headings.of_labels(look.words)


def _born(look: Look) -> Sign | None:
    """Full dates spread as birthdays are, where the heading does not speak of other days."""
    if headings.of_periods(look.words) or headings.of_one_person(look.words):
        return None
    days = births.days_of(look.values)
    if len(days) < births.FEWEST or not (look.one_each or len(days) > 1000):
        return None
    if births.are_births(days, births.DECADES):
        weight = ALONE
    elif _DATE_WORDS.isdisjoint(look.words.split()) and births.are_births(days, births.SOME_YEARS):
        weight = WITH_PEOPLE
    else:
        return None
    return Sign(
        BIRTHS, look.column, look.rows(lambda value: births.day_of(value) is not None), weight
    )
