"""What was noticed while a file was read, for the person to see."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing noticed: what, where, what was done about it, what the person may do.

    Never holds the value of a cell: file, sheet, column and cell names only.
    """

    what: str
    file: str
    sheet: str = ""
    cell: str = ""
    done: str = ""
    do: str = ""

    def sentence(self) -> str:
        """The whole message on one line."""
        where = " ".join(part for part in (self.sheet, self.cell) if part)
        head = f"{self.file}, {where}: {self.what}" if where else f"{self.file}: {self.what}"
        return " ".join(part for part in (head, self.done, self.do) if part)
