"""Rows that stand in an extract twice: the same record is counted once."""

from dataclasses import replace

import narwhals as nw

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.records.records import Records, total


def once(records: Records, file: str, sheet: str) -> tuple[Records, list[Problem]]:
    """The records without rows that repeat another in every column read.

    Only where a column numbers the records, or tells one person's stays: two contacts of two
    people may well look the same. Rows that share a number and differ are told and all count.
    """
    numbered = records.reading.has("record")
    if not numbered and not (records.reading.kind == "stays" and records.keyed):
        return records, []
    key = "record" if numbered else "person"
    told: list[Problem] = []
    again = 0
    if not numbered or _shared(records, key):
        columns = records.frame.collect_schema().names()
        single = records.frame.with_columns(one=nw.lit(1)).group_by(*columns)
        frame = records.keep(single.agg(nw.col("one").sum()))
        counts = total(frame, rows=nw.col("one"), single=~nw.col("one").is_null())
        again = counts["rows"] - counts["single"]
        if again:
            records = replace(records, frame=frame.drop("one"))
            told.append(_problem(again, "repeats another row in every column that is read",
                                 "They were counted once.", file, sheet))  # fmt: skip
    if numbered:
        sharing = _shared(records, key)
        if sharing:
            heading = records.reading.with_role("record")[0].heading
            what = f"shares its number in “{heading}” with another row and is not the same"
            told.append(_problem(sharing, what, "Each was counted.", file, sheet))
    return records, told


def _shared(records: Records, key: str) -> int:
    """How many rows have a key that an earlier row has as well."""
    counted = records.frame.with_columns(one=nw.lit(1)).group_by(key).agg(nw.col("one").sum())
    counts = total(counted, rows=nw.col("one"), keys=~nw.col("one").is_null())
    return counts["rows"] - counts["keys"]


def _problem(count: int, what: str, done: str, file: str, sheet: str) -> Problem:
    head = "1 row" if count == 1 else f"{count:,} rows"
    if count > 1:
        what = what.replace("repeats", "repeat").replace("shares its", "share their")
        what = what.replace("is not the same", "are not the same")
    return Problem(f"{head} {what}.", file, sheet, "", done, "Look for doubles in the file.")
