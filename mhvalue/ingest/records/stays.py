"""Stays on wards, one row each, as monthly amounts."""

from collections.abc import Iterator
from typing import Final

import narwhals as nw
import pandas as pd

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.record_reading import SO_FAR
from mhvalue.ingest.records.coverage import Coverage, is_census, is_listed
from mhvalue.ingest.records.days import Rows
from mhvalue.ingest.records.long_alone import chosen_from, of_long_alone
from mhvalue.ingest.records.monthly import Monthly, Spans, counted, states
from mhvalue.ingest.records.outcomes import DIED, MOVED_ON
from mhvalue.ingest.records.percentiles import percentiles
from mhvalue.ingest.records.records import Records, total
from mhvalue.ingest.records.spells import overlaps, spells
from mhvalue.ingest.records.waiting import snapshots

LONG: Final = (60, 90)
FOLLOW_UPS: Final = (14, 28, 30)
MANY: Final = 100
"""Of so many stays one at least is still open, unless the extract holds ended stays only."""


def stays(records: Records, covered: Coverage) -> Iterator[Monthly]:
    """Every item of stays: what began, ended, lasted, waited to leave and came back.

    Days are nights: a stay has the days from its first up to, not including, its last. Days so
    far run to the last day of the month. Admissions belong to the first ward of a stay in
    hospital, discharges and what follows them to the last.
    """
    whole = records.keyed or records.reading.whole_spells
    if is_listed(records):
        listed = snapshots(records, covered).with_columns(spell_start=nw.col("start"))
        yield from _there(records, listed, "snapshot", covered, whole=whole)
        return
    if covered.snapshots:
        yield from _census(records, covered, whole=whole)
        return
    if not records.reading.has("end"):
        begun = "admissions" if whole else "ward_stays_started"
        frame = records.frame.with_columns(**{begun: nw.lit(1)})
        yield from counted(records, frame, "start", [begun], covered)
        return
    frame = _measured(records, records.keep(spells(records)))
    spans: Spans = {}
    ended_only = _ended_only(records)
    followed = records.reading.has("person") and not _numbers_rows(records)
    at_end = [
        "discharged", "wards_at_end", "days_at_end", "squared_at_end", "eligible",
        *(f"over_{days}" for days in LONG), *(f"back_{days}" for days in FOLLOW_UPS),
    ]  # fmt: skip
    for where, laid in states(
        records, frame, covered, spans,
        begin="start", until="until", since="spell_start",
        at_begin=["one", "admitted"], at_end=["ended", *at_end],
    ):  # fmt: skip
        items = _ended(records, laid, whole, followed)
        if not ended_only:
            items |= _present(records, laid, whole)
        keys = {name: laid[name] for name in ("unit", "group", "month")}
        follow_up = {f"readmissions_{days}": days for days in FOLLOW_UPS}
        yield Monthly(where, pd.DataFrame(keys | items), follow_up)
    ended = frame.filter(nw.col("discharged") == 1).with_columns(length=nw.col("days_at_end"))
    yield from percentiles(
        records, ended, day="until", length="length", item="stay" if whole else "ward_stay"
    )
    if not ended_only and whole:
        yield from _still_long(records, frame, covered, spans)
    if records.reading.has("ready"):
        yield from _delayed(records, frame, covered, spans, closed=ended_only)


def _census(records: Records, covered: Coverage, *, whole: bool) -> Iterator[Monthly]:
    """Who is there on the day of the extract, and for how long so far."""
    frame = spells(records).filter(nw.col("until").is_null())
    frame = frame.with_columns(on=nw.lit(covered.as_at))
    yield from _there(records, frame, "on", covered, whole=whole)


def _there(
    records: Records, frame: Rows, on: str, covered: Coverage, *, whole: bool
) -> Iterator[Monthly]:
    """Those in hospital on a day of each row, and for how long so far."""
    frame = frame.with_columns(n=nw.lit(1), so_far=nw.col(on) - nw.col("spell_start"))
    if not whole:
        frame = frame.with_columns(open_ward_stays=nw.col("n"))
        yield from counted(records, frame, on, ["open_ward_stays"], covered)
        return
    frame = frame.with_columns(
        open_stays=nw.col("n"),
        open_stay_days=nw.col("so_far"),
        open_stay_days_squared=nw.col("so_far") * nw.col("so_far"),
        **{f"open_stays_{n}plus": (nw.col("so_far") >= n).cast(nw.Int64) for n in LONG},
    )
    long = [f"open_stays_{n}plus" for n in LONG]
    items = ["open_stays", "open_stay_days", "open_stay_days_squared", *long]
    since = chosen_from(frame, "so_far")
    if since is not None:
        items = [f"open_stays_{n}plus" for n in LONG if since <= n]
        if items:
            yield from counted(records, frame, on, items, covered)
        return
    if records.reading.has("ready"):
        ready = (~nw.col("ready").is_null()).cast(nw.Int64)
        frame, items = frame.with_columns(crfd_people=ready), [*items, "crfd_people"]
    yield from counted(records, frame, on, items, covered)


def _measured(records: Records, frame: Rows) -> Rows:
    """What is summed: 1 for what counts and 0 for what does not, lengths on the last row."""
    last = nw.col("discharged")
    length = (nw.col("until").fill_null(0) - nw.col("spell_start")) * last
    gone = nw.lit(0)
    if records.reading.has("outcome"):
        gone = nw.col("outcome").is_in([DIED, MOVED_ON]).cast(nw.Int64)
    frame = frame.with_columns(
        one=nw.lit(1),
        ended=(~nw.col("until").is_null()).cast(nw.Int64),
        wards_at_end=nw.col("wards") * last,
        days_at_end=length,
        eligible=last * (1 - gone),
        back=nw.col("back_after").fill_null(10**6),
    )
    return frame.with_columns(
        squared_at_end=nw.col("days_at_end") * nw.col("days_at_end"),
        **{f"over_{n}": (nw.col("days_at_end") >= n).cast(nw.Int64) * last for n in LONG},
        **{
            f"back_{n}": (nw.col("back") <= n).cast(nw.Int64) * nw.col("eligible")
            for n in FOLLOW_UPS
        },
    )


def _ended(
    records: Records, laid: pd.DataFrame, whole: bool, followed: bool
) -> dict[str, "pd.Series[int]"]:
    items = {"ward_stays_ended": laid["ended"]} if records.keyed or not whole else {}
    if not whole:
        return items | {
            "ended_ward_stay_days": laid["days_at_end"],
            "ended_ward_stay_days_squared": laid["squared_at_end"],
        }
    items |= {
        "discharges": laid["discharged"],
        "discharged_stay_days": laid["days_at_end"],
        "discharged_stay_days_squared": laid["squared_at_end"],
        **{f"discharges_{n}plus": laid[f"over_{n}"] for n in LONG},
    }
    if records.keyed:
        items["discharged_ward_stays"] = laid["wards_at_end"]
    if followed:
        items["readmission_eligible"] = laid["eligible"]
        items |= {f"readmissions_{n}": laid[f"back_{n}"] for n in FOLLOW_UPS}
    return items


def _present(records: Records, laid: pd.DataFrame, whole: bool) -> dict[str, "pd.Series[int]"]:
    items = {"occupied_bed_days": laid["days"]}
    if records.keyed or not whole:
        items |= {"ward_stays_started": laid["one"], "open_ward_stays": laid["open"]}
    if whole:
        items |= {
            "admissions": laid["admitted"],
            "open_stays": laid["open"],
            "open_stay_days": laid["so_far"],
            "open_stay_days_squared": laid["so_far_squared"],
        }
    return items


def _still_long(
    records: Records, frame: Rows, covered: Coverage, spans: Spans
) -> Iterator[Monthly]:
    """Stays open at month end that have lasted so many days by then."""
    for days in LONG:
        reached = frame.with_columns(
            long_since=nw.max_horizontal(nw.col("start"), nw.col("spell_start") + days)
        )
        reached = reached.filter(
            nw.col("until").is_null() | (nw.col("long_since") < nw.col("until")),
            nw.col("long_since") <= covered.as_at,
        )
        for where, laid in states(
            records, reached, covered, spans, begin="long_since", until="until", since="start"
        ):
            items = laid[["unit", "group", "month"]].assign(
                **{f"open_stays_{days}plus": laid["open"]}
            )
            yield Monthly(where, items)


def _delayed(
    records: Records, frame: Rows, covered: Coverage, spans: Spans, *, closed: bool
) -> Iterator[Monthly]:
    """Days ready for discharge but still on the ward, and the delays that ended in a discharge."""
    ready = frame.filter(~nw.col("ready").is_null()).with_columns(
        delayed_since=nw.max_horizontal("ready", "start"),
        whole_delay=(nw.col("until").fill_null(0) - nw.col("ready")) * nw.col("discharged"),
    )
    ready = ready.filter(
        nw.col("until").is_null() | (nw.col("delayed_since") <= nw.col("until"))
    ).with_columns(delay_squared=nw.col("whole_delay") * nw.col("whole_delay"))
    for where, laid in states(
        records, ready, covered, spans, begin="delayed_since", until="until", since="ready",
        at_end=["discharged", "whole_delay", "delay_squared"],
    ):  # fmt: skip
        items = {
            "ended_delays": laid["discharged"],
            "ended_delay_days": laid["whole_delay"],
            "ended_delay_days_squared": laid["delay_squared"],
        }
        if not closed:
            items |= {"delayed_days": laid["days"], "crfd_people": laid["open"]}
        yield Monthly(where, laid[["unit", "group", "month"]].assign(**items))


def _ended_only(records: Records) -> bool:
    """Whether the extract was drawn from stays that ended, so that those still in are absent."""
    counts = total(records.frame, rows=~nw.col("start").is_null(), open=nw.col("until").is_null())
    return counts["rows"] >= MANY and counts["open"] == 0


def _numbers_rows(records: Records) -> bool:
    """Whether what should number people differs on each of many rows, as numbers of stays do."""
    each = records.frame.with_columns(one=nw.lit(1)).group_by("person").agg(nw.col("one").sum())
    counts = total(each, rows=nw.col("one"), people=~nw.col("one").is_null())
    return counts["rows"] >= MANY and counts["rows"] == counts["people"]


def notices(records: Records, file: str, sheet: str) -> list[Problem]:
    """What a person should know about how their stays were taken."""
    if is_listed(records):
        return [
            Problem(
                "The rows say who was in hospital on a day, and not until when.", file, sheet, "",
                "Of each month the last day in the file was counted: those there and their days "
                "so far, and nothing else.",
                "Add the stays that have ended, with their dates.",
            )
        ]  # fmt: skip
    if is_census(records):
        return [
            Problem(
                _who_is_there(records),
                file, sheet, "",
                "Open stays and their days so far were counted, and nothing else.",
                "Add the stays that have ended.",
            ),
            *of_long_alone(records, file, sheet),
        ]  # fmt: skip
    if not records.reading.has("end"):
        return [
            Problem(
                "No column tells when a stay ended.", file, sheet, "",
                "Each row was counted as an admission, and nothing else was.",
                "Choose the column that tells. If the file lists only who is there now, leave it "
                "out: its admissions are too low.",
            )
        ]  # fmt: skip
    told = []
    if not records.keyed and records.reading.whole_spells:
        told.append(
            Problem(
                "No column tells one person from another.", file, sheet, "",
                "Each row was taken for a whole stay in hospital; readmissions are not known.",
                "Add a pseudonym of the person to see moves and readmissions.",
            )
        )  # fmt: skip
    if records.reading.has("person") and _numbers_rows(records):
        heading = records.reading.with_role("person")[0].heading
        told.append(
            Problem(
                f"Nobody in this extract has two rows: “{heading}” may number stays, not people.",
                file, sheet, "", "Readmissions were left out.",
                "Choose the column that tells one person from another, if there is one.",
            )
        )  # fmt: skip
    elif records.reading.has("person"):
        told.append(
            Problem(
                "Planned readmissions cannot be told from others.", file, sheet, "",
                "Every readmission counts.", "",
            )
        )  # fmt: skip
    if records.keyed:
        told += _overlapping(records, file, sheet)
    if _ended_only(records):
        told.append(
            Problem(
                "No stay is still open: this looks like an extract of ended stays.",
                file, sheet, "",
                "Admissions, bed days and people in hospital were left out, as they would be "
                "too low.",
                "Add the stays that have not ended.",
            )
        )  # fmt: skip
    return told


def _who_is_there(records: Records) -> str:
    column = next(iter(records.reading.with_role(SO_FAR)), None)
    if column is None:
        return "No stay has ended: the file lists who is there on the day of the extract."
    return f"“{column.heading}” counts up to one day: the file lists who is there on that day."


def _overlapping(records: Records, file: str, sheet: str) -> list[Problem]:
    """Rows of one person that were open at once, and what that does to the average stay."""
    found = overlaps(records)
    if not found.rows:
        return []
    begins = "1 stay begins" if found.rows == 1 else f"{found.rows:,} stays begin"
    before = "it" if found.rows == 1 else "them"
    done = "They count as one stay with it, and the ward entered last was taken to have the person"
    if found.together[0] and found.apart[0]:
        done += (
            f": {_average(found.together)} a discharge, where each a stay of its own would make "
            f"{_average(found.apart)}"
        )
    return [
        Problem(
            f"{begins} before the person's stay before {before} has ended.",
            file, sheet, "", f"{done}.", "Correct the dates in the file.",
        )
    ]  # fmt: skip


def _average(ended: tuple[int, int]) -> str:
    return f"{ended[1] / ended[0]:,.1f} days"
