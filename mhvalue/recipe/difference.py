"""One thing about a new file that is not as the recipe knew it."""

from dataclasses import dataclass
from typing import Final

KINDS: Final = (
    "renamed column",
    "new column",
    "missing column",
    "new table",
    "new period",
    "missing table",
    "new unit",
    "missing unit",
    "new name",
    "missing name",
    "renamed unit",
    "period",
    "layout",
    "rows left out",
)


@dataclass(frozen=True)
class Difference:
    """What changed, for a person to accept: its kind, a sentence, and the sheet, column or level.

    Names headings, sheets and units; never a figure.
    """

    kind: str
    what: str
    where: str = ""

    def sentence(self) -> str:
        """The whole message on one line."""
        return f"{self.where}: {self.what}" if self.where else self.what
