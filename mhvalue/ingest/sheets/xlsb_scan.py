"""One pass over the records of an xlsb workbook for what calamine does not tell.

calamine gives '' for an error and for a blank, tells neither hidden rows and columns nor number
formats, and makes room for the whole rectangle up to the outermost value. Source of the records:
[MS-XLSB] 2.1.4 and 2.4.
"""

import io
import re
import struct
import zipfile
from collections.abc import Collection
from typing import Final
from xml.etree import ElementTree

from mhvalue.ingest.sheets.cells import CellError
from mhvalue.ingest.sheets.unseen import (
    AT_ONCE,
    Answers,
    Unseen,
    damage_refused,
    error,
    percent_formats,
    refuse_if_too_far,
    stretches,
)
from mhvalue.ingest.sheets.workbook_parts import resolved
from mhvalue.ingest.sheets.xlsb_records import record, records, text
from mhvalue.ingest.sheets.xlsb_texts import KINDS, of_record
from mhvalue.ingest.sheets.xml_scan import LAST_COLUMN
from mhvalue.ingest.sheets.zip_gate import folded

ROW: Final = 0
ERROR: Final = 3
VALUES: Final = (2, 4, 5, 6, 7)
"""A number short and long, a truth value, a text and a text of the shared ones."""
FORMULA_TEXT, FORMULA_NUMBER, FORMULA_BOOL, FORMULA_ERROR = 8, 9, 10, 11
FORMULAS: Final = (FORMULA_TEXT, FORMULA_NUMBER, FORMULA_BOOL, FORMULA_ERROR)
FORMAT: Final = 44
STYLE: Final = 47
COLUMN: Final = 60
PROPERTIES: Final = 153
SHEET: Final = 156
MERGED: Final = 176
CELL_STYLES: Final = (617, 618)

_NUMBERS: Final = (2, 5, FORMULA_NUMBER)
_ALWAYS: Final = 0x02
_HIDDEN_ROW: Final = 0x10


class XlsbParts:
    """The sheets of an xlsb archive, unpacked one at a time.

    The archive has passed the gate. Raises FileRefused for a damaged one, ParseError and KeyError
    for relations that are damaged or not there.
    """

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = {folded(name): name for name in self._archive.namelist()}
        self._date1904 = False
        self._sheets: dict[str, str] = {}
        with damage_refused():
            self._find_sheets()
            self._percents = self._percent_styles()

    def sheet(self, name: str) -> Unseen:
        """What calamine does not tell of a sheet; nothing of one whose part is not there.

        Raises FileRefused where its outermost values are too far apart.
        """
        found = _Found(self._part(self._sheets.get(name, "")), self._percents)
        with damage_refused():
            found.read()
        refuse_if_too_far(*found.used, name)
        return found.unseen(self._date1904)

    def _part(self, name: str) -> bytes:
        return self._archive.read(self._names[name]) if name in self._names else b""

    def _find_sheets(self) -> None:
        targets = self._targets()
        book = self._part("xl/workbook.bin")
        for kind, at, _ in records(book):
            if kind == PROPERTIES:
                self._date1904 = bool(book[at] & 1)
            elif kind == SHEET:
                relation, end = text(book, at + 8)
                name, _ = text(book, end)
                self._sheets[name] = targets.get(relation, "")

    def _targets(self) -> dict[str, str]:
        relations = ElementTree.fromstring(self._part("xl/_rels/workbook.bin.rels"))
        return {r.get("Id", ""): folded(resolved(r.get("Target", ""))) for r in relations}

    def _percent_styles(self) -> frozenset[int]:
        part = self._part("xl/styles.bin")
        written: dict[int, str] = {}
        formats: list[int] = []
        inside = False
        for kind, at, _ in records(part):
            if kind in CELL_STYLES:
                inside = kind == CELL_STYLES[0]
            elif kind == FORMAT:
                written[struct.unpack_from("<H", part, at)[0]] = text(part, at + 2)[0]
            elif kind == STYLE and inside:
                formats += struct.unpack_from("<2xH", part, at)
        shown = percent_formats(written)
        return frozenset(place for place, number in enumerate(formats) if number in shown)


class _Found:
    """What the records of one sheet tell."""

    def __init__(self, part: bytes, percents: Collection[int]) -> None:
        self._part = part
        self._percents = percents
        self._usual = _usual(percents)
        self._row, self._height, self._width = 0, 0, 0
        self._errors: dict[tuple[int, int], CellError] = {}
        self._answers = Answers()
        self._rows: list[int] = []
        self._columns: list[tuple[int, int]] = []
        self._shown: dict[int, list[int]] = {}
        self._merged: list[tuple[int, int, int, int]] = []
        self._beside: list[tuple[str, str]] = []

    @property
    def used(self) -> tuple[int, int]:
        """Rows and columns up to the outermost cell that holds something."""
        return self._height, self._width

    def read(self) -> None:
        """Every record, with runs of those that tell nothing new passed over at once."""
        at = 0
        while at < len(self._part):
            skipped = self._usual.match(self._part, at)
            if skipped:
                last = max(int.from_bytes(column or b"", "little") for column in skipped.groups())
                self._holds(last)
                at = skipped.end()
                if at == len(self._part):
                    return
            kind, at, length = record(self._part, at)
            self._take(kind, at, length)
            at += length

    def _take(self, kind: int, at: int, length: int) -> None:
        if kind == ROW:
            self._row, options = struct.unpack_from("<L7xB", self._part, at)
            if options & _HIDDEN_ROW:
                self._rows.append(self._row)
        elif kind == ERROR or kind in VALUES or kind in FORMULAS:
            self._cell(kind, at)
        elif kind == COLUMN:
            first, last, options = struct.unpack_from("<2L8xH", self._part, at)
            if options & 1:
                self._columns.append((first, min(last, LAST_COLUMN - 1)))
        elif kind == MERGED:
            top, bottom, left, right = struct.unpack_from("<4L", self._part, at)
            self._merged.append((top, left, bottom, right))
        elif kind in KINDS:
            self._beside += of_record(kind, self._part[at : at + length])

    def _cell(self, kind: int, at: int) -> None:
        column, style = struct.unpack_from("<2L", self._part, at)
        self._holds(column)
        if kind in _NUMBERS and style & 0xFFFFFF in self._percents:
            self._shown.setdefault(column, []).append(self._row)
        if kind in (ERROR, FORMULA_ERROR):
            self._errors[self._row, column] = error(self._part[at + 8])
        if kind in FORMULAS:
            if self._is_unanswered(kind, at + 8):
                self._answers.is_blank(self._row, column)
            elif kind == FORMULA_NUMBER and self._part[at + 8 : at + 16] == bytes(8):
                self._answers.is_nought(self._row, column)
            else:
                self._answers.is_told()

    def _is_unanswered(self, kind: int, at: int) -> bool:
        """Whether a formula has an empty text, or a nought that is to be worked out anew."""
        if kind == FORMULA_TEXT:
            return self._part[at : at + 4] == bytes(4)
        nought = kind == FORMULA_NUMBER and self._part[at : at + 8] == bytes(8)
        return nought and bool(self._part[at + 8] & _ALWAYS)

    def _holds(self, column: int) -> None:
        self._height = max(self._height, self._row + 1)
        self._width = max(self._width, column + 1)

    def unseen(self, date1904: bool) -> Unseen:
        return Unseen(
            missing=self._errors | self._answers.missing(),
            hidden_rows=tuple(row for row in self._rows if row < self._height),
            hidden_columns=tuple(self._columns),
            percents=stretches(self._shown),
            merged=tuple(self._merged),
            date1904=date1904,
            beside=tuple(self._beside),
            noughts=self._answers.noughts(),
        )


def _usual(percents: Collection[int]) -> re.Pattern[bytes]:
    """Runs of cells with a plain value in another format; their columns are the groups."""
    styles = b"|".join(re.escape(place.to_bytes(3, "little")) for place in percents)
    other = b"(?!%b)" % styles if styles else b""
    return re.compile(
        rb"(?:\x02\x0c(.{4})%b.{8}|\x05\x10(.{4})%b.{12}|\x07\x0c(.{4}).{8}|\x01\x08.{8}){1,%d}"
        % (other, other, AT_ONCE),
        re.DOTALL,
    )
