"""Figures stated more than once for the same unit, period and item."""

import re
from itertools import islice
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.facts import STATUSES
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.proposing.cast import Cast
from mhvalue.ingest.reading import TableReading
from mhvalue.ingest.scales import ERROR
from mhvalue.ingest.sheets.cells import cell_name

KEY: Final = ["item", "unit", "period", "group", "scenario"]
MOST_CELLS: Final = 4
SHOWN: Final = 3
APART: Final = 0.6
"""The share of repeated figures that differ, from which on all of them are asked about."""
MISSING: Final = STATUSES.index("missing")
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
    not. Where most differ the rows are parts of something, and two that are alike are so by chance.
    """
    if not _any_again(frame):
        return frame, []
    again = frame.duplicated(KEY, keep=False).to_numpy()
    repeated = frame[again]
    alike = repeated.groupby(KEY, sort=False)[["amount", "status", "low", "high"]].transform(
        "nunique", dropna=False
    )
    differs: NDArray[np.bool_] = (alike > 1).any(axis=1).to_numpy()
    if table.repeats == "sum" or differs.mean() >= APART:
        differs = np.ones(len(repeated), dtype=np.bool_)
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
    alike_too = repeated[~differs & (repeated["status"] != MISSING).to_numpy()]
    told = [_told(clash, table, file)] if len(clash) else []
    told += [_said_again(alike_too, table, file)] if len(alike_too) else []
    return result, told


def _any_again(frame: pd.DataFrame) -> bool:
    """Whether two rows have the same key; the columns of the key hold positions, from 0 up."""
    numbers = np.zeros(len(frame), dtype=np.int64)
    for name in KEY:
        column = frame[name].to_numpy()
        numbers = numbers * (int(column.max(initial=0)) + 1) + column
    return len(pd.unique(numbers)) < len(numbers)


def _said_again(alike: pd.DataFrame, table: TableReading, file: str) -> Problem:
    kinds = alike.groupby(KEY, sort=False).ngroups
    more = len(alike) - kinds
    cells = "1 cell says" if more == 1 else f"{more:,} cells say"
    first = alike[alike.duplicated(KEY)].iloc[0]
    return Problem(
        f"{cells} again what others say of the same unit, period and item ({_pairs(alike)}).",
        file, table.sheet, cell_name(int(first["row"]), int(first["column"])),
        "Each was counted once.",
        "Take the repeated rows out, or give the column that tells them apart a role.",
    )  # fmt: skip


def _pairs(same_again: pd.DataFrame) -> str:
    """The cells that say the same thing, a few of them: "C6 and C154; C7 and C155"."""
    groups = same_again.groupby(KEY, sort=False)
    pairs = [_together(same) for _, same in islice(groups, SHOWN)]
    more = f"; and {groups.ngroups - SHOWN} more" if groups.ngroups > SHOWN else ""
    return "; ".join(pairs) + more


def _together(same: pd.DataFrame) -> str:
    places = zip(same["row"][:MOST_CELLS], same["column"][:MOST_CELLS], strict=True)
    cells = [cell_name(int(row), int(column)) for row, column in places]
    rest = len(same) - len(cells)
    return " and ".join([*cells, f"{rest} more"] if rest else cells)


def _told(clash: pd.DataFrame, table: TableReading, file: str) -> Problem:
    done = {
        "first": "The first of each was taken, as was chosen.",
        "last": "The last of each was taken, as was chosen.",
        "sum": "They were added up, as was chosen.",
    }.get(table.repeats, "None of them was believed.")
    do = (
        ""
        if table.repeats
        else (
            "Keep one row for each, say whether the first, the last or the sum of them counts "
            "(on Upload, under Correct the rows of this table), or give the column that tells them "
            "apart a role."
        )
    )
    return Problem(
        f"{len(clash)} cells give different figures for the same unit, period and item "
        f"({_pairs(clash)}).",
        file, table.sheet,
        cell_name(int(clash["row"].iloc[0]), int(clash["column"].iloc[0])), done, do,
    )  # fmt: skip
