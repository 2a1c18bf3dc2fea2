"""Texts that an ods workbook carries besides its cells.

Source of the elements: Open Document Format 1.3, part 3: 14.1 (annotation), 10.4 (drawings),
16.10 (headers and footers), 9.4.5 (validations), 4.3 (metadata).
"""

import re
from collections.abc import Iterator
from typing import Final

from mhvalue.ingest.sheets.beside_cells import CHOICES, COMMENTS, PRINTED, PROPERTIES, TEXT_BOXES
from mhvalue.ingest.sheets.xml_pieces import elements, pieces, plain

PARTS: Final = ("content.xml", "styles.xml", "meta.xml")

_PARAGRAPH: Final = b"text:p"
_OF_CONTENT: Final = (
    (COMMENTS, b"office:annotation"),
    (TEXT_BOXES, b"draw:text-box"),
    (TEXT_BOXES, b"draw:custom-shape"),
)
_OF_STYLES: Final = tuple(
    (PRINTED, b"style:" + end + which)
    for end in (b"header", b"footer")
    for which in (b"", b"-left", b"-first")
)
_LIST: Final = re.compile(rb'is-in-list\(([^<>"]*)\)')
_CHOICE: Final = re.compile(r'"([^"]*)"')
_MADE_BY: Final = re.compile(rb"<(meta:initial-creator|dc:creator|meta:generator)\b[^>]*>[^<]*<")
_ELEMENT: Final = re.compile(rb">([^<>]+)<")


def texts(name: str, part: bytes) -> Iterator[tuple[str, str]]:
    """The texts of one of PARTS that stand in no cell, with the place of each."""
    if name == "meta.xml":
        for raw in _ELEMENT.findall(_MADE_BY.sub(b"<", part)):
            yield PROPERTIES, plain(raw)
        return
    for place, tag in _OF_CONTENT if name == "content.xml" else _OF_STYLES:
        for element in elements(part, tag):
            for text in pieces(element, _PARAGRAPH):
                yield place, text
    for listed in _LIST.findall(part):
        for choice in _CHOICE.findall(plain(listed)):
            yield CHOICES, choice
