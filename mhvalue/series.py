"""Facts and a metric become numerator, denominator and value, by unit and period.

What makes a figure honest is decided here: a ratio is worked out after its parts are added up
and only where all of them are known, never from other ratios; an item adds over time only as
the catalogue allows; a hidden amount stays a range.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mhvalue.catalogue.schema import Catalogue, Metric, Term
from mhvalue.errors import NotAddable, NothingToShow
from mhvalue.facts import Facts
from mhvalue.grids import Grid, Question, common, item_grid
from mhvalue.parts import Part, exact, over_time, quotient, scaled, total
from mhvalue.periods import MONTHS_IN, Period, span
from mhvalue.terms import term_grid, time_rule


@dataclass(frozen=True, eq=False)
class SeriesSet:
    """One metric for units of one level: every array is units by periods.

    `numerator` and `denominator` are None where only the finished value is known. `behind` is
    the number of published periods that stand behind each value and `of` how many there could
    be. `window` is how many periods one published amount covers (3 for a rolling quarter
    published monthly). `scale` is what the value is multiplied by besides the metric's own
    multiplier, to make it a figure per month or per year.
    """

    metric: Metric
    question: Question
    units: tuple[str, ...]
    kinds: tuple[str, ...]
    periods: tuple[Period, ...]
    value: Part
    numerator: Part | None
    denominator: Part | None
    scale: NDArray[np.float64]
    behind: NDArray[np.int64]
    of: int
    window: int
    published: bool
    files: tuple[str, ...]

    def spoken_periods(self) -> tuple[Period, ...]:
        """The periods in which any unit has a figure, known or hidden."""
        spoken = np.flatnonzero((self.value.known | self.value.hidden).any(axis=0))
        return tuple(self.periods[i] for i in spoken)

    def only(self, units: Sequence[str]) -> "SeriesSet":
        """The same set with these units alone, in the order given; unknown names are left out."""
        return self.cut(rows=[self.units.index(name) for name in units if name in self.units])

    def cut(
        self, *, rows: Sequence[int] | None = None, columns: Sequence[int] | None = None
    ) -> "SeriesSet":
        """Some units and periods of the set, by their place."""
        down = list(range(len(self.units)) if rows is None else rows)
        across = list(range(len(self.periods)) if columns is None else columns)

        def part(of: Part | None) -> Part | None:
            return None if of is None else of.at(down, across)

        return replace(
            self,
            units=tuple(self.units[i] for i in down),
            kinds=tuple(self.kinds[i] for i in down),
            periods=tuple(self.periods[i] for i in across),
            value=self.value.at(down, across),
            numerator=part(self.numerator),
            denominator=part(self.denominator),
            scale=self.scale[np.ix_(down, across)],
            behind=self.behind[np.ix_(down, across)],
        )


def series(facts: Facts, catalogue: Catalogue, metric: Metric, question: Question) -> SeriesSet:
    """The metric for every unit of the level and every published period.

    Raises NothingToShow where the facts hold no part of it, NotAddable where getting it would
    add what never adds.
    """
    laid = _lay(facts, catalogue, metric, question)
    return _finish(laid, laid.parts, laid.periods)


def pooled(
    facts: Facts,
    catalogue: Catalogue,
    metric: Metric,
    question: Question,
    first: Period,
    last: Period,
) -> SeriesSet:
    """The metric for every unit of the level over one stretch, from first to last period.

    Numerators and denominators are each put together first, over the periods in which both are
    known; a hidden period leaves a range. Raises NotAddable where an item never adds over time,
    NothingToShow where the stretch holds no figures.
    """
    laid = _lay(facts, catalogue, metric, question)
    chosen = [i for i, p in enumerate(laid.periods) if first.start <= p.start <= last.start]
    if not chosen:
        raise NothingToShow(
            f"{metric.name} has no figures from {first.label} to {last.label}.",
            do="Choose other dates.",
        )
    within = replace(
        laid,
        periods=tuple(laid.periods[i] for i in chosen),
        parts=tuple(part.at(range(len(laid.units)), chosen) for part in laid.parts),
    )
    if len(chosen) == 1:
        return _finish(within, within.parts, within.periods)
    return _put_together(within, catalogue)


def can_put_together(catalogue: Catalogue, metric: Metric) -> bool:
    """Whether several periods of the metric may be put together into one figure."""
    terms = metric.numerator + metric.denominator
    return bool(terms) and all(time_rule(catalogue, term) != "never" for term in terms)


def value_of(metric: Metric, numerator: Part, denominator: Part | None) -> Part:
    """The metric's value from its parts, by its kind (see Metric).

    A share of people is at most the multiplier.
    """
    if denominator is None:
        return scaled(numerator, metric.multiplier)
    if metric.kind == "gap":
        return scaled(total((numerator, denominator), (1.0, -1.0)), metric.multiplier)
    at_most = metric.multiplier if metric.spread == "people" else np.inf
    value = quotient(numerator, denominator, multiplier=metric.multiplier, at_most=at_most)
    if metric.kind == "change":
        return total((value, exact(np.full(value.shape, metric.multiplier))), (1.0, -1.0))
    return value


@dataclass(frozen=True, eq=False)
class _Laid:
    """A metric's terms on common units and periods; no terms where the finished value stands."""

    metric: Metric
    question: Question
    units: tuple[str, ...]
    kinds: tuple[str, ...]
    periods: tuple[Period, ...]
    parts: tuple[Part, ...]
    terms: tuple[Term, ...]
    window: int
    published: bool
    files: tuple[str, ...]


def _lay(facts: Facts, catalogue: Catalogue, metric: Metric, question: Question) -> _Laid:
    """The metric's terms; asked of one group it bears the group's name, wherever it is told."""
    if question.whom:
        metric = replace(metric, name=f"{metric.name}, {question.whom}")
    terms = metric.numerator + metric.denominator
    grids, refused = _term_grids(facts, catalogue, terms, question)
    if not grids:
        finished = _finished(facts, catalogue, metric, question)
        if finished is None:
            raise refused or NothingToShow(
                f"The open files do not hold {metric.name.lower()} for this choice.",
                do="Choose another metric, level or group.",
            )
        grids, terms = [finished], ()
    units, periods = common(grids)
    units, parts = _that_record(units, [grid.on(units, periods) for grid in grids])
    register = facts.units
    return _Laid(
        metric=metric,
        question=question,
        units=units,
        kinds=tuple(register.get(question.level, name).kind for name in units),
        periods=periods,
        parts=parts,
        terms=terms,
        window=max(grid.window for grid in grids),
        published=all(grid.published for grid in grids),
        files=tuple(dict.fromkeys(name for grid in grids for name in grid.files)),
    )


def _term_grids(
    facts: Facts, catalogue: Catalogue, terms: Sequence[Term], question: Question
) -> tuple[list[Grid], NotAddable | None]:
    """A grid for each term; none at all where one is absent, or may not be added up."""
    try:
        found = [term_grid(facts, catalogue, term, question) for term in terms]
    except NotAddable as refusal:
        return [], refusal
    grids = [grid for grid in found if grid is not None]
    if len(grids) < len(terms):
        return [], None
    if len({grid.window for grid in grids}) > 1:
        return [], NotAddable(
            f"The parts of this figure cover different lengths of time at each {question.grain}, "
            "so one cannot be divided by the other.",
            do="Open a file in which both cover the same time.",
        )
    return grids, None


def _that_record(
    units: tuple[str, ...], parts: Sequence[Part]
) -> tuple[tuple[str, ...], tuple[Part, ...]]:
    """The units that have a figure, known or hidden, for every part at some time."""
    ever = [(part.known | part.hidden).any(axis=1) for part in parts]
    rows = np.flatnonzero(np.logical_and.reduce(ever)).tolist()
    cut = tuple(part.at(rows, range(part.shape[1])) for part in parts)
    return tuple(units[row] for row in rows), cut


def _finished(
    facts: Facts, catalogue: Catalogue, metric: Metric, question: Question
) -> Grid | None:
    """The finished value, under the item the catalogue names or under the metric's own id."""
    for item in filter(None, (metric.value, metric.id)):
        grid = item_grid(facts, catalogue, item, question)
        if grid is not None:
            return grid
    return None


def _put_together(laid: _Laid, catalogue: Catalogue) -> SeriesSet:
    """One period from all, each term by its own rule."""
    rules = [time_rule(catalogue, term) for term in laid.terms]
    _refuse_what_never_adds(laid, rules)
    included = np.ones(laid.parts[0].shape, dtype=bool)
    for part in laid.parts:
        included &= part.known | part.hidden
    if not laid.metric.denominator and "sum" in rules:
        included &= included.all(axis=1, keepdims=True)
    added = tuple(
        over_time(part, rule, included) for part, rule in zip(laid.parts, rules, strict=True)
    )
    behind = included.sum(axis=1, keepdims=True)
    adds = "sum" in rules[: len(laid.metric.numerator)]
    stretch = span(laid.periods[0], laid.periods[-1])
    return _finish(laid, added, (stretch,), behind, np.maximum(behind, 1) if adds else None)


def _refuse_what_never_adds(laid: _Laid, rules: Sequence[str]) -> None:
    name, grain = laid.metric.name, laid.question.grain
    reason = ""
    if not rules:
        reason = f"{name} is in the file as a finished figure only"
    elif laid.window > 1:
        reason = f"Each figure of {name.lower()} covers {laid.window} {grain}s, so they overlap"
    elif "never" in rules:
        reason = f"{name} counts what may come back, such as the same person, in another {grain}"
    if reason:
        raise NotAddable(
            f"{reason}: several {grain}s cannot be put together.", do=f"Choose a single {grain}."
        )


def _finish(
    laid: _Laid,
    parts: tuple[Part, ...],
    periods: tuple[Period, ...],
    behind: NDArray[np.int64] | None = None,
    stretched: NDArray[np.int64] | None = None,
) -> SeriesSet:
    """The finished set; `stretched` is the number of periods a numerator was added over."""
    metric = laid.metric
    numerator = denominator = None
    value = parts[0]
    scale = np.ones(value.shape)
    if laid.terms:
        numerator = _weighted(parts, metric.numerator)
        if metric.denominator:
            denominator = _weighted(parts[len(metric.numerator) :], metric.denominator)
        if metric.time_base:
            months = MONTHS_IN.get(laid.question.grain, 1) * laid.window
            base = 12 if metric.time_base == "year" else 1
            scale = base * scale / (months * (1 if stretched is None else stretched))
        value = scaled(value_of(metric, numerator, denominator), scale)
    return SeriesSet(
        metric=metric,
        question=laid.question,
        units=laid.units,
        kinds=laid.kinds,
        periods=periods,
        value=value,
        numerator=numerator,
        denominator=denominator,
        scale=scale,
        behind=value.known.astype(np.int64) if behind is None else behind,
        of=1 if behind is None else len(laid.periods),
        window=laid.window,
        published=laid.published,
        files=laid.files,
    )


def _weighted(parts: Sequence[Part], terms: Sequence[Term]) -> Part:
    if len(terms) == 1 and terms[0].weight == 1:
        return parts[0]
    return total(parts[: len(terms)], [term.weight for term in terms])
