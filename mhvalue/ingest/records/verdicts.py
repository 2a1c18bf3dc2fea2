"""What became of each record where several columns tell, and which rows do not count."""

from dataclasses import replace

import narwhals as nw

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.records.days import Rows
from mhvalue.ingest.records.outcomes import (
    CANCELLED_BY_PERSON,
    CANCELLED_BY_SERVICE,
    CANCELLED_UNKNOWN,
    REJECTED,
    UNKNOWN,
    VOID,
)
from mhvalue.ingest.records.records import Records, total


def decided(records: Records) -> Rows:
    """The rows with their outcome as other columns settle it: who cancelled, what was refused."""
    frame = records.frame
    others = [name for name in _columns(frame) if name.startswith("cancelled_")]
    if "rejected" in _columns(frame):
        known = nw.col("outcome") if "outcome" in _columns(frame) else nw.lit(UNKNOWN)
        refused = nw.when(nw.col("rejected") == 1).then(nw.lit(REJECTED)).otherwise(known)
        return frame.with_columns(outcome=refused).drop("rejected")
    if "outcome" in _columns(frame):
        for name in reversed(others):
            by_whom = nw.col(name)
            # "Cancelled: yes" says less than "Cancelled by: patient" beside it.
            told = nw.col("outcome").is_in([CANCELLED_BY_SERVICE, CANCELLED_BY_PERSON])
            more = (by_whom > 0) & ~((by_whom == CANCELLED_UNKNOWN) & told)
            settled = nw.when(more).then(by_whom).otherwise(nw.col("outcome"))
            frame = frame.with_columns(outcome=settled)
    return frame.drop(*others) if others else frame


def counting(records: Records, file: str, sheet: str) -> tuple[Records, list[Problem]]:
    """The records without rows that their own system has deleted, and how many those were."""
    marks = [name for name in ("void", "outcome") if name in _columns(records.frame)]
    told: list[Problem] = []
    for name in marks:
        gone = nw.col(name) == (1 if name == "void" else VOID)
        count = total(records.frame, n=gone)["n"]
        if count:
            heading = records.reading.with_role(name)[0].heading
            rows = "1 row is" if count == 1 else f"{count:,} rows are"
            told.append(
                Problem(
                    f"{rows} marked in “{heading}” as not counting: deleted, void or the like.",
                    file, sheet, "", f"{'It was' if count == 1 else 'They were'} left out.",
                    "Choose another meaning for the column if they count.",
                )
            )  # fmt: skip
            records = replace(records, frame=records.frame.filter(~gone))
    frame = records.frame
    return (replace(records, frame=frame.drop("void")) if "void" in marks else records), told


def _columns(frame: Rows) -> list[str]:
    return frame.collect_schema().names()
