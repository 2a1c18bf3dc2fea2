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
from mhvalue.ui.picking import pick


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
    from mhvalue.words.phrases import whom

    found = _places(open_files, several_units)[metric.id]
    groups = _groups(found)
    if len(groups) == 1:
        return groups[0]
    begin = _first_group(open_files, metric, groups)
    _back_to_chosen(groups, begin)
    return pick("Group", groups, "group", say=lambda group: whom(*group), begin=begin)


def _back_to_chosen(groups: "Sequence[Group]", begin: "Group") -> None:
    """Undo what was never chosen: a group shown only because a metric had not the one chosen."""
    state = st.session_state
    held = state.get("group")
    if held is not None and held not in groups:
        if held != state.get("group shown instead"):
            state["group chosen"] = held
        state["group shown instead"] = begin
    elif held == state.get("group shown instead") and state.get("group chosen") in groups:
        state["group"] = state["group chosen"]
        del state["group shown instead"]


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
