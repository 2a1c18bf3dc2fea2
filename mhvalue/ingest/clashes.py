"""Two tables of one file that state the same figure differently."""

from typing import Final

import numpy as np

from mhvalue.facts import CELL_OF, Facts, cell_numbers
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.sheets.cells import cell_name

SHOWN: Final = 3


def clashes(facts: Facts, file: str) -> list[Problem]:
    """What to say where tables disagree; the facts keep both, and neither is shown as right."""
    if len(facts.origins) < 2:
        return []
    key = [*CELL_OF, "release"]
    said = (facts.frame["status"] != "missing").to_numpy()
    numbers = cell_numbers(facts.frame, key)
    times = np.bincount(numbers[said], minlength=len(numbers))
    again = facts.frame[said & (times[numbers] > 1)]
    if not len(again):
        return []
    told = again.groupby(key, sort=False, observed=True)[["amount", "status"]]
    differs = (told.transform("nunique", dropna=False) > 1).any(axis=1)
    clash = again[differs.to_numpy()]
    if not len(clash):
        return []
    pairs = [
        " and ".join(
            f"{facts.origins[int(t)].sheet} {cell_name(int(r), int(c))}".strip()
            for t, r, c in zip(same["table"], same["row"], same["column"], strict=True)
        )
        for _, same in list(clash.groupby(key, sort=False, observed=True))[:SHOWN]
    ]
    kinds = clash.groupby(key, sort=False, observed=True).ngroups
    more = f"; and {kinds - SHOWN} more" if kinds > SHOWN else ""
    return [
        Problem(
            f"{len(clash)} cells of different tables give different figures for the same unit, "
            f"period and item ({'; '.join(pairs)}{more}).",
            file, "", "", "None of them is shown as right.",
            "Leave one of the tables out, or give its figures another name.",
        )
    ]  # fmt: skip
