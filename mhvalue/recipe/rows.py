"""Which rows of a new file are left out: those confirmed, while they stand where they stood."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from mhvalue.facts import Facts
from mhvalue.ingest.reading import TableReading
from mhvalue.ingest.result import Preview
from mhvalue.recipe.difference import Difference

CROSSED: Final = " × "
"""Stands between the names, and the groups, of breakdowns that are crossed."""


@dataclass(frozen=True, eq=False)
class Seen:
    """What a new file shows of its rows: the tops of its tables, and what was read of it."""

    previews: Sequence[Preview] = ()
    facts: Facts | None = None

    def labels(self, table: TableReading) -> dict[int, str]:
        """The names of units by row, as far as they are known."""
        column = next((c.index for c in table.columns if c.role == "unit"), -1)
        found = {
            row: cells[column]
            for preview in self.previews
            if preview.sheet == table.sheet
            for row, cells in enumerate(preview.rows, preview.first_row)
            if 0 <= column < len(cells)
        }
        if self.facts is None:
            return found
        on_sheet = [origin.sheet == table.sheet for origin in self.facts.origins]
        frame = self.facts.frame
        rows = frame[np.array(on_sheet, dtype=bool)[frame["table"].to_numpy()]]
        named = rows[["row", "unit"]].drop_duplicates("row").astype(object)
        return found | dict(named.itertuples(index=False, name=None))

    def told_apart_without(self, table: TableReading, breakdown: str) -> bool:
        """Whether the figures of a table stay one each where a breakdown of it is not used."""
        if self.facts is None:
            return False
        frame = self.facts.frame
        on_sheet = [origin.sheet == table.sheet for origin in self.facts.origins]
        within = frame["row"].between(table.first_row, table.last_row)
        rows = frame[np.array(on_sheet, dtype=bool)[frame["table"].to_numpy()] & within]
        named = rows[["breakdown", "group"]].astype(str)
        parts = [_without(breakdown, *pair) for pair in named.itertuples(index=False, name=None)]
        if any(part is None for part in parts):
            return False
        keys = rows[["item", "level", "unit", "start", "end", "scenario"]].astype(str)
        return bool(parts) and not keys.assign(group=parts).duplicated().any()


def _without(breakdown: str, names: str, groups: str) -> str | None:
    """The groups of a figure but for that of one breakdown; None where it has no such group."""
    parts = dict(zip(names.split(CROSSED), groups.split(CROSSED), strict=False))
    if parts.pop(breakdown, None) is None:
        return None
    return CROSSED.join(parts.values())


def rows_left_out(
    old: TableReading, new: TableReading, known: Collection[str], seen: Seen
) -> tuple[tuple[int, ...], list[Difference]]:
    """The rows of the new table to leave out, and what to accept.

    What was confirmed holds while the rows are the same ones: none of those to leave out is of a
    unit that was read, and each to read again is. `known` are the units that were read. Otherwise
    the rows have moved, and those are left out that are proposed.
    """
    if (old.first_row, old.last_row) != (new.first_row, new.last_row):
        before, now = len(old.skip_rows), len(new.skip_rows)
        what = f"{before} rows were left out as totals or blank, now {now} are."
        return new.skip_rows, [Difference("rows left out", what, new.sheet)] * (now < before)
    again = {*new.skip_rows} - {*old.skip_rows}
    more = {*old.skip_rows} - {*new.skip_rows}
    if not (again or more) or not any(column.role == "unit" for column in new.columns):
        return old.skip_rows, []
    labels = seen.labels(new)
    same = all(labels.get(row) in known for row in again) and all(
        row in labels and labels[row] not in known for row in more
    )
    if same:
        return old.skip_rows, []
    what = "Other rows than before look like totals or blank; they are left out as proposed."
    return new.skip_rows, [Difference("rows left out", what, new.sheet)]
