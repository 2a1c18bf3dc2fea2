"""Texts that the parts of an xlsb workbook hold besides cells: notes, names, lists, saved rows.

Source of the records: [MS-XLSB] 2.4. What an xlsb workbook keeps as XML is read as that of xlsx is.
"""

import re
import struct
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Final

import numpy as np

from mhvalue.ingest.sheets.beside_cells import (
    CHOICES,
    COMMENTS,
    DEFINED_NAMES,
    OUTSIDE,
    printed,
)
from mhvalue.ingest.sheets.xlsb_records import records, text

PARTS: Final = re.compile(r"xl/(?:comments/?[^/]*|workbook|externallinks/[^/]*)\.bin")
CACHES: Final = re.compile(r"xl/pivotcache/pivotcache(?:definition|records)[^/]*\.bin")

_PRINTED: Final = 479
"""What is printed above and below the sheet: six texts."""
_CHOICE: Final = 64
_LONG_CHOICE: Final = 681
_LINK: Final = 494
KINDS: Final = frozenset({_PRINTED, _CHOICE, _LONG_CHOICE, _LINK})
"""Records of a sheet that hold texts of no cell."""

_COMMENT: Final = 637
_NAME: Final = 39
_OUTSIDE_FIGURE, _OUTSIDE_TEXT = 368, 371
_FIELD: Final = 183
_ROW: Final = 33
_RUN: Final = 191
_FIGURES, _TEXTS, _DAYS = (21, 28), (24, 31), (25, 32)
"""Values of a field; those of each second kind have captions besides."""
_RUN_OF_FIGURES, _RUN_OF_TEXTS, _RUN_OF_DAYS = 1, 2, 0x20

_BUILT_IN: Final = 0x20
_LITERAL: Final = re.compile(rb"\x17(..)", re.DOTALL)
_LISTED: Final = re.compile(r"[\0,]")
_SMALLEST, _LARGEST = 1e9, 1e10


def of_record(kind: int, content: bytes) -> tuple[tuple[str, str], ...]:
    """Places and texts of one of KINDS; of a record that is damaged, nothing."""
    try:
        return tuple((place, told) for place, told in _of_sheet(kind, content) if told)
    except struct.error:
        return ()


def texts(part: bytes) -> Iterator[tuple[str, str]]:
    """Places and texts of one of PARTS."""
    for kind, at, length in records(part):
        content = part[at : at + length]
        with suppress(struct.error):
            if kind == _COMMENT:
                yield COMMENTS, text(content, 1)[0]
            elif kind == _NAME and not content[0] & _BUILT_IN:
                name, end = text(content, 9)
                yield DEFINED_NAMES, name
                yield from ((DEFINED_NAMES, told) for told in _literals(content[end:]))
            elif kind == _OUTSIDE_FIGURE:
                yield OUTSIDE, f"{struct.unpack_from('<4xd', content)[0]:.15g}"
            elif kind == _OUTSIDE_TEXT:
                yield OUTSIDE, text(content, 4)[0]


def saved_rows(part: bytes) -> Iterator[tuple[str, str]]:
    """The values that a pivot table keeps in one of CACHES, each with the heading of its field."""
    heading = ""
    for kind, at, length in records(part):
        content = part[at : at + length]
        with suppress(struct.error, ValueError):
            if kind == _FIELD:
                heading = text(content, 20)[0]
            elif kind in _TEXTS:
                yield heading, text(content, 0)[0]
            elif kind in _FIGURES:
                yield heading, _figure(content, 0)
            elif kind in _DAYS:
                yield heading, _day(content, 0)
            elif kind == _RUN:
                yield from ((heading, told) for told in _of_run(content))
    for figure in _ten_digits(part):
        yield "", figure


def _of_sheet(kind: int, content: bytes) -> Iterator[tuple[str, str]]:
    if kind == _PRINTED:
        for told in _several(content, 2, 6)[0]:
            yield from printed(told)
    elif kind == _LINK:
        for told in _several(content, 16, 4)[0][1:]:
            yield CHOICES, told
    elif kind == _LONG_CHOICE:
        for choice in _LISTED.split(text(content, 0)[0]):
            yield CHOICES, choice.strip()
    elif kind == _CHOICE:
        (ranges,) = struct.unpack_from("<4xL", content)
        messages, end = _several(content, 8 + 16 * ranges, 4)
        yield from ((CHOICES, told) for told in messages)
        for told in _literals(content[end:]):
            for choice in _LISTED.split(told):
                yield CHOICES, choice.strip()


def _several(content: bytes, at: int, count: int) -> tuple[list[str], int]:
    found = []
    for _ in range(count):
        told, at = text(content, at)
        found.append(told)
    return found, at


def _of_run(content: bytes) -> Iterator[str]:
    """Values of one kind in a row."""
    kind, count = struct.unpack_from("<HL", content)
    at = 6
    for _ in range(count):
        if kind == _RUN_OF_TEXTS:
            told, at = text(content, at)
            yield told
        elif kind == _RUN_OF_FIGURES:
            yield _figure(content, at)
            at += 8
        elif kind == _RUN_OF_DAYS:
            yield _day(content, at)
            at += 8
        else:
            return


def _figure(content: bytes, at: int) -> str:
    return f"{struct.unpack_from('<d', content, at)[0]:.15g}"


def _day(content: bytes, at: int) -> str:
    return f"{datetime(*struct.unpack_from('<2HB', content, at)):%Y-%m-%d}"


def _ten_digits(part: bytes) -> Iterator[str]:
    """Whole figures of ten digits wherever they lie, for rows are kept without their fields."""
    rows = b"".join(part[at : at + length] for kind, at, length in records(part) if kind == _ROW)
    for shift in range(8):
        figures = np.frombuffer(rows[shift : shift + (len(rows) - shift) // 8 * 8], dtype="<f8")
        within = (figures >= _SMALLEST) & (figures < _LARGEST)
        for figure in figures[within].tolist():
            if figure % 1 == 0:
                yield f"{figure:.15g}"


def _literals(formula: bytes) -> Iterator[str]:
    """The texts that a formula holds in quotes; something else is seldom taken for one."""
    for found in _LITERAL.finditer(formula):
        end = found.end() + 2 * int.from_bytes(found[1], "little")
        if end <= len(formula):
            yield formula[found.end() : end].decode("utf-16-le", "replace")
