"""The columns of a sheet under their headings, as they are looked at for people's data."""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.ingest.sheets.cells import Sheet, distinct
from mhvalue.privacy.identifiers import Column, is_claim, may_head_names, told_across

_TOP: Final = 60
_FULL: Final = 0.6
_HEADINGS: Final = 2000
_LISTED: Final = 0.25
_NUMBER: Final = 5
"""So many digits are no heading: years have four."""


def header_row(sheet: Sheet) -> int:
    """The first row of the top that is nearly as full as any and holds words only; 0 if none."""
    top = sheet.rows(0, _TOP)
    words = np.array(
        [[isinstance(value, str) and _is_word(value) for value in row] for row in top.tolist()],
        dtype=bool,
    )
    filled = np.count_nonzero(top != None, axis=1)  # noqa: E711 - asked of each cell
    full = (filled >= _FULL * filled.max()) & (words.sum(axis=1) >= _FULL * filled)
    return int(np.argmax(full & (filled > 0)))


def _is_word(text: str) -> bool:
    """Whether a text may be a heading: in a CSV the numbers below are texts too."""
    return not (len(text) >= _NUMBER and text.isdigit())


def forms(sheet: Sheet) -> dict[int, tuple[str, list[int]]]:
    """Rows at the top that tell of people by themselves: what they tell, and in which columns.

    So it is where a person is a column and where a form is filled in.
    """
    told = ((row, told_across(cells)) for row, cells in enumerate(sheet.rows(0, _TOP).tolist()))
    return {row: found for row, found in told if found is not None}


def columns(sheet: Sheet, header: int, place: int, told: Collection[int]) -> Iterator[Column]:
    """A column under its heading, or its parts under theirs where tables stand one below another.

    A heading that is known to stand over people's data counts wherever it stands, but in the rows
    `told`, where what it claims stands beside it; a column of such words one below another is a
    list of them and no table.
    """
    height = sheet.shape[0]
    codes, values = distinct(sheet, place, 0, height - 1)
    texts = [value for value in values[:_HEADINGS] if isinstance(value, str)]
    own = _at(sheet, header, place)
    heading = own if isinstance(own, str) and header not in told else ""
    claims = [text for text in texts if _is_claim(text)]
    if len(claims) > 1 and len(claims) >= _LISTED * len(texts):
        claims, texts = [], []
    heads = [row for row in _rows_of(claims, codes, values) if row not in told]
    known = list(dict.fromkeys(str(_at(sheet, row, place)) for row in heads))
    lower = [text for text in texts if _may_head_names(text)]
    below = [row for row in _rows_of(lower, codes, values) if _begins_table(sheet, header, row)]
    if not below and len(known) < 2:
        yield Column(known[0] if known else heading, values, np.bincount(codes), codes)
        return
    starts = sorted({*heads, *below})
    if starts[0] in heads:
        heading, starts = str(_at(sheet, starts[0], place)), starts[1:]
    for first, end in pairwise([0, *starts, height]):
        yield _part(values, codes, first, end, str(_at(sheet, first, place)) if first else heading)


# The same headings and labels stand on sheet after sheet.
_is_claim = lru_cache(maxsize=20_000)(is_claim)
_may_head_names = lru_cache(maxsize=20_000)(may_head_names)


def _rows_of(texts: Sequence[str], codes: NDArray[np.int32], values: Sequence[object]) -> list[int]:
    found = [values.index(text) for text in texts]
    return np.flatnonzero(np.isin(codes, found)).tolist() if found else []


def _at(sheet: Sheet, row: int, column: int) -> object:
    return sheet.rows(row, row + 1)[0, column]


def _begins_table(sheet: Sheet, header: int, row: int) -> bool:
    """Whether a row stands below a blank one or a title, further down than the first heading."""
    if row <= header:
        return False
    above: list[object] = sheet.rows(row - 1, row)[0].tolist()
    return len(above) - above.count(None) <= 1


def _part(
    values: list[object], codes: NDArray[np.int32], first: int, end: int, heading: str
) -> Column:
    """The rows of a column from `first` to before `end`; the others count as blank."""
    inside = codes[first:end]
    elsewhere = np.full(len(codes), len(values), dtype=np.int32)
    elsewhere[first:end] = inside
    kept, places = np.unique(elsewhere, return_inverse=True)
    of_part = [*values, None]
    counts = np.bincount(inside, minlength=len(of_part))[kept]
    return Column(heading, [of_part[code] for code in kept], counts, places.astype(np.int32))
