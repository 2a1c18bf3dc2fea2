"""Characters that no text has, found in the cells of a CSV: dropped, and told by cell.

Systems that print or transmit leave them: a vertical tab for a line break, an end-of-file mark of
long ago, a byte of another encoding.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import numpy as np

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.sheets.cells import Sheet, cell_name

SHOWN: Final = 5
_STRAY: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BREAK: Final = re.compile(r"(?<=[^\W\d])[\x0b\x0c\x85]+(?=[^\W\d])")


def are_in(text: str) -> bool:
    """Whether a text holds any."""
    return _STRAY.search(text) is not None


def without(sheet: Sheet) -> Sheet:
    """The sheet without them, with the cells named in which they stood.

    A break between two words becomes a blank.
    """
    found = [(row, column) for column in range(sheet.shape[1]) for row in _rows(sheet, column)]
    if not found:
        return sheet
    cells, touched = sheet.cells.copy(), {column for _, column in found}
    for place in found:
        cells[place] = _cleaned(cells[place])
    coded = {column: held for column, held in sheet.coded.items() if column not in touched}
    return replace(sheet, laid=cells, coded=coded, stray=tuple(sorted(found)))


def _rows(sheet: Sheet, column: int) -> list[int]:
    """The rows of a column in which any stand; of a coded column only its values are asked."""
    if column in sheet.coded:
        codes, values = sheet.coded[column]
        return np.flatnonzero(np.isin(codes, _places(values.tolist()))).tolist()
    return _places(sheet.cells[:, column].tolist())


def _places(values: list[object]) -> list[int]:
    return [n for n, value in enumerate(values) if isinstance(value, str) and are_in(value)]


def problems(sheets: Iterable[Sheet], file: str) -> tuple[Problem, ...]:
    """What to say about the cells in which such characters stood."""
    return tuple(_told(sheet, file) for sheet in sheets if sheet.stray)


def _told(sheet: Sheet, file: str) -> Problem:
    count = len(sheet.stray)
    names = ", ".join(cell_name(*place) for place in sheet.stray[:SHOWN])
    more = f" and {count - SHOWN} more" if count > SHOWN else ""
    cells, hold = ("cells", "hold") if count > 1 else ("cell", "holds")
    return Problem(
        f"{count:,} {cells} {hold} a control character, which no text has ({names}{more}).",
        file,
        sheet.name,
        cell_name(*sheet.stray[0]),
        "It was dropped.",
        "Look at what was read there.",
    )


def _cleaned(value: str) -> str | None:
    return _STRAY.sub("", _BREAK.sub(" ", value)).strip() or None
