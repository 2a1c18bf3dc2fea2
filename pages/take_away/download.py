"""Download: the filtered results, in the form I need."""

import streamlit as st

from mhvalue.ui import choices, empty, session, taking
from mhvalue.ui.text import plain

open_files = empty.need_data(
    "Take the figures away",
    "This page gives you the figures and pictures you chose as Excel, CSV, PNG or SVG.",
)
st.title("Take the figures away")
if taking.ask_whom_for():
    what = st.segmented_control(
        "What to take away",
        ("A trend", "A comparison of units"),
        default="A trend",
        required=True,
        key="taking",
        persist_state="session",
    )
    if session.sharing() == session.SHARINGS[0]:
        st.markdown("Figures are exact: files will say that they are **not for sharing**.")
    else:
        st.markdown("Figures are protected: counts under 5 hidden, others rounded to 5.")
    if what == "A comparison of units":
        from mhvalue.words.variation import title as compared

        comparison = choices.current_variation(open_files)
        st.markdown(plain(compared(comparison.finding(open_files))))
        taking.variation_files(comparison, open_files)
    else:
        from mhvalue.words.trend import title as changed

        trend = choices.current_trends(open_files)
        for finding in trend.findings(open_files)[:12]:
            st.markdown(plain(changed(finding)))
        taking.trend_files(trend, open_files)
