"""From a record-level extract to the columns of the one table. No row outlives this.

Everything is written once against Narwhals: pandas holds what came from a workbook, DuckDB a large
CSV or Parquet file, which it reads out of core.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.catalogue.loader import load
from mhvalue.facts import COLUMNS
from mhvalue.ingest.coded import categories
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.record_reading import DELAYS, LEAVE, PLACEMENTS, RecordReading
from mhvalue.ingest.records import (
    contacts,
    incidents,
    places,
    referrals,
    stays,
    stretches,
    verdicts,
    waiting,
)
from mhvalue.ingest.records.checks import checked
from mhvalue.ingest.records.coverage import Coverage, as_at, coverage, silent
from mhvalue.ingest.records.days import month_period
from mhvalue.ingest.records.doors import opened
from mhvalue.ingest.records.doubles import once
from mhvalue.ingest.records.drawn import last_drawn
from mhvalue.ingest.records.monthly import EVERYBODY, WHOLE_FILE, Monthly
from mhvalue.ingest.records.notices import notices
from mhvalue.ingest.records.records import Records
from mhvalue.ingest.tidy import Tidy

_PLACES: Final = ("unit", "group", "month")
_BEGUN: Final = frozenset((
    "admissions", "ward_stays_started", "referrals", "referrals_accepted", "referrals_decided",
))  # fmt: skip
_STATUSES: Final = ("ok", "missing")

Counting = Callable[[Records, Coverage], Iterator[Monthly]]
Noticing = Callable[[Records, str, str], list[Problem]]


_KINDS: Final[Mapping[str, tuple[Counting, Noticing]]] = MappingProxyType(
    {
        "stays": (stays.stays, stays.notices),
        "referrals": (referrals.referrals, referrals.notices),
        "contacts": (contacts.contacts, contacts.notices),
        "incidents": (incidents.incidents, incidents.notices),
        "waiting list": (waiting.waiting, waiting.notices),
        **dict.fromkeys((PLACEMENTS, DELAYS, LEAVE), (stretches.stretches, stretches.notices)),
    }
)


def facts_of_frame(
    native: object,
    reading: RecordReading,
    file: str,
    sheet: str = "",
    merges: Mapping[str, str] = MappingProxyType({}),
) -> Tidy:
    """The monthly facts of a pandas frame or a DuckDB relation, one row a record.

    Every fact comes from the table as a whole (column -1). `merges` are names of units that are
    read as others. Raises ReadingProblem where a column
    of the reading is absent or no date can be read.
    """
    where = f"{file}, {sheet}" if sheet else file
    with opened(native, reading, where, merges) as records:
        kept = replace(records, frame=records.keep(verdicts.decided(records)))
        counting, problems = verdicts.counting(kept, file, sheet)
        latest, older = last_drawn(counting, file, sheet)
        single, again = once(latest, file, sheet)
        problems += [*older, *again]
        day, stretched = as_at(single, where)
        good, wrong = checked(single, day, file, sheet)
        problems += wrong
        covered = coverage(good, day, stretched=stretched)
        count, notice = _KINDS[reading.kind]
        gathered = _Gathered()
        for monthly in count(good, covered):
            gathered.take(monthly, covered)
        problems += [
            *covered.problems(file, sheet),
            *silent(good, day, file, sheet),
            *notice(good, file, sheet),
            *notices(good, file, sheet),
        ]
        return Tidy(_columns(gathered, good), places.register(good), tuple(problems))


@dataclass
class _Gathered:
    """The amounts taken so far, column by column; texts are kept once and pointed to."""

    parts: dict[str, list[NDArray[np.int64]]] = field(default_factory=dict)
    amounts: list[NDArray[np.float64]] = field(default_factory=list)
    items: dict[str, int] = field(default_factory=dict)

    def take(self, monthly: Monthly, covered: Coverage) -> None:
        """Take every item of some monthly amounts; part-complete months have no amount."""
        frame = monthly.frame
        frame = frame[frame["month"].between(covered.first, covered.last)]
        months = frame["month"].to_numpy()
        items = [name for name in frame.columns if name not in _PLACES]
        if covered.begun_only:
            items = [name for name in items if name in _BEGUN]
        for item in items:
            whole = covered.whole(months, monthly.follow_up.get(item, 0))
            self.amounts.append(np.where(whole, frame[item].to_numpy(dtype=np.float64), np.nan))
            code = self.items.setdefault(item, len(self.items))
            self._add("item", np.full(len(frame), code))
            self._add("level", np.full(len(frame), monthly.slice.level))
            self._add("breakdown", np.full(len(frame), monthly.slice.breakdown))
            self._add("status", (~whole).astype(np.int64))
            for name in _PLACES:
                self._add(name, frame[name].to_numpy(dtype=np.int64))

    def _add(self, name: str, codes: NDArray[np.int64]) -> None:
        self.parts.setdefault(name, []).append(codes)

    def column(self, name: str) -> NDArray[np.int64]:
        """One column of codes, all parts together."""
        return np.concatenate(self.parts[name])


def _columns(gathered: _Gathered, records: Records) -> dict[str, object]:
    if not sum(map(len, gathered.amounts)):
        return {name: [] for name in COLUMNS}
    catalogue = load().items
    items = list(gathered.items)
    headings = [catalogue[i].name if i in catalogue else i.replace("_", " ") for i in items]
    item, amount = gathered.column("item"), np.concatenate(gathered.amounts)
    level, breakdown = gathered.column("level"), gathered.column("breakdown")
    months, month = np.unique(gathered.column("month"), return_inverse=True)
    periods = [month_period(int(number)) for number in months]
    starts = np.array([p.start for p in periods], dtype="datetime64[s]")[month]
    ends = np.array([p.end for p in periods], dtype="datetime64[s]")[month]
    levels = [*range(len(records.unit_columns)), WHOLE_FILE]
    breakdowns = [EVERYBODY, *range(len(records.group_columns))]
    return {
        "item": categories(items, item),
        "heading": categories(headings, item),
        "level": _labels(level, levels, [places.level_name(records, i) for i in levels]),
        "unit": _texts(
            level, gathered.column("unit"), {i: places.unit_texts(records, i) for i in levels}
        ),
        "grain": "month",
        "period": starts,
        "start": starts,
        "end": ends,
        "breakdown": _labels(breakdown, breakdowns, ["none", *records.reading.breakdowns]),
        "group": _texts(breakdown, gathered.column("group"), _groups(records)),
        "amount": amount,
        "status": categories(_STATUSES, gathered.column("status")),
    }


def _groups(records: Records) -> dict[int, tuple[str, ...]]:
    told = {i: records.texts[name] for i, name in enumerate(records.group_columns)}
    return {EVERYBODY: ("all",), **told}


def _labels(codes: NDArray[np.int64], known: list[int], texts: list[str]) -> "pd.Categorical[str]":
    place = np.zeros(len(known) + 1, dtype=np.int64)
    place[np.asarray(known) + 1] = np.arange(len(known))
    return categories(texts, place[codes + 1])


def _texts(
    part: NDArray[np.int64], codes: NDArray[np.int64], texts: Mapping[int, tuple[str, ...]]
) -> "pd.Categorical[str]":
    """Labels whose meaning depends on the level or breakdown they belong to."""
    every: list[str] = []
    place = np.zeros(len(codes), dtype=np.int64)
    for number, own in texts.items():
        here = part == number
        place[here] = codes[here] + len(every)
        every += own
    return categories(every, place)
