"""Groups of people that several files write differently: "Male" and "MALE"."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from mhvalue.editions import Edition
from mhvalue.ingest.alike import plainest
from mhvalue.ingest.coded import categories
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.spellings import written
from mhvalue.ingest.unit_codes import Name, first_cells, listed, with_names

_WITHIN: Final = ("breakdown", "group")
_DONE: Final = "Each was read as one group over all files, by the plainest spelling."


def written_once(editions: Sequence[Edition]) -> tuple[tuple[Edition, ...], tuple[Problem, ...]]:
    """The files with groups that differ by capitals, spaces or punctuation only as one, and told.

    Not where one file has both. So are the names of breakdowns, before their groups.
    """
    if len(editions) < 2:
        return tuple(editions), ()
    held = [_labels(edition.facts.frame) for edition in editions]
    names = _plainest([{("", name) for name, _ in labels} for labels in held])
    held = [{(names.get(("", n), n), group) for n, group in labels} for labels in held]
    new = _plainest(held)
    made: list[Edition] = []
    told: list[Problem] = []
    for edition, labels in zip(editions, held, strict=True):
        mine = {label: new[label] for label in sorted(labels) if label in new}
        facts = edition.facts
        breakdown = facts.frame["breakdown"].cat
        known = {name: names.get(("", name), name) for name in breakdown.categories}
        if any(old != kept for old, kept in known.items()):
            named = categories([*known.values()], breakdown.codes.to_numpy())
            facts = replace(facts, frame=facts.frame.assign(breakdown=named))
        if mine:
            cells = listed(first_cells(facts, mine, *_WITHIN))
            groups = (
                "1 group of people is" if len(mine) == 1 else f"{len(mine)} groups of people are"
            )
            what = f"{groups} written otherwise here than in another file ({cells})."
            told.append(Problem(what, edition.name, done=_DONE))
            facts = replace(facts, frame=with_names(facts.frame, mine, *_WITHIN))
        if facts is not edition.facts:
            said = f"{facts.key}|{sorted(known.items())}|{mine}"
            facts = replace(facts, key=hashlib.sha256(said.encode()).hexdigest())
        made.append(replace(edition, facts=facts))
    return tuple(made), tuple(told)


def _labels(frame: pd.DataFrame) -> set[Name]:
    """Every breakdown with its groups."""
    names, groups = frame["breakdown"].cat, frame["group"].cat
    size = max(len(groups.categories), 1)
    pairs = np.unique(names.codes.to_numpy().astype(np.int64) * size + groups.codes.to_numpy())
    return {(names.categories[pair // size], groups.categories[pair % size]) for pair in pairs}


def _plainest(held: Sequence[Iterable[Name]]) -> dict[Name, str]:
    """The labels to be written otherwise, each within its breakdown."""
    known: dict[Name, set[str]] = {}
    for labels in held:
        for name, text in labels:
            known.setdefault((name, written(text)), set()).add(text)
    several = {
        (name, text): texts
        for (name, bare), texts in known.items()
        if bare and len(texts) > 1 and not _in_one(name, texts, held)
        for text in texts
    }
    best = {label: plainest(texts) for label, texts in several.items()}
    return {label: kept for label, kept in best.items() if label[1] != kept}


def _in_one(name: str, texts: set[str], held: Sequence[Iterable[Name]]) -> bool:
    return any(len({text for n, text in labels if n == name} & texts) > 1 for labels in held)
