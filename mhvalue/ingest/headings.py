"""Column headings as one text each: several rows joined, group labels spread across."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from mhvalue.ingest.sheets.cells import Sheet, column_name
from mhvalue.periods import period

# Control, direction-changing and invisible characters, halves of pairs and non-characters: some
# of them abort the picture converter, none of them can be seen.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)

_OF_PIVOT: Final = re.compile(r"(?:sum|count|average|max|min) of \S", re.IGNORECASE)
"""How a pivot table begins the name of what it counts."""


def plain(value: object) -> str:
    """A cell as text on one line without unseen characters; a first of the month is its month."""
    if isinstance(value, str):
        return _on_one_line(value)
    if value is None:
        return ""
    if isinstance(value, float):
        return _figure(value)
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return period(day, "month" if day.day == 1 else "day").label
    return str(value)


@lru_cache(maxsize=100_000)
def _figure(value: float) -> str:
    return str(int(value)) if value.is_integer() else str(value)


@lru_cache(maxsize=100_000)
def _on_one_line(text: str) -> str:
    return " ".join(_UNSEEN.sub("", text).split())


def uncounted(text: str) -> str:
    """A label without what a pivot table puts before the name of a figure: "Sum of Referrals"."""
    return text.removeprefix("Sum of ")


def combined(sheet: Sheet, rows: Sequence[int], first: int, last: int) -> tuple[str, ...]:
    """One text per column, "Group: label" where a group label stands over several columns."""
    texts = [_texts(sheet.cells[row, first : last + 1]) for row in rows]
    spread = [texts[-1]]
    below = texts[-1]
    for row, own in zip(rows[-2::-1], texts[-2::-1], strict=True):
        spread.insert(0, _spread(sheet, row, first, own, below))
        below = [under or text for under, text in zip(below, own, strict=True)]
    headings = []
    for column in range(last - first + 1):
        parts = list(dict.fromkeys(row[column] for row in spread if row[column]))
        headings.append(": ".join(parts))
    return tuple(headings)


def _texts(row: Iterable[object]) -> list[str]:
    """The cells of a header row; among dates of other days a first of the month is a day too."""
    values = [value.date() if isinstance(value, datetime) else value for value in row]
    daily = any(isinstance(value, date) and value.day != 1 for value in values)
    texts = [
        period(value, "day").label if daily and isinstance(value, date) else plain(value)
        for value in values
    ]
    # A pivot table names its own parts, which says nothing about what they hold.
    filled = [text for text in texts if text]
    of_pivot = len(filled) == 2 and bool(_OF_PIVOT.match(filled[0]))
    over = filled[1] if of_pivot and texts[-1] != filled[1] else "Column Labels"
    texts = list(map(uncounted, texts))
    if over not in texts:
        return texts
    # What the whole pivot counts stands in its corner: it heads the columns and no labels.
    place, filled = texts.index(over), [text for text in texts if text]
    corner = filled[0] if len(filled) == 2 and filled[1] == over else ""
    texts[place] = corner
    return ["" if n < place and corner else text for n, text in enumerate(texts)]


def _spread(sheet: Sheet, row: int, first: int, own: list[str], below: list[str]) -> list[str]:
    """A group row with each label written over all columns it stands for.

    A merged label says how far it reaches; any other holds until the next one.
    """
    wide = list(own)
    label = ""
    reach = {m[1]: m[3] for m in sheet.merged if m[0] <= row <= m[2]}
    end = first - 1
    for column, text in enumerate(own):
        place = first + column
        if text:
            label = text if below[column] or place in reach else ""
            end = reach.get(place, first + len(own) - 1)
        elif place <= end and (below[column] or place in reach):
            wide[column] = label
    return wide


def named(headings: Sequence[str], first: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Headings made unique and never blank, and the columns whose heading had to change.

    A repeated heading gets a number, "Value (2)"; a blank one is named after its column.
    """
    seen: dict[str, int] = {}
    unique: list[str] = []
    changed: list[int] = []
    for position, heading in enumerate(headings):
        text = heading or f"Column {column_name(first + position)}"
        seen[text] = seen.get(text, 0) + 1
        if seen[text] > 1:
            text = f"{text} ({seen[text]})"
            changed.append(first + position)
        elif not heading:
            changed.append(first + position)
        unique.append(text)
    return tuple(unique), tuple(changed)
