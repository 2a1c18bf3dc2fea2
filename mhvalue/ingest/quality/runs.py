"""Facts laid out as runs: the figures of one thing in the order of their periods."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.facts import Facts

SERIES = ("item", "heading", "level", "unit", "grain", "breakdown", "group", "scenario", "table")
"""What figures of one run have in common, besides how long a time each covers."""
_MONTHS = {"month": 1, "quarter": 3, "calendar year": 12, "financial year": 12}
_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, eq=False)
class Runs:
    """Arrays of equal length, ordered by run and time.

    `run` numbers the runs from 0, `time` counts periods of the run's grain (consecutive periods
    differ by 1), `row` is the position in the frame, `amount` is NaN where the status is not ok.
    """

    run: NDArray[np.int64]
    time: NDArray[np.int64]
    row: NDArray[np.intp]
    amount: NDArray[np.float64]

    @property
    def follows(self) -> NDArray[np.bool_]:
        """Where a figure comes in its run one period after the one before it in the arrays."""
        same = np.zeros(len(self.run), dtype=bool)
        same[1:] = (self.run[1:] == self.run[:-1]) & (self.time[1:] == self.time[:-1] + 1)
        return same

    def of(self, chosen: NDArray[np.bool_]) -> "Runs":
        """Only the chosen figures."""
        return Runs(self.run[chosen], self.time[chosen], self.row[chosen], self.amount[chosen])


def runs(facts: Facts) -> Runs:
    """All figures of the facts as runs; of one cell's releases the last in the file counts."""
    frame = facts.frame
    length = (frame["end"] - frame["start"]).dt.days.to_numpy() // 25
    number = _paired(numbered(frame, SERIES), length)
    time = times(frame)
    order = np.lexsort((time, number)).astype(np.intp)
    run, time = number[order], time[order]
    last = np.ones(len(run), dtype=bool)
    last[:-1] = (run[:-1] != run[1:]) | (time[:-1] != time[1:])
    amount = frame["amount"].where(frame["status"] == "ok").to_numpy(dtype=np.float64)[order]
    return Runs(run[last], time[last], order[last], amount[last])


def numbered(frame: pd.DataFrame, names: Sequence[str]) -> NDArray[np.int64]:
    """One number per row from 0 up, equal for rows that are alike in the named columns."""
    number = np.zeros(len(frame), dtype=np.int64)
    for name in names:
        column = frame[name]
        if isinstance(column.dtype, pd.CategoricalDtype):
            codes = column.cat.codes.to_numpy()
        else:
            codes = pd.factorize(column)[0]
        number = _paired(number, codes)
    return number


def times(frame: pd.DataFrame) -> NDArray[np.int64]:
    """The period of every row counted in periods of its own grain."""
    grains = frame["grain"].astype(object).to_numpy()
    starts = frame["period"].to_numpy().astype("datetime64[D]")
    months = starts.astype("datetime64[M]").astype(np.int64)
    days = starts.astype(np.int64)
    counted = np.zeros(len(frame), dtype=np.int64)
    for grain, size in _MONTHS.items():
        counted = np.where(grains == grain, months // size, counted)
    for grain, size in _DAYS.items():
        counted = np.where(grains == grain, days // size, counted)
    return counted


def _paired(numbers: NDArray[np.int64], codes: NDArray[np.integer]) -> NDArray[np.int64]:
    paired = numbers * (int(codes.max(initial=0)) + 1) + codes
    return pd.factorize(paired)[0].astype(np.int64)
