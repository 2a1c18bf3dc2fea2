"""`facts`: the one table as a working file, with the cell each amount came from."""

from pathlib import Path
from typing import Final

import pandas as pd

from mhvalue.errors import ExportProblem, ReadingProblem
from mhvalue.export.cells import safe_text
from mhvalue.facts import AMOUNTS, COLUMNS, DATES, PLACES, TEXT, Facts
from mhvalue.ingest import facts_file
from mhvalue.ingest.reading import Reading
from mhvalue.words.source import NOT_FOR_SHARING, PUBLISHED
from mhvalue.workspace import Workspace

ENDINGS: Final = (".csv", ".parquet")
COLUMNS_OUT: Final = (*(name for name in COLUMNS if name not in PLACES), "source", "sharing")
_MARK: Final = "\ufeff".encode()


def check_ending(path: Path) -> None:
    """Raise ExportProblem for a file that is to be neither .csv nor .parquet."""
    if path.suffix.casefold() not in ENDINGS:
        raise ExportProblem(
            "The facts are written as .csv or .parquet.",
            where=path.name,
            do="Give the file one of these endings.",
        )


def write(together: Workspace, path: Path) -> str:
    """Write the newest release of every figure, and say what was written.

    Raises ExportProblem where the file cannot be written, ReadingProblem where no figure was read.
    """
    check_ending(path)
    facts = together.facts
    if facts.frame.empty:
        raise ReadingProblem(
            "No figures were found that could be read.",
            where=", ".join(file.name for file in together.files),
            do="The command check says what was seen, and what is missing.",
        )
    parquet = path.suffix.casefold() == ".parquet"
    content = facts_file.write(facts, _reading(together)) if parquet else table(facts)
    try:
        partly = path.with_name(f"{path.name}.part")
        partly.write_bytes(content)
        partly.replace(path)
    except OSError as error:
        raise ExportProblem(
            "The file cannot be written.",
            where=path.name,
            do="Check that the folder is there, and that nothing else has the file open.",
        ) from error
    held = f"Wrote {path.name}: {len(facts.frame):,} facts."
    if all(origin.published for origin in facts.origins):
        return f"{held} They are published figures."
    return f"{held} {facts_file.SHARING}: do not pass it on."


def table(facts: Facts) -> bytes:
    """The facts as comma-separated text for Excel: dates as 2024-04-30, no amount where hidden."""
    frame = facts.frame
    texts = {name: _safe(frame[name]) for name in TEXT}
    days = {name: frame[name].dt.strftime("%Y-%m-%d") for name in DATES}
    amounts = {name: frame[name] for name in AMOUNTS}
    published = [origin.published for origin in facts.origins]
    sharing = frame["table"].map(
        {place: PUBLISHED if known else NOT_FOR_SHARING for place, known in enumerate(published)}
    )
    sources = [safe_text(text) for text in facts_file.source_texts(facts)]
    laid = pd.DataFrame({**texts, **days, **amounts, "source": sources, "sharing": sharing})
    written = laid[list(COLUMNS_OUT)].to_csv(index=False, lineterminator="\r\n")
    return _MARK + written.encode()


def _safe(column: "pd.Series[str]") -> "pd.Series[str]":
    """The texts as no spreadsheet works them out."""
    written = {name: safe_text(name) for name in column.cat.categories}
    return column.astype(object).map(written)


def _reading(together: Workspace) -> Reading:
    """How all files were read, in one, for the meaning of their columns."""
    tables = tuple(table for reading in together.readings for table in reading.tables)
    published = all(reading.published for reading in together.readings)
    return Reading(tables, facts_file.FORMAT, published)
