"""Text from people's files made safe to stand in a cell of somebody else's spreadsheet.

A name such as =HYPERLINK(...) must arrive as a name (OWASP ASVS 5.0, 1.2.10). A comma-separated
file has no types, so such a text gets a leading apostrophe there. A workbook has: there it stays
as it is, typed as text and marked as quoted.
"""

import re
import unicodedata
from typing import Final

LONGEST: Final = 32_767
"""Characters a cell can hold, as Excel counts them: in UTF-16."""

_BLANKS: Final = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")
_ILLEGAL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ENCODED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_STARTS_FORMULA: Final = frozenset("=+-@|")
_QUOTES: Final = frozenset("'\"`´‘’‚‛“”„‟«»")
_UNSEEN: Final = ("Z", "C")


def plain(text: str) -> str:
    """The text on one line, without what no file can hold, as long as a cell can be.

    Line breaks and tabs become spaces; control characters and broken halves of characters go; a
    text that is too long ends in an ellipsis.
    """
    kept = _ILLEGAL.sub("", _BLANKS.sub(" ", text))
    return kept if _units(kept) <= LONGEST else _cut(kept, LONGEST - 1) + "…"


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet might work the text out instead of showing it.

    Looks behind spaces, quotation marks and characters that cannot be seen, and at wide and
    raised forms of the signs.
    """
    if text[:1] in ("\t", "\r", "\n"):
        return True
    for letter in text:
        if letter in _QUOTES or unicodedata.category(letter).startswith(_UNSEEN):
            continue
        return not _STARTS_FORMULA.isdisjoint(unicodedata.normalize("NFKC", letter))
    return False


def safe_text(text: str) -> str:
    """The text for a comma-separated file: led by an apostrophe where it might be worked out."""
    kept = plain(text)
    if not (starts_formula(text) or starts_formula(kept)):
        return kept
    if _units(kept) >= LONGEST:
        kept = _cut(kept, LONGEST - 2) + "…"
    return "'" + kept


def workbook_text(text: str) -> str:
    """The text for a cell of a workbook.

    There _x0041_ stands for the letter A (ECMA-376, 22.9.2.19), so a text that looks like that
    has its underscore written so.
    """
    kept = plain(text)
    written = _LOOKS_ENCODED.sub("_x005F_", kept)
    if len(written) <= LONGEST:
        return written
    return _LOOKS_ENCODED.sub("_x005F_", _cut(kept, LONGEST // 2 - 1)) + "…"


def _units(text: str) -> int:
    """Length in UTF-16, where an emoji counts twice."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def _cut(text: str, longest: int) -> str:
    """The longest beginning that has at most so many UTF-16 units."""
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", errors="ignore")
