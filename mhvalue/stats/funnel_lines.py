"""The lines of a funnel: limits at given denominators, exact or widened for overdispersion."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.stats.funnel_exact import P_95, P_998, Spread, exact_limits
from mhvalue.stats.overdispersion import additive_limits

Floats = NDArray[np.float64]

GRID_POINTS: Final = 100


@dataclass(frozen=True, eq=False)
class Limits:
    """Lower and upper limits at given denominators, as rates (numerator over denominator)."""

    denominator: Floats
    lower_998: Floats
    lower_95: Floats
    upper_95: Floats
    upper_998: Floats


def limits_at(
    n: Floats, target: float, tau2: float | None, spread: Spread
) -> tuple[Limits, tuple[float, float]]:
    """Limits at these denominators, and how many units of them chance puts beyond 95 and 99.8%.

    With overdispersion the wider of the exact and the widened limits: the widened ones are
    normal approximations, which for small units can lie inside the exact ones.
    """
    pairs, chance = [], []
    for p in (P_95, P_998):
        exact = exact_limits(n, target, p, spread)
        lower, upper = exact.lower, exact.upper
        expected = float(np.sum(exact.below + exact.above))
        if tau2 is not None:
            wide_lower, wide_upper = additive_limits(n, target, tau2, p, spread)
            lower, upper = np.minimum(lower, wide_lower), np.maximum(upper, wide_upper)
            expected = 2 * p * len(n)
        pairs.append((lower, upper))
        chance.append(expected)
    (lower_95, upper_95), (lower_998, upper_998) = pairs
    return Limits(n, lower_998, lower_95, upper_95, upper_998), (chance[0], chance[1])


def grid(n: Floats, spread: Spread) -> Floats:
    """Denominators to draw the lines at: the units' own, if not too many, and steps between."""
    start, end = 0.9 * n.min(), 1.05 * n.max()
    steps = np.geomspace(start, end, GRID_POINTS)
    if spread == "people":
        steps = np.maximum(np.round(steps), 1.0)
    own = np.unique(n)
    return np.unique(np.concatenate([steps, own]) if len(own) <= GRID_POINTS else steps)


def scattered(own: Limits, judged: NDArray[np.bool_], n: Floats) -> Limits:
    """Limits of the judged units, put back among all units."""

    def spread_out(line: Floats) -> Floats:
        full = np.full(len(judged), np.nan)
        full[judged] = line
        return full

    lines = (own.lower_998, own.lower_95, own.upper_95, own.upper_998)
    return Limits(n, *(spread_out(line) for line in lines))
