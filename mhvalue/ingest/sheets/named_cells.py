"""Cells named in a sentence: the first of them, neighbours together."""

from typing import Final

import pandas as pd

from mhvalue.cellnames import cell_name

SHOWN: Final = 5


def named_cells(cells: pd.DataFrame) -> str:
    """The first cells by name, neighbours down a column as C2:C13."""
    held = list(zip(cells["row"].tolist(), cells["column"].tolist(), strict=True))
    starts = [n for n, (r, c) in enumerate(held) if n == 0 or held[n - 1] != (r - 1, c)]
    ends = [*(start - 1 for start in starts[1:]), len(held) - 1]
    names = [
        cell_name(*held[first]) + ("" if first == last else f":{cell_name(*held[last])}")
        for first, last in zip(starts[:SHOWN], ends, strict=False)
    ]
    more = len(held) - 1 - ends[min(SHOWN, len(ends)) - 1]
    return ", ".join(names) + (f" and {more} more" if more else "")


def first_cell(cells: pd.DataFrame) -> str:
    """The first cell by name; blank where there is none."""
    return cell_name(int(cells["row"].iloc[0]), int(cells["column"].iloc[0])) if len(cells) else ""
