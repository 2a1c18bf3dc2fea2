"""Rows under labels that stand alone in a row, and those of them that add up others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.headings import plain
from mhvalue.ingest.kinds import BLANK
from mhvalue.ingest.proposing.bands import Block
from mhvalue.ingest.proposing.cast import Cast
from mhvalue.ingest.reading import TableReading
from mhvalue.ingest.sheets.cells import Sheet
from mhvalue.ingest.sum_labels import is_total, is_whole

FEWEST_SUMMED: Final = 3
CERTAIN_DIGITS: Final = 8.0
HALF: Final = 0.5
MOSTLY: Final = 0.9
_LABELS: Final = ("unit", "unit code", "kind", "parent", "period", "item", "breakdown")
_PERIOD_WORD: Final = re.compile(r"(?:reporting )?(?:month|period|quarter|year): ", re.IGNORECASE)


@dataclass(frozen=True)
class Section:
    """A label and the rows under it: its first, its last, and what the label's cell holds."""

    value: object
    first_row: int
    last_row: int
    rows: tuple[int, ...]

    @property
    def label(self) -> str:
        """The label as text."""
        return plain(self.value).strip(" :")

    @property
    def dated(self) -> str:
        """The label without a word that only says that it is a period: "Month: April 2024"."""
        return _PERIOD_WORD.sub("", self.label)


def sections_of(
    table: TableReading, sheet: Sheet, block: Block, kinds: NDArray[np.int8]
) -> list[Section]:
    """The labels alone in a row with the rows of figures below them; none where some lack either.

    A row before the first label belongs to none, and a label without rows is no section.
    """
    body = kinds[:, block.first_column : block.last_column + 1]
    gaps, skipped = set(block.gap_rows), set(table.skip_rows)
    alone = [row for row in sorted(gaps) if np.count_nonzero(body[row] != BLANK) == 1]
    starts = list(block.heads) or alone
    columns = {int(np.flatnonzero(body[row] != BLANK)[0]) for row in starts}
    if not starts or len(columns) != 1:
        return []
    column = block.first_column + columns.pop()
    ends = [*(row - 1 for row in starts[1:]), table.last_row]
    found = [
        Section(
            sheet.cells[start, column],
            start + 1,
            end,
            tuple(row for row in range(start + 1, end + 1) if row not in gaps | skipped),
        )
        for start, end in zip(starts, ends, strict=True)
    ]
    before = [row for row in range(table.first_row, starts[0]) if row not in gaps | skipped]
    return [] if before or not all(section.rows for section in found) else found


def keys_of(sheet: Sheet, cast: Cast, section: Section) -> list[tuple[str, ...]]:
    """What the labels of each row say."""
    columns = [profile.index for role in _LABELS for profile in cast.with_role(role)]
    return [tuple(plain(sheet.cells[row, c]).casefold() for c in columns) for row in section.rows]


def sums_within(sheet: Sheet, cast: Cast, section: Section) -> Iterator[int]:
    """The rows that add up their section by their own label: "North total" under "North team"."""
    name = words.folded(section.label)
    for row, key in zip(section.rows, keys_of(sheet, cast, section), strict=True):
        heads = [words.folded(text).removesuffix(" total") for text in key]
        sums = [head for head, text in zip(heads, key, strict=True) if head != words.folded(text)]
        if any(f"{name} ".startswith(f"{head} ") for head in sums):
            yield row


def adding_up(sheet: Sheet, cast: Cast, found: Sequence[Section]) -> list[Section]:
    """The section that adds up all others row by row, by its figures or by its label."""
    figures = [profile.index for profile in cast.figures() if not profile.percent]
    if len(found) < FEWEST_SUMMED or not figures:
        return []
    keys = [keys_of(sheet, cast, section) for section in found]
    if any(sorted(own) != sorted(keys[0]) for own in keys):
        return []
    amounts = [
        _amounts(sheet, section, own, figures) for section, own in zip(found, keys, strict=True)
    ]
    every = np.sum(amounts, axis=0)
    for section, own in zip(found, amounts, strict=True):
        same = np.isclose(every - own, own, rtol=1e-9, atol=1e-6)
        digits = float(np.log10(np.abs(own[same]) + 1).sum())
        named = _names_all(section.label) and same.mean() >= HALF
        if same.any() and (named or (same.mean() >= MOSTLY and digits >= CERTAIN_DIGITS)):
            return [section]
    return []


def _amounts(
    sheet: Sheet, section: Section, keys: Sequence[tuple[str, ...]], figures: Sequence[int]
) -> NDArray[np.float64]:
    """The figures of a section, its rows in the order of their labels."""
    rows = [row for _, row in sorted(zip(keys, section.rows, strict=True))]
    cells = sheet.cells[rows][:, figures]
    return np.array([[v if isinstance(v, float) else np.nan for v in line] for line in cells])


def _names_all(label: str) -> bool:
    return is_total(label) or is_whole(label) or words.is_everybody(label)
