"""Shortlist: out of a long list, which few metrics do we choose, and why?"""

import streamlit as st

from mhvalue.ui.text import plain
from mhvalue.ui.workshop import choosing, files, listing, scoring, state

workshop = state.current()
if workshop is None:
    st.title("Choose a few metrics together")
    st.markdown(
        "For a steering group, in one meeting or over weeks: gates, scores, weights, balance, and "
        "a decision with a reason for every metric."
    )
    listing.begin_form()
    files.take_up()
    st.stop()
st.title(plain(workshop.title))
steps = ("Gates", "Score", "Ranking", "Choose", "Files")
step = st.segmented_control(
    "Step",
    steps,
    default="Gates",
    required=True,
    key="workshop step",
    persist_state="session",
    label_visibility="collapsed",
)
if step == "Score":
    scoring.score(workshop)
elif step == "Ranking":
    scoring.ranking(workshop)
elif step == "Choose":
    choosing.choose(workshop)
elif step == "Files":
    files.files()
else:
    listing.gates(workshop)
