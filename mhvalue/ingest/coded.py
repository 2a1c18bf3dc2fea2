"""Texts kept once and pointed to by codes: how every label travels from cells to facts."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def categories(values: Sequence[str], codes: NDArray[Any]) -> "pd.Categorical[Any]":
    """A category column from the texts that the codes point to; equal texts are made one."""
    of_value, unique = pd.factorize(np.asarray(values, dtype=object))
    dtype = pd.CategoricalDtype(list(unique))
    return pd.Categorical.from_codes(of_value[codes], dtype=dtype)
