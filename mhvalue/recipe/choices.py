"""The later choices a recipe keeps: each under its name, each held to its shape.

A room that has something to keep adds its name and its check to `KNOWN`. What stands inside a
target, an own metric or a shortlist is that room's own business, checked when the room takes it
back; here it need only be plain text, numbers and lists of bounded size.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from mhvalue.errors import RecipeProblem

DEEPEST: Final = 12
LONGEST_TEXT: Final = 20_000
MOST_PARTS: Final = 200_000
SHARINGS: Final = ("inside my team", "to share")
CORRECT: Final = "Correct the recipe, or save it again from the app."

Check = Callable[[object, str], None]


@dataclass(frozen=True)
class Choices:
    """What was chosen, by name; every name is one of KNOWN and every value plain JSON."""

    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def get(self, name: str, fallback: object = None) -> object:
        """What was chosen under the name."""
        return self.values.get(name, fallback)

    def choosing(self, name: str, value: object) -> "Choices":
        """With one choice more or changed; raises RecipeProblem where it does not fit."""
        return choices({**self.values, name: value})


def choices(data: object) -> Choices:
    """Choices from plain dicts, each checked; raises RecipeProblem that names the key."""
    if not isinstance(data, Mapping):
        raise unfit("choices", "is not a set of keys")
    for name, value in data.items():
        where = f"choices.{str(name)[:40]}"
        if name not in KNOWN:
            raise unfit(where, f"is not known: known are {', '.join(KNOWN)}")
        plain(value, where)
        KNOWN[name](value, where)
    return Choices(MappingProxyType({name: _listed(value) for name, value in data.items()}))


def plain(value: object, where: str, depth: int = 0) -> int:
    """How many parts a value of plain JSON has; raises RecipeProblem for anything else."""
    if depth > DEEPEST:
        raise unfit(where, "holds lists within lists without end")
    if isinstance(value, str):
        text(value, where)
        return 1
    if isinstance(value, float) and not math.isfinite(value):
        raise unfit(where, "is not a number")
    if value is None or isinstance(value, bool | int | float):
        return 1
    if isinstance(value, Mapping):
        for name in value:
            text(name, where)
        parts = sum(plain(part, f"{where}.{name[:40]}", depth + 1) for name, part in value.items())
    elif isinstance(value, list | tuple):
        parts = sum(plain(part, f"{where}[{i}]", depth + 1) for i, part in enumerate(value))
    else:
        raise unfit(where, "is neither text nor number nor a list of them")
    if parts > MOST_PARTS:
        raise unfit(where, "holds more than a recipe should")
    return parts + 1


def text(value: object, where: str) -> str:
    """A text of bounded length without tags; raises RecipeProblem for anything else."""
    if not isinstance(value, str):
        raise unfit(where, "is not text")
    if len(value) > LONGEST_TEXT:
        raise unfit(where, "is longer than a recipe's texts are")
    if "!!python/" in value:
        raise unfit(where, "holds a tag that asks for code to run, which no recipe does")
    return value


def unfit(where: str, what: str) -> RecipeProblem:
    """The problem of one key."""
    return RecipeProblem(f"The key {where} {what}.", where="recipe", do=CORRECT)


def _listed(value: object) -> object:
    """The value as JSON gives it back: lists for tuples."""
    if isinstance(value, Mapping):
        return {name: _listed(part) for name, part in value.items()}
    return [_listed(part) for part in value] if isinstance(value, list | tuple) else value


def _text(value: object, where: str) -> None:
    text(value, where)


def _texts(value: object, where: str) -> None:
    if not isinstance(value, list | tuple):
        raise unfit(where, "is not a list")
    for place, part in enumerate(value):
        text(part, f"{where}[{place}]")


def _pairs(value: object, where: str) -> None:
    if not isinstance(value, list | tuple):
        raise unfit(where, "is not a list")
    for place, pair in enumerate(value):
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise unfit(f"{where}[{place}]", "is not a sheet and a kind")
        _texts(pair, f"{where}[{place}]")


def _keys(value: object, where: str) -> None:
    if not isinstance(value, Mapping):
        raise unfit(where, "is not a set of keys")


def _sharing(value: object, where: str) -> None:
    if value not in SHARINGS:
        raise unfit(where, f"is not one of {', '.join(SHARINGS)}")


def _several(value: object, where: str) -> None:
    if not isinstance(value, list | tuple) or not all(isinstance(v, Mapping) for v in value):
        raise unfit(where, "is not a list of sets of keys")


KNOWN: Final[Mapping[str, Check]] = MappingProxyType(
    {
        "sharing": _sharing,
        "metric": _text,
        "working_set": _texts,
        "level": _text,
        "kind": _text,
        "units": _texts,
        "period": _keys,
        "targets": _keys,
        "own_metrics": _several,
        "shortlist": _keys,
        "unit_register": _several,
        "unit_register_left_out": _pairs,
        "newer_files": _several,
        "unit_names": _several,
        "settings": _keys,
    }
)
"""Every choice a recipe may hold, and what it must look like."""
