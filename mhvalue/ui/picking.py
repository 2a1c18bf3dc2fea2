"""One or several of some options, picked and remembered across pages."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

T = TypeVar("T")
LONGEST_SHOWN = 38
MOST_SHORT = 60


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


def pick_several(
    label: str, names: Sequence[str], key: str, *, first: str = "", hint: str = ""
) -> tuple[str, ...]:
    """Some of many names, remembered; `first` is the one to begin with, if any.

    Long names are shown as short as a phone is wide, each still to be told from the others; whole
    where there are so many that one types to find one.
    """
    from mhvalue.words.short_names import told_apart

    short = told_apart(names, LONGEST_SHOWN) if len(names) <= MOST_SHORT else {}
    before = list(st.session_state.get(key, []))
    still = [name for name in before if name in names] or ([first] if first else [])
    if key not in st.session_state or still != before:
        # Only then: setting it sends it to the browser, over what the person chose meanwhile.
        st.session_state[key] = still
    chosen: list[str] = st.multiselect(
        label,
        names,
        format_func=lambda name: short.get(name, name),
        key=key,
        persist_state="session",
        filter_mode="contains",
        select_all=False,
        placeholder=hint,
    )
    return tuple(chosen)


def put(key: str, value: object) -> None:
    """Choose for the person, who pressed something that means just this."""
    st.session_state[key] = value
    _forget(key)


def unavailable(key: str, options: Sequence[T], begin: T) -> T | None:
    """What was chosen in the box of that key and is none of the options now; else None.

    `begin` stands in for it. Once the options hold it again it is back: what nobody chose is
    undone. To be asked before the box is drawn, and where there is one option and so no box too.
    """
    state = st.session_state
    held, instead = state.get(key), state.get(_instead(key))
    if held is not None and held not in options:
        if held != instead:
            state[_chosen(key)] = held
        state[_instead(key)] = begin
    elif held != instead:
        _forget(key)
    elif state.get(_chosen(key)) in options:
        state[key] = state[_chosen(key)]
        _forget(key)
    kept: T | None = state.get(_chosen(key))
    return kept


def _forget(key: str) -> None:
    for held in (_instead(key), _chosen(key)):
        st.session_state.pop(held, None)


def _instead(key: str) -> str:
    return f"{key} shown instead"


def _chosen(key: str) -> str:
    return f"{key} chosen"
