"""Which part of an xlsx archive holds which sheet."""

import io
import posixpath
import zipfile
from types import TracebackType
from typing import Final
from xml.etree import ElementTree

from mhvalue.ingest.zip_gate import folded

_RELATION: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)


class WorkbookParts:
    """The sheets of an xlsx archive as XML, unpacked one at a time.

    The archive has passed the gate: no declared entities, no two parts of one name.
    """

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = {folded(name): name for name in self._archive.namelist()}
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
            relation.get("Id", ""): folded(_resolved(relation.get("Target", "")))
            for relation in self._tree("xl/_rels/workbook.xml.rels")
        }
        found = {}
        for sheet in self._tree("xl/workbook.xml").iter():
            if sheet.tag.rpartition("}")[2] == "sheet":
                ids = (sheet.get(f"{{{space}}}id") for space in _RELATION)
                found[sheet.get("name", "")] = targets.get(next(filter(None, ids), ""), "")
        return found

    def _tree(self, part: str) -> ElementTree.Element:
        return ElementTree.fromstring(self._archive.read(self._names[part]))


def _resolved(target: str) -> str:
    """A relation's target from the archive's root: absolute, or beside the workbook."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join("xl", target))
