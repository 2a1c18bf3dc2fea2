"""How a file is read: which tables, which column plays which role. JSON both ways.

The app proposes a Reading, the person may change it, and the same Reading reads next month's file.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Final

from mhvalue.errors import RecipeProblem
from mhvalue.ingest import saved_keys as saved
from mhvalue.ingest.record_reading import FORMAT as RECORDS
from mhvalue.ingest.record_reading import RecordReading, RecordSheet, sheet_from_dict
from mhvalue.ingest.record_reading import to_dict as records_to_dict

ROLES: Final = (
    "ignore",
    "unit",
    "unit code",
    "kind",
    "parent",
    "period",
    "item",
    "breakdown",
    "amount",
    "numerator",
    "denominator",
    "value",
)
FIGURE_ROLES: Final = ("amount", "numerator", "denominator", "value")
LAYOUTS: Final = ("long", "periods across", "mapping")
SCENARIOS: Final = ("actual", "plan", "forecast")
TO_DATE: Final = "year to date"
FULL_YEAR: Final = "full year"
BEFORE: Final = "period before"
YEAR_BEFORE: Final = "year before"
EARLIER: Final = (BEFORE, YEAR_BEFORE)
WINDOWS: Final = (
    TO_DATE,
    FULL_YEAR,
    *EARLIER,
    "rolling 3 months",
    "rolling 6 months",
    "rolling 12 months",
)
REPEATS: Final = ("first", "last", "sum")
AS_IN_FILE: Final = "As in the file: "
"""Before a name that is to stay the file's own, though the catalogue knows one like it."""
BY_TABLES: Final = "tables"
"""The format of a file to be read table by table, whatever layout its headings are known for."""


@dataclass(frozen=True)
class Column:
    """One column of a table: where it stands (zero-based), its heading and the role it plays.

    `item` is the id of a data item, or a name of its own, for a column of figures (after
    AS_IN_FILE whatever the catalogue knows); `name` the
    breakdown's name or the parent's level. A period column that holds a year or a month only
    says so in `name`: "year" or "month"; one whose dates have the month first, "month first"; one
    whose bare quarters (Q1 2024) are those of calendar years, "calendar quarters". A kind column
    that holds levels, scenarios or the names of breakdowns is named "level", "scenario" or
    "breakdown"; the last names the groups of the breakdown columns that have no name. One that says
    which part of its measure a row holds, numerator, denominator or result, is named "part".
    A column of items or units of which the labels name the periods of their rows is named "dated".

    What else the heading of a figure says: its `scenario` (one of SCENARIOS), its `window` (one of
    WINDOWS: otherwise it covers its period; those of EARLIER are of another than the row's), the
    `unit` it is a figure of and what that belongs to, its `parent`, or its `group` of a
    `breakdown`. In `name` a figure column has its period, where the table is laid out so. A column
    of units has in `parent` the level by which those of one name are told apart.
    """

    index: int
    heading: str
    role: str
    item: str = ""
    name: str = ""
    scenario: str = ""
    window: str = ""
    unit: str = ""
    breakdown: str = ""
    group: str = ""
    parent: str = ""


@dataclass(frozen=True)
class TableReading:
    """One table of one sheet; rows are zero-based in the sheet and both ends are included.

    `level` names the units (Ward, Provider). `period` holds for the whole table when no column
    tells it; `title` names the unit when no column does. `skip_rows` are totals and separators.
    `repeats` says what becomes of two figures for the same thing: "first", "last" or "sum" of
    them; without it neither is believed. `noughts` says that noughts in its last months are
    figures, and no room for months to come. `told_at` is the sheet and cell that state the period
    for all tables of the file. A table with the layout "mapping" has no figures: it
    tells what each unit belongs to. One without columns has them proposed from its heading rows.
    """

    sheet: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    layout: str = "long"
    level: str = "Organisation"
    period: str = ""
    use: bool = True
    skip_rows: tuple[int, ...] = ()
    title: str = ""
    repeats: str = ""
    noughts: bool = False
    told_at: str = ""


@dataclass(frozen=True)
class Reading:
    """All tables of a file; `format` names a known layout ("mhsds"), then no tables are needed.

    `published` says the figures are public, so that nothing in them needs hiding again. `hidden`
    names hidden sheets to read as well: tables are proposed for those that none stands on yet.
    `merges` are pairs of unit names, the first of which is read as the second. `records` are the
    sheets that hold one row a record, in a file of the format "records". `left_out` are the
    sheets and the kinds of people's data that was left out of them. `items` are pairs too: a name
    that a column of measures gives a figure, and the item it is: an id, or a name of its own.
    """

    tables: tuple[TableReading, ...] = ()
    format: str = ""
    published: bool = False
    hidden: tuple[str, ...] = ()
    merges: tuple[tuple[str, str], ...] = ()
    records: tuple[RecordSheet, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    items: tuple[tuple[str, str], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether tables are still to be proposed: neither tables nor a layout are named."""
        return not self.tables and self.is_by_tables

    @property
    def is_by_tables(self) -> bool:
        """Whether the file is read table by table, and not as a layout with a name."""
        return self.format in ("", BY_TABLES)

    def declaring(self, kinds: Mapping[str, str]) -> "Reading":
        """With sheets said to hold one row a record, by the kind of record; their tables go."""
        declared = tuple(
            RecordSheet(sheet, (), RecordReading(kind, ())) for sheet, kind in kinds.items()
        )
        kept = tuple(one for one in self.records if one.sheet not in kinds)
        tables = tuple(table for table in self.tables if table.sheet not in kinds)
        return replace(self, format=RECORDS, records=(*kept, *declared), tables=tables)


def to_json(reading: Reading) -> str:
    """The Reading as canonical JSON: the same Reading always gives the same text."""
    return json.dumps(to_dict(reading), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def to_dict(reading: Reading) -> dict[str, object]:
    """The Reading as plain dicts, lists and texts, ready for JSON."""
    records = [{**asdict(sheet), "reading": records_to_dict(sheet.reading)}
               for sheet in reading.records]  # fmt: skip
    tables = tuple(
        {**vars(table), "columns": tuple(dict(vars(column)) for column in table.columns)}
        for table in reading.tables
    )
    return {**vars(reading), "tables": tables, "records": records}


def from_json(text: str) -> Reading:
    """A Reading from its JSON; raises RecipeProblem that names the key which does not fit."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RecipeProblem(
            "The saved reading is not valid JSON.", do="Save it again from the app."
        ) from error
    return from_dict(data)


def from_dict(data: object) -> Reading:
    """A Reading from plain dicts and lists, each key checked; raises RecipeProblem."""
    known = saved.mapping(data, "reading", Reading)
    return Reading(
        tables=tuple(
            _table(table, f"tables[{i}]")
            for i, table in enumerate(saved.several(known.get("tables", []), "tables"))
        ),
        format=saved.text(known.get("format", ""), "format"),
        published=saved.flag(known.get("published", False), "published"),
        hidden=saved.texts(known.get("hidden", []), "hidden"),
        merges=saved.pairs(known.get("merges", []), "merges"),
        records=tuple(
            sheet_from_dict(sheet, f"records[{i}]")
            for i, sheet in enumerate(saved.several(known.get("records", []), "records"))
        ),
        left_out=saved.pairs(known.get("left_out", []), "left_out"),
        items=saved.pairs(known.get("items", []), "items"),
    )


def _table(data: object, where: str) -> TableReading:
    known = saved.mapping(data, where, TableReading)
    for key in ("sheet", "header_rows", "first_row", "last_row", "columns"):
        if key not in known:
            raise saved.unfit(f"{where}.{key}", "is missing")
    table = TableReading(
        sheet=saved.text(known["sheet"], f"{where}.sheet"),
        header_rows=saved.rows(known["header_rows"], f"{where}.header_rows"),
        first_row=saved.number(known["first_row"], f"{where}.first_row"),
        last_row=saved.number(known["last_row"], f"{where}.last_row"),
        columns=tuple(
            _column(column, f"{where}.columns[{i}]")
            for i, column in enumerate(saved.several(known["columns"], f"{where}.columns"))
        ),
        layout=saved.choice(known.get("layout", "long"), f"{where}.layout", LAYOUTS),
        level=saved.text(known.get("level", "Organisation"), f"{where}.level"),
        period=saved.text(known.get("period", ""), f"{where}.period"),
        use=saved.flag(known.get("use", True), f"{where}.use"),
        skip_rows=saved.rows(known.get("skip_rows", []), f"{where}.skip_rows"),
        title=saved.text(known.get("title", ""), f"{where}.title"),
        repeats=saved.choice(known.get("repeats", ""), f"{where}.repeats", ("", *REPEATS)),
        noughts=saved.flag(known.get("noughts", False), f"{where}.noughts"),
        told_at=saved.text(known.get("told_at", ""), f"{where}.told_at"),
    )
    if table.last_row < table.first_row:
        raise saved.unfit(f"{where}.last_row", "comes before first_row")
    places = [column.index for column in table.columns]
    if len(set(places)) < len(places):
        raise saved.unfit(f"{where}.columns", "names the same column twice")
    return table


def _column(data: object, where: str) -> Column:
    known = saved.mapping(data, where, Column)
    for key in ("index", "role"):
        if key not in known:
            raise saved.unfit(f"{where}.{key}", "is missing")
    return Column(
        index=saved.number(known["index"], f"{where}.index"),
        heading=saved.text(known.get("heading", ""), f"{where}.heading"),
        role=saved.choice(known["role"], f"{where}.role", ROLES),
        item=saved.text(known.get("item", ""), f"{where}.item"),
        name=saved.text(known.get("name", ""), f"{where}.name"),
        scenario=saved.choice(known.get("scenario", ""), f"{where}.scenario", ("", *SCENARIOS)),
        window=saved.choice(known.get("window", ""), f"{where}.window", ("", *WINDOWS)),
        unit=saved.text(known.get("unit", ""), f"{where}.unit"),
        breakdown=saved.text(known.get("breakdown", ""), f"{where}.breakdown"),
        group=saved.text(known.get("group", ""), f"{where}.group"),
        parent=saved.text(known.get("parent", ""), f"{where}.parent"),
    )
