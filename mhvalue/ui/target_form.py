"""A metric's target: a number beside a trend, or numbers by date set on the metric's card."""

from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.errors import TargetProblem
from mhvalue.ui import kept
from mhvalue.ui.text import ONWARD, plain

if TYPE_CHECKING:
    from mhvalue.catalogue.schema import Metric
    from mhvalue.targets import Target

SHAPES = {
    "fixed": "One number",
    "stepped": "Changes on a date",
    "trajectory": "A line between dates",
}
_ROWS = 2


def pick(metric: "Metric") -> "Target | None":
    """The metric's target: the catalogue's to begin with, changed or emptied by the person."""
    from mhvalue.targets import fixed

    own = kept.targets().get(metric.id)
    if own is not None and own.shape != "fixed":
        st.markdown(f"Target: {len(own.steps)} numbers by date")
        st.page_link("pages/look/metrics.py", label="See or change it", icon=ONWARD)
        return own
    key = f"target {metric.id}"
    if key not in st.session_state:
        st.session_state[key] = metric.target if own is None else own.steps[0][1]
    target: float | None = st.number_input(
        "Target",
        value=None,
        key=key,
        persist_state="session",
        placeholder="None",
        step=1.0,
        format="%g",
        on_change=_keep_target,
        args=(metric.id, key),
        help=f"In {metric.unit or 'the same unit'}. {metric.target_source} Empty is no target.",
    )
    return None if target is None else fixed(target)


def _keep_target(metric: str, key: str) -> None:
    """Make a number typed on one page the metric's target on all of them."""
    from mhvalue.targets import fixed

    number = st.session_state[key]
    if number is None:
        kept.targets().pop(metric, None)
    else:
        kept.targets()[metric] = fixed(number)


def form(metric: "Metric") -> None:
    """The target as it stands, to be changed; a mistake is told and nothing typed is lost."""
    current = kept.targets().get(metric.id)
    shape = st.segmented_control(
        "How the target runs",
        tuple(SHAPES),
        default=current.shape if current else "fixed",
        required=True,
        format_func=SHAPES.__getitem__,
        key=f"goal shape {metric.id}",
        persist_state="session",
    )
    if shape == "fixed":
        _number(metric, 0, current)
    else:
        _dated(metric, current)
    with st.container(horizontal=True):
        st.button("Save target", on_click=_save, args=(metric.id,), key="save target")
        if current is not None:
            label = "Back to the standard" if metric.target is not None else "Remove target"
            st.button(label, on_click=_forget, args=(metric.id,), key="forget target")
    problem = st.session_state.pop("target problem", None)
    if problem:
        st.error(plain(problem))


def _dated(metric: "Metric", current: "Target | None") -> None:
    least = max(_ROWS, len(current.steps) if current else 0)
    count = st.session_state.setdefault(f"goal rows {metric.id}", least)
    for row in range(count):
        left, right = st.columns(2)
        with left:
            day = current and current.shape != "fixed" and row < len(current.steps)
            when = current.steps[row][0] if current and day else None
            st.text_input(
                f"From, row {row + 1}",
                value=f"{when.day} {when:%B %Y}" if when else "",
                key=f"goal when {metric.id} {row}",
                persist_state="session",
                placeholder="1 April 2026 or Apr 2026",
            )
        with right:
            _number(metric, row, current)
    st.button("Add a row", on_click=_more, args=(metric.id,), key="more target rows")


def _number(metric: "Metric", row: int, current: "Target | None") -> None:
    held = current.steps[row][1] if current and row < len(current.steps) else None
    if held is None and row == 0:
        held = metric.target
    unit = f" ({metric.unit})" if metric.unit else ""
    st.text_input(
        f"Target, row {row + 1}{unit}" if row else f"Target{unit}",
        value="" if held is None else f"{held:g}",
        key=f"goal number {metric.id} {row}",
        persist_state="session",
    )


def _more(metric: str) -> None:
    st.session_state[f"goal rows {metric}"] += 1


def _save(metric: str) -> None:
    from mhvalue.targets import target

    state = st.session_state
    shape = state.get(f"goal shape {metric}") or "fixed"
    count = 1 if shape == "fixed" else state.get(f"goal rows {metric}", _ROWS)
    rows = [
        (state.get(f"goal when {metric} {i}", ""), state.get(f"goal number {metric} {i}", ""))
        for i in range(count)
    ]
    while rows[1:] and not any(text.strip() for text in rows[-1]):
        rows.pop()
    try:
        kept.set_target(metric, target(shape, rows))
    except TargetProblem as mistake:
        state["target problem"] = str(mistake)


def _forget(metric: str) -> None:
    kept.forget_target(metric)
    for key in [key for key in st.session_state if _typed(str(key), metric)]:
        del st.session_state[key]


def _typed(key: str, metric: str) -> bool:
    """Whether something typed into this metric's form is kept under the key."""
    return key.startswith(f"goal shape {metric}") or any(
        key.startswith(f"goal {what} {metric}") for what in ("rows", "when", "number")
    )
