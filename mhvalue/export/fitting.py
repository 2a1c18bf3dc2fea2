"""How much room text takes, told without a typeface at hand: rather too much than too little.

Widths are shares of the size of the letters and a little over those of common sans-serif faces.
"""

import unicodedata
from typing import Final

LINE: Final = 1.2
"""Height of a line as a share of the size of its letters."""

_NARROW: Final = frozenset("iljtfrI.,;:'’|!()[] -")
_BROAD: Final = frozenset("mwMW@%&—…")


def width(text: str, size: float) -> float:
    """Points across that the text takes on one line, at a size in points."""
    return size * sum(map(_share, text))


def lines(text: str, room: float, size: float) -> int:
    """Lines the text takes where it may be so many points wide; words too long are broken."""
    count, used = 1, 0.0
    gap = width(" ", size)
    for word in text.split(" "):
        wide = width(word, size)
        if used and used + gap + wide <= room:
            used += gap + wide
            continue
        if used:
            count += 1
        used = 0.0
        for letter in word if wide > room else ():
            step = width(letter, size)
            if used + step > room:
                count += 1
                used = 0.0
            used += step
        used = used or wide
    return count


def cut(text: str, room: float, size: float, most: int) -> str:
    """The text, or as much of it with an ellipsis as goes into so many lines."""
    if lines(text, room, size) <= most:
        return text
    short, long = 0, len(text)
    while long - short > 1:
        middle = (short + long) // 2
        if lines(f"{text[:middle]}…", room, size) <= most:
            short = middle
        else:
            long = middle
    return f"{text[:short].rstrip()}…"


def _share(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if letter > "\uffff" or unicodedata.east_asian_width(letter) in ("W", "F"):
        return 1.4
    if letter in _NARROW:
        return 0.34
    if letter in _BROAD:
        return 0.95
    return 0.74 if letter.isupper() else 0.58
