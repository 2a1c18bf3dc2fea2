"""Record-level files that are too big for a workbook: Parquet and CSV, read by DuckDB."""

import codecs
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from mhvalue.errors import ReadingProblem
from mhvalue.ingest.facts_mark import PARQUET
from mhvalue.ingest.record_reading import RecordReading
from mhvalue.ingest.records.facts_from_records import facts_of_frame
from mhvalue.ingest.records.recognise import SAMPLE, recognise
from mhvalue.ingest.tidy import Tidy

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

MEMORY: Final = "700MB"
"""What DuckDB may hold; more is spilled to a folder of its own that is deleted afterwards."""
_CHUNK: Final = 2**24
_ZONED: Final = "TIMESTAMP WITH TIME ZONE"


def recognise_file(path: Path) -> RecordReading | None:
    """How a Parquet or CSV file of records is to be read, going by some of its rows."""
    with relation_of(path) as relation:
        return recognise(relation.columns, sample_of(relation), title=path.stem)


def facts_of_file(path: Path, reading: RecordReading, file: str = "") -> Tidy:
    """The monthly facts of a Parquet or CSV file of any size, within bounded memory.

    `file` is the name to show, that of the path when left out. Raises ReadingProblem.
    """
    with relation_of(path) as relation:
        return facts_of_frame(relation, reading, file or path.name)


def sample_of(relation: "DuckDBPyRelation") -> list[tuple[object, ...]]:
    """The first rows and as many from all over, the same ones whenever the file is read."""
    first = relation.limit(SAMPLE // 2).fetchall()
    view = "mhvalue_sampled"
    some = f"SELECT * FROM {view} ORDER BY hash({view}) LIMIT {SAMPLE // 2}"
    asked = cast("DuckDBPyRelation", relation.query(view, some))
    # A row that was drawn both ways is one row: told twice it would look like a double.
    return list({repr(row): row for row in (*first, *asked.fetchall())}.values())


def is_parquet(path: Path) -> bool:
    """Whether a file begins as Parquet does."""
    with path.open("rb") as opened:
        return opened.read(len(PARQUET)) == PARQUET


@contextmanager
def relation_in(data: bytes, name: str) -> "Iterator[DuckDBPyRelation]":
    """A Parquet file that came in as bytes, as a relation; texts are kept once each."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(pa.BufferReader(data))
        texts = [f.name for f in file.schema_arrow if pa.types.is_string(f.type)]
        table = parquet.read_table(pa.BufferReader(data), read_dictionary=texts)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _unreadable(name) from error
    with _engine() as (connection, _):
        try:
            yield _in_london(connection.from_arrow(table))
        except _faults():
            raise _unreadable(name) from None


@contextmanager
def relation_of(path: Path) -> "Iterator[DuckDBPyRelation]":
    """The file as a relation that is not read yet."""
    with _engine() as (connection, spill):
        try:
            if is_parquet(path):
                yield _in_london(connection.read_parquet(str(path)))
            else:
                text = _in_utf8(path, spill)
                yield connection.read_csv(str(text), header=True, all_varchar=True)
        except _faults():
            # The engine's own words may repeat a value from the file.
            raise _unreadable(path.name) from None


def _in_london(relation: "DuckDBPyRelation") -> "DuckDBPyRelation":
    """Moments that name their time zone as the clock here showed them; other columns as they are.

    What was written as midnight in summer is 23:00 of the day before in UTC.
    """
    chosen = [
        f"{name} AT TIME ZONE 'Europe/London' AS {name}" if kind == _ZONED else name
        for name, kind in (
            (f'"{heading.replace(chr(34), chr(34) * 2)}"', str(kind))
            for heading, kind in zip(relation.columns, relation.types, strict=True)
        )
    ]
    return relation.project(", ".join(chosen)) if _ZONED in map(str, relation.types) else relation


@contextmanager
def _engine() -> "Iterator[tuple[DuckDBPyConnection, Path]]":
    """An engine that is held to its memory, and the folder it may spill to."""
    import duckdb

    with tempfile.TemporaryDirectory(prefix="records-", ignore_cleanup_errors=True) as spill:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY,
            "temp_directory": spill,
            "preserve_insertion_order": False,
        }
        with duckdb.connect(config=settings) as connection:
            # A bar would be drawn over what the reading process sends.
            connection.execute("SET enable_progress_bar = false")
            yield connection, Path(spill)


def _faults() -> type[Exception]:
    import duckdb

    return duckdb.Error


def _unreadable(name: str) -> ReadingProblem:
    return ReadingProblem(
        "The file could not be read as a table of records.",
        where=name,
        do="Save it again as Parquet, or as CSV with one row of headings.",
    )


def _in_utf8(path: Path, folder: Path) -> Path:
    """The file itself where it is UTF-8, else a copy that is: the engine reads nothing else."""
    encoding = _encoding(path)
    if encoding == "utf-8":
        return path
    copy = folder / "records.csv"
    with (
        path.open(encoding=encoding, errors="replace", newline="") as old,
        copy.open("w", encoding="utf-8", newline="") as new,
    ):
        shutil.copyfileobj(old, new, _CHUNK)
    return copy


def _encoding(path: Path) -> str:
    """UTF-16 by its mark, UTF-8 when all of the file is, else the Windows page 1252."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as opened:
        if opened.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        opened.seek(0)
        try:
            while chunk := opened.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"
