"""Files that state different figures for the same things: which is the newer one, and why.

Files that disagree and of which nothing tells the newer keep one release: then `facts.latest`
believes neither. Where it is known, each gets a release of its own, the newest sorting last.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Final, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.edition_marks import Marks
from mhvalue.errors import RecipeProblem
from mhvalue.facts import CELL_OF, Facts, join
from mhvalue.ingest.quality.runs import numbered
from mhvalue.periods import Period

ANSWER: Final = "answer"
_MEASURED: Final = ("heading", "level", "breakdown", "scenario")
_ALIKE: Final = 0.5
MOST_CHANGED: Final = 0.5
"""The share of figures that a file which only goes on for longer may state differently."""
_Ordered = TypeVar("_Ordered", int, Period, tuple[int, ...])
_CONTENT: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Answer:
    """What a person said of two files, by name or sha256; `newer` is blank for neither."""

    one: str
    other: str
    newer: str = ""


def to_data(answers: Iterable[Answer], names: Mapping[str, str]) -> list[dict[str, str]]:
    """Answers as a recipe keeps them: by the names of the files, where these differ."""
    named = [[names.get(key, key) for key in (a.one, a.other, a.newer)] for a in answers]
    return [
        {"one": one, "other": other, "newer": newer}
        for one, other, newer in named
        if one != other and not any(map(_CONTENT.fullmatch, (one, other)))
    ]


def from_data(data: Iterable[Mapping[str, object]]) -> tuple[Answer, ...]:
    """Answers that a recipe kept; raises RecipeProblem for what is none."""
    return tuple(map(_answer, data))


def _answer(data: Mapping[str, object]) -> Answer:
    texts = [data.get(name) for name in ("one", "other", "newer")]
    one, other, newer = (text if isinstance(text, str) else None for text in texts)
    fits = set(data) == {"one", "other", "newer"} and one and other and newer is not None
    if not fits or newer not in (one, other, ""):
        raise RecipeProblem(
            "The key choices.newer_files names no two files, one of them newer.",
            where="recipe",
            do="Correct the recipe, or save it again from the app.",
        )
    return Answer(str(one), str(other), str(newer))


@dataclass(frozen=True, eq=False)
class Edition:
    """One open file: `key` is the sha256 of its bytes."""

    key: str
    name: str
    marks: Marks
    facts: Facts


@dataclass(frozen=True)
class Pair:
    """Two files, by key, that state `figures` of the same things differently.

    `by` says how the newer is known: by a person's "answer", by "stage", "refresh", "date",
    "version" or the "period" covered. Blank where it is not: then `newer` is the one opened later.
    `asked` is False where a person said that neither replaces the other.
    """

    older: str
    newer: str
    by: str
    figures: int
    asked: bool = True


@dataclass(frozen=True)
class Order:
    """The pairs of files that disagree, and the releases of the files whose order is known."""

    pairs: tuple[Pair, ...] = ()
    releases: Mapping[str, str] = field(default_factory=dict)

    @property
    def open(self) -> tuple[Pair, ...]:
        """The pairs of which a person is asked which is newer."""
        return tuple(pair for pair in self.pairs if not pair.by and pair.asked)


def ordered(editions: Sequence[Edition], answers: Iterable[Answer] = ()) -> Order:
    """Which of the files that disagree are newer, as far as answers or the files tell."""
    differing = _differing(editions)
    if not differing:
        return Order()
    known = tuple(answers)
    pairs = [_pair(*files, counts, known) for files, counts in differing.items()]
    groups = _groups(pairs)
    of = {key: place for place, group in enumerate(groups) for key in group}
    # Files that would each be newer than the next, round in a circle, are of no known order.
    settled = tuple(
        replace(pair, by="") if of[pair.older] == of[pair.newer] else pair for pair in pairs
    )
    names = {edition.key: edition.name for edition in editions}
    return Order(settled, _releases(groups, settled, names))


def together(editions: Sequence[Edition], order: Order) -> Facts:
    """All files' facts as one table, with the releases that the order gives them."""
    whole = join([_released(e.facts, order.releases.get(e.key, "")) for e in editions])
    if not order.releases:
        return whole
    told = "|".join(f"{key}={name}" for key, name in sorted(order.releases.items()))
    return replace(whole, key=hashlib.sha256(f"{whole.key}|{told}".encode()).hexdigest())


def _released(facts: Facts, release: str) -> Facts:
    if not release:
        return facts
    column = facts.frame["release"]
    named = {own: f"{own}; {release}" if own else release for own in column.cat.categories}
    return replace(facts, frame=facts.frame.assign(release=column.cat.rename_categories(named)))


def _differing(editions: Sequence[Edition]) -> dict[tuple[Edition, Edition], tuple[int, int]]:
    """How many figures any two of the files state differently, where they do, and how many both."""
    if len(editions) < 2:
        return {}
    frame = join([edition.facts for edition in editions]).frame
    file = np.repeat(np.arange(len(editions)), [len(e.facts.frame) for e in editions])
    spoken = np.flatnonzero((frame["status"] != "missing").to_numpy())
    cell = numbered(frame, (*CELL_OF, "release"))[spoken]
    stated = pd.factorize(
        pd.factorize(frame["amount"], use_na_sentinel=False)[0]
        * len(frame["status"].cat.categories)
        + frame["status"].cat.codes.to_numpy()
    )[0][spoken]
    rows = pd.DataFrame({"cell": cell, "file": file[spoken], "stated": stated})
    by_cell = rows.groupby("cell")[["file", "stated"]]
    low, high = by_cell.transform("min"), by_cell.transform("max")
    apart = rows[(low < high).all(axis=1)].drop_duplicates(["cell", "file"])
    wide = apart.pivot(index="cell", columns="file", values="stated").to_numpy(dtype=np.float64)
    files = sorted(apart["file"].unique().tolist())
    counts = {
        (one, other): int(_unlike(wide[:, i], wide[:, j]).sum())
        for (i, one), (j, other) in combinations(enumerate(files), 2)
    }
    cells = {name: part.unique() for name, part in rows.groupby("file")["cell"]}
    return {
        (editions[a], editions[b]): (count, len(np.intersect1d(cells[a], cells[b])))
        for (a, b), count in counts.items()
        if count
    }


def _unlike(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.bool_]:
    unlike: NDArray[np.bool_] = (one != other) & ~np.isnan(one) & ~np.isnan(other)
    return unlike


def _pair(one: Edition, other: Edition, counts: tuple[int, int], answers: Sequence[Answer]) -> Pair:
    figures, both = counts
    for answer in reversed(answers):
        sides = ({one.key, one.name}, {other.key, other.name})
        said = {answer.one, answer.other}
        if len(said) < 2 or not all(said & side for side in sides):
            continue
        if not answer.newer:
            return Pair(one.key, other.key, "", figures, asked=False)
        older, newer = (one, other) if answer.newer in sides[1] else (other, one)
        return Pair(older.key, newer.key, ANSWER, figures)
    by, sign = _told(one, other)
    if by == "period" and figures > MOST_CHANGED * both:
        # What differs nearly everywhere is rather of another ward than of another month.
        by, sign = "", 0
    older, newer = (other, one) if sign < 0 else (one, other)
    return Pair(older.key, newer.key, by, figures)


def _told(one: Edition, other: Edition) -> tuple[str, int]:
    """How the newer is known and where it is: 1 the other, -1 the first, 0 where nothing tells.

    What contradicts itself tells nothing. Names are compared of files of one kind only.
    """
    if not _of_one_kind(one, other):
        return "", 0
    signs = {name: sign for name, sign in _signs(one, other) if sign}
    if len(set(signs.values())) != 1:
        return "", 0
    return next(iter(signs.items()))


def _signs(one: Edition, other: Edition) -> Iterable[tuple[str, int]]:
    mine, yours = one.marks, other.marks
    yield "stage", _sign(mine.stage, yours.stage)
    yield "refresh", _sign(mine.revised, yours.revised)
    dated = 0
    if mine.when and yours.when and mine.when.grain == yours.when.grain:
        dated = _sign(mine.when, yours.when)
    yield "date", dated
    if not dated:
        # The second version of March is older than the first of April.
        yield "version", _sign(mine.version or (1,), yours.version or (1,))
    yield "period", _covered_sign(one.facts, other.facts)


def _sign(mine: _Ordered, yours: _Ordered) -> int:
    return int(yours > mine) - int(yours < mine)


def _of_one_kind(one: Edition, other: Edition) -> bool:
    """Whether the files are called alike but for their editions, or hold the very same things."""
    mine, yours = _measures(one.facts), _measures(other.facts)
    if one.marks.stem and one.marks.stem == other.marks.stem:
        return len(mine & yours) >= _ALIKE * min(len(mine), len(yours))
    # A file that names no units may be of any of them, whatever else it has in common.
    units, others = (set(side.facts.frame["unit"].unique()) for side in (one, other))
    named = len(units & others) > 1
    return named and mine == yours and _sheets(one.facts) == _sheets(other.facts)


def _measures(facts: Facts) -> set[tuple[str, ...]]:
    rows = facts.frame[list(_MEASURED)].drop_duplicates().astype(object)
    return set(rows.itertuples(index=False, name=None))


def _sheets(facts: Facts) -> set[str]:
    return {origin.sheet for origin in facts.origins}


def _covered_sign(mine: Facts, yours: Facts) -> int:
    """Which file covers a later time: one that begins earlier and ends later tells nothing."""
    one, other = _covered(mine), _covered(yours)
    if one is None or other is None or one[1] == other[1]:
        return 0
    sign = 1 if other[1] > one[1] else -1
    begins = other[0] >= one[0] if sign > 0 else one[0] >= other[0]
    return sign if begins else 0


def _covered(facts: Facts) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """The first and the last day that actual figures speak of."""
    frame = facts.frame
    spoken = frame[((frame["scenario"] == "actual") & (frame["status"] != "missing")).to_numpy()]
    return None if spoken.empty else (spoken["start"].min(), spoken["end"].max())


def _groups(pairs: Sequence[Pair]) -> list[tuple[str, ...]]:
    """The files in groups of no known order among themselves, older groups first."""
    keys = list(dict.fromkeys(key for pair in pairs for key in (pair.older, pair.newer)))
    place = {key: number for number, key in enumerate(keys)}
    reach = np.eye(len(keys), dtype=bool)
    for pair in pairs:
        reach[place[pair.older], place[pair.newer]] = True
        if not pair.by:
            reach[place[pair.newer], place[pair.older]] = True
    for middle in range(len(keys)):
        reach |= reach[:, middle, None] & reach[None, middle, :]
    # Whatever is newer than another is reached from all that reach that, and so from more files.
    order = np.argsort(reach.sum(axis=0), kind="stable")
    groups: dict[tuple[str, ...], None] = {}
    for number in order.tolist():
        both = np.flatnonzero(reach[number] & reach[:, number])
        groups[tuple(keys[i] for i in both)] = None
    return list(groups)


def _releases(
    groups: Sequence[tuple[str, ...]], pairs: Sequence[Pair], names: Mapping[str, str]
) -> dict[str, str]:
    """A release for every file of a group that is older or newer than another."""
    linked: dict[str, set[str]] = {key: {key} for group in groups for key in group}
    for pair in pairs:
        whole = linked[pair.older] | linked[pair.newer]
        linked |= dict.fromkeys(whole, whole)
    found: dict[str, str] = {}
    for members in {id(whole): whole for whole in linked.values()}.values():
        mine = [group for group in groups if group[0] in members]
        width = len(str(len(mine)))
        for number, group in enumerate(mine, 1) if len(mine) > 1 else ():
            who = " and ".join(names[key] for key in group)
            found |= dict.fromkeys(group, f"{number:0{width}} of {len(mine)}: {who}")
    return found
