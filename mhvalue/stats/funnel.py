"""Funnels: which units truly differ, judged by exact tail probabilities.

Formulas, sources and the choices made where sources differ are in docs/methods.md.
"""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mhvalue.errors import StatisticsProblem
from mhvalue.stats.codes import (
    ALERT_HIGH_95,
    ALERT_LOW_95,
    BETTER,
    CHANGED,
    IN_LINE,
    JUDGED,
    NEGATIVE,
    NO_DENOMINATOR,
    NO_FIGURE,
    NOT_JUDGED,
    NUMERATOR_TOO_LARGE,
    OUT_HIGH_998,
    OUT_LOW_998,
    TOO_FEW_UNITS,
    WORSE,
)
from mhvalue.stats.funnel_exact import P_95, P_998, Spread, tails
from mhvalue.stats.funnel_lines import Limits, grid, limits_at, scattered
from mhvalue.stats.overdispersion import additive_tails, overdispersion

__all__ = [
    "ALERT_HIGH_95",
    "ALERT_LOW_95",
    "BETTER",
    "CHANGED",
    "IN_LINE",
    "JUDGED",
    "NEGATIVE",
    "NOT_JUDGED",
    "NO_DENOMINATOR",
    "NO_FIGURE",
    "NUMERATOR_TOO_LARGE",
    "OUT_HIGH_998",
    "OUT_LOW_998",
    "TOO_FEW_UNITS",
    "WORSE",
    "Funnel",
    "FunnelSettings",
    "Limits",
    "funnel",
]

Better = Literal["higher", "lower", "neutral"]

FEWEST_UNITS: Final = 3


@dataclass(frozen=True)
class FunnelSettings:
    """How a funnel is worked out.

    `spread`: "people" are counted once each (binomial), "events" may repeat (Poisson).
    `overdispersion`: widen the limits when units differ by more than chance; None means on for
    events and off for people. `winsorise`: share of z-scores pulled in at each end before the
    spread between units is measured.
    """

    spread: Spread
    better: Better = "neutral"
    overdispersion: bool | None = None
    winsorise: float = 0.1


@dataclass(frozen=True, eq=False)
class Funnel:
    """A funnel. Arrays are (units,) in the order given; rates are numerator over denominator.

    `flag`: IN_LINE, ALERT_LOW_95, ALERT_HIGH_95, OUT_LOW_998, OUT_HIGH_998 or NOT_JUDGED.
    `meaning`: IN_LINE, BETTER, WORSE, CHANGED or NOT_JUDGED; it covers alerts too, `flag` says
    how far out. `p_low`, `p_high`: probability of a figure this low, this high, by chance.
    `judged`, `reason`: which units were judged and why the others were not. `limits`: at each
    unit's own denominator (NaN where not judged); `line`: along a grid of denominators, to draw.
    `phi`, `tau2`: spread between units beyond chance; `adjusted`: whether limits were widened.
    `chance_alert`, `chance_out`: units expected beyond the 95% and 99.8% limits by chance alone.
    `enough`: False with fewer than three units to judge; then there are no limits.
    """

    rate: NDArray[np.float64]
    p_low: NDArray[np.float64]
    p_high: NDArray[np.float64]
    flag: NDArray[np.int8]
    meaning: NDArray[np.int8]
    judged: NDArray[np.bool_]
    reason: NDArray[np.int8]
    limits: Limits
    line: Limits
    target: float
    phi: float
    tau2: float
    adjusted: bool
    chance_alert: float
    chance_out: float
    enough: bool
    settings: FunnelSettings


def funnel(
    numerator: ArrayLike,
    denominator: ArrayLike,
    settings: FunnelSettings,
    target: float | None = None,
) -> Funnel:
    """The funnel of units with these numerators and denominators, both (units,).

    `target` is the rate units are held against; None takes that of all judged units together. A
    unit with a figure missing, negative or impossible is not judged. Raises StatisticsProblem for
    a target or settings that no method allows.
    """
    x, n = _pair(numerator, denominator)
    _check(settings, target)
    reason = _reasons(x, n, settings.spread)
    rate = np.divide(x, n, out=np.full(len(x), np.nan), where=reason == JUDGED)
    if np.sum(reason == JUDGED) < FEWEST_UNITS:
        reason[reason == JUDGED] = TOO_FEW_UNITS
        return _unjudged(rate, n, reason, settings, target)
    judged = reason == JUDGED
    centre = float(x[judged].sum() / n[judged].sum()) if target is None else float(target)
    found = overdispersion(rate[judged], n[judged], centre, settings.spread, settings.winsorise)
    wanted = settings.overdispersion
    if wanted is None:
        wanted = settings.spread == "events"
    adjusted = wanted and found.present
    tau2 = found.tau2 if adjusted else None
    p_low, p_high = (np.full(len(x), np.nan) for _ in range(2))
    p_low[judged], p_high[judged] = _tails(x[judged], n[judged], centre, tau2, settings.spread)
    own, chance = limits_at(n[judged], centre, tau2, settings.spread)
    flag = _flags(p_low, p_high, judged)
    return Funnel(
        rate=rate,
        p_low=p_low,
        p_high=p_high,
        flag=flag,
        meaning=_meaning(flag, settings.better),
        judged=judged,
        reason=reason,
        limits=scattered(own, judged, n),
        line=limits_at(grid(n[judged], settings.spread), centre, tau2, settings.spread)[0],
        target=centre,
        phi=found.phi,
        tau2=found.tau2,
        adjusted=adjusted,
        chance_alert=chance[0],
        chance_out=chance[1],
        enough=True,
        settings=settings,
    )


def _pair(
    numerator: ArrayLike, denominator: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    x, n = (np.asarray(part, dtype=np.float64) for part in (numerator, denominator))
    if x.ndim != 1 or x.shape != n.shape:
        raise StatisticsProblem(
            "The numerators and denominators do not belong to the same units.",
            do="Give one numerator and one denominator for each unit.",
        )
    return x, n


def _check(settings: FunnelSettings, target: float | None) -> None:
    if not 0 <= settings.winsorise < 0.5:
        raise StatisticsProblem(
            "The share of units pulled in at each end must be at least 0 and below a half.",
            do="Use 0.1, the usual choice.",
        )
    highest = 1.0 if settings.spread == "people" else np.inf
    if target is not None and not (np.isfinite(target) and 0 <= target <= highest):
        raise StatisticsProblem(
            "The target of a funnel is not a possible rate.",
            do="Give it as a share between 0% and 100%, or as a rate that is not negative.",
        )


def _reasons(x: NDArray[np.float64], n: NDArray[np.float64], spread: Spread) -> NDArray[np.int8]:
    """JUDGED, or why a unit cannot be judged."""
    known = np.isfinite(x) & np.isfinite(n)
    with np.errstate(invalid="ignore"):
        conditions = [~known, (x < 0) | (n < 0), n == 0, (x > n) & (spread == "people")]
    codes = [NO_FIGURE, NEGATIVE, NO_DENOMINATOR, NUMERATOR_TOO_LARGE]
    return np.select(conditions, codes, JUDGED).astype(np.int8)


def _tails(
    x: NDArray[np.float64],
    n: NDArray[np.float64],
    target: float,
    tau2: float | None,
    spread: Spread,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Exact tails; with overdispersion the larger of the exact and the widened ones."""
    low, high = tails(x, n, target, spread)
    if tau2 is None:
        return low, high
    wide_low, wide_high = additive_tails(x / n, n, target, tau2, spread)
    return np.maximum(low, wide_low), np.maximum(high, wide_high)


def _flags(
    p_low: NDArray[np.float64], p_high: NDArray[np.float64], judged: NDArray[np.bool_]
) -> NDArray[np.int8]:
    with np.errstate(invalid="ignore"):
        conditions = [~judged, p_low < P_998, p_high < P_998, p_low < P_95, p_high < P_95]
    codes = [NOT_JUDGED, OUT_LOW_998, OUT_HIGH_998, ALERT_LOW_95, ALERT_HIGH_95]
    return np.select(conditions, codes, IN_LINE).astype(np.int8)


def _meaning(flag: NDArray[np.int8], better: Better) -> NDArray[np.int8]:
    high, low = {
        "higher": (BETTER, WORSE),
        "lower": (WORSE, BETTER),
        "neutral": (CHANGED, CHANGED),
    }[better]
    conditions = [flag == NOT_JUDGED, flag > 0, flag < 0]
    return np.select(conditions, [NOT_JUDGED, high, low], IN_LINE).astype(np.int8)


def _unjudged(
    rate: NDArray[np.float64],
    n: NDArray[np.float64],
    reason: NDArray[np.int8],
    settings: FunnelSettings,
    target: float | None,
) -> Funnel:
    """The result when there are too few units for a funnel: rates and nothing else."""
    nothing = np.full(len(rate), np.nan)
    empty = np.empty(0)
    codes = np.full(len(rate), NOT_JUDGED, dtype=np.int8)
    return Funnel(
        rate=rate,
        p_low=nothing,
        p_high=nothing,
        flag=codes,
        meaning=codes,
        judged=np.zeros(len(rate), dtype=np.bool_),
        reason=reason,
        limits=Limits(n, nothing, nothing, nothing, nothing),
        line=Limits(empty, empty, empty, empty, empty),
        target=np.nan if target is None else float(target),
        phi=np.nan,
        tau2=np.nan,
        adjusted=False,
        chance_alert=0.0,
        chance_out=0.0,
        enough=False,
        settings=settings,
    )
