"""What the XML of a workbook says in words: the list of texts that its cells share, and others."""

import re
from typing import Final

_START: Final = re.compile(r"<sst\b[^>]*>")
_ITEM: Final = re.compile(r"<si>(.*?)</si>|<si/>", re.DOTALL)
_RUN: Final = re.compile(r"<t(?: xml:space=\"(preserve|default)\")?>([^<]*)</t>|<t[^>]*/>")
_REFERENCE: Final = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));")
_SPELLED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NAMED: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_UNKNOWN: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)")
_PASSED_OVER: Final = re.compile(r"<(?:rPh|[!?])")
"""Readings aloud are no part of a text; comments may stand anywhere."""
_SPACE: Final = " \t\r\n"


def texts_of(part: bytes) -> list[str] | None:
    """Every text in order, pieces of one text joined; None where the list is not as usual.

    Source: ECMA-376 part 1, 18.4.8 (si) and 18.4.12 (t).
    """
    written = part.decode("utf-8", errors="replace")
    start = _START.search(written)
    body = written[start.end() :] if start else ""
    if start is None or is_strange(body) or _PASSED_OVER.search(body):
        return None
    items = list(_ITEM.finditer(body))
    told = sum(map(body.count, ("<si>", "<si/", "<si ")))
    runs = sum(map(body.count, ("<t>", "<t/", "<t ")))
    if len(items) != told or len(_RUN.findall(body)) != runs:
        return None
    return [
        "".join(meant(piece, trimmed=kept != "preserve") for kept, piece in _RUN.findall(item))
        for item in (found[1] or "" for found in items)
    ]


def is_strange(written: str) -> bool:
    """Whether the XML of a text names a character that XML does not know."""
    return "&" in written and _UNKNOWN.search(written) is not None


def meant(written: str, *, trimmed: bool) -> str:
    """A text as it is meant: one that does not say it keeps the space around it is `trimmed`.

    Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring) for _x000D_; XML 1.0, 2.11 for line ends.
    """
    if "\r" in written:
        written = written.replace("\r\n", "\n").replace("\r", "\n")
    text = _REFERENCE.sub(_referred, written) if "&" in written else written
    text = text.strip(_SPACE) if trimmed else text
    return _SPELLED.sub(_spelled_out, text) if "_x" in text else text


def _referred(found: re.Match[str]) -> str:
    if found[1]:
        return _NAMED[found[1]]
    number = int(found[2]) if found[2] else int(found[3], 16)
    return chr(number) if number <= 0x10FFFF else found[0]


def _spelled_out(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return found[0] if 0xD800 <= number <= 0xDFFF else chr(number)
