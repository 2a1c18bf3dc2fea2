"""The choices that hold on every page: metric, level, units, dates, target, kind and stretch."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

if TYPE_CHECKING:
    from mhvalue.beginnings import Group
    from mhvalue.catalogue.schema import Catalogue, Metric
    from mhvalue.findings.trend import TrendFinding, TrendSettings
    from mhvalue.findings.variation import VariationFinding, VariationSettings
    from mhvalue.grids import Question
    from mhvalue.periods import Period
    from mhvalue.privacy.disclosure import Protected
    from mhvalue.series import SeriesSet
    from mhvalue.stretches import Stretch
    from mhvalue.workspace import Workspace

from mhvalue.ui import kept, session, target_form

T = TypeVar("T")


def pick(
    label: str,
    options: Sequence[T],
    key: str,
    *,
    say: Callable[[T], str] = str,
    note: str = "",
    begin: T | None = None,
) -> T:
    """One of some options, remembered across pages; what no longer exists is forgotten.

    Who has not chosen gets `begin`, or the first.
    """
    start = options[0] if begin is None else begin
    held = st.session_state.get(key)
    gone = held is not None and held not in options
    if gone:
        # Put into the state only then: it is sent to the browser, which shows what is gone.
        st.session_state[key] = start
    chosen: T = st.selectbox(
        label,
        options,
        index=0 if gone else options.index(start),
        format_func=say,
        key=key,
        persist_state="session",
        filter_mode="contains",
        help=note or None,
    )
    return chosen


def _pick_end(label: str, periods: "Sequence[Period]", key: str) -> "Period":
    """One end of the dates; who never moved it gets the whole stretch when other files come."""
    unmoved = f"{key} unmoved"
    if st.session_state.get(key) == st.session_state.get(unmoved):
        st.session_state[key] = periods[0]
    st.session_state[unmoved] = periods[0]
    return pick(label, periods, key, say=lambda p: p.label)


def pick_metric(open_files: "Workspace", *, several_units: bool = False) -> "Metric":
    """The metric looked at; for a comparison only those held for more than one unit."""
    from mhvalue.beginnings import first_metric
    from mhvalue.words.nothing import nothing_to_show

    metrics = _places(open_files, several_units)
    if not metrics:
        raise nothing_to_show(open_files.facts, comparable=bool(open_files.places()))
    known = open_files.catalogue.metrics
    chosen = [name for name in kept.working_set() if name in metrics]
    every = not chosen or st.session_state.get("all metrics", False)
    names = tuple(metrics) if every else tuple(chosen)
    begin = open_files.once(
        ("first metric", names),
        lambda: first_metric(open_files.facts, open_files.catalogue, names),
    )
    metric = known[pick("Metric", names, "metric", say=lambda key: known[key].name, begin=begin)]
    if chosen:
        st.toggle(
            "All metrics",
            key="all metrics",
            persist_state="session",
            help=f"Off: only the {len(chosen):,} here of those you picked on the Metrics page.",
        )
    elif kept.working_set():
        st.markdown("None of the metrics you picked can be shown here, so all are listed.")
    return metric


def pick_group(
    open_files: "Workspace", metric: "Metric", *, several_units: bool = False
) -> "Group":
    """Everybody or one group, where the files hold the metric for groups."""
    from mhvalue.beginnings import first_group
    from mhvalue.words.phrases import whom

    found = _places(open_files, several_units)[metric.id]
    groups = tuple(dict.fromkeys((asked.breakdown, asked.group) for asked in found))
    if len(groups) == 1:
        return groups[0]
    begin = open_files.once(
        ("first group", metric, groups), lambda: first_group(open_files.facts, metric, groups)
    )
    return pick("Group", groups, "group", say=lambda group: whom(*group), begin=begin)


def pick_question(
    open_files: "Workspace", metric: "Metric", group: "Group", *, several_units: bool = False
) -> "Question":
    """The level (and grain, where there is a choice) at which the metric is looked at."""
    from mhvalue.grids import Question
    from mhvalue.periods import GRAINS

    every = _places(open_files, several_units)[metric.id]
    found = [asked for asked in every if (asked.breakdown, asked.group) == group]
    levels = tuple(dict.fromkeys(asked.level for asked in found))
    level = levels[0] if len(levels) == 1 else pick("Units", levels, "level")
    held = {asked.grain for asked in found if asked.level == level}
    grains = tuple(grain for grain in GRAINS if grain in held)
    grain = grains[0] if len(grains) == 1 else pick("Published", grains, "grain")
    return Question(level, grain, *group)


def _places(open_files: "Workspace", several_units: bool) -> "dict[str, list[Question]]":
    """What may be asked of each metric: of everybody first, then at levels with most units."""

    def work() -> "dict[str, list[Question]]":
        register = open_files.facts.units
        parents = {parent for unit in register.units for parent in unit.parents}
        every = open_files.places()
        levels = dict.fromkeys(asked.level for places in every.values() for asked in places)
        size = {
            level: len({*register.names(level), *(name for of, name in parents if of == level)})
            for level in levels
        }
        found = {
            name: [a for a in places if size[a.level] > 1 or not several_units]
            for name, places in every.items()
        }
        for places in found.values():
            places.sort(key=lambda asked: (bool(asked.whom), -size[asked.level]))
        return {name: places for name, places in found.items() if places}

    return open_files.once(("places", several_units), work)


def latest(open_files: "Workspace", metric: "Metric") -> str:
    """The metric's formula with its latest figures for the widest unit; empty where none show."""
    from mhvalue.errors import NotAddable, NothingToShow
    from mhvalue.words.metrics import filled

    places = _places(open_files, several_units=False)[metric.id]
    widest = [asked for asked in places if asked.whom == places[0].whom]
    for question in reversed(widest):
        try:
            every = open_files.protected(metric, question, session.sharing())
        except (NotAddable, NothingToShow):
            continue
        rows, columns = every.series.value.known.nonzero()
        if rows.size:
            column = int(columns.max())
            row = int(rows[columns == column].min())
            return filled(every, row, column, open_files.catalogue)
    return ""


def pick_trend(metric: "Metric", shown: "SeriesSet") -> "TrendSettings":
    """Units, dates and target of a trend."""
    from mhvalue.beginnings import first_unit
    from mhvalue.findings.trend import TrendSettings

    level, begin = shown.question.level, first_unit(shown)
    left, middle, right, last_of_all = st.columns([3, 1, 1, 1])
    with left:
        chosen = pick_several(
            level, shown.units, "units", first=begin, hint=f"Choose a {level.lower()}"
        )
    with middle:
        first = _pick_end("From", shown.periods, "first")
    later = tuple(p for p in reversed(shown.periods) if p >= first)
    with right:
        last = _pick_end("To", later, "last")
    with last_of_all:
        target = target_form.pick(metric)
    return TrendSettings(chosen or (begin,), first, last, target)


def pick_several(
    label: str, names: Sequence[str], key: str, *, first: str = "", hint: str = ""
) -> tuple[str, ...]:
    """Some of many names, remembered; `first` is the one to begin with, if any."""
    before = list(st.session_state.get(key, []))
    still = [name for name in before if name in names] or ([first] if first else [])
    if key not in st.session_state or still != before:
        # Only then: setting it sends it to the browser, over what the person chose meanwhile.
        st.session_state[key] = still
    chosen: list[str] = st.multiselect(
        label,
        names,
        key=key,
        persist_state="session",
        filter_mode="contains",
        select_all=False,
        placeholder=hint,
    )
    return tuple(chosen)


def pick_kind(shown: "SeriesSet") -> str | None:
    """One kind of service, so that like is compared with like; None where kinds are not known."""
    kinds = tuple(dict.fromkeys(kind for kind in shown.kinds if kind))
    if not kinds:
        return None
    ordered = tuple(sorted(kinds, key=lambda kind: -shown.kinds.count(kind)))
    return pick(
        "Kind of service",
        ordered,
        f"kind {shown.question.level}",
        say=lambda kind: f"{kind} ({shown.kinds.count(kind)})",
        note="Only units of one kind are compared: different services differ for good reasons.",
    )


def pick_stretch(shown: "SeriesSet", catalogue: "Catalogue") -> "Stretch":
    """The time over which units are compared; raises NothingToShow where no unit has a figure."""
    from mhvalue.errors import NothingToShow
    from mhvalue.series import can_put_together
    from mhvalue.stretches import stretches

    together = (
        can_put_together(catalogue, shown.metric)
        and shown.window == 1
        and shown.numerator is not None
    )
    spoken = shown.spoken_periods()
    if not spoken:
        raise NothingToShow(
            "No unit has all the figures of this metric for one and the same time.",
            do="Choose another metric, or open a file with the figures that are missing.",
        )
    return pick("Period", stretches(spoken, together=together), "stretch", say=lambda s: s.label)


def current_trends(open_files: "Workspace") -> "TrendChoice":
    """Draw the controls of a trend and give what was chosen."""
    left, right = st.columns([3, 1])
    with left:
        metric = pick_metric(open_files)
        group = pick_group(open_files, metric)
    with right:
        question = pick_question(open_files, metric, group)
    shown = open_files.protected(metric, question, session.sharing()).series
    return TrendChoice(metric, question, pick_trend(metric, shown))


def current_variation(open_files: "Workspace") -> "VariationChoice":
    """Draw the controls of a comparison and give what was chosen."""
    from mhvalue.findings.variation import VariationSettings, compared
    from mhvalue.words.phrases import singular

    metric = pick_metric(open_files, several_units=True)
    group = pick_group(open_files, metric, several_units=True)
    left, middle, right = st.columns(3)
    # What there may be no choice of stands to the right, so that no gap comes before the others.
    with middle:
        question = pick_question(open_files, metric, group, several_units=True)
    every = open_files.protected(metric, question, session.sharing())
    shown = every.series
    with right:
        kind = pick_kind(shown)
    with left:
        stretch = pick_stretch(shown, open_files.catalogue)
    names = compared(every, kind).series.units
    level = singular(question.level)
    article = "an" if level[:1].lower() in "aeiou" else "a"
    wanted = f"Find {article} {level} in the picture"
    named = pick_several(wanted, names, "named", hint="Type a name")
    return VariationChoice(metric, question, stretch, VariationSettings(kind, named))


@dataclass(frozen=True)
class TrendChoice:
    """What a person chose to see over time."""

    metric: "Metric"
    question: "Question"
    settings: "TrendSettings"

    def findings(self, open_files: "Workspace") -> "tuple[TrendFinding, ...]":
        """A finding for each unit chosen, under the sharing rule of now."""
        return open_files.trends(self.metric, self.question, self.settings, session.sharing())

    def figures(self, open_files: "Workspace") -> "Protected":
        """The figures behind the findings."""
        from mhvalue.findings.trend import within

        every = open_files.protected(self.metric, self.question, session.sharing())
        return within(every, self.settings)


@dataclass(frozen=True)
class VariationChoice:
    """What a person chose to compare."""

    metric: "Metric"
    question: "Question"
    stretch: "Stretch"
    settings: "VariationSettings"

    def finding(self, open_files: "Workspace") -> "VariationFinding":
        """The comparison, under the sharing rule of now."""
        stretch = (self.stretch.first, self.stretch.last)
        return open_files.variation(
            self.metric, self.question, stretch, self.settings, session.sharing()
        )

    def figures(self, open_files: "Workspace") -> "Protected":
        """The figures behind the finding."""
        from mhvalue.findings.variation import compared

        first, last = self.stretch.first, self.stretch.last
        every = open_files.protected_pool(
            self.metric, self.question, first, last, session.sharing()
        )
        return compared(every, self.settings.kind)
