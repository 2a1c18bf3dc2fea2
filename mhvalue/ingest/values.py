"""What a cell of figures says: an amount, or why there is none.

Nothing becomes a number silently: a text that is not certainly a number is an error, a star is
hidden and not zero, and "<5" is a range and not 5.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mhvalue.facts import STATUSES
from mhvalue.ingest.sheets.cells import CellError

HIGHEST_HIDDEN: Final = 4.0
"""A star with nothing said about it hides a count of 0 to 4, the MHSDS rule."""
LARGEST: Final = 1e15


class Figure(NamedTuple):
    """One cell: amount, status, the range it must lie in, and whether a % sign was written."""

    amount: float
    status: str
    low: float
    high: float
    percent: bool = False


@dataclass(frozen=True, eq=False)
class Figures:
    """Many cells: amounts and ranges, statuses as positions in STATUSES, % signs."""

    amount: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    status: NDArray[np.int8]
    percent: NDArray[np.bool_]


NAN: Final = math.nan
_BLANK: Final = Figure(NAN, "missing", NAN, NAN)
_ERROR: Final = Figure(NAN, "error", NAN, NAN)
_HIDDEN: Final = Figure(NAN, "suppressed", NAN, NAN)
_NOT_COLLECTED: Final = Figure(NAN, "not_collected", NAN, NAN)
_NOT_APPLICABLE: Final = Figure(NAN, "not_applicable", NAN, NAN)

_WORDS: Final = {
    "nil": Figure(0.0, "ok", 0.0, 0.0),
    **dict.fromkeys(("", "null", "none", "not available", "not recorded", "not known"), _BLANK),
    **dict.fromkeys(("no data", "nr", "tbc", "[x]", "unavailable", "blank"), _BLANK),
    **dict.fromkeys(("n/k", "nk", "n/r", "?"), _BLANK),
    **dict.fromkeys(("-", "--", "\u2013", "\u2014", ".", "..", "...", ":"), _NOT_COLLECTED),
    **dict.fromkeys(("not collected", "not submitted", "dna", "nil return", "nd"), _NOT_COLLECTED),
    **dict.fromkeys(("closed", "ward closed", "not open", "not yet open"), _NOT_APPLICABLE),
    **dict.fromkeys(("n/a", "na", "n.a.", "not applicable", "[z]", "z"), _NOT_APPLICABLE),
    **dict.fromkeys(("*", "**", "***", "c", "[c]", "(c)", "s", "[s]", "#", "~"), _HIDDEN),
    **dict.fromkeys(("suppressed", "supp", "redacted", "withheld", "low number"), _HIDDEN),
    **dict.fromkeys(("#div/0!", "#n/a", "#ref!", "#value!", "#name?", "#num!", "#null!"), _ERROR),
}
_NUMBER: Final = re.compile(
    r"(?P<sign>[-+\u2212]?)\s*(?P<pounds>[£$€]?)\s*(?P<inner_sign>-?)"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?(?:e[-+]?\d{1,3})?|\.\d+)"
    r"(?P<behind>(?<=\.\d\d)-|\s?(?:cr|dr)\b)?"
    r"\s*(?P<scale>k|m|bn)?\s*(?P<percent>%?)"
    r"(?:\s*[\[(](?:r|p|e|u|w|prov(?:isional)?|rev(?:ised)?|est(?:imated?)?|note \d+)[\])]"
    r"|\s+[rpe])?"
)
"""A ledger writes a credit as (300), 300.00- or 300.00CR."""
MEASURED: Final = re.compile(r"(?P<number>[\d,.]+)\s*(?P<unit>days?|wte|fte)", re.IGNORECASE)
"""A number with its unit behind it: 32 days, 4.5 wte."""
_BELOW: Final = re.compile(
    r"(?:<|&lt;|fewer than|less than|under|below)\s*(\d+(?:\.\d+)?)\s*(%?)(?:\s*people)?"
)
_AT_MOST: Final = re.compile(
    r"(?:<=|\u2264|up to)\s*(\d+(?:\.\d+)?)\s*(%?)|(\d+) or (?:fewer|less)"
)
_BETWEEN: Final = re.compile(r"(\d)\s*(?:-|\u2013|to)\s*(\d)")
_ABOVE: Final = re.compile(r"(?:>|&gt;|over|more than)\s*(\d+(?:\.\d+)?)\s*(%?)|(\d+)\s*\+")
_BESIDE: Final = re.compile(
    r"([\d,.]+)\s*\(\s*\d+(?:\.\d+)?\s*%\s*\)"
    r"|([\d.]+\s*%)\s*\(\s*[\d,]+(?:\s*(?:/|(?:out )?of)\s*[\d,]+)?\)"
)
"""A count with its percentage beside it in brackets, or a percentage with its counts."""
_POINTED: Final = re.compile(
    r"(?<=[\d%)])\s*[\u2190-\u21ff\u25a0-\u27bf\ufe0f\U0001f534-\U0001f7eb]+"
)
"""An arrow or a coloured mark behind a number: where it is going, and how it is rated."""
_SCALE: Final = re.compile(r"[\u00a3$\u20ac]?\s*['\u2019]?000s?")
"""Thousands, as a heading says it: "\u00a3000" is no amount."""
_SCALES: Final = {"k": 1e3, "m": 1e6, "bn": 1e9}


def parse_cell(value: object) -> Figure:
    """What one cell says; a bare star has no range here, its column decides on one."""
    if value is None:
        return _BLANK
    if isinstance(value, str):
        return _parse_text(value)
    if isinstance(value, bool | CellError):
        return _ERROR
    if isinstance(value, int | float):
        number = float(value)
        return _plain(number) if abs(number) < LARGEST else _ERROR
    return _ERROR


def parse_cells(codes: NDArray[np.int32], values: Sequence[object]) -> Figures:
    """What many cells say, from their distinct values and each cell's code."""
    order = {name: number for number, name in enumerate(STATUSES)}
    numbers = np.array([type(value) is float for value in values], dtype=bool)
    amounts = np.full((len(values), 3), NAN)
    status = np.full(len(values), order["ok"], dtype=np.int8)
    percent = np.zeros(len(values), dtype=bool)
    # Numbers, most of what there is, need no looking at one by one.
    plain = np.array([v for v in values if type(v) is float], dtype=np.float64)
    usable = np.abs(plain) < LARGEST
    amounts[numbers] = np.where(usable, plain, NAN)[:, None]
    status[np.flatnonzero(numbers)[~usable]] = order["error"]
    for place in np.flatnonzero(~numbers).tolist():
        figure = parse_cell(values[place])
        amounts[place] = figure.amount, figure.low, figure.high
        status[place] = order[figure.status]
        percent[place] = figure.percent
    return Figures(
        amounts[codes, 0], amounts[codes, 1], amounts[codes, 2], status[codes], percent[codes]
    )


def _plain(number: float, percent: bool = False) -> Figure:
    return Figure(number, "ok", number, number, percent)


def _range(low: float, high: float, percent: bool = False) -> Figure:
    return Figure(NAN, "suppressed", low, high, percent)


@lru_cache(maxsize=50_000)
def _parse_text(text: str) -> Figure:
    words = re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip().casefold()
    known = _WORDS.get(words)
    if known is not None:
        return known
    if _SCALE.fullmatch(words):
        return _ERROR
    rated = _POINTED.search(words)
    words = words[: rated.start()] if rated and rated.end() == len(words) else words
    both = _BESIDE.fullmatch(words)
    words = (both[1] or both[2]) if both else words
    counted = MEASURED.fullmatch(words)
    words = counted["number"] if counted else words
    bracketed = words.startswith("(") and words.endswith(")")
    found = _NUMBER.fullmatch(words[1:-1].strip() if bracketed else words)
    if found:
        return _number(found, bracketed)
    return _parse_range(words) or _ERROR


def _number(found: re.Match[str], bracketed: bool) -> Figure:
    behind = (found["behind"] or "").strip()
    minus = [
        found["sign"] in ("-", "\u2212"), found["inner_sign"] == "-", bracketed,
        behind in ("-", "cr"),
    ]  # fmt: skip
    size = float(found["digits"].replace(",", "")) * _SCALES.get(found["scale"] or "", 1.0)
    if sum(minus) > 1 or size >= LARGEST or (found["scale"] == "m" and not found["pounds"]):
        return _ERROR
    return _plain(-size if any(minus) else size, found["percent"] == "%")


def _parse_range(words: str) -> Figure | None:
    """ "<5" is 0 to 4, "1-4" and "5 or fewer" as they say, "52+" and ">95%" open above."""
    found = _BELOW.fullmatch(words)
    if found:
        bound, percent = float(found[1]), found[2] == "%"
        whole = bound == int(bound) and not percent
        return _range(0.0, max(bound - 1, 0.0) if whole else bound, percent)
    found = _AT_MOST.fullmatch(words)
    if found:
        return _range(0.0, float(found[1] or found[3]), found[2] == "%")
    found = _BETWEEN.fullmatch(words)
    if found and int(found[1]) < int(found[2]):
        return _range(float(found[1]), float(found[2]))
    found = _ABOVE.fullmatch(words)
    if found:
        return _range(float(found[1] or found[3]), NAN, found[2] == "%")
    return None
