"""What the rows above the headings, and the file's name, say of the days an extract covers."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from mhvalue.ingest.headings import plain
from mhvalue.ingest.records.days import as_date, day_number

_NAMES: Final = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_DAY: Final = (
    r"(\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? ?{_NAMES}"
    r" ?\d{4})(?:[ T]+\d{1,2}:\d{2}(?::\d{2})?)?"
)
_MONTH: Final = rf"({_NAMES})[ -]*(\d{{4}}|\d{{2}})"
_TO: Final = (
    r"\s*(?:\b(?:to|until|till|through|and|end(?:ing|s)?|finish|date|period)\b|[-\u2013:;,/]|\s)*"
)
_RANGE: Final = re.compile(rf"{_DAY}(?=\W*[a-z:;,\u2013-]){_TO}{_DAY}", re.IGNORECASE)
_MONTHS: Final = re.compile(
    rf"\b{_MONTH}\s*(?:\b(?:to|until|till|through)\b|[-\u2013])\s*{_MONTH}\b", re.IGNORECASE
)
_DRAWN: Final = re.compile(
    r"\b(?:as at|as of|extract(?:ed|ion)?|snapshot|census|run|produced|printed|generated|correct"
    rf"|report(?:ed)? (?:date|on)|date of report)\b\D{{0,25}}{_DAY}",
    re.IGNORECASE,
)
_UP_TO: Final = re.compile(rf"\b(?:up to|until|to|end(?:ing)?)\b\D{{0,15}}{_DAY}", re.IGNORECASE)
_FROM: Final = re.compile(
    rf"\b(?:from|since|start(?:ing)?|begin(?:ning)?)\b\D{{0,15}}{_DAY}", re.IGNORECASE
)
_IN_NAME: Final = re.compile(rf"{_DAY}[\s-]*(?:to|until|\u2013)?[\s-]*{_DAY}", re.IGNORECASE)
_JOINED: Final = (
    (re.compile(r"(?<!\d)(20\d\d)([01]\d)([0-3]\d)(?!\d)"), r"\1-\2-\3"),
    (re.compile(r"(?<!\d)([0-3]\d)([01]\d)(20\d\d)(?!\d)"), r"\3-\2-\1"),
)
"""20240401 and 01042024 in a name."""

Days = tuple[date | None, date | None]


def days_above(rows: Sequence[Sequence[object]], name: str = "") -> Days:
    """The first and the last day that the extract covers, as its title rows say; None for unsaid.

    A file's `name` is asked where they say nothing. A range that is not one (its end before its
    beginning), or a day still to come, says nothing. What was drawn on a day holds nothing later.
    """
    texts = [" ".join(_written(value) for value in row if value is not None) for row in rows]
    first, last = _range(texts)
    # "Stays extract, 01/04/2024 to 31/03/2025" was not drawn on the first of these days.
    apart = [_RANGE.sub(_but_range, text) for text in texts]
    drawn = next((_day(found[1]) for text in apart if (found := _DRAWN.search(text))), None)
    for text in texts:
        upto, since = _UP_TO.search(text), _FROM.search(text)
        if upto and last is None and drawn is None:
            last = _day(upto[1])
        if since and first is None:
            first = _day(since[1])
    if (first, last, drawn) == (None, None, None):
        first, last = _in_name(name)
    last = min((day for day in (last, drawn) if day), default=None)
    if last and last > date.today():
        last = None
    return first, last


def _but_range(found: re.Match[str]) -> str:
    """Nothing in place of two days that are a range, and else the same."""
    first, last = _day(found[1]), _day(found[2])
    return " " if first and last and first < last else found.group()


def _range(texts: Sequence[str]) -> Days:
    for text in texts:
        found = _RANGE.search(text)
        days = (_day(found[1]), _day(found[2])) if found else _of_months(text)
        if days[0] and days[1] and days[0] < days[1]:
            return days
    return None, None


def _of_months(text: str) -> Days:
    """From the first of one month to the last of another: "July 2024 to December 2024"."""
    found = _MONTHS.search(text)
    if not found:
        return None, None
    first, last = _day(f"1 {found[1]} {found[2]}"), _day(f"1 {found[3]} {found[4]}")
    return first, last and last.replace(day=monthrange(last.year, last.month)[1])


def _in_name(name: str) -> Days:
    """What a file's name says by two whole days or two months."""
    stem = name.rsplit(".", 1)[0].replace("_", " ")
    for joined, apart in _JOINED:
        stem = joined.sub(apart, stem)
    found = _IN_NAME.search(stem)
    days = (_day(found[1]), _day(found[2])) if found else _of_months(stem)
    return days if days[0] and days[1] and days[0] < days[1] else (None, None)


def _written(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return plain(value)


def _day(text: str) -> date | None:
    number = day_number(re.sub(r"(?<=\d)(?:st|nd|rd|th)", "", text))
    return as_date(number) if number is not None and number > 0 else None
