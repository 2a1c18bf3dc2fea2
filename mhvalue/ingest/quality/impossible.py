"""Figures that cannot be: counts below nothing, parts above their whole, days that lie ahead."""

import re
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.catalogue.schema import Catalogue, Metric
from mhvalue.facts import CELL_OF, Facts
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.quality.chosen import Mask, actual, of_items, said, seldom, unknown
from mhvalue.ingest.quality.runs import numbered
from mhvalue.ingest.quality.settings import Settings
from mhvalue.ingest.quality.telling import Rows, escaped, told

COUNTED: Final = ("people", "events", "days", "staff")
_CHANGE: Final = re.compile(
    r"varian|change|differ|movement|\bnet\b|growth|gap|adjust|surplus|deficit|balance|£|\+/-",
    re.IGNORECASE,
)


def negative_counts(facts: Facts, catalogue: Catalogue, settings: Settings) -> tuple[Problem, ...]:
    """Counts of people, events, days or staff below nothing; money may be negative."""
    below = facts.frame["amount"].to_numpy() < 0
    ok = said(facts, "status", "ok")
    counted = of_items(facts, catalogue, lambda item: item.counts in COUNTED) & ok
    plain = unknown(facts, catalogue) & ok & ~_headed(facts, _CHANGE)
    odd = (counted & below) | seldom(facts, plain, below, settings.odd_share)
    return told(
        facts,
        np.flatnonzero(odd),
        "Below 0, which a count cannot be: {figures} in {headings}.",
        do="Correct them in the file, or say that the column holds a change and not a count.",
    )


def parts_of_counts(facts: Facts, catalogue: Catalogue, settings: Settings) -> tuple[Problem, ...]:
    """Counts that are not whole numbers, in a column that else holds whole ones."""
    amount = facts.frame["amount"].to_numpy()
    counted = actual(facts) & of_items(
        facts,
        catalogue,
        lambda item: item.counts in ("people", "events") and item.over_time == "sum",
    )
    broken = ~np.isclose(amount, np.round(amount), atol=1e-6)
    odd = seldom(facts, counted, broken, settings.odd_share)
    return told(
        facts,
        np.flatnonzero(odd),
        "Not a whole number, while the others are: {figures} in {headings}.",
        do="Check whether a rate or an average stands where a count should.",
    )


def beyond_percent(facts: Facts, catalogue: Catalogue, settings: Settings) -> tuple[Problem, ...]:
    """Percentages of people below 0 or above 100; occupancy and growth may be above."""
    shares = {
        name
        for metric in catalogue.metrics.values()
        if metric.spread == "people" and metric.unit.startswith("%")
        for name in (metric.id, metric.value)
    }
    names = facts.frame["item"].cat.categories
    held = np.asarray([name in shares for name in names], dtype=bool)
    rows = held[facts.frame["item"].cat.codes.to_numpy()] & said(facts, "status", "ok")
    amount = facts.frame["amount"].to_numpy()
    return told(
        facts,
        np.flatnonzero(rows & ((amount < 0) | (amount > 100))),
        "Below 0 or above 100 percent: {figures} in {headings}.",
        do="Correct them in the file.",
    )


def above_whole(facts: Facts, catalogue: Catalogue, settings: Settings) -> tuple[Problem, ...]:
    """A part of some people that is larger than all of them."""
    held = set(facts.frame["item"].unique())
    cell = numbered(facts.frame, [*CELL_OF[1:], "release"])
    found: list[Problem] = []
    for pair in shares_of_people(catalogue):
        if not set(pair) <= held:
            continue
        _, rows = larger(facts, *pair, cell)
        if len(rows):
            found += told(
                facts,
                rows,
                f"Larger than {_heading(facts, pair[1])}, of which it is a part: {{figures}} in "
                "{headings}.",
                do="Check both columns: no rate above 100% is shown from them.",
            )
    return tuple(found)


def shares_of_people(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Items of which the first is known to count some of the people of the second."""
    found = (_share_of_people(metric, catalogue) for metric in catalogue.metrics.values())
    return tuple(dict.fromkeys(pair for pair in found if pair is not None))


def lies_ahead(facts: Facts, catalogue: Catalogue, settings: Settings) -> tuple[Problem, ...]:
    """Figures of what has happened for periods that have not begun; plans may lie ahead."""
    ahead = (facts.frame["period"] > pd.Timestamp(settings.today)).to_numpy()
    return told(
        facts,
        np.flatnonzero(actual(facts) & ahead),
        "For periods that have not begun: {figures}.",
        do="Correct the dates, or mark the figures as plan or forecast.",
    )


def _headed(facts: Facts, pattern: re.Pattern[str]) -> Mask:
    names = facts.frame["heading"].cat.categories
    fits = np.asarray([bool(pattern.search(name)) for name in names], dtype=bool)
    codes = facts.frame["heading"].cat.codes.to_numpy()
    return fits[codes] if len(fits) else np.zeros(len(codes), dtype=bool)


def _share_of_people(metric: Metric, catalogue: Catalogue) -> tuple[str, str] | None:
    """Numerator and denominator of a percentage of people that each are one item."""
    if metric.kind != "ratio" or metric.spread != "people" or metric.multiplier != 100:
        return None
    sides = (metric.numerator, metric.denominator)
    if any(len(side) != 1 or len(side[0].items) != 1 or side[0].weight != 1 for side in sides):
        return None
    above, below = sides[0][0], sides[1][0]
    if (above.breakdown, above.group) != (below.breakdown, below.group):
        return None
    pair = above.items[0], below.items[0]
    windows = {catalogue.items[name].window_months for name in pair if name in catalogue.items}
    return pair if len(windows) == 1 else None


def larger(facts: Facts, above: str, below: str, cell: NDArray[np.int64]) -> tuple[int, Rows]:
    """How many rows of the part meet their whole, and those that surely exceed it."""
    items = facts.frame["item"]
    low, high = facts.frame["low"].to_numpy(), facts.frame["high"].to_numpy()
    part = np.flatnonzero((items == above).to_numpy() & np.isfinite(low))
    whole = np.flatnonzero((items == below).to_numpy() & np.isfinite(high))
    whole = whole[np.argsort(cell[whole], kind="stable")]
    at = np.searchsorted(cell[whole], cell[part])
    met = at < len(whole)
    part, at = part[met], at[met]
    met = cell[whole[at]] == cell[part]
    part, at = part[met], at[met]
    exceeding: Rows = part[low[part] > high[whole[at]] + 1e-9]
    return len(part), exceeding


def _heading(facts: Facts, item: str) -> str:
    rows = facts.frame.loc[(facts.frame["item"] == item).to_numpy(), "heading"]
    return escaped(str(rows.iloc[0]))
