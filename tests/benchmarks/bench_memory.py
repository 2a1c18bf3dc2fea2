"""A million facts in memory, against the 80 MB they may take."""

import numpy as np
import pandas as pd
from ratio import Ratio

from mhvalue.facts import Origin, make
from mhvalue.units import UnitRegister

ROWS = 1_000_000
MOST_BYTES = 80e6


def run() -> list[Ratio]:
    """One ratio: a million facts of 100 items and 500 units over 48 months, with all text."""
    place = np.arange(ROWS)
    months = np.arange("2022-04", "2026-04", dtype="datetime64[M]")[place % 48]
    items = [f"item_number_{number}" for number in range(100)]
    units = [f"Community team {number} of a long name" for number in range(500)]
    facts = make(
        {
            "item": pd.Categorical.from_codes(place % 100, items),
            "heading": pd.Categorical.from_codes(place % 100, [name.title() for name in items]),
            "level": "Team",
            "unit": pd.Categorical.from_codes(place // 100 % 500, units),
            "grain": "month",
            "period": months.astype("datetime64[s]"),
            "start": months.astype("datetime64[s]"),
            "end": (months + 1).astype("datetime64[D]") - 1,
            "amount": place.astype(float),
            "row": place % 1_000_000,
            "column": place % 100,
        },
        units=UnitRegister(),
        origins=(Origin("file.xlsx", "Sheet", "A1:Z9"),),
        key="bench",
    )
    used = float(facts.frame.memory_usage(deep=True).sum())
    return [Ratio("a million facts / 80 MB", used, MOST_BYTES, 1.0)]
