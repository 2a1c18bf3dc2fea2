"""Last month's reading applied to this month's file, and what has changed between the two.

Tables and columns are found again by their headings, wherever they have moved to. The new file
says where its rows begin and end; the recipe says what the columns mean.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from mhvalue.facts import Facts
from mhvalue.ingest.reading import Column, Reading, TableReading
from mhvalue.ingest.result import Preview
from mhvalue.ingest.role_names import SAID
from mhvalue.ingest.spellings import written
from mhvalue.recipe.alike import dated, pattern
from mhvalue.recipe.columns import carried
from mhvalue.recipe.difference import Difference
from mhvalue.recipe.pairing import is_section, pairs, same_shape
from mhvalue.recipe.records import carried_records
from mhvalue.recipe.relocated import relocated
from mhvalue.recipe.rows import Seen, rows_left_out
from mhvalue.recipe.schema import Recipe, RecipeFile
from mhvalue.units import UnitRegister
from mhvalue.written_periods import parse


@dataclass(frozen=True)
class Match:
    """The reading to apply, the part of the recipe it comes from, and what to accept."""

    file: RecipeFile
    reading: Reading
    differences: tuple[Difference, ...] = ()


def match(
    recipe: Recipe,
    name: str,
    proposal: Reading,
    previews: Sequence[Preview] = (),
    facts: Facts | None = None,
) -> Match | None:
    """How a new file is read by the recipe; None where the recipe knows no file like it.

    `proposal` is how the file would be read without a recipe; `previews` are the tops of its
    tables, where headings that had been corrected by hand are looked for, and `facts` what was read
    of them, which names the units of its rows. Of several files of
    the recipe the one with most tables found again counts, then the one of the nearest name.
    """
    seen = Seen(previews, facts)
    found = [applied(file, proposal, seen) for file in recipe.files]
    fitting = [one for one in found if one is not None]
    if not fitting:
        return None
    return max(fitting, key=lambda one: _fit(one, name))


def applied(file: RecipeFile, proposal: Reading, seen: Seen) -> Match | None:
    """One file's part of a recipe applied to a proposal; None where it does not fit at all."""
    old = file.reading
    if old.format != proposal.format:
        return None
    if old.records:
        return _records(file, proposal)
    if not old.tables:
        fits = bool(old.format)
        return Match(file, replace(proposal, published=old.published)) if fits else None
    found = _tables(file, proposal, seen)
    return Match(file, replace(old, tables=found[0]), found[1]) if found else None


def _records(file: RecipeFile, proposal: Reading) -> Match | None:
    """A file of records; tables on its other sheets have the meaning they had."""
    carried = carried_records(file.reading.records, proposal.records)
    if carried is None:
        return None
    records, told = carried
    found = _tables(file, proposal, Seen()) if file.reading.tables else None
    tables, more = found or (proposal.tables, ())
    reading = replace(file.reading, records=records, tables=tables)
    return Match(file, reading, (*told, *more))


def _tables(
    file: RecipeFile, proposal: Reading, seen: Seen
) -> tuple[tuple[TableReading, ...], tuple[Difference, ...]] | None:
    """The tables of the new file with the old ones' meaning; None where none is used."""
    old = file.reading
    tables: dict[int, TableReading] = {}
    differences: list[Difference] = []
    paired = pairs(old.tables, proposal.tables)
    for mine, yours in paired:
        table, told = _table(old.tables[mine], proposal.tables[yours], file, seen)
        tables[yours] = table
        differences += [d for d in told if old.tables[mine].use and d not in differences]
    lost = [t for i, t in enumerate(old.tables) if i not in {mine for mine, _ in paired}]
    moved = []
    for table in lost:
        again = (
            None
            if is_section(table, old.tables)
            else relocated(table, proposal.tables, seen.previews)
        )
        if again is not None:
            moved.append(again)
            same_sheet = {i for i, t in enumerate(proposal.tables) if t.sheet == again.sheet}
            for place in same_sheet - tables.keys():
                tables[place] = replace(proposal.tables[place], use=False)
        elif table.use:
            differences.append(_missing(table))
    if not any(table.use for table in (*tables.values(), *moved)):
        return None
    for place, table in enumerate(proposal.tables):
        if place not in tables:
            tables[place] = table
            differences += [_new(table)] if table.use else []
    return (*(tables[place] for place in sorted(tables)), *moved), tuple(differences)


def unit_differences(
    file: RecipeFile, units: UnitRegister, merges: Collection[tuple[str, str]] = ()
) -> tuple[Difference, ...]:
    """Units this month's file has and last month's had not, and the other way round.

    One that is only written otherwise is told as such; of one that `merges` read as another, the
    other is the one there was.
    """
    called = dict(merges)
    before = dict.fromkeys((level, called.get(name, name)) for level, name in file.units)
    now = dict.fromkeys((unit.level, unit.name) for unit in units.units)
    if not before:
        return ()
    gone = dict.fromkeys(pair for pair in before if pair not in now)
    by_writing = {(level, written(name)): name for level, name in gone}
    found = []
    for level, name in (pair for pair in now if pair not in before):
        was = by_writing.pop((level, written(name)), "")
        if was:
            del gone[level, was]
            found.append(Difference("renamed unit", f"{was} is now written {name}.", level))
        else:
            found.append(Difference("new unit", f"{name} is new.", level))
    lost = [Difference("missing unit", f"{name} is no longer there.", level)
            for level, name in gone]  # fmt: skip
    return (*found, *lost)


def name_differences(file: RecipeFile, names: Collection[str]) -> tuple[Difference, ...]:
    """Names of figures that this month's file has and last month's had not, and the reverse."""
    if not file.names:
        return ()
    before, now = set(file.names), set(names)
    new = [Difference("new name", f"The row {name} is new; it is read as proposed.")
           for name in names if name not in before]  # fmt: skip
    gone = [Difference("missing name", f"The row {name} is no longer there.")
            for name in file.names if name not in now]  # fmt: skip
    return (*new, *gone)


def _fit(found: Match, name: str) -> tuple[int, int, bool]:
    read = found.reading
    used = sum(t.use for t in read.tables) + sum(one.use for one in read.records)
    lost = sum(
        difference.kind not in ("new unit", "renamed unit") for difference in found.differences
    )
    return used - lost, used, found.file.name == pattern(name)


def _table(
    old: TableReading, new: TableReading, file: RecipeFile, seen: Seen
) -> tuple[TableReading, list[Difference]]:
    """The new table with the old one's meaning; its own rows, period and months."""
    if old.layout != new.layout:
        what = f"The table was read as {old.layout} and now looks {new.layout}."
        return new, [Difference("layout", what, new.sheet)]
    columns, differences = carried(old, new)
    if columns is None:
        return new, differences
    columns, differences = _without_new_groups(old, new, columns, differences, seen)
    period, use, told = _period(old, new)
    differences += told
    title = old.title
    if not same_shape(old.title, new.title) and not _names_units(old):
        title = new.title
        differences.append(Difference("new unit", "The table speaks of another unit.", new.sheet))
    table = replace(
        new,
        columns=columns,
        level=old.level,
        period=period,
        use=use,
        title=title,
        repeats=old.repeats,
        noughts=old.noughts,
    )
    known = {name for level, name in file.units if level == old.level}
    known |= {name for name, kept in file.reading.merges if kept in known}
    skipped, told = rows_left_out(old, table, known, seen)
    return replace(table, skip_rows=skipped), differences + told


def _without_new_groups(
    old: TableReading,
    new: TableReading,
    columns: tuple[Column, ...],
    differences: list[Difference],
    seen: Seen,
) -> tuple[tuple[Column, ...], list[Difference]]:
    """The columns without new ones of groups that the rows do without, as they did before.

    A manager's name beside each ward would make groups of all that had none.
    """
    known = {c.heading for c in old.columns} | {c.name for c in old.columns}
    for column in columns:
        fresh = column.role == "breakdown" and not {column.heading, column.name} & known
        if fresh and seen.told_apart_without(new, column.name):
            was = f"{column.heading} is new; it is read as: {SAID[column.role]}."
            what = f"{column.heading} is new; it is not used: the rows differ without it."
            columns = tuple(replace(c, role="ignore") if c is column else c for c in columns)
            differences = [replace(d, what=what) if d.what == was else d for d in differences]
    return columns, differences


def _names_units(table: TableReading) -> bool:
    return any(column.role in ("unit", "unit code") for column in table.columns)


def _period(old: TableReading, new: TableReading) -> tuple[str, bool, list[Difference]]:
    """The period of a table without a period column; never last month's under a new file."""
    if not old.period or not old.use:
        return (old.period and new.period), old.use, []
    if not new.period:
        what = "The period had been typed in, and this file does not say its own."
        return "", False, [Difference("period", what, new.sheet)]
    if _grain(old.period) != _grain(new.period):
        what = f"The period was a {_grain(old.period)}, now {new.period} was found."
        return new.period, True, [Difference("period", what, new.sheet)]
    return new.period, True, []


def _grain(written: str) -> str:
    found = parse(written)
    return found.grain if found else "period"


def _missing(table: TableReading) -> Difference:
    return Difference("missing table", "A table that was read is not there.", table.sheet)


def _new(table: TableReading) -> Difference:
    what = f"There is a new table of {len(table.columns)} columns; it is read as proposed."
    kind = "new period" if dated(table.sheet) and table.period else "new table"
    return Difference(kind, what, table.sheet)
