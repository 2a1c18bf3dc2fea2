"""Finding the tables of a sheet: title rows, header rows, data rows, and what stands around them.

A table is a block of columns with headings over figures. Columns wholly blank part a sheet into
bands; in a band a table begins at its first row of figures with headings above it, and ends at
the next headings or at the footnotes.
"""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.ingest.headings import combined, plain
from mhvalue.ingest.kinds import (
    BLANK,
    MARK,
    NUMBER,
    PERIOD,
    TEXT,
    YEAR,
    is_figure,
    kinds_of,
)
from mhvalue.ingest.proposing.bands import (
    Band,
    Block,
    is_footer,
    is_headed,
    is_note,
    is_pair,
    measures,
    parts_labels,
    repeats,
)
from mhvalue.ingest.proposing.body import figure_columns, goes_on, is_unreadable, restarts
from mhvalue.ingest.proposing.dated_outline import with_outline
from mhvalue.ingest.proposing.numbered_heads import as_labels
from mhvalue.ingest.proposing.total_rows import total_rows
from mhvalue.ingest.sheets.cells import Sheet
from mhvalue.ingest.unit_levels import level_of
from mhvalue.ingest.vocabulary import PERIOD as PERIOD_HEADING
from mhvalue.ingest.vocabulary import folded

LOOK_BACK: Final = 15
COVERAGE: Final = 0.6
HEADER_ROWS: Final = 3
LONGEST_HEADING: Final = 250


def find_tables(sheet: Sheet, kinds: NDArray[np.int8] | None = None) -> tuple[Block, ...]:
    """Every table of a sheet, from the top down within each band of columns."""
    known = as_labels(sheet, kinds_of(sheet) if kinds is None else kinds)
    blocks: list[Block] = []
    for first, last in _bands(known):
        blocks.extend(_tables_in(Band(sheet, known, first, last)))
    return tuple(with_outline(block, sheet, known) for block in _rejoined(blocks, sheet, known))


def _bands(kinds: NDArray[np.int8]) -> list[tuple[int, int]]:
    """Runs of columns that are parted by columns wholly blank.

    Labels alone go with the figures to their right: the blank column between is a spacer.
    """
    filled = np.flatnonzero((kinds != BLANK).any(axis=0)) if kinds.size else np.array([], int)
    runs = np.split(filled, np.flatnonzero(np.diff(filled) > 1) + 1) if filled.size else []
    bands = [(int(run[0]), int(run[-1])) for run in runs]
    joined: list[tuple[int, int]] = []
    for band in bands:
        while joined and _labels_of(kinds, joined[-1], band):
            band = (joined.pop()[0], band[1])
        joined.append(band)
    return joined


def _labels_of(kinds: NDArray[np.int8], left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether a band of labels without figures stands beside figures without labels."""
    labels = kinds[:, left[0] : left[1] + 1]
    # A dash stands in place of the code of the country above its regions.
    dashes = (labels == MARK) & ((labels == MARK).sum(axis=0) < (labels == TEXT).sum(axis=0))
    if (is_figure(labels) & ~dashes).any():
        return False
    beside = kinds[:, right[0] : right[1] + 1]
    figures = is_figure(beside).any(axis=1)
    words = int(np.count_nonzero(kinds[:, right[0]] == TEXT))
    told = (labels != BLANK).any(axis=1)
    named = int(np.count_nonzero(told & figures))
    # A label that holds for the rows below it stands on the first of them, under its own heading.
    headed = ~figures & told & (np.count_nonzero(beside != BLANK, axis=1) > 1)
    if headed.any() and (told & figures)[int(np.argmax(headed)) :].any():
        return True
    return named >= 2 and named >= words and named >= 0.7 * int(np.count_nonzero(figures))


def _tables_in(band: Band) -> list[Block]:
    kinds = band.kinds[:, band.first : band.last + 1]
    figures = is_figure(kinds)
    candidates = np.flatnonzero(figures.any(axis=1))
    blocks: list[Block] = []
    free_from = 0
    position = 0
    while position < len(candidates):
        row = int(candidates[position])
        header = _header_above(band, row, free_from, figures[row])
        if header is None:
            position += 1
            continue
        block = _grow(band, figures, header, free_from)
        blocks.append(block)
        free_from = block.last_row + 1
        position = int(np.searchsorted(candidates, free_from))
    return blocks


def _header_above(
    band: Band, row: int, free_from: int, figures: NDArray[np.bool_]
) -> tuple[int, ...] | None:
    """The header rows over the first row of figures, top to bottom, or None.

    The nearest row of labels that stands over most of the figures is the lowest header row; rows
    of labels right above it that are more than a title belong to the header too.
    """
    if np.count_nonzero(figures) == 0 or band.label_like(row):
        return None
    bottom = lower = None
    for above in range(row - 1, max(free_from, row - LOOK_BACK) - 1, -1):
        labels = band.row(above) != BLANK
        if not labels.any():
            continue
        if not band.label_like(above):
            return None
        if _is_of_body(band, above, row, free_from):
            continue
        if np.count_nonzero(labels & figures) >= COVERAGE * np.count_nonzero(figures):
            bottom = above
            break
        lower = above if parts_labels(band, above) else None
    if bottom is None or (
        np.count_nonzero(band.row(bottom) != BLANK) < 2 and band.last > band.first
    ):
        return None
    rows = [bottom] if lower is None else [bottom, lower]
    while (
        len(rows) < HEADER_ROWS
        and rows[0] > free_from
        and _is_group_row(band, rows[0] - 1, rows[0])
    ):
        rows.insert(0, rows[0] - 1)
    return tuple(rows)


def _is_of_body(band: Band, row: int, first: int, free_from: int) -> bool:
    """Whether a row without figures belongs to the body: it has a period where the body has one.

    A word must stand above that column; a heading does.
    """
    columns = band.first + np.flatnonzero((band.row(row) == PERIOD) & (band.row(first) == PERIOD))
    dated = bool((band.kinds[free_from:row, columns] == TEXT).any())
    return dated or (row > free_from and measures(band, row, first))


def _is_group_row(band: Band, row: int, below: int) -> bool:
    """Whether a row over a header row is part of the header and not a title or a note."""
    filled = np.flatnonzero(band.row(row) != BLANK)
    if filled.size == 0 or not band.label_like(row) or is_note(band, row):
        return False
    texts = [plain(band.sheet.cells[row, band.first + c]) for c in filled]
    if texts[0].endswith(":") or max(map(len, texts)) > LONGEST_HEADING:
        return False
    lowest = int(np.flatnonzero(band.row(below) != BLANK)[0])
    if filled.size == 1:
        return bool(filled[0] > lowest)
    return True


def _grow(band: Band, figures: NDArray[np.bool_], header: tuple[int, ...], free_from: int) -> Block:
    """The table under a header: its data rows down to the next header or the footnotes."""
    bottom = header[-1]
    texts = [plain(value) for value in band.sheet.cells[bottom, band.first : band.last + 1]]
    titled = is_headed(band, header[0])
    kinds = band.kinds[:, band.first : band.last + 1]
    counts = (kinds != BLANK).sum(axis=1).tolist()
    columns = figure_columns(kinds, figures, header)
    fits: NDArray[np.bool_] = np.asarray((figures & columns).any(axis=1))
    certain = (fits & (kinds == NUMBER).any(axis=1)).tolist()
    last, gaps, pending = bottom, [], []
    for row in range(bottom + 1, len(counts)):
        if counts[row] == 0:
            pending.append(row)
            continue
        again = not certain[row] and repeats(band, row, texts)
        if again and ((titled and is_headed(band, row)) or restarts(band, figures, header, row)):
            break
        if pending and last > bottom and is_footer(band, row, (bottom + 1, last)):
            break
        # Headings of the next table never follow a row of this one without a break.
        may_head = bool(pending) and not certain[row] and not again
        if may_head and _begins_header(band, figures, row):
            break
        if (fits[row] or is_unreadable(kinds, row, bottom, columns)) and not again:
            notes = [earlier for earlier in pending if is_note(band, earlier)]
            if notes and not goes_on(band, notes, (last, row), columns, texts):
                break
            gaps.extend(pending)
            pending, last = [], row
        elif again or counts[row] == 1 or is_pair(band, row):
            pending.append(row)
    return _block(band, header, last, gaps, free_from)


def _begins_header(band: Band, figures: NDArray[np.bool_], row: int) -> bool:
    """Whether a row is a header, or stands over one: years above the names of their months."""
    below = row + 1
    return _is_header(band, figures, row) or (
        below < len(band.kinds)
        and band.label_like(row)
        and _is_header(band, figures, below)
        and _is_group_row(band, row, below)
    )


def _is_header(band: Band, figures: NDArray[np.bool_], row: int) -> bool:
    """Whether a row of labels is the header of figures that follow it."""
    if not band.label_like(row):
        return False
    kinds = band.row(row)
    labels = kinds != BLANK
    below = figures[row + 1 : row + 1 + LOOK_BACK]
    rows = np.flatnonzero(np.asarray(below.any(axis=1)))
    if rows.size == 0:
        return False
    first = below[rows[0]]
    over = np.count_nonzero(labels & first)
    enough = over >= COVERAGE * np.count_nonzero(first) and over > 0
    return bool(enough and not band.label_like(row + 1 + int(rows[0])))


def _block(
    band: Band, header: tuple[int, ...], last: int, gaps: list[int], free_from: int
) -> Block:
    top, bottom = header[0], header[-1]
    rows = slice(top, last + 1)
    used = np.flatnonzero((band.kinds[rows, band.first : band.last + 1] != BLANK).any(axis=0))
    first_column, last_column = band.first + int(used[0]), band.first + int(used[-1])
    totals = total_rows(band, bottom + 1, last, first_column, last_column)
    return Block(
        sheet=band.sheet.name,
        titles=_titles(band, free_from, top),
        header_rows=header,
        first_row=bottom + 1,
        last_row=last,
        first_column=first_column,
        last_column=last_column,
        headings=combined(band.sheet, header, first_column, last_column),
        total_rows=tuple(row for row in totals if row not in set(gaps)),
        gap_rows=tuple(gaps),
    )


def _titles(band: Band, free_from: int, top: int) -> tuple[str, ...]:
    """The texts between the last table and this header, row by row, labels and texts joined.

    A row with texts above several tables side by side says of each what stands above it.
    """
    titles: list[str] = []
    for row in range(free_from, top):
        kinds = band.kinds[row]
        told = np.flatnonzero((kinds == TEXT) | (kinds == PERIOD))
        filled = np.flatnonzero(kinds != BLANK)
        if filled.size == 2 and told.size == 1 and kinds[filled[1]] == YEAR:
            told = filled
        own = told[(told >= band.first) & (told <= band.last)]
        texts = [plain(band.sheet.cells[row, c]) for c in (own if own.size else told)]
        if own.size or len(texts) == 1 or (texts and texts[0].endswith(":")):
            pair = len(texts) == 2 and _labels_value(texts[0])
            titles.append((": " if pair else " ").join(texts)[:500])
    return tuple(titles)


def _labels_value(text: str) -> bool:
    """Whether a text beside another says what that is: Team, Cost centre, Reporting period."""
    named = level_of(text) or PERIOD_HEADING.fullmatch(folded(text))
    return bool(named) and not text.endswith(":")


def _rejoined(blocks: list[Block], sheet: Sheet, kinds: NDArray[np.int8]) -> list[Block]:
    """Bands side by side are one table when the right one has no labels of its own.

    It must share the header's rows and fill most data rows; then the blank column between is a
    spacer. Anything else on the right stays a table of its own.
    """
    joined: list[Block] = []
    for block in blocks:
        left = next((b for b in joined if _continues(b, block, kinds)), None)
        if left is None:
            if not any(_holds(other, block) for other in joined):
                joined.append(block)
            continue
        headings = combined(sheet, left.header_rows, left.first_column, block.last_column)
        joined[joined.index(left)] = replace(left, last_column=block.last_column, headings=headings)
    return joined


def _holds(whole: Block, block: Block) -> bool:
    """Whether the columns and rows of a block are those of another, read with it already."""
    return (
        whole.first_column <= block.first_column
        and block.last_column <= whole.last_column
        and whole.first_row <= block.header_rows[0]
        and block.last_row <= whole.last_row
    )


def _continues(left: Block, right: Block, kinds: NDArray[np.int8]) -> bool:
    if right.first_column <= left.last_column or right.header_rows[-1] != left.header_rows[-1]:
        return False
    above = right.header_rows[0] - 1
    if above not in (-1, *left.header_rows) and kinds[above, right.first_column] != BLANK:
        return False
    rows = slice(left.first_row, left.last_row + 1)
    lead = kinds[rows, right.first_column]
    if np.count_nonzero((lead == TEXT) | (lead == PERIOD)) > np.count_nonzero(is_figure(lead)):
        return False
    filled = (kinds[rows, right.first_column : right.last_column + 1] != BLANK).any(axis=1)
    own = (kinds[rows, left.first_column : left.last_column + 1] != BLANK).any(axis=1)
    return bool(np.count_nonzero(filled) >= 0.7 * np.count_nonzero(own))
