"""The rows an own metric is made of: data items with weights, as a person chose them."""

import math
from collections.abc import Sequence
from typing import Final

from mhvalue.catalogue.headings import fold
from mhvalue.catalogue.loader import find_item, find_metric
from mhvalue.catalogue.matching import match
from mhvalue.catalogue.schema import Catalogue, Item
from mhvalue.errors import MetricProblem

PREFIX: Final = "own:"
"""What the id of every own metric begins with."""
TOP: Final = "Top"
BOTTOM: Final = "Bottom"

Rows = tuple[tuple[str, float], ...]
"""Item ids with their weights."""


def chosen_rows(
    side: str,
    given: Sequence[tuple[object, object]],
    catalogue: Catalogue,
    *,
    name: str,
    own: frozenset[str],
) -> Rows:
    """Rows of an item's id, name or known spelling with a weight, as ids and numbers.

    `name` is what the metric is to be called, `own` the ids and folded names of other own
    metrics. Raises MetricProblem that names side and row.
    """
    found: dict[str, float] = {}
    for place, (text, weight) in enumerate(given, 1):
        where = f"{side}, row {place}"
        item = _item(str(text or ""), where, catalogue, name, own)
        if item.id in found:
            raise MetricProblem(
                f"{item.name} is there twice.", where=where, do="Keep it once, with one weight."
            )
        found[item.id] = number(weight, "The weight", where)
    if side == TOP and not found:
        raise MetricProblem("The metric counts nothing.", where=TOP, do="Choose a data item.")
    return tuple(found.items())


def number(value: object, what: str, where: str) -> float:
    """A number other than 0 as a person typed it; raises MetricProblem for anything else."""
    try:
        read = float(str(value).strip().replace(",", ""))
    except ValueError:
        read = math.nan
    if not math.isfinite(read):
        raise MetricProblem(f"{what} is not a number.", where=where, do="Write it in digits.")
    if read == 0:
        raise MetricProblem(f"{what} is 0, which leaves nothing.", where=where, do="Use another.")
    return read


def _item(text: str, where: str, catalogue: Catalogue, name: str, own: frozenset[str]) -> Item:
    item = catalogue.items.get(text) or find_item(catalogue, text)
    if item is not None:
        return item
    if not text.strip():
        raise MetricProblem("No data item is chosen.", where=where, do="Choose one.")
    if fold(text) == fold(name) or text == PREFIX + fold(name):
        raise MetricProblem(
            "The metric is made of itself.", where=where, do="Choose a data item instead."
        )
    if find_metric(catalogue, text) is not None or own & {text, fold(text)}:
        raise MetricProblem(
            "A metric is made of data items, not of other metrics.",
            where=where,
            do="Choose the items that the other metric is made of.",
        )
    near = match(catalogue, text)
    hint = f"Did you mean {near.name}?" if near and near.kind == "item" else "Choose one."
    raise MetricProblem("There is no such data item.", where=where, do=hint)
