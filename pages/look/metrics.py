"""Metrics: what could we measure, what does my data allow, and what do we choose?"""

import streamlit as st

from mhvalue.ui import empty, metric_card, metrics, own_metric_form
from mhvalue.ui.text import ONWARD

known = metrics.long_list()
st.title(metrics.title(known))
if known.open_files is None:
    st.markdown("Open a spreadsheet to see which of them your data allow.")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link("pages/your_data/upload.py", label="Open your own spreadsheet", icon=ONWARD)
        empty.offer_demo()
found = metrics.search(known)
left, right = st.columns([5, 4], gap="medium")
with left:
    looked_at = metrics.table(known, found)
if looked_at is not None:
    with right:
        metric_card.card(looked_at, known)
metrics.picked(known)
own_metric_form.form(known)
metrics.definitions(known, found)
