"""When a figure is worth a remark: every threshold of the quality checks in one place."""

from dataclasses import dataclass, field
from datetime import date


def _months_late() -> dict[str, int]:
    return {
        "day": 2,
        "week": 2,
        "month": 3,
        "quarter": 6,
        "calendar year": 18,
        "financial year": 18,
    }


@dataclass(frozen=True)
class Settings:
    """The day it is, and how unusual a figure must be before it is mentioned.

    `months_late` is, by grain, how many months may go by after the last period before the data
    count as old. The shares and ratios are explained where they are used.
    """

    today: date
    months_late: dict[str, int] = field(default_factory=_months_late)
    least_points: int = 6
    scale_size: float = 20.0
    scale_calm: float = 6.0
    step_units: int = 5
    step_share: float = 0.9
    step_change: float = 0.3
    step_sudden: float = 0.75
    low_ratio: float = 0.6
    low_share: float = 0.7
    low_series: int = 5
    odd_share: float = 0.05
