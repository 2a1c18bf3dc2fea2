"""What is said about dates that can be read in two ways, or in none."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from mhvalue.ingest.dates import Timeline
from mhvalue.ingest.places import Codes
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import Column, TableReading
from mhvalue.ingest.sheets.cells import cell_name, column_name
from mhvalue.periods import Period
from mhvalue.written_periods import parse, parse_bare_quarter
from mhvalue.written_windows import is_pair

SHOWN = 5


@dataclass(frozen=True, eq=False)
class Doubts:
    """One column of dates, and the code of the label in each row."""

    table: TableReading
    column: Column
    file: str
    codes: Codes

    def two_orders(self, line: Timeline) -> Problem:
        """The column holds dates with the day first and others with the month first."""
        day, month = self._rows(line.day_first), self._rows(line.month_first)
        return self._problem(
            f"Some dates in column {column_name(self.column.index)} only make sense with the month "
            f"first ({self._named(month)}), others with the day first ({self._named(day)}).",
            month,
            "None of its dates written as text was read.",
            "Write all of them in one order, or as 1 Apr 2024.",
        )

    def mixed_up(self) -> Problem:
        """A spreadsheet has turned some of the dates into others."""
        return self._problem(
            f"In column {column_name(self.column.index)} days up to the 12th of a month are dates "
            "and all later ones are text: a spreadsheet has taken day and month for each other.",
            [],
            "None of its dates was read.",
            "Open the export again with its dates written as 2024-03-31.",
        )

    def told(self, line: Timeline, unread: Sequence[int]) -> list[Problem]:
        """Everything to say about a column whose order of day and month is clear."""
        letters = column_name(self.column.index)
        found = []
        if line.month_first:
            rows = self._rows(line.month_first)
            found.append(
                self._problem(
                    f"The dates in column {letters} have the month first ({self._named(rows)}).",
                    rows,
                    "All of them were read so.",
                )
            )
        if line.either:
            rows = self._rows(line.either)
            found.append(
                self._problem(
                    f"The dates in column {letters} make sense with the day first and with the "
                    f"month first ({self._named(rows)}).",
                    rows,
                    "They were read with the day first.",
                    "Say so if the month comes first.",
                )
            )
        found += self.of_quarters(line.quarters)
        return found + self.of_unread(unread)

    def of_pairs(self, texts: Sequence[str]) -> list[Problem]:
        """What to say about two years that follow each other, if any: "2021 to 2022"."""
        rows = self._rows([code for code, text in enumerate(texts) if is_pair(text)])
        where = f"column {column_name(self.column.index)}"
        return [self._problem(_pairs_said(where)[0], rows, *_pairs_said(where)[1:])] if rows else []

    def of_unread(
        self,
        rows: Sequence[int],
        what: str = "No date or period could be read in",
        do: str = "Correct the dates in the file.",
    ) -> list[Problem]:
        """What to say about rows of no period that is known, if any."""
        if not rows:
            return []
        cells = "1 cell" if len(rows) == 1 else f"{len(rows)} cells"
        return [
            self._problem(
                f"{what} {cells} ({self._named(rows)}).",
                rows,
                "Their rows were left out.",
                do,
            )
        ]

    def of_lost(
        self, found: Sequence[Period | None], texts: Sequence[str], *said: str
    ) -> list[Problem]:
        """The same of the labels that name no period, of the rows that are not left out anyway."""
        lost = [n for n, (p, text) in enumerate(zip(found, texts, strict=True)) if text and not p]
        used = set(self._kept())
        rows = [row for row in self._rows(lost) if row in used]
        return self.of_unread(rows, *said)

    def of_quarters(self, codes: Collection[int]) -> list[Problem]:
        """What to say about quarters of an unclear year, if any."""
        if not codes:
            return []
        where = f"column {column_name(self.column.index)}"
        said = _quarters_said(where, self.column.name == "calendar quarters")
        return [self._problem(said[0], self._rows(codes), *said[1:])]

    def of_labels(self, named: Sequence[bool], found: Sequence[Period | None]) -> list[Problem]:
        """What to say where the labels of measures name periods, or where some name none."""
        used = set(self._kept())
        rows = [row for row in self._rows(np.flatnonzero(named).tolist()) if row in used]
        lost = [code for code, period in enumerate(found) if period is None]
        unread = [row for row in self._rows(lost) if row in used]
        letters = column_name(self.column.index)
        told = [
            self._problem(
                f"The labels in column {letters} name periods ({self._named(rows)}).",
                rows,
                "Each of these rows was read as of the period that its label names.",
            )
        ]
        if unread:
            told.append(
                self._problem(
                    f"{len(unread)} labels name no period ({self._named(unread)}).",
                    unread,
                    "Their rows were left out.",
                    "Write the period above the table, or into these labels.",
                )
            )
        return told if rows else told[1:]

    def _kept(self) -> list[int]:
        """The rows of the table that are not left out of it and hold anything there."""
        skipped = {row - self.table.first_row for row in self.table.skip_rows}
        return [row for row in range(len(self.codes)) if row not in skipped]

    def _rows(self, codes: Collection[int]) -> list[int]:
        return np.flatnonzero(np.isin(self.codes, list(codes))).tolist()

    def _named(self, rows: Sequence[int]) -> str:
        names = [cell_name(self.table.first_row + row, self.column.index) for row in rows[:SHOWN]]
        more = f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
        return ", ".join(names) + more

    def _problem(self, what: str, rows: Sequence[int], done: str, do: str = "") -> Problem:
        row = self.table.first_row + (rows[0] if rows else 0)
        cell = cell_name(row, self.column.index)
        return Problem(what, self.file, self.table.sheet, cell, done, do)


def of_headings(table: TableReading, figures: Sequence[Column], file: str) -> list[Problem]:
    """What to say about headings that name two years, or a quarter of an unclear year."""
    pairs = [c for c in figures if any(map(is_pair, c.heading.split(": ")))]
    if pairs and table.header_rows:
        cell = cell_name(table.header_rows[-1], pairs[0].index)
        what, done, do = _pairs_said("the headings")
        return [Problem(what, file, table.sheet, cell, done, do)]
    told = [c for c in figures if _bare(c.heading)]
    if not told or not table.header_rows:
        return []
    calendar = {parse(c.name) for c in told} == {_bare(c.heading, calendar=True) for c in told}
    cell = cell_name(table.header_rows[-1], told[0].index)
    what, done, do = _quarters_said("the headings", calendar)
    return [Problem(what, file, table.sheet, cell, done, do)]


def _bare(heading: str, *, calendar: bool = False) -> Period | None:
    parts = (parse_bare_quarter(part, calendar=calendar) for part in heading.split(": "))
    return next(filter(None, parts), None)


def _pairs_said(where: str) -> tuple[str, str, str]:
    return (
        f"Two years that follow each other stand in {where}, such as 2021 to 2022.",
        "They were read as financial years.",
        "Write 2021/22 to be certain, or give the figures of each year.",
    )


def _quarters_said(where: str, calendar: bool) -> tuple[str, str, str]:
    kind = "calendar" if calendar else "financial"
    return (
        f"The quarters in {where} may be those of calendar years (Q1 from January) or of financial "
        "years (Q1 from April).",
        f"They were read as quarters of {kind} years.",
        "Write Q1 2024/25 or Jan to Mar 2024 to be certain, or say which they are.",
    )
