"""A table as it stands on its sheet, and the rows of the band of columns it stands in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.ingest.dates_in_text import told_period
from mhvalue.ingest.headings import plain
from mhvalue.ingest.kinds import (
    BLANK,
    FIRST_MONTH_CODE,
    MARK,
    NUMBER,
    PERIOD,
    RANGE,
    TEXT,
    YEAR,
    is_figure,
)
from mhvalue.ingest.sheets.cells import Sheet
from mhvalue.ingest.unit_levels import level_of
from mhvalue.ingest.values import MEASURED
from mhvalue.ingest.vocabulary import ITEM, folded
from mhvalue.ingest.vocabulary import PERIOD as PERIOD_HEADING

NOTE_LENGTH: Final = 80
YEARS_APART: Final = 5
ROWS_ALIKE: Final = 15
NOTE_WORDS: Final = ("note", "source", "copyright", "\u00a9", "* ", "footnote")
_BETWEEN: Final = re.compile(r"\s*[<>]?\s*\d+\s*(?:-|\u2013|to)\s*\d+\s*")
_AGES: Final = re.compile(rf"{_BETWEEN.pattern}|\s*\d+\s*\+\s*")
_OPEN_ENDED: Final = re.compile(
    rf"{_AGES.pattern}|\s*(?:under|over|<|>)\s*\d+\s*|\s*\d+ (?:and|or) (?:over|under)\s*",
    re.IGNORECASE,
)
_UPWARDS: Final = re.compile(r"\s*(?:over\s*\d+|\d+ (?:and|or) over)\s*", re.IGNORECASE)
_IN_WORDS: Final = re.compile(
    rf"{_AGES.pattern}|{_UPWARDS.pattern}|\s*under\s*\d+\s*|\s*\d+ (?:and|or) under\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Block:
    """One table of a sheet; rows and columns are zero-based and both ends are included.

    `titles` are the texts above it, `total_rows` rows named total, `gap_rows` blank rows, section
    labels and repeated headers between the data rows; `heads` are those gaps that add up the rows
    below them. `headings` has one text per column.
    """

    sheet: str
    titles: tuple[str, ...]
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    first_column: int
    last_column: int
    headings: tuple[str, ...]
    total_rows: tuple[int, ...] = ()
    gap_rows: tuple[int, ...] = ()
    heads: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Band:
    """A run of columns looked at together, with what its rows hold."""

    sheet: Sheet
    kinds: NDArray[np.int8]
    first: int
    last: int

    def row(self, row: int) -> NDArray[np.int8]:
        """The kinds of one row within the band."""
        part: NDArray[np.int8] = self.kinds[row, self.first : self.last + 1]
        return part

    def label_like(self, row: int) -> bool:
        """Whether a row could be headings: words, dates and years, no figures."""
        kinds = self.row(row)
        filled = np.flatnonzero(kinds != BLANK)
        if filled.size == 0 or (kinds == NUMBER).any():
            return False
        values = self.sheet.cells[row, self.first : self.last + 1]
        marks = np.flatnonzero(kinds == MARK)
        numbered = marks.size == 1 < filled.size - 1 and values[filled[0]] == "#"
        dash = marks.size == 1 < filled.size - 3 and values[marks[0]] == "-"
        if marks.size and not (dash or numbered):
            return False
        if marks.size and marks[0] == filled[-1]:
            return False
        ranges = values[kinds == RANGE].tolist()
        if ranges and not _are_bands(ranges, [plain(value) for value in values]):
            return False
        years = np.flatnonzero(kinds == YEAR)
        if years.size > 1:
            return not self._counts_under_words(row) and self._name_years(row, self.first + years)
        return years.size == 0 or not self._continues_rows(row, filled.size)

    def _name_years(self, row: int, places: NDArray[np.intp]) -> bool:
        """Whether numbers such as 2019 and 2020 name years and do not count 2,019 of something.

        Each is near the year before it, as far from it as the second from the first, or stood
        there before; and what stands over them does not tell their period already.
        """
        above = self.sheet.cells[row - 1, places].tolist() if row else [None]
        if all(value is not None and told_period(value) for value in above):
            return False
        numbers = [int(float(str(value))) for value in self.sheet.cells[row, places]]
        years = [n // 100 if n >= FIRST_MONTH_CODE else n for n in numbers]
        usual = (*range(-YEARS_APART, YEARS_APART + 1), years[1] - years[0])
        return all(
            year - before in usual or year in years[:place]
            for place, (before, year) in enumerate(pairwise(years), start=1)
        )

    def _counts_under_words(self, row: int) -> bool:
        """Whether 2019 and 2021 are counts of what stands in words right above each of them.

        Such a row begins with a label under a heading; rows alike may stand between the two.
        """
        filled = self.row(row) != BLANK
        years = self.row(row) == YEAR
        label = plain(self.sheet.cells[row, self.first + int(np.argmax(filled))])
        if years[int(np.argmax(filled))] or _heads_labels(label):
            return False
        above = row - 1
        while above >= max(row - ROWS_ALIKE, 0) and (self.row(above)[years] == YEAR).all():
            above -= 1
        for top in (above, above - 1):
            if top < 0 or not (self.row(top)[filled] != BLANK).all():
                return False
            if not (self.row(top)[years] == TEXT).all():
                return False
            told = [plain(value) for value in self.sheet.cells[top, self.first :][: len(years)]]
            words = [text for text, year in zip(told, years, strict=True) if year]
            if len(set(words)) == len(words):
                return True
        return False

    def _continues_rows(self, row: int, size: int) -> bool:
        """Whether the row above is as full and has no figures: then a lone 2019 is a figure."""
        above = self.row(row - 1) if row else np.zeros(1, dtype=np.int8)
        figures = ((above == NUMBER) | (above == MARK)).any()
        return bool(np.count_nonzero(above != BLANK) >= size > 1 and not figures)


def _heads_labels(text: str) -> bool:
    """Whether a text is the heading of labels itself: Ward, Year, Indicator."""
    words = folded(text)
    return bool(PERIOD_HEADING.fullmatch(words) or ITEM.fullmatch(words) or level_of(text))


def _are_bands(ranges: list[str], row: list[str]) -> bool:
    """Whether texts such as 18-64 and 65+ are bands over columns and no hidden figures.

    "<18" is one beside "18-64" only, "Under 18" beside "Over 65" too.
    """
    fits = _IN_WORDS if any(map(_UPWARDS.fullmatch, row)) else _AGES
    fits = _OPEN_ENDED if any(map(_BETWEEN.fullmatch, row)) else fits
    once = len(set(ranges)) == len(ranges) or _stand_again(row)
    return once and all(map(fits.fullmatch, ranges))


def _stand_again(row: list[str]) -> bool:
    """Whether labels stand again under each of several groups, the labels' column left blank."""
    told = [text for text in row if text]
    kinds = len(set(told))
    each = [told[first : first + kinds] for first in range(0, len(told), kinds)]
    return kinds > 1 and not row[0] and all(again == each[0] for again in each)


def are_bands(texts: Sequence[str]) -> bool:
    """Whether labels are bands of ages or weeks, one between two numbers among them."""
    several = len(texts) > 1 and any(map(_BETWEEN.fullmatch, texts))
    return several and all(map(_OPEN_ENDED.fullmatch, texts))


def is_title(band: Band, row: int) -> bool:
    """Whether a row holds one text and nothing else."""
    kinds = band.row(row) if row >= 0 else np.zeros(1, dtype=np.int8)
    return np.count_nonzero(kinds != BLANK) == 1 and bool((kinds == TEXT).any())


def is_pair(band: Band, row: int) -> bool:
    """Whether a row holds a label and what it says, and nothing else: "Directorate:" "Adult"."""
    kinds = band.row(row) if row >= 0 else np.zeros(1, dtype=np.int8)
    filled = np.flatnonzero(kinds != BLANK)
    if filled.size != 2 or (kinds[filled] != TEXT).any():
        return False
    return plain(band.sheet.cells[row, band.first + int(filled[0])]).endswith(":")


def is_headed(band: Band, header: int) -> bool:
    """Whether a header has a row of its own right above, or a label and what it says further up."""
    above = header - 1
    if is_title(band, above):
        return True
    while above > 0 and not (band.row(above) != BLANK).any():
        above -= 1
    return is_pair(band, above)


def is_footer(band: Band, row: int, body: tuple[int, int]) -> bool:
    """Whether a row below a blank one is that of a printed page: its date, its number, the time.

    `body` are the first and last row so far: a date stands there where all of them have names.
    """
    kinds, rows = band.row(row), band.kinds[body[0] : body[1] + 1, band.first : band.last + 1]
    first = int(np.argmax(kinds != BLANK))
    named = rows[:, first][rows[:, first] != BLANK]
    few = 2 * np.count_nonzero(kinds != BLANK) < np.count_nonzero(band.row(body[0]) != BLANK)
    return bool(few and kinds[first] == PERIOD and named.size and (named == TEXT).all())


def is_note(band: Band, row: int) -> bool:
    """Whether a row is a footnote: one cell with a whole sentence, or marked as a note."""
    filled = np.flatnonzero(band.row(row) != BLANK)
    if filled.size != 1:
        return False
    text = plain(band.sheet.cells[row, band.first + int(filled[0])])
    return len(text) > NOTE_LENGTH or text.casefold().startswith(NOTE_WORDS)


def parts_labels(band: Band, row: int) -> bool:
    """Whether a row of labels parts some labels of the row above, each among several columns.

    The other columns have their one label further up, and so has the first: it begins no row.
    """
    labels = band.row(row) != BLANK
    over = (band.row(row - 1) if row else np.zeros_like(band.row(row))) != BLANK
    parts = np.flatnonzero(labels & ~over)
    return bool(not labels[0] and parts.size and over[: parts[-1]].any())


def measures(band: Band, row: int, first: int) -> bool:
    """Whether a row of words holds the figures of its measure with words behind them: 32 days.

    Headings stand right above all of it, and its figures above those of the `first` row of others.
    """
    cells = band.sheet.cells[row, band.first : band.last + 1]
    told = [isinstance(value, str) and bool(MEASURED.fullmatch(value.strip())) for value in cells]
    below = is_figure(band.row(first))
    labelled = int(np.argmax(band.row(row) != BLANK))
    places = [labelled, *np.flatnonzero(told)]
    headed = band.label_like(row - 1) and (band.row(row - 1)[places] != BLANK).all()
    return bool(headed and not told[labelled] and (np.array(told) & below).any())


def repeats(band: Band, row: int, texts: list[str]) -> bool:
    """Whether a row is the header over again."""
    cells = band.sheet.cells[row, band.first : band.last + 1]
    return all(plain(value) == text for value, text in zip(cells, texts, strict=True))
