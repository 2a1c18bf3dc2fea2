"""What an exported file and its sheets are called: safe on every system, whatever the input."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Final, Literal

from mhvalue.privacy.disclosure import INSIDE, Sharing

Extension = Literal["xlsx", "csv", "png", "svg", "pptx", "docx"]

LONGEST_PIECE: Final = 48
LONGEST_SHEET: Final = 31
PRIVATE: Final = "NOT-FOR-SHARING"
OPEN: Final = "to-share"

_NOT_IN_SHEETS: Final = re.compile(r"[\[\]:*?/\\]")


def file_name(
    metric: str,
    units: Sequence[str],
    period: str,
    sharing: Sharing,
    extension: Extension,
    *,
    published: bool = False,
) -> str:
    """The file's name: missed-appointments_central-cmht_apr-2022-to-mar-2026_to-share.xlsx.

    Letters, digits, hyphens and underscores only, at most 175 characters, and never a name that
    Windows keeps for itself: the sharing rule always ends it.
    """
    named = [_piece(metric, "metric")]
    if units:
        more = f"-and-{len(units) - 1}-more" if len(units) > 1 else ""
        named.append(_piece(units[0], "unit") + more)
    if period:
        named.append(_piece(period, "period"))
    named.append(PRIVATE if sharing == INSIDE and not published else OPEN)
    return f"{'_'.join(named)}.{extension}"


def sheet_name(wanted: str, taken: Collection[str] = ()) -> str:
    """A sheet's name: at most 31 characters, none that Excel refuses, unlike those taken."""
    letters = (c for c in wanted if unicodedata.category(c)[0] != "C" and c <= "\uffff")
    name = " ".join(_NOT_IN_SHEETS.sub(" ", "".join(letters)).split()).strip("' ")
    used = {other.casefold() for other in taken} | {"history"}
    name = name[:LONGEST_SHEET].strip("' ") or "Sheet"
    count, free = 1, name
    while free.casefold() in used:
        count += 1
        ending = f" {count}"
        free = name[: LONGEST_SHEET - len(ending)].rstrip("' ") + ending
    return free


def _piece(text: str, fallback: str) -> str:
    """Lower-case words joined by hyphens, accents dropped; the fallback where nothing is left."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", errors="ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", bare.casefold()).strip("-")
    return words[:LONGEST_PIECE].rstrip("-") or fallback
