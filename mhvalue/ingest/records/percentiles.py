"""Medians and 90th percentiles by month, exactly, from how many records had each length."""

from collections.abc import Iterator
from typing import Final

import narwhals as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.ingest.records.days import Rows, with_month
from mhvalue.ingest.records.monthly import EVERYBODY, WHOLE_FILE, Monthly, Slice, slices
from mhvalue.ingest.records.records import Records, collected

_PLACES: Final = {"median": (1, 2), "p90": (9, 10)}
"""Each percentile as a fraction, so that positions are worked out in whole numbers."""


def percentiles(
    records: Records, frame: Rows, *, day: str, length: str, item: str
) -> Iterator[Monthly]:
    """The items `{item}_median` and `{item}_p90` of a column of lengths, by the month of a day.

    Between two lengths the value is interpolated: position (n - 1) q from 0 (Hyndman and Fan
    1996, definition 7). The engine sorts and counts; only the answers leave it.
    """
    dated = with_month(frame, day, "month", "since_first").with_columns(n=nw.lit(1))
    for where in slices(records):
        small = collected(_located(dated, _keys(records, where), length))
        laid = pd.DataFrame(
            {
                "unit": _code(small, records.unit_columns, where.level, WHOLE_FILE),
                "group": _code(small, records.group_columns, where.breakdown, EVERYBODY),
                "month": small["month"].to_numpy(),
                **{f"{item}_{name}": _between(small, name) for name in _PLACES},
            }
        )
        yield Monthly(where, laid)


def _keys(records: Records, where: Slice) -> list[str]:
    unit = [] if where.level == WHOLE_FILE else [records.unit_columns[where.level]]
    group = [] if where.breakdown == EVERYBODY else [records.group_columns[where.breakdown]]
    return [*unit, *group, "month"]


def _located(dated: Rows, keys: list[str], length: str) -> Rows:
    """For each key the number of records and the lengths on both sides of each percentile."""
    tally = dated.group_by(*keys, length).agg(nw.col("n").sum())
    tally = tally.with_columns(nw.col("n").cast(nw.Int64))
    tally = tally.with_columns(
        up_to=nw.col("n").cum_sum().over(*keys, order_by=length),
        size=nw.col("n").sum().over(*keys),
    ).with_columns(nw.col("up_to", "size").cast(nw.Int64))
    sides = {}
    for name, (part, whole) in _PLACES.items():
        position = (nw.col("size") - 1) * part
        for side, place in (("low", position // whole), ("high", (position + whole - 1) // whole)):
            sides[f"{name}_{side}"] = nw.when(nw.col("up_to") > place).then(nw.col(length))
    return tally.with_columns(**sides).group_by(*keys).agg(nw.col("size", *sides).min())


def _between(small: pd.DataFrame, name: str) -> NDArray[np.float64]:
    part, whole = _PLACES[name]
    low, high = small[f"{name}_low"].to_numpy(), small[f"{name}_high"].to_numpy()
    rest = (small["size"].to_numpy() - 1) * part % whole
    value: NDArray[np.float64] = low + (high - low) * rest / whole
    return value


def _code(
    small: pd.DataFrame, columns: list[str], place: int, everything: int
) -> NDArray[np.int64]:
    if place == everything:
        return np.zeros(len(small), dtype=np.int64)
    codes: NDArray[np.int64] = small[columns[place]].to_numpy()
    return codes
