"""What lies in the files a person took away."""

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from struct import unpack

from openpyxl import load_workbook

NOT_FOR_SHARING = "Not for sharing"
XLSX_START = b"PK\x03\x04"
PNG_START = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Sheet:
    """One sheet: the lines above its header, and its rows as heading to cell."""

    notices: list[str]
    rows: list[dict[str, object]]
    texts: list[str]

    def by(self, *headings: str) -> dict[tuple[object, ...], dict[str, object]]:
        """The rows by what stands under these headings; each must be there once."""
        found = {tuple(row[heading] for heading in headings): row for row in self.rows}
        assert len(found) == len(self.rows)
        return found


def sheets(data: bytes) -> dict[str, Sheet]:
    """Every sheet of a workbook; dates as dates."""
    assert data.startswith(XLSX_START)
    book = load_workbook(BytesIO(data))
    return {sheet.title: _sheet([[_cell(c) for c in r] for r in sheet.values]) for sheet in book}


def _sheet(lines: list[list[object]]) -> Sheet:
    header = next((n for n, line in enumerate(lines) if line[0] == "Metric"), len(lines))
    names = [str(name) for name in lines[header]] if header < len(lines) else []
    return Sheet(
        [str(line[0]) for line in lines[:header] if line[0]],
        [dict(zip(names, line, strict=True)) for line in lines[header + 1 :]],
        [str(cell) for line in lines for cell in line if cell is not None],
    )


def _cell(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


def day(text: object) -> date:
    """A date as a comma-separated file writes it."""
    return date.fromisoformat(str(text))


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG file."""
    assert data.startswith(PNG_START)
    assert data[12:16] == b"IHDR"
    return unpack(">II", data[16:24])
