"""Placements elsewhere, delays and leave, one row each, as monthly amounts."""

from collections.abc import Iterator
from typing import Final

import narwhals as nw

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.record_reading import DELAYS, LEAVE, PLACEMENTS
from mhvalue.ingest.records.coverage import Coverage
from mhvalue.ingest.records.monthly import Monthly, Spans, counted, states
from mhvalue.ingest.records.outcomes import INAPPROPRIATE, outcome
from mhvalue.ingest.records.records import Records, total

DAYS: Final = {
    PLACEMENTS: "oap_bed_days_all", DELAYS: "delayed_days", LEAVE: "leave_days",
}  # fmt: skip
OPEN: Final = {PLACEMENTS: "oap_open_all", DELAYS: "crfd_people"}
NARROW: Final = {"oap_bed_days_all": "oap_bed_days", "oap_open_all": "oap_open"}
"""The same of inappropriate placements alone."""
MANY: Final = 30


def stretches(records: Records, covered: Coverage) -> Iterator[Monthly]:
    """Nights that fall in each month, what is open at its end, and delays that ended in it."""
    kind = records.reading.kind
    if covered.snapshots:
        frame = records.frame.with_columns(on=nw.lit(covered.as_at), crfd_people=nw.lit(1))
        yield from counted(records, frame, "on", ["crfd_people"], covered)
        return
    yield from _laid(records, covered, kind, narrow=False)
    if kind == PLACEMENTS and _tells(records):
        yield from _laid(records, covered, kind, narrow=True)


def _laid(records: Records, covered: Coverage, kind: str, *, narrow: bool) -> Iterator[Monthly]:
    frame = records.frame
    if narrow:
        frame = frame.filter(nw.col("outcome") == INAPPROPRIATE)
    gone = (~nw.col("until").is_null()).cast(nw.Int64)
    length = (nw.col("until") - nw.col("start")).fill_null(0)
    frame = frame.with_columns(ended=gone, length=length).with_columns(
        squared=nw.col("length") * nw.col("length")
    )
    spans: Spans = {}
    for where, laid in states(
        records, frame, covered, spans, begin="start", until="until", since="start",
        at_end=["ended", "length", "squared"],
    ):  # fmt: skip
        items = {DAYS[kind]: laid["days"]}
        if kind in OPEN:
            items[OPEN[kind]] = laid["open"]
        if kind == DELAYS:
            items["ended_delays"] = laid["ended"]
            items["ended_delay_days"] = laid["length"]
            items["ended_delay_days_squared"] = laid["squared"]
        if narrow:
            items = {NARROW[item]: amounts for item, amounts in items.items()}
        yield Monthly(where, laid[["unit", "group", "month"]].assign(**items))


def _tells(records: Records) -> bool:
    texts = records.texts.get("outcome", ())
    heading = records.reading.with_role("outcome")
    return any(outcome(PLACEMENTS, text, heading[0].heading) == INAPPROPRIATE for text in texts)


def notices(records: Records, file: str, sheet: str) -> list[Problem]:
    """What a person should know about how their log was taken."""
    told = []
    reading = records.reading
    if reading.kind == DELAYS:
        heading = reading.with_role("start")[0].heading
        told.append(
            Problem(
                f"Every row has a day in “{heading}”: these are people who were delayed, and not "
                "all who were in hospital.",
                file, sheet, "", "Delays were counted, and no admissions, stays or bed days.",
                "Say that each row is a stay if everybody who was in hospital is there.",
            )
        )  # fmt: skip
    if reading.kind == PLACEMENTS and not _tells(records):
        told.append(
            Problem(
                "Nothing tells which placements were inappropriate.",
                file, sheet, "", "All were counted together, appropriate ones too.",
                "Add a column that says of each whether it was inappropriate.",
            )
        )  # fmt: skip
    if reading.kind == LEAVE:
        told.append(
            Problem(
                "Each row was taken for leave of somebody in hospital.",
                file, sheet, "", "Nights away were counted: leave within one day has none.",
                "Leave the sheet out if it is leave of another kind.",
            )
        )  # fmt: skip
    if reading.has("end"):
        counts = total(records.frame, rows=nw.col("start") > 0, open=nw.col("until").is_null())
        if counts["rows"] >= MANY and not counts["open"]:
            told.append(
                Problem(
                    "None of them is still open: this may be a list of those that ended.",
                    file, sheet, "", "The last months may be too low.",
                    "Add those that have not ended.",
                )
            )  # fmt: skip
    return told
