"""Bits of English that sentences are put together from."""

from collections.abc import Sequence
from typing import Final

from mhvalue.catalogue.schema import Better, Metric
from mhvalue.periods import Period

LONGEST_NAME: Final = 48
"""Longer names of units are shortened where they stand in a title."""

_PLACES: Final = {
    "ward": "on", "unit": "on", "icb": "in", "sub-icb": "in", "region": "in", "country": "in",
    "locality": "in", "england": "in", "directorate": "in", "division": "in",
    "team": "at", "provider": "at", "trust": "at", "site": "at", "hospital": "at",
    "service": "at", "organisation": "at", "practice": "at",
}  # fmt: skip
_FORMAL_ENDINGS: Final = (" nhs foundation trust", " nhs trust", " integrated care board")
CUT: Final = "\N{HORIZONTAL ELLIPSIS}"
"""Stands where a name is cut."""
_GAP: Final = f" {CUT} "
MOST_NAMED: Final = 3


def left_out_till_over(periods: Sequence[Period]) -> str:
    """Which periods, in their order, are not shown because they have not ended."""
    if len(periods) == 1:
        return f"{periods[0].label} is not over yet and is left out unless you choose it."
    ends = f"{periods[0].label} to {periods[-1].label}"
    return f"{ends} are not over yet and are left out unless you choose them."


def lower_first(phrase: str) -> str:
    """The phrase for the middle of a sentence; proper names and initials keep their capitals."""
    # What comes after a comma is another phrase: a group that the figures are of.
    words = phrase.partition(",")[0].split()
    if not words or not _is_capitalised(words[0]) or any(map(_is_capitalised, words[1:3])):
        return phrase
    return phrase[0].lower() + phrase[1:]


def _is_capitalised(word: str) -> bool:
    bare = word.strip(",.:;()")
    return bare[:1].isupper() and bare[1:].islower()


def upper_first(phrase: str) -> str:
    """The phrase for the start of a sentence."""
    return phrase[:1].upper() + phrase[1:]


def plural(level: str) -> str:
    """The word for several units of a level: Ward gives wards, Locality localities, ICB ICBs.

    A region of CCGs is a region: Region of CCG gives regions of CCG.
    """
    words = level.split()
    if not words:
        return "units"
    if "of" in words[1:-1]:
        place = words.index("of", 1)
        return f"{plural(' '.join(words[:place]))} {singular(' '.join(words[place:]))}"
    *before, last = (word if _is_initials(word) else word.lower() for word in words)
    if _is_initials(last):
        last = f"{last}s"
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        last = f"{last[:-1]}ies"
    elif last.endswith(("s", "x", "ch", "sh")):
        last = f"{last}es"
    else:
        last = f"{last}s"
    return " ".join((*before, last))


def singular(level: str) -> str:
    """The word for one unit of a level: ward, ICB, service line."""
    return " ".join(w if _is_initials(w) else w.lower() for w in level.split()) or "unit"


def _is_initials(word: str) -> bool:
    return sum(letter.isupper() for letter in word) > 1


def count_of(count: int, level: str) -> str:
    """1 ward, 14 wards, 2,000 ICBs."""
    return f"{count:,} {singular(level) if count == 1 else plural(level)}"


def where(level: str, unit: str) -> str:
    """On Willow, at Central CMHT, in Devon; "for" where the kind of place is not known."""
    return f"{_place(level)} {shortened(unit)}"


def is_area(level: str) -> bool:
    """Whether units of the level are areas, where people live, and no services."""
    return _place(level) == "in"


def _place(level: str) -> str:
    last = level.casefold().split()[-1:] or [""]
    return _PLACES.get(level.casefold()) or _PLACES.get(last[0], "for")


def whom(breakdown: str, group: str) -> str:
    """Everybody, or the group with what it is a group of: Age: 65 and over."""
    return "Everybody" if breakdown == "none" else f"{upper_first(breakdown)}: {group}"


def shortened(name: str, longest: int = LONGEST_NAME) -> str:
    """A name that fits a title; the formal ending goes first, then words in the middle.

    Names of units that begin alike differ at their end.
    """
    name = informal(name, longest)
    if len(name) <= longest:
        return name
    room = longest - len(_GAP)
    words = name.split()
    after = _most(words[::-1], room // 2)[::-1]
    before = _most(words, room - len(" ".join(after)))
    if not before or not after:
        return f"{name[: longest - 1 - room // 2].rstrip()}{CUT}{name[-(room // 2) :].lstrip()}"
    return f"{' '.join(before).rstrip(',;:-')}{_GAP}{' '.join(after)}"


def informal(name: str, longest: int) -> str:
    """A name that is too long without its formal ending."""
    ending = next((end for end in _FORMAL_ENDINGS if name.casefold().endswith(end)), "")
    return name[: len(name) - len(ending)] if len(name) > longest else name


def _most(words: Sequence[str], room: int) -> Sequence[str]:
    """As many of the words, from the first on, as fit the room."""
    return next(words[:n] for n in range(len(words), -1, -1) if len(" ".join(words[:n])) <= room)


def listing(names: Sequence[str]) -> str:
    """A, B and C."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def named_or_counted(names: Sequence[str], level: str) -> str:
    """Up to three units by name, more of them by number."""
    if len(names) > MOST_NAMED:
        return count_of(len(names), level)
    return listing([shortened(name) for name in names])


def is_or_are(count: int) -> str:
    """The verb for so many."""
    return "is" if count == 1 else "are"


def times(count: int, thing: str) -> str:
    """1 month, 3 months."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def better_words(better: Better) -> str:
    """Which way is better, as a short sentence."""
    if better == "neutral":
        return "Neither higher nor lower is better in itself."
    return f"{better.capitalize()} is better."


def plotted(metric: Metric) -> str:
    """What is plotted, with its unit unless the name says it already."""
    unit = metric.unit
    if not unit or unit.casefold() in metric.name.casefold():
        return metric.name
    if unit.startswith("%"):
        rest = unit[1:].strip()
        return f"{metric.name}, {f'percentage {rest}' if rest else 'in %'}"
    return f"{metric.name}, {'in ' if unit in ('£', 'days', 'hours') else ''}{unit}"


def share_of_charts(share: float) -> str:
    """About 1 in 4 charts, about 7 in 10 charts; empty for next to none."""
    if share < 0.005:
        return ""
    if share < 0.38:
        return f"about 1 in {round(1 / share)} charts"
    if round(share * 10) == 5:
        return "about half of all charts"
    return f"about {round(share * 10)} in 10 charts"
