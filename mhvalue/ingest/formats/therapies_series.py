"""The Talking Therapies (IAPT) monthly time series: a workbook with a column for each measure.

A dash means that a measure is not produced at that level, a star that its value is hidden.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import Facts
from mhvalue.ingest.dates import read_column
from mhvalue.ingest.formats import talking_therapies
from mhvalue.ingest.formats.mhsds import Layout
from mhvalue.ingest.formats.statements import Amounts, Rows, Said, each, facts_of, figures, same
from mhvalue.ingest.headings import plain
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.subjects import subject
from mhvalue.ingest.vocabulary import FINISHED, folded
from mhvalue.units import Unit

NEEDED: Final = {
    "level": ("group type",),
    "code": ("ccg code", "sub icb code", "commissioner code"),
    "name": ("ccg name", "sub icb name", "commissioner name"),
    "provider code": ("provider code",),
    "provider": ("provider name",),
    "month": ("month year", "month", "reporting month"),
}
WELCOME: Final[dict[str, tuple[str, ...]]] = {}
_ITEMS: Final = {
    "finished a course of treatment": "tt_finished",
    "first treatment within 6 weeks finished a course of treatment": "tt_started_6wk",
    "first treatment within 18 weeks finished a course of treatment": "tt_started_18wk",
}
_SHARES: Final = {"tt_started_6wk": "tt_6wk_published", "tt_started_18wk": "tt_18wk_published"}
"""Measures whose heading does not say whether people or their share were counted."""


def read(
    layout: Layout, catalogue: Catalogue, file: str, key: str
) -> tuple[Facts, tuple[Problem, ...]]:
    """Every measure of every row as one fact."""
    units = each(layout, ("level", "code", "name", "provider code", "provider"), _unit)
    line = read_column(layout.sheet, layout.columns["month"], *layout.rows, ending=False)
    periods = Said(line.codes.astype(np.int64), line.periods)
    rows = Rows(layout, units, talking_therapies.everybody(layout), periods)
    amounts = [
        _amounts(layout, catalogue, units, column, heading) for column, heading in _measures(layout)
    ]
    return facts_of(rows, amounts, file, key)


def _measures(layout: Layout) -> list[tuple[int, str]]:
    taken = set(layout.columns.values())
    headings = enumerate(map(plain, layout.sheet.cells[layout.header]))
    return [(column, text) for column, text in headings if text and column not in taken]


def _unit(level: str, code: str, name: str, provider_code: str, provider: str) -> Unit | None:
    if folded(level) == "provider":
        return talking_therapies.unit(level, provider_code, provider)
    return talking_therapies.unit(level, code, name, provider_code, provider)


def _amounts(
    layout: Layout, catalogue: Catalogue, units: Said[Unit | None], column: int, heading: str
) -> Amounts:
    is_rate = bool(FINISHED.search(folded(heading)))
    known = _ITEMS.get(folded(heading)) or subject(catalogue, heading, finished=is_rate).item
    found = figures(layout, column)
    if known in _SHARES and _are_percentages(found.amount[np.isfinite(found.amount)]):
        known, is_rate = _SHARES[known], True
    rate = same(layout, is_rate)
    told = talking_therapies.rounded(found, units, rate, rate)
    return Amounts(column, same(layout, (known, heading)), told)


def _are_percentages(amounts: NDArray[np.float64]) -> bool:
    """Whether figures are shares of 100: none is above, and people do not come in tenths."""
    return bool(amounts.max(initial=0) <= 100 and (amounts != np.round(amounts)).any())
