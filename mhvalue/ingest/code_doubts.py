"""What is said of columns of whole numbers that were taken for codes, or may be some."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from mhvalue.catalogue.schema import Catalogue
from mhvalue.ingest.code_numbers import are_codes, counts_nothing, may_be_codes
from mhvalue.ingest.headings import plain
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import FIGURE_ROLES, Column, TableReading
from mhvalue.ingest.sheets.cells import Sheet, cell_name, column_name, distinct

LOOKED_AT: Final = 400


def told_as_codes(
    sheet: Sheet,
    table: TableReading,
    passed: Sequence[Column],
    catalogue: Catalogue,
    file: str,
) -> tuple[list[Problem], list[Column]]:
    """What to say of the columns passed over that hold codes, and the columns that do not."""
    coded = [
        column
        for column in passed
        if counts_nothing(column.heading, catalogue)
        and are_codes(_texts(sheet, table, column.index))
    ]
    return [
        Problem(
            f"The whole numbers in column {column_name(column.index)} all have as many digits, "
            "and their heading counts nothing.",
            file, table.sheet, cell_name(table.first_row, column.index),
            "They were taken for codes and left out.",
            "Give the column a role if they are figures.",
        )
        for column in coded
    ], [column for column in passed if column not in coded]  # fmt: skip


def told_as_amounts(
    sheet: Sheet, table: TableReading, catalogue: Catalogue, file: str
) -> list[Problem]:
    """What to say of columns read as amounts that look like codes, in a table of one period."""
    if table.layout != "long" or any(column.role == "period" for column in table.columns):
        return []
    return [
        Problem(
            f"Column {column_name(column.index)} was read as an amount; is it a code? Its whole "
            "numbers have as many digits each and are all different.",
            file, table.sheet, cell_name(table.first_row, column.index),
            "They were read as figures.",
            "Take the column's role away if they are codes.",
        )
        for column in table.columns
        if _is_amount(column)
        and counts_nothing(column.heading, catalogue)
        and may_be_codes(_texts(sheet, table, column.index))
    ]  # fmt: skip


def _is_amount(column: Column) -> bool:
    said = column.scenario or column.window or column.unit or column.group
    return column.role in FIGURE_ROLES and not said


def _texts(sheet: Sheet, table: TableReading, index: int) -> list[str]:
    """The labels of a column row by row, up to some, without the rows left out and the blanks."""
    codes, values = distinct(sheet, index, table.first_row, table.last_row)
    kept = np.ones(len(codes), dtype=bool)
    skipped = np.array(table.skip_rows, dtype=np.int64) - table.first_row
    kept[skipped[(skipped >= 0) & (skipped < len(kept))]] = False
    texts = (plain(values[code]) for code in codes[kept][:LOOKED_AT].tolist())
    return [text for text in texts if text]
