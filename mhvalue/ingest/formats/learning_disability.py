"""Learning disability services monthly statistics: a row a place and group, or two crossed.

Columns as NHSDigital/mental-health-monthly-statistics writes them (LDA_Counts): what a row is
broken down by stands in one column ("Age") and the group in another ("Under 18"), twice over.
Figures stand in one column or in one for each count.
"""

import re
from typing import Final

from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import Facts
from mhvalue.ingest.dates_in_text import in_text
from mhvalue.ingest.formats.mhsds import Layout, level_of
from mhvalue.ingest.formats.statements import (
    EVERYBODY,
    Amounts,
    Rows,
    each,
    facts_of,
    figures,
    same,
    windows,
)
from mhvalue.ingest.formats.talking_therapies import rounded
from mhvalue.ingest.headings import plain
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.subjects import subject
from mhvalue.ingest.vocabulary import FINISHED, breakdown_of, folded, is_all
from mhvalue.units import Unit

NEEDED: Final = {
    "level": ("geography",),
    "code": ("org code",),
    "breakdown": ("primary measure",),
    "group": ("primary split",),
    "second": ("secondary measure",),
    "category": ("secondary split",),
}
WELCOME: Final = {
    "name": ("org name",),
    "start": ("period start", "reporting period start"),
    "end": ("period end", "reporting period end"),
}
ENGLAND: Final = ("England", "England")
_NO_FIGURE: Final = re.compile(r".*\bnumber|previous month end|(?:reporting )?period.*|status")
_NAME_THE_FILE: Final = "Put the month into the name of the file, such as ldsm-jun-2024.csv."


def read(
    layout: Layout, catalogue: Catalogue, file: str, key: str
) -> tuple[Facts, tuple[Problem, ...]]:
    """Every figure of every row as one fact."""
    units = each(layout, ("level", "code", "name"), _unit)
    groups = each(layout, ("breakdown", "group", "second", "category"), _group)
    dated = {"start", "end"} <= layout.columns.keys()
    periods = windows(layout, "start", "end") if dated else same(layout, in_text(file))
    amounts = []
    for column, heading in _figures(layout):
        finished = same(layout, bool(FINISHED.search(folded(heading))))
        item = subject(catalogue, heading, finished=finished.values[0]).item
        told = rounded(figures(layout, column), units, finished, finished)
        amounts.append(Amounts(column, same(layout, (item, heading)), told))
    rows = Rows(layout, units, groups, periods)
    return facts_of(rows, amounts, file, key, do=_NAME_THE_FILE)


def _figures(layout: Layout) -> list[tuple[int, str]]:
    """The columns of figures: what is left beside the labels and the numbers of tables."""
    taken = set(layout.columns.values())
    headings = enumerate(map(plain, layout.sheet.cells[layout.header]))
    return [
        (column, text)
        for column, text in headings
        if text and column not in taken and not _NO_FIGURE.fullmatch(folded(text))
    ]


def _unit(geography: str, code: str, name: str) -> Unit | None:
    if not geography:
        return None
    level = level_of(geography) or geography
    if level == "England":
        return Unit(*ENGLAND)
    return Unit(level, name or code or "Not stated", code, parents=(ENGLAND,))


def _group(first: str, group: str, second: str, other: str) -> tuple[str, str]:
    """The groups that a row names, those of all people left aside."""
    named = [
        (breakdown_of(kind) or kind.casefold(), text)
        for kind, text in ((first, group), (second, other))
        if kind and text and not is_all(text)
    ]
    if not named:
        return EVERYBODY
    return "; ".join(kind for kind, _ in named), "; ".join(text for _, text in named)
