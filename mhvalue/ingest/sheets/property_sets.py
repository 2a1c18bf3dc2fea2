"""The texts of a set of document properties in a compound file.

Source: [MS-OLEPS] 2.17 (dictionary) and 2.21 (stream), [MS-OSHARED] 2.3.3.2 (the numbers).
"""

import struct
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

MAKERS: Final = (4, 8)
"""Who made the document and who saved it last, in the set that sums it up."""

_NARROW, _WIDE = 0x1E, 0x1F
_NAMES, _CODE_PAGE = 0, 1
_USUAL: Final = "cp1252"
_UTF_16: Final = "utf-16-le"
_MOST: Final = 1000


def texts(stream: bytes) -> Iterator[tuple[int, str, str]]:
    """Each text with the number of its property and the name, if the property has its own.

    A damaged stream ends early.
    """
    with suppress(struct.error):
        (sets,) = struct.unpack_from("<L", stream, 24)
        for number in range(min(sets, 2)):
            (start,) = struct.unpack_from("<L", stream, 28 + 20 * number + 16)
            yield from _of_set(stream[start:])


def _of_set(held: bytes) -> Iterator[tuple[int, str, str]]:
    (count,) = struct.unpack_from("<4xL", held)
    listed = [struct.unpack_from("<2L", held, 8 + 8 * n) for n in range(min(count, _MOST))]
    places = dict(listed)
    page = _page(held, places[_CODE_PAGE]) if _CODE_PAGE in places else _USUAL
    names = _names(held, places.pop(_NAMES), page) if _NAMES in places else {}
    for number, at in places.items():
        kind, size = struct.unpack_from("<2L", held, at) if at + 8 <= len(held) else (0, 0)
        if kind == _NARROW:
            yield number, names.get(number, ""), _decoded(held[at + 8 : at + 8 + size], page)
        elif kind == _WIDE:
            text = _decoded(held[at + 8 : at + 8 + 2 * size], _UTF_16)
            yield number, names.get(number, ""), text


def _names(held: bytes, at: int, page: str) -> dict[int, str]:
    """The names of properties that have their own; wide ones fill whole words of four bytes."""
    (count,) = struct.unpack_from("<L", held, at)
    at += 4
    found = {}
    for _ in range(min(count, _MOST)):
        number, size = struct.unpack_from("<2L", held, at)
        held_in = 2 * size if page == _UTF_16 else size
        found[number] = _decoded(held[at + 8 : at + 8 + held_in], page)
        at += 8 + (-(-held_in // 4) * 4 if page == _UTF_16 else held_in)
    return found


def _page(held: bytes, at: int) -> str:
    (number,) = struct.unpack_from("<4xH", held, at)
    return {1200: _UTF_16, 65001: "utf-8"}.get(number, f"cp{number}")


def _decoded(raw: bytes, page: str) -> str:
    try:
        text = raw.decode(page, "replace")
    except LookupError:
        text = raw.decode(_USUAL, "replace")
    return text.partition("\0")[0].strip()
