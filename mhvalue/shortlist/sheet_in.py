"""A score sheet that a scorer filled in, read with every mistake named by its row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mhvalue.errors import ShortlistProblem
from mhvalue.shortlist import layout
from mhvalue.shortlist.books import Book, Formula, Row, Value, open_book
from mhvalue.shortlist.criteria import CRITERIA, HIGHEST, NAMES
from mhvalue.shortlist.records import tidy
from mhvalue.shortlist.scoring import score
from mhvalue.shortlist.workshop import Workshop

MOST_NAMED: Final = 8
"""Mistakes named one by one; of more only the number is told."""

_LABELS_WITHIN: Final = 20
"""Rows looked at for the labels above the table and for its headings."""

_AGAIN: Final = "Download the score sheet again and enter the scores there."
_CORRECT: Final = "Correct the file and upload it again. Nothing has been changed."


@dataclass(frozen=True)
class ScoreSheet:
    """What one scorer gave, by metric id and criterion id; cells left blank are not in it."""

    scorer: str
    points: dict[tuple[str, str], int]


def take_score_sheet(workshop: Workshop, data: bytes, name: str) -> Workshop:
    """The workshop with a score sheet's scores; what was entered before stays.

    A scorer's newer scores replace older ones; blank cells replace nothing. Raises as
    `read_score_sheet` does.
    """
    sheet = read_score_sheet(workshop, data, name)
    return score(workshop, sheet.scorer, sheet.points)


def read_score_sheet(workshop: Workshop, data: bytes, name: str) -> ScoreSheet:
    """The scores in a filled-in score sheet of this workshop.

    Raises FileRefused for a file that is no spreadsheet, and ShortlistProblem for a sheet of
    another workshop or version, without a name, with changed headings, with a metric not on the
    list, or with anything but 0 to 4 for a score; then nothing of it is taken.
    """
    book = open_book(data, name)
    rows = book.rows(layout.SCORE_SHEET)
    _check_belongs(workshop, book, rows)
    scorer = tidy(str(_label(rows, layout.NAME_LABEL) or ""))
    if not scorer or isinstance(_label(rows, layout.NAME_LABEL), Formula):
        raise ShortlistProblem(
            f'The scorer\'s name is missing beside "{layout.NAME_LABEL}", '
            f"row {_label_row(rows, layout.NAME_LABEL)}.",
            where=_where(book),
            do="Enter it and upload the file again.",
        )
    header, columns = _headings(book, rows)
    reading = _Reading(workshop, columns)
    points = dict(reading.points(rows, header + 1))
    if reading.faults:
        raise ShortlistProblem(_told(reading.faults), where=_where(book), do=_CORRECT)
    if not points:
        raise ShortlistProblem(
            "The sheet holds no scores.", where=_where(book), do="Enter some and upload it again."
        )
    return ScoreSheet(scorer, points)


class _Reading:
    """Goes through the rows of scores and gathers what is wrong with them."""

    def __init__(self, workshop: Workshop, columns: dict[str, int]) -> None:
        self.ids = {tidy(metric): metric for metric in workshop.ids}
        self.columns = columns
        self.faults: list[str] = []
        self.seen: set[str] = set()

    def points(self, rows: list[Row], first: int) -> Iterator[tuple[tuple[str, str], int]]:
        """Points by metric and criterion from that row on, counted from 0."""
        for place in range(first, len(rows)):
            row = rows[place]
            cells = {each.id: row[self.columns[each.id]] for each in CRITERIA}
            named = row[self.columns[layout.ID_HEADING]]
            if named is None and all(cell is None for cell in cells.values()):
                continue
            metric = self._metric(named, place)
            for criterion, cell in cells.items():
                given = self._points(cell, criterion, place)
                if metric is not None and given is not None:
                    yield (metric, criterion), given

    def _metric(self, named: Value, place: int) -> str | None:
        metric = self.ids.get(tidy(str(named))) if isinstance(named, str | int) else None
        if metric is None:
            self.faults.append(f"Row {place + 1}: the metric is not on the workshop's list.")
        elif metric in self.seen:
            self.faults.append(f"Row {place + 1}: the metric stands there a second time.")
        else:
            self.seen.add(metric)
        return metric

    def _points(self, cell: Value, criterion: str, place: int) -> int | None:
        at = f"Row {place + 1}, {NAMES[criterion]}"
        if isinstance(cell, str) and re.fullmatch(r"[0-9]{1,3}", cell):
            cell = int(cell)  # a number that was typed, or pasted, as text
        if cell is None:
            return None
        if isinstance(cell, Formula):
            self.faults.append(f"{at}: a formula or an error stands where a score should.")
        elif isinstance(cell, bool) or not isinstance(cell, int | float):
            self.faults.append(f"{at}: the score is not a number.")
        elif cell not in range(HIGHEST + 1):
            self.faults.append(f"{at}: the score is not 0, 1, 2, 3 or 4.")
        else:
            return int(cell)
        return None


def _check_belongs(workshop: Workshop, book: Book, rows: list[Row]) -> None:
    named = _label(rows, layout.WORKSHOP_LABEL)
    if named is None:
        raise ShortlistProblem("This is no score sheet of mhvalue.", where=_where(book), do=_AGAIN)
    if str(named) != workshop.id:
        raise ShortlistProblem(
            "This score sheet belongs to another workshop "
            f"(row {_label_row(rows, layout.WORKSHOP_LABEL)}).",
            where=_where(book),
            do="Open that workshop, or download a score sheet of this one.",
        )
    if _label(rows, layout.VERSION_LABEL) != workshop.version:
        raise ShortlistProblem(
            "This score sheet is for another version of the list "
            f"(row {_label_row(rows, layout.VERSION_LABEL)}): metrics have changed since.",
            where=_where(book),
            do=_AGAIN,
        )


def _headings(book: Book, rows: list[Row]) -> tuple[int, dict[str, int]]:
    """The row of the headings, and the column of the metric ids and of each criterion."""
    place = _label_row(rows, layout.ID_HEADING) - 1
    if place < 0:
        raise ShortlistProblem(
            f'No row begins with the heading "{layout.ID_HEADING}".', where=_where(book), do=_AGAIN
        )
    row = rows[place]
    wanted = {layout.ID_HEADING: layout.ID_HEADING, **NAMES}
    changed = [heading for heading in wanted.values() if row.count(heading) != 1]
    if changed:
        raise ShortlistProblem(
            f"The headings in row {place + 1} were changed: {', '.join(changed)} should stand "
            "there once.",
            where=_where(book),
            do=_AGAIN,
        )
    return place, {key: row.index(heading) for key, heading in wanted.items()}


def _label(rows: list[Row], label: str) -> Value:
    """What stands to the right of a label above the table."""
    row = _label_row(rows, label)
    return rows[row - 1][1] if row and len(rows[row - 1]) > 1 else None


def _label_row(rows: list[Row], label: str) -> int:
    """The row of a label as Excel counts it, 0 where it is not there."""
    for place, row in enumerate(rows[:_LABELS_WITHIN]):
        if row and row[0] == label:
            return place + 1
    return 0


def _told(faults: list[str]) -> str:
    more = len(faults) - MOST_NAMED
    told = " ".join(faults[:MOST_NAMED])
    return f"{told} And {more} more like these." if more > 0 else told


def _where(book: Book) -> str:
    return f"{book.file}, sheet {layout.SCORE_SHEET}"
