"""The distinct values of a column, each once, as the whole numbers that are counted with."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

import pandas as pd

from mhvalue.ingest.headings import plain
from mhvalue.ingest.record_reading import DAY_ROLES, MONTH_FIRST, RecordColumn, RecordReading
from mhvalue.ingest.records.days import day_number
from mhvalue.ingest.records.outcomes import (
    NATIONAL,
    REJECTED,
    TYPES,
    UNKNOWN,
    cancelled,
    codes_of,
    outcome,
    void,
)
from mhvalue.ingest.sheets.cells import CellError
from mhvalue.ingest.vocabulary import folded

MOST_TOLD: Final = 60
"""Of so many labels it can be told what each was taken for."""
NOT_STATED: Final = "Not stated"
NO_HARM: Final = "None"
AGES: Final = (
    (18, "Under 18"),
    (25, "18 to 24"),
    (45, "25 to 44"),
    (65, "45 to 64"),
    (121, "65 and over"),
)
_NOTHING: Final = re.compile(
    r"|-+|\u2013|n/?a|null|none|nan|nat|not (?:stated|known|recorded)|unknown", re.IGNORECASE
)
_WHOLE: Final = re.compile(r"(-?\d+)\.0+")


@dataclass(frozen=True)
class Coded:
    """One number for each distinct value (None for a blank), and the texts of labels by number."""

    numbers: tuple[int | None, ...]
    texts: tuple[str, ...] = ()


def coded(
    values: Sequence[object],
    column: RecordColumn,
    reading: RecordReading,
    merges: Mapping[str, str] = MappingProxyType({}),
) -> Coded:
    """What each distinct value of a column stands for, by the column's role.

    A day becomes its number, an outcome its code, a label its place among the sorted labels.
    """
    if column.role in DAY_ROLES:
        month_first = column.name == MONTH_FIRST
        return Coded(tuple(day_number(value, month_first=month_first) for value in values))
    heading = folded(column.heading)
    kind = reading.kind
    if column.role in ("outcome", "further type"):
        texts = tuple(map(_written, values))
        codes = tuple(taken_for(reading, column, text) for text in texts)
        if kind == "contacts" and is_coded_otherwise(texts, heading):
            codes = (UNKNOWN,) * len(texts)
        return Coded(codes, texts if len(texts) <= MOST_TOLD else ())
    if column.role == "rejected":
        over = f"rejected {heading}"
        refused = (outcome(kind, _written(value), over) == REJECTED for value in values)
        return Coded(tuple(map(int, refused)))
    if column.role == "void":
        return Coded(tuple(void(kind, _written(value)) for value in values))
    if column.role == "cancelled":
        return Coded(tuple(cancelled(_written(value), heading) for value in values))
    told = [group_of(column, value) for value in values]
    if column.role == "unit":
        told = [merges.get(text, text) for text in told]
    texts = tuple(sorted({*told, NOT_STATED}, key=_order))
    place = {text: number for number, text in enumerate(texts)}
    return Coded(tuple(place[text] for text in told), texts)


def taken_for(reading: RecordReading, column: RecordColumn, text: str) -> int:
    """The outcome that a label of a column stands for: as somebody says, else by its words."""
    meant = dict(reading.meanings).get(text)
    if meant is not None:
        return TYPES[meant]
    return outcome(reading.kind, text, folded(column.heading))


def is_coded_otherwise(texts: Iterable[str], heading: str) -> bool:
    """Whether what became of contacts is told by codes, and not by the national ones.

    Flags of 0 and 1 are no codes.
    """
    codes = codes_of(texts)
    flag = codes <= {"0", "1"} and any(outcome("contacts", code, heading) for code in codes)
    return bool(codes - NATIONAL) and not flag


def label(value: object) -> str:
    """A cell as a label: one line, no blanks around it, 3.0 as 3; Not stated for a blank."""
    blank = isinstance(value, CellError) or pd.isna(value)  # type: ignore[call-overload]
    text = "" if blank else plain(value)
    whole = _WHOLE.fullmatch(text)
    text = whole[1] if whole else text
    return NOT_STATED if _NOTHING.fullmatch(text) else text


def _written(value: object) -> str:
    return value.isoformat()[:10] if isinstance(value, date) else label(value)


def group_of(column: RecordColumn, value: object) -> str:
    """The label of a unit or a group; an age in years becomes a band of ages."""
    text = label(value)
    if column.name == "severity" and isinstance(value, str) and folded(value) == "none":
        # No harm at all is a degree of harm.
        return NO_HARM
    if column.role != "breakdown" or column.name != "age" or not text.isdecimal():
        return text
    return next((band for end, band in AGES if int(text) < end), NOT_STATED)


def _order(text: str) -> tuple[bool, int, str]:
    """Numbers by their size, then words; what is not stated comes last."""
    first = re.match(r"\d+", text)
    bands = [band for _, band in AGES]
    if text in bands:
        return False, bands.index(text), text
    return text == NOT_STATED, int(first[0]) if first else 1000, text
