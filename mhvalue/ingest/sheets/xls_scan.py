"""One pass over the records of an xls workbook for what calamine does not tell.

calamine gives '' for an error, for a formula without a saved answer and for a blank, and tells
neither hidden rows and columns nor number formats. Source of the records: [MS-XLS] 2.4; those of
Excel 95 differ in how texts are written.
"""

import re
import struct
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from mhvalue.ingest.sheets import compound_file
from mhvalue.ingest.sheets.cells import CellError
from mhvalue.ingest.sheets.unseen import (
    AT_ONCE,
    Answers,
    Unseen,
    damage_refused,
    error,
    percent_formats,
    stretches,
)
from mhvalue.ingest.sheets.xls_texts import CHART_TEXT, KINDS, XlsTexts

Record = tuple[int, int, int]
"""Kind, where its content starts, its length."""

BOF: Final = 0x0809
EOF: Final = 0x000A
BOUNDSHEET: Final = 0x0085
DATEMODE: Final = 0x0022
FORMAT: Final = 0x041E
XF: Final = 0x00E0
ROW: Final = 0x0208
COLINFO: Final = 0x007D
BOOLERR: Final = 0x0205
FORMULA: Final = (0x0006, 0x0206, 0x0406)
NUMBER: Final = 0x0203
RK: Final = 0x027E
MULRK: Final = 0x00BD
MERGEDCELLS: Final = 0x00E5

EXCEL_97: Final = 0x0600

_HEAD: Final = 4
_HIDDEN: Final = 0x20
_ALWAYS: Final = 0x03
"""Always, or when the workbook is opened."""
_SHOWN: Final = bytes(byte for byte in range(256) if not byte & _HIDDEN)
_NO_NUMBER: Final = 0xFFFF
_ERROR, _BLANK = 2, 3


class XlsParts:
    """The sheets of an xls workbook, one at a time; `names` are theirs, in the workbook's order.

    Raises FileRefused for a damaged workbook.
    """

    def __init__(self, data: bytes, names: Sequence[str]) -> None:
        self._names = tuple(names)
        with damage_refused():
            self._book = compound_file.stream(data, "Workbook", "Book")
            self._look_over()

    def sheet(self, name: str) -> Unseen:
        """What calamine does not tell of a sheet."""
        found = _Found(self._book, frozenset(self._percents), self._is_97)
        place = self._names.index(name)
        with damage_refused():
            for kind, at, length in records(self._book, self._starts[place], self._percents):
                found.take(kind, at, length)
        return found.unseen(self._date1904)

    def _look_over(self) -> None:
        self._starts: list[int] = []
        self._date1904, self._is_97 = False, True
        written: dict[int, str] = {}
        formats: list[int] = []
        for kind, at, length in records(self._book, 0):
            if kind == BOF:
                self._is_97 = self._numbers("<H", at) == (EXCEL_97,)
            elif kind == BOUNDSHEET:
                self._starts += self._numbers("<L", at)
            elif kind == DATEMODE:
                self._date1904 = self._numbers("<H", at) == (1,)
            elif kind == XF:
                formats += self._numbers("<2xH", at)
            elif kind == FORMAT:
                (number,) = self._numbers("<H", at)
                written[number] = _text(self._book[at + 2 : at + length], self._is_97)
        shown = percent_formats(written)
        self._percents = [place for place, number in enumerate(formats) if number in shown]

    def _numbers(self, form: str, at: int) -> tuple[int, ...]:
        return struct.unpack_from(form, self._book, at)


def records(book: bytes, at: int, percents: Collection[int] | None = None) -> Iterator[Record]:
    """The records from here to their end; of charts that lie on the sheet, their texts only.

    With `percents` given, cells that hold a plain value in another format are passed over.
    """
    usual = None if percents is None else _usual(percents)
    depth = 0
    while at + _HEAD <= len(book):
        while usual and (skipped := usual.match(book, at)):
            at = skipped.end()
        if at + _HEAD > len(book):
            return
        kind, length = struct.unpack_from("<HH", book, at)
        depth += (kind == BOF) - (kind == EOF)
        if depth == 0:
            return
        if depth == 1 or kind == CHART_TEXT:
            yield kind, at + _HEAD, length
        at += _HEAD + length


def _usual(percents: Collection[int]) -> re.Pattern[bytes]:
    """Runs of records that tell nothing new; skipped at once, they cost a tenth."""
    styles = b"|".join(re.escape(place.to_bytes(2, "little")) for place in percents)
    other = b"(?!%b)" % styles if styles else b""
    return re.compile(
        rb"(?:\x03\x02\x0e\0.{4}%b.{10}|\x7e\x02\x0a\0.{4}%b.{6}|\xfd\0\x0a\0.{10}"
        rb"|\x01\x02\x06\0.{6}|\x08\x02\x10\0.{12}[%b].{3}){1,%d}"
        % (other, other, re.escape(_SHOWN), AT_ONCE),
        re.DOTALL,
    )


class _Found:
    """What the records of one sheet have told so far."""

    def __init__(self, book: bytes, percents: Collection[int], is_97: bool) -> None:
        self._book = book
        self._percents = percents
        self._errors: dict[tuple[int, int], CellError] = {}
        self._answers = Answers()
        self._rows: list[int] = []
        self._columns: list[tuple[int, int]] = []
        self._shown: dict[int, list[int]] = {}
        self._merged: list[tuple[int, int, int, int]] = []
        self._texts = XlsTexts(is_97)

    def take(self, kind: int, at: int, length: int) -> None:
        if kind in FORMULA:
            self._formula(at)
        elif kind in (NUMBER, RK):
            self._format(*struct.unpack_from("<3H", self._book, at))
        elif kind == MULRK:
            row, first = struct.unpack_from("<2H", self._book, at)
            for n in range((length - 6) // 6):
                (style,) = struct.unpack_from("<H", self._book, at + 4 + 6 * n)
                self._format(row, first + n, style)
        elif kind == BOOLERR:
            row, column, value, is_error = struct.unpack_from("<2H2x2B", self._book, at)
            if is_error:
                self._errors[row, column] = error(value)
        elif kind == ROW:
            row, options = struct.unpack_from("<H10xB", self._book, at)
            if options & _HIDDEN:
                self._rows.append(row)
        elif kind == COLINFO:
            first, last, options = struct.unpack_from("<2H4xH", self._book, at)
            if options & 1:
                self._columns.append((first, min(last, 255)))
        elif kind == MERGEDCELLS:
            (count,) = struct.unpack_from("<H", self._book, at)
            for n in range(min(count, (length - 2) // 8)):
                top, bottom, left, right = struct.unpack_from("<4H", self._book, at + 2 + 8 * n)
                self._merged.append((top, left, bottom, right))
        elif kind in KINDS:
            self._texts.take(kind, self._book[at : at + length])

    def _format(self, row: int, column: int, style: int) -> None:
        if style in self._percents:
            self._shown.setdefault(column, []).append(row)

    def _formula(self, at: int) -> None:
        """A formula and its saved answer: a number, or a mark of what else it is.

        Programs that save a formula without an answer write an empty text, or a nought that is to
        be worked out anew.
        """
        row, column, style = struct.unpack_from("<3H", self._book, at)
        sort, value, mark, flags = struct.unpack_from("<BxB3x2H", self._book, at + 6)
        if mark != _NO_NUMBER:
            self._format(row, column, style)
            nought = self._book[at + 6 : at + 14] == bytes(8)
            if nought and flags & _ALWAYS:
                self._answers.is_blank(row, column)
            elif nought:
                self._answers.is_nought(row, column)
            else:
                self._answers.is_told()
        elif sort == _BLANK:
            self._answers.is_blank(row, column)
        else:
            self._answers.is_told()
            if sort == _ERROR:
                self._errors[row, column] = error(value)

    def unseen(self, date1904: bool) -> Unseen:
        return Unseen(
            missing=self._errors | self._answers.missing(),
            hidden_rows=tuple(self._rows),
            hidden_columns=tuple(self._columns),
            percents=stretches({c: sorted(set(rows)) for c, rows in self._shown.items()}),
            merged=tuple(self._merged),
            date1904=date1904,
            beside=self._texts.found(),
            noughts=self._answers.noughts(),
        )


def _text(content: bytes, is_97: bool) -> str:
    """The text of a number format: two lengths of count, one or two bytes a character."""
    if not is_97:
        return content[1:].decode("latin-1")
    return content[3:].decode("utf-16-le" if content[2] & 1 else "latin-1", "replace")
