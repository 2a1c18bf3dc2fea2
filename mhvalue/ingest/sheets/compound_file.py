"""Streams out of an OLE compound file, the envelope of an xls workbook.

Source: [MS-CFB]. Only what leads to a stream by its name is looked at.
"""

import re
import struct
from collections.abc import Iterator
from typing import Final

_HEADER: Final = 512
_IN_HEADER: Final = 109
_END: Final = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""
_ENTRY: Final = 128


def stream(data: bytes, *names: str) -> bytes:
    """The first stream with one of these names; raises ValueError where there is none.

    Damage shows as ValueError, IndexError or struct.error.
    """
    return _CompoundFile(data).stream(names)


def streams(data: bytes, wanted: re.Pattern[str]) -> Iterator[tuple[str, bytes]]:
    """Each stream whose name matches, with its name; raised is the same."""
    return _CompoundFile(data).matching(wanted)


class _CompoundFile:
    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if not (7 <= shift <= 16 and 4 <= small_shift < shift):
            raise ValueError("the compound file has sectors of no known size")
        self._size, self._small_size = 1 << shift, 1 << small_shift
        directory, self._small_below = struct.unpack_from("<L4xL", data, 48)
        first_small, more = struct.unpack_from("<L4xL", data, 60)
        self._next = self._table(more)
        self._entries = self._chain(directory)
        table = self._chain(first_small)
        self._next_small = struct.unpack(f"<{len(table) // 4}L", table[: len(table) // 4 * 4])

    def stream(self, names: tuple[str, ...]) -> bytes:
        for name, first, size in self._listed():
            if name in names:
                return self._content(first, size)
        raise ValueError("the compound file holds no such stream")

    def matching(self, wanted: re.Pattern[str]) -> Iterator[tuple[str, bytes]]:
        for name, first, size in self._listed():
            if wanted.fullmatch(name):
                yield name, self._content(first, size)

    def _listed(self) -> Iterator[tuple[str, int, int]]:
        """Every entry of the directory: its name, where its content starts, its size."""
        for start in range(0, len(self._entries), _ENTRY):
            (length,) = struct.unpack_from("<H", self._entries, start + 64)
            name = self._entries[start : start + min(length, 64)].decode("utf-16-le", "replace")
            first, size = struct.unpack_from("<LL", self._entries, start + 116)
            yield name.removesuffix("\0"), first, size

    def _content(self, first: int, size: int) -> bytes:
        if size >= self._small_below:
            return self._chain(first)[:size]
        (root,) = struct.unpack_from("<L", self._entries, 116)
        held, step = self._chain(root), self._small_size
        places = _followed(first, self._next_small)
        return b"".join(held[place * step : (place + 1) * step] for place in places)[:size]

    def _chain(self, first: int) -> bytes:
        return b"".join(map(self._sector, _followed(first, self._next)))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _table(self, more: int) -> tuple[int, ...]:
        """Which sector follows each sector, put together from the sectors that say so."""
        listed = list(struct.unpack_from(f"<{_IN_HEADER}L", self._data, _HEADER - 4 * _IN_HEADER))
        most = len(self._data) // self._size
        while more < _END and len(listed) <= most + _IN_HEADER:
            held = struct.unpack(f"<{self._size // 4}L", self._sector(more))
            listed += held[:-1]
            more = held[-1]
        whole = b"".join(self._sector(number) for number in listed if number < _END)
        return struct.unpack(f"<{len(whole) // 4}L", whole[: len(whole) // 4 * 4])


def _followed(first: int, following: tuple[int, ...]) -> Iterator[int]:
    number, seen = first, 0
    while number < _END:
        if seen > len(following):
            raise ValueError("a chain of sectors runs in a circle")
        yield number
        number, seen = following[number], seen + 1
