"""Lists of those alone who have been there, or have waited, for long."""

from typing import Final

import narwhals as nw

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.records.coverage import as_at
from mhvalue.ingest.records.days import Rows
from mhvalue.ingest.records.records import Records

FEWEST: Final = 10
ENOUGH: Final = 20
"""Of so many, one who came shortly after a round number of days tells that it was the least."""
LONG: Final = {"stays": 56, "waiting list": 112}
"""Where nobody of so many came within so many days, the list may leave out those who did."""
ROUND: Final = (60, 90, 126, 180, 182, 364, 365, 546, 728, 730)
"""Days from which on people are listed as there for long: 60, 90, 18 weeks, half a year, a year."""
NEAR: Final = 7


def chosen_from(frame: Rows, lasted: str, kind: str = "stays") -> int | None:
    """The round number of days from which on some days so far begin, None where they do not."""
    rows, least = _least(frame, lasted)
    near = [days for days in ROUND if days <= least <= days + NEAR]
    return max(near) if rows >= ENOUGH and near and least >= LONG[kind] else None


def of_long_alone(records: Records, file: str, sheet: str) -> list[Problem]:
    """That a list drawn on one day has nobody on it who came of late."""
    if records.reading.has("snapshot"):
        return []
    kind = records.reading.kind
    day = as_at(records, file)[0]
    frame = records.frame.with_columns(lasted=nw.lit(day) - nw.col("start"))
    if records.reading.has("end"):
        frame = frame.filter(nw.col("until").is_null())
    rows, least = _least(frame, "lasted")
    if rows < FEWEST or least < LONG[kind]:
        return []
    left_out = chosen_from(frame, "lasted", kind) is not None
    return [
        Problem(
            f"Nobody on this list came within the {least - 1} days before it was drawn: it may "
            "hold those alone who have been there for long.",
            file, sheet, "",
            "Only who is there over such a time was counted, and not how many are there."
            if left_out else "It was taken to hold everybody.",
            "Add everybody else who was there on that day.",
        )
    ]  # fmt: skip


def _least(frame: Rows, lasted: str) -> tuple[int, int]:
    """How many rows there are, and the least of a column; 0 without any."""
    found = frame.select(nw.col(lasted).min().alias("least"), nw.len().alias("rows"))
    small = found.collect(backend="pandas").to_native()
    rows = int(small["rows"].iloc[0])
    return rows, int(small["least"].iloc[0]) if rows else 0
