"""The one table: every amount of every open file, long and tidy, one row an amount.

Columns, in this order (`COLUMNS`):

item, heading     what is counted: an item id of the catalogue, and the file's own words
level, unit       which kind of unit, and which one
grain, period     how often it is published, and the first day of the period it is labelled with
start, end        the days the amount covers, both included
breakdown, group  `none`, `all`; or `ethnicity`, `White`
scenario, release actual, plan or forecast; which publication it came from
amount, low, high the amount; where hidden or rounded, the range it must lie in
status            one of `STATUSES`
table, row, column  where it stands: index into `origins`, zero-based cell; column -1 is the
                    whole table
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.cellnames import cell_name
from mhvalue.units import UnitRegister

STATUSES = ("ok", "not_applicable", "not_collected", "missing", "error", "suppressed")
"""From best to worst: in a sum the worst wins, and a hidden part outranks them all."""

TEXT = (
    "item",
    "heading",
    "level",
    "unit",
    "grain",
    "breakdown",
    "group",
    "scenario",
    "release",
    "status",
)
DATES = ("period", "start", "end")
AMOUNTS = ("amount", "low", "high")
PLACES = {"table": "int16", "row": "int32", "column": "int16"}
COLUMNS = (*TEXT[:5], *DATES, *TEXT[5:9], *AMOUNTS, "status", *PLACES)
CELL_OF = (*TEXT[:1], "level", "unit", "grain", *DATES, "breakdown", "group", "scenario")
"""What makes two rows statements about the same thing."""

_DEFAULTS = {"breakdown": "none", "group": "all", "scenario": "actual", "release": ""}
_LARGEST = 2**62
_STAGES = ("provisional", "performance", "final")


@dataclass(frozen=True)
class Origin:
    """One table of one file: `cells` is its range, such as A5:H900.

    `published` says that its figures are already public, so that sharing hides nothing more.
    """

    file: str
    sheet: str
    cells: str
    published: bool = False


@dataclass(frozen=True, eq=False)
class Facts:
    """The table, the units it speaks of, and where it came from.

    `key` is the sha256 of the files with the way they were read: equal keys, equal facts.
    """

    frame: pd.DataFrame
    units: UnitRegister
    key: str
    origins: tuple[Origin, ...]


def make(
    columns: Mapping[str, object],
    *,
    units: UnitRegister,
    origins: tuple[Origin, ...],
    key: str,
) -> Facts:
    """Lay columns of equal length into the one table.

    Left out columns take their defaults: no breakdown, all people, actual, no release; low and
    high follow the amount where the status is ok and stay open where it is not.
    """
    given = {name: columns[name] for name in COLUMNS if name in columns}
    size = max((np.size(values) for values in given.values()), default=0)  # type: ignore[arg-type]
    laid: dict[str, object] = {}
    for name in TEXT:
        laid[name] = _category(given.get(name, _DEFAULTS.get(name, "ok")), size)
    for name in DATES:
        laid[name] = np.asarray(given[name], dtype="datetime64[s]")
    amount = np.asarray(given["amount"], dtype=np.float64)
    laid["amount"] = amount
    for name in ("low", "high"):
        laid[name] = np.asarray(given.get(name, amount.copy()), dtype=np.float64)
    for name, kind in PLACES.items():
        fallback = -1 if name == "column" else 0
        laid[name] = np.broadcast_to(np.asarray(given.get(name, fallback), dtype=kind), size).copy()
    frame = pd.DataFrame({name: laid[name] for name in COLUMNS}, copy=False)
    return Facts(frame, units, key, origins)


def _category(values: object, size: int) -> "pd.Categorical[str]":
    if isinstance(values, str):
        return pd.Categorical([values]).take(np.zeros(size, dtype=np.intp))
    if isinstance(values, pd.Series) and isinstance(values.dtype, pd.CategoricalDtype):
        values = values.array
    if isinstance(values, pd.Categorical):
        return values
    return pd.Categorical(pd.Series(values, dtype=object).map(str))


def join(parts: Sequence[Facts]) -> Facts:
    """Several files' facts as one table; the key is made of theirs, in order."""
    if len(parts) == 1:
        return parts[0]
    tables: list[NDArray[np.int16]] = []
    origins: list[Origin] = []
    for part in parts:
        tables.append(part.frame["table"].to_numpy() + np.int16(len(origins)))
        origins.extend(part.origins)
    units = UnitRegister().join(*(part.units for part in parts))
    columns: dict[str, object] = {}
    for name in COLUMNS:
        pieces = [part.frame[name] for part in parts]
        if name in TEXT and pieces:
            columns[name] = _united([piece.array for piece in pieces])
        else:
            columns[name] = np.concatenate([p.to_numpy() for p in pieces]) if pieces else []
    columns["table"] = np.concatenate(tables) if tables else []
    key = hashlib.sha256("|".join(part.key for part in parts).encode()).hexdigest()
    return make(columns, units=units, origins=tuple(origins), key=key)


def _united(parts: Sequence["pd.Categorical[Any]"]) -> "pd.Categorical[Any]":
    """Categories one after the other; each text is kept once, in the order first met."""
    if all(part.dtype is parts[0].dtype for part in parts):
        whole = np.concatenate([part.codes for part in parts])
        return pd.Categorical.from_codes(whole, dtype=parts[0].dtype, validate=False)
    texts: dict[str, int] = {}
    codes = []
    for part in parts:
        of_part = [texts.setdefault(text, len(texts)) for text in part.categories.tolist()]
        codes.append(np.array([*of_part, -1], dtype=np.int32)[part.codes])
    dtype: Any = pd.CategoricalDtype(list(texts))
    return pd.Categorical.from_codes(np.concatenate(codes), dtype=dtype, validate=False)


def release_rank(release: str) -> tuple[int, str]:
    """Where a release stands among others: provisional, then performance, then final.

    Anything else (a date, a version, "1 of 2: wards final.xlsx") is ordered by its text.
    """
    said = release.casefold()
    return next((i for i, name in enumerate(_STAGES, 1) if said.startswith(name)), 0), release


def latest(facts: Facts) -> Facts:
    """For each cell of the table, only what the newest release says of it.

    Two different statements within one release are never picked from: the cell becomes an error
    with the range of both. A figure stated twice alike is kept once, and a blank says nothing
    where another row has a figure, be it of an older release.
    """
    frame = facts.frame
    releases = list(frame["release"].cat.categories)
    oldest_first = sorted(releases, key=release_rank)
    ranks = np.asarray([oldest_first.index(release) for release in releases], dtype=np.int64)
    blank = (frame["status"] == "missing").to_numpy()
    rank = np.where(blank, -1, ranks[frame["release"].cat.codes.to_numpy()])
    cell = cell_numbers(frame)
    newest = rank == pd.Series(rank).groupby(cell).transform("max").to_numpy()
    if newest.all() and int(cell.max(initial=-1)) + 1 == len(frame):
        return facts
    kept = frame[newest].assign(cell=cell[newest])
    kept = kept.sort_values("cell", kind="stable")
    spoken = kept.groupby("cell")
    spread = spoken["amount"].agg(["min", "max"])
    clash = (spread["min"] < spread["max"]) | (spoken["status"].nunique() > 1)
    result = kept.drop_duplicates("cell")
    clashing = result["cell"].map(clash).eq(True).to_numpy()
    if clashing.any():
        bounds = spread.reindex(result["cell"])
        result = result.assign(
            amount=result["amount"].mask(clashing),
            low=np.where(clashing, bounds["min"], result["low"]),
            high=np.where(clashing, bounds["max"], result["high"]),
            status=_marked(result["status"], clashing, "error"),
        )
    return replace(facts, frame=result.sort_index()[list(COLUMNS)].reset_index(drop=True))


def cell_numbers(frame: pd.DataFrame, names: Sequence[str] = CELL_OF) -> NDArray[np.int64]:
    """One number per row from 0 up, equal for rows that say the same in the columns named."""
    return numbered(
        [
            pd.factorize(frame[name].to_numpy())[0]
            if name in DATES
            else frame[name].cat.codes.to_numpy()
            for name in names
        ]
    )


def numbered(columns: Sequence[NDArray[np.integer[Any]]]) -> NDArray[np.int64]:
    """One number per row from 0 up, equal for rows whose codes are equal in all of the columns."""
    numbers = np.zeros(len(columns[0]), dtype=np.int64)
    kinds = 1
    for codes in columns:
        own = int(codes.max(initial=0)) + 1
        if kinds * own > _LARGEST:
            numbers = pd.factorize(numbers)[0].astype(np.int64)
            kinds = int(numbers.max(initial=0)) + 1
        numbers = numbers * own + codes
        kinds *= own
    return pd.factorize(numbers)[0].astype(np.int64)


def _marked(column: pd.Series, where: NDArray[np.bool_], text: str) -> "pd.Categorical[str]":
    """The column with one text at the marked rows."""
    return pd.Categorical(column.astype(object).mask(where, text))


def where(facts: Facts, **equal: str | Sequence[str]) -> Facts:
    """Only the rows whose named text columns hold the given text, or one of the given texts."""
    chosen = np.ones(len(facts.frame), dtype=bool)
    for name, wanted in equal.items():
        column = facts.frame[name]
        texts = (wanted,) if isinstance(wanted, str) else tuple(wanted)
        codes = column.cat.categories.get_indexer(pd.Index(texts, dtype=object))
        chosen &= np.isin(column.cat.codes.to_numpy(), codes[codes >= 0])
    return replace(facts, frame=facts.frame[chosen])


def worst(statuses: Sequence[str]) -> str:
    """The status of a sum of parts with these statuses."""
    return max(statuses, key=STATUSES.index, default="missing")


def source_text(facts: Facts, index: int) -> str:
    """Where the amount of one row came from: file.xlsx#Sheet!D19, or file.csv#D19."""
    place = facts.frame.iloc[index][["table", "row", "column"]]
    origin = facts.origins[int(place["table"])]
    row, column = int(place["row"]), int(place["column"])
    cells = origin.cells if column < 0 else cell_name(row, column)
    sheet = f"{origin.sheet}!" if origin.sheet else ""
    return f"{origin.file}#{sheet}{cells}"
