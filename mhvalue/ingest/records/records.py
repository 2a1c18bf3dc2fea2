"""The rows of an extract as whole numbers in a Narwhals frame, whatever engine holds them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import narwhals as nw
import pandas as pd

from mhvalue.ingest.record_reading import DAY_ROLES, IGNORE, SO_FAR, RecordReading
from mhvalue.ingest.records.days import Rows

NAMES: Final = {
    "start": "start",
    "end": "until",
    "ready": "ready",
    "first contact": "first_contact",
    "second contact": "second_contact",
    "snapshot": "snapshot",
    "person": "person",
    "spell": "person",
    "record": "record",
    "outcome": "outcome",
    "rejected": "rejected",
    "unit kind": "unit_kind",
}
"""The columns of the frame by role; units are unit_0, unit_1 ... and breakdowns group_0 ...,
those that tell who cancelled cancelled_0 ..., further types of incidents type_0 ..., and those that
tell which rows do not count void_0 ..."""
FOLLOWED: Final = ("stays", "waiting list")
"""Kinds of records of which several of one person mean something together."""


@dataclass(frozen=True, eq=False)
class Records:
    """One row a record: days (null when blank), codes of labels, and a key of the person.

    `texts` gives the labels of a column by code. The key is there to follow a person from one
    row to the next and never leaves the frame; extracts of other kinds do without. `keep` works
    rows out once, where the engine would otherwise do so for every question. `either_order` are
    the columns of days of which nothing tells whether the day or the month comes first.
    """

    frame: Rows
    reading: RecordReading
    texts: dict[str, tuple[str, ...]]
    keep: Callable[[Rows], Rows] = field(repr=False)
    either_order: tuple[str, ...] = ()

    @property
    def unit_columns(self) -> list[str]:
        """The frame's unit columns, in the order of the reading's levels."""
        return [f"unit_{i}" for i in range(len(self.reading.levels))]

    @property
    def group_columns(self) -> list[str]:
        """The frame's breakdown columns, in the order of the reading's breakdowns."""
        return [f"group_{i}" for i in range(len(self.reading.breakdowns))]

    @property
    def day_columns(self) -> list[str]:
        """The frame's columns of days."""
        return [NAMES[role] for role in DAY_ROLES if self.reading.has(role)]

    @property
    def keyed(self) -> bool:
        """Whether rows that belong to one stay in hospital can be told."""
        return self.reading.has("person") or self.reading.has("spell")


def names(reading: RecordReading) -> dict[str, tuple[str, str]]:
    """The frame's column for each used heading: {column: (heading, role)}."""
    found: dict[str, tuple[str, str]] = {}
    for column in reading.columns:
        if column.role in (IGNORE, SO_FAR):
            continue
        if column.role in ("person", "spell") and reading.kind not in FOLLOWED:
            continue
        if column.role == "spell" and reading.has("person"):
            continue
        if column.role == "unit":
            name = f"unit_{sum(n.startswith('unit_') and n != 'unit_kind' for n in found)}"
        elif column.role == "breakdown":
            name = f"group_{sum(n.startswith('group_') for n in found)}"
        elif column.role == "cancelled":
            name = f"cancelled_{sum(n.startswith('cancelled_') for n in found)}"
        elif column.role == "further type":
            name = f"type_{sum(n.startswith('type_') for n in found)}"
        elif column.role == "void":
            name = f"void_{sum(n.startswith('void_') for n in found)}"
        else:
            name = NAMES[column.role]
        found[name] = (column.heading, column.role)
    return found


def collected(frame: Rows) -> pd.DataFrame:
    """A small result as whole numbers in pandas; sums come wider than that from some engines."""
    small = frame.collect(backend="pandas").to_native()
    result: pd.DataFrame = small.astype("int64")
    return result


def total(frame: Rows, **counts: nw.Expr) -> dict[str, int]:
    """The whole frame's sums of some whole numbers or truths; 0 for none."""
    if not counts:
        return {}
    told = frame.select(**{name: when.cast(nw.Int64) for name, when in counts.items()})
    small = told.select(nw.all().sum()).collect(backend="pandas").to_native()
    return {
        name: 0 if pd.isna(small[name].iloc[0]) else int(small[name].iloc[0]) for name in counts
    }
