"""Everything one person has open, and what can be asked of it.

A workspace is never changed: opening or removing a file gives a new one, so nothing that is
already open can be lost by a file that fails. What it has worked out it remembers for itself
alone; it is dropped with the session.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from mhvalue.catalogue.loader import load
from mhvalue.catalogue.schema import Catalogue, Metric
from mhvalue.edition_marks import marks, titles
from mhvalue.editions import Answer, Edition, Order, Pair, ordered, together
from mhvalue.errors import NotAddable, NothingToShow
from mhvalue.facts import Facts, latest
from mhvalue.findings.trend import TrendFinding, TrendSettings, trends
from mhvalue.findings.variation import VariationFinding, VariationSettings, variation
from mhvalue.grids import Question
from mhvalue.ingest.measure_names import measure_names
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.quality.report import quality
from mhvalue.ingest.reading import Reading
from mhvalue.ingest.result import ReadResult
from mhvalue.measures import with_own_headings
from mhvalue.naming.answers import Same
from mhvalue.naming.names import Named, named
from mhvalue.offers import Offer, group_offers, offers
from mhvalue.own_metrics import OwnMetric, with_own
from mhvalue.periods import Period
from mhvalue.privacy.disclosure import Protected, Sharing, protect
from mhvalue.readiness import Readiness, readiness
from mhvalue.recipe.choices import Choices
from mhvalue.recipe.schema import Recipe, recipe_of
from mhvalue.register import applied
from mhvalue.releases import Replaced, replaced
from mhvalue.series import pooled, series
from mhvalue.units import Unit, UnitRegister

PLAN = "plan"
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class OpenFile:
    """One confirmed file: its name, the sha256 of its bytes, and what was read."""

    name: str
    sha256: str
    result: ReadResult
    synthetic: bool = False


@dataclass(frozen=True, eq=False)
class Workspace:
    """The open files of one person, in the order opened."""

    files: tuple[OpenFile, ...] = ()
    choices: Choices = field(default_factory=Choices)
    own: tuple[OwnMetric, ...] = ()
    register: tuple[Unit, ...] = ()
    answers: tuple[Answer, ...] = ()
    same: tuple[Same, ...] = ()
    _memory: dict[object, object] = field(default_factory=dict, repr=False)

    def opened(self, file: OpenFile) -> "Workspace":
        """With one more file; the same file again replaces its earlier reading."""
        others = tuple(old for old in self.files if old.sha256 != file.sha256)
        return replace(self, files=(*others, file), _memory={})

    def removed(self, sha256: str) -> "Workspace":
        """Without the file of that content."""
        kept = tuple(file for file in self.files if file.sha256 != sha256)
        return replace(self, files=kept, _memory={})

    def choosing(self, choices: Choices) -> "Workspace":
        """With other choices; what was worked out of the same files is kept."""
        return replace(self, choices=choices)

    def with_own(self, own: tuple[OwnMetric, ...]) -> "Workspace":
        """With these own metrics; only the facts are kept of what was worked out."""
        changed = replace(self, own=own, _memory={})
        if "facts" in vars(self):
            vars(changed)["facts"] = self.facts
        return changed

    def with_register(self, register: tuple[Unit, ...]) -> "Workspace":
        """With these rows of the unit register; nothing that was worked out is kept."""
        return replace(self, register=register, _memory={})

    def answering(self, answers: tuple[Answer, ...]) -> "Workspace":
        """With what the person says of files that disagree; nothing worked out is kept."""
        return replace(self, answers=answers, _memory={})

    def naming(self, same: tuple[Same, ...]) -> "Workspace":
        """With what the person says of names that mean one unit; nothing worked out is kept."""
        return replace(self, same=same, _memory={})

    @property
    def recipe(self) -> Recipe:
        """How the open files were read, with the later choices: what to save for next month."""
        results = [(file.name, file.result.reading, file.result.facts) for file in self.files]
        read = [
            (name, reading, facts.units, measure_names(facts, reading))
            for name, reading, facts in results
        ]
        return recipe_of(read, self.choices)

    @property
    def synthetic(self) -> bool:
        """Whether any open file is made-up demonstration data."""
        return any(file.synthetic for file in self.files)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was noticed in any open file, and between them."""
        own = tuple(problem for file in self.files for problem in file.result.problems)
        return (*own, *self.named.problems)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """How each open file was read."""
        return tuple(file.result.reading for file in self.files)

    @cached_property
    def facts(self) -> Facts:
        """All files' facts as one, newest release of each figure; NothingToShow with no file."""
        if not self.files:
            raise NothingToShow("No file is open.", do="Open one on the Upload page.")
        return latest(self._whole())

    @property
    def told_units(self) -> UnitRegister:
        """The units as the files tell of them, before the person's own rows."""
        units = UnitRegister()
        for edition in self.named.editions:
            units = units.join(edition.facts.units)
        return units

    def _whole(self) -> Facts:
        """All files' facts with every release, and the person's rows of the unit register."""
        whole = together(self.named.editions, self.order)
        if not self.register:
            return whole
        rows = self.named.rows(self.register)
        key = hashlib.sha256(f"{whole.key}|{rows}".encode()).hexdigest()
        return replace(whole, units=applied(whole.units, rows), key=key)

    @property
    def named(self) -> Named:
        """Every open file as an edition, the units they share under one name each."""

        def work() -> Named:
            editions = [
                Edition(f.sha256, f.name, marks(f.name, titles(f.result)), f.result.facts)
                for f in self.files
            ]
            return named(editions, self.same, self.answers)

        return self.once("named", work)

    @property
    def order(self) -> Order:
        """Which of the files that state different figures for the same things are newer."""
        return self.once("order", lambda: ordered(self.named.editions, self.answers))

    def between(self, pair: Pair) -> Replaced:
        """The figures that two files state differently."""
        both = tuple(e for e in self.named.editions if e.key in (pair.older, pair.newer))
        order = Order(releases={pair.older: "1 of 2", pair.newer: "2 of 2"})
        return self.once(("between", pair), lambda: replaced(together(both, order)))

    @property
    def replaced(self) -> Replaced:
        """What newer releases changed."""
        return self.once("replaced", lambda: replaced(self._whole()))

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue with the files' own headings and the person's own metrics."""
        return with_own(with_own_headings(load(), self.facts, self.readings), self.own)

    def quality(self, today: date) -> tuple[Problem, ...]:
        """What is doubtful in the figures themselves, cell by cell, all releases looked at."""

        def work() -> tuple[Problem, ...]:
            return quality(self._whole(), self.catalogue, today)

        return self.once(("quality", today), work) if self.files else ()

    @cached_property
    def readiness(self) -> dict[str, Readiness]:
        """How far the files are from allowing each metric, by id."""
        return readiness(self.facts, self.catalogue)

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """Every metric the files allow for everybody, with level and grain."""
        return offers(self.facts, self.catalogue)

    @cached_property
    def group_offers(self) -> tuple[Offer, ...]:
        """Every metric the files allow for one group of people, with level and grain."""
        return group_offers(self.facts, self.catalogue)

    def places(self) -> dict[str, tuple[Question, ...]]:
        """What may be asked of each metric the files allow, of everybody first."""

        def work() -> dict[str, tuple[Question, ...]]:
            found: dict[str, list[Question]] = {}
            for offer in (*self.offers, *self.group_offers):
                asked = Question(offer.level, offer.grain, offer.breakdown, offer.group)
                found.setdefault(offer.metric, []).append(asked)
            return {name: tuple(found[name]) for name in self.catalogue.metrics if name in found}

        return self.once("places", work)

    def metrics(self) -> tuple[Metric, ...]:
        """The metrics the files allow, in catalogue order."""
        return tuple(self.catalogue.metrics[name] for name in self.places())

    def protected(self, metric: Metric, question: Question, sharing: Sharing) -> Protected:
        """The metric by unit and period, as the sharing rule lets it be seen."""

        def work() -> Protected:
            made = series(self.facts, self.catalogue, metric, question)
            return protect(made, sharing, self.catalogue, self.facts.units)

        return self.once(("series", metric, question, sharing), work)

    def protected_pool(
        self, metric: Metric, question: Question, first: Period, last: Period, sharing: Sharing
    ) -> Protected:
        """The metric by unit over one stretch, as the sharing rule lets it be seen."""

        def work() -> Protected:
            made = pooled(self.facts, self.catalogue, metric, question, first, last)
            return protect(made, sharing, self.catalogue, self.facts.units)

        return self.once(("pool", metric, question, first, last, sharing), work)

    def trends(
        self, metric: Metric, question: Question, settings: TrendSettings, sharing: Sharing
    ) -> tuple[TrendFinding, ...]:
        """One finding for each unit chosen."""

        def work() -> tuple[TrendFinding, ...]:
            planned = self._planned(metric, question, sharing)
            return trends(self.protected(metric, question, sharing), settings, planned)

        return self.once(("trends", metric, question, settings, sharing), work)

    def _planned(self, metric: Metric, question: Question, sharing: Sharing) -> Protected | None:
        """The same metric as the files plan it; None where they plan no part or not all of it."""
        if not (self.facts.frame["scenario"] == PLAN).any():
            return None
        try:
            return self.protected(metric, replace(question, scenario=PLAN), sharing)
        except (NothingToShow, NotAddable):
            return None

    def variation(
        self,
        metric: Metric,
        question: Question,
        stretch: tuple[Period, Period],
        settings: VariationSettings,
        sharing: Sharing,
    ) -> VariationFinding:
        """Units of one level and kind compared over a stretch, against their parent's figure."""

        def work() -> VariationFinding:
            own = self.protected_pool(metric, question, *stretch, sharing)
            parent = self._parent(own, metric, question, stretch, sharing)
            return variation(own, settings, parent)

        return self.once(("variation", metric, question, stretch, settings, sharing), work)

    def _parent(
        self,
        own: Protected,
        metric: Metric,
        question: Question,
        stretch: tuple[Period, Period],
        sharing: Sharing,
    ) -> Protected | None:
        """The published row of a parent that all units share; never one added up from them."""
        for level, name in self.facts.units.shared_parents(question.level, own.series.units):
            asked = replace(question, level=level)
            if asked not in self.places()[metric.id] or not self._published(asked, metric):
                continue
            try:
                above = self.protected_pool(metric, asked, *stretch, sharing)
            except NothingToShow:
                continue
            only = replace(above, series=above.series.only((name,)))
            if only.series.units and only.series.value.known.any():
                return only
        return None

    def _published(self, asked: Question, metric: Metric) -> bool:
        """Whether the facts themselves hold the metric's items at that level, for that group."""
        frame = self.facts.frame
        rows = frame[(frame["level"] == asked.level).to_numpy()]
        if asked.whom:
            rows = rows[((rows["breakdown"] == asked.breakdown) & (rows["group"] == asked.group))]
        held = set(rows["item"].unique())
        parts = {item for term in metric.numerator + metric.denominator for item in term.items}
        return parts <= held if parts else metric.value in held

    def once(self, key: object, work: Callable[[], T]) -> T:
        """What `work` gives, remembered for as long as these files are open."""
        if key not in self._memory:
            self._memory[key] = work()
        return self._memory[key]  # type: ignore[return-value]
