"""What is looked at: the metric, of whom, and for which level of units."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from mhvalue.beginnings import Group
    from mhvalue.catalogue.schema import Metric
    from mhvalue.grids import Question
    from mhvalue.workspace import Workspace

from mhvalue.ui import kept, session
from mhvalue.ui.picking import pick, unavailable
from mhvalue.ui.text import plain


def pick_metric(open_files: "Workspace", *, several_units: bool = False) -> "Metric":
    """The metric looked at; for a comparison only those held for more than one unit."""
    from mhvalue.beginnings import first_metric
    from mhvalue.words import instead
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
    gone = unavailable("metric", names, begin)
    metric = known[pick("Metric", names, "metric", say=lambda key: known[key].name, begin=begin)]
    if several_units and gone in open_files.places() and gone not in metrics:
        st.caption(plain(instead.other_metric(known[gone].name, metric.name)))
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
    from mhvalue.beginnings import only_noughts
    from mhvalue.words import instead
    from mhvalue.words.phrases import whom

    found = _places(open_files, several_units)[metric.id]
    every = _groups(found)
    noughts = open_files.once(
        ("noughts", metric, every), lambda: only_noughts(open_files.facts, metric, every)
    )
    groups = tuple(group for group in every if group not in noughts)
    begin = _first_group(open_files, metric, groups)
    gone = unavailable("group", groups, begin)
    group = begin
    if len(groups) > 1:
        group = pick("Group", groups, "group", say=lambda each: whom(*each), begin=begin)
    if gone is not None:
        st.caption(plain(instead.other_group(gone, group, nought=gone in noughts)))
    if noughts:
        st.caption(plain(instead.not_offered(noughts)))
    return group


def _groups(places: "Sequence[Question]") -> "tuple[Group, ...]":
    return tuple(dict.fromkeys((asked.breakdown, asked.group) for asked in places))


def _first_group(open_files: "Workspace", metric: "Metric", groups: "Sequence[Group]") -> "Group":
    from mhvalue.beginnings import first_group

    key = ("first group", metric, tuple(groups))
    return open_files.once(key, lambda: first_group(open_files.facts, metric, groups))


def pick_question(
    open_files: "Workspace", metric: "Metric", group: "Group", *, several_units: bool = False
) -> "Question":
    """The level (and grain, where there is a choice) at which the metric is looked at."""
    from mhvalue.grids import Question
    from mhvalue.periods import GRAINS

    every = _places(open_files, several_units)[metric.id]
    found = [asked for asked in every if (asked.breakdown, asked.group) == group]
    levels = tuple(dict.fromkeys(asked.level for asked in found))
    level = _one_of("Units", levels, "level", group)
    held = {asked.grain for asked in found if asked.level == level}
    grain = _one_of("Published", tuple(g for g in GRAINS if g in held), "grain", group)
    return Question(level, grain, *group)


def _one_of(label: str, options: tuple[str, ...], key: str, group: "Group") -> str:
    """One of the options, asked for where there are several; told where it is not that chosen."""
    from mhvalue.words.instead import other_figures

    gone = unavailable(key, options, options[0])
    shown = options[0] if len(options) == 1 else pick(label, options, key)
    if gone is not None:
        st.caption(plain(other_figures(gone, shown, group)))
    return shown


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
    group = _first_group(open_files, metric, _groups(places))
    for question in reversed([q for q in places if (q.breakdown, q.group) == group]):
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
