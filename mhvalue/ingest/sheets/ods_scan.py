"""One pass over an ods workbook's XML for what calamine does not tell.

calamine reads an error as '' or, as older programs write it, as the number 0; it tells nothing of
formulas without an answer, hidden rows and columns, percentages and merged cells. And it makes
room for every repeated cell before anyone can ask how many there are.
Source of the elements: Open Document Format 1.3, part 3, chapter 9.
"""

import io
import re
import zipfile
from typing import Final
from xml.parsers import expat

from mhvalue.errors import FileRefused
from mhvalue.ingest.sheets.cells import NO_SAVED_ANSWER, CellError
from mhvalue.ingest.sheets.unseen import Unseen, damage_refused, refuse_if_too_far
from mhvalue.ingest.sheets.xml_scan import LAST_COLUMN, OTHER_ERROR

LONGEST_COUNT: Final = 10

_ERROR: Final = re.compile(
    r"(#DIV/0!|#N/A|#NAME\?|#NULL!|#NUM!|#REF!|#VALUE!|#SPILL!|#CALC!)|Err:[0-9]{3}"
)
_GROUPS: Final = ("table:table-row-group", "table:table-column-group")
_CELLS: Final = ("table:table-cell", "table:covered-table-cell")
_UNSEEN: Final = ("collapse", "filter")
_ALTERED: Final = "The file has been altered."
_SAVE_AGAIN: Final = "Open it in Excel, save it as .xlsx and upload that."


class OdsParts:
    """Every sheet of an ods archive that has passed the gate, found in one pass.

    Raises FileRefused for a document that declares entities, for a damaged one, and where the
    outermost values of a sheet are too far apart; KeyError where the part itself is not there.
    """

    def __init__(self, data: bytes) -> None:
        tables = _Tables(expat.ParserCreate())
        with (
            damage_refused(),
            zipfile.ZipFile(io.BytesIO(data)) as archive,
            archive.open("content.xml") as content,
        ):
            tables.parser.ParseFile(content)
        self._found = tables.found

    def sheet(self, name: str) -> Unseen:
        """What calamine does not tell of a sheet."""
        return self._found.get(name, Unseen())


def _refuse(*_: object) -> None:
    raise FileRefused(_ALTERED, do=_SAVE_AGAIN)


class _Tables:
    """Handlers that follow the rows and cells of the tables that are sheets."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self.found: dict[str, Unseen] = {}
        self._inside = False
        self._table = _Table("")
        self._note = 0
        self._cell: _Cell | None = None
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse

    def _begin(self, tag: str, told: dict[str, str]) -> None:
        if tag == "table:table":
            self._begin_table(told.get("table:name", ""))
        elif not self._inside:
            return
        elif tag in _CELLS:
            self._cell = self._table.cell(told)
            if self._cell is not None:
                # Asked of the few cells only, because each call costs.
                self.parser.CharacterDataHandler = self._text
        elif tag == "text:p":
            if self._cell is not None and not self._note:
                self._cell.texts.append("")
        elif tag == "office:annotation":
            self._note += 1
        elif tag == "table:table-row":
            self._table.row(told)
        elif tag == "table:table-column":
            self._table.column(told)
        elif tag in _GROUPS:
            self._table.groups.append(told.get("table:display") == "false")

    def _begin_table(self, name: str) -> None:
        if self._inside:
            # calamine would read the inner table in place of the sheet.
            raise FileRefused(
                "This sheet holds a table in a drawing.",
                where=f"sheet {self._table.name}",
                do=_SAVE_AGAIN,
            )
        self._inside = True
        self._table = _Table(name)

    def _text(self, data: str) -> None:
        cell = self._cell
        if cell is not None and cell.texts and not self._note:
            cell.texts[-1] += data

    def _end(self, tag: str) -> None:
        if tag == "text:p":
            return
        if tag == "table:table":
            self._inside = False
            self.found[self._table.name] = self._table.unseen()
        elif not self._inside:
            return
        elif tag in _CELLS:
            if self._cell is not None:
                self._table.tell(self._cell)
                self._cell = None
                self.parser.CharacterDataHandler = None
        elif tag == "office:annotation":
            self._note -= 1
        elif tag == "table:table-row":
            self._table.next_row()
        elif tag in _GROUPS:
            self._table.groups.pop()


class _Cell:
    """A cell that may hold an error or a formula without an answer, and the texts it shows."""

    def __init__(self, column: int, repeated: int, told: dict[str, str]) -> None:
        self.columns = range(column, column + repeated)
        self.kind = told.get("office:value-type", "")
        self.is_nought = told.get("office:value") in ("0", "0.0")
        self.is_error = told.get("calcext:value-type") == "error"
        self.texts: list[str] = []

    def problem(self) -> CellError | None:
        shown = "".join(self.texts).strip()
        code = _ERROR.fullmatch(shown)
        if code or self.is_error:
            return CellError(code[1] or OTHER_ERROR if code else OTHER_ERROR)
        return None if self.kind or self.texts else CellError(NO_SAVED_ANSWER)


class _Table:
    """What was met so far of one sheet; rows and cells that repeat are counted, not kept."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.groups: list[bool] = []
        self._row, self._rows, self._column, self._columns = 0, 1, 0, 0
        self._hidden_rows: list[tuple[int, int]] = []
        self._hidden_columns: list[tuple[int, int]] = []
        self._percents: dict[int, list[tuple[int, int]]] = {}
        self._merged: list[tuple[int, int, int, int]] = []
        self._missing: list[tuple[range, range, CellError]] = []
        self._noughts: list[tuple[int, int]] = []
        self._told = False
        self._height, self._width = 0, 0

    def column(self, told: dict[str, str]) -> None:
        first = self._columns
        self._columns += _count(told, "table:number-columns-repeated")
        if any(self.groups) or told.get("table:visibility") in _UNSEEN:
            self._hidden_columns.append((first, self._columns - 1))

    def row(self, told: dict[str, str]) -> None:
        self._rows, self._column = _count(told, "table:number-rows-repeated"), 0
        if any(self.groups) or told.get("table:visibility") in _UNSEEN:
            self._hidden_rows.append((self._row, self._row + self._rows - 1))

    def next_row(self) -> None:
        self._row += self._rows

    def cell(self, told: dict[str, str]) -> _Cell | None:
        """Count a cell; the cell itself where its text must be known."""
        if not told:
            self._column += 1
            return None
        first = self._column
        repeated = _count(told, "table:number-columns-repeated")
        self._column += repeated
        kind, formula = told.get("office:value-type"), "table:formula" in told
        if "table:number-columns-spanned" in told or "table:number-rows-spanned" in told:
            self._spans(told, first)
        if kind is None and not formula:
            return None
        self._width = max(self._width, self._column)
        self._height = self._row + self._rows
        if kind == "percentage":
            for column in range(first, min(self._column, LAST_COLUMN)):
                self._shown(column)
        doubtful = formula or told.get("calcext:value-type") == "error"
        return _Cell(first, repeated, told) if doubtful else None

    def tell(self, cell: _Cell) -> None:
        """Keep a cell that holds no value."""
        problem = cell.problem()
        if problem is not None:
            rows = range(self._row, self._row + self._rows)
            self._missing.append((rows, cell.columns, problem))
        elif cell.is_nought:
            self._noughts.append((self._row, cell.columns[0]))
        self._told |= not cell.is_nought

    def unseen(self) -> Unseen:
        """The whole sheet; raises FileRefused where it reaches too far to be read."""
        height, width = self._height, self._width
        refuse_if_too_far(height, width, self.name)
        return Unseen(
            missing={
                (row, column): error
                for rows, columns, error in self._missing
                for row in rows
                for column in columns
            },
            hidden_rows=tuple(
                row
                for first, last in self._hidden_rows
                for row in range(first, min(last + 1, height))
            ),
            hidden_columns=tuple(pair for pair in self._hidden_columns if pair[0] < width),
            percents=tuple(
                (column, first, last)
                for column, held in sorted(self._percents.items())
                for first, last in held
            ),
            merged=tuple(self._merged),
            noughts=() if self._told else tuple(self._noughts),
            used=(height, width),
        )

    def _spans(self, told: dict[str, str], column: int) -> None:
        down = _count(told, "table:number-rows-spanned")
        across = _count(told, "table:number-columns-spanned")
        if (down, across) != (1, 1):
            last = self._row + down - 1, column + across - 1
            self._merged.append((self._row, column, *last))

    def _shown(self, column: int) -> None:
        """Mark the cell of this row as a percentage; one below another makes one stretch."""
        held = self._percents.setdefault(column, [])
        last = self._row + self._rows - 1
        if held and held[-1][1] == self._row - 1:
            held[-1] = held[-1][0], last
        else:
            held.append((self._row, last))


def _count(told: dict[str, str], name: str) -> int:
    """How often something stands there; at least once, whatever is written."""
    written = told.get(name)
    if written is None:
        return 1
    return max(int(written), 1) if written.isdecimal() and len(written) < LONGEST_COUNT else 1
