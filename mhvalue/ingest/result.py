"""What reading one file gives back."""

from dataclasses import dataclass

from mhvalue.facts import Facts
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import Reading


@dataclass(frozen=True, eq=False)
class Preview:
    """The top of one table as text: at most 40 rows by 40 columns, `first_row` zero-based.

    Of a unit register it is the whole sheet.
    """

    sheet: str
    first_row: int
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, eq=False)
class ReadResult:
    """The facts of one file, how they were read, and what was noticed on the way.

    `hidden_sheets` are those not read; `alike` are groups of unit names that look like one;
    `sheets` are those that were read and hold something, a CSV's under the name "", and those in
    sight that a reading of other sheets passed over.
    """

    facts: Facts
    reading: Reading
    previews: tuple[Preview, ...]
    problems: tuple[Problem, ...]
    hidden_sheets: tuple[str, ...]
    alike: tuple[tuple[str, ...], ...] = ()
    sheets: tuple[str, ...] = ()
