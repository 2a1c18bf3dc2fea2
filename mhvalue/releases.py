"""What a newer release changed: the figures it put in the place of older ones."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import pandas as pd

from mhvalue.facts import CELL_OF, Facts, latest, release_rank, source_text
from mhvalue.ingest.quality.runs import numbered
from mhvalue.periods import Period, period

MOST: Final = 500
"""So many changes are told one by one; all are counted."""


@dataclass(frozen=True)
class Change:
    """One figure that a newer release states differently; `before` and `after` as texts of it.

    A figure that is not known is told by its status. `source` is the cell of the newer figure,
    `replaced` that of the older.
    """

    item: str
    level: str
    unit: str
    period: Period
    before: str
    after: str
    old_release: str
    new_release: str
    source: str
    replaced: str
    breakdown: str = "none"
    group: str = "all"


@dataclass(frozen=True)
class Replaced:
    """How many figures a newer release repeated and how many it changed; the first MOST of these.

    `releases` are the names of the releases, oldest first.
    """

    repeated: int = 0
    changed: int = 0
    changes: tuple[Change, ...] = ()
    releases: tuple[str, ...] = ()


def replaced(facts: Facts, most: int = MOST) -> Replaced:
    """What newer releases changed in all files' facts, before `latest` has been taken of them.

    Of each figure the newest release is held against the one right before it that speaks of the
    same cell; a blank says nothing. Two statements of one release that differ count as a figure in
    error.
    """
    frame = facts.frame[(facts.frame["status"] != "missing").to_numpy()]
    names = [str(name) for name in frame["release"].cat.remove_unused_categories().cat.categories]
    releases = tuple(sorted(names, key=release_rank))
    if len(releases) < 2:
        return Replaced(releases=releases)
    codes = frame["release"].cat.codes.to_numpy()
    cell = numbered(frame, CELL_OF)
    spoken = pd.Series(codes).groupby(cell)
    held = frame[(spoken.transform("min") < spoken.transform("max")).to_numpy()]
    if held.empty:
        return Replaced(releases=releases)
    parts = []
    for rank, name in enumerate(releases):
        part = replace(facts, frame=held[(held["release"] == name).to_numpy()])
        parts.append(latest(part).frame.assign(rank=rank))
    stated = pd.concat(parts, ignore_index=True)
    stated = stated.assign(cell=numbered(stated, CELL_OF))
    stated = stated.sort_values(["cell", "rank"], kind="stable")
    newest = ~stated["cell"].duplicated(keep="last").to_numpy()
    places = np.flatnonzero(newest)
    before, after = stated.iloc[places - 1], stated.iloc[places]
    differs = np.zeros(len(after), dtype=bool)
    for name in ("amount", "low", "high"):
        one, other = before[name].to_numpy(), after[name].to_numpy()
        differs |= (one != other) & ~(np.isnan(one) & np.isnan(other))
    differs |= before["status"].astype(str).to_numpy() != after["status"].astype(str).to_numpy()
    first = np.flatnonzero(differs)[:most]
    changes = _told(facts, before.iloc[first], after.iloc[first])
    return Replaced(len(after), int(np.count_nonzero(differs)), changes, releases)


def _told(facts: Facts, before: pd.DataFrame, after: pd.DataFrame) -> tuple[Change, ...]:
    old, new = replace(facts, frame=before), replace(facts, frame=after)
    pairs = zip(before.to_dict("records"), after.to_dict("records"), strict=True)
    return tuple(_change(was, now, (old, new), place) for place, (was, now) in enumerate(pairs))


def _change(
    was: dict[Hashable, Any], now: dict[Hashable, Any], stated: tuple[Facts, Facts], place: int
) -> Change:
    old, new = stated
    return Change(
        item=now["item"],
        level=now["level"],
        unit=now["unit"],
        period=period(now["period"].date(), now["grain"]),
        before=_figure(was["amount"], was["status"]),
        after=_figure(now["amount"], now["status"]),
        old_release=was["release"],
        new_release=now["release"],
        source=source_text(new, place),
        replaced=source_text(old, place),
        breakdown=now["breakdown"],
        group=now["group"],
    )


def _figure(amount: float, status: str) -> str:
    """The figure as text; where it is not known, why."""
    if status == "ok":
        return f"{amount:,.10g}"
    return {"suppressed": "hidden"}.get(status, status.replace("_", " "))
