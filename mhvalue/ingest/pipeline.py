"""Bytes to facts: the gate, the sheets, a known format or the tables, and what was noticed."""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from mhvalue.catalogue.loader import load
from mhvalue.errors import FileRefused, ReadingProblem
from mhvalue.facts import Facts, join
from mhvalue.ingest import (
    extracts,
    facts_file,
    hidden_parts,
    people,
    record_files,
    register_sheet,
    unused_sheets,
)
from mhvalue.ingest.formats.known import TEMPLATE, TITLES, Known, recognise
from mhvalue.ingest.headings import plain
from mhvalue.ingest.noticed import unanswered
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import BY_TABLES, Reading, to_json
from mhvalue.ingest.record_reading import FORMAT as RECORDS
from mhvalue.ingest.result import Preview, ReadResult
from mhvalue.ingest.sheets import decimal_commas, gate, noughts, stray
from mhvalue.ingest.sheets.cells import Sheet, grid
from mhvalue.ingest.sheets.readers import NOT_ASKED, read_sheets, unread_problems
from mhvalue.ingest.slips import look_alike
from mhvalue.ingest.tables import NO_FIGURES, read_tables, settle

PREVIEW_ROWS: Final = 40
ABOVE: Final = 3
"""Rows of a preview above the headings."""
PREVIEW_COLUMNS: Final = 40
LONGEST_CELL: Final = 80
MOST_PREVIEWS: Final = 60


def read(
    data: bytes,
    name: str,
    reading: Reading | None,
    on_stage: Callable[[str], None],
    without: tuple[tuple[str, str], ...] = (),
) -> ReadResult:
    """The facts of one file, read as given, or as proposed when no reading is given.

    A given reading is applied exactly: what does not fit raises ReadingProblem. A proposal that
    does not work out is listed as a problem and its table left unused. `without` are columns to
    leave out, as sheet and letters. Raises FileRefused, and PeopleFound where other columns tell
    who somebody is.
    """
    on_stage("checking the file")
    # How large a file may be is for the door to say that it came in by.
    kind = gate.check(data, name, largest=len(data))
    on_stage("reading the cells")
    if kind == "facts":
        return _written_before(data, reading, name)
    if kind == "parquet":
        return record_files.read_bytes(data, name, reading, on_stage, without)
    only = _sheets_of(reading) if reading else set()
    sheets = read_sheets(data, kind, only or None, reading.hidden if reading else ())
    # Where a processor is free, it reads a large file's bytes once more beside what follows.
    digest = ThreadPoolExecutor(1).submit(hashlib.sha256, data)
    if not any(all(sheet.shape) or sheet.unread for sheet in sheets):
        raise FileRefused(
            "No sheet of this workbook holds anything.",
            where=name,
            do="Save it again and upload it.",
        )
    on_stage("looking for people's data")
    cleared = people.clear(data, kind, sheets, without, name)
    sheets = cleared.sheets
    if reading is not None and reading.format == register_sheet.FORMAT:
        settled = replace(reading, left_out=cleared.left_out)
        return register_sheet.read(sheets, settled, name)
    problems = [*gate.notices(name, kind, data), *unread_problems(sheets, name)]
    problems += [*stray.problems(sheets, name), *decimal_commas.problems(sheets, name)]
    problems += [*unanswered(sheets, name), *noughts.problems(sheets, name), *cleared.problems]
    hidden = tuple(s.name for s in sheets if s.visibility != "visible" and s.unread)
    on_stage("finding the tables")
    given = None if reading is None or reading.is_open else reading
    by_tables = reading is not None and reading.format == BY_TABLES
    found = None if by_tables else _known(sheets, given, name)
    if found is not None:
        on_stage("reading the figures")
        settled = given or Reading(format=found.format, published=found.published)
        facts, own = found.read(load(), name, _key(digest.result(), settled))
        problems += [*_beside_known(found, sheets, name), *own]
        tops = tuple(_preview(one.sheet, max(one.header - ABOVE, 0)) for one in found.layouts)
        settled = replace(settled, left_out=cleared.left_out)
        facts = _told_apart(facts, without)
        return ReadResult(facts, settled, tops, tuple(problems), hidden)
    counted = None
    if not by_tables and (given is None or given.format == RECORDS):
        counted = extracts.read(cleared, given, name)
    on_stage("reading the figures")
    if counted is None:
        found_in = _read_tables(sheets, reading, name, exactly=given is not None)
    else:
        found_in = _beside(counted, sheets, given, name)
    facts = replace(found_in.facts, key=_key(digest.result(), found_in.reading))
    facts = _told_apart(facts, without)
    names = look_alike(facts)
    if counted is not None:
        used = {one.sheet for one in counted.records if one.use}
        problems += hidden_parts.of_sheets(sheets, used, name)
    problems += unused_sheets.problems(sheets, found_in.reading, name)
    told = (*problems, *found_in.problems)
    settled = replace(found_in.reading, left_out=cleared.left_out)
    shown = tuple(sheet.name for sheet in sheets if all(sheet.shape) or _may_be_asked(sheet))
    return ReadResult(facts, settled, found_in.previews, told, hidden, names, shown)


def _known(sheets: tuple[Sheet, ...], given: Reading | None, name: str) -> Known | None:
    """The known layout that the sheets have, or None; the one that was asked for must be there."""
    if given is None:
        return recognise(sheets)
    if given.format not in TITLES:
        return None
    found = recognise(sheets, given.format)
    if found is None:
        raise ReadingProblem(
            f"This file does not have the columns of the {TITLES[given.format]}.",
            where=name,
            do="Remove the saved reading and let the app propose one.",
        )
    return found


def _beside_known(found: Known, sheets: tuple[Sheet, ...], name: str) -> list[Problem]:
    """What was noticed around a known layout; the template reads all its sheets by itself."""
    read_on = {layout.sheet.name for layout in found.layouts}
    told = hidden_parts.of_sheets(sheets, read_on, name)
    if found.format != TEMPLATE:
        told += unused_sheets.beside(sheets, read_on, TITLES[found.format], name)
    return told


def _may_be_asked(sheet: Sheet) -> bool:
    """Whether a sheet in sight was left unread because the reading names others."""
    return sheet.unread == NOT_ASKED and sheet.visibility == "visible"


def _sheets_of(reading: Reading) -> set[str]:
    tables, records = reading.tables, reading.records
    return {table.sheet for table in tables} | {one.sheet for one in records}


@dataclass(frozen=True, eq=False)
class _Found:
    """What tables or records came to."""

    facts: Facts
    reading: Reading
    previews: tuple[Preview, ...]
    problems: tuple[Problem, ...]


def _read_tables(
    sheets: tuple[Sheet, ...], reading: Reading | None, name: str, *, exactly: bool
) -> _Found:
    catalogue = load()
    settled = settle(reading, sheets, catalogue, name)
    facts, settled, noticed = read_tables(sheets, settled, catalogue, name, exactly=exactly)
    by_name = {sheet.name: sheet for sheet in sheets}
    previews = tuple(
        _preview(
            by_name[table.sheet], max(table.header_rows[0] - ABOVE, 0) if table.header_rows else 0
        )
        for table in settled.tables[:MOST_PREVIEWS]
        if table.sheet in by_name
    )
    return _Found(facts, settled, previews, tuple(noticed))


def _beside(
    counted: extracts.Counted, sheets: tuple[Sheet, ...], given: Reading | None, name: str
) -> _Found:
    """Records, with the tables that stand on the other sheets of their workbook."""
    settled = replace(given or Reading(), format=RECORDS, records=counted.records, tables=())
    taken = {one.sheet for one in counted.records}
    rest = tuple(sheet for sheet in sheets if sheet.name not in taken and all(sheet.shape))
    wanted = None
    if given and given.records:
        wanted = Reading(given.tables, merges=given.merges, items=given.items)
    if not rest or (wanted is not None and not wanted.tables):
        return _Found(counted.facts, settled, (), counted.problems)
    tables = _read_tables(rest, wanted, name, exactly=wanted is not None)
    settled = replace(settled, tables=tables.reading.tables)
    told = tuple(problem for problem in tables.problems if problem.what != NO_FIGURES)
    facts = join([counted.facts, tables.facts]) if len(tables.facts.frame) else counted.facts
    return _Found(facts, settled, tables.previews, (*counted.problems, *told))


def _told_apart(facts: Facts, without: tuple[tuple[str, str], ...]) -> Facts:
    """The facts with a key of their own where columns were left out of their file."""
    if not without:
        return facts
    left = repr(sorted(without)).encode()
    return replace(facts, key=hashlib.sha256(facts.key.encode() + left).hexdigest())


def _written_before(data: bytes, asked: Reading | None, name: str) -> ReadResult:
    """The facts of a file that the command line wrote; how they were read cannot be changed."""
    facts, reading = facts_file.read(data)
    settled = replace(reading, format=facts_file.FORMAT)
    if asked not in (None, settled):
        raise ReadingProblem(
            "The figures of this file were read before, and how cannot be changed here.",
            where=name,
            do="Correct the reading of the files they came from.",
        )
    # Somebody may have put other texts in it since: they are looked at as those of any file.
    people.clear(data, "csv", (_texts(facts),), (), name)
    return ReadResult(replace(facts, key=_key(hashlib.sha256(data), settled)), settled, (), (), ())


def _texts(facts: Facts) -> Sheet:
    """Every text of the facts and their units once, a column for each kind."""
    frame, units = facts.frame, facts.units.units
    columns = {
        "unit": [*frame["unit"].cat.categories, *(unit.name for unit in units)],
        "heading": [*frame["heading"].cat.categories, *frame["item"].cat.categories],
        "group": [*frame["group"].cat.categories, *frame["breakdown"].cat.categories],
        "code": [unit.code for unit in units],
        "parent": [name for unit in units for _, name in unit.parents],
    }
    distinct = [[name, *dict.fromkeys(texts)] for name, texts in columns.items()]
    return Sheet("", grid(list(zip_longest(*distinct))))


def _key(of_bytes: "hashlib._Hash", reading: Reading) -> str:
    return hashlib.sha256(of_bytes.digest() + to_json(reading).encode()).hexdigest()


def _preview(sheet: Sheet, first_row: int) -> Preview:
    cells = sheet.rows(first_row, first_row + PREVIEW_ROWS)[:, :PREVIEW_COLUMNS]
    shown = cells.copy()
    filled = shown != None  # noqa: E711 - asked of each cell
    shown[~filled] = ""
    shown[filled] = [plain(value)[:LONGEST_CELL] for value in shown[filled].tolist()]
    rows = tuple(map(tuple, shown.tolist()))
    return Preview(sheet.name, first_row, rows)
