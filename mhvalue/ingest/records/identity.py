"""Whether a table that an engine holds tells who somebody is, and the table without what does.

The same question as for a sheet, asked of every distinct value of every column, but so many at a
time that a file of any size is looked through in bounded memory.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

import numpy as np

from mhvalue.cellnames import column_name
from mhvalue.errors import PeopleFound, PersonColumn
from mhvalue.ingest.key_names import each_once, key_name
from mhvalue.ingest.people import WITHOUT, listed
from mhvalue.privacy import identifiers
from mhvalue.privacy.identifiers import NHS_NUMBERS, PERSON_KEYS, Column, Finding

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation

AT_ONCE: Final = 100_000
"""Distinct values of a column that are looked at together, as many as a large sheet has."""
_VIEW: Final = "mhvalue_source"


def cleared(
    relation: "DuckDBPyRelation", without: Collection[tuple[str, str]], file: str
) -> "tuple[DuckDBPyRelation, tuple[tuple[str, str], ...]]":
    """The table without the columns to leave out; what numbers people or stays is kept as codes.

    With it what was left out: each kind once, beside the empty name of the sheet. Raises
    PeopleFound where any other column tells who somebody is.
    """
    found = _findings(relation)
    left = {letters for _, letters in without}
    stopping = [
        PersonColumn("", column_name(one.column), one.kind, one.rows, one.heading)
        for one in found
        if one.stops and column_name(one.column) not in left
    ]
    if stopping:
        raise PeopleFound(
            f"Looks like patient data: {listed(stopping)}.",
            where=file,
            do=WITHOUT,
            columns=tuple(stopping),
        )
    keys = {
        f.column: key_name(relation.columns[f.column], of_people=f.kind == NHS_NUMBERS)
        for f in found
        if f.kind in PERSON_KEYS and column_name(f.column) in left
    }
    places = sorted(keys)
    names = dict(zip(places, each_once(keys[place] for place in places), strict=True))
    chosen: list[str] = []
    for place, heading in enumerate(relation.columns):
        if place in keys:
            chosen.append(f"{_plain(heading)} AS {_quoted(names[place])}")
        elif column_name(place) not in left:
            chosen.append(_quoted(heading))
    gone = (("", one.kind) for one in found if column_name(one.column) in left)
    kept = _asked(relation, f"SELECT {', '.join(chosen)} FROM {_VIEW}")
    return kept, tuple(dict.fromkeys(gone))


def _findings(relation: "DuckDBPyRelation") -> list[Finding]:
    """What the columns tell about people: a first part of all, then the rest of the long ones."""
    parts = _how_many_parts(relation)
    columns = [_part(relation, place, 0, count) for place, count in enumerate(parts)]
    found = {(one.column, one.kind): one for one in identifiers.scan(columns)}
    for place, count in enumerate(parts):
        for number in range(1, count):
            beside = [*columns]
            beside[place] = _part(relation, place, number, count)
            for one in identifiers.scan(beside):
                if one.column == place:
                    known = found.get((place, one.kind), replace(one, rows=0))
                    stops = known.stops or one.stops
                    found[place, one.kind] = replace(known, rows=known.rows + one.rows, stops=stops)
    return list(found.values())


def _how_many_parts(relation: "DuckDBPyRelation") -> list[int]:
    """Into how many parts the distinct values of each column are shared out."""
    counted = (f"approx_count_distinct({_quoted(name)})" for name in relation.columns)
    (found,) = _asked(relation, f"SELECT {', '.join(counted)} FROM {_VIEW}").fetchall()
    return [1 + int(count) // AT_ONCE for count in found]


def _part(relation: "DuckDBPyRelation", place: int, number: int, parts: int) -> Column:
    """One part of a column's distinct values, with how often each occurs."""
    heading = relation.columns[place]
    name = _quoted(heading)
    mine = f"WHERE hash({name}) % {parts} = {number}" if parts > 1 else ""
    query = f"SELECT {name}, count(*) FROM {_VIEW} {mine} GROUP BY 1"
    rows = _asked(relation, query).fetchall()
    values: list[object] = [heading]
    counts = [1]
    for value, count in rows:
        values.append(float(value) if type(value) is int else value)
        counts.append(count)
    return Column(heading, values, np.array(counts, dtype=np.int64))


def _plain(heading: str) -> str:
    """A person's number with nothing but its letters and digits; blank where it is blank."""
    text = f"regexp_replace(lower(CAST({_quoted(heading)} AS VARCHAR)), '\\.0$', '')"
    return f"nullif(regexp_replace({text}, '[^0-9a-z]+', '', 'g'), '')"


def _asked(relation: "DuckDBPyRelation", query: str) -> "DuckDBPyRelation":
    return cast("DuckDBPyRelation", relation.query(_VIEW, query))


def _quoted(heading: str) -> str:
    return '"' + heading.replace('"', '""') + '"'
