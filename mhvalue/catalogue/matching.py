"""Headings, measure ids and names matched with the catalogue, each with the reason.

An exact name, a known spelling and a MHSDS id are sure. What is merely alike is a proposal for
a person: the same words in another order, shortened or with a slip of the pen. A word more or
less, another number, "not", "un-", "re-", bank for agency, a percentage for a count or another
"per" makes it something else, and then nothing is proposed.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final, Literal

from mhvalue.catalogue.headings import fold
from mhvalue.catalogue.loader import find_item, find_metric, load
from mhvalue.catalogue.schema import Catalogue, Item, Metric

How = Literal["exact name", "known spelling", "MHSDS id", "similar"]
Kind = Literal["item", "metric"]

_ALIKE: Final = 80
"""Rapidfuzz's ratio, 0 to 100, from which two headings are looked at word by word."""
_LOOKED_AT: Final = 8
_AT_ONCE: Final = 50

_SIGNS: Final = (
    (re.compile(r"%|\bper\s+cent\b|\bpercentage\b|\bpct\b"), " percent "),
    (re.compile("£"), " pounds "),
    (re.compile(r">=?|≥|\bmore than\b"), " over "),
    (re.compile(r"<=?|≤|\bless than\b"), " under "),
    (re.compile(r"\b(?:no|nos|num|number|count)\b\.?\s+of\b"), " "),
    (re.compile(r"\bexcl\b\.?|\bexcluding\b"), " excluding "),
    (re.compile(r"\bincl\b\.?|\bincluding\b"), " including "),
)
_WORD: Final = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+")
_EMPTY: Final = frozenset({
    "and", "at", "by", "during", "for", "in", "month", "monthly", "of", "on", "our", "period",
    "the", "this", "total", "was", "were",
})  # fmt: skip
_SHORT: Final = {
    "adm": "admission", "adms": "admission", "appt": "appointment", "appts": "appointment",
    "apps": "appointment", "ave": "average", "avg": "average", "av": "average",
    "disch": "discharge", "hr": "hour", "hrs": "hour", "occ": "occupied", "pt": "patient",
    "pts": "patient", "ref": "referral", "refs": "referral", "wk": "week", "wks": "week",
}  # fmt: skip
_NUMBERS: Final = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "twelve": "12",
}  # fmt: skip
_NO_SLIPS: Final = frozenset({"contract", "complement", "incidence", "personnel"})
"""Words of their own, one letter away from contact, compliment, incident and personal."""
_ORDERING: Final = frozenset({"per", "from", "to", "than", "over", "under", "before", "after"})
"""Words beside which it matters what comes first: days per stay, stays per day."""


@dataclass(frozen=True)
class Match:
    """What a heading means. Only a sure match may be applied; any other is a proposal."""

    heading: str
    kind: Kind
    id: str
    name: str
    how: How
    reason: str

    @property
    def sure(self) -> bool:
        """Whether it may be applied without asking."""
        return self.how != "similar"


@dataclass(frozen=True)
class _Known:
    """One text that an item or a metric answers to."""

    kind: Kind
    id: str
    name: str
    how: How
    text: str
    unit: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the text that carry meaning."""
        return words(self.text)


@dataclass(frozen=True, eq=False)
class Names:
    """Everything that a catalogue's items and metrics answer to, ready for many headings."""

    catalogue: Catalogue

    def match(self, headings: Sequence[str]) -> tuple[Match | None, ...]:
        """What each heading means; None where nothing is known or two things are as likely."""
        found: dict[str, Match | None] = {h: self._sure(h) for h in dict.fromkeys(headings)}
        unknown = [heading for heading, match in found.items() if match is None]
        found.update(self._similar(unknown))
        return tuple(found[heading] for heading in headings)

    @cached_property
    def _exact(self) -> Mapping[str, _Known]:
        """Folded text to what it means; an item goes before a metric, a name before all else."""
        return {fold(known.text): known for known in reversed(self._all)}

    @cached_property
    def _all(self) -> tuple[_Known, ...]:
        return (
            *(known for item in self.catalogue.items.values() for known in _texts(item, "item")),
            *(known for m in self.catalogue.metrics.values() for known in _texts(m, "metric")),
        )

    @cached_property
    def _by_words(self) -> Mapping[str, tuple[_Known, ...]]:
        """Words in alphabetical order to what is named with them, ids of measures left out."""
        found: dict[str, dict[tuple[str, str], _Known]] = {}
        for known in self._all:
            if known.how != "MHSDS id" and known.text != known.id:
                same = found.setdefault(_sorted(known.words), {})
                same.setdefault((known.kind, known.id), known)
        return {key: tuple(same.values()) for key, same in found.items() if key}

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(word for key in self._by_words for word in key.split())

    def _sure(self, heading: str) -> Match | None:
        known = self._exact.get(fold(heading))
        if known is None:
            return self._said_twice(heading)
        if not fold(heading):
            return None
        article = "a " if known.how == "known spelling" else "the "
        reason = f"{article}{known.how} of {known.name}"
        return Match(heading, known.kind, known.id, known.name, known.how, reason)

    def _said_twice(self, heading: str) -> Match | None:
        """What a heading means whose bracket says the same as the words before it."""
        item = find_item(self.catalogue, heading)
        found = item or find_metric(self.catalogue, heading)
        if found is None:
            return None
        kind: Kind = "item" if item else "metric"
        reason = f"it names {found.name} outside its bracket, and nothing else inside"
        return Match(heading, kind, found.id, found.name, "known spelling", reason)

    def _similar(self, headings: Sequence[str]) -> Iterator[tuple[str, Match | None]]:
        from rapidfuzz import fuzz
        from rapidfuzz.process import cdist

        keys = list(self._by_words)
        for first in range(0, len(headings), _AT_ONCE):
            some = headings[first : first + _AT_ONCE]
            asked = [_sorted(words(heading)) for heading in some]
            scores = cdist(asked, keys, scorer=fuzz.ratio, score_cutoff=_ALIKE)
            for heading, row in zip(some, scores, strict=True):
                near = row.nonzero()[0]
                near = near[row[near].argsort(kind="stable")[::-1]][:_LOOKED_AT]
                yield heading, self._best(heading, [(keys[i], row[i]) for i in near])

    def _best(self, heading: str, near: Sequence[tuple[str, float]]) -> Match | None:
        """The nearest that says the same; None where two different things are equally near."""
        best: Match | None = None
        best_score, asked = 0.0, words(heading)
        for key, score in near:
            if best is not None and score < best_score:
                break
            for known in self._by_words[key]:
                slips = _slips(asked, known.words, known.unit, self._vocabulary)
                if slips is None:
                    continue
                if best is not None and (best.kind, best.id) != (known.kind, known.id):
                    return best if best.kind == "item" and known.kind == "metric" else None
                best, best_score = _proposed(heading, known, slips), score
        return best


@cache
def known_names() -> Names:
    """The names of the catalogue that the app comes with, made ready once for all pages."""
    return Names(load())


def match(catalogue: Catalogue, heading: str) -> Match | None:
    """What one heading means; for many of them keep a `Names`, which is made once."""
    return Names(catalogue).match([heading])[0]


def words(heading: str) -> tuple[str, ...]:
    """The words that carry meaning: without plurals, short forms and words such as "of"."""
    text = unicodedata.normalize("NFKC", heading).casefold()
    for sign, word in _SIGNS:
        text = sign.sub(word, text)
    found = (_SHORT.get(word, _NUMBERS.get(word, word)) for word in _WORD.findall(text))
    return tuple(_single(word) for word in found if word not in _EMPTY)


def _texts(entry: Item | Metric, kind: Kind) -> Iterator[_Known]:
    measures = entry.mhsds if isinstance(entry, Item) else ()
    for text in dict.fromkeys(entry.headings()):
        how: How = "known spelling"
        if fold(text) == fold(entry.name):
            how = "exact name"
        elif text in measures:
            how = "MHSDS id"
        yield _Known(kind, entry.id, entry.name, how, text, entry.unit)


def _proposed(heading: str, known: _Known, slips: Sequence[tuple[str, str]]) -> Match:
    reason = f"similar to {known.text}"
    if known.text != known.name:
        reason += f", a known spelling of {known.name}"
    if slips:
        reason += ": " + ", ".join(f"{wrote} is taken for {meant}" for wrote, meant in slips)
    else:
        reason += ": the same words, written differently"
    return Match(heading, known.kind, known.id, known.name, "similar", reason)


def _sorted(found: Sequence[str]) -> str:
    return " ".join(sorted(found))


def _single(word: str) -> str:
    """The word without the ending of several: days is day, bodies body, access stays."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _slips(
    wrote: Sequence[str], meant: Sequence[str], unit: str, vocabulary: frozenset[str]
) -> tuple[tuple[str, str], ...] | None:
    """Pairs of a word with a slip and the word meant; None where they do not say the same.

    A unit that only the heading names, such as days, changes nothing, except behind "per".
    """
    if _ORDERING.isdisjoint((*wrote, *meant)):
        wrote, meant = sorted(wrote), sorted(meant)
    left, right = _without(wrote, meant), _without(meant, wrote)
    if len(left) > len(right) and "per" not in wrote:
        left = _without(left, words(unit))
    if len(left) != len(right):
        return None
    pairs = tuple(zip(left, right, strict=True))
    if not all(_slip_of_the_pen(a, b, vocabulary) for a, b in pairs):
        return None
    if _ORDERING.isdisjoint(wrote):
        return pairs
    corrected = dict(pairs)
    return pairs if [corrected.get(word, word) for word in wrote] == list(meant) else None


def _without(found: Sequence[str], taken: Sequence[str]) -> list[str]:
    """The words that are left when each of the taken is struck out once."""
    rest = list(taken)
    left = []
    for word in found:
        if word in rest:
            rest.remove(word)
        else:
            left.append(word)
    return left


def _slip_of_the_pen(wrote: str, meant: str, vocabulary: frozenset[str]) -> bool:
    """Whether one long word was meant for another: one letter, or two in a very long word.

    The first letter must be right, so that un-, re-, in- and dis- are never lost, and what is
    itself a word of the catalogue is no slip.
    """
    from rapidfuzz.distance import OSA

    if wrote in vocabulary or wrote in _NO_SLIPS or not (wrote.isalpha() and meant.isalpha()):
        return False
    shortest = min(len(wrote), len(meant))
    if shortest < 5 or wrote[0] != meant[0]:
        return False
    allowed = 1 if shortest < 9 else 2
    return bool(OSA.distance(wrote, meant, score_cutoff=allowed) <= allowed)
