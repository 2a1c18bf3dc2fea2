"""Units that several files name differently: asked on Upload, and to be corrected there."""

from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.ui import kept
from mhvalue.ui.text import plain

if TYPE_CHECKING:
    from mhvalue.naming.groups import Asked, Joined
    from mhvalue.naming.names import Named
    from mhvalue.workspace import Workspace

MOST = 10
"""So many questions at once; what is answered makes room for the next."""
_TYPE = "Type or choose a name"


def same_units_form(open_files: "Workspace") -> None:
    """The questions first; then what was read as one unit, and a box to say otherwise."""
    from mhvalue.words.naming import joined

    found = open_files.named
    _levels(found)
    if found.asked:
        with st.container(border=True):
            _questions(found.asked)
    if found.joined:
        st.info(plain(joined(found.joined)))
    if not found.joined and len(open_files.files) < 2:
        return
    box = st.expander("Units with several names", key="names box", on_change="rerun")
    if box.open:
        with box:
            if found.joined:
                _settled(found.joined)
            _by_hand(open_files)


def _levels(found: "Named") -> None:
    """The levels read as one, each to be parted; those that were, each to be read as one again."""
    from mhvalue.naming.answers import Same
    from mhvalue.words.naming import levels, part_levels, parted, put_together

    if found.levels:
        with st.container(border=True):
            st.markdown(plain(levels(found.levels)))
            for pair in found.levels.items():
                apart = Same("", pair)
                key = f"part levels {pair}"
                st.button(part_levels(*pair), key=key, on_click=kept.keep_same, args=(apart,))
    for pair in found.parted:
        with st.container(border=True):
            st.markdown(plain(parted(*pair)))
            one = Same("", pair, pair[0])
            key = f"join levels {pair}"
            st.button(put_together(*pair), key=key, on_click=kept.keep_same, args=(one,))


def _questions(asked: "tuple[Asked, ...]") -> None:
    from mhvalue.words.naming import question

    st.markdown("**These names may mean one unit.** Until you say, they are kept apart.")
    for one in asked[:MOST]:
        _ask(question(one), one.level, one.names, None)
    if len(asked) > MOST:
        st.markdown(f"{len(asked) - MOST:,} more are asked about next.")


def _settled(joined: "tuple[Joined, ...]") -> None:
    from mhvalue.words.naming import table
    from mhvalue.words.phrases import singular

    st.dataframe(table(joined), hide_index=True, alt="Units with several names")
    place = st.selectbox(
        "Change one of them",
        range(len(joined)),
        format_func=lambda n: f"{joined[n].kept}: {', '.join(joined[n].names)}",
        key=f"joined unit {hash(joined)}",
    )
    one = joined[place]
    names = tuple(dict.fromkeys((one.kept, *one.names)))
    _ask(f"Is this one {singular(one.level)}?", one.level, names, one.kept)


def _ask(said: str, level: str, names: tuple[str, ...], now: str | None) -> None:
    """The name to keep, or different units; an answer is kept at once."""
    from mhvalue.naming.answers import Same
    from mhvalue.words.naming import option

    key = f"one unit {level} {hash(names)} {now}"

    def answered() -> None:
        kept.keep_same(Same(level, names, st.session_state[key]))

    st.radio(
        plain(said),
        (*names, ""),
        None if now is None else names.index(now),
        format_func=lambda name: plain(option(level, name)),
        key=key,
        on_change=answered,
    )


def _by_hand(open_files: "Workspace") -> None:
    """Two names of one unit that nothing in the files shows to be one."""
    from mhvalue.naming.answers import Same

    st.markdown("**Two other names mean one unit?**")
    units = open_files.told_units
    levels = units.levels()
    if not levels:
        return
    level = levels[0]
    if len(levels) > 1:
        level = st.selectbox("Level", levels, key="two names level")
    names = sorted(set(units.names(level)), key=str.casefold)
    left, right = st.columns(2)
    name = left.selectbox("This name", names, None, key=f"two names one {level}", placeholder=_TYPE)
    wanted = right.selectbox(
        "Read it as", names, None, key=f"two names other {level}", placeholder=_TYPE
    )
    whole = bool(name and wanted and name != wanted)

    def answered() -> None:
        both = (str(wanted), str(name))
        behind = [n for one in both for n in (one, *open_files.named.behind(level, one))]
        kept.keep_same(Same(level, tuple(dict.fromkeys(behind)), both[0]))

    st.button("Read both as one unit", disabled=not whole, on_click=answered)
