"""What a person said of names of units, or of levels: these are one, or these are several."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from mhvalue.errors import RecipeProblem
from mhvalue.ingest.unit_codes import Name


@dataclass(frozen=True)
class Same:
    """Names of one level: one unit under the name `kept`; where that is blank, all different.

    With a blank level the names are those of levels themselves.
    """

    level: str
    names: tuple[str, ...]
    kept: str = ""


@dataclass(frozen=True)
class Verdicts:
    """What all answers come to: groups that are one unit, and pairs that are not.

    `kept` names every member of a group the way its unit is to be called.
    """

    groups: tuple[tuple[Name, ...], ...]
    kept: Mapping[Name, str]
    apart: frozenset[frozenset[Name]]


def levels_apart(answers: Iterable[Same]) -> frozenset[frozenset[str]]:
    """The pairs of levels that the person said are not one."""
    return frozenset(frozenset(a.names) for a in answers if not a.level and not a.kept)


def verdicts(answers: Iterable[Same]) -> Verdicts:
    """The answers about units together; of two that contradict each other the later one counts."""
    said: dict[frozenset[Name], bool] = {}
    kept: dict[Name, str] = {}
    for answer in (one for one in answers if one.level):
        names = [(answer.level, name) for name in dict.fromkeys((*answer.names, answer.kept))]
        members = [name for name in names if name[1]]
        for one, other in combinations(members, 2):
            said[frozenset((one, other))] = bool(answer.kept)
        if answer.kept:
            kept |= dict.fromkeys(members, answer.kept)
    groups = tuple(tuple(sorted(pair)) for pair, is_one in said.items() if is_one)
    return Verdicts(groups, kept, frozenset(pair for pair, is_one in said.items() if not is_one))


def keeping(answers: Sequence[Same], answer: Same) -> tuple[Same, ...]:
    """The answers with one more, in place of an earlier one about the same names."""
    about = (answer.level, frozenset(answer.names))
    others = [known for known in answers if (known.level, frozenset(known.names)) != about]
    return (*others, answer)


def to_data(answers: Iterable[Same]) -> list[dict[str, object]]:
    """Answers as a recipe keeps them."""
    return [{"level": a.level, "names": list(a.names), "kept": a.kept} for a in answers]


def from_data(data: Iterable[Mapping[str, object]]) -> tuple[Same, ...]:
    """Answers that a recipe kept; raises RecipeProblem for what is none."""
    return tuple(map(_answer, data))


def _answer(data: Mapping[str, object]) -> Same:
    level, names, kept = (data.get(key) for key in ("level", "names", "kept"))
    listed = names if isinstance(names, list | tuple) else ()
    texts = [name for name in listed if isinstance(name, str) and name]
    whole = len(texts) == len(listed) and len(set(texts)) > 1
    if set(data) != {"level", "names", "kept"} or not whole:
        raise _unfit()
    if not isinstance(level, str) or not isinstance(kept, str):
        raise _unfit()
    return Same(level, tuple(texts), kept)


def _unfit() -> RecipeProblem:
    return RecipeProblem(
        "The key choices.unit_names does not say which names of a level are one unit.",
        where="recipe",
        do="Correct the recipe, or save it again from the app.",
    )
