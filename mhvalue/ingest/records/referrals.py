"""Referrals, one row each, as monthly amounts: received, accepted, seen, still waiting, open."""

from collections.abc import Iterator
from typing import Final

import narwhals as nw

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.record_reading import SO_FAR
from mhvalue.ingest.records.coverage import Coverage
from mhvalue.ingest.records.days import Rows, no_day
from mhvalue.ingest.records.labels import NOT_STATED
from mhvalue.ingest.records.monthly import Monthly, Spans, counted, states
from mhvalue.ingest.records.outcomes import (
    ACCEPTED,
    REJECTED,
    UNKNOWN,
    is_understood,
    outcome,
)
from mhvalue.ingest.records.percentiles import percentiles
from mhvalue.ingest.records.records import Records, total
from mhvalue.ingest.records.vocabulary import OPEN_OR_CLOSED
from mhvalue.ingest.vocabulary import folded

MANY: Final = 100
"""Of so many referrals one at least is still open, unless closed ones alone are there."""
YEAR: Final = 365
"""Over 52 weeks is 365 days or more, as the national figures count it."""
_UNSEEN: Final = "waiting_first_contact"
_WAITS: Final = (("first_contact", "first contact"), ("second_contact", "second contact"))


def referrals(records: Records, covered: Coverage) -> Iterator[Monthly]:
    """Every item of referrals; of those accepted only where any is said to be.

    A referral counts in the month it was received, and so do its acceptance and its rejection; a
    wait in the month it ended. Who has neither been seen nor closed by a month's end is waiting,
    and has waited the days up to its last.
    """
    if covered.snapshots:
        yield from _caseload(records, covered)
        return
    frame = _measured(records)
    spans: Spans = {}
    closed_only = _closed_only(records)
    named = total(frame, accepted=nw.col("accepted"), rejected=nw.col("rejected"))
    decided = named["accepted"] > 0 and not _only_now(records)
    rejects = decided and named["rejected"] > 0
    for where, laid in states(
        records, frame, covered, spans, begin="start", until="until", since="start",
        at_begin=["one", "accepted", "rejected"], at_end=["closed"],
    ):  # fmt: skip
        if closed_only:
            closed = {"referral_discharges": laid["closed"]}
            yield Monthly(where, laid[["unit", "group", "month"]].assign(**closed))
            continue
        items = {"referrals": laid["one"]}
        if decided:
            items["referrals_accepted"] = laid["accepted"]
        if rejects:
            items["referrals_decided"] = laid["accepted"] + laid["rejected"]
        if records.reading.has("end"):
            items |= {"referral_discharges": laid["closed"], "caseload": laid["open"]}
        yield Monthly(where, laid[["unit", "group", "month"]].assign(**items))
    for column, role in _WAITS:
        if records.reading.has(role) and not closed_only:
            yield from _wait(records, frame, covered, spans, column)


def _caseload(records: Records, covered: Coverage) -> Iterator[Monthly]:
    """Whose referrals are open on the day of a list, and of them who has not been seen."""
    frame = records.frame.with_columns(on=nw.lit(covered.as_at), caseload=nw.lit(1))
    items = ["caseload"]
    if records.reading.has("first contact"):
        unseen = nw.col("first_contact").is_null().cast(nw.Int64)
        frame, items = frame.with_columns(waiting_first_contact=unseen), [*items, _UNSEEN]
    yield from counted(records, frame, "on", items, covered)


def _measured(records: Records) -> Rows:
    frame = records.frame
    if not records.reading.has("end"):
        frame = frame.with_columns(until=no_day())
    told = records.reading.has("outcome") or records.reading.has("rejected")
    outcome = nw.col("outcome") if told else nw.lit(0)
    return frame.with_columns(
        one=nw.lit(1),
        accepted=(outcome == ACCEPTED).cast(nw.Int64),
        rejected=(outcome == REJECTED).cast(nw.Int64),
        closed=(~nw.col("until").is_null()).cast(nw.Int64),
    )


def _wait(
    records: Records, frame: Rows, covered: Coverage, spans: Spans, contact: str
) -> Iterator[Monthly]:
    seen = ~nw.col(contact).is_null()
    # A referral turned down is not waiting for anything.
    leaves = nw.when(nw.col("rejected") == 1).then(nw.col("start")).otherwise(nw.col("until"))
    frame = frame.with_columns(turned_away=leaves).with_columns(
        left=nw.when(seen).then(nw.col(contact)).otherwise(nw.col("turned_away")),
        seen=seen.cast(nw.Int64),
        wait=(nw.col(contact) - nw.col("start")).fill_null(0),
    )
    frame = frame.with_columns(wait_squared=nw.col("wait") * nw.col("wait"))
    for where, laid in states(
        records, frame, covered, spans, begin="start", until="left", since="start",
        at_end=["seen", "wait", "wait_squared"],
    ):  # fmt: skip
        items = {
            f"{contact}s": laid["seen"],
            f"{contact}_wait_days": laid["wait"],
            f"{contact}_wait_days_squared": laid["wait_squared"],
            f"waiting_{contact}": laid["open"],
            f"waiting_{contact}_days": laid["so_far"],
            f"waiting_{contact}_days_squared": laid["so_far_squared"],
        }
        yield Monthly(where, laid[["unit", "group", "month"]].assign(**items))
    long = frame.with_columns(year_on=nw.col("start") + YEAR).filter(
        nw.col("left").is_null() | (nw.col("year_on") < nw.col("left")),
        nw.col("year_on") <= covered.as_at,
    )
    for where, laid in states(
        records, long, covered, spans, begin="year_on", until="left", since="start"
    ):
        items = {f"waiting_{contact}_52wk": laid["open"]}
        yield Monthly(where, laid[["unit", "group", "month"]].assign(**items))
    yield from percentiles(
        records, frame.filter(nw.col("seen") == 1),
        day=contact, length="wait", item=f"{contact}_wait",
    )  # fmt: skip


def notices(records: Records, file: str, sheet: str) -> list[Problem]:
    """What a person should know about how their referrals were taken."""
    waits = any(records.reading.has(role) for _, role in _WAITS)
    told = []
    listed = next(iter(records.reading.with_role(SO_FAR)), None)
    if listed is not None:
        return [
            Problem(
                f"“{listed.heading}” counts up to one day: the file lists who is on the caseload "
                "on that day.",
                file, sheet, "", "They were counted as they are on that day, and nothing else was: "
                "who has left since the first date is not in the file.",
                "Add the referrals that have been closed, with their dates.",
            )
        ]  # fmt: skip
    if vague := _only_now(records):
        heading = records.reading.with_role("outcome")[0].heading
        told.append(
            Problem(
                f"“{heading}” says of some referrals what they are now ({', '.join(vague)}), and "
                "not whether they were accepted.",
                file, sheet, "", "Accepted referrals were not counted: they would be too few.",
                "Add the column that says of each referral whether or when it was accepted.",
            )
        )  # fmt: skip
    told += _not_understood(records, file, sheet)
    if _closed_only(records):
        told.append(
            Problem(
                "No referral is still open: this looks like an extract of closed referrals.",
                file, sheet, "", "Only what was closed was counted: all else would be too low.",
                "Add the referrals that have not been closed.",
            )
        )  # fmt: skip
    if records.reading.has("end") or not waits:
        return told
    return [
        *told,
        Problem(
            "No column tells when a referral was closed.", file, sheet, "",
            "Whoever was never seen counts as still waiting.",
            "Add the date on which each referral was closed.",
        ),
    ]  # fmt: skip


def _closed_only(records: Records) -> bool:
    """Whether the extract was drawn from closed referrals, so that open ones are absent."""
    if not records.reading.has("end"):
        return False
    counts = total(records.frame, rows=~nw.col("start").is_null(), open=nw.col("until").is_null())
    return counts["rows"] >= MANY and counts["open"] == 0


def _not_understood(records: Records, file: str, sheet: str) -> list[Problem]:
    """What the outcome's column says of referrals in words that are neither a yes nor a no."""
    texts = [text for text in records.texts.get("outcome", ()) if text != NOT_STATED]
    column = next(iter(records.reading.with_role("outcome")), None)
    heading = folded(column.heading) if column else ""
    strange = [
        f"“{text}”"
        for text in dict.fromkeys(texts)
        if outcome("referrals", text, heading) == UNKNOWN
        and not is_understood("referrals", text)
        and folded(text) not in OPEN_OR_CLOSED
    ]
    if not strange or column is None:
        return []
    return [
        Problem(
            f"“{column.heading}” says of some referrals neither that they were accepted nor that "
            f"they were turned down: {', '.join(strange)}.",
            file, sheet, "", "Such a referral counts as neither, and as waiting until it is seen "
            "or closed.",
            "Say accepted or rejected in the file where that is meant.",
        )
    ]  # fmt: skip


def _only_now(records: Records) -> list[str]:
    """What the outcome's column calls referrals of which it says only that they are open or not.

    Nothing where it says of none that it was accepted.
    """
    texts = records.texts.get("outcome", ())
    accepts = any(outcome("referrals", text) == ACCEPTED for text in texts)
    return [f"“{text}”" for text in texts if accepts and folded(text) in OPEN_OR_CLOSED]
