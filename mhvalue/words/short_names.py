"""Long names cut short so that each still says which unit it is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from mhvalue.words.phrases import CUT, informal, shortened

LEAST_SHARED: Final = 2
"""So many words at least must be shared to be left out."""


def told_apart(names: Iterable[str], longest: int) -> dict[str, str]:
    """Each name as it fits, no two alike; those that fit already are left as they are.

    What the long ones all begin with is left out, and what they end with if that is not enough;
    then a part in the middle. Of those that are alike after that, what they share is left out;
    where nothing short tells them apart they stay whole.
    """
    every = sorted(dict.fromkeys(names), key=lambda name: len(name) > longest)
    found = {name: name for name in every}
    found |= _without_shared([name for name in every if len(name) > longest], longest)
    alike: dict[str, list[str]] = {}
    for name, short in found.items():
        alike.setdefault(short, []).append(name)
    told: dict[str, str] = {}
    for own in alike.values():
        long = [name for name in own if len(name) > longest]
        again = found if len(own) == 1 else found | _without_shared(long, longest)
        for name in own:
            told[name] = again[name]
    several = Counter(told.values())
    return {name: name if several[short] > 1 else short for name, short in told.items()}


def _without_shared(names: Sequence[str], longest: int) -> dict[str, str]:
    """The names without what all of them begin with, and end with, as far as there is need."""
    texts = [informal(name, longest) for name in names]
    if len(set(texts)) < len(names):
        texts = list(names)
    if len(names) > 1 and any(len(text) > longest for text in texts):
        texts = _cores([text.split() for text in texts], longest)
    short = [_begun(text, longest) for text in texts]
    if len(set(short)) < len(names):
        short = [shortened(text, longest) for text in texts]
    return dict(zip(names, short, strict=True))


def _cores(words: Sequence[list[str]], longest: int) -> list[str]:
    begin = _shared(words, left=2)
    before = CUT * (begin >= LEAST_SHARED)
    words = [own[begin:] for own in words] if before else words
    texts = [f"{before}{' '.join(own)}" for own in words]
    end = _shared([own[::-1] for own in words], left=1)
    if end < LEAST_SHARED or all(len(text) <= longest for text in texts):
        return texts
    return [f"{before}{' '.join(own[:-end])}{CUT}" for own in words]


def _begun(text: str, longest: int) -> str:
    """The text cut at its end, after a whole word where one fits."""
    if len(text) <= longest:
        return text
    words = text[: longest - 1].rsplit(" ", 1)[0]
    return f"{words.rstrip(' ,;:-')}{CUT}"


def _shared(words: Sequence[list[str]], *, left: int) -> int:
    """How many words all begin with, so many being left to the shortest."""
    most = max(min(map(len, words)) - left, 0)
    return next(n for n in range(most, -1, -1) if len({tuple(own[:n]) for own in words}) == 1)
