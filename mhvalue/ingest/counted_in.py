"""Figures with a unit behind them, believed only where that is what their measure is counted in."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import STATUSES
from mhvalue.ingest.places import Codes
from mhvalue.ingest.subjects import Subject
from mhvalue.ingest.values import MEASURED, Figures

ERROR: Final = STATUSES.index("error")
NONE: Final = 0
UNITS: Final = ("", "days", "WTE")
_SAID: Final = (
    re.compile(""),
    re.compile(r"\bdays?\b", re.I),
    re.compile(r"\b[wf]te\b|\bvacanc", re.I),
)


def units_of(codes: NDArray[np.int32], values: Sequence[object]) -> NDArray[np.int8]:
    """The unit that each cell names, as a position in UNITS; `codes` point to the values."""
    named = np.array([_unit(value) for value in values], dtype=np.int8)
    return named[codes] if named.any() else np.zeros(codes.shape, dtype=np.int8)


def in_their_unit(
    figures: Figures,
    named: NDArray[np.int8],
    of: Codes,
    subjects: Sequence[Subject],
    catalogue: Catalogue,
) -> Figures:
    """The figures without those whose cells name another unit than their measure has.

    `of` is the position of the subject of each. "32 days" is a length of stay and no number of
    admissions.
    """
    if not named.any():
        return figures
    wrong = named != NONE
    for place in np.flatnonzero(wrong).tolist():
        wrong[place] = not _is_in(subjects[of[place]], int(named[place]), catalogue)
    amount, low, high = (
        np.where(wrong, np.nan, part) for part in (figures.amount, figures.low, figures.high)
    )
    status = np.where(wrong, ERROR, figures.status).astype(np.int8)
    return replace(figures, amount=amount, low=low, high=high, status=status)


def _unit(value: object) -> int:
    found = MEASURED.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return NONE
    return UNITS.index("days" if found["unit"].casefold().startswith("day") else "WTE")


def _is_in(subject: Subject, unit: int, catalogue: Catalogue) -> bool:
    known = catalogue.items.get(subject.item) or catalogue.metrics.get(subject.item)
    own = known.unit if known is not None else ""
    return own == UNITS[unit] or bool(_SAID[unit].search(subject.heading))
