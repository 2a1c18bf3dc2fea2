"""NHS numbers that lie in three columns side by side: 943, 476 and 5919.

Three columns of counts could pass the check in one row of eleven; that every row of several does,
and that all lie where numbers are issued, is no chance.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.privacy.identity import numbers
from mhvalue.privacy.identity.kinds import NHS_NUMBERS
from mhvalue.privacy.identity.look import ALONE, Look, Sign

FEWEST: Final = 4
SHARE: Final = 0.9
_LOOKED_UP: Final = 20
_LONGEST: Final = 4
_POWERS: Final = 10 ** np.arange(9, -1, -1, dtype=np.int64)
_NONE: Final = 99
_TOP: Final = 40

_Parts = tuple[NDArray[np.int64], NDArray[np.int64]]


def parted_signs(looks: Sequence[Look]) -> Iterator[Sign]:
    """A sign for each of three neighbours whose digits make NHS numbers row by row."""
    # The first rows tell of nearly all tables that they are no numbers of people.
    tops = [_parts(look, _TOP) if _may_be_part(look) else None for look in looks]
    for first in range(len(looks) - 2):
        beside = [top for top in tops[first : first + 3] if top is not None]
        if len(beside) == 3 and _passing(beside):
            three = looks[first : first + 3]
            rows = _passing([_parts(look, None) for look in three])
            if rows:
                yield from (Sign(NHS_NUMBERS, look.column, rows, ALONE) for look in three)


def _passing(three: Sequence[_Parts]) -> int:
    """How many different numbers the rows hold; 0 where they are not what is looked for."""
    found, valid = _joined(three)
    # Equal rows are one number, but few rows that pass are no more numbers that do.
    if np.count_nonzero(valid) < FEWEST:
        return 0
    _, places = np.unique(found, axis=0, return_index=True)
    digits, valid = found[places], valid[places]
    if len(digits) < FEWEST or valid.sum() < SHARE * len(digits):
        return 0
    issued = all(map(numbers.is_issued, digits[valid][:_LOOKED_UP]))
    return int(valid.sum()) if issued else 0


def _may_be_part(look: Look) -> bool:
    """Whether the first values are runs of three or four digits at most."""
    if look.codes is None:
        return False
    first = look.values[:_LOOKED_UP]
    some = [value for value in first if value is not None and value != look.heading]
    return bool(some) and all(map(_run, some))


def _run(value: object) -> str:
    """A value as four digits at most, without the noughts that a figure has lost; else ''."""
    if isinstance(value, float):
        text = f"{value:.0f}" if value % 1 == 0 and value >= 0 else ""
    else:
        text = value.strip() if isinstance(value, str) else ""
    return text if text.isdecimal() and len(text) <= _LONGEST else ""


def _parts(look: Look, end: int | None) -> _Parts:
    """The figure of each of the first rows and how many digits it has; none has very many."""
    assert look.codes is not None
    codes = look.codes[:end]
    counts = np.bincount(codes)
    figures, lengths = np.zeros((2, len(counts)), dtype=np.int64)
    for code in np.flatnonzero(counts).tolist():
        run = _run(look.values[code])
        figures[code], lengths[code] = int(run or 0), len(run) or _NONE
    return figures[codes], lengths[codes]


def _joined(three: Sequence[_Parts]) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """The ten digits of each row that has all three, and whether they pass the check."""
    (first, a), (second, b), (third, c) = three
    known = (a <= 3) & (b <= 3) & (c <= 4)
    whole = first[known] * 10**7 + second[known] * 10**4 + third[known]
    digits = (whole[:, None] // _POWERS % 10).astype(np.uint8)
    return digits, numbers.passes(digits)
