"""Files opened from the command line: no questions asked, the best guess taken and told."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mhvalue.edition_marks import marks, titles
from mhvalue.editions import Answer, Edition, Order, from_data, ordered, together
from mhvalue.errors import FileRefused, PeopleFound, RecipeProblem
from mhvalue.facts import Facts
from mhvalue.ingest import facts_mark
from mhvalue.ingest.bounded.children import Bounds
from mhvalue.ingest.bounded.process import read_file, read_path
from mhvalue.ingest.reading import Reading
from mhvalue.ingest.result import ReadResult
from mhvalue.ingest.sheets import gate, ole_gate
from mhvalue.recipe.difference import Difference
from mhvalue.recipe.opening import read_by
from mhvalue.recipe.saved import LARGEST, from_json
from mhvalue.recipe.schema import Recipe

LONGEST: Final = 3600
"""Seconds that one large file may take."""
OF_MEMORY: Final = 0.75
"""The share of the machine's memory that one large file may take."""


@dataclass(frozen=True, eq=False)
class Opened:
    """One file and what was read.

    `without` are columns left out because they tell of people, `answers` what the recipe says of
    files that disagree.
    """

    name: str
    result: ReadResult
    by_recipe: bool = False
    differences: tuple[Difference, ...] = ()
    without: tuple[tuple[str, str], ...] = ()
    answers: tuple[Answer, ...] = ()


def open_all(paths: Sequence[Path], recipe: Recipe | None) -> tuple[Opened, ...]:
    """Every file read; raises FileRefused at the first that cannot be."""
    return tuple(open_one(path, recipe) for path in paths)


def open_one(path: Path, recipe: Recipe | None) -> Opened:
    """One file read, by the recipe where that knows it.

    Columns that tell who somebody is are left out, as the app offers first. Raises FileRefused.
    """
    name = path.name
    large = _is_large(path)
    data = b"" if large else _bytes(path)
    without: tuple[tuple[str, str], ...] = ()

    def read(reading: Reading | None) -> ReadResult:
        nonlocal without
        try:
            return once(reading)
        except PeopleFound as found:
            if not found.without:
                raise
            without = tuple(dict.fromkeys((*without, *found.without)))
            return once(reading)

    def once(reading: Reading | None) -> ReadResult:
        if large:
            stage = _stage(gate.shown_name(name))
            return read_path(path, name, _roomy(), reading, on_stage=stage, without=without)
        return _read(data, name, reading, without)

    shown = gate.shown_name(name)
    if recipe is None:
        return Opened(shown, read(None), without=without)
    found = read_by(recipe, shown, read)
    kept = recipe.choices.get("newer_files", [])
    answers = from_data(kept if isinstance(kept, list) else [])
    return Opened(shown, found.result, found.applied, found.differences, without, answers)


def facts_of(opened: Sequence[Opened]) -> Facts:
    """All facts of all files, every release, with those of files that replace others."""
    return together(_editions(opened), order_of(opened))


def order_of(opened: Sequence[Opened]) -> Order:
    """Which of the files that disagree are newer; their keys are their places."""
    answers = dict.fromkeys(answer for one in opened for answer in one.answers)
    return ordered(_editions(opened), tuple(answers))


def _editions(opened: Sequence[Opened]) -> tuple[Edition, ...]:
    return tuple(
        Edition(str(place), one.name, marks(one.name, titles(one.result)), one.result.facts)
        for place, one in enumerate(opened)
    )


def load_recipe(path: Path) -> Recipe:
    """The recipe of a file; raises RecipeProblem."""
    try:
        if path.stat().st_size > LARGEST:
            raise RecipeProblem("This is too large to be a recipe.", where=path.name)
        return from_json(path.read_bytes())
    except OSError as error:
        raise RecipeProblem(
            "There is no such recipe, or it cannot be read.",
            where=path.name,
            do="Check the name and the folder.",
        ) from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise FileRefused(
            "There is no such file, or it cannot be read.",
            where=gate.shown_name(path.name),
            do="Check the name and the folder.",
        ) from error


def _read(
    data: bytes, name: str, reading: Reading | None, without: tuple[tuple[str, str], ...]
) -> ReadResult:
    bounds = _roomy() if len(data) > gate.LARGEST_FILE else None
    stage = _stage(gate.shown_name(name))
    return read_file(data, name, reading, bounds=bounds, without=without, on_stage=stage)


def _stage(shown: str) -> Callable[[str], None]:
    def stage(said: str) -> None:
        """Tell a person who waits at a terminal how far the reading has come."""
        if sys.stderr.isatty():
            sys.stderr.write(f"{shown}: {said}\n")

    return stage


def _is_large(path: Path) -> bool:
    """Whether a file is text or Parquet that is larger than the page takes.

    Such a file is never held as a whole: an engine reads it where it lies.
    """
    try:
        if path.stat().st_size <= gate.LARGEST_FILE:
            return False
        with path.open("rb") as opened:
            head = opened.read(gate.SAMPLE)
    except OSError:
        return False
    if head.startswith(facts_mark.PARQUET):
        return not facts_mark.is_facts_at(path)
    return (
        not head.startswith((b"PK", ole_gate.START))
        and gate.check(head, path.name, len(head)) == "csv"
    )


def _roomy() -> Bounds:
    """What a file too large for the page may take of this machine."""
    import psutil

    memory = int(psutil.virtual_memory().total * OF_MEMORY)
    return Bounds(memory, LONGEST, largest=memory)
