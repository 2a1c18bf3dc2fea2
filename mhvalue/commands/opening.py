"""Files opened from the command line: no questions asked, the best guess taken and told."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mhvalue.editions import from_data as answers_of
from mhvalue.errors import FileRefused, PeopleFound, RecipeProblem
from mhvalue.ingest import facts_mark
from mhvalue.ingest.bounded.children import Bounds
from mhvalue.ingest.bounded.process import read_file, read_path
from mhvalue.ingest.reading import Reading
from mhvalue.ingest.result import ReadResult
from mhvalue.ingest.sheets import gate, ole_gate
from mhvalue.naming.answers import from_data as names_of
from mhvalue.recipe.difference import Difference
from mhvalue.recipe.opening import read_by
from mhvalue.recipe.saved import LARGEST, from_json
from mhvalue.recipe.schema import Recipe
from mhvalue.workspace import OpenFile, Workspace

LONGEST: Final = 3600
"""Seconds that one large file may take."""
OF_MEMORY: Final = 0.75
"""The share of the machine's memory that one large file may take."""


@dataclass(frozen=True, eq=False)
class Opened:
    """One file and what was read; `without` are columns left out because they tell of people."""

    name: str
    result: ReadResult
    by_recipe: bool = False
    differences: tuple[Difference, ...] = ()
    without: tuple[tuple[str, str], ...] = ()


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
    return Opened(shown, found.result, found.applied, found.differences, without)


def workspace_of(opened: Sequence[Opened], recipe: Recipe | None) -> Workspace:
    """All files together, by what a recipe says of them; each has its place for a key."""
    files = tuple(OpenFile(one.name, str(place), one.result) for place, one in enumerate(opened))
    if recipe is None:
        return Workspace(files)
    newer, same = (recipe.choices.get(name, []) for name in ("newer_files", "unit_names"))
    return Workspace(
        files,
        answers=answers_of(newer if isinstance(newer, list) else ()),
        same=names_of(same if isinstance(same, list) else ()),
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
