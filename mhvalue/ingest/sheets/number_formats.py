"""What the number formats of a workbook make of a number: a number still, a day, or a share."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

PLAIN: Final = 0
DAY: Final = 1
UNSURE: Final = 2

_DAYS: Final = {*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)}
_LENGTH: Final = 46
_FIRST_OWN: Final = 164
_QUOTED: Final = re.compile(r'"[^"]*"|\\.')
_SAID: Final = re.compile(r'"[^"]*"|\\.|_.')
_BRACKETS: Final = re.compile(r"\[[^\]]*\]")
_SHARES: Final = (9, 10)


@dataclass(frozen=True)
class NumberFormats:
    """By the number of a cell's style: PLAIN, DAY or UNSURE, and those that show shares."""

    kinds: tuple[int, ...]
    percents: frozenset[int]


def number_formats(of_style: Sequence[int], own: Mapping[int, str]) -> NumberFormats:
    """The formats of the styles, each by its id; `own` are those the workbook spells out.

    Source: ECMA-376 part 1, 18.8.30: which ids are built in and what they show.
    """
    shares = set(_SHARES) | {number for number, code in own.items() if "%" in _QUOTED.sub("", code)}
    return NumberFormats(
        tuple(_kind(number, own.get(number)) for number in of_style),
        frozenset(style for style, number in enumerate(of_style) if number in shares),
    )


def _kind(number: int, code: str | None) -> int:
    built_in = DAY if number in _DAYS else UNSURE if number == _LENGTH else PLAIN
    if code is None:
        return built_in
    own = _kind_of_code(code)
    return own if number >= _FIRST_OWN or own == built_in else UNSURE


def _kind_of_code(code: str) -> int:
    """By the letters that stand for parts of days, in what holds for numbers above nought."""
    first = _SAID.sub("", code).partition(";")[0].casefold()
    if any(told[1:2] in ("h", "m", "s") for told in _BRACKETS.findall(first)):
        return UNSURE
    letters = _BRACKETS.sub("", first).replace("general", "")
    if "a" in letters or '"' in letters or "&#" in code:
        return UNSURE
    return DAY if set(letters) & set("dmyhs") else PLAIN
