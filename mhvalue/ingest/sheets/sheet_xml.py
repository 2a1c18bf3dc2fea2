"""The cells of one sheet's XML, found all at once as arrays instead of one by one.

Only sheets written as Excel and its kin write them are read here: every tag must be one of those
named below, follow one it may follow, and hold its attributes in the usual order. Anything else,
however small, gives None, and the sheet is read the slow way. Nothing is guessed.

Source of the form: ECMA-376 part 1, 18.3.1 (row, c, f, v) and 18.18.11 (types of cells).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

NUMBER: Final = ord("n")
SHARED: Final = ord("s")
TRUTH: Final = ord("b")
ERROR: Final = ord("e")
TEXT: Final = ord("x")
"""A text in the cell itself: the result of a formula, or one that keeps the space around it."""
TRIMMED: Final = ord("i")
"""A text in the cell itself of which the space around it is no part."""
UNSAVED: Final = ord("u")
"""A formula whose answer was never saved."""

_SLICE: Final = 2 * 1024**2
_ROW, _CELL, _FORMULA, _VALUE, _NO_VALUE, _INLINE, _RUN, _END = range(8)
_ENDED_ROW, _ENDED_CELL, _ENDED_FORMULA, _ENDED_VALUE, _ENDED_INLINE, _ENDED_RUN = range(8, 14)
_OTHER: Final = 14
_MAY_FOLLOW: Final = {
    _ROW: (_CELL, _ENDED_ROW, _ROW, _END),
    _CELL: (_VALUE, _NO_VALUE, _FORMULA, _INLINE, _ENDED_CELL, _CELL, _ENDED_ROW),
    _FORMULA: (_ENDED_FORMULA, _VALUE, _NO_VALUE, _ENDED_CELL),
    _ENDED_FORMULA: (_VALUE, _NO_VALUE, _ENDED_CELL),
    _VALUE: (_ENDED_VALUE,),
    _ENDED_VALUE: (_ENDED_CELL,),
    _NO_VALUE: (_ENDED_CELL,),
    _INLINE: (_RUN,),
    _RUN: (_ENDED_RUN,),
    _ENDED_RUN: (_ENDED_INLINE,),
    _ENDED_INLINE: (_ENDED_CELL,),
    _ENDED_CELL: (_CELL, _ENDED_ROW),
    _ENDED_ROW: (_ROW, _END),
}
_WRITTEN: Final = {
    b"ro": _ROW,
    b"c ": _CELL,
    b"f>": _FORMULA,
    b"f ": _FORMULA,
    b"f/": _FORMULA,
    b"v>": _VALUE,
    b"v/": _NO_VALUE,
    b"is": _INLINE,
    b"t>": _RUN,
    b"t ": _RUN,
    b"/r": _ENDED_ROW,
    b"/c": _ENDED_CELL,
    b"/f": _ENDED_FORMULA,
    b"/v": _ENDED_VALUE,
    b"/i": _ENDED_INLINE,
    b"/t": _ENDED_RUN,
}
_TAGS: Final = np.full((256, 256), _OTHER, dtype=np.int8)
for _pair, _tag in _WRITTEN.items():
    _TAGS[_pair[0], _pair[1]] = _tag
_ALLOWED: Final = np.zeros((_OTHER + 1, _OTHER + 1), dtype=bool)
for _tag, _next in _MAY_FOLLOW.items():
    _ALLOWED[_tag, list(_next)] = True
_NUMERIC: Final = np.zeros(256, dtype=bool)
_NUMERIC[list(b"0123456789.+-eE")] = True
_KEPT: Final = b'<t xml:space="preserve">'
_BEYOND: Final = 64
"""More bytes than stand in the tag of a cell as it is read here."""

_Bytes = NDArray[np.uint8]
_Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Cells:
    """Cells of a sheet that hold something, from the top left on; rows and columns from 0.

    `number` is the value of a number or a truth, the place of a shared text, or the place in
    `texts` of what a TEXT, TRIMMED or ERROR cell says, as written in the XML. `formatted` are the
    rows and columns of all cells of numbers, blank ones too, with the style of each. `height` and
    `width` reach to the outermost cell with a value or a formula. `formulas` says whether there
    is any.
    """

    row: NDArray[np.int32]
    column: NDArray[np.int32]
    kind: NDArray[np.uint8]
    style: NDArray[np.int32]
    number: NDArray[np.float64]
    texts: tuple[str, ...]
    formatted: tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]
    height: int
    width: int
    formulas: bool


def cells_of(part: bytes) -> Cells | None:
    """All cells of a sheet, or None where it is not written in the usual way."""
    found = []
    for piece in _pieces(part):
        if piece is None:
            return None
        cells = _cells(*piece)
        if cells is None:
            return None
        found.append(cells)
    whole = _joined(found)
    place = whole.row.astype(np.int64) << 14 | whole.column
    return whole if (np.diff(place) > 0).all() else None


def _pieces(part: bytes) -> Iterator[tuple[_Bytes, int] | None]:
    """The rows of the sheet in pieces of whole rows: bytes from there on, and how many."""
    opening = part.find(b"<sheetData>")
    start, stop = opening + len(b"<sheetData>"), part.rfind(b"</sheetData>")
    if opening < 0 or stop < start or len(part) < stop + 24:
        yield None
        return
    whole = np.frombuffer(part, dtype=np.uint8)
    while start < stop:
        cut = part.find(b"<row", start + _SLICE, stop)
        until = stop if cut < 0 else cut
        yield whole[start : until + _BEYOND], until - start
        start = until


def _cells(raw: _Bytes, size: int) -> Cells | None:
    """The cells of some whole rows."""
    at = np.flatnonzero(raw[:size] == ord("<"))
    tags = np.append(_TAGS[raw[at + 1], raw[at + 2]], np.int8(_END))
    if not _ALLOWED[tags[:-1], tags[1:]].all() or (len(at) and tags[0] != _ROW):
        return None
    after = np.append(at, size)
    cells = np.flatnonzero(tags == _CELL)
    follows = tags[cells + 1]
    closed = (follows == _CELL) | (follows == _ENDED_ROW)
    ends = after[cells + 1] - 1
    if (raw[ends] != ord(">")).any() or ((raw[ends - 1] == ord("/")) != closed).any():
        return None
    cells, ends, follows = cells[~closed], ends[~closed], follows[~closed]
    told = _told(raw, at[cells], ends)
    if told is None:
        return None
    row, column, style, kind = told
    formulas = np.searchsorted(cells, np.flatnonzero(tags == _FORMULA)) - 1
    found = _values(raw, at, tags, cells, kind)
    if found is None:
        return None
    number, texts, answered = found
    unsaved = formulas[~answered[formulas] & (kind[formulas] != TEXT)]
    numeric = kind == NUMBER
    formatted = (row[numeric], column[numeric], style[numeric])
    reached = follows != _ENDED_CELL
    height, width = (int(a[reached].max(initial=-1)) + 1 for a in (row, column))
    kind[unsaved] = UNSAVED
    answered[unsaved] = True
    return Cells(
        row[answered], column[answered], kind[answered], style[answered], number[answered],
        texts, formatted, height, width, bool(formulas.size),
    )  # fmt: skip


def _values(
    raw: _Bytes, at: _Places, tags: NDArray[np.int8], cells: _Places, kind: NDArray[np.uint8]
) -> tuple[NDArray[np.float64], tuple[str, ...], NDArray[np.bool_]] | None:
    """What each cell says: its number or the place of its text, all texts, and whether it does.

    Cells with a text of their own that drops the space around it become TRIMMED.
    """
    valued = np.flatnonzero((tags == _VALUE) | (tags == _RUN))
    starts, stops = at[valued] + 3, at[np.minimum(valued + 1, len(at) - 1)]
    runs = tags[valued] == _RUN
    kept = runs & (raw[at[valued] + 2] == ord(" "))
    if not _stands(raw, at[valued[kept]], _KEPT):
        return None
    starts[kept] += len(_KEPT) - 3
    of_cell = np.searchsorted(cells, valued) - 1
    if ((kind[of_cell] == TRIMMED) != runs).any():
        return None
    kind[of_cell[kept]] = TEXT
    filled = stops > starts
    of_cell, starts, stops = of_cell[filled], starts[filled], stops[filled]
    answered = np.zeros(len(cells), dtype=bool)
    answered[of_cell] = True
    spelled = np.isin(kind[of_cell], (TEXT, TRIMMED, ERROR))
    numbers = _numbers(raw, starts[~spelled], stops[~spelled])
    if numbers is None or (kind[~answered] == ERROR).any():
        return None
    texts = _written(raw, starts[spelled], stops[spelled])[0].dictionary_encode()
    number = np.zeros(len(cells))
    number[of_cell[~spelled]] = numbers
    number[of_cell[spelled]] = texts.indices.to_numpy()
    try:
        return number, tuple(texts.dictionary.to_pylist()), answered
    except UnicodeDecodeError:
        return None


def _told(
    raw: _Bytes, at: _Places, ends: _Places
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32], NDArray[np.uint8]] | None:
    """Row, column, style and kind of each cell by its tag: <c r="B2" s="3" t="s">."""
    if not _stands(raw, at + 3, b'r="'):
        return None
    column = raw[at + 6].astype(np.int32) - 64
    two = _is_letter(raw[at + 7])
    three = two & _is_letter(raw[at + 8])
    column = np.where(two, column * 26 + raw[at + 7] - 64, column)
    column = np.where(three, column * 26 + raw[at + 8] - 64, column) - 1
    row, place = _digits(raw, at + 7 + two + three, 7)
    good = _is_letter(raw[at + 6]) & (row > 0) & (raw[place] == ord('"'))
    place += 1
    styled = (raw[place] == ord(" ")) & (raw[place + 1] == ord("s"))
    style = np.zeros(len(at), dtype=np.int32)
    if styled.any():
        numbers, stops = _digits(raw, place[styled] + 4, 6)
        good[styled] &= (stops > place[styled] + 4) & (raw[stops] == ord('"'))
        if not _stands(raw, place[styled] + 1, b's="'):
            return None
        style[styled] = numbers
        place[styled] = stops + 1
    kind = np.full(len(at), NUMBER, dtype=np.uint8)
    typed = place != ends
    if typed.any():
        place, ends = place[typed], ends[typed]
        if not _stands(raw, place, b' t="') or not _stands(raw, ends - 1, b'"'):
            return None
        length = ends - place - 5
        letter = raw[place + 4]
        text, inline = length == 3, length == 9
        for own, written in ((text, b"str"), (inline, b"inlineStr")):
            if not _stands(raw, place[own] + 4, written):
                return None
        known = (length == 1) & np.isin(letter, (NUMBER, SHARED, TRUTH, ERROR))
        good[typed] &= text | inline | known
        kind[typed] = np.where(text, TEXT, np.where(inline, TRIMMED, letter))
    return (row - 1, column, style, kind) if good.all() else None


def _stands(raw: _Bytes, at: _Places, written: bytes) -> bool:
    """Whether these bytes stand at all of the places."""
    return all(bool((raw[at + step] == byte).all()) for step, byte in enumerate(written))


def _is_letter(raw: _Bytes) -> NDArray[np.bool_]:
    return (raw >= ord("A")) & (raw <= ord("Z"))


def _digits(raw: _Bytes, at: _Places, most: int) -> tuple[NDArray[np.int32], _Places]:
    """The whole numbers that begin at the places, and where each one ends."""
    number, place = np.zeros(len(at), dtype=np.int32), at.copy()
    for _ in range(most):
        digit = raw[place] - np.uint8(ord("0"))
        goes_on = digit < 10
        if not goes_on.any():
            break
        number = np.where(goes_on, number * 10 + digit, number)
        place += goes_on
    return number, place


def _numbers(raw: _Bytes, starts: _Places, stops: _Places) -> NDArray[np.float64] | None:
    """The numbers that stand between the places, or None where one is none."""
    texts, written = _written(raw, starts, stops)
    if not _NUMERIC[np.frombuffer(written, dtype=np.uint8)].all():
        return None
    try:
        numbers: NDArray[np.float64] = texts.cast(pa.float64()).to_numpy(zero_copy_only=False)
    except pa.ArrowInvalid:
        return None
    return numbers if np.isfinite(numbers).all() else None


def _written(raw: _Bytes, starts: _Places, stops: _Places) -> tuple[Any, bytes]:
    """What stands between the places: as an array of texts, and as their bytes on end."""
    lengths = stops - starts
    offsets = np.concatenate(([0], np.cumsum(lengths)))
    shift = np.repeat(starts - offsets[:-1], lengths)
    written = raw[shift + np.arange(len(shift))].tobytes()
    ends = pa.py_buffer(offsets.astype(np.int32).tobytes())
    buffers = [None, ends, pa.py_buffer(written)]
    return pa.Array.from_buffers(pa.string(), len(starts), buffers), written


def _joined(parts: list[Cells]) -> Cells:
    """The pieces as one."""
    texts: list[str] = []
    numbers = []
    for part in parts:
        spelled = np.isin(part.kind, (TEXT, TRIMMED, ERROR))
        numbers.append(part.number + np.where(spelled, len(texts), 0))
        texts += part.texts
    empty = np.zeros(0, dtype=np.int32)

    def together(name: str) -> NDArray[np.int32]:
        return np.concatenate([empty, *(getattr(part, name) for part in parts)])

    formatted = [np.concatenate([empty, *(part.formatted[n] for part in parts)]) for n in range(3)]
    return Cells(
        together("row"),
        together("column"),
        together("kind").astype(np.uint8),
        together("style"),
        np.concatenate([np.zeros(0), *numbers]),
        tuple(texts),
        (formatted[0], formatted[1], formatted[2]),
        max((part.height for part in parts), default=0),
        max((part.width for part in parts), default=0),
        any(part.formulas for part in parts),
    )
