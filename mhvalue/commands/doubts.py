"""Where a person would be asked: what was taken instead, file by file."""

from collections.abc import Iterator
from dataclasses import dataclass

from mhvalue.catalogue.schema import Catalogue
from mhvalue.cellnames import column_name
from mhvalue.commands.opening import Opened
from mhvalue.editions import ANSWER
from mhvalue.ingest.reading import FIGURE_ROLES, TableReading
from mhvalue.words.editions import WHY, figures
from mhvalue.words.naming import doubted
from mhvalue.workspace import Workspace

MOST_NAMED = 8


@dataclass(frozen=True)
class Doubt:
    """One guess: in which file and where, what is unclear, and what was taken."""

    file: str
    where: str
    what: str
    taken: str


def doubts(opened: Opened, catalogue: Catalogue) -> tuple[Doubt, ...]:
    """Every guess that the app would have a person confirm.

    What a recipe had settled is no doubt; what differs from it is. A problem that was dealt with
    in a way that a person could choose otherwise is one too.
    """
    return tuple(_doubts(opened, catalogue))


def of_files(together: Workspace) -> tuple[Doubt, ...]:
    """What is not sure between files: which of two is newer, which names mean one unit."""
    return (*_newer(together), *_names(together))


def _newer(together: Workspace) -> Iterator[Doubt]:
    """Files that state different figures for the same things, and which was taken for newer."""
    names = {file.sha256: file.name for file in together.files}
    for pair in together.order.pairs:
        count = f"{figures(pair.figures, 'differs', 'differ')}"
        what = f"{count} from those of {names[pair.older]} for the same unit, period and item."
        if pair.by == ANSWER:
            continue
        taken = "Neither file was believed."
        if pair.by:
            taken = f"This file was taken for the newer one, {WHY[pair.by]}."
        yield Doubt(names[pair.newer], "", what, taken)


def _names(together: Workspace) -> Iterator[Doubt]:
    """Names that were read as one unit over all files, and names that may be one."""
    for problem in together.named.problems:
        yield Doubt(problem.file, "", problem.what, problem.done)
    for asked in together.named.asked:
        yield Doubt(asked.files[-1], "", doubted(asked), "They were kept apart.")


def _doubts(opened: Opened, catalogue: Catalogue) -> Iterator[Doubt]:
    result, file = opened.result, opened.name
    for sheet, column in opened.without:
        where = f"{sheet} {column}".strip()
        yield Doubt(file, where, "The column tells who somebody is.", "It was left out.")
    for difference in opened.differences:
        taken = "The rest was read by the recipe." if opened.by_recipe else "It was read anew."
        yield Doubt(file, difference.where, difference.what, taken)
    if not opened.by_recipe:
        for table in result.reading.tables:
            yield from _of_table(table, file, catalogue)
    for sheet in result.hidden_sheets:
        yield Doubt(file, sheet, "The sheet is hidden.", "It was not read.")
    for names in result.alike:
        what = f"{len(names)} names of units look like one."
        yield Doubt(file, "", what, "They were kept apart.")
    for problem in result.problems:
        if problem.done and problem.do:
            where = f"{problem.sheet} {problem.cell}".strip()
            yield Doubt(file, where, problem.what, problem.done)


def _of_table(table: TableReading, file: str, catalogue: Catalogue) -> Iterator[Doubt]:
    where = table.sheet
    if table.layout == "mapping":
        return
    if not table.use:
        rows = f"rows {table.first_row + 1} to {table.last_row + 1}"
        what = f"A table in {rows} does not say what it holds or for which period."
        yield Doubt(file, where, what, "It was left out.")
        return
    roles = {column.role for column in table.columns}
    if table.period:
        what = "No column holds the period."
        yield Doubt(file, where, what, f"All figures were taken to be for {table.period}.")
    told = {"unit", "unit code"} & roles or any(column.unit for column in table.columns)
    if not told:
        what = "No column names the units."
        yield Doubt(file, where, what, f"All figures were taken to be of one {table.level}.")
    own = [
        column
        for column in table.columns
        if column.role in FIGURE_ROLES
        and column.item
        and column.item not in catalogue.items
        and column.item not in catalogue.metrics
    ]
    if own:
        letters = [column_name(column.index) for column in own]
        more = f" and {len(own) - MOST_NAMED} more" if len(own) > MOST_NAMED else ""
        what = f"The catalogue does not know the headings of {', '.join(letters[:MOST_NAMED])}"
        alone = len({column.item for column in own}) == len(own)
        taken = (
            "Each was taken as an item of its own that never adds up."
            if alone
            else ("They were taken as what the file calls them, which never adds up.")
        )
        yield Doubt(file, where, f"{what}{more}.", taken)
