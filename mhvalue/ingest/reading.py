"""How a file is read: which tables, which column plays which role. JSON both ways.

The app proposes a Reading, the person may change it, and the same Reading reads next month's file.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Final

from mhvalue.errors import RecipeProblem

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
LAYOUTS: Final = ("long", "periods across")
LARGEST_SHEET: Final = 1_048_576


@dataclass(frozen=True)
class Column:
    """One column of a table: where it stands (zero-based), its heading and the role it plays.

    `item` is the id of a data item, or a name of its own, for a column of figures; `name` the
    breakdown's name or the parent's level. A period column that holds a year or a month only
    says so in `name`: "year" or "month".
    """

    index: int
    heading: str
    role: str
    item: str = ""
    name: str = ""


@dataclass(frozen=True)
class TableReading:
    """One table of one sheet; rows are zero-based in the sheet and both ends are included.

    `level` names the units (Ward, Provider). `period` holds for the whole table when no column
    tells it; `title` names the unit when no column does. `skip_rows` are totals and separators.
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


@dataclass(frozen=True)
class Reading:
    """All tables of a file; `format` names a known layout ("mhsds"), then no tables are needed.

    `published` says the figures are public, so that nothing in them needs hiding again.
    """

    tables: tuple[TableReading, ...] = ()
    format: str = ""
    published: bool = False


def to_json(reading: Reading) -> str:
    """The Reading as canonical JSON: the same Reading always gives the same text."""
    return json.dumps(asdict(reading), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


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
    known = _mapping(data, "reading", Reading)
    return Reading(
        tables=tuple(
            _table(table, f"tables[{i}]")
            for i, table in enumerate(_list(known.get("tables", []), "tables"))
        ),
        format=_text(known.get("format", ""), "format"),
        published=_flag(known.get("published", False), "published"),
    )


def _table(data: object, where: str) -> TableReading:
    known = _mapping(data, where, TableReading)
    for key in ("sheet", "header_rows", "first_row", "last_row", "columns"):
        if key not in known:
            raise _unfit(f"{where}.{key}", "is missing")
    table = TableReading(
        sheet=_text(known["sheet"], f"{where}.sheet"),
        header_rows=_rows(known["header_rows"], f"{where}.header_rows"),
        first_row=_number(known["first_row"], f"{where}.first_row"),
        last_row=_number(known["last_row"], f"{where}.last_row"),
        columns=tuple(
            _column(column, f"{where}.columns[{i}]")
            for i, column in enumerate(_list(known["columns"], f"{where}.columns"))
        ),
        layout=_choice(known.get("layout", "long"), f"{where}.layout", LAYOUTS),
        level=_text(known.get("level", "Organisation"), f"{where}.level"),
        period=_text(known.get("period", ""), f"{where}.period"),
        use=_flag(known.get("use", True), f"{where}.use"),
        skip_rows=_rows(known.get("skip_rows", []), f"{where}.skip_rows"),
        title=_text(known.get("title", ""), f"{where}.title"),
    )
    if table.last_row < table.first_row:
        raise _unfit(f"{where}.last_row", "comes before first_row")
    places = [column.index for column in table.columns]
    if len(set(places)) < len(places):
        raise _unfit(f"{where}.columns", "names the same column twice")
    return table


def _column(data: object, where: str) -> Column:
    known = _mapping(data, where, Column)
    for key in ("index", "role"):
        if key not in known:
            raise _unfit(f"{where}.{key}", "is missing")
    return Column(
        index=_number(known["index"], f"{where}.index"),
        heading=_text(known.get("heading", ""), f"{where}.heading"),
        role=_choice(known["role"], f"{where}.role", ROLES),
        item=_text(known.get("item", ""), f"{where}.item"),
        name=_text(known.get("name", ""), f"{where}.name"),
    )


def _unfit(where: str, what: str) -> RecipeProblem:
    return RecipeProblem(
        f"The key {where} {what}.",
        do="Correct the saved set-up, or let the app propose again.",
    )


def _mapping(data: object, where: str, kind: type) -> Mapping[str, object]:
    if not isinstance(data, dict):
        raise _unfit(where, "is not a set of keys")
    allowed = {field.name for field in fields(kind)}
    for key in data:
        if key not in allowed:
            raise _unfit(f"{where}.{str(key)[:40]}", "is not known")
    return data


def _list(data: object, where: str) -> list[object]:
    if not isinstance(data, list | tuple):
        raise _unfit(where, "is not a list")
    return list(data)


def _text(data: object, where: str) -> str:
    if not isinstance(data, str):
        raise _unfit(where, "is not text")
    return data


def _flag(data: object, where: str) -> bool:
    if not isinstance(data, bool):
        raise _unfit(where, "is not true or false")
    return data


def _number(data: object, where: str) -> int:
    if isinstance(data, bool) or not isinstance(data, int) or not 0 <= data < LARGEST_SHEET:
        raise _unfit(where, "is not a row or column number")
    return data


def _rows(data: object, where: str) -> tuple[int, ...]:
    return tuple(_number(row, f"{where}[{i}]") for i, row in enumerate(_list(data, where)))


def _choice(data: object, where: str, allowed: tuple[str, ...]) -> str:
    text = _text(data, where)
    if text not in allowed:
        raise _unfit(where, f"is not one of {', '.join(allowed)}")
    return text
