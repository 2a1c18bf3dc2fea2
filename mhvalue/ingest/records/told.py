"""What the rows above the headings say of the days that an extract covers."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from mhvalue.ingest.headings import plain
from mhvalue.ingest.records.days import as_date, day_number

_DAY: Final = (
    r"(\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}(?:st|nd|rd|th)? ?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
    r" ?\d{4})"
)
_RANGE: Final = re.compile(rf"{_DAY}\s*(?:to|-|\u2013|until|and|:)+\s*{_DAY}", re.IGNORECASE)
_UP_TO: Final = re.compile(
    r"\b(?:as at|as of|extract(?:ed|ion)?|snapshot|census|run|produced|printed|generated|correct"
    rf"|up to|until|to|report(?:ed)? (?:date|on)|date of report)\b\D{{0,25}}{_DAY}",
    re.IGNORECASE,
)
_FROM: Final = re.compile(rf"\b(?:from|since|starting)\b\D{{0,15}}{_DAY}", re.IGNORECASE)


def days_above(rows: Sequence[Sequence[object]]) -> tuple[date | None, date | None]:
    """The first and the last day that the extract covers, as its title rows say; None for unsaid.

    A range that is not one (its end before its beginning), or a day still to come, says nothing.
    """
    texts = [" ".join(_written(value) for value in row if value is not None) for row in rows]
    first = last = None
    for text in texts:
        spanned = _RANGE.search(text)
        if spanned and first is None and last is None:
            begin, end = _day(spanned[1]), _day(spanned[2])
            if begin and end and begin < end:
                first, last = begin, end
    for text in texts:
        upto, since = _UP_TO.search(text), _FROM.search(text)
        if upto and last is None:
            last = _day(upto[1])
        if since and first is None:
            first = _day(since[1])
    if last and last > date.today():
        last = None
    return first, last


def _written(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return plain(value)


def _day(text: str) -> date | None:
    number = day_number(re.sub(r"(?<=\d)(?:st|nd|rd|th)", "", text))
    return as_date(number) if number is not None and number > 0 else None
