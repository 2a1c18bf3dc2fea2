"""The units that an extract names, and what they belong to as its rows show it."""

from typing import Final

import narwhals as nw
import pandas as pd

from mhvalue.ingest.records.labels import NOT_STATED
from mhvalue.ingest.records.monthly import WHOLE_FILE
from mhvalue.ingest.records.records import Records, collected
from mhvalue.units import Unit, UnitRegister

WHOLE: Final = ("Organisation", "Whole file")
"""Level and name of all rows together, as for a table whose columns name no unit."""


def level_name(records: Records, level: int) -> str:
    """The name of a level by its place among the unit columns."""
    return WHOLE[0] if level == WHOLE_FILE else records.reading.levels[level]


def unit_texts(records: Records, level: int) -> tuple[str, ...]:
    """The names of a level's units by code."""
    return (WHOLE[1],) if level == WHOLE_FILE else records.texts[f"unit_{level}"]


def register(records: Records) -> UnitRegister:
    """Every unit with its parents and kind: those that all of its rows agree on."""
    kinds = ["unit_kind"] if records.reading.has("unit kind") else []
    columns = [*records.unit_columns, *kinds]
    if not columns:
        return UnitRegister((Unit(*WHOLE),))
    # Grouping is far quicker than asking for unique rows, which some engines number one by one.
    met = collected(records.frame.group_by(*columns).agg(nw.col("start").max()))
    met = met.sort_values(columns)
    units = [Unit(*WHOLE)]
    for level, column in enumerate(records.unit_columns):
        others = [i for i in range(len(records.unit_columns)) if i != level]
        for code in met[column].unique().tolist():
            units.append(_unit(records, level, code, met[met[column] == code], others))
    return UnitRegister(tuple(units[1:] + units[:1]))


def _unit(records: Records, level: int, code: int, rows: pd.DataFrame, others: list[int]) -> Unit:
    parents = []
    for other in others:
        name = _agreed(records, rows, f"unit_{other}")
        siblings = len(records.texts[f"unit_{other}"]) < len(records.texts[f"unit_{level}"])
        if name and siblings:
            parents.append((records.reading.levels[other], name))
    kind = _agreed(records, rows, "unit_kind") if level == 0 and "unit_kind" in rows else ""
    text = records.texts[f"unit_{level}"][code]
    return Unit(records.reading.levels[level], text, kind=kind, parents=(*parents, WHOLE))


def _agreed(records: Records, rows: pd.DataFrame, column: str) -> str:
    """The one label that all rows have, '' where they differ or state none."""
    codes = rows[column].unique()
    text = records.texts[column][int(codes[0])] if len(codes) == 1 else ""
    return "" if text == NOT_STATED else text
