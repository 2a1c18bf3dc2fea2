"""Contacts, one row each, as monthly amounts by what became of them."""

from collections.abc import Iterator
from typing import Final

import narwhals as nw

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.records import outcomes
from mhvalue.ingest.records.coverage import Coverage
from mhvalue.ingest.records.monthly import Monthly, counted
from mhvalue.ingest.records.records import Records, total

ITEMS: Final = {
    "attended_contacts": outcomes.ATTENDED,
    "missed_contacts": outcomes.MISSED,
    "provider_cancelled_contacts": outcomes.CANCELLED_BY_SERVICE,
    "person_cancelled_contacts": outcomes.CANCELLED_BY_PERSON,
}

_UNTOLD: Final = (outcomes.UNKNOWN, outcomes.CANCELLED_UNKNOWN)


def contacts(records: Records, covered: Coverage) -> Iterator[Monthly]:
    """Contacts attended, missed and cancelled; all attended where no column tells.

    Of an outcome that the whole extract never names nothing is said: it may have been left out.
    """
    if not records.reading.has("outcome"):
        frame = records.frame.with_columns(attended_contacts=nw.lit(1))
        yield from counted(records, frame, "start", ["attended_contacts"], covered)
        return
    kinds = {item: (nw.col("outcome") == code).cast(nw.Int64) for item, code in ITEMS.items()}
    named = total(records.frame, **kinds)
    items = [item for item in ITEMS if named[item]]
    frame = records.frame.with_columns(**kinds)
    if items:
        yield from counted(records, frame, "start", items, covered)


def notices(records: Records, file: str, sheet: str) -> list[Problem]:
    """What a person should know about how their contacts were taken."""
    if not records.reading.has("outcome"):
        return [
            Problem(
                "No column tells whether a contact was attended.", file, sheet, "",
                "Every row was taken for an attended contact.",
                "Add the column that tells, or leave missed and cancelled contacts out.",
            )
        ]  # fmt: skip
    untold = total(records.frame, n=nw.col("outcome").is_in([*_UNTOLD]))["n"]
    if not untold:
        return []
    heading = records.reading.with_role("outcome")[0].heading
    return [
        Problem(
            f"{untold:,} contacts do not say in “{heading}” whether they were attended, missed "
            "or cancelled, and by whom.",
            file, sheet, "", "They were not counted.", "",
        )
    ]  # fmt: skip
