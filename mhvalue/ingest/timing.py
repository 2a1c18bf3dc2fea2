"""Which period each figure of a table belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mhvalue.ingest.cells import Sheet, cell_name, column_name
from mhvalue.ingest.dates import joined, read_column, settled, spans
from mhvalue.ingest.places import Codes, labels
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import Column, TableReading
from mhvalue.ingest.vocabulary import END, folded
from mhvalue.periods import Period, parse, period

UNKNOWN = -1


@dataclass(frozen=True, eq=False)
class Timing:
    """The periods met, and for each row and figure column the position of its period, or -1."""

    periods: tuple[Period, ...]
    codes: Codes

    def label_of(self) -> list[Period]:
        """The period each one is labelled with: a window of months goes by its last month."""
        return [period(p.end, "month") if p.grain == "month" else p for p in self.periods]


def timing(
    sheet: Sheet, table: TableReading, figures: Sequence[Column], file: str
) -> tuple[Timing, list[Problem]]:
    """The period of every row (down) by every figure column (across)."""
    rows = table.last_row - table.first_row + 1
    told = {c.name: c for c in table.columns if c.role == "period"}
    problems: list[Problem] = []
    if table.layout == "periods across":
        found = _across(sheet, table, figures, told.get("year"))
    elif "start" in told and "end" in told:
        found = _between(sheet, table, told["start"], told["end"])
    elif "year" in told and "month" in told:
        found = _parts(sheet, table, told["year"], told["month"])
    elif told:
        found, problems = _down(sheet, table, next(iter(told.values())), file)
    else:
        found = np.full((1, 1), parse(table.period), dtype=object)
    known = _coded(found)
    wide = np.broadcast_to(known.codes, (rows, max(len(figures), 1)))
    return Timing(known.periods, wide), problems


def _coded(found: NDArray[np.object_]) -> Timing:
    known: dict[Period, int] = {}
    flat = [UNKNOWN if p is None else known.setdefault(p, len(known)) for p in found.ravel()]
    return Timing(tuple(known), np.array(flat, dtype=np.int64).reshape(found.shape))


def _across(
    sheet: Sheet,
    table: TableReading,
    figures: Sequence[Column],
    year: Column | None,
) -> NDArray[np.object_]:
    if year is None:
        found = np.empty((1, len(figures)), dtype=object)
        found[0, :] = settled([parse(column.name) for column in figures])
        return found
    codes, texts = labels(sheet, table, year.index)
    by_year = np.empty((len(texts), len(figures)), dtype=object)
    for position, text in enumerate(texts):
        by_year[position, :] = [joined(text, column.name) for column in figures]
    return by_year[codes]


def _between(sheet: Sheet, table: TableReading, start: Column, end: Column) -> NDArray[np.object_]:
    starts, ends = labels(sheet, table, start.index), labels(sheet, table, end.index)
    first = read_column(sheet, start.index, table.first_row, table.last_row, ending=False)
    last = read_column(sheet, end.index, table.first_row, table.last_row, ending=True)
    pairs, codes = np.unique(np.stack([starts[0], ends[0]]), axis=1, return_inverse=True)
    days_from = [first.periods[int(code)] for code in pairs[0]]
    days_to = [last.periods[int(code)] for code in pairs[1]]
    found = np.empty(pairs.shape[1], dtype=object)
    found[:] = spans(days_from, [_last_day(p) for p in days_to])
    return found[codes.ravel()][:, None]


def _last_day(found: Period | None) -> Period | None:
    return found and period(found.end, "day")


def _parts(sheet: Sheet, table: TableReading, year: Column, month: Column) -> NDArray[np.object_]:
    years, months = labels(sheet, table, year.index), labels(sheet, table, month.index)
    pairs, codes = np.unique(np.stack([years[0], months[0]]), axis=1, return_inverse=True)
    found = np.empty(pairs.shape[1], dtype=object)
    found[:] = [joined(years[1][a], months[1][b]) for a, b in pairs.T]
    return found[codes.ravel()][:, None]


def _down(
    sheet: Sheet, table: TableReading, column: Column, file: str
) -> tuple[NDArray[np.object_], list[Problem]]:
    ending = bool(END.search(folded(column.heading)))
    line = read_column(sheet, column.index, table.first_row, table.last_row, ending=ending)
    codes, texts = labels(sheet, table, column.index)
    found = np.empty(len(line.periods), dtype=object)
    found[:] = line.periods
    of_row = found[codes]
    problems: list[Problem] = []
    if line.both_orders:
        problems.append(
            Problem(
                f"Some dates in column {column_name(column.index)} only make sense with the month "
                "first, others with the day first.",
                file,
                table.sheet,
                cell_name(table.first_row, column.index),
                "None of its dates written as text was read.",
                "Write all of them in one order, or as 1 Apr 2024.",
            )
        )
        return of_row[:, None], problems
    skipped = {row - table.first_row for row in table.skip_rows}
    unread = [
        row
        for row in np.flatnonzero([p is None for p in of_row])
        if row not in skipped and texts[codes[row]]
    ]
    if unread:
        cells = ", ".join(cell_name(table.first_row + int(row), column.index) for row in unread[:5])
        more = f" and {len(unread) - 5} more" if len(unread) > 5 else ""
        problems.append(
            Problem(
                f"No date or period could be read in {len(unread)} cells ({cells}{more}).",
                file,
                table.sheet,
                cell_name(table.first_row + int(unread[0]), column.index),
                "Their rows were left out.",
                "Correct the dates in the file.",
            )
        )
    return of_row[:, None], problems
