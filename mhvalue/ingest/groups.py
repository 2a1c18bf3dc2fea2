"""The breakdown and the group of each row, from up to three columns."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.ingest.cells import Sheet
from mhvalue.ingest.places import Codes, labels
from mhvalue.ingest.reading import TableReading
from mhvalue.ingest.vocabulary import is_everybody

CROSS: Final = " × "
EVERYBODY: Final = ("none", "all")


def groups(
    sheet: Sheet, table: TableReading, rows: NDArray[np.int64]
) -> tuple[Codes, list[tuple[str, str]]]:
    """For each row the position of its (breakdown, group); none and all for everybody.

    Crossed breakdowns are joined in alphabetical order: "age × sex", "65 and over × Female".
    """
    told = sorted(
        (c for c in table.columns if c.role == "breakdown"), key=lambda c: c.name or c.heading
    )
    if not told:
        return np.zeros(len(rows), dtype=np.int64), [EVERYBODY]
    read = [labels(sheet, table, column.index) for column in told]
    combined = np.zeros(len(rows), dtype=np.int64)
    for codes, texts in read:
        _, combined = np.unique(combined * (len(texts) + 1) + codes[rows], return_inverse=True)
    _, first, row_codes = np.unique(combined, return_index=True, return_inverse=True)
    pairs: dict[tuple[str, str], int] = {}
    of_combination = []
    for position in first:
        parts = [
            (column.name or column.heading, texts[codes[rows[position]]])
            for column, (codes, texts) in zip(told, read, strict=True)
        ]
        split = [part for part in parts if part[1] and not is_everybody(part[1])]
        pair = (
            (CROSS.join(p[0] for p in split), CROSS.join(p[1] for p in split))
            if split
            else EVERYBODY
        )
        of_combination.append(pairs.setdefault(pair, len(pairs)))
    return np.array(of_combination, dtype=np.int64)[row_codes], list(pairs)
