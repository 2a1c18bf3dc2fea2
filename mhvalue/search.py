"""Finding metrics among many: words as they are typed, and filters."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mhvalue.catalogue.matching import words
from mhvalue.catalogue.schema import Catalogue, Metric

_WEIGHTS: Final = (8, 4, 2, 1)
"""What a word found counts: in the name, another name, the question, anything else."""
_FIRST: Final = {"ready": 0, "nearly": 1, "no": 2}
_NEAR: Final = 75
"""Rapidfuzz's ratio, 0 to 100, from which a word that nothing holds is read as another."""


@dataclass(frozen=True)
class Filter:
    """Which metrics are wanted; what is empty or false filters nothing."""

    lenses: Collection[str] = ()
    themes: Collection[str] = ()
    settings: Collection[str] = ()
    states: Collection[str] = ()
    inpatient_first: bool = False

    def lets_through(self, metric: Metric, state: str) -> bool:
        """Whether a metric of that readiness is wanted."""
        return (
            (not self.lenses or metric.lens in self.lenses)
            and (not self.themes or metric.theme in self.themes)
            and (not self.settings or metric.setting in self.settings)
            and (not self.states or state in self.states)
            and (metric.inpatient_first or not self.inpatient_first)
        )


@dataclass(frozen=True)
class Found:
    """Ids of the metrics found, the likeliest first, and words that were read as others."""

    metrics: tuple[str, ...]
    read_as: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, eq=False)
class Index:
    """What each metric says of itself, ready for searching."""

    metrics: Mapping[str, Metric]
    texts: Mapping[str, tuple[str, ...]]
    vocabulary: tuple[str, ...]

    def find(self, query: str, wanted: Filter, states: Mapping[str, str]) -> Found:
        """The metrics that hold the beginning of every word asked for and pass the filter.

        `states` is the readiness by id. What fits best comes first, of as good ones what the data
        allow, then in catalogue order. A word that no metric holds is read as the nearest that
        one does.
        """
        asked = words(query)
        read = tuple(self._read(word) for word in asked)
        chosen = [
            (-self._score(identifier, read), _FIRST.get(states.get(identifier, ""), 0), identifier)
            for identifier, metric in self.metrics.items()
            if wanted.lets_through(metric, states.get(identifier, ""))
        ]
        kept = sorted((one for one in chosen if one[0]), key=lambda one: one[:2])
        return Found(
            tuple(identifier for *_, identifier in kept),
            tuple((a, b) for a, b in zip(asked, read, strict=True) if a != b),
        )

    def _score(self, identifier: str, asked: Sequence[str]) -> int:
        """How well a metric fits; 0 where one word is nowhere in it."""
        total = 1
        for word in asked:
            fields = zip(_WEIGHTS, self.texts[identifier], strict=True)
            best = max((weight for weight, text in fields if f" {word}" in text), default=0)
            if not best:
                return 0
            total += best
        return total

    def _read(self, word: str) -> str:
        if any(known.startswith(word) for known in self.vocabulary):
            return word
        from rapidfuzz import fuzz
        from rapidfuzz.process import extractOne

        near = extractOne(word, self.vocabulary, scorer=fuzz.ratio, score_cutoff=_NEAR)
        return str(near[0]) if near else word


def index(catalogue: Catalogue) -> Index:
    """The catalogue's metrics made ready for searching."""
    texts = {metric.id: _fields(metric, catalogue) for metric in catalogue.metrics.values()}
    held = dict.fromkeys(word for t in texts.values() for field in t for word in field.split())
    return Index(catalogue.metrics, texts, tuple(held))


def themes(metrics: Iterable[Metric]) -> tuple[str, ...]:
    """Every theme once, in catalogue order."""
    return tuple(dict.fromkeys(metric.theme for metric in metrics))


def settings(metrics: Iterable[Metric]) -> tuple[str, ...]:
    """Every setting once, in alphabetical order."""
    return tuple(sorted({metric.setting for metric in metrics}))


def _fields(metric: Metric, catalogue: Catalogue) -> tuple[str, ...]:
    """Name; other names; question; all else a person may think of it by."""
    items = [catalogue.items[item] for item in sorted(metric.parts()) if item in catalogue.items]
    parts = [text for item in items for text in (item.name, *item.spellings, *item.mhsds)]
    rest = (
        *(metric.theme, metric.setting, metric.lens, metric.unit, metric.waste),
        *metric.sources,
        *metric.mhsds,
        *parts,
    )
    fields = (metric.name, " ".join((metric.id, *metric.spellings)), metric.question)
    return tuple(f" {' '.join(words(text))}" for text in (*fields, " ".join(rest)))
