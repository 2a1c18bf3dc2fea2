"""Exact limits and tail probabilities of funnels, and limits widened for overdispersion.

"people" are binomial, "events" Poisson. Everything takes arrays and keeps to numbers per unit of
denominator (a share, a rate), never percentages.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

Spread = Literal["people", "events"]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

P_95: Final = 0.025
P_998: Final = 0.001
_WHOLE: Final = 1e-9


def cumulative(count: Floats, denominator: Floats, target: float, spread: Spread) -> Floats:
    """P(X <= count) for whole counts: binomial of size `denominator`, or Poisson.

    Uses the incomplete beta and gamma functions, so a denominator need not be a whole number.
    """
    from scipy import special

    asked = np.maximum(count, 0.0)
    if spread == "people":
        room = np.maximum(denominator - asked, 1e-300)
        inside = special.betainc(room, asked + 1, 1 - target)
        inside = np.where(asked >= denominator, 1.0, inside)
    else:
        inside = special.gammaincc(asked + 1, target * denominator)
    return np.asarray(np.where(count < 0, 0.0, inside))


def survival(count: Floats, denominator: Floats, target: float, spread: Spread) -> Floats:
    """P(X >= count) for whole counts, without the rounding of 1 - P(X <= count - 1)."""
    from scipy import special

    asked = np.maximum(count, 1.0)
    if spread == "people":
        room = np.maximum(denominator - asked + 1, 1e-300)
        inside = special.betainc(asked, room, target)
        inside = np.where(asked >= denominator + 1, 0.0, inside)
    else:
        inside = special.gammainc(asked, target * denominator)
    return np.asarray(np.where(count <= 0, 1.0, inside))


def tails(
    numerator: Floats, denominator: Floats, target: float, spread: Spread
) -> tuple[Floats, Floats]:
    """P(X <= x) and P(X >= x) of each unit when the target is true of it.

    Exact for whole x. Between two whole numbers (an average count) they are joined by a straight
    line, as the limits are, so that flag and line always agree.
    """
    nearest = np.round(numerator)
    x = np.where(np.abs(numerator - nearest) < _WHOLE, nearest, numerator)
    below, above = np.floor(x), np.ceil(x)
    share = x - below
    low = (1 - share) * cumulative(below, denominator, target, spread)
    low += share * cumulative(above, denominator, target, spread)
    high = (1 - share) * survival(below, denominator, target, spread)
    high += share * survival(above, denominator, target, spread)
    return low, high


@dataclass(frozen=True, eq=False)
class ExactLimit:
    """A pair of exact limits at given denominators, and the chance of lying beyond each."""

    lower: Floats
    upper: Floats
    below: Floats
    above: Floats


def exact_limits(denominator: Floats, target: float, p: float, spread: Spread) -> ExactLimit:
    """The smooth lines beyond which a whole count has a tail probability of less than `p`.

    Lower: (r - a) / n with r the smallest count whose P(X <= r) >= p and
    a = (P(X <= r) - p) / P(X = r). Upper: its mirror, with r the largest count whose
    P(X >= r) >= p. The form is Spiegelhalter's (Statistics in Medicine 2005; 24: 1185-1202), with
    the upper line taken from the upper tail so that it agrees with the flag.
    """
    r = _smallest(
        lambda count: cumulative(count, denominator, target, spread) >= p,
        denominator,
        spread,
        target,
    )
    at, under = (cumulative(count, denominator, target, spread) for count in (r, r - 1))
    lower = (r - (at - p) / (at - under)) / denominator
    s = _smallest(
        lambda count: survival(count + 1, denominator, target, spread) < p,
        denominator,
        spread,
        target,
    )
    reached, over = (survival(count, denominator, target, spread) for count in (s, s + 1))
    upper = (s + (reached - p) / (reached - over)) / denominator
    if spread == "people":
        upper = np.minimum(upper, 1.0)
    return ExactLimit(np.maximum(lower, 0.0), upper, under, over)


def _smallest(
    reached: Callable[[Floats], Bools], denominator: Floats, spread: Spread, target: float
) -> Floats:
    """The smallest whole count of each unit from which a condition holds, by halving.

    The search starts six standard deviations and 20 counts to either side of the mean, where
    tails of 0.1% have long been passed.
    """
    mean = target * denominator
    reach = 6 * np.sqrt(mean * (1 - target) if spread == "people" else mean) + 20
    fails = np.maximum(np.floor(mean - reach), 0.0) - 1
    holds = np.ceil(mean + reach)
    if spread == "people":
        holds = np.minimum(holds, np.ceil(denominator))
    while np.any(holds - fails > 1):
        middle = np.floor((fails + holds) / 2)
        found = reached(middle)
        holds, fails = np.where(found, middle, holds), np.where(found, fails, middle)
    return np.asarray(holds)
