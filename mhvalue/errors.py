"""Every mistake a person or a file can make, as one tree.

MhvalueError
├── FileRefused        the file as a whole is not read
│   ├── ReadingStopped the reading was cancelled, ran out of time or memory
│   └── PeopleFound    it holds what tells who somebody is; it can be read without those columns
├── ReadingProblem     a table was found but cannot be read the way it was described
├── NotAddable         a figure was asked for that would add up what never adds
├── NothingToShow      the choices made leave no figures
├── StatisticsProblem  a setting or a set of numbers no method allows
├── CatalogueProblem   a metric or data item is described wrongly
├── RecipeProblem      a saved recipe does not fit
├── ShortlistProblem   a score sheet, weight or decision that the shortlisting cannot take
├── TargetProblem      a target that is no number, or has no date
├── MetricProblem      an own metric that makes no sense
└── ExportProblem      a file cannot be written, or must not leave

A message says what is wrong, where (file, sheet, cell) and what to do next. It never repeats a
value from a person's file: file, sheet, column and cell names only.
"""

from dataclasses import dataclass


class MhvalueError(Exception):
    """The base that pages catch once: a mistake with a plain sentence for the person.

    `what` is the problem, `where` the file, sheet or cell (may be empty), `do` the next step.
    """

    def __init__(self, what: str, *, where: str = "", do: str = "") -> None:
        self.what = what
        self.where = where
        self.do = do
        super().__init__(self.sentence())

    def sentence(self) -> str:
        """The whole message: where it is, what is wrong, what to do."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head} {self.do}" if self.do else head


class FileRefused(MhvalueError):
    """The file as a whole is not read."""


class ReadingStopped(FileRefused):
    """The reading was cancelled, or ran out of time or memory."""


@dataclass(frozen=True)
class PersonColumn:
    """A column that holds people's data: where, of what kind, in how many rows.

    `column` is its letters. `heading` is empty unless it is known to hold nobody's data itself.
    """

    sheet: str
    column: str
    kind: str
    rows: int
    heading: str = ""


class PeopleFound(FileRefused):
    """A file tells who somebody is; nothing of it was kept.

    `columns` are those to go on without. Without any, the place is no column and cannot be left
    out: the name of a sheet.
    """

    def __init__(
        self, what: str, *, where: str = "", do: str = "", columns: tuple[PersonColumn, ...] = ()
    ) -> None:
        self.columns = columns
        super().__init__(what, where=where, do=do)

    @property
    def without(self) -> tuple[tuple[str, str], ...]:
        """Each sheet and column to leave out, once."""
        return tuple(dict.fromkeys((found.sheet, found.column) for found in self.columns))


class ReadingProblem(MhvalueError):
    """A table was found but cannot be read the way it was described."""


class NotAddable(MhvalueError):
    """A figure was asked for that would add up what never adds."""


class NothingToShow(MhvalueError):
    """The choices made leave no figures."""


class StatisticsProblem(MhvalueError):
    """A setting or a set of numbers that no method allows."""


class CatalogueProblem(MhvalueError):
    """A metric or data item is described wrongly."""


class RecipeProblem(MhvalueError):
    """A saved recipe does not fit."""


class ShortlistProblem(MhvalueError):
    """A score sheet, weight or decision that the shortlisting cannot take."""


class TargetProblem(MhvalueError):
    """A target that is no number, or has no date."""


class MetricProblem(MhvalueError):
    """An own metric that makes no sense."""


class ExportProblem(MhvalueError):
    """A file cannot be written, or must not leave."""
