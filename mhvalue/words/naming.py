"""Names of units over several files, in words: which were read as one, and which may be."""

from collections.abc import Mapping, Sequence
from typing import Final

from mhvalue.naming.groups import Asked, Doubt, Joined, Why
from mhvalue.words.phrases import count_of, plural, singular

_DOUBTED: Final[Mapping[Doubt, str]] = {
    "figures": "would be read as one but for figures that differ",
    "code": "stand beside one code and are not alike",
    "look": "look alike",
    "name": "are one but for their codes",
}
_WHY: Final[Mapping[Why, str]] = {
    "answer": "you said so",
    "code": "one code",
    "writing": "only capitals, spaces or punctuation differ",
}
FEW: Final = 3


def doubted(asked: Asked) -> str:
    """What is not sure, without the names: of which level, in which files, and why."""
    files = " and ".join(dict.fromkeys(asked.files))
    names = f"{len(asked.names)} names of {plural(asked.level)} in {files}"
    return f"{names} {_DOUBTED[asked.why]}: they may be one {singular(asked.level)}."


def question(asked: Asked) -> str:
    """The names with their files, as a question."""
    sides = [f"{n} ({f})" for n, f in zip(asked.names, asked.files, strict=True)]
    because = {
        "figures": ", although they state different figures for the same period",
        "code": ", since they stand beside the same code",
        "look": "",
        "name": ", whose code has changed",
    }[asked.why]
    return f"Are these one {singular(asked.level)}{because}: {' and '.join(sides)}?"


def option(level: str, name: str) -> str:
    """An answer: one ward by this name, or, without a name, different wards."""
    return f"One {singular(level)}: {name}" if name else f"Different {plural(level)}"


def levels(kept: Mapping[str, str]) -> str:
    """Which words for units are read as another, since their units have the same codes."""
    said = [f"{old} is read as {new}" for old, new in sorted(kept.items())]
    return f"{'; '.join(said)}: their units have the same codes in another file."


def part_levels(old: str, new: str) -> str:
    """What undoes that two levels are read as one."""
    return f"Keep {old} and {new} apart"


def put_together(one: str, other: str) -> str:
    """What has two levels read as one again, where their codes still say so."""
    return f"Read {one} and {other} as one again"


def parted(one: str, other: str) -> str:
    """That two levels are not joined, since the person said so."""
    return f"{one} and {other} are kept apart, as you said."


def joined(every: Sequence[Joined]) -> str:
    """How many units have several names; which, where they are few."""
    levels: dict[str, int] = {}
    for one in every:
        levels[one.level] = levels.get(one.level, 0) + 1
    units = " and ".join(count_of(number, level) for level, number in levels.items())
    verb = "has" if len(every) == 1 else "have"
    said = f"{units} {verb} several names in your files"
    if len(every) > FEW:
        return f"{said}. Each is read as one; which they are is listed below."
    return f"{said}: {'; '.join(map(_read_as, every))}."


def table(every: Sequence[Joined]) -> dict[str, list[str]]:
    """One row a unit: its name now, the others, and why they are one."""
    return {
        "Unit": [one.kept for one in every],
        "Also named": [_others(one) for one in every],
        "Level": [one.level for one in every],
        "Why": [_WHY[one.by] for one in every],
    }


def _read_as(one: Joined) -> str:
    *others, last = (name for name in one.names if name != one.kept)
    if others:
        return f"{', '.join(others)} and {last} are read as {one.kept}"
    return f"{last} is read as {one.kept}"


def _others(one: Joined) -> str:
    return ", ".join(name for name in one.names if name != one.kept)
