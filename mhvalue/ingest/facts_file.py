"""Facts as one Parquet file, and back: what the command line writes and the app opens.

The columns are those of the one table, with the source cells as text besides. What Parquet has no
column for (units, origins, how the files were read) stands as one JSON text in the metadata of
the schema. Reading believes nothing: every name, type and number is checked first.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from io import BytesIO
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from mhvalue.cellnames import column_name
from mhvalue.errors import FileRefused, RecipeProblem
from mhvalue.facts import AMOUNTS, COLUMNS, DATES, PLACES, STATUSES, TEXT, Facts, Origin
from mhvalue.ingest.facts_mark import MARK, is_facts
from mhvalue.ingest.reading import Reading, from_json, to_json
from mhvalue.periods import GRAINS
from mhvalue.units import Unit, UnitRegister

VERSION: Final = 1
SHARING: Final = "Not for sharing: a working file with exact, unprotected figures"
MOST_ROWS: Final = 50_000_000
FORMAT: Final = "facts"
_KEY: Final = re.compile(r"[0-9a-f]{0,64}")
_AGAIN: Final = "Write it again with: python -m mhvalue facts"


def write(facts: Facts, reading: Reading) -> bytes:
    """The facts as a Parquet file, with how they were read."""
    from pyarrow import parquet

    frame = facts.frame.assign(source=pd.Categorical(source_texts(facts)))
    table = pa.Table.from_pandas(frame, schema=_schema(), preserve_index=False)
    about = {
        "version": VERSION,
        "sharing": SHARING,
        "key": facts.key,
        "origins": [asdict(origin) for origin in facts.origins],
        "units": [asdict(unit) for unit in facts.units.units],
        "reading": to_json(reading),
    }
    text = json.dumps(about, ensure_ascii=False, default=str).encode()
    out = BytesIO()
    parquet.write_table(table.replace_schema_metadata({MARK: text}), out, compression="zstd")
    return out.getvalue()


def read(data: bytes) -> tuple[Facts, Reading]:
    """The facts of such a file and how they were read; raises FileRefused for any other."""
    from pyarrow import parquet

    if not is_facts(data):
        raise _refused("This Parquet file was not written by mhvalue.")
    try:
        file = parquet.ParquetFile(BytesIO(data))
        if file.metadata.num_rows > MOST_ROWS:
            raise _refused("This file says it has more rows than the app can hold.")
        _check_schema(file.schema_arrow)
        about = _about(file.schema_arrow.metadata)
        table = file.read(columns=list(COLUMNS))
        frame = table.to_pandas(strings_to_categorical=True)
    except (pa.ArrowException, ValueError, KeyError, TypeError, OSError) as error:
        raise _refused("This file of facts is damaged or was changed by hand.") from error
    facts = _facts(frame, about)
    reading = _reading(about)
    return facts, reading


def source_texts(facts: Facts) -> NDArray[np.object_]:
    """Where each amount came from, as file.xlsx#Sheet!D19 or file.csv#D19."""
    frame = facts.frame
    tables, rows = frame["table"].to_numpy(), frame["row"].to_numpy()
    columns = frame["column"].to_numpy()
    heads, wholes = [], []
    for origin in facts.origins:
        sheet = f"{origin.sheet}!" if origin.sheet else ""
        heads.append(f"{origin.file}#{sheet}")
        wholes.append(f"{origin.file}#{sheet}{origin.cells}")
    letters = {int(c): column_name(int(c)) for c in np.unique(columns) if c >= 0}
    places = zip(tables.tolist(), rows.tolist(), columns.tolist(), strict=True)
    texts = np.empty(len(frame), dtype=object)
    texts[:] = [wholes[t] if c < 0 else f"{heads[t]}{letters[c]}{r + 1}" for t, r, c in places]
    return texts


def _schema() -> pa.Schema:
    text = pa.dictionary(pa.int32(), pa.string())
    kinds: dict[str, pa.DataType] = dict.fromkeys((*TEXT, "source"), text)
    kinds |= dict.fromkeys(DATES, pa.timestamp("s"))
    kinds |= dict.fromkeys(AMOUNTS, pa.float64())
    kinds |= {name: pa.from_numpy_dtype(np.dtype(kind)) for name, kind in PLACES.items()}
    return pa.schema([pa.field(name, kinds[name]) for name in (*COLUMNS, "source")])


def _check_schema(schema: pa.Schema) -> None:
    if list(schema.names) != [*COLUMNS, "source"]:
        raise _refused("The columns of this file are not those of a file of facts.")
    wanted = _schema()
    for name in schema.names:
        kind = schema.field(name).type
        if name in (*TEXT, "source"):
            fits = pa.types.is_string(kind.value_type if pa.types.is_dictionary(kind) else kind)
        elif name in DATES:
            fits = pa.types.is_timestamp(kind) and kind.tz is None
        else:
            fits = kind == wanted.field(name).type
        if not fits:
            raise _refused(f"The column {name} is not of the kind it should be.")


def _about(metadata: Mapping[bytes, bytes] | None) -> dict[str, Any]:
    about = json.loads((metadata or {})[MARK])
    if not isinstance(about, dict):
        raise ValueError("not a set of keys")
    version = about["version"]
    if version != VERSION:
        raise _refused(f"This file of facts is of version {version:d}, not {VERSION}.")
    if not isinstance(about["key"], str) or not _KEY.fullmatch(about["key"]):
        raise ValueError("not a key")
    return about


def _facts(frame: pd.DataFrame, about: Mapping[str, Any]) -> Facts:
    try:
        origins = tuple(_origin(known) for known in about["origins"])
        units = UnitRegister(tuple(_unit(known) for known in about["units"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _refused("What this file says of its units or sources does not fit.") from error
    for name in TEXT:
        column = frame[name].astype("category")
        if column.isna().any():
            raise _refused(f"The column {name} has blanks.")
        frame[name] = column
    for name in DATES:
        if frame[name].isna().any():
            raise _refused(f"The column {name} has blanks.")
        frame[name] = frame[name].astype("datetime64[s]")
    if not set(frame["status"].cat.categories) <= set(STATUSES):
        raise _refused("The column status holds what is no status.")
    if not set(frame["grain"].cat.categories) <= set(GRAINS):
        raise _refused("The column grain holds what is no grain.")
    here = frame["table"].between(0, len(origins) - 1) & (frame["row"] >= 0)
    if not (here & (frame["column"] >= -1)).all():
        raise _refused("The file names source cells that do not exist.")
    if np.isinf(frame[list(AMOUNTS)].to_numpy()).any():
        raise _refused("The file holds amounts without end.")
    return Facts(frame[list(COLUMNS)], units, about["key"], origins)


def _reading(about: Mapping[str, Any]) -> Reading:
    try:
        return from_json(str(about["reading"]))
    except (RecipeProblem, KeyError) as error:
        raise _refused("What this file says of how it was read does not fit.") from error


def _origin(known: Mapping[str, Any]) -> Origin:
    file, sheet, cells = (_text(known[name]) for name in ("file", "sheet", "cells"))
    return Origin(file, sheet, cells, known["published"] is True)


def _unit(known: Mapping[str, Any]) -> Unit:
    return Unit(
        level=_text(known["level"]),
        name=_text(known["name"]),
        code=_text(known["code"]),
        kind=_text(known["kind"]),
        size=None if known["size"] is None else float(known["size"]),
        opened=_day(known["opened"]),
        closed=_day(known["closed"]),
        merged_into=_text(known["merged_into"]),
        parents=tuple((_text(level), _text(name)) for level, name in known["parents"]),
    )


def _day(known: str | None) -> date | None:
    return date.fromisoformat(known) if known else None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return value


def _refused(what: str) -> FileRefused:
    return FileRefused(what, do=_AGAIN)
