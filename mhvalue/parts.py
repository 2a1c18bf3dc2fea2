"""Amounts with the range they must lie in, and how such amounts add, multiply and divide.

Every array is units by periods. A hidden amount is a range, never a zero and never a hole; the
range of a result encloses the truth whatever the hidden amounts are (interval arithmetic,
Moore, Kearfott and Cloud 2009, chapter 2).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mhvalue.facts import STATUSES

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]

OK = np.int8(STATUSES.index("ok"))
NOT_APPLICABLE = np.int8(STATUSES.index("not_applicable"))
MISSING = np.int8(STATUSES.index("missing"))
ERROR = np.int8(STATUSES.index("error"))
SUPPRESSED = np.int8(STATUSES.index("suppressed"))


@dataclass(frozen=True, eq=False)
class Part:
    """Amounts, units by periods: `amount` is NaN where it is not known, `status` says why.

    `low` and `high` are the range; equal to the amount where it is exact, NaN where open.
    """

    amount: Floats
    low: Floats
    high: Floats
    status: Codes

    @property
    def shape(self) -> tuple[int, int]:
        """Number of units and number of periods."""
        rows, columns = self.amount.shape
        return rows, columns

    @property
    def known(self) -> NDArray[np.bool_]:
        """Where there is an amount."""
        return np.isfinite(self.amount)

    @property
    def hidden(self) -> NDArray[np.bool_]:
        """Where a part of the amount is hidden."""
        hidden: NDArray[np.bool_] = self.status == SUPPRESSED
        return hidden

    def at(self, rows: Sequence[int], columns: Sequence[int]) -> "Part":
        """Some units and some periods, by their place."""
        places = np.ix_(rows, columns)
        return Part(self.amount[places], self.low[places], self.high[places], self.status[places])

    def arrays(self) -> tuple[Floats, Floats, Floats, Codes]:
        """The four arrays in order: amount, low, high, status."""
        return self.amount, self.low, self.high, self.status


def exact(amount: Floats) -> Part:
    """Amounts that are known exactly; NaN is missing."""
    status = np.where(np.isfinite(amount), OK, MISSING).astype(np.int8)
    return Part(amount, amount, amount, status)


def total(parts: Sequence[Part], weights: Sequence[float]) -> Part:
    """The weighted sum of parts; unknown wherever one of them is."""
    amount = sum(w * p.amount for p, w in zip(parts, weights, strict=True))
    low = sum(w * (p.low if w >= 0 else p.high) for p, w in zip(parts, weights, strict=True))
    high = sum(w * (p.high if w >= 0 else p.low) for p, w in zip(parts, weights, strict=True))
    return Part(np.asarray(amount), np.asarray(low), np.asarray(high), _worst(parts))


def product(parts: Sequence[Part]) -> Part:
    """The product of parts; unknown wherever one of them is."""
    result = parts[0]
    for part in parts[1:]:
        corners = np.stack(
            [a * b for a in (result.low, result.high) for b in (part.low, part.high)]
        )
        result = Part(
            result.amount * part.amount,
            corners.min(axis=0),
            corners.max(axis=0),
            _worst([result, part]),
        )
    return result


def quotient(over: Part, under: Part, *, multiplier: float, at_most: float = np.inf) -> Part:
    """`over` divided by `under`, times the multiplier.

    Nothing to divide by (a denominator of zero) is not applicable, never infinite. `at_most` is
    the greatest value that can be true, such as 100 for a share of people: a share above it or
    below 0 is an error, as one of its parts must be.
    """
    positive = under.amount > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        amount = np.where(positive, over.amount / under.amount, np.nan) * multiplier
        # A deficit is further from nothing the smaller the denominator.
        least = np.where(over.low < 0, under.low, under.high)
        low = np.where(least > 0, over.low / least, np.where(over.low < 0, -np.inf, np.nan))
        most = np.where(over.high < 0, under.high, under.low)
        high = np.where(most > 0, over.high / most, np.inf)
        low, high = low * multiplier, high * multiplier
    high = np.where(np.isnan(over.high) | np.isnan(under.low), np.nan, np.minimum(high, at_most))
    low = np.where(np.isfinite(low), low, np.nan)
    high = np.where(np.isfinite(high), high, np.nan)
    status = _worst([over, under])
    nothing = (status == OK) & ~positive
    wrong = (status == OK) & np.isfinite(at_most) & ((amount < 0) | (amount > at_most + 1e-9))
    none = nothing | wrong
    why = np.where(nothing, NOT_APPLICABLE, np.where(wrong, ERROR, status))
    return Part(
        np.where(wrong, np.nan, amount),
        np.where(none, np.nan, low),
        np.where(none, np.nan, high),
        why.astype(np.int8),
    )


def scaled(part: Part, factor: float | Floats) -> Part:
    """Every amount and range times a positive factor."""
    return Part(part.amount * factor, part.low * factor, part.high * factor, part.status)


def stacked(parts: Sequence[Part]) -> Part:
    """Parts laid one below the other."""
    return Part(
        np.concatenate([part.amount for part in parts]),
        np.concatenate([part.low for part in parts]),
        np.concatenate([part.high for part in parts]),
        np.concatenate([part.status for part in parts]),
    )


def over_time(part: Part, rule: str, included: NDArray[np.bool_]) -> Part:
    """One column from many: periods added, averaged or closed with the last.

    Only the included unit-periods count. A unit with none included is missing; a closing value
    whose last period is not included is missing too, never an older one.
    """
    amount, low, high, status = part.arrays()
    none = np.asarray(~included.any(axis=1, keepdims=True))
    if rule == "closing":
        last = Part(amount[:, -1:], low[:, -1:], high[:, -1:], status[:, -1:])
        return _blanked(last, ~included[:, -1:])
    sums = [np.where(included, a, 0.0).sum(axis=1, keepdims=True) for a in (amount, low, high)]
    if rule == "average":
        count = np.maximum(included.sum(axis=1, keepdims=True), 1)
        sums = [s / count for s in sums]
    result_status = np.where(included, status, OK).max(axis=1, keepdims=True).astype(np.int8)
    return _blanked(Part(sums[0], sums[1], sums[2], result_status), none)


def _blanked(part: Part, where: NDArray[np.bool_]) -> Part:
    amount, low, high = (np.where(where, np.nan, a) for a in part.arrays()[:3])
    status = np.where(where, np.maximum(part.status, MISSING), part.status).astype(np.int8)
    return Part(amount, low, high, status)


def _worst(parts: Sequence[Part]) -> Codes:
    return np.asarray(np.maximum.reduce([part.status for part in parts]), dtype=np.int8)
