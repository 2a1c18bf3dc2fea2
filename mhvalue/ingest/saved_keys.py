"""The keys and values of a saved reading, each checked as it is taken up.

What does not fit raises RecipeProblem, which names the key it stands under (`where`).
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Final

from mhvalue.errors import RecipeProblem

LARGEST_SHEET: Final = 1_048_576
"""Rows, which are more than the columns."""


def unfit(where: str, what: str) -> RecipeProblem:
    """The problem of a key, to be raised."""
    return RecipeProblem(
        f"The key {where} {what}.",
        do="Correct the saved set-up, or let the app propose again.",
    )


def mapping(data: object, where: str, kind: type) -> Mapping[str, object]:
    """Keys that are all fields of a dataclass."""
    if not isinstance(data, dict):
        raise unfit(where, "is not a set of keys")
    allowed = {field.name for field in fields(kind)}
    for key in data:
        if key not in allowed:
            raise unfit(f"{where}.{str(key)[:40]}", "is not known")
    return data


def several(data: object, where: str) -> list[object]:
    """A list of anything."""
    if not isinstance(data, list | tuple):
        raise unfit(where, "is not a list")
    return list(data)


def text(data: object, where: str) -> str:
    """A text."""
    if not isinstance(data, str):
        raise unfit(where, "is not text")
    return data


def texts(data: object, where: str) -> tuple[str, ...]:
    """A list of texts."""
    return tuple(text(one, f"{where}[{i}]") for i, one in enumerate(several(data, where)))


def pairs(data: object, where: str) -> tuple[tuple[str, str], ...]:
    """A list of pairs of texts."""
    return tuple(_pair(one, f"{where}[{i}]") for i, one in enumerate(several(data, where)))


def flag(data: object, where: str) -> bool:
    """True or false."""
    if not isinstance(data, bool):
        raise unfit(where, "is not true or false")
    return data


def number(data: object, where: str) -> int:
    """The number of a row or column."""
    if isinstance(data, bool) or not isinstance(data, int) or not 0 <= data < LARGEST_SHEET:
        raise unfit(where, "is not a row or column number")
    return data


def rows(data: object, where: str) -> tuple[int, ...]:
    """A list of numbers of rows."""
    return tuple(number(one, f"{where}[{i}]") for i, one in enumerate(several(data, where)))


def choice(data: object, where: str, allowed: tuple[str, ...]) -> str:
    """One of the words allowed."""
    if data not in allowed:
        raise unfit(where, f"is not one of {', '.join(allowed)}")
    return str(data)


def _pair(data: object, where: str) -> tuple[str, str]:
    found = texts(data, where)
    if len(found) != 2:
        raise unfit(where, "is not a pair of names")
    return found[0], found[1]
