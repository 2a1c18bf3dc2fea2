"""Every mistake a person or a file can make, as one tree.

MhvalueError
├── FileRefused        the file as a whole is not read
│   └── ReadingStopped the reading was cancelled, ran out of time or memory
├── ReadingProblem     a table was found but cannot be read the way it was described
├── NotAddable         a figure was asked for that would add up what never adds
├── NothingToShow      the choices made leave no figures
├── StatisticsProblem  a setting or a set of numbers no method allows
├── CatalogueProblem   a metric or data item is described wrongly
├── RecipeProblem      a saved recipe does not fit
└── ExportProblem      a file cannot be written, or must not leave

A message says what is wrong, where (file, sheet, cell) and what to do next. It never repeats a
value from a person's file: file, sheet, column and cell names only.
"""


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


class ExportProblem(MhvalueError):
    """A file cannot be written, or must not leave."""
