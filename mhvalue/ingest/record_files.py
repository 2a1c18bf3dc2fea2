"""Records in Parquet, and in CSV files too large for the page: counted by an engine, never held.

The same facts as from a sheet of records, by the same rules: columns that tell who somebody is
stop the reading, and go on only without them.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mhvalue.errors import FileRefused, ReadingProblem
from mhvalue.facts import COLUMNS, Origin, make
from mhvalue.ingest.alike import alike
from mhvalue.ingest.extracts import TITLES
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import Reading, to_json
from mhvalue.ingest.record_reading import FORMAT, KINDS, RecordReading, RecordSheet
from mhvalue.ingest.result import ReadResult
from mhvalue.units import UnitRegister

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation

ALL_ROWS: Final = "all rows"
_CHUNK: Final = 2**24

Without = tuple[tuple[str, str], ...]
Tell = Callable[[str], None]


def read_path(
    path: Path, name: str, reading: Reading | None, on_stage: Tell, without: Without = ()
) -> ReadResult | None:
    """The facts of a Parquet or CSV file of records of any size; None for a CSV of anything else.

    Raises FileRefused for a Parquet file of anything else, PeopleFound and ReadingProblem.
    """
    from mhvalue.ingest.records.files import is_parquet, relation_of

    on_stage("looking at the columns")
    parquet = is_parquet(path)
    with relation_of(path) as relation:
        if not parquet and not _is_records(relation, reading, name):
            return None
        result = _read(relation, name, reading, on_stage, without)
    with path.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").digest()
    return _keyed(result, digest, without)


def read_bytes(
    data: bytes, name: str, reading: Reading | None, on_stage: Tell, without: Without = ()
) -> ReadResult:
    """The facts of a Parquet file of records.

    A table of which nothing tells what a row is comes without any, for somebody to say so; raises
    FileRefused where it has no dates to count its rows by.
    """
    from mhvalue.ingest.records.files import relation_in

    with relation_in(data, name) as relation:
        if _is_records(relation, reading, name):
            result = _read(relation, name, reading, on_stage, without)
        else:
            result = _to_declare(relation, name, reading, on_stage, without)
    return _keyed(result, hashlib.sha256(data).digest(), without)


def _is_records(relation: "DuckDBPyRelation", reading: Reading | None, name: str) -> bool:
    return bool(reading and reading.records) or _recognised(relation, name) is not None


def _recognised(relation: "DuckDBPyRelation", name: str) -> RecordReading | None:
    from mhvalue.ingest.records.files import sample_of
    from mhvalue.ingest.records.recognise import recognise

    return recognise(relation.columns, sample_of(relation), title=name)


def _read(
    relation: "DuckDBPyRelation",
    name: str,
    reading: Reading | None,
    on_stage: Tell,
    without: Without,
) -> ReadResult:
    from mhvalue.ingest.records import identity
    from mhvalue.ingest.records.facts_from_records import facts_of_frame

    if not _is_records(relation, reading, name):
        raise _foreign(name)
    on_stage("looking for people's data")
    kept, left_out = identity.cleared(relation, without, name)
    on_stage("reading the figures")
    given = reading or Reading()
    settled = tuple(s for s in given.records[:1] if not s.is_open)
    settled = settled or _proposed(kept, given.records[:1], name)
    tidy = facts_of_frame(kept, settled[0].reading, name, "", dict(given.merges))
    origins = (Origin(name, "", ALL_ROWS),)
    facts = make(tidy.columns, units=tidy.units, origins=origins, key="")
    counted = Problem(
        f"The file holds {TITLES[settled[0].reading.kind]}.",
        name,
        done="The rows were counted by month and were not kept.",
    )
    made = replace(given, format=FORMAT, records=settled, tables=(), left_out=left_out)
    return ReadResult(facts, made, (), (counted, *tidy.problems), (), alike(facts.units))


def _to_declare(
    relation: "DuckDBPyRelation",
    name: str,
    reading: Reading | None,
    on_stage: Tell,
    without: Without,
) -> ReadResult:
    """No facts yet: which kind of record a row is, nobody has said."""
    from mhvalue.ingest.records import identity

    if reading is not None and not reading.is_by_tables:
        raise _foreign(name)
    on_stage("looking for people's data")
    kept, left_out = identity.cleared(relation, without, name)
    if _declared(kept, KINDS[0], name) is None:
        raise _foreign(name)
    columns: dict[str, object] = {column: [] for column in COLUMNS}
    facts = make(columns, units=UnitRegister(), origins=(Origin(name, "", ALL_ROWS),), key="")
    untold = Problem(
        "Nothing in this Parquet file tells what one of its rows is.",
        name,
        done="It was not read.",
        do="If each row is one stay, referral, contact or incident, say so on the Upload page; "
        "else save its table as .csv or .xlsx and open that.",
    )
    settled = Reading(left_out=left_out)
    return ReadResult(facts, settled, (), (untold,), (), sheets=("",))


def _foreign(name: str) -> FileRefused:
    return FileRefused(
        "This Parquet file holds neither facts that mhvalue wrote nor one row a stay, a "
        "referral, a contact, an incident or a person waiting.",
        where=name,
        do="Save its table as .csv or .xlsx and open that.",
    )


def _declared(kept: "DuckDBPyRelation", kind: str, name: str) -> RecordReading | None:
    from mhvalue.ingest.records.files import sample_of
    from mhvalue.ingest.records.recognise import declared

    return declared(kind, kept.columns, sample_of(kept), title=name)


def _proposed(
    kept: "DuckDBPyRelation", said: tuple[RecordSheet, ...], name: str
) -> tuple[RecordSheet, ...]:
    from mhvalue.ingest.records.told import days_above

    found = _declared(kept, said[0].reading.kind, name) if said else _recognised(kept, name)
    if found is None and said:
        raise ReadingProblem(
            "No column of this file holds dates, and records are counted by their dates.",
            where=name,
            do="Add the day each record began.",
        )
    if found is None:
        raise ReadingProblem(
            "Without the columns that tell who somebody is, no column says what a row is.",
            where=name,
            do="Give the other columns headings that say more.",
        )
    first, last = days_above((), name)
    return (RecordSheet("", (0,), replace(found, first=first, as_at=last or found.as_at)),)


def _keyed(result: ReadResult, digest: bytes, without: Without) -> ReadResult:
    """The result with the key of its facts: the file, how it was read, and what was left out."""
    told = to_json(result.reading) + repr(sorted(without))
    key = hashlib.sha256(digest + told.encode()).hexdigest()
    return replace(result, facts=replace(result.facts, key=key))
