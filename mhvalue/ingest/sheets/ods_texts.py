"""Texts that an ods workbook carries besides its cells.

Source of the elements: Open Document Format 1.3, part 3: 14.1 (annotation), 10.4 (drawings),
16.10 (headers and footers), 9.4.5 (validations), 9.4.12 (names), 11.2 (titles), 4.3 (metadata).
"""

import re
from collections.abc import Iterator
from typing import Final

from mhvalue.ingest.sheets.beside_cells import (
    CHART_TITLES,
    CHOICES,
    COMMENTS,
    DEFINED_NAMES,
    DESCRIBED,
    FORMULAS,
    LINKS,
    PRINTED,
    PROPERTIES,
    RULES,
    TEXT_BOXES,
)
from mhvalue.ingest.sheets.numbers_in_code import in_links, in_quotes
from mhvalue.ingest.sheets.xml_pieces import as_texts, elements, pieces, plain

PARTS: Final = re.compile(r"(?:content|styles|meta)\.xml|object [^/]*/content\.xml")
"""Of the workbook, and of the charts that lie in it."""

_PARAGRAPH: Final = b"text:p"
_OF_CONTENT: Final = (
    (COMMENTS, b"office:annotation"),
    (TEXT_BOXES, b"draw:text-box"),
    (TEXT_BOXES, b"draw:custom-shape"),
    (CHOICES, b"table:help-message"),
    (CHOICES, b"table:error-message"),
)
_OF_CHARTS: Final = tuple(
    (CHART_TITLES, b"chart:" + which) for which in (b"title", b"subtitle", b"footer")
)
_OF_STYLES: Final = tuple(
    (PRINTED, b"style:" + end + which)
    for end in (b"header", b"footer")
    for which in (b"", b"-left", b"-first")
)
_LIST: Final = re.compile(rb'is-in-list\(([^<>"]*)\)')
_CHOICE: Final = re.compile(r'"([^"]*)"')
_MADE_BY: Final = re.compile(rb"<(meta:initial-creator|dc:creator|meta:generator)\b[^>]*>[^<]*<")
_MAKER: Final = re.compile(rb"<(?:meta:initial-creator|dc:creator)\b[^>]*>([^<]*)<")
_NAME: Final = re.compile(rb"<table:(?:named-range|named-expression)\b[^>]*>")
_NAMED: Final = re.compile(rb'\btable:name="([^"]*)"')
_STANDS_FOR: Final = re.compile(rb'\btable:expression="([^"]*)"')
_SAID_OF_PICTURES: Final = re.compile(rb"<svg:(?:title|desc)\b[^<>]*>([^<]+)<")
_FORMULA: Final = re.compile(rb'\btable:formula="([^"]*[0-9]{3}[^"]*)"')
_RULE: Final = re.compile(
    rb'\b(?:table:value|(?:table|style):condition|calcext:value)="([^"]*[0-9]{3}[^"]*)"'
)
_ELEMENT: Final = re.compile(rb">([^<>]+)<")


def texts(name: str, part: bytes) -> Iterator[tuple[str, str]]:
    """The texts of one of PARTS that stand in no cell, with the place of each."""
    if name == "meta.xml":
        for raw in _ELEMENT.findall(_MADE_BY.sub(b"<", part)):
            yield PROPERTIES, plain(raw)
        return
    places = _OF_STYLES
    if name.endswith("content.xml"):
        places = _OF_CONTENT if name == "content.xml" else _OF_CHARTS
    for place, tag in places:
        for element in elements(part, tag):
            for text in pieces(element, _PARAGRAPH):
                yield place, text
    if name == "content.xml":
        yield from ((DESCRIBED, told) for told in as_texts(_SAID_OF_PICTURES.findall(part)))
        yield from ((LINKS, told) for told in in_links(part))
        for place, pattern in ((FORMULAS, _FORMULA), (RULES, _RULE)):
            found = b" ".join(b'"%b"' % raw for raw in dict.fromkeys(pattern.findall(part)))
            yield from ((place, told) for told in in_quotes(found))
    for defined in _NAME.findall(part):
        told = [plain(raw) for raw in _NAMED.findall(defined)]
        told += [
            text for raw in _STANDS_FOR.findall(defined) for text in _CHOICE.findall(plain(raw))
        ]
        yield from ((DEFINED_NAMES, text) for text in told)
    for listed in _LIST.findall(part):
        for choice in _CHOICE.findall(plain(listed)):
            yield CHOICES, choice


def makers(meta: bytes) -> tuple[str, ...]:
    """Who made the workbook and who saved it last, as its metadata say."""
    return as_texts(_MAKER.findall(meta))
