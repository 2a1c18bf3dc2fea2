"""Months that a sheet has room for and that nobody has filled in yet."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.facts import Facts
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.sheets.named_cells import first_cell, named_cells
from mhvalue.periods import period

SERIES: Final = ["item", "level", "unit", "breakdown", "group"]
USUAL: Final = 5
"""The middle of a series' earlier figures from which on 0 is no figure one would expect."""
FEWEST: Final = 3
"""Series and earlier periods of that kind before so many noughts are taken for blanks."""


def without_months_to_come(
    facts: Facts, file: str, counted: Collection[int] = ()
) -> tuple[Facts, list[Problem]]:
    """The facts without what stands after the last period of which the file says anything.

    A year's sheet filled in up to June ends with June, whether formulas answer 0 for the rest,
    which is told, or it is blank. A unit that stops while others go on keeps its blanks, and so
    does everything before the end. Plans, forecasts and actual figures end each for themselves,
    and so do months and quarters. `counted` are tables of which a person said that their noughts
    are figures.
    """
    facts, told = _without_noughts(facts, file, counted)
    frame = facts.frame
    blank = (frame["status"] == "missing").to_numpy()
    if not blank.any() or blank.all():
        return facts, told
    kinds = frame["grain"].cat.codes.to_numpy().astype(np.int64)
    kinds = kinds * len(frame["scenario"].cat.categories) + frame["scenario"].cat.codes.to_numpy()
    when = frame["period"].to_numpy().astype("datetime64[s]").astype(np.int64)
    last = np.full(kinds.max() + 1, np.iinfo(np.int64).min)
    np.maximum.at(last, kinds[~blank], when[~blank])
    return _keeping(facts, ~blank | (when <= last[kinds])), told


def _without_noughts(
    facts: Facts, file: str, counted: Collection[int]
) -> tuple[Facts, list[Problem]]:
    """The facts without last periods in which every figure is 0, where that cannot be so."""
    frame, told = facts.frame, []
    left_out = np.zeros(len(frame), dtype=bool)
    actual = (frame["scenario"] == "actual").to_numpy()
    known = (frame["status"] == "ok").to_numpy()
    nought = known & (frame["amount"] == 0).to_numpy()
    says = (known & ~nought) | (frame["status"] == "suppressed").to_numpy()
    says |= known & frame["table"].isin(counted).to_numpy()
    when = frame["period"].to_numpy()
    for grain in frame["grain"].cat.categories:
        of_grain = actual & (frame["grain"] == grain).to_numpy()
        if not (of_grain & says).any():
            continue
        after = of_grain & (when > when[of_grain & says].max())
        noughts = after & nought
        if noughts.any() and _unlikely(frame[of_grain & known & ~after], frame[noughts]):
            left_out |= after
            told.append(_told(frame[noughts], str(grain), facts, file))
    return (_keeping(facts, ~left_out), told) if told else (facts, [])


def _unlikely(before: pd.DataFrame, noughts: pd.DataFrame) -> bool:
    """Whether too many series fall from figures of some size to 0 for that to have happened."""
    usual = before.groupby(SERIES, observed=True)["amount"].agg(["median", "count"])
    fallen = usual[(usual["median"] >= USUAL) & (usual["count"] >= FEWEST)]
    now = pd.MultiIndex.from_frame(noughts[SERIES].drop_duplicates())
    return int(fallen.index.isin(now).sum()) >= FEWEST


def _told(noughts: pd.DataFrame, grain: str, facts: Facts, file: str) -> Problem:
    first = period(noughts["period"].min().date(), grain).label
    origin = facts.origins[noughts["table"].iloc[0]]
    cells = noughts[(noughts["table"] == noughts["table"].iloc[0]).to_numpy()]
    return Problem(
        f"From {first} on every figure is 0 ({named_cells(cells)}), where they were not before.",
        file,
        origin.sheet,
        first_cell(cells),
        "They were taken for periods that nobody has filled in yet, and left out.",
        "Leave these cells blank until there are figures. Where they are noughts indeed, say so on "
        "Upload, under Correct the rows of this table.",
    )


def _keeping(facts: Facts, kept: NDArray[np.bool_]) -> Facts:
    if kept.all():
        return facts
    return replace(facts, frame=facts.frame[kept].reset_index(drop=True))
