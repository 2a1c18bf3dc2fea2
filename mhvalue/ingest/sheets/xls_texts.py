"""Texts that the records of an xls workbook hold besides its cells: notes, boxes, names, lists.

Source of the records: [MS-XLS] 2.4; those of Excel 95 hold the text of a note in the note itself
and write every text a byte a character. A record that is not as it should be says nothing here.
"""

import re
import struct
from collections.abc import Iterator
from typing import Final

from mhvalue.ingest.sheets.beside_cells import (
    CHART_TITLES,
    CHOICES,
    COMMENTS,
    DEFINED_NAMES,
    DESCRIBED,
    LINKS,
    OUTSIDE,
    RULES,
    TEXT_BOXES,
    printed,
)
from mhvalue.ingest.sheets.numbers_in_code import in_runs

CHART_TEXT: Final = 0x100D

_NOTE: Final = 0x001C
_OBJECT: Final = 0x005D
_TEXT: Final = 0x01B6
_CONTINUED: Final = 0x003C
_CHOICE: Final = 0x01BE
_TIP: Final = 0x0800
_PRINTED: Final = (0x0014, 0x0015)
_ALSO_PRINTED: Final = 0x089C
"""What is printed on even pages and on the first, where it differs."""
_DRAWN: Final = 0x00EC
_NAME: Final = 0x0018
_NAME_SAID: Final = 0x0894
_OUTSIDE: Final = 0x005A
_LINK: Final = 0x01B8
_FILTER: Final = 0x009E
KINDS: Final = frozenset(
    {_NOTE, _OBJECT, _TEXT, _CONTINUED, _CHOICE, _TIP, *_PRINTED, _ALSO_PRINTED, _DRAWN}
    | {_LINK, _FILTER}
    | {_NAME, _NAME_SAID, _OUTSIDE, CHART_TEXT}
)
"""Records that hold texts, or stand between those that do."""

_NUMBERS: Final = {_DRAWN: DESCRIBED, _LINK: LINKS, _FILTER: RULES}
"""Records that hold texts among much else: of pictures, of links, of filters."""
_OF_NOTE: Final = 0x19
_IS_FIGURE, _IS_TEXT = 1, 2
_BUILT_IN: Final = 0x20
_NO_ROW: Final = 0xFFFF
_LITERAL: Final = re.compile(rb"\x17(.)([\0\1])", re.DOTALL)
_OLD_LITERAL: Final = re.compile(rb"\x17(.)", re.DOTALL)
_LISTED: Final = re.compile(r"[\0,]")


class XlsTexts:
    """What records, taken in their order, say besides cells."""

    def __init__(self, is_97: bool) -> None:
        self._is_97 = is_97
        self._found: list[tuple[str, str]] = []
        self._place, self._left, self._spoken = TEXT_BOXES, 0, ""

    def take(self, kind: int, content: bytes) -> None:
        """Look at the next record."""
        if kind == _CONTINUED:
            self._go_on(content)
            return
        self._end()
        if kind == _OBJECT:
            self._place = COMMENTS if _whole(content, 4) == _OF_NOTE else TEXT_BOXES
        elif kind == _TEXT:
            self._left = _whole(content, 10)
        elif kind == _NOTE and not self._is_97:
            self._note(content)
        else:
            self._found += self._told(kind, content)

    def found(self) -> tuple[tuple[str, str], ...]:
        """Places and texts, those of all records taken so far."""
        self._end()
        return tuple((place, text) for place, text in self._found if text)

    def _go_on(self, content: bytes) -> None:
        """More of the text of an object: each piece says anew how wide its characters are."""
        if self._left > 0:
            text, _ = _unicode(content, 0, self._left)
            self._spoken += text
            self._left -= max(1, len(text))

    def _end(self) -> None:
        if self._spoken:
            self._found.append((self._place, self._spoken))
        self._left, self._spoken = 0, ""

    def _note(self, content: bytes) -> None:
        text = _narrow(content[6:])
        if _whole(content, 0) == _NO_ROW and self._found and self._found[-1][0] == COMMENTS:
            text = self._found.pop()[1] + text
        self._found.append((COMMENTS, text))

    def _told(self, kind: int, content: bytes) -> Iterator[tuple[str, str]]:
        if kind in _PRINTED:
            wide = counted(content, 0)[0] if self._is_97 else _narrow(content[1:])
            yield from printed(wide)
        elif kind == _NAME:
            yield from self._name(content)
        elif not self._is_97:
            return
        elif kind in _NUMBERS:
            yield from ((_NUMBERS[kind], text) for text in in_runs(content))
        elif kind == _ALSO_PRINTED:
            yield from _also_printed(content)
        elif kind == _CHOICE:
            yield from _choices(content)
        elif kind == _TIP:
            yield CHOICES, content[10:].decode("utf-16-le", "replace").rstrip("\0")
        elif kind == _NAME_SAID:
            _, at = _unicode(content, 16, _whole(content, 12))
            yield DEFINED_NAMES, _unicode(content, at, _whole(content, 14))[0]
        elif kind == _OUTSIDE:
            yield from _outside(content)
        elif kind == CHART_TEXT:
            yield CHART_TITLES, _unicode(content, 3, content[2] if len(content) > 2 else 0)[0]

    def _name(self, content: bytes) -> Iterator[tuple[str, str]]:
        """A name of the workbook's own, and the texts in what it stands for."""
        if len(content) < 14 or content[0] & _BUILT_IN:
            return
        if self._is_97:
            name, at = _unicode(content, 14, content[3])
        else:
            at = 14 + content[3]
            name = _narrow(content[14:at])
        yield DEFINED_NAMES, name
        for text in _literals(content[at:], self._is_97):
            yield DEFINED_NAMES, text


def _also_printed(content: bytes) -> Iterator[tuple[str, str]]:
    at = 38
    for count in range(30, 38, 2):
        if _whole(content, count):
            text, at = counted(content, at)
            yield from printed(text)


def _choices(content: bytes) -> Iterator[tuple[str, str]]:
    """The messages of a list to choose from and the list, if it stands there itself."""
    at = 4
    for _ in range(4):
        text, at = counted(content, at)
        yield CHOICES, text.strip("\0")
    formula = content[at + 4 : at + 4 + _whole(content, at)]
    for text in _literals(formula, True):
        for choice in _LISTED.split(text):
            yield CHOICES, choice.strip()


def _outside(content: bytes) -> Iterator[tuple[str, str]]:
    """The texts and figures kept of one row of another workbook."""
    at = 4
    while at < len(content):
        if content[at] == _IS_TEXT:
            text, at = counted(content, at + 1)
            yield OUTSIDE, text
        else:
            figure = content[at + 1 : at + 9]
            if content[at] == _IS_FIGURE and len(figure) == 8:
                yield OUTSIDE, f"{struct.unpack('<d', figure)[0]:.15g}"
            at += 9


def _literals(formula: bytes, is_97: bool) -> Iterator[str]:
    """The texts that a formula holds in quotes; something else is seldom taken for one."""
    for found in (_LITERAL if is_97 else _OLD_LITERAL).finditer(formula):
        count = found[1][0]
        if is_97:
            yield _unicode(formula, found.start(2), count)[0]
        else:
            yield _narrow(formula[found.end() : found.end() + count])


def counted(content: bytes, at: int) -> tuple[str, int]:
    """A text that says how long it is, and where it ends."""
    return _unicode(content, at + 2, _whole(content, at))


def _unicode(content: bytes, at: int, count: int) -> tuple[str, int]:
    """A text of one or two bytes a character, as its first byte says, and where it ends."""
    if content[at : at + 1] and content[at] & 1:
        end = at + 1 + 2 * count
        return content[at + 1 : end].decode("utf-16-le", "replace"), end
    end = at + 1 + count
    return content[at + 1 : end].decode("latin-1"), end


def _narrow(content: bytes) -> str:
    return content.decode("cp1252", "replace")


def _whole(content: bytes, at: int) -> int:
    return int.from_bytes(content[at : at + 2], "little")
