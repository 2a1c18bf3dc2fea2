"""Which part of an xlsx archive holds which sheet."""

import io
import posixpath
import re
import zipfile
from functools import cached_property
from types import TracebackType
from typing import Final
from xml.etree import ElementTree
from xml.sax.saxutils import unescape

from mhvalue.ingest.sheets.number_formats import NumberFormats, number_formats
from mhvalue.ingest.sheets.shared_strings import texts_of
from mhvalue.ingest.sheets.zip_gate import folded

_NUMBER_FORMAT: Final = re.compile(rb"<(?:\w+:)?numFmt\s([^>]*)>")
_CELL_STYLES: Final = re.compile(rb"<(?:\w+:)?cellXfs\b[^>]*>(.*?)</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE: Final = re.compile(rb"<(?:\w+:)?xf\s([^>]*)>")
_ATTRIBUTE: Final = re.compile(rb"""(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_RELATION: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)


class WorkbookParts:
    """The sheets of an xlsx archive as XML, unpacked one at a time.

    The archive has passed the gate: no declared entities, no two parts of one name.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = {folded(name): name for name in self._archive.namelist()}
        self._workbook = self._tree("xl/workbook.xml")
        self._relations = list(self._tree("xl/_rels/workbook.xml.rels"))
        self._sheets = self._find_sheets()

    def __enter__(self) -> "WorkbookParts":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._archive.close()

    def sheet(self, name: str) -> bytes:
        """The XML of a sheet; empty when the workbook names a part that is not there."""
        part = self._names.get(self._sheets.get(name, ""))
        return self._archive.read(part) if part else b""

    def size(self, name: str) -> int:
        """How many bytes the XML of a sheet is said to have."""
        part = self._names.get(self._sheets.get(name, ""))
        return self._archive.getinfo(part).file_size if part else 0

    @cached_property
    def formats(self) -> NumberFormats:
        """What the number format of each cell style (place in cellXfs) makes of a number."""
        name = self._names.get("xl/styles.xml")
        styles = self._archive.read(name) if name else b""
        own = {}
        for written in _NUMBER_FORMAT.findall(styles):
            told = _attributes(written)
            code = told.get(b"formatCode", b"").decode("utf-8", errors="replace")
            own[_whole(told.get(b"numFmtId"))] = unescape(code, {"&quot;": '"', "&apos;": "'"})
        cells = _CELL_STYLES.search(styles)
        used = _STYLE.findall(cells[1]) if cells else []
        return number_formats([_whole(_attributes(x).get(b"numFmtId")) for x in used], own)

    @cached_property
    def texts(self) -> tuple[str, ...] | None:
        """The texts that cells share; None where they are not written in the usual way."""
        name = self._names.get(self._shared)
        if name is None:
            return ()
        found = texts_of(self._archive.read(name))
        return None if found is None else tuple(found)

    @cached_property
    def date1904(self) -> bool:
        """Whether days are counted from 1904, as old Macintosh workbooks do."""
        return self._says("workbookPr", "date1904")

    @cached_property
    def anew(self) -> bool:
        """Whether every formula is to be worked out again when the workbook is opened."""
        return self._says("calcPr", "fullCalcOnLoad")

    def _says(self, tag: str, name: str) -> bool:
        found = (e for e in self._workbook.iter() if e.tag.rpartition("}")[2] == tag)
        element = next(found, None)
        return element is not None and element.get(name, "0") in ("1", "true")

    def with_sheet(self, name: str, part: bytes) -> bytes:
        """The archive with other XML for one sheet, unpacked so that it costs no time."""
        made = io.BytesIO()
        replaced = self._names[self._sheets[name]]
        with zipfile.ZipFile(made, "w") as target:
            for entry in self._archive.namelist():
                target.writestr(entry, part if entry == replaced else self._archive.read(entry))
        return made.getvalue()

    def _find_sheets(self) -> dict[str, str]:
        targets = {
            relation.get("Id", ""): folded(resolved(relation.get("Target", "")))
            for relation in self._relations
        }
        found = {}
        for sheet in self._workbook.iter():
            if sheet.tag.rpartition("}")[2] == "sheet":
                ids = (sheet.get(f"{{{space}}}id") for space in _RELATION)
                found[sheet.get("name", "")] = targets.get(next(filter(None, ids), ""), "")
        return found

    @property
    def _shared(self) -> str:
        """The part that holds the texts that cells share."""
        kinds = {r.get("Type", "").rpartition("/")[2]: r.get("Target", "") for r in self._relations}
        return folded(resolved(kinds.get("sharedStrings", "sharedStrings.xml")))

    def _tree(self, part: str) -> ElementTree.Element:
        return ElementTree.fromstring(self._archive.read(self._names[part]))


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(tag)}


def _whole(number: bytes | None) -> int:
    return int(number) if number and number.isdigit() else 0


def resolved(target: str) -> str:
    """A relation's target from the archive's root: absolute, or beside the workbook."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join("xl", target))
