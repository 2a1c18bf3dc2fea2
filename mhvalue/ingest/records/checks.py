"""Rows whose dates cannot be: they are counted and told of, never shown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import narwhals as nw

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.record_reading import DAY_ROLES
from mhvalue.ingest.records.days import Rows
from mhvalue.ingest.records.records import NAMES, Records, total

LEFT_OUT: Final = "These rows were left out."
BEFORE: Final = {
    "end": ("start",),
    "first contact": ("start",),
    "second contact": ("start", "first contact"),
    "snapshot": ("start",),
}
"""A date must not come before any of these."""
_DONE_LATER: Final = {
    "end": "They were taken as still open.",
    "first contact": "They were taken as not seen yet.",
    "second contact": "They were taken as not seen twice yet.",
}


@dataclass(frozen=True)
class _Fault:
    what: str
    done: str
    do: str = "Correct the dates in the file."


def checked(records: Records, as_at: int, file: str, sheet: str) -> tuple[Records, list[Problem]]:
    """The records with possible dates alone, and how many rows were not possible.

    Rows without a readable first date, with one after the extract, or with dates in the wrong
    order are left out; dates that lie after the extract have not happened.
    """
    reading = records.reading
    headings = {c.role: c.heading for c in reading.columns}
    roles = [role for role in DAY_ROLES if reading.has(role)]
    faults: dict[str, _Fault] = {}
    wrong: dict[str, nw.Expr] = {"blank": nw.col("start").is_null()}
    faults["blank"] = _Fault(f"have no date in “{headings['start']}”", LEFT_OUT)
    for role in roles:
        column = nw.col(NAMES[role])
        if role != "ready":
            wrong[f"unread_{NAMES[role]}"] = column < 0
            faults[f"unread_{NAMES[role]}"] = _Fault(
                f"have no readable date in “{headings[role]}”", LEFT_OUT
            )
        for earlier in BEFORE.get(role, ()):
            if reading.has(earlier):
                name = f"order_{NAMES[role]}_{NAMES[earlier]}"
                wrong[name] = column < nw.col(NAMES[earlier])
                faults[name] = _Fault(
                    f"have a date in “{headings[role]}” before that in “{headings[earlier]}”",
                    LEFT_OUT,
                )
    wrong["later"] = nw.col("start") > as_at
    faults["later"] = _Fault(
        f"have a date in “{headings['start']}” after the day of the extract", LEFT_OUT, ""
    )
    later = [role for role in _DONE_LATER if reading.has(role)]
    marked = _first_fault(records.frame, wrong)
    good = marked.filter(nw.col("fault") == 0)
    counts = total(
        marked,
        **{name: nw.col("fault") == place for place, name in enumerate(wrong, 1)},
        **{
            f"later_{NAMES[role]}": (nw.col("fault") == 0)
            & (nw.col(NAMES[role]) > as_at).fill_null(False)
            for role in later
        },
    )
    for role in later:
        what = f"have a date in “{headings[role]}” after the day of the extract"
        faults[f"later_{NAMES[role]}"] = _Fault(what, _DONE_LATER[role], "")
        day = nw.col(NAMES[role])
        good = good.with_columns(
            nw.when((day <= as_at).fill_null(False)).then(day).alias(NAMES[role])
        )
    problems = [_problem(fault, counts[name], file, sheet) for name, fault in faults.items()]
    kept, told = _ready(replace(records, frame=good.drop("fault")), as_at, file, sheet)
    return kept, [problem for problem in problems if problem] + told


def _first_fault(frame: Rows, wrong: Mapping[str, nw.Expr]) -> Rows:
    """The frame with the place of each row's first fault, counted from 1; 0 for none."""
    marked = frame.with_columns(fault=nw.lit(0))
    for place, name in reversed(list(enumerate(wrong, 1))):
        marked = marked.with_columns(
            fault=nw.when(wrong[name].fill_null(False))
            .then(nw.lit(place))
            .otherwise(nw.col("fault"))
        )
    return marked


def _ready(records: Records, as_at: int, file: str, sheet: str) -> tuple[Records, list[Problem]]:
    """Ready dates that cannot be are taken as blank: the stay itself still counts."""
    if not records.reading.has("ready"):
        return records, []
    ready, until = nw.col("ready"), nw.col("until")
    wrong = (ready < 0) | (ready > as_at)
    if records.reading.has("end"):
        wrong = wrong | (ready > until).fill_null(False)
    wrong = wrong.fill_null(False)
    heading = records.reading.with_role("ready")[0].heading
    count = total(records.frame, wrong=wrong)["wrong"]
    fault = _Fault(f"have a date in “{heading}” that cannot be", "They were taken as without one.")
    found = _problem(fault, count, file, sheet)
    frame = records.frame.with_columns(nw.when(~wrong).then(ready).alias("ready"))
    return replace(records, frame=frame), [found] if found else []


def _problem(fault: _Fault, count: int, file: str, sheet: str) -> Problem | None:
    if not count:
        return None
    rows = "1 row" if count == 1 else f"{count:,} rows"
    what = fault.what.replace("have", "has", 1) if count == 1 else fault.what
    done = fault.done
    if count == 1:
        done = done.replace("These rows were", "It was").replace("They were", "It was")
    return Problem(f"{rows} {what}.", file, sheet, "", done, fault.do)
