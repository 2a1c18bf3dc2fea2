"""Sheets of a workbook that say what the codes of its records mean.

A list of codes and names belongs to a column whose heading shares a word with the headings or the
sheet of the list, and whose every code stands in it: "Outcome Code" and the sheet Outcomes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from mhvalue.ingest.records.labels import NOT_STATED, label
from mhvalue.ingest.sheets.cells import Sheet, distinct
from mhvalue.ingest.vocabulary import folded

LONGEST: Final = 2_000
HEADER_WITHIN: Final = 25
FEWEST: Final = 2
_CODES: Final = re.compile(
    r"\b(?:codes?|ids?|no|numbers?|keys?|values?|refs?|abbreviations?|acronyms?|nat code|local)$"
)
_NO_SUBJECT: Final = re.compile(
    r"codes?|ids?|no|numbers?|keys?|values?|ref(?:erence)?|lookups?|look|up|lists?|tables?|text"
    r"|desc(?:ription)?|names?|meanings?|labels?|titles?|data|sheet|of|the|and|local|national|full"
    r"|short|type|category"
)
"""Words of a heading that say nothing of what it is about."""


@dataclass(frozen=True)
class Lookup:
    """A list of codes and what they mean, the sheet it stands on, and the words it is about."""

    sheet: str
    names: dict[str, str]
    subject: frozenset[str]


@dataclass(frozen=True)
class Decoded:
    """A column of codes in place of which names were put, and the sheet they come from."""

    heading: str
    sheet: str


def lookups(sheets: Sequence[Sheet]) -> tuple[Lookup, ...]:
    """Every list of codes and names in a workbook."""
    small = (sheet for sheet in sheets if all(sheet.shape) and sheet.shape[0] <= LONGEST)
    return tuple(found for sheet in small for found in _on(sheet))


def decoded(sheet: Sheet, known: Sequence[Lookup]) -> tuple[Sheet, tuple[Decoded, ...]]:
    """A sheet with names in place of those codes that lists on other sheets explain."""
    others = [one for one in known if one.sheet != sheet.name]
    told: list[Decoded] = []
    for column in range(sheet.shape[1]) if others else ():
        for row, heading in _headings(sheet, column):
            about = [one for one in others if one.subject & _subject(heading)]
            fitting = next((one for one in about if _explains(one, sheet, column, row)), None)
            if fitting is not None:
                sheet = _named(sheet, column, row, fitting)
                told.append(Decoded(heading, fitting.sheet))
                break
    return sheet, tuple(told)


def _on(sheet: Sheet) -> Iterator[Lookup]:
    """The lists of one sheet: a column headed as codes, and the names to the right of it."""
    for column in range(sheet.shape[1] - 1):
        for row, heading in _headings(sheet, column):
            beside = sheet.cells[row, column + 1]
            if not _CODES.search(folded(heading)) or not isinstance(beside, str):
                continue
            names = _pairs(sheet, row, column)
            subject = _subject(heading) | _subject(beside) | _subject(sheet.name)
            if names is not None and subject:
                yield Lookup(sheet.name, names, subject)
                break


def _pairs(sheet: Sheet, row: int, column: int) -> dict[str, str] | None:
    """Code and name of every row down to the first blank; None where a code has two names."""
    names: dict[str, str] = {}
    for code, name in sheet.cells[row + 1 :, column : column + 2].tolist():
        key, said = label(code).casefold(), label(name)
        if key == NOT_STATED.casefold():
            break
        if not any(map(str.isalpha, said)) or names.setdefault(key, said) != said:
            return None
    return names if len(names) >= FEWEST else None


def _headings(sheet: Sheet, column: int) -> Iterator[tuple[int, str]]:
    for row, value in enumerate(sheet.rows(0, HEADER_WITHIN)[:, column].tolist()):
        if isinstance(value, str) and any(map(str.isalpha, value)):
            yield row, value


def _subject(heading: str) -> frozenset[str]:
    words = (word.rstrip("s") for word in folded(heading).split() if not word.isdecimal())
    return frozenset(word for word in words if not _NO_SUBJECT.fullmatch(word))


def _explains(one: Lookup, sheet: Sheet, column: int, row: int) -> bool:
    """Whether every code below a heading stands in the list, and none is a name in it."""
    _, values = distinct(sheet, column, row + 1, sheet.shape[0] - 1)
    codes = {label(value).casefold() for value in values} - {NOT_STATED.casefold()}
    said = {name.casefold() for name in one.names.values()}
    return len(codes) >= FEWEST and codes <= set(one.names) and not codes <= said


def _named(sheet: Sheet, column: int, row: int, one: Lookup) -> Sheet:
    cells = sheet.cells.copy()
    codes, values = distinct(sheet, column, row + 1, sheet.shape[0] - 1)
    names = np.empty(len(values), dtype=object)
    names[:] = [one.names.get(label(value).casefold(), value) for value in values]
    cells[row + 1 :, column] = names[codes]
    rest = {place: coded for place, coded in sheet.coded.items() if place != column}
    return replace(sheet, laid=cells, coded=rest)
