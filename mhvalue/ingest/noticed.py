"""What is said about figures that could not be taken as they stand."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from mhvalue.ingest.cells import cell_name, column_name
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import Column, TableReading
from mhvalue.ingest.scales import ERROR
from mhvalue.ingest.subjects import Subject

SHOWN: Final = 5


def told_by_scale(
    table: TableReading,
    file: str,
    known: Sequence[Subject],
    multiplied: Sequence[int],
    mixed: Sequence[int],
    doubtful: pd.DataFrame,
) -> list[Problem]:
    found = []
    if multiplied:
        found.append(
            Problem(
                f"{len(multiplied)} columns or measures of percentages are written as shares of 1.",
                file, table.sheet, "", "They were multiplied by 100.",
            )
        )  # fmt: skip
    for position in mixed:
        cells = doubtful[(doubtful["item"] == position).to_numpy()]
        refused = (cells["status"] == ERROR).all()
        found.append(
            Problem(
                f"Percentages on two scales in {known[position].heading} ({named_cells(cells)}).",
                file, table.sheet, first_cell(cells),
                "These cells were left out." if refused else "They were read as written.",
                "Write 45% or 45 throughout, not 0.45.",
            )
        )  # fmt: skip
    return found


def unreadable(
    table: TableReading, file: str, figures: Sequence[Column], frame: pd.DataFrame
) -> list[Problem]:
    """Cells that should hold a figure and hold something else, column by column."""
    wrong = frame[(frame["status"] == ERROR).to_numpy()]
    found: list[Problem] = []
    if not len(wrong):
        return found
    for column in figures:
        cells = wrong[(wrong["column"] == column.index).to_numpy()]
        if len(cells):
            found.append(
                Problem(
                    f"{len(cells)} cells in column {column_name(column.index)} hold no figure that "
                    f"can be read ({named_cells(cells)}).",
                    file, table.sheet, first_cell(cells), "They were left out as errors.",
                    "Correct them in the file, or give the column another role.",
                )
            )  # fmt: skip
    return found


def named_cells(cells: pd.DataFrame) -> str:
    names = [
        cell_name(int(r), int(c))
        for r, c in zip(cells["row"][:SHOWN], cells["column"][:SHOWN], strict=True)
    ]
    more = f" and {len(cells) - SHOWN} more" if len(cells) > SHOWN else ""
    return ", ".join(names) + more


def first_cell(cells: pd.DataFrame) -> str:
    return cell_name(int(cells["row"].iloc[0]), int(cells["column"].iloc[0])) if len(cells) else ""
