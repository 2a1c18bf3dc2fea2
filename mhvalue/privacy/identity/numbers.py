"""NHS numbers in texts: ten digits of which the last checks the nine before it.

Source of the check (modulus 11): NHS Data Dictionary, NHS NUMBER. A number made up at random
passes it once in eleven, so a pass proves little by itself; how many of how many pass does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from nhs_number.constants import (
    REGION_ENGLAND_WALES_IOM,
    REGION_NORTHERN_IRELAND,
    REGION_SCOTLAND,
    REGION_SYNTHETIC,
)
from nhs_number.validate import is_valid
from numpy.typing import NDArray

WHOLE: Final = 0
"""The number is all that its text holds, in one run of digits."""

SPACED: Final = 1
"""Written in the way of NHS numbers alone: 3, 3 and 4 digits."""

COMMAS: Final = 3
"""With commas, as a figure is shown; counted as WHOLE where nothing else stands in its text."""

LOOSE: Final = 2
"""Inside a longer text, or parted in some other way."""

_DIGITS: Final = 10
_POWER: Final = re.compile(r"\s*([1-9])\.([0-9]{9})[eE]\+?0?9\s*")
"""4.505577104E+09 has lost no digit; 4.51E+09 names nobody any more."""
_WEIGHTS: Final = np.arange(10, 1, -1)
_BETWEEN: Final = "\x1f"
# What latin-1 does not know (thin spaces, long dashes) arrives as "?".
_GAPS: Final = np.isin(np.arange(256), np.frombuffer(b" -?\t\n\r\xa0\xad", dtype=np.uint8))
_WIDE: Final = {0xFF10 + digit: str(digit) for digit in range(10)}
_POINT: Final = ord(".")
_POINTS: Final = np.frombuffer(b"./_", dtype=np.uint8)
_COMMA: Final = ord(",")
_BEFORE_COMMAS: Final = np.frombuffer(b" '", dtype=np.uint8)
_MAY_STAND_BEFORE: Final = np.frombuffer(b"#.", dtype=np.uint8)
_WIDEST_GAP: Final = 3
_DECIMAL: Final = 2
_ADDRESS_SIGNS: Final = np.frombuffer(b"/=_%&#.", dtype=np.uint8)
# "NHS9434765919" and "no9434765919" may run on; "PO4500123456" is a code of its own.
_MAY_RUN_ON: Final = (b"hs", b"no")
_ISSUED: Final = (
    REGION_ENGLAND_WALES_IOM,
    REGION_SCOTLAND,
    REGION_NORTHERN_IRELAND,
    REGION_SYNTHETIC,
)


@dataclass(frozen=True, eq=False)
class Numbers:
    """Every ten digits found: in which text, how written, their digits (n x 10), a pass or not."""

    text: NDArray[np.int64]
    written: NDArray[np.int8]
    digits: NDArray[np.uint8]
    valid: NDArray[np.bool_]

    def only(self, chosen: NDArray[np.bool_]) -> "Numbers":
        """Those that `chosen` marks."""
        return Numbers(
            self.text[chosen], self.written[chosen], self.digits[chosen], self.valid[chosen]
        )


def may_hold(text: str) -> bool:
    """Whether a text has as many digits as a number; one with other signs than ASCII may have."""
    if not text.isascii():
        return True
    raw = text.encode("ascii")
    return len(raw) - len(raw.translate(None, b"0123456789")) >= _DIGITS


def in_full(text: str) -> str:
    """A figure of ten digits that was written out with its power of ten, as its digits."""
    if "E" not in text and "e" not in text:
        return text
    found = _POWER.fullmatch(text)
    return f"{found[1]}{found[2]}" if found else text


def find(texts: Sequence[str]) -> Numbers:
    """Every ten digits in any spacing, in one pass over all texts; dates are passed over."""
    joined = _BETWEEN.join(texts)
    if not joined.isascii():
        joined = joined.translate(_WIDE)
    raw = np.frombuffer(joined.encode("latin-1", "replace"), dtype=np.uint8)
    is_digit = np.zeros(len(raw) + 2, dtype=np.bool_)
    is_digit[1:-1] = _is_digit(raw)
    edges = np.flatnonzero(is_digit[1:] != is_digit[:-1])
    starts, ends = edges[::2], edges[1::2]
    if not starts.size:
        return _none()
    long = ends - starts
    gap = starts[1:] - ends[:-1]
    linked = gap <= _WIDEST_GAP
    for step in range(_WIDEST_GAP):
        # Past a narrow gap stands the digit after it; it needs no look.
        place = np.minimum(ends[:-1] + step, len(raw) - 1)
        linked &= (step >= gap) | _GAPS[raw[place]]
    # A point parts threes and fours; anywhere else it makes a decimal number.
    pointed = (gap == 1) & np.isin(raw[ends[:-1]], _POINTS)
    commas = (gap == 1) & (raw[ends[:-1]] == _COMMA)
    first, written = _candidates(long, linked, linked | pointed, commas)
    if not first.size:
        return _none()
    places = np.flatnonzero(is_digit[1:-1])
    before = np.concatenate(([0], np.cumsum(long)))
    spread = places[before[first][:, None] + np.arange(_DIGITS)]
    digits: NDArray[np.uint8] = raw[spread] - ord("0")
    cells = np.concatenate(([0], np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1)))
    text = np.searchsorted(cells, starts[first], side="right") - 1
    kept = _stands_alone(raw, spread) & ~_is_date(digits, long, first, written)
    shown = written == COMMAS
    ahead, behind = spread[:, 0] - cells[text], cells[text + 1] - spread[:, -1] - 2
    whole = ((written == WHOLE) | shown) & (ahead <= 1) & (behind <= _DECIMAL)
    # "£1,234,567,890" is money; among words such a figure is an amount too.
    kept &= ~shown | whole & ((ahead == 0) | np.isin(raw[spread[:, 0] - 1], _BEFORE_COMMAS))
    shape = np.where(written == SPACED, SPACED, np.where(whole, WHOLE, LOOSE)).astype(np.int8)
    return Numbers(text, shape, digits, passes(digits)).only(kept)


def of_figures(figures: NDArray[np.float64]) -> Numbers:
    """The ten-digit whole numbers among figures, each as a text of its own."""
    chosen = np.flatnonzero((figures >= 10**9) & (figures < 10**10) & (figures % 1 == 0))
    powers = 10 ** np.arange(_DIGITS - 1, -1, -1, dtype=np.int64)
    digits = (figures[chosen].astype(np.int64)[:, None] // powers % 10).astype(np.uint8)
    written = np.full(len(chosen), WHOLE, dtype=np.int8)
    return Numbers(chosen.astype(np.int64), written, digits, passes(digits))


def passes(digits: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Which rows of ten digits pass the check; ten times the same digit is a stopgap, no number."""
    check = (11 - digits[:, :9].astype(np.int64) @ _WEIGHTS % 11) % 11
    valid: NDArray[np.bool_] = (check == digits[:, 9]) & (digits != digits[:, :1]).any(axis=1)
    return valid


def share_passing(values: Sequence[object]) -> float:
    """The share of values of ten digits, figures or texts, that pass the check."""
    texts = [f"{v:.0f}" if isinstance(v, float) else str(v).strip() for v in values]
    raw = np.frombuffer("".join(texts).encode(), dtype=np.uint8).reshape(len(texts), _DIGITS)
    return float(passes(raw - ord("0")).mean())


def is_issued(digits: NDArray[np.uint8]) -> bool:
    """Whether a single number lies where numbers are issued, test numbers (9...) included."""
    number = "".join(map(str, digits.tolist()))
    return any(is_valid(number, for_region=region) for region in _ISSUED)


def _candidates(
    long: NDArray[np.int64],
    linked: NDArray[np.bool_],
    pointed: NDArray[np.bool_],
    commas: NDArray[np.bool_],
) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
    """The runs of digits at which ten digits begin, and how they are written."""
    compact = np.flatnonzero(long == _DIGITS)
    threes = (long[:-2] == 3) & (long[1:-1] == 3) & (long[2:] == 4)
    spaced = np.flatnonzero(threes & pointed[:-1] & pointed[1:])
    figures = np.flatnonzero(
        (long[:-3] == 1) & (long[1:-2] == 3) & (long[2:-1] == 3) & (long[3:] == 3)
        & commas[:-2] & commas[1:-1] & commas[2:]
    )  # fmt: skip
    listed = np.flatnonzero(threes & commas[:-1] & commas[1:])
    chain = np.concatenate(([0], np.cumsum(~linked)))
    heads = np.flatnonzero(np.diff(chain, prepend=-1))
    total = np.add.reduceat(long, heads)
    chains = heads[(total == _DIGITS) & (long[heads] < _DIGITS)]
    chains = chains[~np.isin(chains, spaced)]
    found = (
        (WHOLE, compact), (SPACED, spaced), (LOOSE, chains), (COMMAS, figures), (COMMAS, listed)
    )  # fmt: skip
    first = np.concatenate([runs for _, runs in found])
    written = np.repeat([way for way, _ in found], [len(runs) for _, runs in found])
    return first, written.astype(np.int8)


def _stands_alone(raw: NDArray[np.uint8], spread: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether the ten digits are no part of a code, a web address or a number with decimals."""
    padded = np.concatenate(([0, 0, 0], raw, [0, 0, 0]))
    third, earlier, before, after, tenth, hundredth = (
        padded[spread[:, place] + step]
        for place, step in ((0, 0), (0, 1), (0, 2), (-1, 4), (-1, 5), (-1, 6))
    )
    # "9434765919.0" is what a number becomes that was once read as a figure.
    only_zero = (tenth == ord("0")) & ~_is_digit(hundredth)
    decimals = (after == _POINT) & _is_digit(tenth) & ~only_zero
    coded = _is_letter(before)
    coded &= ~_said(earlier, before)
    # "NHS#9434765919", "no.9434765919", "NHS9434765919x": what stands before says what it is.
    signed = np.isin(before, _MAY_STAND_BEFORE) & _said(third, earlier)
    marked = signed | (((earlier | 0x20) == ord("h")) & ((before | 0x20) == ord("s")))
    run_on = _is_letter(after) & ~marked
    in_address = np.isin(before, _ADDRESS_SIGNS) & ~signed
    alone: NDArray[np.bool_] = ~(coded | run_on | decimals | in_address)
    return alone


def _said(first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether two signs end "NHS" or "no"."""
    said = np.zeros(len(first), dtype=np.bool_)
    for one, other in _MAY_RUN_ON:
        said |= ((first | 0x20) == one) & ((second | 0x20) == other)
    return said


def _is_digit(signs: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return (signs >= ord("0")) & (signs <= ord("9"))


def _is_letter(signs: NDArray[np.uint8]) -> NDArray[np.bool_]:
    small = signs | 0x20
    letter: NDArray[np.bool_] = (small >= ord("a")) & (small <= ord("z"))
    return letter


def _is_date(
    digits: NDArray[np.uint8],
    long: NDArray[np.int64],
    first: NDArray[np.int64],
    written: NDArray[np.int8],
) -> NDArray[np.bool_]:
    """Whether digits parted in some other way are a day and an hour: 2024-04-01 09:00."""
    padded = np.concatenate((long, [0, 0]))
    parts = np.stack([padded[first], padded[first + 1], padded[first + 2]], axis=1)
    century = digits[:, 0] * 10 + digits[:, 1]
    later = digits[:, 4] * 10 + digits[:, 5]
    year_first = (parts == (4, 2, 2)).all(axis=1) & np.isin(century, (19, 20))
    day_first = (parts == (2, 2, 4)).all(axis=1) & np.isin(later, (19, 20))
    dated: NDArray[np.bool_] = (written == LOOSE) & (year_first | day_first)
    return dated


def _none() -> Numbers:
    return Numbers(
        np.empty(0, np.int64),
        np.empty(0, np.int8),
        np.empty((0, _DIGITS), np.uint8),
        np.empty(0, np.bool_),
    )
