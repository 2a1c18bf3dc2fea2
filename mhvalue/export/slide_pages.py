"""What the slides of a deck say, and how a table too long for one slide goes on over the next.

A text too long for its place ends in an ellipsis. Lengths are in points.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from mhvalue.export.cells import plain
from mhvalue.export.fitting import LINE, cut, lines

WIDE: Final = 960
HIGH: Final = 540
MARGIN: Final = 40
ROOM: Final = WIDE - 2 * MARGIN
TITLE_SIZES: Final = (26, 22, 19)
SENTENCES_TOP: Final = 86
SENTENCE_TEXT: Final = 13
CELL_TEXT: Final = 12
FOOT_TOP: Final = 508
BESIDE: Final = 6
ABOVE: Final = 2.5
"""Room beside and above the text of a cell."""

_MOST_SENTENCE_LINES: Final = 7
_GAP: Final = 10
_PART_ROOM: Final = 90


@dataclass(frozen=True)
class Column:
    """One column: its share of the width, and how many lines a cell may have."""

    heading: str
    share: float
    most_lines: int = 3


@dataclass(frozen=True)
class Span:
    """A bar from `start` to `end` with a dot at `dot`, as shares of the last cell's width."""

    start: float
    end: float
    dot: float


@dataclass(frozen=True)
class Grid:
    """A table of texts; where it has `spans`, one is drawn into the last cell of each row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    alt: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Slide:
    """What one slide says; its table may take several."""

    title: str
    sentences: tuple[str, ...] = ()
    grid: Grid | None = None


def paged(slide: Slide) -> Iterator[Slide]:
    """The slide, or as many as its table needs, each telling which it is."""
    slide = _fitted(slide)
    grid = slide.grid
    if grid is None:
        yield slide
        return
    room = FOOT_TOP - _GAP - grid_top(slide) - row_high(headings(grid), grid)
    pages: list[list[int]] = [[]]
    used = 0.0
    for place, row in enumerate(grid.rows):
        high = row_high(row, grid)
        if pages[-1] and used + high > room:
            pages.append([])
            used = 0.0
        pages[-1].append(place)
        used += high
    for number, places in enumerate(pages, 1):
        rows = tuple(grid.rows[place] for place in places)
        spans = tuple(grid.spans[place] for place in places if grid.spans)
        part = f" ({number} of {len(pages)})" if len(pages) > 1 else ""
        shown = replace(grid, rows=rows, spans=spans, alt=f"{grid.alt}{part}")
        yield Slide(slide.title + part, slide.sentences, shown)


def _fitted(slide: Slide) -> Slide:
    """The slide with every text on one line, cut where it has no room."""
    title = cut(plain(slide.title), ROOM - _PART_ROOM, TITLE_SIZES[-1], 2)
    sentences, left = [], _MOST_SENTENCE_LINES
    for text in map(plain, slide.sentences):
        if left and text:
            sentences.append(cut(text, ROOM, SENTENCE_TEXT, left))
            left -= lines(sentences[-1], ROOM, SENTENCE_TEXT)
    grid = slide.grid
    if grid is not None:
        rows = tuple(
            tuple(
                cut(plain(text), inside(column), CELL_TEXT, column.most_lines)
                for text, column in zip(row, grid.columns, strict=True)
            )
            for row in grid.rows
        )
        grid = replace(grid, rows=rows, alt=plain(grid.alt))
    return Slide(title, tuple(sentences), grid)


def inside(column: Column) -> float:
    return column.share * ROOM - 2 * BESIDE


def headings(grid: Grid) -> tuple[str, ...]:
    return tuple(column.heading for column in grid.columns)


def row_high(row: Sequence[str], grid: Grid) -> float:
    most = max(
        lines(text, inside(column), CELL_TEXT)
        for text, column in zip(row, grid.columns, strict=True)
    )
    return most * CELL_TEXT * LINE + 2 * ABOVE


def sentences_high(slide: Slide) -> float:
    count = sum(lines(text, ROOM, SENTENCE_TEXT) for text in slide.sentences)
    return count * SENTENCE_TEXT * LINE


def grid_top(slide: Slide) -> float:
    return SENTENCES_TOP + sentences_high(slide) + _GAP
