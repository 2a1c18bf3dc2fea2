"""Everything one person has open, and what can be asked of it.

A workspace is never changed: opening or removing a file gives a new one, so nothing that is
already open can be lost by a file that fails. What it has worked out it remembers for itself
alone; it is dropped with the session.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from mhvalue.catalogue.loader import load
from mhvalue.catalogue.schema import Catalogue, Metric
from mhvalue.errors import NothingToShow
from mhvalue.facts import Facts, join, latest
from mhvalue.findings.trend import TrendFinding, TrendSettings, trends
from mhvalue.findings.variation import VariationFinding, VariationSettings, variation
from mhvalue.grids import Question
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import Reading
from mhvalue.ingest.result import ReadResult
from mhvalue.measures import Offer, offers, with_own_headings
from mhvalue.periods import Period
from mhvalue.privacy.disclosure import Protected, Sharing, protect
from mhvalue.series import pooled, series

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
    _memory: dict[object, object] = field(default_factory=dict, repr=False)

    def opened(self, file: OpenFile) -> "Workspace":
        """With one more file; the same file again replaces its earlier reading."""
        others = tuple(old for old in self.files if old.sha256 != file.sha256)
        return Workspace((*others, file))

    def removed(self, sha256: str) -> "Workspace":
        """Without the file of that content."""
        return Workspace(tuple(file for file in self.files if file.sha256 != sha256))

    @property
    def synthetic(self) -> bool:
        """Whether any open file is made-up demonstration data."""
        return any(file.synthetic for file in self.files)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was noticed in any open file."""
        return tuple(problem for file in self.files for problem in file.result.problems)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """How each open file was read."""
        return tuple(file.result.reading for file in self.files)

    @cached_property
    def facts(self) -> Facts:
        """All files' facts as one, newest release of each figure; NothingToShow with no file."""
        if not self.files:
            raise NothingToShow("No file is open.", do="Open one on the Upload page.")
        return latest(join([file.result.facts for file in self.files]))

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue with the files' own headings."""
        return with_own_headings(load(), self.facts, self.readings)

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """Every metric the files allow, with level and grain."""
        return offers(self.facts, self.catalogue)

    def metrics(self) -> tuple[Metric, ...]:
        """The metrics the files allow, in catalogue order."""
        names = dict.fromkeys(offer.metric for offer in self.offers)
        return tuple(self.catalogue.metrics[name] for name in names)

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
        return self.once(
            ("trends", metric, question, settings, sharing),
            lambda: trends(self.protected(metric, question, sharing), settings),
        )

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
            direct = Offer(metric.id, level, question.grain)
            if direct not in self.offers or not self._published(level, metric):
                continue
            asked = replace(question, level=level)
            try:
                above = self.protected_pool(metric, asked, *stretch, sharing)
            except NothingToShow:
                continue
            only = replace(above, series=above.series.only((name,)))
            if only.series.units and only.series.value.known.any():
                return only
        return None

    def _published(self, level: str, metric: Metric) -> bool:
        """Whether the facts themselves hold the metric's items at that level."""
        frame = self.facts.frame
        rows = frame[frame["level"] == level]
        held = set(rows["item"].unique())
        parts = {item for term in metric.numerator + metric.denominator for item in term.items}
        return parts <= held if parts else metric.value in held

    def once(self, key: object, work: Callable[[], T]) -> T:
        """What `work` gives, remembered for as long as these files are open."""
        if key not in self._memory:
            self._memory[key] = work()
        return self._memory[key]  # type: ignore[return-value]
