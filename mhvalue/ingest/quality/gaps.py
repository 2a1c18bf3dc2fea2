"""Periods and cells without a figure, between others that have one."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import Facts
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.quality.chosen import of_items, said
from mhvalue.ingest.quality.runs import Runs, runs, times
from mhvalue.ingest.quality.settings import Settings
from mhvalue.ingest.quality.telling import problem
from mhvalue.periods import period, step

MOST_ABSENT = 0.4
"""Above this share figures simply come now and then."""
RARELY = 0.1
NAMED = 6


def absent_periods(facts: Facts, catalogue: Catalogue, settings: Settings) -> tuple[Problem, ...]:
    """Periods between the first and the last for which an item has no row of any unit."""
    frame = facts.frame
    kept = said(facts, "scenario", "actual") & ~said(facts, "grain", "day")
    laid = frame.loc[kept, ["item", "level", "grain", "breakdown", "table", "period"]].assign(
        time=times(frame)[kept], place=np.flatnonzero(kept)
    )
    keys = ["item", "level", "grain", "breakdown", "time"]
    first = laid.sort_values("place").drop_duplicates(keys).sort_values(keys)
    same = (first[keys[:4]].shift() == first[keys[:4]]).all(axis=1).to_numpy()
    jump = np.where(same, first["time"].diff().to_numpy(), 1)
    group = first.groupby(keys[:4], observed=True)["time"]
    width = (group.transform("max") - group.transform("min") + 1).to_numpy()
    rare = 1 - group.transform("size").to_numpy() / width <= MOST_ABSENT
    gaps = first[(jump > 1) & rare].assign(missing=jump[(jump > 1) & rare] - 1)
    found = []
    for (_, grain, when, missing), rows in gaps.groupby(
        ["table", "grain", "period", "missing"], observed=True
    ):
        after = period(pd.Timestamp(when).date(), str(grain))
        absent = [step(after, -count).label for count in range(int(missing), 0, -1)]
        more = f" and {len(absent) - NAMED} more" if len(absent) > NAMED else ""
        items = len(set(rows["item"]))
        what = f"There are no rows for {', '.join(absent[:NAMED])}{more}"
        what += f" ({items} columns or measures)." if items > 1 else " of {headings}."
        found.append(
            problem(
                facts,
                rows["place"].to_numpy()[:1],
                what,
                done="The gap is drawn as a gap; nothing runs across it.",
                do="Add the rows if they exist.",
            )
        )
    return tuple(found)


def blank_cells(facts: Facts, catalogue: Catalogue, settings: Settings) -> tuple[Problem, ...]:
    """Blank cells with figures of the same thing before and after them."""
    laid = runs(facts)
    blank = said(facts, "status", "missing")[laid.row]
    between = _between(laid, ~blank)
    rows = np.sort(laid.row[blank & between])
    found = []
    for part in _blank_together(facts, rows):
        found.append(
            problem(
                facts,
                part,
                "Blank, with figures before and after: {figures} in {headings}.",
                done="They count as unknown, never as 0.",
                do="Fill them in, with 0 where it was none.",
            )
        )
    return tuple(found)


def absent_rows(facts: Facts, catalogue: Catalogue, settings: Settings) -> tuple[Problem, ...]:
    """Units that have no row for a period although others have, with rows before and after.

    A group of which nobody was there has no average: that is no gap.
    """
    laid = runs(facts)
    averages = of_items(facts, catalogue, lambda item: item.over_units == "never")
    laid = laid.of(~(averages & ~said(facts, "breakdown", "none"))[laid.row])
    if not len(laid.run):
        return ()
    same = np.zeros(len(laid.run), dtype=bool)
    same[1:] = laid.run[1:] == laid.run[:-1]
    size = np.where(same, np.diff(laid.time, prepend=laid.time[:1]), 1) - 1
    found: list[Problem] = []
    for table in np.unique(facts.frame["table"]):
        here = facts.frame["table"].to_numpy()[laid.row] == table
        places = np.flatnonzero(here & (size > 0))
        if not len(places) or size[places].sum() > RARELY * here.sum():
            continue
        known = np.unique(laid.time[here])
        missed = [p for p in places if _others_have(laid.time, known, int(p))]
        before = np.unique(laid.row[np.asarray(missed, dtype=np.intp) - 1])
        rows = _one_a_row(facts, before)
        if len(rows):
            found.append(
                problem(
                    facts,
                    rows,
                    "No row for the next period of the same unit, though others have it.",
                    done="The gap is drawn as a gap.",
                    do="Add the rows, or say when the unit was closed.",
                )
            )
    return tuple(found)


def _blank_together(facts: Facts, rows: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    """The rows by table and column, columns that are blank in the same places put together."""
    frame = facts.frame.iloc[rows]
    lines = frame["row"].to_numpy()
    parts: dict[tuple[int, tuple[int, ...]], list[NDArray[np.intp]]] = {}
    for at in frame.groupby(["table", "heading"], observed=True, sort=False).indices.values():
        key = int(frame["table"].iloc[at[0]]), tuple(lines[at].tolist())
        parts.setdefault(key, []).append(rows[at])
    return [np.sort(np.concatenate(part)) for part in parts.values()]


def _others_have(time: NDArray[np.int64], known: NDArray[np.int64], place: int) -> bool:
    """Whether any period skipped before a place is one that other rows of the table have."""
    first, last = time[place - 1] + 1, time[place]
    return bool(np.searchsorted(known, last) > np.searchsorted(known, first))


def _one_a_row(facts: Facts, rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """The first of the positions in each row of the sheet."""
    _, first = np.unique(facts.frame["row"].to_numpy()[rows], return_index=True)
    return rows[np.sort(first)]


def _between(laid: Runs, filled: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where a time lies between the first and the last filled one of its run."""
    size = int(laid.run.max(initial=-1)) + 1
    first = np.full(size, np.iinfo(np.int64).max)
    last = np.full(size, np.iinfo(np.int64).min)
    np.minimum.at(first, laid.run[filled], laid.time[filled])
    np.maximum.at(last, laid.run[filled], laid.time[filled])
    inside: NDArray[np.bool_] = (laid.time > first[laid.run]) & (laid.time < last[laid.run])
    return inside
