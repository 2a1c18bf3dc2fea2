"""What a workbook carries besides the sheets that are read: notes, saved rows, hidden sheets.

Nothing of it becomes a figure. It is listed so that it can be looked at for people's data and
told of, because whoever passes the file on passes it on too.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from mhvalue.ingest.sheets import (
    numbers_in_code,
    ods_texts,
    put_in,
    xls_besides,
    xlsb_texts,
    xml_scan,
)
from mhvalue.ingest.sheets.beside_cells import (
    CHART_TITLES,
    COMMENTS,
    CUSTOM,
    DEFINED_NAMES,
    FORMULAS,
    FURTHER,
    LINKS,
    OUTSIDE,
    PIVOT_CACHE,
    PROPERTIES,
    TEXT_BOXES,
    beside_cells,
    tells_maker,
)
from mhvalue.ingest.sheets.cells import Sheet
from mhvalue.ingest.sheets.gate import FileKind
from mhvalue.ingest.sheets.readers import read_sheets
from mhvalue.ingest.sheets.workbook_parts import WorkbookParts
from mhvalue.ingest.sheets.xml_pieces import as_texts, between_tags, elements, pieces, plain
from mhvalue.ingest.sheets.zip_gate import folded

CHARTS: Final = "saved figures of a chart"
HIDDEN_TEXTS: Final = "hidden sheets"

WORKBOOKS: Final = ("xlsx", "xlsm", "xlsb", "xls", "ods")
_XLSX: Final = ("xlsx", "xlsm")
LARGEST_PART: Final = 64 * 1024**2

_DAMAGE_OF_RECORDS: Final = (struct.error, IndexError, ValueError)
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, *_DAMAGE_OF_RECORDS)
_PROPERTY: Final = re.compile(
    rb'<property\b[^<>]*?\bname="([^"]*)"[^<>]*>.*?</property>', re.DOTALL
)
_MAKER: Final = re.compile(rb"<(dc:creator|cp:lastModifiedBy)\b[^>]*>([^<]*)<")
_SHEETS: Final = re.compile(rb"<TitlesOfParts>.*?</TitlesOfParts>", re.DOTALL)
"""The names of sheets and of cells, which are looked at where they stand themselves."""
_NAMED: Final = re.compile(rb'<definedName [^<>]*?name="([^"]*)"[^>]*>([^<]*)<')
_FIELD_NAME: Final = re.compile(rb'\bname="([^"]*)"')
_SAVED: Final = re.compile(rb'<[snd] v="([^"]*)"')
_VALUE: Final = re.compile(rb"<v(?: [^>]*)?>([0-9]{10}|[^<]*[^-+0-9.eE<][^<]*)</v>")
_SEPARATE: Final = (
    (COMMENTS, re.compile(r"xl/comments/?[^/]*\.xml"), b"comment"),
    (COMMENTS, re.compile(r"xl/threadedcomments/[^/]*\.xml"), b"threadedComment"),
    (TEXT_BOXES, re.compile(r"xl/drawings/[^/]*\.xml"), b"a:p"),
    (TEXT_BOXES, re.compile(r"xl/drawings/[^/]*\.vml"), b"div"),
    (CHARTS, re.compile(r"xl/charts/[^/]*\.xml"), b"c:v"),
    (CHART_TITLES, re.compile(r"xl/charts/[^/]*\.xml"), b"a:p"),
)
_CUSTOM: Final = re.compile(r"customxml/item[0-9]*\.xml")
_PIVOT: Final = re.compile(r"xl/pivotcache/pivotcache(definition|records)[^/]*\.xml")
_FURTHER: Final = re.compile(
    r"xl/(?:workbook|(?:drawings|diagrams|richdata|ctrlprops|webextensions|pivottables|externallinks)/[^/]*"
    r"|charts/chartex[^/]*)\.xml|customxml/item[0-9]*\.xml"
)
_BINARY_SHEET: Final = re.compile(r"xl/worksheets/[^/]*\.bin")
_OUTSIDE_PART: Final = re.compile(r"xl/externallinks/[^/]*\.xml")


@dataclass(frozen=True)
class Leftover:
    """Texts of one place, each once; `heading` stands over them; `sheet` is a hidden one."""

    place: str
    texts: tuple[str, ...]
    heading: str = ""
    sheet: str = ""


def leftovers(data: bytes, kind: FileKind, sheets: Collection[Sheet]) -> tuple[Leftover, ...]:
    """Everything a workbook carries that `sheets`, as they were read, do not hold.

    The XML parts of an archive are searched as bytes, and so are the hidden sheets of xlsx and
    xlsm; those of the other kinds are read as any sheet is.
    """
    if kind not in WORKBOOKS:
        return ()
    unread = {sheet.name for sheet in sheets if sheet.unread and sheet.visibility != "visible"}
    found = list(_grouped(text for sheet in sheets for text in sheet.beside))
    if kind == "xls":
        with suppress(*_DAMAGE_OF_RECORDS):
            found += _of_xls(data)
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                if entry.file_size <= LARGEST_PART:
                    # A part that is damaged is one that nobody can read.
                    with suppress(*_DAMAGE):
                        name = folded(entry.filename)
                        told = list(_of_part(name, archive, entry))
                        found += [*told, *_further(name, archive, entry, told)]
            with suppress(*_DAMAGE):
                found += _shared(archive, sheets) if unread and kind in _XLSX else ()
    if unread:
        with suppress(*_DAMAGE):
            found += _of_unread(data, unread) if kind in _XLSX else _of_hidden(data, kind, unread)
    return tuple(leftover for leftover in found if leftover.texts)


def makers(data: bytes, kind: FileKind) -> tuple[str, ...]:
    """Who made the workbook and who saved it last, as its properties say."""
    if kind == "xls":
        with suppress(*_DAMAGE_OF_RECORDS):
            return xls_besides.makers(data)
    if kind not in WORKBOOKS:
        return ()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, suppress(*_DAMAGE):
        parts = {folded(name): name for name in archive.namelist()}
        if kind == "ods":
            return ods_texts.makers(archive.read(parts["meta.xml"])) if "meta.xml" in parts else ()
        core = parts.get("docprops/core.xml")
        return tuple(plain(m[1]) for m in _MAKER.findall(archive.read(core))) if core else ()
    return ()


def _of_part(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[Leftover]:
    for place, pattern, tag in _SEPARATE:
        if pattern.fullmatch(name):
            yield Leftover(place, pieces(archive.read(entry), tag))
    if put_in.PARTS.fullmatch(name):
        for place, texts in put_in.texts(name, archive.read(entry)):
            yield Leftover(place, texts)
    if ods_texts.PARTS.fullmatch(name):
        yield from _grouped(ods_texts.texts(name, archive.read(entry)))
    elif _CUSTOM.fullmatch(name):
        yield Leftover(CUSTOM, between_tags(archive.read(entry)))
    elif name.startswith("docprops/") and name.endswith(".xml"):
        kept = _SHEETS.sub(b"", _MAKER.sub(b"", archive.read(entry)))
        yield Leftover(PROPERTIES, between_tags(_PROPERTY.sub(_unless_of_maker, kept)))
    elif name == "xl/workbook.xml":
        pairs = _NAMED.findall(archive.read(entry))
        yield Leftover(DEFINED_NAMES, tuple(plain(text) for pair in pairs for text in pair))
    elif xlsb_texts.PARTS.fullmatch(name):
        yield from _grouped(xlsb_texts.texts(archive.read(entry)))
    elif xlsb_texts.CACHES.fullmatch(name):
        yield from _saved_rows(xlsb_texts.saved_rows(archive.read(entry)))
    elif _OUTSIDE_PART.fullmatch(name):
        yield Leftover(OUTSIDE, as_texts(_VALUE.findall(archive.read(entry))))
    elif match := _PIVOT.fullmatch(name):
        part = archive.read(entry)
        if match[1] == "records":
            yield Leftover(PIVOT_CACHE, as_texts(_SAVED.findall(part)))
        for field in elements(part, b"cacheField"):
            heading = _FIELD_NAME.search(field)
            texts = as_texts(_SAVED.findall(field))
            yield Leftover(PIVOT_CACHE, texts, plain(heading[1]) if heading else "")


def _further(
    name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, told: Collection[Leftover]
) -> Iterator[Leftover]:
    """What else of a part may be a number of somebody, besides what was told of it."""
    if name.endswith(".rels"):
        yield Leftover(LINKS, numbers_in_code.in_links(archive.read(entry)))
    elif _BINARY_SHEET.fullmatch(name):
        yield Leftover(FORMULAS, tuple(numbers_in_code.in_literals(archive.read(entry))))
    elif _FURTHER.fullmatch(name):
        known = (text for leftover in told for text in leftover.texts)
        found = numbers_in_code.in_xml(archive.read(entry))
        yield Leftover(FURTHER, numbers_in_code.besides(found, known))


def _unless_of_maker(found: re.Match[bytes]) -> bytes:
    return b"" if tells_maker(plain(found[1])) else found[0]


def _of_xls(data: bytes) -> Iterator[Leftover]:
    yield from _grouped(xls_besides.texts(data))
    yield from _saved_rows(xls_besides.saved_rows(data))


def _saved_rows(values: Iterable[tuple[str, str]]) -> Iterator[Leftover]:
    """The values a pivot table keeps, given with their headings, as one leftover a heading."""
    fields: dict[str, dict[str, None]] = {}
    for heading, value in values:
        fields.setdefault(heading, {})[value] = None
    for heading, held in fields.items():
        yield Leftover(PIVOT_CACHE, tuple(held), heading)


def _grouped(beside: Iterable[tuple[str, str]], sheet: str = "") -> Iterator[Leftover]:
    """Texts with their places as one leftover a place."""
    places: dict[str, dict[str, None]] = {}
    for place, text in beside:
        places.setdefault(place, {})[text] = None
    for place, texts in places.items():
        yield Leftover(place, tuple(texts), sheet=sheet)


def _of_unread(data: bytes, unread: Collection[str]) -> Iterator[Leftover]:
    """The ten-digit figures of unread sheets and the texts that are theirs alone."""
    with WorkbookParts(data) as parts:
        for name in unread:
            part = xml_scan.plain(parts.sheet(name))
            texts = (*as_texts(_VALUE.findall(part)), *pieces(part, b"is"))
            yield Leftover(HIDDEN_TEXTS, texts, sheet=name)
            yield from _grouped(beside_cells(part), name)


def _shared(archive: zipfile.ZipFile, sheets: Collection[Sheet]) -> Iterator[Leftover]:
    """The texts all sheets share, without those that a sheet which was read shows.

    Nothing where a visible sheet was passed over: its texts could not be told from hidden ones.
    """
    if any(sheet.unread and sheet.visibility == "visible" for sheet in sheets):
        return
    shown = {value for sheet in sheets for value in _texts_of(sheet)}
    for name in archive.namelist():
        if folded(name) == "xl/sharedstrings.xml":
            texts = pieces(archive.read(name), b"si")
            yield Leftover(HIDDEN_TEXTS, tuple(text for text in texts if text not in shown))


def _of_hidden(data: bytes, kind: FileKind, unread: Collection[str]) -> Iterator[Leftover]:
    for sheet in read_sheets(data, kind, unread):
        yield from _grouped(sheet.beside, sheet.name)
        for column in range(sheet.cells.shape[1]):
            values = [value for value in sheet.cells[:, column].tolist() if value is not None]
            texts = tuple(f"{v:.0f}" if isinstance(v, float) else str(v) for v in values)
            if texts:
                yield Leftover(HIDDEN_TEXTS, texts[1:], texts[0], sheet.name)


def _texts_of(sheet: Sheet) -> Iterator[str]:
    for _, values in sheet.coded.values():
        yield from (value for value in values.tolist() if isinstance(value, str))
