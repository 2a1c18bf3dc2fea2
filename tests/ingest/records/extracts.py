"""Tiny extracts for tests, and their facts as a person would look them up."""

from collections.abc import Mapping, Sequence
from datetime import date

import duckdb
import pandas as pd

from mhvalue.facts import Facts, Origin, make
from mhvalue.ingest.record_reading import RecordColumn, RecordReading
from mhvalue.ingest.records.facts_from_records import facts_of_frame
from mhvalue.ingest.tidy import Tidy

ENGINES = ("pandas", "duckdb")
KEY = ["item", "level", "unit", "breakdown", "group", "period"]
WHOLE = "Whole file"


def native(frame: pd.DataFrame, engine: str) -> object:
    """The frame as the engine holds it; columns without a value are text in both."""
    if engine == "pandas":
        return frame
    blank = [name for name in frame if frame[name].isna().all()]
    return duckdb.connect().from_df(frame.astype(dict.fromkeys(blank, "str")))


def reading_of(kind: str, roles: Mapping[str, str], **told: object) -> RecordReading:
    """A reading from {heading: role}, where a unit is "unit Ward" and a group "by ethnicity"."""
    columns = []
    for heading, role in roles.items():
        if role.startswith("unit ") and role != "unit kind":
            columns.append(RecordColumn(heading, "unit", role.removeprefix("unit ")))
        elif role.startswith("by "):
            columns.append(RecordColumn(heading, "breakdown", role.removeprefix("by ")))
        else:
            columns.append(RecordColumn(heading, role))
    return RecordReading(kind, tuple(columns), **told)


def read(
    rows: Sequence[Sequence[object]], reading: RecordReading, engine: str = "pandas"
) -> tuple[Facts, Tidy]:
    """The facts of some rows, whose columns stand in the order of the reading."""
    headings = [column.heading for column in reading.columns]
    frame = pd.DataFrame([list(row) for row in rows], columns=headings)
    found = facts_of_frame(native(frame, engine), reading, "extract.xlsx", "Data")
    return laid(found), found


def laid(found: Tidy) -> Facts:
    origin = Origin("extract.xlsx", "Data", "A1:F9")
    return make(found.columns, units=found.units, origins=(origin,), key="key")


def months(
    facts: Facts, item: str, unit: str = WHOLE, group: str = "all"
) -> dict[str, float | str]:
    """The amounts of an item by month, such as {"2024-01": 5.0}; a status where it is not ok."""
    frame = facts.frame
    chosen = frame[(frame["item"] == item) & (frame["unit"] == unit) & (frame["group"] == group)]
    return {
        f"{period:%Y-%m}": amount if status == "ok" else status
        for period, amount, status in zip(
            chosen["period"], chosen["amount"], chosen["status"], strict=True
        )
    }


def sorted_facts(facts: Facts) -> pd.DataFrame:
    """The facts in one order, as plain text and numbers, to compare two engines by."""
    frame = facts.frame[[*KEY, "amount", "low", "high", "status", "start", "end"]]
    texts = [*KEY, "status", "start", "end"]
    return frame.astype(dict.fromkeys(texts, "str")).sort_values(KEY, ignore_index=True)


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
