"""The headings by which a published layout is known, wherever they stand and in any order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mhvalue.ingest.formats.mhsds import Layout
from mhvalue.ingest.headings import plain
from mhvalue.ingest.sheets.cells import Sheet
from mhvalue.ingest.vocabulary import folded

HEADER_WITHIN: Final = 20

Names = Mapping[str, tuple[str, ...]]
"""Each part of a layout with the headings it may have, folded, the best first."""


@dataclass(frozen=True, eq=False)
class Headed:
    """One row of a sheet that may be a header: column by squeezed heading."""

    sheet: Sheet
    row: int
    columns: Mapping[str, int]

    @property
    def is_last(self) -> bool:
        """Whether nothing stands below the row."""
        return bool(self.row + 1 == self.sheet.shape[0])


def headed(sheets: Sequence[Sheet]) -> Iterator[Headed]:
    """The rows at the top of each sheet that hold at least three texts."""
    for sheet in sheets:
        for row, cells in enumerate(sheet.rows(0, HEADER_WITHIN)):
            texts = [(c, v) for c, v in enumerate(cells) if isinstance(v, str)]
            if len(texts) > 2:
                yield Headed(sheet, row, {squeezed(v): c for c, v in reversed(texts)})


def squeezed(heading: str) -> str:
    """A folded heading without its spaces: "Time period" and "Timeperiod" are one."""
    return folded(plain(heading)).replace(" ", "")


def is_one_of(heading: str, names: Sequence[str]) -> bool:
    """Whether a heading is one of those that a part of a layout may have."""
    return squeezed(heading) in map(squeezed, names)


def fits(row: Headed, needed: Names, welcome: Names) -> Layout | None:
    """The layout whose header is this row, or None where a needed part is not there."""
    columns = {
        part: row.columns[squeezed(name)]
        for part, names in {**needed, **welcome}.items()
        for name in reversed(names)
        if squeezed(name) in row.columns
    }
    return Layout(row.sheet, row.row, columns) if columns.keys() >= needed.keys() else None
