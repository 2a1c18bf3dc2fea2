"""Overdispersion in funnels: units that differ by more than chance, all of them.

The additive random-effects adjustment of Spiegelhalter (BMJ Quality and Safety 2005; 14: 347-51)
on a scale where chance alone gives every unit the same kind of spread: arcsine square root for
shares of people, square root for rates of events.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mhvalue.stats.funnel_exact import Spread

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Overdispersion:
    """`phi`: variance of the z-scores (1 by chance); `tau2`: variance between units."""

    phi: float
    tau2: float

    @property
    def present(self) -> bool:
        """Whether units differ by more than chance."""
        return self.phi > 1 and self.tau2 > 0


def overdispersion(
    rate: Floats, denominator: Floats, target: float, spread: Spread, winsorise: float
) -> Overdispersion:
    """How much units differ beyond chance.

    z-scores are winsorised at the `winsorise` and 1 - `winsorise` quantiles, phi is their mean
    square, tau2 the method-of-moments estimate (DerSimonian and Laird 1986), never below 0.
    """
    z = _z(rate, denominator, target, spread, 0.0)
    low, high = np.quantile(z, [winsorise, 1 - winsorise])
    units = len(z)
    phi = float(np.mean(np.clip(z, low, high) ** 2))
    weight = 4 * denominator
    room = float(weight.sum() - (weight**2).sum() / weight.sum())
    excess = units * phi - (units - 1)
    return Overdispersion(phi, max(0.0, excess / room) if room > 0 else 0.0)


def additive_limits(
    denominator: Floats, target: float, tau2: float, p: float, spread: Spread
) -> tuple[Floats, Floats]:
    """Lower and upper limits with variance 1/(4n) + tau2 on the transformed scale."""
    from scipy import special

    distance = -special.ndtri(p) * np.sqrt(1 / (4 * denominator) + tau2)
    centre = _scaled(np.asarray(target), spread)
    return _unscaled(centre - distance, spread), _unscaled(centre + distance, spread)


def additive_tails(
    rate: Floats, denominator: Floats, target: float, tau2: float, spread: Spread
) -> tuple[Floats, Floats]:
    """Probability of a rate this low and this high, given the spread between units."""
    from scipy import special

    z = _z(rate, denominator, target, spread, tau2)
    return np.asarray(special.ndtr(z)), np.asarray(special.ndtr(-z))


def _z(rate: Floats, denominator: Floats, target: float, spread: Spread, tau2: float) -> Floats:
    deviation = _scaled(rate, spread) - _scaled(np.asarray(target), spread)
    return np.asarray(deviation / np.sqrt(1 / (4 * denominator) + tau2))


def _scaled(rate: Floats, spread: Spread) -> Floats:
    root = np.sqrt(rate)
    return np.asarray(np.arcsin(np.minimum(root, 1.0)) if spread == "people" else root)


def _unscaled(scaled: Floats, spread: Spread) -> Floats:
    # Beyond the ends of the scale the transformation would fold back into it.
    if spread == "people":
        return np.asarray(np.sin(np.clip(scaled, 0.0, np.pi / 2)) ** 2)
    return np.asarray(np.maximum(scaled, 0.0) ** 2)
