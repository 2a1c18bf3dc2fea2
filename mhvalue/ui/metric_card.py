"""One metric on a card: its question, its formula with the person's own figures, all about it."""

from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.ui import kept, own_metric_form, picking, subject, target_form
from mhvalue.ui.text import plain

if TYPE_CHECKING:
    from mhvalue.catalogue.schema import Metric
    from mhvalue.ui.metrics import LongList
    from mhvalue.workspace import Workspace

FIRST = ("How it is worked out", "Which way is better", "Target", "What to know")
"""What stands on the card at once; the rest is a click away."""


def card(metric: "Metric", known: "LongList") -> None:
    """Show the metric and what can be done with it."""
    from mhvalue.words.metrics import card as all_about

    with st.container(border=True):
        st.header(plain(metric.name))
        st.markdown(plain(metric.question))
        if known.open_files is not None:
            _in_data(metric, known, known.open_files)
        _actions(metric, known)
        rows = all_about(metric, known.catalogue, kept.targets().get(metric.id))
        _listed([row for row in rows if row[0] in FIRST])
        more = st.expander("All about this metric", key="about metric", on_change="rerun")
        if more.open:
            with more:
                _listed([row for row in rows if row[0] not in FIRST])
        box = st.expander("Set or change the target", key="target box", on_change="rerun")
        if box.open:
            with box:
                target_form.form(metric)


def _in_data(metric: "Metric", known: "LongList", open_files: "Workspace") -> None:
    from mhvalue.words.metrics import readiness_sentences

    found = known.readiness[metric.id]
    if found.state == "ready":
        sentence = subject.latest(open_files, metric)
        st.markdown(f"**{plain(sentence)}**" if sentence else "Its figures are hidden or blank.")
        return
    first, *columns = readiness_sentences(found, known.catalogue)
    st.markdown(plain(first))
    if columns:
        st.markdown("\n".join(f"- {plain(column)}" for column in columns))


def _actions(metric: "Metric", known: "LongList") -> None:
    from mhvalue.beginnings import EVERYBODY
    from mhvalue.own_metric_rows import PREFIX

    chosen = metric.id in kept.working_set()
    with st.container(horizontal=True):
        if chosen:
            st.button("Take out of my metrics", on_click=kept.drop, args=([metric.id],))
        else:
            st.button("Pick it", on_click=kept.pick, args=([metric.id],), type="primary")
        ready = known.open_files is not None and known.readiness[metric.id].state == "ready"
        if ready and st.button("See its trend"):
            picking.put("metric", metric.id)
            picking.put("group", EVERYBODY)
            if kept.working_set() and not chosen:
                st.session_state["all metrics"] = True
            st.switch_page("pages/look/trends.py")
        if metric.id.startswith(PREFIX):
            st.button("Change it", on_click=own_metric_form.change, args=(metric.id,))
            st.button("Remove it", on_click=kept.forget_own, args=(metric.id,))


def _listed(rows: list[tuple[str, str]]) -> None:
    st.markdown("\n\n".join(f"**{plain(head)}:** {plain(text)}" for head, text in rows))
