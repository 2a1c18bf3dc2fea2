"""Check: what is wrong or doubtful in my files, cell by cell?"""

from datetime import date

import streamlit as st

from mhvalue.ui import empty, problems
from mhvalue.ui.replaced import replaced_list

open_files = empty.need_data(
    "Check what was read",
    "This page lists what is doubtful in your files, with sheet and cell, and what was done.",
)
noticed = (*open_files.problems, *open_files.quality(date.today()))
st.title(problems.counted(noticed))
if noticed:
    problems.listed(noticed)
    st.markdown("To whoever made the file: the list without any figures or names of units.")
    problems.to_send_back(noticed)
replaced_list(open_files)
