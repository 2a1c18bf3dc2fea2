"""Which rows of the facts a check is about, chosen by what their item is."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from mhvalue.catalogue.schema import Catalogue, Item
from mhvalue.facts import Facts

Mask = NDArray[np.bool_]


def of_items(facts: Facts, catalogue: Catalogue, test: Callable[[Item], bool]) -> Mask:
    """Rows whose item the catalogue knows and the test takes."""
    names = facts.frame["item"].cat.categories
    fits = [name in catalogue.items and test(catalogue.items[name]) for name in names]
    return _spread(fits, facts)


def unknown(facts: Facts, catalogue: Catalogue) -> Mask:
    """Rows whose item is a heading of the file that the catalogue does not know."""
    names = facts.frame["item"].cat.categories
    return _spread([n not in catalogue.items and n not in catalogue.metrics for n in names], facts)


def said(facts: Facts, column: str, text: str) -> Mask:
    """Rows that hold the text in a column."""
    return np.asarray(facts.frame[column] == text)


def actual(facts: Facts) -> Mask:
    """Rows that are neither plan nor forecast and have an amount."""
    return said(facts, "scenario", "actual") & said(facts, "status", "ok")


def seldom(facts: Facts, among: Mask, odd: Mask, share: float) -> Mask:
    """The odd rows of headings in which few rows are odd: there it is a slip, not a habit."""
    codes = facts.frame["heading"].cat.codes.to_numpy()
    size = len(facts.frame["heading"].cat.categories)
    of_all = np.bincount(codes[among], minlength=size)
    of_odd = np.bincount(codes[among & odd], minlength=size)
    rare = of_odd <= np.maximum(share * of_all, 1)
    chosen: Mask = among & odd & rare[codes]
    return chosen


def _spread(fits: list[bool], facts: Facts) -> Mask:
    return np.asarray(fits or [False], dtype=bool)[facts.frame["item"].cat.codes.to_numpy()]
