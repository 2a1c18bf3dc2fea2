"""The table beside a picture, as text ready to show."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """A heading for every column and rows of as many texts."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def without_empty(self) -> "Table":
        """The table without columns in which no row says anything."""
        kept = [place for place in range(len(self.header)) if any(row[place] for row in self.rows)]
        return Table(
            tuple(self.header[place] for place in kept),
            tuple(tuple(row[place] for place in kept) for row in self.rows),
        )


def unit_heading(name: str, unit: str) -> str:
    """A column's heading with the unit of its figures."""
    return f"{name} ({unit})" if unit else name
