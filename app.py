"""mhvalue: are we giving more value, and where could we? Page set-up and navigation."""

import streamlit as st

from mhvalue.ui import shell

st.set_page_config(page_title="mhvalue", layout="wide")
st.logo("assets/logo.svg", size="large")
page = st.navigation(
    {
        "Your data": [
            st.Page("pages/your_data/upload.py", title="Upload", default=True),
            st.Page("pages/your_data/check.py", title="Check"),
        ],
        "Look": [
            st.Page("pages/look/trends.py", title="Trends"),
            st.Page("pages/look/variation.py", title="Variation"),
        ],
        "Take away": [st.Page("pages/take_away/download.py", title="Download")],
        "Help": [st.Page("pages/help/methods.py", title="Methods")],
    }
)
with shell.frame():
    page.run()
