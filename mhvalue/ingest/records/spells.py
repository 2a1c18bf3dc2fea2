"""Rows that follow each other in one person become one stay in hospital."""

from dataclasses import dataclass

import narwhals as nw

from mhvalue.ingest.records.days import Rows, no_day
from mhvalue.ingest.records.records import Records, total

_FAR: int = 10**7
"""Later than any day: the last day of what is still open, for putting rows in order."""


def spells(records: Records) -> Rows:
    """The records as parts of whole stays, one row a stay on a ward.

    A move is no discharge: rows of one person that touch or overlap are one stay in hospital, and
    where they overlap the ward entered last has the person. New columns, besides `until` (when
    the person left this ward): `spell_start`, `admitted` and `discharged` (1 on the first and the
    last row of a stay that ended), `wards` (rows of the stay up to this one) and `back_after`
    (days from discharge to the next admission, null when there is none in the extract).
    """
    frame = records.frame
    if "until" not in frame.collect_schema().names():
        frame = frame.with_columns(until=no_day())
    frame = frame.with_columns(leaves=nw.col("until").fill_null(_FAR))
    if not records.keyed:
        ended = (~nw.col("until").is_null()).cast(nw.Int64)
        return frame.with_columns(
            spell_start=nw.col("start"), admitted=nw.lit(1), discharged=ended,
            wards=nw.lit(1), back_after=no_day(),
        )  # fmt: skip
    order = ["start", "leaves", *records.unit_columns, *records.group_columns]

    def along(expression: nw.Expr) -> nw.Expr:
        return expression.over("person", order_by=order)

    frame = frame.with_columns(far=along(nw.col("leaves").cum_max()))
    frame = frame.with_columns(before=along(nw.col("far").shift(1)))
    frame = frame.with_columns(
        admitted=nw.when((nw.col("start") <= nw.col("before")).fill_null(False))
        .then(nw.lit(0))
        .otherwise(nw.lit(1)),
        one=nw.lit(1),
    )
    frame = frame.with_columns(
        begun=nw.col("admitted") * nw.col("start"), row=along(nw.col("one").cum_sum())
    )
    frame = frame.with_columns(first_row=nw.col("admitted") * nw.col("row"))
    frame = frame.with_columns(
        spell_start=along(nw.col("begun").cum_max()),
        first_row=along(nw.col("first_row").cum_max()),
        next_start=along(nw.col("start").shift(-1)),
        next_admitted=along(nw.col("admitted").shift(-1)).fill_null(1),
    )
    last = nw.col("next_admitted") == 1
    frame = frame.with_columns(
        until=nw.when(last).then(nw.col("far")).otherwise(nw.col("next_start")),
        discharged=(last & (nw.col("far") < _FAR)).cast(nw.Int64),
        back_after=nw.when(last).then(nw.col("next_start") - nw.col("far")),
        wards=nw.col("row") - nw.col("first_row") + 1,
    )
    return frame.with_columns(until=nw.when(nw.col("until") < _FAR).then(nw.col("until"))).drop(
        "leaves", "far", "before", "one", "begun", "row", "first_row", "next_start", "next_admitted"
    )


@dataclass(frozen=True)
class Overlaps:
    """Rows that begin before an earlier one of the same person has ended, and what that does.

    `together` are the stays that ended and their days, such rows counted as one stay with the
    earlier one; `apart` the same with each of them a stay of its own.
    """

    rows: int
    together: tuple[int, int] = (0, 0)
    apart: tuple[int, int] = (0, 0)


def overlaps(records: Records) -> Overlaps:
    """The overlaps of the extract's stays."""
    frame = records.frame.with_columns(leaves=nw.col("until").fill_null(_FAR))
    order = ["start", "leaves", *records.unit_columns, *records.group_columns]

    def along(expression: nw.Expr) -> nw.Expr:
        return expression.over("person", order_by=order)

    frame = frame.with_columns(far=along(nw.col("leaves").cum_max()))
    frame = frame.with_columns(before=along(nw.col("far").shift(1)))
    rows = total(frame, n=(nw.col("start") < nw.col("before")).fill_null(False))["n"]
    if not rows:
        return Overlaps(0)
    moved = (nw.col("start") == along(nw.col("leaves").shift(1))).fill_null(False)
    frame = frame.with_columns(own=(~moved).cast(nw.Int64))
    frame = frame.with_columns(begun=nw.col("own") * nw.col("start"))
    frame = frame.with_columns(
        since=along(nw.col("begun").cum_max()), last=along(nw.col("own").shift(-1)).fill_null(1)
    )
    ended = (nw.col("last") == 1) & (nw.col("leaves") < _FAR)
    apart = total(frame.filter(ended), n=nw.lit(1), days=nw.col("leaves") - nw.col("since"))
    left = spells(records).filter(nw.col("discharged") == 1)
    together = total(left, n=nw.col("discharged"), days=nw.col("until") - nw.col("spell_start"))
    return Overlaps(rows, (together["n"], together["days"]), (apart["n"], apart["days"]))
