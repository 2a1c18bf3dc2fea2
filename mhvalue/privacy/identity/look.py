"""One column as it is looked at, and what a sign in it proves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from mhvalue.privacy.identity import claims

Weight = Literal["alone", "itself", "unless places", "with people", "with records", "told"]
ALONE: Final[Weight] = "alone"
ITSELF: Final[Weight] = "itself"
"""Somebody's, whatever stands beside it; it says nothing of the other columns."""

UNLESS_PLACES: Final[Weight] = "unless places"
"""Sites and practices have postcodes, addresses, telephones and mailboxes too."""

WITH_PEOPLE: Final[Weight] = "with people"
"""Too little by itself; enough where other columns show that rows are people."""

WITH_RECORDS: Final[Weight] = "with records"
"""The same, but ages and diagnoses are not enough, by which counts are parted too."""

TOLD: Final[Weight] = "told"

SAMPLE: Final = 500
FEW: Final = 3
FIRST: Final = 20
"""So many of the values tell at once that most of a column are something else."""

MOST: Final = 0.5


@dataclass(frozen=True)
class Sign:
    """One kind of thing in one column, in how many rows, and what it proves."""

    kind: str
    column: int
    rows: int
    weight: Weight


@dataclass(frozen=True, eq=False)
class Look:
    """One column as it is looked at: its place, its heading, its distinct values.

    `codes` point from rows to values, where the rows are known.
    """

    column: int
    heading: str
    values: Sequence[object]
    counts: NDArray[np.int64]
    codes: NDArray[np.int32] | None = None

    @cached_property
    def words(self) -> str:
        """The heading in small letters."""
        return claims.folded(self.heading)

    @cached_property
    def claim(self) -> tuple[str, bool] | None:
        """The kind the heading claims, and whether it speaks of people without doubt."""
        return claims.claim(self.words)

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
    def first(self) -> list[str]:
        """A few of these, among which one stands of whatever most of them are."""
        return self.sample[:: max(1, len(self.sample) // FIRST)]

    @cached_property
    def own(self) -> list[object]:
        """The distinct values but for blanks and the heading."""
        return [value for value in self.values if value is not None and value != self.heading]

    @cached_property
    def filled(self) -> int:
        """Rows that hold anything but the heading."""
        blank = [v is None or v == self.heading for v in self.values]
        return int(self.counts.sum() - self.counts[np.array(blank, dtype=bool)].sum())

    @property
    def one_each(self) -> bool:
        """Whether values seldom repeat, as people do not and wards do."""
        return len(self.values) >= MOST * self.filled

    def rows(self, test: Callable[[object], object]) -> int:
        """Rows whose value, not the heading, passes a test."""
        own = self.heading
        passed = [bool(value != own and test(value)) for value in self.values]
        return int(self.counts[np.array(passed, dtype=bool)].sum()) if passed else 0

    def text_rows(self, test: Callable[[str], object]) -> int:
        """Rows whose text passes a test."""
        return self.rows(lambda value: isinstance(value, str) and test(value))

    def follows(self, place: "Look") -> bool:
        """Whether the values go with a column of places: one value a place, or hardly more.

        True where the rows are not known.
        """
        if self.codes is None or place.codes is None:
            return True
        known = np.array([v is not None for v in self.values])[self.codes]
        known &= np.array([v is not None for v in place.values])[place.codes]
        if not known.any():
            return False
        pairs = place.codes[known].astype(np.int64) * len(self.values) + self.codes[known]
        places = len(np.unique(place.codes[known]))
        return len(np.unique(pairs)) <= places + max(1, places // 10)
