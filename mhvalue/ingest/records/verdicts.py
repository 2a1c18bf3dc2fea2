"""What became of each record where several columns tell, and which rows do not count."""

from dataclasses import replace
from typing import Final

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
from mhvalue.ingest.records.vocabulary import TEST, TEST_UNIT
from mhvalue.ingest.vocabulary import folded

_DELETED: Final = "deleted, void or the like"


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
    """The records without rows that their own system has deleted, or that were made up to try it.

    With them how many those were.
    """
    told: list[Problem] = []
    headings = [column.heading for column in records.reading.with_role("void")]
    marks = [(f"void_{place}", 1, heading) for place, heading in enumerate(headings)]
    if "outcome" in _columns(records.frame):
        marks.append(("outcome", VOID, records.reading.with_role("outcome")[0].heading))
    for name, mark, heading in marks:
        gone = nw.col(name) == mark
        count = total(records.frame, n=gone)["n"]
        if count:
            said = "made up for a test" if TEST.fullmatch(folded(heading)) else _DELETED
            what = f"marked in “{heading}” as not counting: {said}"
            told.append(_left_out(count, what, file, sheet))
            records = replace(records, frame=records.frame.filter(~gone))
    records, tests = _without_tests(records, file, sheet)
    frame = records.frame
    drop = [name for name, _, _ in marks if name != "outcome"]
    return (replace(records, frame=frame.drop(*drop)) if drop else records), [*told, *tests]


def _without_tests(records: Records, file: str, sheet: str) -> tuple[Records, list[Problem]]:
    """The records without those at a unit that is called a test."""
    told: list[Problem] = []
    for place, column in enumerate(records.reading.with_role("unit")):
        name = f"unit_{place}"
        texts = enumerate(records.texts[name])
        tests = {code: text for code, text in texts if TEST_UNIT.fullmatch(folded(text))}
        if not tests:
            continue
        gone = nw.col(name).is_in(list(tests))
        count = total(records.frame, n=gone)["n"]
        if count:
            shown = ", ".join(f"“{text}”" for text in tests.values())
            what = f"of {shown} in “{column.heading}”, which is called a test"
            told.append(_left_out(count, what, file, sheet))
            records = replace(records, frame=records.frame.filter(~gone))
    return records, told


def _left_out(count: int, what: str, file: str, sheet: str) -> Problem:
    rows = "1 row is" if count == 1 else f"{count:,} rows are"
    return Problem(
        f"{rows} {what}.",
        file, sheet, "", f"{'It was' if count == 1 else 'They were'} left out.",
        "Choose another meaning for the column if they count.",
    )  # fmt: skip


def _columns(frame: Rows) -> list[str]:
    return frame.collect_schema().names()
