"""Labels whose cells are merged down over several rows, of all of which they are the labels."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from mhvalue.ingest.proposing.bands import Block
from mhvalue.ingest.sheets.cells import Sheet


def merged_down(sheet: Sheet, block: Block) -> dict[int, list[tuple[int, int]]]:
    """The first and last rows of the cells of a table that are merged down, by column."""
    found: dict[int, list[tuple[int, int]]] = {}
    for top, left, bottom, _ in sheet.merged:
        if block.first_row <= top < min(bottom, block.last_row):
            found.setdefault(left, []).append((top, min(bottom, block.last_row)))
    return found


def of_all_rows(
    codes: NDArray[np.int32],
    texts: Mapping[int, str],
    merged: Sequence[tuple[int, int]],
    first: int,
) -> NDArray[np.int32]:
    """The codes of a column's rows from `first` on, a merged text that of all its rows."""
    held = codes.copy() if merged else codes
    for top, bottom in merged:
        if held[top - first] in texts:
            held[top - first : bottom - first + 1] = held[top - first]
    return held
