"""Texts that a sheet carries besides its cells: what is printed above and below, lists to choose.

Source of the elements: ECMA-376 part 1, 18.3.1.46 (headerFooter) and 18.3.1.32 (dataValidation);
of the codes within a header, 18.3.1.39.
"""

import re
from collections.abc import Iterator
from typing import Final

from mhvalue.ingest.sheets.numbers_in_code import besides, in_formulas, in_quotes
from mhvalue.ingest.sheets.xml_pieces import plain

PRINTED: Final = "what is printed above or below the sheet"
CHOICES: Final = "lists to choose from"
COMMENTS: Final = "comments"
PROPERTIES: Final = "document properties"
TEXT_BOXES: Final = "text boxes"
DEFINED_NAMES: Final = "defined names"
PIVOT_CACHE: Final = "the saved rows of a pivot table"
OUTSIDE: Final = "saved cells of another workbook"
CHART_TITLES: Final = "titles of a chart"
CUSTOM: Final = "custom data of the workbook"
DESCRIBED: Final = "what describes a picture"
PUT_IN: Final = "a file put into the workbook"
PUT_IN_BYTES: Final = "an object put into the workbook"
OTHER_PARTS: Final = "tables, slicers or connections of the workbook"
SCENARIOS: Final = "saved scenarios"
FORMULAS: Final = "formulas"
RULES: Final = "rules, filters or links of the sheet"
LINKS: Final = "places that links lead to"
FURTHER: Final = "further parts of the workbook"

Beside = tuple[tuple[str, str], ...]
"""Places and texts."""

_PRINTED: Final = re.compile(
    rb"<(?:odd|even|first)(?:Header|Footer)(?:\s[^<>]*)?>([^<]*)</(?:odd|even|first)(?:Header|Footer)>"
)
_LIST: Final = re.compile(rb"<(?:formula1?|xm:f)>\s*(?:\"|&quot;)([^<]*?)(?:\"|&quot;)\s*<")
_SAID: Final = re.compile(rb'\b(?:prompt|error|promptTitle|errorTitle|tooltip)="([^"]*)"')
_SCENARIO: Final = re.compile(rb"<scenario\b[^<>]*>")
_SCENARIO_SAYS: Final = re.compile(rb'\b(?:name|comment)="([^"]*)"')
_MAKER: Final = re.compile(r"author|editor|owner|sharedwith|setby|createdby|modifiedby", re.I)
_PARTS: Final = re.compile(r"&[LCR]")
_CODES: Final = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|K\d\d[+-]\d{3}|\d{1,3}|[A-Z])')
_AMPERSAND: Final = "&&"


def beside_cells(part: bytes) -> Beside:
    """The texts of a sheet's XML below its rows, where they stand, and numbers in its formulas.

    Links and messages count as what is said beside a list.
    """
    end = part.rfind(b"</sheetData>")
    after = part[end if end >= 0 else 0 :]
    told = dict.fromkeys((*_printed(after), *_choices(after), *_scenarios(after)))
    others = besides(in_quotes(after), (text for _, text in told))
    formulas = in_formulas(part)
    return (*told, *((RULES, text) for text in others), *((FORMULAS, text) for text in formulas))


def tells_maker(name: str) -> bool:
    """Whether a property of that name says who made, keeps or shares the document."""
    return _MAKER.search(name) is not None


def printed(text: str) -> Iterator[tuple[str, str]]:
    """The left, middle and right of a header or footer without the codes of their fonts."""
    for piece in _PARTS.split(text.replace(_AMPERSAND, " ")):
        told = " ".join(_CODES.sub(" ", piece).split())
        if told:
            yield PRINTED, told


def _printed(after: bytes) -> Iterator[tuple[str, str]]:
    if b"Header>" in after or b"Footer>" in after:
        for raw in _PRINTED.findall(after):
            yield from printed(plain(raw))


def _choices(after: bytes) -> Iterator[tuple[str, str]]:
    for raw in _LIST.findall(after) if b"<formula" in after or b"<xm:f>" in after else ():
        for choice in plain(raw).split(","):
            yield CHOICES, choice.strip()
    for raw in _SAID.findall(after):
        yield CHOICES, plain(raw)


def _scenarios(after: bytes) -> Iterator[tuple[str, str]]:
    for scenario in _SCENARIO.findall(after) if b"<scenario" in after else ():
        for raw in _SCENARIO_SAYS.findall(scenario):
            yield SCENARIOS, plain(raw)
