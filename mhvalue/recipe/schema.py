"""What a recipe holds: how each file was read, the names of its units, and the later choices."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

from mhvalue.ingest.reading import Reading
from mhvalue.recipe.alike import pattern
from mhvalue.recipe.choices import Choices
from mhvalue.units import UnitRegister

VERSION: Final = 1


@dataclass(frozen=True)
class RecipeFile:
    """One kind of file: what its name looks like, how it is read, what it spoke of.

    `name` has a star where the period or a number stood: "Wards * v*.xlsx". `units` are pairs of
    level and name, `names` what a column of measures calls its figures, so that what is new or
    missing is noticed. No figure is ever kept.
    """

    name: str
    reading: Reading
    units: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recipe:
    """Everything that was confirmed and chosen, with no data in it."""

    files: tuple[RecipeFile, ...] = ()
    choices: Choices = field(default_factory=Choices)
    version: int = VERSION

    @property
    def left_out(self) -> tuple[tuple[str, str], ...]:
        """The sheets and kinds of people's data that were left out of the files."""
        return tuple(pair for file in self.files for pair in file.reading.left_out)


Opened = tuple[str, Reading, UnitRegister, Collection[str]]
"""The name of an open file, how it was read, its units, and its names of figures."""


def recipe_file(
    name: str, reading: Reading, units: UnitRegister, names: Collection[str]
) -> RecipeFile:
    """What a recipe keeps of one confirmed file."""
    known = tuple(dict.fromkeys((unit.level, unit.name) for unit in units.units))
    return RecipeFile(pattern(name), reading, known, tuple(names))


def recipe_of(files: Iterable[Opened], choices: Choices | None = None) -> Recipe:
    """The recipe of the open files; of two read alike under one name the later one stays."""
    kept: dict[tuple[str, str], RecipeFile] = {}
    for name, reading, units, names in files:
        made = recipe_file(name, reading, units, names)
        headings = [f"{t.sheet}:{c.heading}" for t in reading.tables for c in t.columns]
        headings += [f"{s.sheet}:{c.heading}" for s in reading.records for c in s.reading.columns]
        shape = "|".join(sorted(headings))
        kept[made.name, pattern(shape)] = made
    return Recipe(tuple(kept.values()), choices or Choices())
