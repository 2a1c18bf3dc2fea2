"""A file whose reading stopped because it tells who somebody is: the two ways on."""

from collections.abc import Callable

import streamlit as st

from mhvalue.ui.opening import Stopped
from mhvalue.ui.text import plain


def stopped_form(
    file: Stopped, go_on: Callable[[Stopped], None], leave_out: Callable[[str], None]
) -> None:
    """What was found in the file, and going on without it first.

    `go_on` reads it without; `leave_out` drops it by its sha256.
    """
    with st.container(border=True):
        st.error(plain(file.why))
        both = st.container(horizontal=True)
        if both.button("Go on without those columns", type="primary", key=f"on {file.sha256}"):
            go_on(file)
            st.rerun()
        both.button(
            "Leave this file out",
            key=f"leave {file.sha256}",
            on_click=leave_out,
            args=(file.sha256,),
        )
