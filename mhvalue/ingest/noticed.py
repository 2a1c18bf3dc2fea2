"""What is said about figures that could not be taken as they stand."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from mhvalue.catalogue.schema import Catalogue
from mhvalue.ingest.code_doubts import told_as_codes
from mhvalue.ingest.kinds import NUMBER, kind_of
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import Column, TableReading
from mhvalue.ingest.scales import ERROR
from mhvalue.ingest.sheets.cells import (
    NO_SAVED_ANSWER,
    CellError,
    Sheet,
    cell_name,
    column_name,
    distinct,
    whole_column,
)
from mhvalue.ingest.sheets.named_cells import first_cell, named_cells
from mhvalue.ingest.subjects import Subject
from mhvalue.ingest.unit_levels import level_of
from mhvalue.ingest.vocabulary import NOT_FIGURES, folded

SHOWN: Final = 5
MOST_LETTERS: Final = 8
LOOKED_AT: Final = 400
_CORRECT: Final = "Correct the formulas in the file."
_OR_ANOTHER: Final = "Correct them in the file, or give the column another role."


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
        count = len(multiplied)
        said = "column or measure" if count == 1 else "columns or measures"
        what = (
            f"{count} {said} of percentages {'is' if count == 1 else 'are'} written as shares of 1."
        )
        done = f"{'It was' if count == 1 else 'They were'} multiplied by 100."
        found.append(Problem(what, file, table.sheet, "", done))
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
    sheet: Sheet, table: TableReading, file: str, figures: Sequence[Column], frame: pd.DataFrame
) -> list[Problem]:
    """Cells that should hold a figure and hold an error or something else, column by column.

    Formulas without a saved answer are told by `unanswered`, for the whole sheet.
    """
    in_error = frame["status"].to_numpy() == ERROR
    if not in_error.any():
        return []
    wrong = frame[in_error]
    found: list[Problem] = []
    affected = set(wrong["column"].tolist())
    for column in (column for column in figures if column.index in affected):
        cells = wrong[(wrong["column"] == column.index).to_numpy()]
        held = sheet.cells[cells["row"].to_numpy(), column.index]
        codes = np.array([v.code if isinstance(v, CellError) else "" for v in held], dtype=object)
        errors = (codes != "") & (codes != NO_SAVED_ANSWER)
        for chosen, what, do in (
            (cells[errors], f"with an error, {', '.join(sorted(set(codes[errors])))}", _CORRECT),
            (cells[codes == ""], "without a figure that can be read", _OR_ANOTHER),
        ):
            if len(chosen):
                count = f"{len(chosen):,} cells" if len(chosen) > 1 else "1 cell"
                found.append(
                    Problem(
                        f"{count} in column {column_name(column.index)} {what} "
                        f"({named_cells(chosen)}).",
                        file, table.sheet, first_cell(chosen), "Left out as errors.", do,
                    )
                )  # fmt: skip
    return found


def unanswered(sheets: Sequence[Sheet], file: str) -> list[Problem]:
    """Formulas whose answer was never saved, wherever they stand: all those of a sheet at once."""
    found = []
    for sheet in sheets:
        width = sheet.shape[1]
        here = [place for place in range(width) if _has_unanswered(sheet, place)]
        cells = [
            (row, place)
            for place in here
            for row in np.flatnonzero(sheet.cells[:, place] == CellError(NO_SAVED_ANSWER)).tolist()
        ]
        if cells:
            count = f"{len(cells):,} cells hold formulas" if cells[1:] else "1 cell holds a formula"
            named = pd.DataFrame(cells, columns=["row", "column"])
            found.append(
                Problem(
                    f"{count} with no saved answer ({named_cells(named)}).",
                    file, sheet.name, first_cell(named), "Read as errors, not as blanks.",
                    "Open the file in Excel, save it and upload it again.",
                )
            )  # fmt: skip
    return found


def _has_unanswered(sheet: Sheet, column: int) -> bool:
    values = whole_column(sheet, column)[1].tolist()
    return CellError in set(map(type, values)) and CellError(NO_SAVED_ANSWER) in values


def told_passed_over(
    sheet: Sheet, table: TableReading, catalogue: Catalogue, file: str
) -> list[Problem]:
    """Columns of figures without a role: they compare others, add them up, or are not known."""
    known = [c for c in table.columns if c.role == "ignore" and _is_figure(sheet, table, c)]
    coded, others = told_as_codes(sheet, table, known, catalogue, file)
    passed = [column.index for column in others]
    if not passed:
        return coded
    letters = ", ".join(map(column_name, passed[:MOST_LETTERS]))
    more = f" and {len(passed) - MOST_LETTERS} more" if len(passed) > MOST_LETTERS else ""
    return [
        *coded,
        Problem(
            f"Numbers in column {letters}{more} compare other figures, add them up, or are of "
            "nothing that is known.",
            file, table.sheet, cell_name(table.first_row, passed[0]), "They were left out.",
            "Give a column a role if it is wanted.",
        ),
    ]  # fmt: skip


def _is_figure(sheet: Sheet, table: TableReading, column: Column) -> bool:
    """Whether a headed column of no role holds mostly numbers that are no codes or ranks."""
    words = folded(column.heading)
    if column.heading.startswith("Column ") or NOT_FIGURES.fullmatch(words) or level_of(words):
        return False
    _, values = distinct(sheet, column.index, table.first_row, table.last_row)
    told = [kind_of(value) for value in values[:LOOKED_AT] if value is not None]
    return told.count(NUMBER) > len(told) / 2


def told_unnamed(table: TableReading, file: str, rows: Sequence[int]) -> Problem:
    """Rows whose unit is named by an error, such as a look-up that found nothing."""
    place = next(column.index for column in table.columns if column.role == "unit")
    cells = pd.DataFrame({"row": rows, "column": place})
    count = f"{len(rows):,} rows have" if rows[1:] else "1 row has"
    return Problem(
        f"{count} an error in place of the name of the unit ({named_cells(cells)}).",
        file, table.sheet, first_cell(cells), "Left out.", "Correct the names in the file.",
    )  # fmt: skip
