"""A long, plain sheet read as columns of text, several times as fast as cell by cell.

fastexcel rounds numbers to nine places after the point and gives '' for errors: it is used only
where a sheet holds neither errors nor formulas without an answer, percentages or merged cells, and
its outcome is thrown away where a number may have been rounded.
"""

import re
from typing import Final

import numpy as np

from mhvalue.ingest.cells import Coded, Sheet

LONG: Final = 8 * 1024**2
"""Bytes of XML from which it is worth while: about 15,000 rows of ten columns."""

_FIRST: Final = re.compile(rb'<c r="A1"[^>/]*>')
_ROUNDED: Final = re.compile(r"-?\d*\.\d{9,}")
_MIDNIGHT: Final = " 00:00:00"


def is_plain(part: bytes) -> bool:
    """Whether a sheet is long, begins in A1 and has neither merged cells nor formulas."""
    return (
        len(part) >= LONG
        and _FIRST.search(part, 0, 65_536) is not None
        and b"<mergeCell" not in part
        and b"<f" not in part
    )


def read_plain(
    data: bytes, name: str, hidden_rows: tuple[int, ...], visibility: str
) -> Sheet | None:
    """The sheet with its columns coded, or None where it must be read cell by cell."""
    import fastexcel

    try:
        book = fastexcel.read_excel(data)
        table = book.load_sheet(name, header_row=None, dtypes="string").to_arrow()
    except fastexcel.FastExcelError:
        return None
    coded: dict[int, Coded] = {}
    cells = np.empty((table.num_rows, table.num_columns), dtype=object, order="F")
    for number, column in enumerate(table.columns):
        whole = column.dictionary_encode(null_encoding="encode")
        texts = [_as_written(text) for text in whole.dictionary.to_pylist()]
        if any(text is not None and _ROUNDED.fullmatch(text) for text in texts):
            return None
        values = np.empty(len(texts), dtype=object)
        values[:] = texts
        codes = whole.indices.to_numpy()
        coded[number] = codes, values
        np.take(values, codes, out=cells[:, number])
    return Sheet(name, cells, visibility, hidden_rows=hidden_rows, coded=coded)


def _as_written(text: str | None) -> str | None:
    """A text without the clock that a day without a time is given."""
    if not text:
        return None
    return text.removesuffix(_MIDNIGHT) if text.endswith(_MIDNIGHT) else text
