"""The 48 months of the demonstration data and their seasons; days are counted from the first."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

SEED = 20260406
FIRST = date(2022, 4, 1)
MONTHS = tuple(date(2022 + (3 + i) // 12, (3 + i) % 12 + 1, 1) for i in range(48))
AFTER = date(2026, 4, 1)


def day(of: date) -> int:
    """Days since the first day of the data."""
    return (of - FIRST).days


STARTS: NDArray[np.int64] = np.array([day(month) for month in MONTHS])
ENDS: NDArray[np.int64] = np.array([*STARTS[1:], day(AFTER)])
DAYS = ENDS - STARTS
NUMBER: NDArray[np.int64] = np.array([month.month for month in MONTHS])
WORKING_DAYS: NDArray[np.int64] = np.busday_count(
    np.array(MONTHS, dtype="datetime64[D]"),
    np.array([*MONTHS[1:], AFTER], dtype="datetime64[D]"),
)
YEARS_SINCE: NDArray[np.float64] = np.arange(48) / 12
PRICES: NDArray[np.float64] = np.repeat([1.0, 1 / 0.943, 1 / 0.907, 1 / 0.882], 12)


def winter(size: float) -> NDArray[np.float64]:
    """A factor for each month: 1 + size in January, 1 - size in July."""
    wave: NDArray[np.float64] = 1 + size * np.cos(2 * np.pi * (NUMBER - 1) / 12)
    return wave


def holidays(august: float, december: float) -> NDArray[np.float64]:
    """A factor for each month: 1, but less in August and in December."""
    return np.where(NUMBER == 8, august, np.where(NUMBER == 12, december, 1.0))
