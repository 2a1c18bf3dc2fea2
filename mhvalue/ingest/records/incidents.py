"""Incidents, one row each, as monthly amounts."""

from collections.abc import Iterator
from typing import Final

import narwhals as nw

from mhvalue.ingest.records import outcomes
from mhvalue.ingest.records.coverage import Coverage
from mhvalue.ingest.records.monthly import Monthly, counted
from mhvalue.ingest.records.records import Records, total

ITEMS: Final = {
    "restrictive_interventions": (outcomes.RESTRAINT, outcomes.PRONE_RESTRAINT),
    "prone_restraints": (outcomes.PRONE_RESTRAINT,),
    "self_harm_incidents": (outcomes.SELF_HARM,),
    "assaults_on_staff": (outcomes.ASSAULT_ON_STAFF,),
}


def incidents(records: Records, covered: Coverage) -> Iterator[Monthly]:
    """Incidents of all types, and of the types the catalogue knows.

    They are rare: a month without any is a zero for every unit that reports at all. Of a type that
    the whole extract never names nothing is said: it may be kept elsewhere or in other words.
    """
    frame = records.frame.with_columns(incidents=nw.lit(1))
    items = ["incidents"]
    if records.reading.has("outcome"):
        kinds = {
            item: nw.col("outcome").is_in(list(codes)).cast(nw.Int64)
            for item, codes in ITEMS.items()
        }
        named = total(frame, **kinds)
        frame = frame.with_columns(**kinds)
        items += [item for item in ITEMS if named[item]]
    yield from counted(records, frame, "start", items, covered, every_month=True)
