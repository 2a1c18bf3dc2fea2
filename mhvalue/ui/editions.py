"""Which of two files that disagree is newer: asked on Upload, and to be corrected there."""

from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.ui import kept, session
from mhvalue.ui.replaced import changes_table
from mhvalue.ui.text import plain

if TYPE_CHECKING:
    from mhvalue.editions import Pair
    from mhvalue.workspace import Workspace

MOST = 10
FEW = 3
"""So many pairs of files are told one by one; of more there is one sentence and a list."""
_TURN = ("first", "second", "third", "later")
NEITHER = "Neither, or I do not know: show none of these figures"


def editions_form(open_files: "Workspace") -> None:
    """The questions first; then what was settled, closed, with the same way to say otherwise."""
    order = open_files.order
    if not order.pairs:
        return
    names = _names(open_files)
    asked = order.open
    for pair in asked[:MOST]:
        with st.container(border=True):
            _question(open_files, pair, names)
    if len(asked) > MOST:
        st.markdown(f"{len(asked) - MOST:,} more pairs of files disagree and are asked about next.")
    rest = [pair for pair in order.pairs if pair not in asked]
    if rest:
        _settled(open_files, rest, names)


def _question(open_files: "Workspace", pair: "Pair", names: dict[str, str]) -> None:
    from mhvalue.words.editions import question

    found = open_files.between(pair)
    said = question(pair, *_sides(pair, names), found)
    st.warning(f"{plain(said)} Until you say, none of them is shown.")
    _ask(pair, names, None)
    _differences(open_files, pair, names)


def _settled(open_files: "Workspace", pairs: "list[Pair]", names: dict[str, str]) -> None:
    from mhvalue.words.editions import settled, several

    if len(pairs) > FEW:
        st.info(plain(several(pairs)))
    for pair in pairs if len(pairs) <= FEW else ():
        st.info(plain(settled(pair, *_sides(pair, names))))
    with st.expander("What newer files changed, and which file is newer"):
        place = 0
        if len(pairs) > 1:
            place = st.selectbox(
                "Files",
                range(len(pairs)),
                format_func=lambda n: f"{names[pairs[n].newer]} after {names[pairs[n].older]}",
                key="edition pair",
            )
            st.markdown(plain(settled(pairs[place], *_sides(pairs[place], names))))
        pair = pairs[place]
        _ask(pair, names, pair.newer if pair.by else "")
        _differences(open_files, pair, names)


def _ask(pair: "Pair", names: dict[str, str], now: str | None) -> None:
    """The two files and neither; an answer is kept at once."""
    from mhvalue.editions import Answer

    options = (pair.older, pair.newer, "")
    key = f"newer {'|'.join(sorted((pair.older, pair.newer)))} {now}"

    def answered() -> None:
        kept.keep_answer(Answer(pair.older, pair.newer, st.session_state[key]))

    st.radio(
        "Which file is newer?",
        options,
        None if now is None else options.index(now),
        format_func=lambda option: plain(names[option]) if option else NEITHER,
        key=key,
        on_change=answered,
    )


def _differences(open_files: "Workspace", pair: "Pair", names: dict[str, str]) -> None:
    if session.sharing() == session.SHARINGS[1]:
        st.markdown("Which figures they are is shown inside your team only.")
        return
    found = open_files.between(pair)
    changes_table(open_files, found, names[pair.older], names[pair.newer])


def _sides(pair: "Pair", names: dict[str, str]) -> tuple[str, str]:
    return names[pair.older], names[pair.newer]


def _names(open_files: "Workspace") -> dict[str, str]:
    """Every file's name by its key; files of one name say when they were opened."""
    given = [file.name for file in open_files.files]
    return {
        file.sha256: f"{file.name} (opened {_TURN[min(given[:place].count(file.name), 3)]})"
        if given.count(file.name) > 1
        else file.name
        for place, file in enumerate(open_files.files)
    }
