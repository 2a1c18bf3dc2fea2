"""Check: what is wrong or doubtful in my files, cell by cell?"""

import streamlit as st

from mhvalue.ui import empty
from mhvalue.ui.problems import counted, table

open_files = empty.need_data(
    "Check what was read",
    "This page lists what is doubtful in your files, with sheet and cell, and what was done.",
)
st.title("Check what was read")
st.markdown(counted(open_files.problems))
if open_files.problems:
    st.dataframe(table(open_files.problems), hide_index=True, alt="Everything doubtful, by cell")
