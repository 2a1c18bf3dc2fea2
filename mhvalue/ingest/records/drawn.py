"""Extracts of several days laid one below the other, in which the same records stand again."""

from dataclasses import replace
from typing import Final

import narwhals as nw

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.records.records import Records, total

MOSTLY: Final = 0.5


def last_drawn(records: Records, file: str, sheet: str) -> tuple[Records, list[Problem]]:
    """The rows of the last extract alone, where most of them began before the one before it.

    Extracts that each hold one month's records stay together. Lists of who waits or is in hospital
    are counted day by day elsewhere; rows of one person's stays are put together there.
    """
    reading = records.reading
    alone = reading.kind == "stays" and (records.keyed or not reading.has("end"))
    if not reading.has("snapshot") or reading.kind == "waiting list" or alone:
        return records, []
    days = records.frame.filter(nw.col("snapshot") > 0).group_by("snapshot")
    counted = days.agg(nw.col("start").count()).collect(backend="pandas").to_native()
    drawn = sorted(int(day) for day in counted["snapshot"])
    if len(drawn) < 2:
        return records, []
    last = records.frame.filter(nw.col("snapshot") == drawn[-1])
    counts = total(last, rows=nw.col("start") > 0, before=nw.col("start") <= drawn[-2])
    if counts["before"] <= MOSTLY * counts["rows"]:
        return records, []
    heading = reading.with_role("snapshot")[0].heading
    told = Problem(
        f"The extracts of {len(drawn)} days stand one below the other, by “{heading}”.",
        file, sheet, "", "Only the rows of the last day were counted, so that no record counts "
        "more than once.",
        "Choose another meaning for the column if each row is a record of its own.",
    )  # fmt: skip
    return replace(records, frame=records.keep(last)), [told]
