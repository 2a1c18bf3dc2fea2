"""The breakdown and the group of each row, from up to three columns."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.ingest.places import Codes, is_told_throughout, labels
from mhvalue.ingest.reading import Column, TableReading
from mhvalue.ingest.sheets.cells import Sheet
from mhvalue.ingest.vocabulary import breakdown_of, is_all, is_everybody

CROSS: Final = " × "
EVERYBODY: Final = ("none", "all")
NULL: Final = "null"
"""What a database writes for a blank."""
NOT_SAID: Final = ("", NULL, "na", "n/a", "-")


def groups(
    sheet: Sheet, table: TableReading, rows: NDArray[np.int64], figures: Sequence[Column]
) -> tuple[Codes, list[tuple[str, str]]]:
    """For each row and figure column the position of its (breakdown, group); none and all for
    everybody.

    Crossed breakdowns are joined in alphabetical order: "age × sex", "65 and over × Female".
    """
    told = sorted(
        (c for c in table.columns if c.role == "breakdown"), key=lambda c: c.name or c.heading
    )
    naming = [c for c in table.columns if (c.role, c.name) == ("kind", "breakdown")]
    full = [c.index for c in (*told, *naming) if is_told_throughout(sheet, table, c.index)]
    read = [
        # A blank beside a group that every row names is of all of that group.
        labels(sheet, table, c.index, each_told=any(left < c.index for left in full))
        for c in (*told, *naming)
    ]
    everybody = [
        _everybody(texts, alone=len(read) == 1, beside=bool(column.name))
        for column, (_, texts) in zip((*told, *naming), read, strict=True)
    ]
    combined = np.zeros(len(rows), dtype=np.int64)
    for codes, texts in read:
        _, combined = np.unique(combined * (len(texts) + 1) + codes[rows], return_inverse=True)
    _, first, row_codes = np.unique(combined, return_index=True, return_inverse=True)
    headed = list(dict.fromkeys((c.breakdown, c.group) for c in figures))
    pairs: dict[tuple[str, str], int] = {}
    known = np.zeros((len(first), len(headed)), dtype=np.int64)
    for place, position in enumerate(first):
        texts_here = [texts[codes[rows[position]]] for codes, texts in read]
        named = texts_here[len(told)] if naming else ""
        main = [t for c, t in zip(told, texts_here, strict=False) if not c.name]
        parts = [
            _part(column, text, named)
            for column, text, all_of_them in zip(told, texts_here, everybody, strict=False)
            if text not in all_of_them and not (column.name and named and text in main)
        ]
        for own, heading in enumerate(headed):
            pair = _pair([*parts, heading])
            known[place, own] = pairs.setdefault(pair, len(pairs))
    of_column = [headed.index((c.breakdown, c.group)) for c in figures]
    return known[row_codes][:, of_column], list(pairs)


def _everybody(texts: Sequence[str], *, alone: bool, beside: bool) -> frozenset[str]:
    """The labels of a column that mean everybody; beside a total, "None" is a group as others.

    So is "Not applicable" in a column that stands `alone`: with no other to go by, those to whom
    it does not apply are some of the people. A database's blank `beside` other groups is of all.
    """
    plainly = frozenset(text for text in texts if is_all(text))
    if beside and not alone:
        plainly |= frozenset(text for text in texts if text.casefold() == NULL)
    if plainly or alone:
        return plainly
    return frozenset(text for text in texts if is_everybody(text))


def _part(column: Column, text: str, named: str) -> tuple[str, str]:
    """The breakdown and the group one column says; a column without a name is named by another."""
    name = column.name or (breakdown_of(named) or named.casefold()) or column.heading
    if not column.name and named and not is_all(named) and text.casefold() in NOT_SAID:
        return name, "Not stated"
    return name, text


def _apart(name: str, group: str) -> list[tuple[str, str]]:
    """The breakdowns that a heading crosses, those of everybody left out: Female × All ages."""
    names, groups = name.split(CROSS), group.split(CROSS)
    if len(names) == 1 or len(names) != len(groups):
        return [(name, group)]
    return [pair for pair in zip(names, groups, strict=True) if not is_all(pair[1])]


def _pair(parts: Sequence[tuple[str, str]]) -> tuple[str, str]:
    split = sorted(one for part in parts for one in _apart(*part) if one[1])
    if not split:
        return EVERYBODY
    return CROSS.join(p[0] for p in split), CROSS.join(p[1] for p in split)
