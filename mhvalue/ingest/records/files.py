"""Record-level files that are too big for a workbook: Parquet and CSV, read by DuckDB."""

import codecs
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mhvalue.errors import ReadingProblem
from mhvalue.ingest.record_reading import RecordReading
from mhvalue.ingest.records.facts_from_records import facts_of_frame
from mhvalue.ingest.records.recognise import SAMPLE, recognise
from mhvalue.ingest.tidy import Tidy

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation

MEMORY: Final = "700MB"
"""What DuckDB may hold; more is spilled to a folder of its own that is deleted afterwards."""
_CHUNK: Final = 2**24


def recognise_file(path: Path) -> RecordReading | None:
    """How a Parquet or CSV file of records is to be read, going by its first rows."""
    with _relation(path) as relation:
        rows = relation.limit(SAMPLE).fetchall()
        return recognise(relation.columns, rows, title=path.stem)


def facts_of_file(path: Path, reading: RecordReading, file: str = "") -> Tidy:
    """The monthly facts of a Parquet or CSV file of any size, within bounded memory.

    `file` is the name to show, that of the path when left out. Raises ReadingProblem.
    """
    with _relation(path) as relation:
        return facts_of_frame(relation, reading, file or path.name)


@contextmanager
def _relation(path: Path) -> "Iterator[DuckDBPyRelation]":
    """The file as a relation that is not read yet."""
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
            try:
                if path.suffix.casefold() == ".parquet":
                    yield connection.read_parquet(str(path))
                else:
                    text = _in_utf8(path, Path(spill))
                    yield connection.read_csv(str(text), header=True, all_varchar=True)
            except duckdb.Error:
                # The engine's own words may repeat a value from the file.
                raise ReadingProblem(
                    "The file could not be read as a table of records.",
                    where=path.name,
                    do="Save it again as Parquet, or as CSV with one row of headings.",
                ) from None


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
