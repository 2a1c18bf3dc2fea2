"""Records added up by month, for every level of units and every breakdown.

No record is ever joined to a month. What begins adds 1 to its first month, what ends takes 1 away
in its last, and running sums over the months of the small result give what is open at each month
end and the days spent in each month (occupied bed days by overlap).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import narwhals as nw
import numpy as np
import pandas as pd

from mhvalue.ingest.records.coverage import Coverage
from mhvalue.ingest.records.days import Rows, last_days, lengths, with_month
from mhvalue.ingest.records.records import Records, collected

WHOLE_FILE: Final = -1
EVERYBODY: Final = -1
STILL_OPEN: Final = 10**6
"""The month in which a record without a last day ends."""
_RUNNING: Final = ("n", "since", "since_squared")


@dataclass(frozen=True)
class Slice:
    """One level (its place among the unit columns, or WHOLE_FILE) and one breakdown."""

    level: int
    breakdown: int


@dataclass(frozen=True, eq=False)
class Monthly:
    """Amounts of one slice: unit and group codes, month, and a column for each item.

    A missing amount is nothing to be said. `follow_up` is how many days an item needs after its
    month's end before it is known.
    """

    slice: Slice
    frame: pd.DataFrame
    follow_up: dict[str, int] = field(default_factory=dict)


Spans = dict[Slice, pd.DataFrame]
"""For each slice the units and groups there are, and the first and last month of each unit."""


def slices(records: Records) -> list[Slice]:
    """Every level and every breakdown of the extract; the whole file is a level of its own."""
    levels = [*range(len(records.unit_columns)), WHOLE_FILE]
    return [Slice(i, j) for j in (EVERYBODY, *range(len(records.group_columns))) for i in levels]


def added_up(
    records: Records, frame: Rows, months: Sequence[str], sums: Sequence[str]
) -> Iterator[tuple[Slice, pd.DataFrame]]:
    """For every slice: unit, group, the month columns and the sums. One pass for a breakdown.

    Everybody is the sum of the first breakdown's groups, which hold each record once.
    """
    units, breakdowns = records.unit_columns, records.group_columns
    for place in range(max(len(breakdowns), 1)):
        group = breakdowns[place : place + 1]
        keys = [*units, *group, *months]
        small = collected(frame.group_by(*keys).agg(nw.col(*sums).sum()))
        for level in (*range(len(units)), WHOLE_FILE):
            unit = small[units[level]] if level != WHOLE_FILE else 0
            if group:
                named = small.assign(unit=unit, group=small[group[0]])
                yield Slice(level, place), _summed(named, months, sums)
            if place == 0:
                yield (
                    Slice(level, EVERYBODY),
                    _summed(small.assign(unit=unit, group=0), months, sums),
                )


def _summed(small: pd.DataFrame, months: Sequence[str], sums: Sequence[str]) -> pd.DataFrame:
    return small.groupby(["unit", "group", *months], as_index=False)[list(sums)].sum()


def counted(
    records: Records,
    frame: Rows,
    day: str,
    sums: Sequence[str],
    covered: Coverage,
    *,
    every_month: bool = False,
) -> Iterator[Monthly]:
    """The sums of whole-number columns in the month of a day.

    A unit's months run from its first record to its last; `every_month` makes them all months
    covered, for what is rare.
    """
    dated = with_month(frame, day, "month", "since_first")
    for where, flows in added_up(records, dated, ["month"], sums):
        spans = _spans(flows, covered, every_month=every_month)
        yield Monthly(where, _laid_out(flows, spans, covered, sums))


def states(
    records: Records,
    frame: Rows,
    covered: Coverage,
    spans: Spans,
    *,
    begin: str,
    until: str,
    since: str,
    at_begin: Sequence[str] = (),
    at_end: Sequence[str] = (),
) -> Iterator[tuple[Slice, pd.DataFrame]]:
    """What is open from one day up to, not including, another (null when it still is).

    For every slice, month by month: `days` spent in the month (nights, by overlap), `open` at the
    end of its last day, `so_far` and `so_far_squared`, the sums of days from `since` to the last
    day of those open; and the sums of the columns `at_begin` and `at_end` in the month each row
    begins and ends. `spans` gives units their months; what it lacks is added to it.
    """
    dated = with_month(frame, begin, "begin_month", "begin_place")
    dated = with_month(dated, until, "until_month", "until_place").with_columns(
        nw.col("until_month").fill_null(STILL_OPEN),
        nw.col("until_place").fill_null(0),
        since_squared=nw.col(since) * nw.col(since),
        since=nw.col(since),
        n=nw.lit(1),
    )
    sums = [*_RUNNING, "begin_place", "until_place", *at_begin, *at_end]
    for where, pairs in added_up(records, dated, ["begin_month", "until_month"], sums):
        flows = _flows(pairs, covered, at_begin, at_end)
        spans[where] = _widened(spans[where], flows) if where in spans else _spans(flows, covered)
        laid = _laid_out(flows, spans[where], covered, [*_RUNNING, "place", *at_begin, *at_end])
        yield where, _opened(laid)


def _flows(
    pairs: pd.DataFrame, covered: Coverage, at_begin: Sequence[str], at_end: Sequence[str]
) -> pd.DataFrame:
    """What each month adds and takes away; all that was before the extract counts as one month."""
    began = pairs.assign(month=pairs["begin_month"], place=pairs["begin_place"])
    began = began.assign(**dict.fromkeys(at_end, 0))
    ended = pairs[pairs["until_month"] < STILL_OPEN]
    ended = ended.assign(
        month=ended["until_month"],
        place=-ended["until_place"],
        **{name: -ended[name] for name in _RUNNING},
        **dict.fromkeys(at_begin, 0),
    )
    flows = pd.concat([began, ended])
    flows["month"] = flows["month"].clip(lower=covered.first - 1)
    return _summed(flows, ["month"], [*_RUNNING, "place", *at_begin, *at_end])


def _spans(flows: pd.DataFrame, covered: Coverage, *, every_month: bool = False) -> pd.DataFrame:
    """The units and groups met, with the first and last month of the unit."""
    months = flows.groupby("unit")["month"].agg(["min", "max"])
    if "n" in flows:
        still = flows.groupby("unit")["n"].sum() > 0
        months["max"] = months["max"].mask(still, covered.last)
    if every_month:
        months["min"], months["max"] = covered.first, covered.last
    spans = flows[["unit", "group"]].drop_duplicates().sort_values(["unit", "group"])
    return spans.merge(months.rename(columns={"min": "first", "max": "last"}), on="unit")


def _widened(spans: pd.DataFrame, flows: pd.DataFrame) -> pd.DataFrame:
    """The same units and groups, with the months of a unit reaching to its last flow."""
    reach = spans["unit"].map(flows.groupby("unit")["month"].max()).fillna(0).astype("int64")
    return spans.assign(last=spans["last"].clip(lower=reach))


def _laid_out(
    flows: pd.DataFrame, spans: pd.DataFrame, covered: Coverage, sums: Sequence[str]
) -> pd.DataFrame:
    """Every unit and group in every month of the unit, 0 where nothing happened.

    The running sums come as `open_` columns, worked out before the months that the extract does
    not cover are cut away.
    """
    spans = spans.assign(first=spans["first"].clip(lower=covered.first - 1))
    size = (spans["last"] - spans["first"] + 1).clip(lower=0).to_numpy()
    begins = np.concatenate([[0], np.cumsum(size)[:-1]]).astype(np.int64)
    row = np.repeat(np.arange(len(spans)), size)
    laid = pd.DataFrame(
        {
            "unit": spans["unit"].to_numpy()[row],
            "group": spans["group"].to_numpy()[row],
            "month": spans["first"].to_numpy()[row] + np.arange(len(row)) - begins[row],
        }
    )
    placed = flows.merge(
        spans.assign(begins=begins)[["unit", "group", "first", "last", "begins"]],
        on=["unit", "group"],
    )
    placed = placed[placed["month"].between(placed["first"], placed["last"])]
    at = (placed["begins"] + placed["month"] - placed["first"]).to_numpy(dtype=np.int64)
    for name in sums:
        column = np.zeros(len(laid), dtype=np.int64)
        column[at] = placed[name].to_numpy()
        laid[name] = column
        if name in _RUNNING:
            so_far = np.cumsum(column)
            before = np.concatenate([[0], so_far])[begins]
            laid[f"open_{name}"] = so_far - before[row]
    return laid[laid["month"] >= covered.first].reset_index(drop=True)


def _opened(laid: pd.DataFrame) -> pd.DataFrame:
    months = laid["month"].to_numpy()
    last, number = last_days(months), laid["open_n"].to_numpy()
    since, squared = laid["open_since"].to_numpy(), laid["open_since_squared"].to_numpy()
    return laid.assign(
        days=number * lengths(months) - laid["place"],
        open=number,
        so_far=number * last - since,
        so_far_squared=number * last * last - 2 * last * since + squared,
    )
