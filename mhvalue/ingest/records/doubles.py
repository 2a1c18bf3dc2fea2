"""Rows that stand in an extract twice: the same record is counted once."""

from dataclasses import replace
from typing import Final

import narwhals as nw

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.records.records import Records, total

_FILLED_LATER: Final = ("until", "first_contact", "second_contact")


def once(records: Records, file: str, sheet: str) -> tuple[Records, list[Problem]]:
    """The records without rows that repeat another in every column read.

    Only where a column numbers the records, or tells one person's stays: two contacts of two
    people may well look the same. Rows that share a number and differ are told and all count.
    """
    followed = records.reading.kind == "stays" and records.keyed
    numbered = records.reading.has("record") and not followed
    if not numbered and not followed:
        return records, _look_alike(records, file, sheet)
    if followed and records.reading.has("record"):
        # A return of every month numbers its rows anew; nobody is twice on a ward from one day.
        records = replace(records, frame=records.frame.drop("record"))
    listed = records.reading.kind == "waiting list" and records.reading.has("snapshot")
    # On every list that is drawn the same waits stand again.
    key = ["record" if numbered else "person", *(["snapshot"] if listed else [])]
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
    records, parted = _under_one_group(records)
    if parted:
        what = "stands a second time for the same record, under another group"
        told.append(_problem(parted, what, "It was counted once, under one of its groups.",
                             file, sheet))  # fmt: skip
    records, older = _latest(records, key)
    if older:
        what = "stands a second time for the same record, with less known of it"
        told.append(_problem(older, what, "The one that says more was taken.", file, sheet))
    if numbered:
        sharing = _shared(records, key)
        if sharing:
            heading = records.reading.with_role("record")[0].heading
            what = f"shares its number in “{heading}” with another row and is not the same"
            told.append(_problem(sharing, what, "Each was counted.", file, sheet))
    return records, told


def _under_one_group(records: Records) -> tuple[Records, int]:
    """The records without rows that differ from another in their groups alone.

    So it is where each diagnosis of a stay, or each person at a contact, has a row.
    """
    groups = records.group_columns
    if not groups:
        return records, 0
    others = [name for name in records.frame.collect_schema().names() if name not in groups]
    counted = records.frame.with_columns(one=nw.lit(1)).group_by(*others)
    frame = records.keep(counted.agg(nw.col("one").sum(), nw.col(*groups).min()))
    counts = total(frame, rows=nw.col("one"), single=~nw.col("one").is_null())
    again = counts["rows"] - counts["single"]
    return (replace(records, frame=frame.drop("one")) if again else records), again


def _latest(records: Records, key: list[str]) -> tuple[Records, int]:
    """The records without earlier states of another: of one key, first day and units, one of which
    has a date that the other has not yet.
    """
    same, gone = [*key, "start", *records.unit_columns], 0
    for name in [name for name in _FILLED_LATER if name in records.day_columns]:
        known = (~nw.col(name).is_null()).cast(nw.Int64)
        frame = records.frame.with_columns(known=known, one=nw.lit(1))
        states = frame.group_by(*same).agg(nw.col("known", "one").sum())
        mixed = states.filter(nw.col("known") > 0, nw.col("known") < nw.col("one"))
        older = total(mixed, n=nw.col("one") - nw.col("known"))["n"]
        if older:
            most = frame.with_columns(of_all=nw.col("known").max().over(*same))
            kept = most.filter(nw.col("known") == nw.col("of_all")).drop("known", "one", "of_all")
            records = replace(records, frame=records.keep(kept))
            gone += older
    return records, gone


def _look_alike(records: Records, file: str, sheet: str) -> list[Problem]:
    """Rows nothing tells apart where nothing numbers them: two people may be so alike."""
    if records.reading.kind not in ("stays", "referrals"):
        return []
    columns = records.frame.collect_schema().names()
    dated = records.frame.filter(nw.col("start") > 0)
    single = dated.with_columns(one=nw.lit(1)).group_by(*columns)
    counts = total(single.agg(nw.col("one").sum()), rows=nw.col("one"), one=nw.lit(1))
    again = counts["rows"] - counts["one"]
    what = "repeats another row in every column that is read"
    return [_problem(again, what, "Each was counted.", file, sheet)] if again else []


def _shared(records: Records, key: list[str]) -> int:
    """How many rows have a key that an earlier row has as well."""
    counted = records.frame.with_columns(one=nw.lit(1)).group_by(*key).agg(nw.col("one").sum())
    counts = total(counted, rows=nw.col("one"), keys=~nw.col("one").is_null())
    return counts["rows"] - counts["keys"]


def _problem(count: int, what: str, done: str, file: str, sheet: str) -> Problem:
    head = "1 row" if count == 1 else f"{count:,} rows"
    if count > 1:
        what = (
            what.replace("repeats", "repeat")
            .replace("stands", "stand")
            .replace("shares its", "share their")
        )
        what = what.replace("is not the same", "are not the same")
    return Problem(f"{head} {what}.", file, sheet, "", done, "Look for doubles in the file.")
