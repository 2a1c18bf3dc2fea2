"""A number in place of a person's number, for as long as this process lives."""

import os
import re
from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

NOBODY: Final = -1

_SALT: Final = os.urandom(16)
_NOT_NUMBER: Final = re.compile(r"[\W_]+")


def pseudonyms(values: Sequence[object]) -> NDArray[np.int64]:
    """One code per value: the same person's number, however spaced, gives the same code.

    NOBODY for a blank. The codes are keyed with a salt that is drawn anew in each process, so
    they mean nothing outside it; they must not leave it either.
    """
    return np.fromiter(map(_pseudonym, values), dtype=np.int64, count=len(values))


def _pseudonym(value: object) -> int:
    number = f"{value:.0f}" if isinstance(value, float) else str("" if value is None else value)
    plain = _NOT_NUMBER.sub("", number.removesuffix(".0")).casefold()
    if not plain:
        return NOBODY
    digest = blake2b(plain.encode("utf-8", "replace"), digest_size=8, key=_SALT).digest()
    return int.from_bytes(digest, "little") >> 1
