"""Texts with ten digits in what a workbook works with and does not show: formulas, rules, links.

Such texts are looked for as NHS numbers are written, for everything else there is code.
Source of the literals: [MS-XLS] 2.5.198.89, [MS-XLSB] 2.5.97.78 (PtgStr).
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import unquote

from mhvalue.ingest.sheets.xml_pieces import as_texts, plain

_TEN: Final = rb"(?<![0-9.])[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}(?![0-9])"
_WIDE_TEN: Final = (
    rb"(?:[0-9]\x00){3}(?:[ -]\x00)?(?:[0-9]\x00){3}(?:[ -]\x00)?(?:[0-9]\x00){4}(?![0-9]\x00)"
)
_FORMULA: Final = re.compile(rb"<f(?: [^<>]*)?>([^<]*)</f>")
_PAIR: Final = re.compile(rb'"([^"\n]*)"')
_QUOTED: Final = re.compile(rb'"([^"&<>{}]*' + _TEN + rb'[^"&<>{}]*)(?=")')
_BETWEEN: Final = re.compile(rb">([^<>]*" + _TEN + rb"[^<>]*)<")
_TARGET: Final = re.compile(rb'\b(?:Target|xlink:href)="([^"]*)"')
_NUMBER: Final = re.compile(_TEN.decode())
_IN_TARGET: Final = re.compile(r"(?<![0-9A-Za-z])[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}(?![0-9A-Za-z])")
_ASKED: Final = re.compile(r"(?<=^http)(s?:[^?#]*)[?#].*")
_LITERALS: Final = (
    re.compile(rb"\x17[\x0a-\xff]\x00[\x20-\x7e]{0,200}?(" + _TEN + rb")"),
    re.compile(rb"\x17[\x0a-\xff][\x00\x01](?:[\x20-\x7e]\x00){0,200}?(" + _WIDE_TEN + rb")"),
)
"""One byte a character or two; in xlsb the byte before the text ends its length."""
_RUNS: Final = re.compile(
    rb"(?:[\x20-\x7e]\x00){0,99}?" + _WIDE_TEN + rb"|[\x20-\x7e]{0,99}?" + _TEN
)


def in_formulas(part: bytes) -> tuple[str, ...]:
    """The texts in quotes that the formulas of a sheet's XML hold."""
    if b"</f>" not in part:
        return ()
    formulas = b"\n".join(_FORMULA.findall(part)).replace(b"&quot;", b'"')
    # Most formulas have no text, and looking for digits in the texts alone is quicker.
    return in_quotes(b'"%b"' % b'"\n"'.join(_PAIR.findall(formulas)))


def in_quotes(part: bytes) -> tuple[str, ...]:
    """The texts in quotes: values of attributes, and what formulas compare with."""
    return as_texts(_QUOTED.findall(part.replace(b"&quot;", b'"')))


def in_xml(part: bytes) -> tuple[str, ...]:
    """The texts in quotes, and those between tags."""
    return (*in_quotes(part), *as_texts(_BETWEEN.findall(part)))


def in_links(part: bytes) -> tuple[str, ...]:
    """The numbers in the names of files and the addresses that links lead to."""
    found: dict[str, None] = {}
    for raw in dict.fromkeys(_TARGET.findall(part)):
        # What a web page is asked for numbers pages and moments.
        target = _ASKED.sub(r"\1", unquote(plain(raw)))
        found |= dict.fromkeys(_IN_TARGET.findall(target))
    return tuple(found)


def besides(found: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Those of the texts found whose numbers do not stand in the known ones."""
    told = " ".join(known)
    return tuple(
        text for text in found if not all(number in told for number in _NUMBER.findall(text))
    )


def in_literals(part: bytes) -> Iterator[str]:
    """The numbers in the texts that formulas of a binary workbook hold."""
    for pattern in _LITERALS:
        for raw in dict.fromkeys(pattern.findall(part)):
            yield raw.replace(b"\x00", b"").decode("ascii")


def in_runs(content: bytes) -> Iterator[str]:
    """Plain text up to such a number, within what is no text."""
    for raw in _RUNS.findall(content):
        yield raw.replace(b"\x00", b"").decode("ascii")
