"""Made-up figures that a spare child reads while it waits, so that no file is its first.

The first file of a process costs half a second more than the second: modules are imported where
they are needed, the catalogue is loaded, patterns are compiled.
"""

import gc
import io
from pathlib import Path
from typing import Final

from mhvalue.ingest import pipeline
from mhvalue.ingest.bounded import wire

_WORKBOOK: Final = Path(__file__).parents[3] / "assets" / "template" / "mhvalue-template.xlsx"
_SELDOM: Final = 50_000
"""Things made between two rounds of the collector."""
_HEADINGS: Final = ("Ward", "Month", "Admissions", "Discharges", "Occupied bed days", "Ethnicity")


def practise() -> None:
    """Read a small text and a workbook of several sheets, and lay the facts out for sending."""
    if _WORKBOOK.exists():
        pipeline.read(_WORKBOOK.read_bytes(), _WORKBOOK.name, None, _unheard)
    result = pipeline.read(_tables().encode(), "practice.csv", None, _unheard)
    wire.write_result(result, io.BytesIO())
    # What is loaded by now stays: the collector need not look through it while a person waits.
    gc.collect()
    gc.freeze()
    # Hardly anything that is made of a file points back at itself, for the collector to find.
    gc.set_threshold(_SELDOM, 20, 20)


def _tables() -> str:
    """Two tables of wards by month one above the other, with groups and a hidden figure."""
    lines = []
    for title in ("First table", "Second table"):
        lines += [title, "", ",".join(_HEADINGS)]
        for ward in ("Elm", "Oak", "Ash"):
            for month in range(1, 7):
                for place, group in enumerate(("White", "Asian")):
                    figures = f"{month + place},{month * 3},{month * 31 if place else '*'}"
                    lines.append(f"{ward},{month:02}/2024,{figures},{group}")
        lines.append("")
    return "\n".join(lines)


def _unheard(_stage: str) -> None:
    """Nobody is told how far a practice has come."""
