"""Logs that are kept by hand of one thing that lasts: placements elsewhere, delays, leave.

Such a log holds those alone whom it happened to, so that it is no extract of stays, though its
columns may be headed alike.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from mhvalue.ingest import unit_levels
from mhvalue.ingest.record_reading import DELAYS, LEAVE, PLACEMENTS, RecordColumn
from mhvalue.ingest.records import vocabulary as own
from mhvalue.ingest.records.seen import Seen
from mhvalue.ingest.vocabulary import folded

NEARLY_ALL: Final = 0.95
FEWEST: Final = 10

STARTS: Final = {
    PLACEMENTS: (
        own.wording(
            "date placement out area oap oaps ooa",
            "placed placement admission start began sent transferred moved commenced from",
        ),
    ),
    DELAYS: (*own.READY, own.wording("date of", "delay delayed", "start began from since")),
    LEAVE: (own.wording("date start s17 section 17 home", "leave", "start out from left date"),),
}
ENDS: Final = {
    PLACEMENTS: (
        own.wording(
            "date placement out area oap oaps ooa of back in to",
            "returned return repatriated repatriation discharge end ended back left",
        ),
    ),
    DELAYS: (
        *own.ENDS["stays"],
        own.wording("date of", "end resolved", "delay ready resolved"),
    ),
    LEAVE: (
        own.wording("date s17 section 17 home", "leave", "end return returned back in to"),
        own.wording("date from leave actual", "return returned"),
    ),
}
_OUT_OF_AREA: Final = re.compile(r"\bout of area\b|\boaps?\b|\booa\b")
_PLACED: Final = re.compile(r"\bplace(?:d|ments?)\b|\bsending\b|\brepatriat")
_SENDING: Final = re.compile(
    r"^(?:sending|referring|originating|home|responsible|parent|local) (?=\w)"
)
_ABOVE: Final = ("Directorate", "Locality", "ICB", "Team")
"""Levels of which a log of placements can only name the sender's."""
_OF_STAFF: Final = re.compile(
    r"\b(?:staff|employee|annual|sick\w*|band|grade|hours|hrs|assignment|payroll|wte|fte|manager)\b"
)
_OF_PEOPLE: Final = re.compile(
    r"\b(?:patient|client|service user|person|section 17|s17|bed held)\b"
)


@lru_cache(maxsize=20_000)
def may_begin(heading: str) -> bool:
    """Whether a heading alone lets a column hold the first days of a log."""
    return any(own.says(wordings, folded(heading)) for wordings in STARTS.values())


def log(columns: Sequence[Seen], dated: Sequence[Seen], spoken: str) -> tuple[str, Seen] | None:
    """The kind of log and the column of its first days, or None for any other table."""
    told = {
        PLACEMENTS: _OUT_OF_AREA.search(spoken) and any(_PLACED.search(c.words) for c in columns),
        LEAVE: _OF_PEOPLE.search(spoken) and not _OF_STAFF.search(spoken),
    }
    for kind in (PLACEMENTS, LEAVE):
        start = _first(STARTS[kind], dated)
        rest = [column for column in dated if column is not start]
        if told[kind] and start is not None and _first(ENDS[kind], rest) is not None:
            return kind, start
    ready = _first(STARTS[DELAYS], dated)
    rows = max((column.filled for column in dated), default=0)
    # In an extract of all stays most people were never delayed.
    if ready is None or not FEWEST <= NEARLY_ALL * rows <= ready.filled:
        return None
    return DELAYS, ready


def units_of(kind: str, columns: Sequence[Seen]) -> tuple[list[Seen], list[RecordColumn]]:
    """The columns that may name a log's units by their headings, and those that surely do.

    Somebody placed elsewhere is counted with whoever sent them, not where they are.
    """
    if kind != PLACEMENTS:
        return list(columns), []
    sure: dict[str, RecordColumn] = {}
    for column in columns:
        said = _SENDING.sub("", column.words)
        sender = said != column.words
        level = unit_levels.level_of(said) or (unit_levels.level_at_end(said) if sender else None)
        if level and column.labels and not column.days and (sender or level in _ABOVE):
            sure.setdefault(level, RecordColumn(column.heading, "unit", level))
    return [], list(sure.values())


def _first(wordings: tuple[own.Wording, ...], columns: Iterable[Seen]) -> Seen | None:
    return next((column for column in columns if own.says(wordings, column.words)), None)
