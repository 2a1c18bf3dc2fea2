"""Reading one file by a recipe: as it proposes itself first, then as was confirmed before."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from mhvalue.errors import PersonColumn, ReadingProblem
from mhvalue.ingest.formats.known import TITLES
from mhvalue.ingest.measure_names import measure_names
from mhvalue.ingest.reading import BY_TABLES, Reading
from mhvalue.ingest.record_reading import FORMAT
from mhvalue.ingest.result import ReadResult
from mhvalue.recipe.difference import Difference
from mhvalue.recipe.match import match, name_differences, unit_differences
from mhvalue.recipe.pairing import same_shape
from mhvalue.recipe.records import alike
from mhvalue.recipe.schema import Recipe, RecipeFile

Read = Callable[[Reading | None], ReadResult]
"""Reads the file in the way given, or as it proposes itself."""


@dataclass(frozen=True, eq=False)
class ByRecipe:
    """What was read, whether by the recipe, and what a person would be asked to accept.

    `file` is the part of the recipe that knew the file, `of_shape` what has changed in its sheets,
    tables and columns.
    """

    result: ReadResult
    applied: bool
    of_shape: tuple[Difference, ...] = ()
    file: RecipeFile | None = None

    @property
    def differences(self) -> tuple[Difference, ...]:
        """All that has changed: in shape, in the units and in the names of figures."""
        if self.file is None:
            return self.of_shape
        reading, facts = self.result.reading, self.result.facts
        return (
            *self.of_shape,
            *unit_differences(self.file, facts.units, reading.merges),
            *name_differences(self.file, measure_names(facts, reading)),
        )

    def corrected(self, result: ReadResult) -> "ByRecipe":
        """The same file as somebody corrected it: a unit said to be a known one is not new."""
        return replace(self, result=result)


def read_by(recipe: Recipe, name: str, read: Read) -> ByRecipe:
    """The file read by the recipe where that knows it, else as it proposes itself.

    Raises what `read` raises at the first reading. A recipe that does not work out on this file
    is not applied, and that is told as a difference.
    """
    result = _with_hidden(recipe, _by_tables(recipe, name, read), read)
    result = _with_records(recipe, result, read)
    found = match(recipe, name, result.reading, result.previews, result.facts)
    if found is None:
        told = Difference("layout", "The recipe knows no file like this one.")
        return ByRecipe(result, False, (told,))
    differences = found.differences
    if found.reading != result.reading:
        try:
            result = read(found.reading)
        except ReadingProblem as problem:
            told = Difference("layout", f"The recipe does not fit: {problem.what}", problem.where)
            return ByRecipe(result, False, (*differences, told))
    return ByRecipe(result, True, differences, found.file)


def left_out_before(agreed: Collection[tuple[str, str]], columns: Sequence[PersonColumn]) -> bool:
    """Whether people's data of these kinds was left out of such sheets before, as was agreed."""
    return bool(columns) and all(
        any(same_shape(column.sheet, sheet) and column.kind == kind for sheet, kind in agreed)
        for column in columns
    )


def _by_tables(recipe: Recipe, name: str, read: Read) -> ReadResult:
    """As the file proposes itself; by tables, where its layout or records had been set aside."""
    result = read(None)
    formats = {file.reading.format for file in recipe.files}
    known = result.reading.format in (*TITLES, FORMAT) and result.reading.format not in formats
    if not known or BY_TABLES not in formats:
        return result
    again = read(Reading(format=BY_TABLES))
    return again if match(recipe, name, again.reading, again.previews) else result


def _with_hidden(recipe: Recipe, result: ReadResult, read: Read) -> ReadResult:
    """With the hidden sheets that had been chosen, where this file has them too."""
    chosen = [sheet for file in recipe.files for sheet in file.reading.hidden]
    wanted = tuple(
        sheet for sheet in result.hidden_sheets if any(same_shape(sheet, c) for c in chosen)
    )
    by_tables = BY_TABLES if result.reading.format == BY_TABLES else ""
    return read(Reading(format=by_tables, hidden=wanted)) if wanted else result


def _with_records(recipe: Recipe, result: ReadResult, read: Read) -> ReadResult:
    """With sheets counted as records that had been declared to be, where they look the same."""
    before = [one for file in recipe.files for one in file.reading.records if one.use]
    known = {one.sheet for one in result.reading.records}
    kinds = {
        sheet: one.reading.kind
        for sheet in result.sheets
        for one in before
        if sheet not in known and same_shape(one.sheet, sheet)
    }
    if not (result.reading.is_by_tables or result.reading.format == FORMAT) or not kinds:
        return result
    try:
        again = read(result.reading.declaring(kinds))
    except ReadingProblem:
        return result
    found = [one for one in again.reading.records if one.sheet in kinds]
    return again if all(any(alike(old, one) for old in before) for one in found) else result
