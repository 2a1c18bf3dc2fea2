"""How often a chart of nothing but noise shows a signal."""

from collections.abc import Mapping
from typing import Final

import numpy as np

# Simulated: 20,000 series of independent normal noise for each length, an XmR chart with the four
# rules in mode "mdc", limits from the same points. See docs/methods.md.
_ANYWHERE: Final = {
    12: 0.05, 18: 0.10, 24: 0.16, 30: 0.21, 36: 0.26, 48: 0.35, 60: 0.43, 84: 0.57, 120: 0.72,
}  # fmt: skip
_AT_END: Final = {12: 0.010, 18: 0.013, 24: 0.015, 36: 0.016, 60: 0.016, 120: 0.019}


def chance_of_signal(points: int) -> float:
    """Share of charts of so many points with a signal somewhere though nothing happened.

    0 below 12 points, where there are no limits; 0.72, a share it then exceeds, from 120 on.
    Values that follow one another closely in time make it more.
    """
    return _read(_ANYWHERE, points)


def chance_of_signal_at_end(points: int) -> float:
    """Share of charts of so many points whose last point is a signal though nothing happened."""
    return _read(_AT_END, points)


def _read(table: Mapping[int, float], points: int) -> float:
    if points < min(table):
        return 0.0
    return float(np.interp(points, list(table), list(table.values())))
