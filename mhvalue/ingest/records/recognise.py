"""Whether a table holds one row a record, of what kind, and what its columns are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from mhvalue.ingest import unit_levels
from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.record_reading import (
    DAY_ROLES,
    IGNORE,
    MONTH_FIRST,
    SO_FAR,
    RecordColumn,
    RecordReading,
)
from mhvalue.ingest.records import logs
from mhvalue.ingest.records import vocabulary as own
from mhvalue.ingest.records.added_up import is_added_up
from mhvalue.ingest.records.days import day_number, of_date
from mhvalue.ingest.records.keys import give_keys, numbers_sessions
from mhvalue.ingest.records.parting import (
    breakdown_told,
    give_breakdowns,
    give_units,
    level_rank,
    level_told,
)
from mhvalue.ingest.records.seen import MOST_GROUPS, Seen, seen
from mhvalue.ingest.records.so_far import so_far
from mhvalue.ingest.records.state_columns import give_states, speaks_of
from mhvalue.ingest.sum_labels import is_total

FEWEST_ROWS: Final = 3
SAMPLE: Final = 2_000
"""How many rows tell enough."""

MOST_WRONG: Final = 0.2
FEWEST_WRONG: Final = 5
_MAY_BE_LISTED: Final = ("stays", "referrals", "waiting list")
_STARTS: Final = {**own.STARTS, **logs.STARTS}
_HAVE_LEFT: Final = ("first contact", "second contact", "end")

_Roles = dict[str, RecordColumn]


def recognise(
    headings: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = ""
) -> RecordReading | None:
    """How a table of records is to be read, from its headings and some of its rows.

    None for a table that is already added up, or whose headings say too little. `title` is the
    name of the sheet or file, which may say what a waiting list is for.
    """
    if not any(map(may_begin, headings)) or len(set(headings)) < len(headings):
        return None
    sample = list(rows)
    if len(sample) < FEWEST_ROWS:
        return None
    columns = seen(headings, sample)
    spoken = words.folded(f"{title} {' '.join(headings)}")
    found = _kind(columns, spoken)
    if found is None:
        return None
    kind, start = found
    roles = _days_and_keys(kind, start, columns, headings, sample)
    listed = so_far(columns, roles, headings, sample) if kind in _MAY_BE_LISTED else None
    if listed and kind == "referrals" and _all_wait(columns, roles, listed[1]):
        kind = "waiting list"
        roles = _days_and_keys(kind, start, columns, headings, sample)
    days = _spans(headings, sample, roles)
    if is_added_up(columns, roles, days) or _are_of_two(days):
        return None
    drawn = None
    if listed and not {"end", "snapshot"} & {c.role for c in roles.values()}:
        heading, drawn = listed
        roles[heading] = RecordColumn(heading, SO_FAR)
    return replace(_reading(kind, start, columns, roles, spoken), as_at=drawn)


def _are_of_two(rows: Sequence[Mapping[str, int]]) -> bool:
    """Whether so many rows end before they begin that their days are not of one record."""
    both = [days for days in rows if "end" in days]
    wrong = sum(days["end"] < days["start"] for days in both)
    return wrong > max(MOST_WRONG * len(both), FEWEST_WRONG)


def _all_wait(columns: Sequence[Seen], roles: _Roles, drawn: date) -> bool:
    """Whether nobody of a list was seen, or left it, by the day it was drawn."""
    later = [c for c in columns if c.heading in roles and roles[c.heading].role in _HAVE_LEFT]
    day = of_date(drawn) or 0
    return all(met > day for column in later for met in column.days)


def declared(
    kind: str, headings: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = ""
) -> RecordReading | None:
    """How a table is to be read whose rows are each one `kind`, as somebody says.

    None where no column holds dates. What the headings do not tell is left for that person.
    """
    sample = list(rows)
    columns = seen(headings, sample)
    dated = [c for c in columns if c.filled and c.is_dated]
    if not dated:
        return None
    fitting = [c for c in dated if own.says(_STARTS[kind], c.words)]
    start = _surest(kind, fitting, dated) if fitting else dated[0]
    spoken = words.folded(f"{title} {' '.join(headings)}")
    roles = _days_and_keys(kind, start, columns, headings, sample)
    return _reading(kind, start, columns, roles, spoken)


def _days_and_keys(
    kind: str,
    start: Seen,
    columns: Sequence[Seen],
    headings: Sequence[str],
    rows: Sequence[Sequence[object]],
) -> _Roles:
    roles: _Roles = {start.heading: start.plays("start")}
    _give_days(kind, columns, roles)
    give_keys(kind, columns, roles, headings, rows)
    return _right_way_round(headings, rows, roles)


def _right_way_round(
    headings: Sequence[str], rows: Sequence[Sequence[object]], roles: _Roles
) -> _Roles:
    """The roles with the first and the last day changed over where most rows end before they begin.

    "To ward" may be the day somebody came to it, or the day up to which they were there. What is
    headed as an admission or a discharge is one, even where it cannot be.
    """
    named = {c.heading for c in roles.values() if c.role in ("start", "end")}
    if any(own.spoken(words.folded(heading)) & own.PLAIN_ENDS for heading in named):
        return roles
    both = [days for days in _spans(headings, rows, roles) if "end" in days]
    wrong = sum(days["end"] < days["start"] for days in both)
    if wrong <= len(both) / 2:
        return roles
    other = {"start": "end", "end": "start"}
    return {h: replace(c, role=other.get(c.role, c.role)) for h, c in roles.items()}


def _reading(
    kind: str, start: Seen, columns: Sequence[Seen], roles: _Roles, spoken: str
) -> RecordReading:
    """The reading of a kind, the columns that are neither days nor keys given their roles too."""
    named, sure = logs.units_of(kind, columns)
    roles.update((column.heading, column) for column in sure if column.heading not in roles)
    give_units(named, roles)
    give_states(kind, columns, roles)
    give_breakdowns(columns, roles)
    chosen = [roles.get(c.heading) or _unused(kind, c, roles) for c in columns]
    units = sorted((c for c in chosen if c.role == "unit"), key=level_rank)
    others = [c for c in chosen if c.role != "unit"]
    if kind == "incidents" and any(c.role == "outcome" for c in others):
        type_of = next(c for c in others if c.role == "outcome")
        if len(_by_heading(columns, type_of.heading).labels) <= MOST_GROUPS:
            others.append(replace(type_of, role="breakdown", name="incident type"))
    return RecordReading(
        kind,
        (*units, *others),
        whole_spells=kind == "stays" and not {"ward", "episode"} & own.spoken(start.words),
        subject="adhd" if kind == "waiting list" and own.OF_ADHD.match(spoken) else "",
    )


@lru_cache(maxsize=20_000)
def may_begin(heading: str) -> bool:
    """Whether a heading alone lets a column hold the first dates of records."""
    said = words.folded(heading)
    first = (*own.STARTS.values(), (own.GENERIC_START, own.JUST_DATE), own.RECEIVED)
    return any(own.says(wordings, said) for wordings in first) or logs.may_begin(heading)


def _by_heading(columns: Sequence[Seen], heading: str) -> Seen:
    return next(column for column in columns if column.heading == heading)


def _kind(columns: Sequence[Seen], spoken: str) -> tuple[str, Seen] | None:
    """The kind of record and the column of its first date."""
    dated = [c for c in columns if c.filled and c.is_dated and not is_total(c.heading)]
    kept = logs.log(columns, dated, spoken)
    if kept is not None:
        return kept
    found = {}
    for kind, wordings in own.STARTS.items():
        fitting = [c for c in dated if own.says(wordings, c.words)]
        if fitting:
            found[kind] = _surest(kind, fitting, dated)
    found = _one_of_both(found, columns, spoken)
    named = {level for c in columns if (level := level_told(c))}
    else_ = any(own.OF_ELSE.search(c.words) for c in columns)
    ends = any(own.says(own.ENDS["stays"], c.words) for c in dated)
    if not found and "Ward" in named and ends and not else_:
        generic = next((c for c in dated if own.GENERIC_START.fits(own.spoken(c.words))), None)
        return ("stays", generic) if generic else None
    if not found:
        just = next((c for c in dated if own.JUST_DATE.fits(own.spoken(c.words))), None)
        said = [kind for kind, pattern in own.SAYS_KIND.items() if pattern.search(spoken)]
        received = next((c for c in dated if own.says(own.RECEIVED, c.words)), None)
        numbered = any(own.is_own_number("referrals", c.words) for c in columns)
        if received and numbered:
            return "referrals", received
        return (said[0], just) if just and said else None
    referral = found.get("referrals")
    if referral and "stays" not in found and "waiting list" not in found:
        listed = any(own.fits(own.WAITED, c.words) and c.is_number for c in columns)
        listed = listed or ("waiting" in spoken.split() and _is_drawn_list(dated))
        met = any(own.says(own.FIRST_CONTACT, c.words) for c in columns)
        if listed and not met and "contacts" not in found:
            return "waiting list", referral
        if met:
            return "referrals", referral
    return next(((kind, found[kind]) for kind in own.STARTS if kind in found), None)


def _one_of_both(found: dict[str, Seen], columns: Sequence[Seen], spoken: str) -> dict[str, Seen]:
    """The kinds found, without contacts or incidents that other columns do not bear out.

    An "Event date" may be that of either, and is that of neither where nothing else tells.
    """
    both = ("contacts", "incidents")
    if not all(k in found and own.spoken(found[k].words) >= own.EITHER for k in both):
        return found
    harm = any(own.breakdown_of(c.words) == "severity" for c in columns)
    told = {k for k in both if speaks_of(k, columns) or own.SAYS_KIND[k].search(spoken)}
    told |= {"incidents"} if harm else set()
    return {k: start for k, start in found.items() if k not in both or told == {k}}


def _is_drawn_list(dated: Sequence[Seen]) -> bool:
    """Whether rows tell on which day they were listed, and not when a referral was closed."""
    drawn = any(own.says(own.SNAPSHOT, c.words) for c in dated)
    return drawn and not any(own.says(own.ENDS["referrals"], c.words) for c in dated)


def _surest(kind: str, fitting: Sequence[Seen], dated: Sequence[Seen]) -> Seen:
    """The first that fits; of stays on a ward and in hospital on one row, that on the ward."""
    if kind == "stays" and any("ward" not in own.spoken(c.words) for c in fitting):
        on_ward = [c for c in fitting if "ward" in own.spoken(c.words)]
        ends = [c for c in dated if own.says(own.ENDS["stays"], c.words)]
        if on_ward and any("ward" in own.spoken(c.words) for c in ends):
            return on_ward[0]
    # A bare "Admission date" before "Admission to unit date": fewest words say it best.
    return min(fitting, key=lambda c: (len(own.spoken(c.words) - {"date"}), fitting.index(c)))


def _day_wordings(kind: str) -> dict[str, tuple[own.Wording, ...]]:
    wordings: dict[str, dict[str, tuple[own.Wording, ...]]] = {
        "stays": {"end": own.ENDS["stays"], "ready": own.READY, "snapshot": own.SNAPSHOT},
        "referrals": {
            "first contact": own.FIRST_CONTACT,
            "second contact": own.SECOND_CONTACT,
            "end": own.ENDS["referrals"],
            "snapshot": own.SNAPSHOT,
        },
        "waiting list": {"snapshot": own.LISTED_ON, "end": own.ENDS["waiting list"]},
        "contacts": {"snapshot": own.SNAPSHOT},
        "incidents": {"snapshot": own.SNAPSHOT},
        **{kind: {"end": ends, "snapshot": own.SNAPSHOT} for kind, ends in logs.ENDS.items()},
    }
    return wordings[kind]


def _give_days(kind: str, columns: Sequence[Seen], roles: _Roles) -> None:
    (start,) = roles
    on_ward = "ward" in own.spoken(words.folded(start))
    for role, wordings in _day_wordings(kind).items():
        free = [c for c in columns if c.heading not in roles and c.is_dated]
        fitting = [c for c in free if own.says(wordings, c.words)]
        if role == "end" and kind == "stays":
            same = [c for c in fitting if ("ward" in own.spoken(c.words)) == on_ward]
            sure = [c for c in same if not own.GENERIC_END.fits(own.spoken(c.words))]
            fitting = sure or same or ([] if on_ward else fitting)
        if fitting:
            # Of several the one that is filled at all.
            best = max(fitting, key=lambda c: (c.filled > 0, -fitting.index(c)))
            roles[best.heading] = best.plays(role)


def _spans(
    headings: Sequence[str], rows: Sequence[Sequence[object]], roles: _Roles
) -> list[dict[str, int]]:
    places = {
        column.role: (headings.index(column.heading), column.name == MONTH_FIRST)
        for column in roles.values()
        if column.role in ("start", "end")
    }
    told = []
    for row in rows:
        days = {r: day_number(row[at], month_first=first) for r, (at, first) in places.items()}
        told.append({role: day for role, day in days.items() if day is not None and day > 0})
    return [days for days in told if "start" in days]


def _unused(kind: str, column: Seen, roles: _Roles) -> RecordColumn:
    """A column that plays no part, with the part it may have played as well."""
    wordings = {"start": _STARTS[kind], **_day_wordings(kind)}
    rival = ""
    if column.days and column.is_dated:
        told = (r for r in DAY_ROLES if r in wordings and own.says(wordings[r], column.words))
        rival = next(told, "")
    elif column.labels and not column.days and own.unit_words(column.words) != column.words:
        coded = unit_levels.is_code_heading(column.heading)
        rival = "unit" if level_told(column) and not coded else ""
    elif breakdown_told(column) and not column.is_number and len(column.labels) > MOST_GROUPS:
        rival = "breakdown"
    elif numbers_sessions(kind, column, roles):
        rival = "record"
    return RecordColumn(column.heading, IGNORE, rival)
