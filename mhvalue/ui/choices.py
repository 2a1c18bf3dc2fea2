"""The choices of a trend and of a comparison: units, dates, target, kind and stretch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from mhvalue.catalogue.schema import Catalogue, Metric
    from mhvalue.findings.trend import TrendFinding, TrendSettings
    from mhvalue.findings.variation import VariationFinding, VariationSettings
    from mhvalue.grids import Question
    from mhvalue.periods import Period
    from mhvalue.privacy.disclosure import Protected
    from mhvalue.series import SeriesSet
    from mhvalue.stretches import Stretch
    from mhvalue.workspace import Workspace

from mhvalue.ui import session, target_form
from mhvalue.ui.picking import pick, pick_several
from mhvalue.ui.subject import pick_group, pick_metric, pick_question
from mhvalue.ui.text import plain


def _pick_end(label: str, periods: "Sequence[Period]", key: str, begin: "Period") -> "Period":
    """One end of the dates; who never moved it gets `begin` when other files come."""
    unmoved = f"{key} unmoved"
    if st.session_state.get(key) == st.session_state.get(unmoved):
        st.session_state[key] = begin
    st.session_state[unmoved] = begin
    return pick(label, periods, key, say=lambda p: p.label)


def pick_trend(metric: "Metric", shown: "SeriesSet") -> "TrendSettings":
    """Units, dates and target of a trend."""
    from mhvalue.beginnings import first_unit
    from mhvalue.findings.trend import TrendSettings
    from mhvalue.stretches import over

    level, begin = shown.question.level, first_unit(shown)
    left, middle, right, last_of_all = st.columns([3, 1, 1, 1])
    with left:
        chosen = pick_several(
            level, shown.units, "units", first=begin, hint=f"Choose a {level.lower()}"
        )
    with middle:
        first = _pick_end("From", shown.periods, "first", shown.periods[0])
    later = tuple(p for p in reversed(shown.periods) if p >= first)
    with right:
        whole = over(later, date.today())
        last = _pick_end("To", later, "last", whole[0])
    with last_of_all:
        target = target_form.pick(metric)
    _tell_left_out([p for p in reversed(later) if p.start > last.start and p not in whole])
    return TrendSettings(chosen or (begin,), first, last, target)


def _tell_left_out(running: "Sequence[Period]") -> None:
    from mhvalue.words.phrases import left_out_till_over

    if running:
        st.caption(left_out_till_over(running))


def pick_kind(shown: "SeriesSet") -> str | None:
    """One kind of service, so that like is compared with like; None where kinds are not known."""
    kinds = tuple(dict.fromkeys(kind for kind in shown.kinds if kind))
    if not kinds:
        return None
    ordered = tuple(sorted(kinds, key=lambda kind: -shown.kinds.count(kind)))
    chosen = pick(
        "Kind of service",
        ordered,
        f"kind {shown.question.level}",
        say=lambda kind: f"{kind} ({shown.kinds.count(kind)})",
        note="Only units of one kind are compared: different services differ for good reasons.",
    )
    if unknown := sum(not kind for kind in shown.kinds):
        from mhvalue.words.variation_meaning import of_no_kind

        st.caption(plain(of_no_kind(unknown, shown.question.level)))
    return chosen


def pick_stretch(shown: "SeriesSet", catalogue: "Catalogue") -> "Stretch":
    """The time over which units are compared; raises NothingToShow where no unit has a figure."""
    from mhvalue.errors import NothingToShow
    from mhvalue.series import can_put_together
    from mhvalue.stretches import Stretch, over, stretches

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
    whole = over(spoken, date.today())
    running = [p for p in spoken if p not in whole]
    offered = (*stretches(whole, together=together), *(Stretch(p, p) for p in reversed(running)))
    chosen = pick("Period", offered, "stretch", say=lambda s: s.label)
    _tell_left_out([] if chosen.last in running else running)
    return chosen


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
    row = st.container(horizontal=True)
    left, middle, right = row.container(), row.container(), row.container()
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
