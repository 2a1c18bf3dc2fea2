"""Rows that may be sums of others: of those below them in small tables, or by their names."""

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.ingest.headings import plain
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.proposing.parted_total import parted
from mhvalue.ingest.reading import FIGURE_ROLES, TableReading
from mhvalue.ingest.sheets.cells import Sheet, cell_name
from mhvalue.ingest.unit_levels import is_national
from mhvalue.ingest.vocabulary import is_all

MOST_ROWS: Final = 200
FEWEST_ROWS: Final = 5
FEWEST_PARTS: Final = 2
SHOWN: Final = 5
_TOTAL_OF: Final = re.compile(r"totals? \S", re.IGNORECASE)
_TELLING: Final = ("unit code", "parent", "item", "breakdown", "kind", "period")


def told_may_add_up(sheet: Sheet, table: TableReading, file: str) -> list[Problem]:
    """What to say where all rows are groups of rows under their sums; they were read as units."""
    units = [c.index for c in table.columns if c.role == "unit"]
    figures = [c.index for c in table.columns if c.role in FIGURE_ROLES and c.role != "value"]
    if len(units) != 1 or not figures or any(c.role in _TELLING for c in table.columns):
        return []
    if table.last_row - table.first_row >= MOST_ROWS:
        return []
    rows = [r for r in range(table.first_row, table.last_row + 1) if r not in table.skip_rows]
    rows = [r for r in rows if not is_national(plain(sheet.cells[r, units[0]]))]
    heads = _heads(_amounts(sheet, rows, figures)) if len(rows) >= FEWEST_ROWS else []
    if not heads:
        return []
    cells = [cell_name(rows[head], units[0]) for head in heads]
    more = f" and {len(cells) - SHOWN} more" if len(cells) > SHOWN else ""
    one = len(cells) == 1
    return [
        Problem(
            f"{len(cells)} row{'s' * (not one)} hold{'s' * one} the sum of the rows below in every "
            f"column ({', '.join(cells[:SHOWN])}{more}).",
            file, table.sheet, cells[0], "They were read as units like the others.",
            "If they are totals, leave them out on Upload, under Correct the rows of this table.",
        )
    ]  # fmt: skip


def told_total_groups(sheet: Sheet, table: TableReading, file: str) -> list[Problem]:
    """What to say where a group beside others is called the total of something: Total WTE staff."""
    for column in (c for c in table.columns if c.role == "breakdown"):
        rows = [r for r in range(table.first_row, table.last_row + 1) if r not in table.skip_rows]
        texts = {row: plain(sheet.cells[row, column.index]) for row in rows[:MOST_ROWS]}
        told = [row for row, text in texts.items() if _TOTAL_OF.match(text) and not is_all(text)]
        if not told or len(set(texts.values())) <= len({texts[row] for row in told}):
            continue
        cell = cell_name(told[0], column.index)
        return [
            Problem(
                f"A group called a total stands among others ({cell} is the first).",
                file, table.sheet, cell, "It was read as a group like the others.",
                "If it adds up the others, leave its rows out on Upload.",
            )
        ]  # fmt: skip
    return []


def _heads(amounts: NDArray[np.float64]) -> list[int]:
    """The rows that each add up all rows up to the next of them, one of them two or more."""
    heads = {} if np.isnan(amounts).any() else parted(amounts)
    told = bool(heads) and max(heads.values()) >= FEWEST_PARTS
    return sorted(heads) if told and amounts[list(heads)].any(axis=1).all() else []


def _amounts(sheet: Sheet, rows: list[int], figures: list[int]) -> NDArray[np.float64]:
    cells = sheet.cells[rows][:, figures]
    return np.array(
        [
            [0.0 if v is None else v if isinstance(v, float) else np.nan for v in row]
            for row in cells
        ]
    )
