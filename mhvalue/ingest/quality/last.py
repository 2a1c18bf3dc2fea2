"""The end of the data: a last period that is not whole, units that have gone, figures gone old."""

from datetime import date

import numpy as np
import pandas as pd

from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import Facts
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.quality.chosen import Mask, actual, of_items, said, unknown
from mhvalue.ingest.quality.runs import runs, times
from mhvalue.ingest.quality.settings import Settings
from mhvalue.ingest.quality.telling import problem, told
from mhvalue.periods import period

BACK = 6
"""Periods before the last one that it is compared with."""
LEAST_BACK = 3
LEAST_AMOUNT = 5.0
REPORTED_BEFORE = 2
"""A unit is missed when it had figures in so many periods."""


def not_over_yet(facts: Facts, catalogue: Catalogue, settings: Settings) -> tuple[Problem, ...]:
    """Figures for a period that has begun and not ended."""
    today = pd.Timestamp(settings.today)
    frame = facts.frame
    running = ((frame["period"] <= today) & (frame["end"] >= today)).to_numpy()
    return told(
        facts,
        np.flatnonzero(actual(facts) & running & ~(frame["grain"] == "day").to_numpy()),
        "For a period that is not over yet: {figures}.",
        do="Leave the last period out until it is whole.",
    )


def part_complete(facts: Facts, catalogue: Catalogue, settings: Settings) -> tuple[Problem, ...]:
    """A last period far below those before it, in most runs of items that add over time."""
    ends = _ends(facts, _adding(facts, catalogue) & actual(facts))
    found = []
    for (_, grain), part in ends.groupby(["table", "grain"], observed=True, sort=False):
        usual, last = part["usual"], part["last"]
        worth = part[(usual >= LEAST_AMOUNT) & last.notna()]
        low = worth[worth["last"] < settings.low_ratio * worth["usual"]]
        if len(worth) < settings.low_series or len(low) < settings.low_share * len(worth):
            continue
        rows = np.sort(low["row"].to_numpy())
        when = period(facts.frame["period"].iloc[rows[0]].date(), str(grain)).label
        found.append(
            problem(
                facts,
                rows,
                f"The last period, {when}, holds far less than those before it in {len(low):,} of "
                f"{len(worth):,} places.",
                do="Check whether it is part complete; leave it out until it is whole.",
            )
        )
    return tuple(found)


def missing_units(facts: Facts, catalogue: Catalogue, settings: Settings) -> tuple[Problem, ...]:
    """Units whose figures end before those of the others; closed ones are let be.

    A figure that is hidden or not applicable is one; a unit that hardly ever had any is no loss.
    """
    frame = facts.frame
    here = said(facts, "scenario", "actual") & ~said(facts, "status", "missing")
    kept = frame[here].assign(place=np.flatnonzero(here), time=times(frame)[here])
    found = []
    closed = {(u.level, u.name) for u in facts.units.units if u.closed or u.merged_into}
    for _, part in kept.groupby(["table", "level", "grain"], observed=True, sort=False):
        last = part.iloc[int(part["time"].argmax())]
        level = str(last["level"])
        seen = part.groupby("unit", observed=True)["time"].agg(["nunique", "max"])
        steady = seen[seen["nunique"] >= REPORTED_BEFORE]
        ended = steady.index[steady["max"] < last["time"]]
        gone = [name for name in ended if (level, name) not in closed]
        if gone and len(gone) > len(seen) / 2:
            found += _mostly_missing(facts, part, last)
        if not gone or len(gone) > len(seen) / 2:
            continue
        ends = part[part["unit"].isin(gone)].sort_values(["time", "place"])
        rows = np.sort(ends.drop_duplicates("unit", keep="last")["place"].to_numpy())
        when = period(last["period"].date(), str(last["grain"])).label
        found.append(
            problem(
                facts,
                rows,
                f"The figures of {{count}} of {len(seen):,} units end before {when}, the last "
                "period of the others; the cells are their last ones.",
                done="They end there.",
                do="Add their figures, or say when they were closed.",
            )
        )
    return tuple(found)


def _mostly_missing(facts: Facts, part: pd.DataFrame, last: pd.Series) -> list[Problem]:
    """A last period with a few units only, where the one before it had most of them."""
    now = part[(part["time"] == last["time"]).to_numpy()]
    before = set(part.loc[(part["time"] == last["time"] - 1).to_numpy(), "unit"])
    still = before & set(now["unit"])
    if len(before) < REPORTED_BEFORE or len(still) > len(before) / 2:
        return []
    when = period(last["period"].date(), str(last["grain"])).label
    what = (
        f"The last period, {when}, has figures of {len(still)} of the {len(before)} units that "
        "the period before it has."
    )
    do = "Check whether it is whole, and whether its units are spelled as before."
    return [problem(facts, np.sort(now["place"].to_numpy()), what, do=do)]


def gone_old(facts: Facts, catalogue: Catalogue, settings: Settings) -> tuple[Problem, ...]:
    """Files whose last figure is older than their grain allows; not where other files go on."""
    frame = facts.frame[actual(facts)]
    found = []
    files = np.asarray([origin.file for origin in facts.origins], dtype=object)
    if frame.empty:
        return ()
    named = frame.assign(file=files[frame["table"].to_numpy()])
    overall = named.groupby("item", observed=True)["end"].max()
    for file, part in named.groupby("file", sort=False):
        own = part.groupby("item", observed=True)["end"].max()
        if (overall[own.index] > own).all():
            continue
        newest = part.iloc[int(part["end"].argmax())]
        grain = str(newest["grain"])
        last = newest["end"].date()
        months = _months_between(last, settings.today)
        if months > settings.months_late.get(grain, 3):
            label = period(newest["period"].date(), grain).label
            what = f"The figures end with {label}, {months} months ago."
            found.append(Problem(what, str(file), done="They are shown as they are.",
                                 do="Open a newer file if there is one."))  # fmt: skip
    return tuple(found)


def _months_between(last: date, today: date) -> int:
    """Whole months that have gone by since the day after the last."""
    months = (today.year - last.year) * 12 + today.month - last.month
    return max(months - (today.day < min(last.day, 28)), 0)


def _adding(facts: Facts, catalogue: Catalogue) -> Mask:
    """Rows of items that add up over time; of unknown ones those with whole numbers throughout."""
    known = of_items(facts, catalogue, lambda item: item.over_time == "sum")
    own = unknown(facts, catalogue)
    amount = facts.frame["amount"].to_numpy()
    codes = facts.frame["item"].cat.codes.to_numpy()
    broken = np.zeros(len(facts.frame["item"].cat.categories), dtype=bool)
    parted = np.isfinite(amount) & (amount != np.round(amount))
    broken[np.unique(codes[parted])] = True
    result: Mask = known | (own & ~broken[codes])
    return result


def _ends(facts: Facts, kept: Mask) -> pd.DataFrame:
    """For each run that reaches near the end of its table: its last figure and the usual one."""
    laid = runs(facts)
    laid = laid.of(kept[laid.row])
    frame = facts.frame.iloc[laid.row]
    laid_out = pd.DataFrame(
        {
            "run": laid.run,
            "time": laid.time,
            "row": laid.row,
            "amount": laid.amount,
            "table": frame["table"].to_numpy(),
            "grain": frame["grain"].astype(object).to_numpy(),
        }
    )
    end = laid_out.groupby(["table", "grain"])["time"].transform("max")
    before = laid_out[(laid_out["time"] < end) & (laid_out["time"] >= end - BACK)]
    back = before.groupby("run")["amount"].agg(["median", "count"])
    last = laid_out[laid_out["time"] == end].drop_duplicates("run", keep="last").set_index("run")
    known = back[back["count"] >= LEAST_BACK]["median"].reindex(last.index)
    return last.assign(usual=known, last=last["amount"])[["table", "grain", "row", "usual", "last"]]
