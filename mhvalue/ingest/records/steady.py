"""Whether an extract holds all that began since its first day, or what had not ended by another."""

from typing import Final

import narwhals as nw

from mhvalue.ingest.records.daily import Daily
from mhvalue.ingest.records.days import Rows, as_date, month_of
from mhvalue.ingest.records.records import Records, collected
from mhvalue.ingest.records.spells import spells

STEADY: Final = 0.6
FEW: Final = 5
SHORT: Final = 30
"""So many days are too few to tell how often records begin."""
SURELY: Final = 4.0
"""Where so many are expected, none at all is no chance (less than one in fifty)."""

QUIET: Final = 14
MUCH: Final = 10.0
"""For two weeks nothing, where so many records would have been, is no chance."""
MANY: Final = 20


def in_hospital_once(records: Records) -> Rows:
    """The records with `begun` and `until`; of stays on wards each stay in hospital once.

    An extract of stays in hospital brings along the wards of each, those left long ago too.
    """
    if records.reading.kind != "stays" or not records.keyed:
        return records.frame.with_columns(begun=nw.col("start"))
    last = (nw.col("discharged") == 1) | nw.col("until").is_null()
    stays = spells(records).filter(last).with_columns(begun=nw.col("spell_start"))
    return records.keep(stays)


def began_as_often(starts: Daily, oldest: int, ended: int, day: int) -> bool:
    """Whether records began as often before the first one ended as after."""
    gap = ended - oldest
    before = starts.between(oldest, ended - 1)
    often = starts.between(ended, day) / max(day - ended + 1, 1)
    enough = before >= FEW or gap <= SHORT
    return enough and before >= STEADY * often * gap


def might_all_last(whole: Rows, oldest: int, ended: int, day: int) -> bool:
    """Whether all that began before the first end may have lasted until then, going by later ones.

    Where some must have ended before, the extract was drawn without them.
    """
    gap = ended - oldest
    later = whole.filter(nw.col("begun") >= ended, nw.col("begun") <= day - gap)
    lasted = (nw.col("until") - nw.col("begun")).fill_null(gap)
    lengths = later.with_columns(n=nw.lit(1), lasted=nw.min_horizontal(lasted, nw.lit(gap)))
    known = collected(lengths.group_by("lasted").agg(nw.col("n").sum()))
    if known.empty:
        return True
    before = whole.filter(nw.col("begun") < ended).with_columns(n=nw.lit(1))
    begun = collected(before.group_by("begun").agg(nw.col("n").sum()))
    shorter = [
        known.loc[known["lasted"] < ended - start, "n"].sum() / known["n"].sum()
        for start in begun["begun"]
    ]
    return float((begun["n"] * shorter).sum()) <= SURELY


def unbroken(starts: Daily, first: int | None) -> int | None:
    """The first day of any record, where nothing began before an extract that is said to hold all.

    None where something did, or where there are too few to tell.
    """
    if first is None or not len(starts.days) or starts.counts.sum() < MANY:
        return None
    oldest = int(starts.days.min())
    return oldest if oldest >= first else None


def last_begun(starts: Daily, day: int) -> int | None:
    """The last first day, where so many records would have begun between it and the extract's."""
    latest = int(starts.days.max())
    if latest - int(starts.days.min()) < QUIET or day - latest < QUIET:
        return None
    return latest if starts.expected(latest + 1, day, starts.upto(latest)) >= MUCH else None


def of_one_month(starts: Daily) -> bool:
    """Whether many records all began in the same month."""
    months = {month_of(as_date(int(day))) for day in (starts.days.min(), starts.days.max())}
    return len(months) == 1 and int(starts.counts.sum()) >= MANY
