"""What one column shows about people, and how much that proves by itself."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from mhvalue.privacy.identity import births, contact, headings, names
from mhvalue.privacy.identity.kinds import (
    ADDRESSES,
    BIRTHS,
    EMAILS,
    HOSPITAL_NUMBERS,
    NAMES,
    NHS_NUMBERS,
    PHONES,
    POSTCODES,
    STAFF,
)

Weight = Literal["alone", "unless places", "with people", "told"]
ALONE: Final[Weight] = "alone"
UNLESS_PLACES: Final[Weight] = "unless places"
"""Sites and practices have postcodes, addresses, telephones and mailboxes too."""

WITH_PEOPLE: Final[Weight] = "with people"
"""Too little by itself; enough where other columns show that rows are people."""

TOLD: Final[Weight] = "told"

SAMPLE: Final = 500
FEW: Final = 3
ENOUGH_NAMES: Final = 5
MOST: Final = 0.5
_KEY: Final = re.compile(r"\s*[A-Z]{0,3}[-/ ]?[0-9]{5,9}[A-Z]?\s*", re.IGNORECASE)
_DATE_WORDS: Final = frozenset({"date", "dt", "time", "datetime", "when", "timestamp"})
_BIRTH_WORDS: Final = ("dob", "DOB", "Dob", "d.o.b", "D.O.B", "D O B", "of birth", "OF BIRTH")


@dataclass(frozen=True)
class Sign:
    """One kind of thing in one column, in how many rows, and what it proves."""

    kind: str
    column: int
    rows: int
    weight: Weight


@dataclass(frozen=True, eq=False)
class Look:
    """One column as it is looked at: its place, its folded heading, its distinct values."""

    column: int
    heading: str
    values: Sequence[object]
    counts: NDArray[np.int64]

    @cached_property
    def words(self) -> str:
        """The heading in small letters."""
        return headings.folded(self.heading)

    @cached_property
    def texts(self) -> list[str]:
        """The distinct texts, the heading left out."""
        texts = [value for value in self.values if type(value) is str]
        if self.heading in texts:
            texts.remove(self.heading)
        return texts

    @cached_property
    def sample(self) -> list[str]:
        """An even choice of the texts where there are very many."""
        return self.texts[:: max(1, len(self.texts) // SAMPLE)]

    @cached_property
    def filled(self) -> int:
        """Rows that hold anything but the heading."""
        blank = [v is None or v == self.heading for v in self.values]
        return int(self.counts.sum() - self.counts[np.array(blank, dtype=bool)].sum())

    def rows(self, test: Callable[[object], object]) -> int:
        """Rows whose value, not the heading, passes a test."""
        own = self.heading
        passed = [bool(value != own and test(value)) for value in self.values]
        return int(self.counts[np.array(passed, dtype=bool)].sum()) if passed else 0

    def text_rows(self, test: Callable[[str], object]) -> int:
        """Rows whose text passes a test."""
        return self.rows(lambda value: isinstance(value, str) and test(value))


def signs_of(look: Look) -> list[Sign]:
    """Everything a column shows but NHS numbers, which are looked for in all columns at once."""
    if not look.values:
        return []
    claimed = _claimed(look)
    if claimed is not None:
        return [claimed]
    found = [_born(look), *_spoken_of(look)]
    if look.texts:
        found += [_written(look), _named(look), _keyed(look)]
    return [sign for sign in found if sign is not None]


def _claimed(look: Look) -> Sign | None:
    """What the heading claims, if the cells bear it out."""
    claim = headings.claim(look.words)
    if claim is None:
        return None
    kind, sure = claim
    weight = ALONE if sure else UNLESS_PLACES
    rows = 0
    if kind == BIRTHS:
        rows = look.rows(lambda value: births.day_of(value) is not None)
    elif kind == HOSPITAL_NUMBERS:
        rows = look.filled if _are_codes(look) else 0
    elif kind == NAMES:
        like_names = names.share(look.sample, map(names.is_word, look.sample)) >= MOST
        rows = look.filled if like_names else 0
    elif kind == POSTCODES:
        rows = look.text_rows(contact.POSTCODE.fullmatch)
    elif kind == ADDRESSES:
        rows = look.text_rows(lambda text: len(text) > FEW and any(map(str.isalpha, text)))
    elif kind == PHONES:
        rows = look.text_rows(contact.PHONE.fullmatch) + look.rows(_is_dialled)
    elif kind == EMAILS:
        rows = look.text_rows(contact.EMAIL.search)
    return Sign(kind, look.column, rows, weight) if rows and kind != NHS_NUMBERS else None


def _are_codes(look: Look) -> bool:
    """Whether most values are numbers or codes of four signs and more, and no amounts."""
    own = [value for value in look.values if value is not None and value != look.heading]
    some = own[:: max(1, len(own) // SAMPLE)]
    return bool(some) and sum(map(_is_code, some)) >= MOST * len(some)


def _is_code(value: object) -> bool:
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


def _written(look: Look) -> Sign | None:
    """Postcodes, addresses, email addresses or mobile numbers that fill most of a column."""
    if headings.of_places(look.words):
        return None
    for kind, test in (
        (POSTCODES, contact.POSTCODE.fullmatch),
        (EMAILS, contact.EMAIL.fullmatch),
        (PHONES, contact.MOBILE.fullmatch),
        (ADDRESSES, contact.ADDRESS.match),
    ):
        passed = sum(test(text.strip()) is not None for text in look.sample)
        if passed >= FEW and passed >= MOST * len(look.sample):
            return Sign(kind, look.column, look.text_rows(test), UNLESS_PLACES)
    return None


def _spoken_of(look: Look) -> list[Sign]:
    """What longer texts say about somebody: a private address, a mobile, a title, a birthday."""
    joined = "\x1f".join(look.texts)
    found = []
    if any(word in joined for word in _BIRTH_WORDS):
        rows = look.text_rows(births.is_told)
        found += [Sign(BIRTHS, look.column, rows, ALONE)] if rows else []
    for kind, mark, test in (
        (EMAILS, "@", contact.private_emails),
        (PHONES, "7", contact.MOBILE.search),
        (NAMES, "M", names.are_told),
    ):
        marked = [text for text in look.texts if mark in text] if mark in joined else []
        some = marked[:: max(1, len(marked) // SAMPLE)]
        if sum(map(bool, map(test, some))) >= FEW - 1:
            found.append(Sign(kind, look.column, look.text_rows(test), WITH_PEOPLE))
    return found


def _named(look: Look) -> Sign | None:
    """People's names, where the heading does not say that they are something else."""
    staff = headings.of_staff(look.words)
    perhaps = headings.perhaps_names(look.words)
    if not staff and not perhaps and (_sorts(look) or not _one_each(look)):
        return None
    share = names.share(look.sample, map(names.is_name, look.sample))
    many = len(look.texts) >= ENOUGH_NAMES
    weight: Weight | None = None
    if staff:
        weight = TOLD if share >= MOST and len(look.texts) > 1 else None
    elif many and share >= 0.6:
        weight = ALONE
    elif perhaps and len(look.texts) > 1:
        shaped = names.share(look.sample, map(names.is_shaped, look.sample))
        weight = WITH_PEOPLE if share >= MOST or shaped >= 0.8 else None
    if weight is None:
        return None
    kind = STAFF if weight == TOLD else NAMES
    return Sign(kind, look.column, look.filled, weight)


def _keyed(look: Look) -> Sign | None:
    """Codes that seldom repeat, as numbers of people do."""
    codes = [text for text in look.sample if _KEY.fullmatch(text)]
    if _sorts(look) or headings.of_staff(look.words) or headings.of_one_person(look.words):
        return None
    if len(codes) < ENOUGH_NAMES or len(codes) < 0.9 * len(look.sample) or not _one_each(look):
        return None
    return Sign(HOSPITAL_NUMBERS, look.column, look.filled, WITH_PEOPLE)


def _sorts(look: Look) -> bool:
    return headings.of_places(look.words) or headings.of_labels(look.words)


def _one_each(look: Look) -> bool:
    """Whether values seldom repeat, as people do not and wards do."""
    return len(look.values) >= MOST * look.filled


def _born(look: Look) -> Sign | None:
    """Full dates spread as birthdays are, where the heading does not speak of other days."""
    if headings.of_periods(look.words) or headings.of_one_person(look.words):
        return None
    days = births.days_of(look.values)
    if len(days) < births.FEWEST or not (_one_each(look) or len(days) > 1000):
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
