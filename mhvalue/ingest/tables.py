"""All tables of a file to facts, with what was noticed about each."""

from collections.abc import Sequence
from dataclasses import replace

from mhvalue.catalogue.schema import Catalogue
from mhvalue.errors import ReadingProblem
from mhvalue.facts import COLUMNS, Facts, Origin, join, make
from mhvalue.ingest import hidden_parts
from mhvalue.ingest.below_tables import told_below
from mhvalue.ingest.clashes import clashes
from mhvalue.ingest.code_doubts import told_as_amounts
from mhvalue.ingest.dated_labels import BY_LABELS
from mhvalue.ingest.dates_in_text import told_period
from mhvalue.ingest.formats import sickness
from mhvalue.ingest.headings import plain
from mhvalue.ingest.in_words import told_in_words
from mhvalue.ingest.mapping import MAPPING, linked
from mhvalue.ingest.may_add_up import told_may_add_up, told_total_groups
from mhvalue.ingest.noticed import told_passed_over
from mhvalue.ingest.numbered_periods import told_by_number
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.proposing.proposal import propose_reading
from mhvalue.ingest.proposing.recast import recast
from mhvalue.ingest.reading import FIGURE_ROLES, Reading, TableReading
from mhvalue.ingest.sheets.cells import Sheet, cell_name, column_name, range_name
from mhvalue.ingest.spellings import one_writing
from mhvalue.ingest.tidy import Tidy, tidy
from mhvalue.ingest.to_come import without_months_to_come
from mhvalue.ingest.to_date import by_month
from mhvalue.ingest.unit_codes import one_spelling, told_apart
from mhvalue.ingest.unsaid import told_unsaid
from mhvalue.units import UnitRegister

SHOWN = 5
NO_FIGURES = "No figures were found that could be read."


def settle(
    reading: Reading | None, sheets: Sequence[Sheet], catalogue: Catalogue, name: str
) -> Reading:
    """The reading to apply: as given, or as proposed.

    Of a given reading, tables without columns have them proposed from their heading rows, and
    hidden sheets without tables have those proposed.
    """
    if reading is None or reading.is_open:
        given = reading or Reading()
        proposal = propose_reading(sheets, catalogue, name)
        published = given.published or any(map(sickness.is_published, proposal.tables))
        return replace(given, tables=proposal.tables, published=published)
    by_name = {sheet.name: sheet for sheet in sheets if not sheet.unread}
    tables = tuple(
        recast(by_name[table.sheet], table, catalogue, name)
        if table.use and not table.columns and table.sheet in by_name
        else table
        for table in reading.tables
    )
    reading = replace(reading, tables=tables)
    known = {table.sheet for table in tables}
    wanted = [s for s in sheets if s.name in reading.hidden and s.name not in known]
    if not wanted:
        return reading
    more = propose_reading(wanted, catalogue, name)
    return replace(reading, tables=(*reading.tables, *more.tables))


def read_tables(
    sheets: Sequence[Sheet],
    reading: Reading,
    catalogue: Catalogue,
    name: str,
    *,
    exactly: bool,
) -> tuple[Facts, Reading, list[Problem]]:
    """The facts of all used tables; tables of a proposal that cannot be read become unused."""
    by_name = {sheet.name: sheet for sheet in sheets if not sheet.unread}
    parts: list[Facts] = []
    tables: list[TableReading] = []
    problems: list[Problem] = []
    to_date: set[tuple[int, str, str]] = set()
    read: list[tuple[Tidy, TableReading]] = []
    for table in reading.tables:
        if table.sheet not in by_name and table.use:
            raise ReadingProblem(
                "The sheet is not in this file.",
                where=f"{name}, {table.sheet}",
                do="Choose another sheet, or let the app propose again.",
            )
        if not table.use or table.layout == MAPPING:
            problems += [] if exactly else _unused(by_name.get(table.sheet), table, name)
            tables.append(table)
            continue
        sheet = by_name[table.sheet]
        try:
            found = tidy(sheet, table, catalogue, name, reading.merges, reading.items)
        except ReadingProblem as error:
            if exactly:
                raise
            problems.append(
                Problem(error.what, name, table.sheet, "", "The table was left out.", error.do)
            )
            tables.append(replace(table, use=False))
            continue
        tables.append(table)
        if table.period and not exactly:
            problems.append(_of_title(table, name))
        origin = Origin(name, table.sheet, _cells(table), reading.published)
        to_date |= {(len(parts), item, heading) for item, heading in found.to_date}
        read.append((found, table))
        parts.append(make(found.columns, units=found.units, origins=(origin,), key=""))
        problems += _left_out(sheet, table, reading.tables, name, confirmed=exactly)
        problems += _renamed(sheet, table, name)
        problems += told_passed_over(sheet, table, catalogue, name)
        problems += [] if exactly else _doubts(sheet, table, parts[-1], catalogue, name)
        problems += [*hidden_parts.of_table(sheet, table, name), *found.problems]
    parts, told_codes = told_apart(parts, name)
    parts, written = one_writing(parts, name)
    facts = (
        join(parts)
        if parts
        else make({column: [] for column in COLUMNS}, units=UnitRegister(), origins=(), key="")
    )
    facts, spelled = one_spelling(facts, name)
    facts, split = by_month(
        facts, to_date, name, [n for n, (found, _) in enumerate(read) if found.said_above]
    )
    facts, to_come = without_months_to_come(
        facts, name, [n for n, (_, table) in enumerate(read) if table.noughts]
    )
    problems += [*told_codes, *written, *spelled, *split, *to_come]
    for table in tables:
        if table.use and table.layout == MAPPING:
            units, told = linked(facts.units, by_name[table.sheet], table, name)
            facts = replace(facts, units=units)
            problems += told
    problems += clashes(facts, name)
    problems += [] if exactly else told_below(sheets, tables, name)
    if not any(len(part.frame) for part in parts):
        problems.append(
            Problem(
                NO_FIGURES, name, "", "", "",
                "Show which rows are headings and which columns hold the figures and the period.",
            )
        )  # fmt: skip
    return facts, replace(reading, tables=tuple(tables)), problems


def _doubts(
    sheet: Sheet, table: TableReading, part: Facts, catalogue: Catalogue, name: str
) -> list[Problem]:
    """What is doubtful about a proposed table, until a person has confirmed it."""
    return [
        *told_in_words(sheet, table, name),
        *told_unsaid(sheet, table, part, catalogue, name),
        *told_as_amounts(sheet, table, catalogue, name),
        *told_may_add_up(sheet, table, name),
        *told_total_groups(sheet, table, name),
    ]


def _told_when(table: TableReading) -> bool:
    """Whether a table says which periods its figures belong to, or tells of units only."""
    names = {column.name for column in table.columns if column.role == "period"}
    names |= {c.name for c in table.columns if c.name == BY_LABELS and table.use}
    across = table.layout == "periods across"
    parts = across and not all(
        told_period(c.name) for c in table.columns if c.role in FIGURE_ROLES and c.name
    )
    if names == {"month"} or (parts and not names):
        return bool(table.period)
    return table.layout != "long" or bool(names or table.period)


def _of_title(table: TableReading, file: str) -> Problem:
    """The period or the year that was taken from the texts around a table."""
    yearless = any(column.role == "period" for column in table.columns)
    if yearless or table.layout == "periods across":
        what = "The months or quarters name no year."
    else:
        what = "No column holds the period."
    source = table.told_at or "the texts above it or the name of the sheet or file"
    done = f"{table.period} was taken from {source}."
    return Problem(what, file, table.sheet, "", done)


def _unused(sheet: Sheet | None, table: TableReading, file: str) -> list[Problem]:
    """Why a table of a proposal was not read, where it is about no period that is known."""
    numbered = told_by_number(sheet, table) if sheet is not None and table.columns else None
    if numbered is None and _told_when(table):
        return []
    what, do = numbered or (
        "does not say which period, or which year, it is about.",
        "Write the period above it, or give it under Period or year of all figures on Upload.",
    )
    return [
        Problem(
            f"The table at {_cells(table)} {what}",
            file, table.sheet, cell_name(table.first_row, 0), "It was not read.", do,
        )
    ]  # fmt: skip


def _cells(table: TableReading) -> str:
    places = [column.index for column in table.columns] or [0]
    top = table.header_rows[0] if table.header_rows else table.first_row
    return range_name(top, min(places), table.last_row, max(places))


def _left_out(
    sheet: Sheet,
    table: TableReading,
    tables: Sequence[TableReading],
    file: str,
    *,
    confirmed: bool,
) -> list[Problem]:
    """Rows that hold figures and were left out, of this table and of others.

    They add up others, unless a person `confirmed` the reading and may have named more.
    """
    if not table.header_rows:
        return []
    others = [
        t
        for t in tables
        if t is not table and t.use and (t.sheet, t.header_rows) == (table.sheet, table.header_rows)
    ]
    first = min((column.index for column in table.columns), default=0)
    bottom = sheet.cells[table.header_rows[-1]]
    told = [
        row
        for row in table.skip_rows
        if not any(_reads(other, row) for other in others)
        and sum(value is not None for value in sheet.cells[row]) > 1
        and [plain(v) for v in sheet.cells[row]] != [plain(v) for v in bottom]
    ]
    if not told:
        return []
    one = len(told) == 1
    said = "1 row adds" if one else f"{len(told)} rows add"
    many = "s" * one
    where = _listed(told, first)
    what = f"{said} up others, compare{many} with them or repeat{many} the headings ({where})."
    if confirmed:
        rows = "1 row is" if one else f"{len(told)} rows are"
        what = f"{rows} not among those to be read ({_listed(told, first)})."
    done = "It was left out." if one else "They were left out."
    return [Problem(what, file, table.sheet, cell_name(told[0], first), done)]


def _reads(table: TableReading, row: int) -> bool:
    return table.first_row <= row <= table.last_row and row not in table.skip_rows


def _listed(rows: Sequence[int], column: int) -> str:
    cells = ", ".join(cell_name(row, column) for row in rows[:SHOWN])
    return f"{cells} and {len(rows) - SHOWN} more" if len(rows) > SHOWN else cells


def _renamed(sheet: Sheet, table: TableReading, file: str) -> list[Problem]:
    """Columns whose heading was blank or the same as another's."""
    if not table.header_rows:
        return []
    changed = [
        column_name(column.index)
        for column in table.columns
        if column.role in FIGURE_ROLES
        and (column.heading.startswith("Column ") or column.heading.endswith(")"))
        and plain(sheet.cells[table.header_rows[-1], column.index])
        != column.heading.split(": ")[-1]
    ]
    if not changed:
        return []
    return [
        Problem(
            f"Headings are blank or repeated in column {', '.join(changed[:8])}.",
            file, table.sheet, "", "They were given names of their own.",
        )
    ]  # fmt: skip
