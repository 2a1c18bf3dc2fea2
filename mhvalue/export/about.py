"""The first sheet of a workbook: what the figures are, where from, and how they were made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from mhvalue.catalogue.schema import Catalogue
from mhvalue.export.doorway import sharing_rule
from mhvalue.facts import Origin
from mhvalue.privacy.disclosure import Protected
from mhvalue.words.parts import definition
from mhvalue.words.phrases import singular
from mhvalue.words.source import SYNTHETIC

Line = tuple[str, str | date]


@dataclass(frozen=True, eq=False)
class About:
    """What a file says of itself.

    `origins` are the tables of the open files; those that the figures do not come from are left
    out. `choices` are pairs of what was chosen and how, such as ("Kind of service", "Adult
    acute"). `method` is the way of working in sentences, from `mhvalue.words`.
    """

    catalogue: Catalogue
    origins: tuple[Origin, ...]
    choices: tuple[tuple[str, str], ...]
    method: tuple[str, ...]
    made_on: date
    version: str
    demo: bool = False


def lines(about: About, protected: Protected) -> tuple[Line, ...]:
    """The sheet as pairs of a heading, blank where it goes on, and a text or a date."""
    return tuple((name, text) for name, text in _lines(about, protected) if text)


def _lines(about: About, protected: Protected) -> Iterator[Line]:
    series = protected.series
    metric, question = series.metric, series.question
    every = f"{singular(question.level)} and {question.grain}"
    yield "What this is", f"{metric.name} for each {every}, with how it was worked out."
    yield "Data", f"{SYNTHETIC}: no real service or person." if about.demo else ""
    yield "Metric", metric.name
    yield "Question it answers", metric.question
    yield "Worked out as", definition(metric, about.catalogue, parts=series.numerator is not None)
    yield "Unit", metric.unit
    yield "Read with care", metric.caveats
    yield from _block("Chosen", [f"{name}: {choice}" for name, choice in about.choices])
    yield from _block("Files", _sources(about.origins, series.files))
    yield from _block("How it was worked out", about.method)
    yield "Sharing", sharing_rule(protected)
    hidden = int(np.count_nonzero(series.value.hidden))
    yield "Hidden figures", f"{hidden:,} of {series.value.hidden.size:,}" if hidden else ""
    yield "Made on", about.made_on
    yield "Made with", f"mhvalue {about.version}"


def _sources(origins: Sequence[Origin], files: Sequence[str]) -> list[str]:
    """The tables the figures come from, as file.xlsx#Sheet!A5:H900."""
    texts = []
    for origin in origins:
        if origin.file in files:
            sheet = f"{origin.sheet}!" if origin.sheet else ""
            note = " (published figures)" if origin.published else ""
            texts.append(f"{origin.file}#{sheet}{origin.cells}{note}")
    return texts or list(files)


def _block(heading: str, texts: Sequence[str]) -> Iterator[Line]:
    for place, text in enumerate(texts):
        yield ("" if place else heading), text
