"""The records of a part of an xlsb workbook. Source: [MS-XLSB] 2.1.4 and 2.5.171."""

import struct
from collections.abc import Iterator
from typing import Final

Record = tuple[int, int, int]
"""Kind, where its content starts, its length."""

_MORE: Final = 0x80


def records(part: bytes) -> Iterator[Record]:
    """Every record of a part; raises IndexError where it breaks off."""
    at = 0
    while at < len(part):
        kind, at, length = record(part, at)
        yield kind, at, length
        at += length


def record(part: bytes, at: int) -> Record:
    """A record's kind in one or two bytes and its length in one to four, seven bits each."""
    kind = part[at]
    at += 1
    if kind & _MORE:
        kind = kind & 0x7F | (part[at] & 0x7F) << 7
        at += 1
    length, shift = 0, 0
    while True:
        length |= (part[at] & 0x7F) << shift
        shift += 7
        at += 1
        if not part[at - 1] & _MORE or shift == 28:
            return kind, at, length


def text(part: bytes, at: int) -> tuple[str, int]:
    """A counted text and where it ends; no text at all counts as an empty one."""
    (count,) = struct.unpack_from("<L", part, at)
    if count == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * count
    return part[at + 4 : end].decode("utf-16-le", "replace"), end
