"""Tables of one file that would say different things about the same figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from mhvalue.ingest.dates_in_text import in_text, without_period
from mhvalue.ingest.proposing.bands import Block
from mhvalue.ingest.proposing.cast import Cast
from mhvalue.ingest.proposing.group_labels import breakdown_of_labels
from mhvalue.ingest.proposing.stated import are_units, unit_of_sheet
from mhvalue.ingest.reading import FIGURE_ROLES, TableReading
from mhvalue.ingest.sum_labels import is_total
from mhvalue.ingest.unit_levels import level_named
from mhvalue.ingest.vocabulary import MEASURE, folded
from mhvalue.ingest.wording import wordings

NEARLY: Final = 0.8
MANY: Final = 30
LONGEST_NAME: Final = 60
_UNIT_NAME: Final = re.compile(
    r".*\b(ward|team|unit|clinic|hospital|service|house|lodge|court)\b.*", re.IGNORECASE
)

_NO_NAME: Final = re.compile(
    r"(?:(?:sheet|table|data|tab|page|part|section|figure|fig|list|raw|copy|old|new|final|draft"
    r"|summary|chart|graph|pivot|export|report|output|results?|v)[\s_().-]*)*"
    r"\d*(?:\.\d+)*[a-z]?[\s_().-]*",
    re.IGNORECASE,
)
"""What sheets are called that are called nothing: Sheet1, Table 2b, Data (2)."""
_OF_QUESTION: Final = re.compile(r".*_|[A-Z]{0,2}\d", re.IGNORECASE)
"""How sheets are named after the parts of a request or a form: Q1_ALL, 2 CPA."""


@dataclass(frozen=True, eq=False)
class Proposed:
    """One table's proposal with what its columns hold, for comparing it with the other tables.

    `unnamed` says that nothing in or above the table names the unit it is about. `groups` are rows
    of the table that it leaves out and that are units of the level `above`.
    """

    table: TableReading
    block: Block
    cast: Cast
    title: str
    unnamed: bool = False
    groups: tuple[int, ...] = ()
    above: str = ""

    def readings(self) -> tuple[TableReading, ...]:
        """The table, and the same one once more for its units of a coarser level."""
        if not self.groups:
            return (self.table,)
        table = self.table
        rows = range(table.first_row, table.last_row + 1)
        others = tuple(row for row in rows if row not in self.groups)
        return table, replace(table, level=self.above, skip_rows=others)

    @cached_property
    def stated(self) -> frozenset[tuple[str, ...]]:
        """What its columns of figures state: item, period, scenario, window and group."""
        return frozenset(
            (c.item, c.name, c.scenario, c.window, c.breakdown, c.group)
            for c in self.table.columns
            if c.role in FIGURE_ROLES
        )

    @cached_property
    def labels(self) -> dict[str, list[set[str]]]:
        """The labels of its columns, by what they tell of a row."""
        return {
            role: [set(profile.texts) for profile in self.cast.with_role(role)]
            for role in ("unit", "period", "breakdown", "item")
        }

    @cached_property
    def figures(self) -> dict[str, set[str]]:
        """Every item that has figures with every one of them, as a text."""
        by_index = {profile.index: profile for profile in self.cast.columns}
        found: dict[str, set[str]] = {}
        for column in self.table.columns:
            if column.role in FIGURE_ROLES and column.index in by_index:
                found.setdefault(column.item, set()).update(by_index[column.index].texts)
        return {item: texts for item, texts in found.items() if texts}


def told_apart(found: Sequence[Proposed]) -> list[Proposed]:
    """Tables that would say different things about the same figures get names of their own.

    Two sheets alike without a unit column are two units when the catalogue knows their figures;
    otherwise their figures are named after their sheet or title.
    """
    result: list[Proposed] = []
    used = [p for p in found if p.table.use]
    clashing = {id(a) for a in used for b in used if a is not b and _same_figures(a, b)}
    for proposed in found:
        if id(proposed) not in clashing:
            result.append(_of_its_sheet(proposed))
            continue
        others = [p for p in used if p is not proposed and _same_figures(p, proposed)]
        result.append(_renamed(proposed, others))
    return result


def _of_its_sheet(proposed: Proposed) -> Proposed:
    """The table with the unit that its sheet is named after, where nothing else names one."""
    level, name = unit_of_sheet(proposed.table.sheet) if proposed.unnamed else ("", "")
    table = replace(proposed.table, title=name, level=level) if name else proposed.table
    return replace(proposed, table=table)


def _renamed(proposed: Proposed, others: Sequence[Proposed]) -> Proposed:
    table = proposed.table
    known = proposed.cast.catalogue
    sheets_differ = all(other.block.sheet != table.sheet for other in others)
    no_unit = not proposed.cast.with_role("unit")
    figures = [c for c in table.columns if c.role in FIGURE_ROLES]
    by_catalogue = all(c.item in known.items or c.item in known.metrics for c in figures)
    same_measures = by_catalogue or all(_alike(proposed, other) for other in others)
    sheets = [table.sheet, *(other.block.sheet for other in others)]
    named = all(map(_UNIT_NAME.fullmatch, sheets)) or are_units(sheets)
    plainly = _may_name_units(sheets) and not any(map(_OF_QUESTION.match, sheets))
    named = named or (plainly and all(_alike(proposed, other, 1) for other in others))
    if no_unit and sheets_differ and (same_measures or named):
        return replace(proposed, table=replace(table, title=table.sheet, level=_level(sheets)))
    titles = [p.block.titles[-1] if p.block.titles else "" for p in (proposed, *others)]
    if no_unit and same_measures and all(map(_may_be_unit, titles)) and _all_differ(titles):
        return replace(proposed, table=replace(table, title=titles[0], level=_level(titles)))
    if proposed.cast.with_role("item") or all(_nearly_same(proposed, o) for o in others):
        return proposed
    rows = f"rows {table.first_row + 1} to {table.last_row + 1}"
    name = _name(proposed, others) if sheets_differ else proposed.title or rows
    shared = {c.item for other in others for c in other.table.columns if c.role in FIGURE_ROLES}
    columns = tuple(
        replace(c, item=_prefixed(name, c.item or c.heading))
        if c.role in FIGURE_ROLES and (sheets_differ or c.item in shared)
        else c
        for c in table.columns
    )
    return replace(proposed, table=replace(table, columns=columns))


def _alike(left: Proposed, right: Proposed, fewest: int = 2) -> bool:
    """Whether two tables state the same measures, so that they are of two units.

    The measures stand in a column, or are the headings of several columns, the `fewest` or more.
    """
    mine, yours = left.labels["item"], right.labels["item"]
    if mine or yours:
        return mine == yours
    headings = [
        {c.heading for c in side.table.columns if c.role in FIGURE_ROLES} for side in (left, right)
    ]
    # "Registered planned" beside "Registered actual" says what is measured as well.
    sided = [known for known in wordings(sorted(headings[0])) if known.stem and known.scenario]
    named = [*sided, *(heading for heading in headings[0] if MEASURE.search(folded(heading)))]
    across = left.table.layout == "periods across"
    return headings[0] == headings[1] and len(named) >= fewest and not across


def _may_be_unit(title: str) -> bool:
    """Whether a title could be a name and is no sentence about what is counted."""
    words = folded(title)
    measures = MEASURE.search(words) and not _UNIT_NAME.fullmatch(title)
    return 0 < len(title) <= LONGEST_NAME and not measures and not in_text(title)


def _may_name_units(sheets: Sequence[str]) -> bool:
    """Whether sheets have names of their own, which are no numbers, measures or groups."""
    no_names = any(_NO_NAME.fullmatch(sheet) or is_total(sheet) for sheet in sheets)
    return not no_names and all(map(_may_be_unit, sheets)) and not breakdown_of_labels(sheets, "")


def _all_differ(titles: Sequence[str]) -> bool:
    return len({title.casefold() for title in titles}) == len(titles)


def _nearly_same(left: Proposed, right: Proposed) -> bool:
    """Whether two tables state nearly the same numbers: then they are about the same thing.

    Where they disagree in a few, both cells are shown to the person. Of items that the catalogue
    does not know a few numbers prove nothing.
    """
    mine, yours = left.figures, right.figures
    items = mine.keys() & yours.keys()
    stated = sum(len(mine[item]) for item in items)
    known = left.cast.catalogue
    proven = stated >= MANY or all(i in known.items or i in known.metrics for i in items)
    return proven and sum(len(mine[item] & yours[item]) for item in items) >= NEARLY * stated


def _name(proposed: Proposed, others: Sequence[Proposed]) -> str:
    """The sheet's name, or its title where that names next month's sheet as well."""
    bare = without_period(proposed.title)
    same = any(without_period(other.title) == bare for other in others)
    dated = bare != proposed.title.strip() and proposed.table.period
    return bare if bare and dated and not same else proposed.table.sheet


def _level(sheets: Sequence[str]) -> str:
    """The level that all sheet names end in ("Elm ward"), or just Unit."""
    last = {level_named(name.split()[-1]) for name in sheets if name.split()}
    return (last.pop() or "Unit") if len(last) == 1 else "Unit"


def _prefixed(name: str, item: str) -> str:
    return item if item.startswith(name) else f"{name}: {item}"


def _same_figures(left: Proposed, right: Proposed) -> bool:
    """Whether two tables hold figures for the same item, unit, period and group."""
    if left.stated.isdisjoint(right.stated) or left.table.level != right.table.level:
        return False
    if left.table.period != right.table.period:
        return False
    if _own_unit(left) != _own_unit(right):
        return False
    return all(_overlap(left.labels[role], right.labels[role]) for role in left.labels)


def _own_unit(proposed: Proposed) -> str:
    return "" if proposed.cast.with_role("unit") else proposed.table.title


def _overlap(mine: Sequence[set[str]], yours: Sequence[set[str]]) -> bool:
    return len(mine) == len(yours) and not any(
        a.isdisjoint(b) for a, b in zip(mine, yours, strict=True)
    )
