"""The frame around every page: file card, sharing rule, banner, and errors in plain words."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from mhvalue.errors import MhvalueError
from mhvalue.ui import log, session
from mhvalue.ui.text import plain

_STYLE = """<style>
[data-testid="stFullScreenFrame"]:has([data-testid="stVegaLiteChart"])
  [data-testid="stElementToolbar"] { display: none; }
[data-testid="stMainBlockContainer"] { max-width: 76rem; padding-top: 4.75rem; }
@media (max-width: 40rem) {
  [data-testid="stMarkdownContainer"] :is(th, td) {
    overflow-wrap: anywhere; padding: 0.25rem;
  }
}
</style>"""


@contextmanager
def frame() -> Iterator[None]:
    """Draw the sidebar and the banner, then the page; a person's mistake is told on the page."""
    log.without_values()
    st.html(_STYLE)
    with st.sidebar:
        _file_card()
        _sharing_rule()
    open_files = session.workspace()
    if open_files is not None and open_files.synthetic:
        st.info("Synthetic demonstration data: a made-up trust, no real service or person.")
    try:
        yield
    except MhvalueError as mistake:
        st.error(plain(str(mistake)))


def _file_card() -> None:
    open_files = session.workspace()
    if open_files is None:
        return
    from mhvalue.words.files import holdings

    for file in open_files.files:
        with st.container(border=True):
            st.markdown(f"**{plain(file.name)}**")
            st.markdown(plain(holdings(file.result.facts)))
            st.button(
                "Remove",
                key=f"remove {file.sha256}",
                on_click=session.forget,
                args=(file.sha256,),
                help=f"Close {plain(file.name)}. Nothing is deleted from your disk.",
            )


def _sharing_rule() -> None:
    wanted = st.session_state.pop("sharing wanted", None)
    if wanted in session.SHARINGS:
        st.session_state["sharing"] = wanted
    st.radio(
        "Figures are shown",
        session.SHARINGS,
        format_func={"inside my team": "Inside my team", "to share": "To share"}.__getitem__,
        captions=("Exact figures", "Counts under 5 hidden, others rounded to 5"),
        key="sharing",
        persist_state="session",
        help="Holds for the whole app: charts, sentences and downloads always agree. Figures "
        "that are already published stay as they are.",
    )
