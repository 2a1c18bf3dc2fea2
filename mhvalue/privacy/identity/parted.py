"""NHS numbers that lie in three columns side by side: 943, 476 and 5919.

Three columns of counts could pass the check in one row of eleven; that every row of several does,
and that all lie where numbers are issued, is no chance.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.privacy.identity import numbers
from mhvalue.privacy.identity.kinds import NHS_NUMBERS
from mhvalue.privacy.identity.look import ALONE, Look, Sign

FEWEST: Final = 4
SHARE: Final = 0.9
_LOOKED_UP: Final = 20
_WIDTHS: Final = (3, 3, 4)
_NONE: Final = -1
_TOP: Final = 40


def parted_signs(looks: Sequence[Look]) -> Iterator[Sign]:
    """A sign for each of three neighbours whose digits make NHS numbers row by row."""
    mays = [look.codes is not None and _may_be_part(look) for look in looks]
    steps = list(pairwise(range(len(looks))))
    for (first, second), (_, third) in pairwise(steps):
        if not (mays[first] and mays[second] and mays[third]):
            continue
        three = [looks[place] for place in (first, second, third)]
        # The first rows tell of nearly all tables that they are no numbers of people.
        if _passing(three, _TOP):
            rows = _passing(three, None)
            if rows:
                yield from (Sign(NHS_NUMBERS, look.column, rows, ALONE) for look in three)


def _passing(three: Sequence[Look], end: int | None) -> int:
    """How many different numbers the first rows hold; 0 where they are not what is looked for."""
    digits = _joined(three, end)
    valid = numbers.passes(digits)
    if len(digits) < FEWEST or valid.sum() < SHARE * len(digits):
        return 0
    issued = all(map(numbers.is_issued, digits[valid][:_LOOKED_UP]))
    return int(valid.sum()) if issued else 0


def _may_be_part(look: Look) -> bool:
    """Whether the first values are runs of three or four digits at most."""
    first = look.values[:_LOOKED_UP]
    some = [value for value in first if value is not None and value != look.heading]
    return bool(some) and all(_run(value, max(_WIDTHS)) for value in some)


def _run(value: object, width: int) -> str:
    """A value as so many digits, with the noughts that a figure has lost; '' for anything else."""
    if isinstance(value, float):
        text = f"{value:.0f}" if value % 1 == 0 and value >= 0 else ""
    else:
        text = value.strip() if isinstance(value, str) else ""
    return text.zfill(width) if text.isdecimal() and len(text) <= width else ""


def _joined(three: Sequence[Look], end: int | None) -> NDArray[np.uint8]:
    """The ten digits of each row that has all three, each number once."""
    rows, known = np.zeros(1, dtype=np.int64), np.ones(1, dtype=np.bool_)
    for look, width in zip(three, _WIDTHS, strict=True):
        assert look.codes is not None
        codes, places = np.unique(look.codes[:end], return_inverse=True)
        runs = [_run(look.values[code], width) for code in codes.tolist()]
        part = np.array([int(run) if run else _NONE for run in runs], dtype=np.int64)[places]
        known = known & (part != _NONE)
        rows = rows * 10**width + np.maximum(part, 0)
    found = np.unique(rows[known])
    powers = 10 ** np.arange(sum(_WIDTHS) - 1, -1, -1, dtype=np.int64)
    digits: NDArray[np.uint8] = (found[:, None] // powers % 10).astype(np.uint8)
    return digits
