"""Rows of facts as problems: one for each table, with cells and headings named."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.cellnames import cell_name, range_name
from mhvalue.facts import Facts
from mhvalue.ingest.problems import Problem

MOST_RANGES: Final = 12
MOST_HEADINGS: Final = 4
KEPT: Final = "They were kept as they are."
KEPT_ONE: Final = "It was kept as it is."
Rows = NDArray[np.intp]
"""Positions in the frame of the facts."""


def told(
    facts: Facts, rows: Rows, what: str, *, done: str = KEPT, do: str = ""
) -> tuple[Problem, ...]:
    """One problem for each table that has some of the rows; see `problem` for the text."""
    tables = facts.frame["table"].to_numpy()[rows]
    return tuple(
        problem(facts, rows[tables == table], what, done=done, do=do)
        for table in dict.fromkeys(tables.tolist())
    )


def problem(facts: Facts, rows: Rows, what: str, *, done: str = KEPT, do: str = "") -> Problem:
    """One problem about rows of one table.

    In `what` {count} stands for how many rows, {figures} for how many figures, {headings} for the
    headings of their columns.
    """
    frame = facts.frame.iloc[rows]
    origin = facts.origins[int(frame["table"].iloc[0])]
    headings = list(map(str, frame["heading"].unique()))
    more = f" and {len(headings) - MOST_HEADINGS} more" if len(headings) > MOST_HEADINGS else ""
    text = what.format(
        count=f"{len(rows):,}",
        figures="1 figure" if len(rows) == 1 else f"{len(rows):,} figures",
        headings=", ".join(headings[:MOST_HEADINGS]) + more,
    )
    done = KEPT_ONE if done == KEPT and len(rows) == 1 else done
    return Problem(text, origin.file, origin.sheet, cells(facts, rows), done, do)


def escaped(text: str) -> str:
    """A heading or a name as it may stand in `what`."""
    return text.replace("{", "{{").replace("}", "}}")


def cells(facts: Facts, rows: Rows) -> str:
    """The cells of rows of one table, neighbours as a range: "D4:D9, F2"."""
    frame = facts.frame.iloc[rows]
    columns, lines = (frame[name].to_numpy().astype(np.int64) for name in ("column", "row"))
    if (columns < 0).any():
        return facts.origins[int(frame["table"].iloc[0])].cells
    down = [(r1, c, r2, c) for c, r1, r2 in _stretches(columns, lines)]
    along = [(r, c1, r, c2) for r, c1, c2 in _stretches(lines, columns)]
    found = down if len(down) <= len(along) else along
    names = [
        range_name(*place) if place[:2] != place[2:] else cell_name(*place[:2])
        for place in found[:MOST_RANGES]
    ]
    more = f" and {len(found) - MOST_RANGES:,} more" if len(found) > MOST_RANGES else ""
    return ", ".join(names) + more


def _stretches(fixed: NDArray[np.int64], running: NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """Unbroken stretches: what stays the same, and the first and last of what runs."""
    order = np.lexsort((running, fixed))
    fixed, running = fixed[order], running[order]
    begins = np.ones(len(order), dtype=bool)
    begins[1:] = (fixed[1:] != fixed[:-1]) | (running[1:] > running[:-1] + 1)
    first = np.flatnonzero(begins)
    last = np.append(first[1:] - 1, len(order) - 1)
    return list(zip(fixed[first].tolist(), running[first].tolist(), running[last].tolist(),
                    strict=True))  # fmt: skip
