"""The two ways in: a pandas frame or a DuckDB relation becomes rows of whole numbers.

Both read a column's distinct values once and by the same rules, so that they cannot disagree.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast

import narwhals as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.errors import ReadingProblem
from mhvalue.ingest.record_reading import (
    DAY_ROLES,
    IGNORE,
    KEY_ROLES,
    RecordColumn,
    RecordReading,
)
from mhvalue.ingest.records import days
from mhvalue.ingest.records.days import Rows
from mhvalue.ingest.records.labels import Coded, coded
from mhvalue.ingest.records.orders import check_order, unsure
from mhvalue.ingest.records.records import Records, names

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation

MOST_LABELS: Final = 20_000
"""More distinct labels than this are no units or groups, but free text or keys."""
VIEW: Final = "mhvalue_records"


@contextmanager
def opened(
    native: object,
    reading: RecordReading,
    where: str,
    merges: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Records]:
    """The records of a pandas frame or a DuckDB relation, for as long as they are needed.

    Raises ReadingProblem where a column is absent, or holds too many different labels.
    """
    if isinstance(native, pd.DataFrame):
        _demand(list(native.columns), reading, where)
        yield _from_pandas(native, reading, where, merges)
        return
    relation: Any = native
    _demand(list(relation.columns), reading, where)
    kept: list[str] = []
    try:
        yield _from_duckdb(relation, reading, where, merges, kept)
    finally:
        for table in kept:
            relation.query(VIEW, f"DROP TABLE {table}")


def _demand(columns: Sequence[str], reading: RecordReading, where: str) -> None:
    used = [column.heading for column in reading.columns if column.role != IGNORE]
    absent = [heading for heading in used if heading not in columns]
    if absent:
        raise ReadingProblem(
            f"There is no column headed “{absent[0]}”.",
            where=where,
            do="Choose the columns again.",
        )


def _used(reading: RecordReading) -> dict[str, RecordColumn]:
    by_heading = {(column.heading, column.role): column for column in reading.columns}
    return {name: by_heading[key] for name, key in names(reading).items()}


def _not_too_many(found: int, column: RecordColumn, where: str) -> None:
    if column.role not in DAY_ROLES and found > MOST_LABELS:
        raise ReadingProblem(
            f"The column “{column.heading}” holds more than {MOST_LABELS:,} different labels.",
            where=where,
            do="Choose another column for it, or ignore it.",
        )


def _from_pandas(
    frame: pd.DataFrame, reading: RecordReading, where: str, merges: Mapping[str, str]
) -> Records:
    columns: dict[str, pd.Series[Any]] = {}
    texts: dict[str, tuple[str, ...]] = {}
    orders: dict[str, str] = {}
    for name, column in _used(reading).items():
        series = frame[column.heading]
        if column.role in DAY_ROLES and pd.api.types.is_datetime64_any_dtype(series):
            columns[name] = _pandas_days(series)
            continue
        codes, values = pd.factorize(series, use_na_sentinel=True)
        if column.role in KEY_ROLES:
            columns[name] = _pandas_keys(codes, [str(value).strip() for value in values])
            continue
        _not_too_many(len(values), column, where)
        orders[column.heading] = check_order(values, column, where)
        found = coded([*values, None], column, reading, merges)
        numbers = pd.array(list(found.numbers), dtype="Int64")
        columns[name] = pd.Series(numbers.take(codes))
        texts[name] = found.texts
    # Arrow's whole numbers have blanks that pandas can shift and order without losing them.
    coded_rows = nw.from_native(pd.DataFrame(columns).astype("int64[pyarrow]")).lazy()
    return Records(coded_rows, reading, texts, lambda rows: rows, unsure(orders))


def _pandas_days(series: "pd.Series[Any]") -> "pd.Series[Any]":
    whole = series.dt.tz_localize(None) if series.dt.tz is not None else series
    numbers = (whole.dt.normalize() - pd.Timestamp(days.EPOCH)).dt.days.astype("Int64")
    never = ~whole.dt.year.between(days.NEVER[0] + 1, days.NEVER[1] - 1)
    numbers = numbers.mask(numbers < days.EARLIEST, days.UNREADABLE).mask(never)
    days_only: pd.Series[Any] = numbers.reset_index(drop=True)
    return days_only


def _pandas_keys(codes: NDArray[np.int64], written: list[str]) -> "pd.Series[Any]":
    """A number for each key; a row without one is a person of its own."""
    known, _ = pd.factorize(np.asarray([*written, ""], dtype=object))
    keys = known[codes]
    blank = np.asarray([not text for text in (*written, "")])[codes]
    own = -1 - np.arange(len(codes), dtype=np.int64)
    return pd.Series(np.where(blank, own, keys), dtype="Int64")


def _from_duckdb(
    relation: "DuckDBPyRelation",
    reading: RecordReading,
    where: str,
    merges: Mapping[str, str],
    kept: list[str],
) -> Records:
    kinds = dict(zip(relation.columns, map(str, relation.types), strict=True))
    chosen: list[str] = []
    joins: list[str] = []
    texts: dict[str, tuple[str, ...]] = {}
    orders: dict[str, str] = {}
    for name, column in _used(reading).items():
        source = f"r.{_quoted(column.heading)}"
        if column.role in DAY_ROLES and kinds[column.heading].startswith(("DATE", "TIMESTAMP")):
            chosen.append(f"{_sql_days(source)} AS {name}")
            continue
        written = f"trim(CAST({source} AS VARCHAR))"
        if column.role in KEY_ROLES:
            chosen.append(f"{_sql_key(relation, written)} AS {name}")
            continue
        if column.role in DAY_ROLES:
            last_hour = f"regexp_replace({written}, '{days.GREENWICH}', '{days.LAST_HOUR}')"
            written = f"regexp_replace({last_hour}, '{days.CLOCK}', '')"
        values = _distinct(relation, written, column, where)
        orders[column.heading] = check_order(values, column, where)
        found = coded([*values, None], column, reading, merges)
        chosen.append(f"coalesce({name}_t.number, {_text(found.numbers[-1])}) AS {name}")
        joins.append(
            f"LEFT JOIN {_values(values, found)} AS {name}_t(raw, number) "
            f"ON {written} = {name}_t.raw"
        )
        texts[name] = found.texts
    query = f"SELECT {', '.join(chosen)} FROM {VIEW} AS r {' '.join(joins)}"
    frame = nw.from_native(_asked(relation, query)).lazy()
    return Records(frame, reading, texts, lambda rows: _kept(rows, kept), unsure(orders))


def _kept(rows: Rows, kept: list[str]) -> Rows:
    """The rows as a table of DuckDB's own, in half the width, which it may spill to disk."""
    relation = cast("DuckDBPyRelation", rows.to_native())
    narrow, wide = [], []
    for name, kind in zip(relation.columns, map(str, relation.types), strict=True):
        whole = kind in {"BIGINT", "HUGEINT", "INTEGER"}
        column = _quoted(name)
        narrow.append(f"CAST({column} AS INTEGER) AS {column}" if whole else column)
        wide.append(f"CAST({column} AS BIGINT) AS {column}" if whole else column)
    table = f"{VIEW}_{len(kept)}"
    _asked(relation, f"CREATE TEMP TABLE {table} AS SELECT {', '.join(narrow)} FROM {VIEW}")
    kept.append(table)
    return nw.from_native(_asked(relation, f"SELECT {', '.join(wide)} FROM {table}")).lazy()


def _asked(relation: "DuckDBPyRelation", query: str) -> "DuckDBPyRelation":
    """The answer to a question in SQL; the relation is called VIEW in it."""
    return cast("DuckDBPyRelation", relation.query(VIEW, query))


def _distinct(
    relation: "DuckDBPyRelation", written: str, column: RecordColumn, where: str
) -> list[str]:
    query = (
        f"SELECT DISTINCT {written} FROM {VIEW} AS r WHERE {written} IS NOT NULL "
        f"LIMIT {10 * MOST_LABELS}"
    )
    found = [str(row[0]) for row in _asked(relation, query).fetchall()]
    _not_too_many(len(found), column, where)
    return found


def _sql_key(relation: "DuckDBPyRelation", written: str) -> str:
    """A number for each key; a row without one is a person of its own."""
    blank = f"coalesce({written}, '') = ''"
    some = _asked(relation, f"SELECT 1 FROM {VIEW} AS r WHERE {blank} LIMIT 1")
    if not some.fetchall():
        return f"hash({written})"
    return f"CASE WHEN {blank} THEN hash(row_number() OVER (), 'no key') ELSE hash({written}) END"


def _sql_days(source: str) -> str:
    day = f"CAST({source} AS DATE)"
    number = f"date_diff('day', DATE '{days.EPOCH.isoformat()}', {day})"
    never = f"year({day}) <= {days.NEVER[0]} OR year({day}) >= {days.NEVER[1]}"
    return (
        f"CASE WHEN {never} THEN NULL WHEN {number} < {days.EARLIEST} THEN {days.UNREADABLE} "
        f"ELSE {number} END"
    )


def _values(values: Sequence[str], found: Coded) -> str:
    rows = [
        f"({_literal(value)}, {_text(number)})"
        for value, number in zip(values, found.numbers, strict=False)
    ]
    return f"(VALUES {', '.join(rows) or '(NULL, NULL)'})"


def _text(number: int | None) -> str:
    return "CAST(NULL AS BIGINT)" if number is None else f"CAST({number} AS BIGINT)"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _quoted(heading: str) -> str:
    return '"' + heading.replace('"', '""') + '"'
