"""Figures stated more than once for the same unit, period and item."""

import re
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.ingest.cast import Cast
from mhvalue.ingest.cells import cell_name
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import TableReading
from mhvalue.ingest.scales import ERROR

KEY: Final = ["item", "unit", "period", "group", "scenario"]
SHOWN: Final = 3
EACH: Final = 0.9
_PAYMENT: Final = re.compile(r"\b(?:transaction|invoice|voucher|payment|order|document)\b")


def repeats_of(cast: Cast) -> str:
    """What becomes of repeated figures: the payments of a list are added up, others asked about."""
    numbered = [p for p in cast.columns if _PAYMENT.search(p.words) and p.is_reference]
    each = any(len(np.unique(p.codes)) >= EACH * len(p.codes) > 0 for p in numbered)
    return "sum" if each else ""


def without_repeats(
    frame: pd.DataFrame, table: TableReading, file: str
) -> tuple[pd.DataFrame, list[Problem]]:
    """Figures stated twice alike are kept once; where they differ neither is believed.

    Unless the table's reading says which to take: the first, the last or the sum of them, alike or
    not.
    """
    again = frame.duplicated(KEY, keep=False).to_numpy()
    if not again.any():
        return frame, []
    repeated = frame[again]
    alike = repeated.groupby(KEY, sort=False)[["amount", "status", "low", "high"]].transform(
        "nunique", dropna=False
    )
    differs: NDArray[np.bool_] = (alike > 1).any(axis=1).to_numpy()
    clash = repeated[differs]
    result = frame.copy()
    if table.repeats == "sum":
        summed = repeated.groupby(KEY, sort=False)[["amount", "low", "high"]].transform(
            "sum", min_count=1
        )
        worst = repeated.groupby(KEY, sort=False)["status"].transform("max")
        result.loc[repeated.index, ["amount", "low", "high"]] = summed.where(worst == 0)
        result.loc[repeated.index, "status"] = worst
        result.loc[repeated.index, "column"] = -1
    elif len(clash) and not table.repeats:
        result.loc[clash.index, ["amount", "low", "high"]] = np.nan
        result.loc[clash.index, "status"] = ERROR
    again = result.duplicated(KEY, keep="last" if table.repeats == "last" else "first").to_numpy()
    result = result[~again]
    return result, [_told(clash, table, file)] if len(clash) else []


def _told(clash: pd.DataFrame, table: TableReading, file: str) -> Problem:
    pairs = [
        " and ".join(
            cell_name(int(r), int(c)) for r, c in zip(same["row"], same["column"], strict=True)
        )
        for _, same in list(clash.groupby(KEY, sort=False))[:SHOWN]
    ]
    cells = "; ".join(pairs)
    kinds = clash.groupby(KEY, sort=False).ngroups
    more = f"; and {kinds - SHOWN} more" if kinds > SHOWN else ""
    done = {
        "first": "The first of each was taken, as the set-up says.",
        "last": "The last of each was taken, as the set-up says.",
        "sum": "They were added up, as the set-up says.",
    }.get(table.repeats, "None of them was believed.")
    do = (
        ""
        if table.repeats
        else (
            "Keep one row for each, say whether the first, the last or the sum of them counts, or "
            "give the column that tells them apart a role."
        )
    )
    return Problem(
        f"{len(clash)} cells give different figures for the same unit, period and item ({cells}"
        f"{more}).",
        file, table.sheet,
        cell_name(int(clash["row"].iloc[0]), int(clash["column"].iloc[0])), done, do,
    )  # fmt: skip
