"""The same thing said twice: in two tables, two files, or two rows."""

import numpy as np
import pandas as pd

from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import CELL_OF, Facts
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.quality.runs import numbered
from mhvalue.ingest.quality.settings import Settings
from mhvalue.ingest.quality.telling import escaped, problem


def said_twice(facts: Facts, catalogue: Catalogue, settings: Settings) -> tuple[Problem, ...]:
    """Figures that two tables or rows of one release both give, alike or not."""
    frame = facts.frame
    cell = numbered(frame, (*CELL_OF, "release"))
    spoken = np.flatnonzero((frame["status"] != "missing").to_numpy())
    again = spoken[pd.Series(cell[spoken]).duplicated(keep=False).to_numpy()]
    if not len(again):
        return ()
    rows = pd.DataFrame(
        {
            "cell": cell[again],
            "place": again,
            "table": frame["table"].to_numpy()[again],
            "amount": frame["amount"].to_numpy()[again],
            "status": frame["status"].cat.codes.to_numpy()[again],
        }
    )
    group = rows.groupby("cell")
    differs = (group["amount"].transform("nunique") > 1) | (
        group["status"].transform("nunique") > 1
    )
    first = group["table"].transform("first")
    rows = rows.assign(differs=differs, first=first)[group.cumcount() > 0]
    kinds = rows[["differs", "first", "table"]].drop_duplicates()
    found = []
    for differ, one, other in kinds.itertuples(index=False):
        part = rows[(rows["differs"] == differ) & (rows["first"] == one) & (rows["table"] == other)]
        elsewhere = escaped(_elsewhere(facts, one, other))
        what = (
            f"Not what {elsewhere} says of the same unit, period and item: {{figures}}."
            if differ
            else f"Said in {elsewhere} as well: {{figures}}."
        )
        found.append(
            problem(
                facts,
                part["place"].to_numpy(),
                what,
                done="Neither is believed." if differ else "Each was counted once.",
                do=_remedy(facts, one, other) if differ else "",
            )
        )
    return tuple(found)


def _remedy(facts: Facts, one: int, other: int) -> str:
    if facts.origins[one].file == facts.origins[other].file:
        return "Keep the right one in the file."
    return "Say on Upload which file is newer, or leave one of them out."


def _elsewhere(facts: Facts, one: int, other: int) -> str:
    if one == other:
        return "another row"
    origin, here = facts.origins[one], facts.origins[other]
    if origin.file != here.file:
        return f"the file {origin.file}"
    return f"{origin.sheet} {origin.cells}".strip()
