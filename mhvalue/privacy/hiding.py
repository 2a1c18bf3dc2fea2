"""Which counts are small, what must be hidden beside them, and what a rounded count stands for."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.parts import Part
from mhvalue.series import SeriesSet
from mhvalue.units import UnitRegister

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

SMALL: Final = 4
"""Counts of 0 to this many are hidden."""
STEP: Final = 5
"""Other counts are rounded to the nearest multiple of this."""


def small(amount: Floats) -> Mask:
    """Counts of 0 to 4; an average of counts belongs to the count it is nearest to."""
    with np.errstate(invalid="ignore"):
        few: Mask = amount < SMALL + 0.5
    return few


def rounded(amount: Floats) -> Floats:
    """To the nearest multiple of 5, halves up."""
    return np.floor(amount / STEP + 0.5) * STEP


def stands_for(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """The range that counts between low and high are said to lie in once they are shared.

    5 stands for 5 to 7, 70 for 68 to 72, a hidden one for 0 to 4. An average of counts, which
    need not be whole, stands for half a step to each side.
    """
    whole = (low == np.round(low)) & (high == np.round(high))
    slack = np.where(whole, STEP // 2, STEP / 2)
    least = np.where(whole, SMALL + 1, SMALL + 0.5)
    bottom = np.where(small(low), 0.0, np.maximum(rounded(low) - slack, least))
    top = np.where(small(high), np.where(whole, SMALL, SMALL + 0.5), rounded(high) + slack)
    return np.where(np.isnan(low), np.nan, bottom), np.where(np.isnan(high), np.nan, top)


def families(series: SeriesSet, register: UnitRegister) -> list[Mask]:
    """The sets of units whose total may be shown, or found by taking totals away.

    Each kind of service, the units of each parent and those not of it, and all units.
    """
    kinds = np.asarray(series.kinds, dtype=object)
    made = [np.asarray(kinds == kind) for kind in dict.fromkeys(series.kinds)]
    parents = [register.get(series.question.level, name).parents for name in series.units]
    for parent in dict.fromkeys(parent for own in parents for parent in own):
        members = np.asarray([parent in own for own in parents], dtype=bool)
        made += [members, ~members]
    return [*made, np.ones(len(series.units), dtype=bool)]


def with_company(hidden: Mask, part: Part, sets: Sequence[Mask]) -> Mask:
    """The hidden cells and, where a set's total would give one away, the smallest other too.

    One hidden cell is found by taking the others from the total. Two are safe unless one of
    them is a zero that people know of, such as a closed ward: then the other is found as well.
    """
    hidden = hidden.copy()
    while True:
        before = hidden.sum()
        for members in sets:
            for row, column in _company(hidden & members[:, None], part, members):
                hidden[row, column] = True
        if hidden.sum() == before:
            return hidden


def _company(hidden: Mask, part: Part, members: Mask) -> Iterable[tuple[int, int]]:
    """The cells to hide as well: one for each period in which the hidden ones stand alone."""
    obscure = hidden & (part.hidden | ~small(part.amount))
    told = hidden & ~obscure & (part.amount > 0)
    alone = (hidden.sum(axis=0) == 1) | (~obscure.any(axis=0) & (told.sum(axis=0) < 2))
    alone &= hidden.any(axis=0)
    spare = members[:, None] & ~hidden & part.known & (part.amount > 0)
    others = np.where(spare, part.amount, np.inf)
    for column in np.flatnonzero(alone & spare.any(axis=0)):
        yield int(others[:, column].argmin()), int(column)
