"""Confidence intervals of proportions, counts and rates, for many units at once."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mhvalue.errors import StatisticsProblem

Floats = NDArray[np.float64]

# Byar's formula is near enough to the exact one from this count on.
BYAR_FROM: Final = 10


@dataclass(frozen=True, eq=False)
class Interval:
    """Lower and upper ends, NaN where there is no interval."""

    low: Floats
    high: Floats


def wilson(numerator: ArrayLike, denominator: ArrayLike, level: float = 0.95) -> Interval:
    """Wilson's score interval of proportions (Wilson 1927, Journal of the ASA 22: 209-12).

    Proportions of 1, not percentages. NaN where the denominator is not positive or the numerator
    is not between 0 and the denominator.
    """
    z = _z(level)
    x, n = _floats(numerator), _floats(denominator)
    with np.errstate(invalid="ignore"):
        possible = (n > 0) & (x >= 0) & (x <= n)
    x, n = np.where(possible, x, np.nan), np.where(possible, n, np.nan)
    middle = 2 * x + z**2
    reach = z * np.sqrt(z**2 + 4 * x * (1 - x / n))
    below = 2 * (n + z**2)
    return Interval((middle - reach) / below, (middle + reach) / below)


def count(events: ArrayLike, level: float = 0.95) -> Interval:
    """Interval of Poisson counts: exact below 10 events, Byar's from 10 on.

    Exact: half the chi-squared quantiles with 2x and 2x + 2 degrees of freedom. Byar's: Breslow
    and Day, Statistical Methods in Cancer Research 2 (1987), page 69. NaN for a negative count.
    """
    from scipy import special

    z = _z(level)
    tail = (1 - level) / 2
    given = _floats(events)
    with np.errstate(invalid="ignore"):
        x = np.where(given >= 0, given, np.nan)
        few = x < BYAR_FROM
    # A chi-squared quantile with 2x degrees of freedom is twice a gamma quantile with shape x.
    exact_low = np.where(x > 0, special.gammaincinv(np.maximum(x, 1e-300), tail), 0.0)
    exact_high = special.gammainccinv(x + 1, tail)
    many = np.where(few, BYAR_FROM, x)
    byar_low = many * (1 - 1 / (9 * many) - z / (3 * np.sqrt(many))) ** 3
    more = many + 1
    byar_high = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    low, high = np.where(few, exact_low, byar_low), np.where(few, exact_high, byar_high)
    return Interval(low, np.where(np.isnan(x), np.nan, high))


def rate(events: ArrayLike, denominator: ArrayLike, level: float = 0.95) -> Interval:
    """Interval of rates: that of the count over the denominator, taken as known exactly.

    Rates per one of the denominator. NaN where the denominator is not positive.
    """
    n = _floats(denominator)
    with np.errstate(invalid="ignore"):
        n = np.where(n > 0, n, np.nan)
    of_count = count(events, level)
    return Interval(of_count.low / n, of_count.high / n)


def _floats(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)


def _z(level: float) -> float:
    from scipy import special

    if not 0 < level < 1:
        raise StatisticsProblem("A confidence level lies between 0 and 1.", do="Use 0.95 or 0.998.")
    return float(special.ndtri(1 - (1 - level) / 2))
