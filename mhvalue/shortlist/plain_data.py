"""Plain data taken apart: right keys and right kinds, or a sentence that says where not."""

from collections.abc import Callable, Mapping, Set
from datetime import date
from typing import Any, Final

from mhvalue.errors import ShortlistProblem
from mhvalue.shortlist.layout import Field, Section
from mhvalue.shortlist.records import tidy

Entry = dict[str, Any]
Where = Callable[[str, int], str]
"""Names where an entry stands, by the key of its section and its number from 0."""

LARGEST: Final = 10**9

_WANTED: Final = {
    "text": "a text",
    "whole": "a whole number",
    "number": "a number",
    "date": "a date",
    "whole or none": "a whole number",
}


def check_keys(data: Mapping[Any, Any], wanted: Set[str], where: str) -> None:
    """Raise ShortlistProblem that names keys missing; others are counted, not repeated."""
    missing = sorted(wanted - set(data))
    if missing:
        raise ShortlistProblem(f"{', '.join(missing)} is missing.", where=where)
    unknown = len(set(data) - wanted)
    if unknown:
        raise ShortlistProblem(
            f"{unknown} {'entry is' if unknown == 1 else 'entries are'} not known here; known are "
            f"{', '.join(sorted(wanted))}.",
            where=where,
        )


def entries(data: object, section: Section, where: Where) -> list[Entry]:
    """The records of a section, each with its keys and kinds right."""
    if not isinstance(data, list):
        raise ShortlistProblem("This is no list.", where=section.key)
    return [entry(each, section, where(section.key, row)) for row, each in enumerate(data)]


def entry(data: object, section: Section, where: str) -> Entry:
    """One record with its keys and kinds right; texts on one line, ids of metrics as given."""
    if not isinstance(data, Mapping):
        raise ShortlistProblem("This entry is no set of named values.", where=where)
    check_keys(data, {field.key for field in section.fields}, where)
    return {field.key: _value(data[field.key], field, where) for field in section.fields}


def _value(value: object, field: Field, where: str) -> object:
    if field.kind == "text" and isinstance(value, str):
        return value if field.heading == "Metric id" else tidy(value)
    if field.kind in ("whole", "whole or none") and _is_whole(value):
        return value
    if field.kind == "number" and _is_number(value):
        return value
    if value is None and field.kind in ("date", "whole or none"):
        return None
    if field.kind == "date" and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise ShortlistProblem(f"{field.heading} is not {_WANTED[field.kind]}.", where=where)


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= LARGEST


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST
