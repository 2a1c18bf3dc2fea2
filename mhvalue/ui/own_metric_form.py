"""Making a metric of one's own from data items: choose, name, check, keep."""

from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.errors import MetricProblem
from mhvalue.ui import kept
from mhvalue.ui.text import plain

if TYPE_CHECKING:
    from mhvalue.catalogue.schema import Catalogue
    from mhvalue.own_metric_rows import Rows
    from mhvalue.own_metrics import OwnMetric
    from mhvalue.ui.metrics import LongList

TIMES = (1, 100, 1_000, 100_000)
BETTER = {
    "lower": "Lower is better",
    "higher": "Higher is better",
    "neutral": "Neither",
}
SPREADS = {
    "none": ("No limits for chance", "Days, money, staff, or anything you are unsure of"),
    "people": ("As people do", "Top and bottom count people, each of them once"),
    "events": ("As events do", "The top counts events that may happen to a person again"),
}
_OPEN = "own open"
_CHANGING = "own changing"
_SIDES = {"top": "What is counted", "bottom": "Divided by (leave empty for a plain count)"}


def form(known: "LongList") -> None:
    """Draw the form while it is open; what was noticed about the last try stands below it."""
    st.header("Make your own metric")
    st.toggle("Build one from data items", key=_OPEN, persist_state="session")
    if st.session_state.get(_OPEN):
        _fields(known)
    for problem in st.session_state.pop("own problems", ()):
        st.error(plain(problem))
    for note in st.session_state.pop("own notes", ()):
        st.info(plain(note))


def _fields(known: "LongList") -> None:
    st.text_input("Name", key="own name", persist_state="session")
    items = _items(known)
    for side, label in _SIDES.items():
        st.markdown(f"**{label}**")
        _side(side, items, known.catalogue)
    left, right = st.columns(2)
    with left:
        st.segmented_control(
            "Times",
            TIMES,
            default=1,
            required=True,
            format_func=lambda number: f"{number:,}",
            key="own times",
            persist_state="session",
        )
        st.segmented_control(
            "Which way is better",
            tuple(BETTER),
            default="neutral",
            required=True,
            format_func=BETTER.__getitem__,
            key="own better",
            persist_state="session",
        )
        st.text_input(
            "Unit",
            key="own unit",
            persist_state="session",
            placeholder="%, days, £, per 1,000 bed days",
        )
    with right:
        st.radio(
            "How it varies by chance",
            tuple(SPREADS),
            format_func=lambda spread: SPREADS[spread][0],
            captions=[caption for _, caption in SPREADS.values()],
            key="own spread",
            persist_state="session",
        )
    with st.container(horizontal=True):
        st.button("Check it", on_click=_check, args=(known,))
        st.button("Save it", on_click=_save, args=(known,), type="primary")


def _side(side: str, items: tuple[str, ...], catalogue: "Catalogue") -> None:
    count = st.session_state.setdefault(f"own {side} rows", 1)
    for row in range(count):
        left, right = st.columns([4, 1])
        with left:
            st.selectbox(
                f"Data item, {side}, row {row + 1}",
                items,
                index=None,
                format_func=lambda item: catalogue.items[item].name,
                placeholder="Choose a data item",
                filter_mode="contains",
                key=f"own {side} item {row}",
                persist_state="session",
            )
        with right:
            st.text_input(
                f"Weight, {side}, row {row + 1}",
                value="1",
                key=f"own {side} weight {row}",
                persist_state="session",
            )
    st.button("Add another item", on_click=_more, args=(side,), key=f"own {side} more")


def _items(known: "LongList") -> tuple[str, ...]:
    """Ids of all data items, those in the open files first."""
    every = tuple(known.catalogue.items)
    if known.open_files is None:
        return every
    held = set(map(str, known.open_files.facts.frame["item"].unique()))
    return (*(i for i in every if i in held), *(i for i in every if i not in held))


def _more(side: str) -> None:
    st.session_state[f"own {side} rows"] += 1


def change(metric: str) -> None:
    """Open the form with a metric that was made before."""
    own = next(own for own in kept.own_metrics() if own.id == metric)
    _empty()
    state = st.session_state
    state[_OPEN], state[_CHANGING] = True, metric
    state["own name"], state["own unit"] = own.name, own.unit
    state["own better"], state["own spread"] = own.better, own.spread
    state["own times"] = int(own.multiplier)
    for side, rows in (("top", own.top), ("bottom", own.bottom)):
        state[f"own {side} rows"] = max(1, len(rows))
        for row, (item, weight) in enumerate(rows):
            state[f"own {side} item {row}"] = item
            state[f"own {side} weight {row}"] = f"{weight:g}"


def _empty() -> None:
    for key in [key for key in st.session_state if str(key).startswith("own ")]:
        if key != kept.OWN_METRICS:
            del st.session_state[key]


def _check(known: "LongList") -> None:
    _tried(known)


def _save(known: "LongList") -> None:
    own = _tried(known)
    if own is None:
        return
    kept.keep_own(own, st.session_state.get(_CHANGING, ""))
    said = st.session_state.get("own notes", ())
    _empty()
    st.session_state["metric card"] = own.id
    st.session_state["own notes"] = (f"{own.name} is saved and listed.", *said[1:])


def _tried(known: "LongList") -> "OwnMetric | None":
    """What the form holds as a metric, if it makes sense; what is to be known is kept to show."""
    from mhvalue.own_metric_notes import notes
    from mhvalue.own_metrics import as_metric, made
    from mhvalue.words.parts import definition

    state = st.session_state
    changing = state.get(_CHANGING, "")
    try:
        own = made(
            state.get("own name", ""),
            _rows("top"),
            _rows("bottom"),
            known.catalogue,
            multiplier=state.get("own times") or 1,
            unit=state.get("own unit", ""),
            better=state.get("own better") or "neutral",
            spread=state.get("own spread") or "none",
            others=[other for other in kept.own_metrics() if other.id != changing],
        )
        facts = known.open_files.facts if known.open_files is not None else None
        found = notes(own, known.catalogue, facts)
    except MetricProblem as mistake:
        state["own problems"] = (str(mistake),)
        return None
    worked = definition(as_metric(own, known.catalogue), known.catalogue)
    state["own notes"] = (f"It makes sense: {worked}.", *found)
    return own


def _rows(side: str) -> "Rows":
    """The rows as typed, without empty ones at the end."""
    state = st.session_state
    rows = [
        (state.get(f"own {side} item {row}") or "", state.get(f"own {side} weight {row}", "1"))
        for row in range(state.get(f"own {side} rows", 1))
    ]
    while rows and not rows[-1][0]:
        rows.pop()
    return tuple(rows)
