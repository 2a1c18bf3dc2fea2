"""Variation: which teams truly differ, and by how much?"""

import streamlit as st

from mhvalue.ui import choices, empty, show
from mhvalue.ui.text import ONWARD

TITLE = "Which teams truly differ?"

answer = st.container()
open_files = empty.need_data(
    TITLE,
    "This page compares units of one kind and says which differ by more than chance.",
)
with empty.titled(answer, TITLE):
    finding = choices.current_variation(open_files).finding(open_files)
answer.title(show.ready_variation(finding, open_files).title)
show.variation(finding, open_files)
st.page_link("pages/take_away/download.py", label="Take these figures away", icon=ONWARD)
