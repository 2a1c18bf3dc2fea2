"""Which items have figures for the same unit and period, so that one can be set against another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import Facts
from mhvalue.ingest.quality.runs import numbered

Part = tuple[str, str, str]
"""An item, of which breakdown and which group."""
_KEY: Final = ("item", "breakdown", "group", "level", "grain")


@dataclass(frozen=True, eq=False)
class Meetings:
    """The units and periods, as numbers, of every part that the facts hold at a level and grain.

    `known` are those parts of which not every figure is hidden.
    """

    spoken: Mapping[tuple[str, ...], NDArray[np.int64]]
    known: frozenset[tuple[str, ...]]

    def meet(self, parts: Iterable[Part], level: str, grain: str) -> bool:
        """Whether all parts are stated for one and the same unit and period somewhere.

        What is worked out of other rows (a sum over units, an item made of others) is taken to be.
        """
        held = [self.spoken.get((*part, level, grain)) for part in dict.fromkeys(parts)]
        known = [places for places in held if places is not None]
        if not known:
            return True
        shared = set(known[0].tolist()).intersection(*(places.tolist() for places in known[1:]))
        return bool(shared)


def meetings(facts: Facts, catalogue: Catalogue) -> Meetings:
    """Where the actual figures of each part stand, hidden ones included.

    Groups that add up speak for everybody too.
    """
    frame = facts.frame
    stated = (frame["scenario"] == "actual") & frame["status"].isin(("ok", "suppressed"))
    frame = frame[stated.to_numpy()]
    part, place = numbered(frame, _KEY), numbered(frame, ("unit", "period"))
    pairs = pd.DataFrame({"part": part, "place": place}).drop_duplicates()
    first = ~pd.Series(part).duplicated().to_numpy()
    names = dict(
        zip(part[first], frame.loc[first, list(_KEY)].astype(object).to_numpy(), strict=True)
    )
    ok = np.unique(part[(frame["status"] == "ok").to_numpy()])
    spoken: dict[tuple[str, ...], NDArray[np.int64]] = {}
    for number, met in pairs.groupby("part")["place"]:
        item, breakdown, group, level, grain = names[number]
        spoken[item, breakdown, group, level, grain] = met.to_numpy()
    for (item, breakdown, _, level, grain), places in list(spoken.items()):
        known = catalogue.items.get(item)
        if breakdown != "none" and known is not None and known.over_groups == "sum":
            whole = (item, "none", "all", level, grain)
            spoken[whole] = np.union1d(spoken.get(whole, places), places)
    return Meetings(spoken, frozenset(tuple(names[number]) for number in ok.tolist()))
