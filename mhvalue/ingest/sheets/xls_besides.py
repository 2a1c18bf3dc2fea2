"""What an xls workbook carries besides its sheets: names, properties, saved rows of pivot tables.

Source of the records: [MS-XLS] 2.4; of the streams, 2.1.7.
"""

import re
import struct
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Final

from mhvalue.ingest.sheets import compound_file, property_sets
from mhvalue.ingest.sheets.beside_cells import CUSTOM, FORMULAS, PROPERTIES, tells_maker
from mhvalue.ingest.sheets.numbers_in_code import besides, in_literals
from mhvalue.ingest.sheets.xls_scan import BOUNDSHEET, EXCEL_97, records
from mhvalue.ingest.sheets.xls_texts import KINDS, XlsTexts, counted
from mhvalue.ingest.sheets.xml_pieces import between_tags

_SUMMARY: Final = "\x05SummaryInformation"
_PROPERTIES: Final = re.compile("\x05(?:Document)?SummaryInformation")
_CUSTOM: Final = re.compile("Item")
_CACHES: Final = re.compile(r"[0-9A-F]{4}")
"""The streams of the storage in which saved rows of pivot tables lie."""
_CHART: Final = 2

_FIELD: Final = 0x00C7
_FIGURE: Final = 0x00C9
_TEXT: Final = 0x00CD
_DAY: Final = 0x00CE


def texts(data: bytes) -> tuple[tuple[str, str], ...]:
    """Names and their texts, saved cells of other workbooks, properties and custom data."""
    book = compound_file.stream(data, "Workbook", "Book")
    found = XlsTexts(struct.unpack_from("<H", book, 4) == (EXCEL_97,))
    starts = [0]
    for start in starts:
        for kind, at, length in records(book, start):
            if kind == BOUNDSHEET and book[at + 5] == _CHART:
                starts += struct.unpack_from("<L", book, at)
            elif kind in KINDS:
                found.take(kind, book[at : at + length])
    told = ((PROPERTIES, text) for text in _properties(data, of_makers=False))
    kept = (part for _, part in compound_file.streams(data, _CUSTOM))
    custom = ((CUSTOM, text) for part in kept for text in between_tags(part))
    said = found.found()
    numbers = besides(in_literals(book), (text for _, text in said))
    return (*said, *told, *custom, *((FORMULAS, text) for text in numbers))


def makers(data: bytes) -> tuple[str, ...]:
    """Who made the workbook and who saved it last."""
    return tuple(_properties(data, of_makers=True))


def saved_rows(data: bytes) -> Iterator[tuple[str, str]]:
    """The values that pivot tables keep, each with the heading of its field."""
    for _, stream in compound_file.streams(data, _CACHES):
        with suppress(struct.error, ValueError):
            yield from _of_cache(stream)


def _of_cache(stream: bytes) -> Iterator[tuple[str, str]]:
    at, heading = 0, ""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<2H", stream, at)
        content = stream[at + 4 : at + 4 + length]
        at += 4 + length
        if kind == _FIELD:
            heading = counted(content, 14)[0]
        elif kind == _TEXT:
            yield heading, counted(content, 0)[0]
        elif kind == _FIGURE:
            yield heading, f"{struct.unpack_from('<d', content)[0]:.15g}"
        elif kind == _DAY:
            yield heading, f"{datetime(*struct.unpack_from('<2HB', content)):%Y-%m-%d}"


def _properties(data: bytes, *, of_makers: bool) -> Iterator[str]:
    for stream_name, stream in compound_file.streams(data, _PROPERTIES):
        for number, name, text in property_sets.texts(stream):
            made = stream_name == _SUMMARY and number in property_sets.MAKERS
            if text and not tells_maker(name) and made == of_makers:
                yield text
