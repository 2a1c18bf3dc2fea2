"""A waiting list, one row a person on it, as it stood on the day of the extract."""

from collections.abc import Iterator
from typing import Final

import narwhals as nw

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.records.coverage import Coverage
from mhvalue.ingest.records.days import Rows, with_month
from mhvalue.ingest.records.long_alone import chosen_from, of_long_alone
from mhvalue.ingest.records.monthly import Monthly, counted
from mhvalue.ingest.records.outcomes import OFF_THE_LIST, outcome
from mhvalue.ingest.records.percentiles import percentiles
from mhvalue.ingest.records.records import Records, total

LONG: Final = {"people_waiting_18wk": 127, "people_waiting_52wk": 365}
"""Over 18 weeks is more than 126 days, over 52 weeks more than 364."""

_SINCE: Final = {**LONG, "adhd_waiting_52wk": LONG["people_waiting_52wk"]}


def waiting(records: Records, covered: Coverage) -> Iterator[Monthly]:
    """How many wait, how long so far, and how many too long.

    Where a column holds the day of each snapshot, the last snapshot of every month is taken.
    """
    frame = snapshots(records, covered)
    if records.reading.has("end"):
        still = nw.col("until").is_null() | (nw.col("until") > nw.col("snapshot"))
        frame = frame.filter(still.fill_null(True))
    if records.reading.has("outcome"):
        frame = frame.filter(nw.col("outcome") != OFF_THE_LIST)
    frame = frame.with_columns(
        people_waiting=nw.lit(1), wait=nw.col("snapshot") - nw.col("start")
    ).with_columns(
        waiting_days=nw.col("wait"),
        waiting_days_squared=nw.col("wait") * nw.col("wait"),
        **{item: (nw.col("wait") >= days).cast(nw.Int64) for item, days in LONG.items()},
    )
    items = ["people_waiting", "waiting_days", "waiting_days_squared", *LONG]
    if records.reading.subject == "adhd":
        frame = frame.with_columns(
            adhd_waiting=nw.col("people_waiting"), adhd_waiting_52wk=nw.col("people_waiting_52wk")
        )
        items += ["adhd_waiting", "adhd_waiting_52wk"]
    since = chosen_from(frame, "wait", "waiting list")
    if since is not None:
        items = [item for item in items if since <= _SINCE.get(item, 0)]
        if items:
            yield from counted(records, frame, "snapshot", items, covered)
        return
    yield from counted(records, frame, "snapshot", items, covered)
    yield from percentiles(records, frame, day="snapshot", length="wait", item="waiting")


def snapshots(records: Records, covered: Coverage) -> Rows:
    """The rows of the last day of each month for which there is a list."""
    frame = records.frame
    if not records.reading.has("snapshot"):
        return frame.with_columns(snapshot=nw.lit(covered.as_at))
    dated = with_month(frame, "snapshot", "month", "since_first")
    last = dated.group_by("month").agg(nw.col("snapshot").max())
    kept = last.collect(backend="pandas").to_native()["snapshot"].astype("int64").tolist()
    return frame.filter(nw.col("snapshot").is_in(kept))


def notices(records: Records, file: str, sheet: str) -> list[Problem]:
    """What a person should know about how their list was taken."""
    told = _several_waits(records, file, sheet) + _off_the_list(records, file, sheet)
    told += of_long_alone(records, file, sheet)
    reading = records.reading
    if reading.has("snapshot") or reading.as_at is not None:
        return told
    return [
        *told,
        Problem(
            "Nothing tells on which day this list was drawn.", file, sheet, "",
            "The latest date in it was taken for that day.",
            "Say on which day it was drawn.",
        ),
    ]  # fmt: skip


def _off_the_list(records: Records, file: str, sheet: str) -> list[Problem]:
    """Rows that a column says are of nobody who waits any more."""
    if not records.reading.has("outcome"):
        return []
    count = total(records.frame, n=nw.col("outcome") == OFF_THE_LIST)["n"]
    texts = records.texts.get("outcome", ())
    said = sorted({f"“{t}”" for t in texts if outcome("waiting list", t) == OFF_THE_LIST})
    if not count:
        return []
    heading = records.reading.with_role("outcome")[0].heading
    rows = "1 row says" if count == 1 else f"{count:,} rows say"
    return [
        Problem(
            f"{rows} in “{heading}” that somebody no longer waits: {', '.join(said)}.",
            file, sheet, "", f"{'It was' if count == 1 else 'They were'} left out.",
            "Choose another meaning for the column if they wait all the same.",
        )
    ]  # fmt: skip


def _several_waits(records: Records, file: str, sheet: str) -> list[Problem]:
    """That somebody waits for more than one thing, where a column tells people apart."""
    if not records.keyed:
        return []
    day = ["snapshot"] if records.reading.has("snapshot") else []
    each = records.frame.with_columns(one=nw.lit(1)).group_by("person", *day)
    counted = each.agg(nw.col("one").sum()).with_columns(several=nw.col("one") > 1)
    people = counted.filter(nw.col("several")).group_by("person").agg(nw.col("one").max())
    count = total(people, n=nw.col("one") > 1)["n"]
    if not count:
        return []
    who = "1 person stands" if count == 1 else f"{count:,} people stand"
    return [
        Problem(
            f"{who} on the list more than once, waiting for several things or at several teams.",
            file, sheet, "",
            "Each wait was counted: people waiting are waits here, and more than there are people.",
            "Leave one row a person in the file where people are to be counted.",
        )
    ]  # fmt: skip
