"""Units that several files name differently: asked on Upload, and to be corrected there."""

from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.ui import kept
from mhvalue.ui.text import plain

if TYPE_CHECKING:
    from mhvalue.naming.groups import Asked, Joined
    from mhvalue.workspace import Workspace

MOST = 10
"""So many questions at once; what is answered makes room for the next."""
DIFFERENT = "Different units"
_TYPE = "Type or choose a name"


def same_units_form(open_files: "Workspace") -> None:
    """The questions first; then what was read as one unit, closed, with a way to say otherwise."""
    found = open_files.named
    if found.asked:
        with st.container(border=True):
            _questions(found.asked)
    if found.joined:
        _settled(found.joined)
    if len(open_files.files) > 1:
        _by_hand(open_files)


def _questions(asked: "tuple[Asked, ...]") -> None:
    from mhvalue.words.naming import question

    st.markdown("**These names may mean one unit.** Until you say, they are kept apart.")
    for one in asked[:MOST]:
        _ask(question(one), one.level, one.names, None)
    if len(asked) > MOST:
        st.markdown(f"{len(asked) - MOST:,} more are asked about next.")


def _settled(joined: "tuple[Joined, ...]") -> None:
    from mhvalue.words.naming import counted
    from mhvalue.words.naming import joined as told

    st.info(plain(counted(joined)))
    with st.expander("Units read as one over several files"):
        place = 0
        if len(joined) > 1:
            place = st.selectbox(
                "Unit",
                range(len(joined)),
                format_func=lambda n: f"{joined[n].kept}: {', '.join(joined[n].names)}",
                key="joined unit",
            )
        one = joined[place]
        _ask(told(one), one.level, tuple(dict.fromkeys((one.kept, *one.names))), one.kept)


def _ask(said: str, level: str, names: tuple[str, ...], now: str | None) -> None:
    """The name to keep, or different units; an answer is kept at once."""
    from mhvalue.naming.answers import Same

    key = f"one unit {level} {hash(names)} {now}"

    def answered() -> None:
        kept.keep_same(Same(level, names, st.session_state[key]))

    st.radio(
        plain(said),
        (*names, ""),
        None if now is None else names.index(now),
        format_func=lambda name: plain(f"One unit: {name}") if name else DIFFERENT,
        key=key,
        on_change=answered,
    )


def _by_hand(open_files: "Workspace") -> None:
    """Two names of one unit that nothing in the files shows to be one."""
    box = st.expander(
        "Two names in your files mean one unit?", key="two names box", on_change="rerun"
    )
    if not box.open:
        return
    from mhvalue.naming.answers import Same

    units = open_files.told_units
    with box:
        levels = units.levels()
        level = levels[0]
        if len(levels) > 1:
            level = st.selectbox("Level", levels, key="two names level")
        names = sorted(set(units.names(level)), key=str.casefold)
        left, right = st.columns(2)
        name = left.selectbox(
            "This name", names, None, key=f"two names one {level}", placeholder=_TYPE
        )
        wanted = right.selectbox(
            "Read it as", names, None, key=f"two names other {level}", placeholder=_TYPE
        )
        whole = bool(name and wanted and name != wanted)

        def answered() -> None:
            both = (str(wanted), str(name))
            names = [n for one in both for n in (one, *open_files.named.behind(level, one))]
            kept.keep_same(Same(level, tuple(dict.fromkeys(names)), both[0]))

        st.button("Read both as one unit", disabled=not whole, on_click=answered)
