"""Texts kept once and pointed to by codes: how every label travels from cells to facts."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def categories(values: Sequence[str], codes: NDArray[Any]) -> "pd.Categorical[Any]":
    """A category column from the texts that the codes point to; equal texts are made one."""
    known: dict[str, int] = {}
    of_value = np.array([known.setdefault(text, len(known)) for text in values], dtype=np.int32)
    return pd.Categorical.from_codes(of_value[codes], dtype=_kept(tuple(known)), validate=False)


@lru_cache(maxsize=1_000)
def _kept(texts: tuple[str, ...]) -> pd.CategoricalDtype:
    """The texts as categories: the tables of a file mostly have the same ones."""
    return pd.CategoricalDtype(list(texts))


def paired(keys: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where each distinct key stands first, in order of the keys, and for each key its position.

    As np.unique tells it, without putting every row in order.
    """
    of_row, unique = pd.factorize(keys, sort=True)
    first = np.zeros(len(unique), dtype=np.intp)
    first[of_row[::-1]] = np.arange(len(keys))[::-1]
    return first, of_row
