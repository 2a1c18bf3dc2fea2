"""Names of units over several files, in words: which were read as one, and which may be."""

from collections.abc import Mapping
from typing import Final

from mhvalue.naming.groups import Asked, Doubt, Joined, Why
from mhvalue.words.phrases import count_of, plural, singular

_DOUBTED: Final[Mapping[Doubt, str]] = {
    "figures": "would be read as one but for figures that differ",
    "code": "stand beside one code and are not alike",
    "look": "look alike",
}
_WHY: Final[Mapping[Why, str]] = {
    "answer": "as you said",
    "code": "because they stand beside one code",
    "writing": "because only capitals, spaces or punctuation differ",
}


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
    }[asked.why]
    return f"Are these one {singular(asked.level)}{because}: {' and '.join(sides)}?"


def joined(one: Joined) -> str:
    """Which names were read as one unit, and why."""
    others = ", ".join(name for name in one.names if name != one.kept)
    return f"{others} read as {one.kept} ({singular(one.level)}), {_WHY[one.by]}."


def counted(every: tuple[Joined, ...]) -> str:
    """How many units have several names."""
    levels: dict[str, int] = {}
    for one in every:
        levels[one.level] = levels.get(one.level, 0) + 1
    units = " and ".join(count_of(number, level) for level, number in levels.items())
    verb = "is" if len(every) == 1 else "are"
    return f"{units} {verb} named differently in your files and read as one each."
