"""A step in nearly all units at once: more often a new definition than a better service."""

import warnings

import numpy as np
from numpy.typing import NDArray

from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import Facts
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.quality.runs import numbered, runs
from mhvalue.ingest.quality.scale import NEAR
from mhvalue.ingest.quality.settings import Settings
from mhvalue.ingest.quality.telling import problem
from mhvalue.periods import period

AROUND = 6
"""Periods before and after a place that are compared."""
LEAST = 3
NEXT = 2
"""Periods right before and after a place: what is sudden shows in them, what drifts does not."""
A_YEAR = {"month": 12, "quarter": 4, "week": 52}
SLICE = ("item", "level", "grain", "breakdown", "group", "scenario", "table")


def all_at_once(facts: Facts, catalogue: Catalogue, settings: Settings) -> tuple[Problem, ...]:
    """Items whose level changes in nearly all units between the same two periods."""
    laid = runs(facts)
    laid = laid.of(laid.amount > 0)
    if not len(laid.run):
        return ()
    same = numbered(facts.frame.iloc[laid.row], SLICE)
    steps: dict[tuple[int, str], list[NDArray[np.intp]]] = {}
    for here in _slices(same, settings.step_units * 2 * LEAST):
        columns, time = np.unique(laid.time[here], return_inverse=True)
        units, unit = np.unique(laid.run[here], return_inverse=True)
        if len(units) < settings.step_units or len(columns) < 2 * LEAST:
            continue
        logs = np.full((len(units), len(columns)), np.nan)
        logs[unit, time] = np.log(laid.amount[here])
        grain = str(facts.frame["grain"].iloc[int(laid.row[here[0]])])
        whole = len(columns) == columns[-1] - columns[0] + 1
        at = _step(logs, A_YEAR.get(grain) if whole else None, settings)
        if at is None:
            continue
        rows = np.sort(laid.row[here[time == at]])
        first = facts.frame.iloc[int(rows[0])]
        when = period(first["period"].date(), str(first["grain"])).label
        steps.setdefault((int(first["table"]), when), []).append(rows)
    return tuple(
        problem(
            facts,
            np.concatenate(rows),
            f"Nearly all units change their level at once, in {when}: {{headings}}.",
            do="Ask whether the definition or the way of recording changed then.",
        )
        for (_, when), rows in steps.items()
    )


def _slices(same: NDArray[np.int64], least: int) -> list[NDArray[np.intp]]:
    """The positions of each number that occurs so often."""
    order = np.argsort(same, kind="stable")
    ends = np.flatnonzero(np.diff(same[order])) + 1
    return [part for part in np.split(order, ends) if len(part) >= least]


def _step(logs: NDArray[np.float64], year: int | None, settings: Settings) -> int | None:
    """The column at which nearly all rows step the same way by enough; None for no such place."""
    best: tuple[float, int] | None = None
    with warnings.catch_warnings():
        # Units without figures on one side have no median, and say nothing.
        warnings.simplefilter("ignore", RuntimeWarning)
        steps = np.nanmedian(np.diff(logs, axis=1), axis=0)
        large = 1 + np.flatnonzero(np.abs(steps) >= np.log1p(settings.step_change) / 2)
        for at in large[(large >= LEAST) & (large <= logs.shape[1] - LEAST)].tolist():
            before, after = logs[:, max(at - AROUND, 0) : at], logs[:, at : at + AROUND]
            enough = np.minimum(
                np.isfinite(before).sum(axis=1), np.isfinite(after).sum(axis=1)
            ) >= min(LEAST, logs.shape[1] - at)
            if enough.sum() < settings.step_units:
                continue
            shift = (np.nanmedian(after, axis=1) - np.nanmedian(before, axis=1))[enough]
            middle = float(np.median(shift))
            together = float(np.mean(np.sign(shift) == np.sign(middle)))
            near = np.nanmean(after[:, :NEXT], axis=1) - np.nanmean(before[:, -NEXT:], axis=1)
            sudden = float(np.nanmedian(near[enough]))
            if (
                abs(middle) >= np.log1p(settings.step_change)
                and together >= settings.step_share
                and sudden * middle > 0
                and abs(sudden) >= settings.step_sudden * abs(middle)
                and not _is_power(middle)
                and not _is_season(logs, at, middle, year)
                and (best is None or abs(middle) > best[0])
            ):
                best = abs(middle), at
    return None if best is None else best[1]


def _is_power(change: float) -> bool:
    """Whether a change is one of scale, which is told elsewhere."""
    tens = abs(change) / np.log(10)
    return bool(round(tens) >= 1 and abs(tens - round(tens)) < NEAR)


def _is_season(logs: NDArray[np.float64], at: int, change: float, year: int | None) -> bool:
    """Whether what lies a year apart on both sides of a place is much alike, where it is known."""
    if year is None:
        return False
    across = (logs[:, year:] - logs[:, :-year])[:, max(at - year, 0) : at]
    if not np.isfinite(across).any():
        return False
    return bool(np.nanmedian(across) * np.sign(change) < abs(change) / 2)
